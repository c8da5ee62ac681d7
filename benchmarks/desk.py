"""The desk of a director: 50,000 open items among the tasks of 200,000 letters, against a query written by hand.

orqa counts all, the overdue and those due soon, for each hat of the director, and shows the first 50 as records; the
peer counts and reads the same rows from the same table for one hat, without looking at who may see them.

ORQA_BENCH_LETTERS: how many tasks there are (200 000), a quarter of them the director's and open.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from _duel import duel, show
from _letters import PROFILE

import orqa
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization.tasks import Task, done, new_task, role_token, unit_token
from orqa.office.office import Office

N = int(os.environ.get("ORQA_BENCH_LETTERS", "200000"))
CHUNK, ROUNDS = 5_000, 20
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FOUNDED = date(2007, 3, 22)
TITLE = Text.of(th="ขอเชิญประชุมคณะกรรมการบริหารกองวิเทศสัมพันธ์และการประกันคุณภาพ")


def filled(url: str) -> Office:
    """An office with a director and tasks: a quarter wait for the director's role; others are done, or for others."""
    office = orqa.open_office(url, PROFILE, clock=lambda: AT)
    org = office.organization
    org.add_unit("irqa", "กอง", first=FOUNDED)
    org.add_position("irqa.director", "ผู้อำนวยการกอง", unit="irqa", first=FOUNDED, roles=["director"], is_head=True)
    org.add_person("E1", "ใจดี")
    org.appoint("E1", "irqa.director", first=FOUNDED)
    for start in range(0, N, CHUNK):
        office.recorder.save("task.open", AT, [task(office, n) for n in range(start, min(N, start + CHUNK))])
    return office


def task(office: Office, n: int) -> Task:
    """One of the tasks."""
    made = new_task(
        identity=office.ids.next_id(AT),
        area="correspondence",
        action="letter.handle",
        about=RecordRef("letter", f"letter-{n}"),
        whom=role_token("director", "irqa") if n % 2 == 0 else unit_token(f"unit-{n % 50}"),
        due=AT.date() + timedelta(n % 97 - 48),
        opened_at=AT,
        title=TITLE,
    )
    return done(made, at=AT, result="ตอบแล้ว") if n % 4 == 2 else made


def by_hand(path: Path) -> Callable[[], object]:
    """What somebody would write for one hat."""
    connection = sqlite3.connect(path)
    whom, today, soon = "role:director@irqa|", "role:director@irqa|2026-11-23", "role:director@irqa|2026-11-27"

    def ask() -> object:
        count = "select count(*) from task where waiting >= ? and waiting < ?"
        numbers = [
            connection.execute(count, span).fetchone()
            for span in ((whom, "role:director@irqa}"), (whom, today), (today, soon))
        ]
        rows = (
            "select * from task join _entry on _entry.rowid = _content"
            " where waiting >= ? and waiting < ? order by waiting limit 50"
        )
        return numbers, connection.execute(rows, (whom, "role:director@irqa}")).fetchall()

    return ask


def main() -> None:
    """Fill, ask, print."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        path = Path(name) / "office.db"
        with filled(f"sqlite:///{path}") as office:
            desk = office.desk("E1")
            assert desk.total == (N + 3) // 4, desk.total
            print(f"{N} tasks, {desk.total} of them on the director's desk\n")
            peer = by_hand(path)
            times = duel({"by hand": peer, "orqa": lambda: office.desk("E1")}, repeat=ROUNDS)
            show("one desk", times, "by hand", goal="100 ms or less")


if __name__ == "__main__":
    main()

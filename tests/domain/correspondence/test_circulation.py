"""Where a circulation stands: counts add up, the middle is the middle, what ended stays ended."""

from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import (
    Circulation,
    RecipientList,
    Reminder,
    ended,
    refuse_ended,
    reminded,
    standing,
)
from orqa.domain.correspondence.errors import CirculationRefused
from orqa.domain.organization.tasks import Task, done, new_task, withdrawn

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MADE = Circulation(id="c", letter=RecordRef("letter", "l"), year=2026, receivers=1, circulated_at=AT)


def task(number: int, due: date | None = None) -> Task:
    return new_task(
        identity=str(number),
        area="correspondence",
        action="letter.acknowledge",
        about=MADE.ref,
        whom=f"person:{number}",
        opened_at=AT,
        due=due,
    )


@given(
    hours=st.lists(st.integers(0, 10_000), max_size=9),
    waiting=st.lists(st.sampled_from([None, date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1)]), max_size=6),
    back=st.integers(0, 4),
)
def test_counts_add_up(hours: list[int], waiting: list[date | None], back: int) -> None:
    read = [done(task(number), at=AT + timedelta(hours=one)) for number, one in enumerate(hours)]
    open_ones = [task(100 + number, due) for number, due in enumerate(waiting)]
    stands = standing((*read, *open_ones, *(withdrawn(task(200 + n), at=AT) for n in range(back))), date(2026, 11, 30))
    assert (stands.acknowledged, stands.waiting, stands.withdrawn) == (len(hours), len(waiting), back)
    assert stands.receivers == len(hours) + len(waiting) + back
    assert stands.overdue == waiting.count(date(2026, 11, 29)), "on its day it is not overdue"
    assert stands.median_hours == (median(hours) if hours else None)
    assert stands.share == (len(hours) / stands.receivers if stands.receivers else None)


def test_what_ended_takes_nothing_more() -> None:
    refuse_ended(MADE)
    over = ended(reminded(MADE, at=AT, by="person:p", count=3), on=date(2026, 12, 1), reason="พอ")
    assert (over.is_open, over.ended_on, over.reminders) == (
        False,
        date(2026, 12, 1),
        (Reminder(at=AT, by="person:p", count=3),),
    )
    for change in (lambda: ended(over, on=date(2026, 12, 2)), lambda: reminded(over, at=AT, by="", count=1)):
        with pytest.raises(
            CirculationRefused, match=r"it ended on .*2026.* \(พอ\); circulate the letter anew"
        ) as raised:
            change()
        assert "สิ้นสุดการเวียนแล้ว" in raised.value.message("th")


def test_records_take_only_what_they_say() -> None:
    with pytest.raises(TypeError):
        RecipientList(id="a", title="ก", members=("x",))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="time zone"):
        Reminder(at=datetime(2026, 1, 1), count=1)  # noqa: DTZ001 - what is refused

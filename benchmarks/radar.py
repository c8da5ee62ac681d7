"""The expiry radar over many agreements in SQLite: counts by month and the first hundred of six months.

`python benchmarks/radar.py [HOW_MANY]`, by default a million; a tenth of them are prolonged of themselves.
"""

import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from attrs import evolve

from orqa.base.partial import PartialDate
from orqa.domain.partnerships.agreement_parts import Notice, Party, PrintedDate
from orqa.domain.partnerships.agreements import Agreement, new_agreement
from orqa.domain.partnerships.terms import Term
from orqa.office.partnerships.radar import ending, ends_by_month
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.codec import Codec
from orqa.storage.protocol import Access, Batch

AT = datetime(2026, 11, 23, tzinfo=UTC)
FIRST, LAST = date(2026, 12, 1), date(2027, 5, 31)
_BATCH = 5_000
_TERMS = (Term(months=36), Term(months=60), Term(months=24))
_RENEWED = Term(months=60, renewed_for=60)


def agreements(many: int) -> "list[Agreement]":
    """Made rows: signed on days of ten years, for two to five years."""
    dice = random.Random(8)
    made = []
    for number in range(many):
        day = date(2018, 1, 1) + timedelta(days=dice.randrange(3650))
        made.append(
            new_agreement(
                id=f"a{number:08}",
                agreement_kind="mou",
                title=f"Agreement {number}",
                parties=(Party(), Party(partner=f"p{number % 5000}")),
                state="signed",
                signed=PrintedDate(day=PartialDate.of(day)),
                term=_RENEWED if number % 10 == 0 else dice.choice(_TERMS),
                notice=Notice(months=6),
            )
        )
    return made


def main() -> None:
    """Fill a file and measure."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    codec = Codec([Agreement])
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "radar.db")
        store.ensure(codec.kinds)
        rows = agreements(_BATCH)
        begun = time.perf_counter()
        for start in range(0, many, _BATCH):
            puts = tuple(codec.encode(evolve(one, id=f"{start:08}/{one.id}")) for one in rows)
            store.apply(Batch(f"b{start}", "bench", "import", AT, puts, ()))
        print(f"{many:,} agreements written in {time.perf_counter() - begun:.0f} s")
        with store.read(Access.of()) as reader:
            for name, work in (
                ("counts by month", lambda: sum(ends_by_month(reader, FIRST, LAST).values())),
                (
                    "first hundred",
                    lambda: len([*zip(range(100), ending(reader, codec.decode, FIRST, LAST, 100), strict=False)]),
                ),
            ):
                begun = time.perf_counter()
                found = work()
                print(f"{name}: {found:,} in {time.perf_counter() - begun:.3f} s")


if __name__ == "__main__":
    main()

"""Many ask for the last baht, the last item, the last day of leave at once: one has it, the others are told why not."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial

from offices import open_store

from orqa.storage.errors import Refused
from orqa.storage.protocol import SYSTEM, Add, Into, Store
from orqa.storage.verify import verify
from orqa.testing.stores.processes import processes
from orqa.testing.stores.setting import KINDS, batch, note, note_ref

LAST = [f"{what}/{turn}" for turn in range(8) for what in ("available/2569/12", "stock/paper", "leave/2569/ab")]
CLAIMS = "series/claims"
"""The number of a claim; who has no claim takes none."""


def claim_each(store: Store, place: int) -> Iterator[str]:
    for cell in LAST:
        name = f"{cell.replace('/', '-')}-{place}"
        adds = (Add(CLAIMS, 1, into=(Into(note_ref(name), "number"),)), Add(cell, -1, at_least=0))
        try:
            receipt = store.apply(batch(note(name, subject=cell), adds=adds, id=name))
        except Refused as error:
            yield f"refused {cell} {error.value} {error.amount} {error.at_least}"
        else:
            yield f"won {cell} {receipt.numbers[1]}"


def test_one_of_eight_has_the_last(url: str) -> None:
    with closing(open_store(url)) as shared:
        shared.ensure(KINDS)
        shared.apply(batch(adds=[Add(cell, 1) for cell in LAST]))
        with processes(8, claim_each, partial(open_store, url)) as begun:
            told = [line for process in begun for line in process.rest()]
        assert sorted(line for line in told if line.startswith("won")) == sorted(f"won {cell} 0" for cell in LAST)
        assert sorted(line for line in told if line.startswith("refused")) == sorted(
            f"refused {cell} 0 -1 0" for cell in LAST for _ in range(7)
        )
        with shared.read(SYSTEM) as reader:
            assert reader.cells() == dict.fromkeys(LAST, 0) | {CLAIMS: len(LAST)}
            claims = list(reader.rows("note", ("number", "subject"), order=("number",)))
        assert [number for number, _ in claims] == [*range(1, len(LAST) + 1)], "who is refused uses up no number"
        assert sorted(str(cell) for _, cell in claims) == sorted(LAST)
        assert verify(shared).findings == ()

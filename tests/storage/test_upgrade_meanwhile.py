"""Upgrading while programs of the earlier version write: on every built-in store that several programs share."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from orqa.plugins.opening import builtin_registry, open_store
from orqa.storage.errors import UpgradeNeeded
from orqa.storage.protocol import SYSTEM, Store
from orqa.storage.query import contains
from orqa.storage.verify import verify
from orqa.testing.stores.moving import GROWN, project
from orqa.testing.stores.setting import KINDS, note, put

Opener = Callable[[], Store]
SHARED = [name for name in ("sqlite", "postgresql") if name in builtin_registry().stores]


@pytest.fixture(params=SHARED)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens handles on one store."""
    if request.param == "sqlite":
        yield lambda: open_store(f"sqlite:///{tmp_path}/office.db")
        return
    from postgresql_server import in_schema, needed, schemas

    with schemas() as prefix:
        yield lambda: open_store(in_schema(needed(), f"{prefix}_1"))


def write(store: Store, name: str, acknowledged: dict[str, int], begun: threading.Event) -> None:
    """Write notes, new and changed, until the store has another shape."""
    number = 0
    while True:
        names = (f"{name}-{number}-a", f"{name}-{number}-b")
        try:
            put(store, *(note(one, subject=f"กลางคัน {one}", weight=number) for one in names))
            acknowledged.update(dict.fromkeys(names, number))
            put(store, note(names[0], 1, subject=f"แก้แล้ว {names[0]}", weight=-number))
            acknowledged[names[0]] = -number
        except UpgradeNeeded:
            return
        number += 1
        if number > 2:
            begun.set()


@pytest.mark.parametrize("turn", range(3))
def test_everything_that_was_acknowledged_is_there_in_the_new_shape(opener: Opener, turn: int) -> None:
    del turn
    acknowledged: dict[str, int] = {}
    begun = threading.Event()
    with ExitStack() as stack:
        old = [stack.enter_context(closing(opener())) for _ in range(3)]
        for store in old:
            store.ensure(KINDS)
        put(old[0], *(note(f"n{number}", subject=f"เรื่อง {number}", weight=number) for number in range(300)))
        given = [(store, f"w{place}", acknowledged, begun) for place, store in enumerate(old)]
        threads = [threading.Thread(target=write, args=arguments) for arguments in given]
        for thread in threads:
            thread.start()
        assert begun.wait(30)
        new = stack.enter_context(closing(opener()))
        new.upgraded_at_once = 20  # type: ignore[attr-defined] # of stores on SQL databases
        new.upgrade([GROWN, *KINDS[1:]], project)
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()
        with new.read(SYSTEM) as reader:
            weights = dict(reader.rows("note", ("id", "weight")))
            found = {item.ref.id for item in reader.find("note", contains("กลางคัน"), limit=100_000).items}
            bodies = {item.ref.id: item.body["weight"] for item in reader.find("note", limit=100_000).items}
        assert weights == bodies, "each column says what the body says"
        assert {name: weights.get(name) for name in acknowledged} == acknowledged
        assert {name for name in acknowledged if name.endswith("-b")} <= found
        assert verify(new).findings == ()

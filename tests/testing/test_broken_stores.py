"""The kit is tested too: each broken store breaks a promise, and exactly the tests named must fail."""

import itertools
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from broken_stores import BROKEN, Filed, Kept, SealsLate, Shared, Sound, erasing, guarding, journal, reading, writing
from hypothesis import Phase

from orqa.storage.protocol import Store
from orqa.testing import StoreContract
from orqa.testing.memory import MemoryBackDoor
from orqa.testing.stores.machine import ClientsMachine, StoreMachine, run_machine

WHOLE = frozenset({"s80", "s81", "s82", "s83", "s84", "s89"})
"""These look at whole stores by every door, so that whatever is broken may show in them, too."""

INSEPARABLE = {"53": "verification knows the rule of the hashes, so that S-58 fails, too"}
"""Promises without a store that breaks nothing else, and why; what fails S-90 with one client fails S-91 with three."""


def contract(store: type[Sound], folder: Path) -> StoreContract:
    class TestBroken(StoreContract):
        machine_examples = 100
        many = store.many
        serial = itertools.count()

        def open_store(self) -> Sound:
            return store.made(folder / f"{next(self.serial)}.log")

        def reopen(self, used: Store) -> Any:
            assert isinstance(used, Kept | Filed)
            return used.reopened()

        def open_second(self, used: Store) -> Any:
            assert isinstance(used, Shared | Filed)
            return used.second()

        def open_read_only(self, used: Store) -> Any:
            assert isinstance(used, Shared)
            return used.second(read_only=True)

        def opener(self, used: Store) -> partial[Any] | None:
            return used.opener() if isinstance(used, Filed) else None

        def back_door(self, used: Store) -> MemoryBackDoor:
            assert isinstance(used, Sound)
            return MemoryBackDoor(used)

        def test_s90_any_history_gives_what_the_model_gives(self) -> None:
            self.run(StoreMachine)

        def test_s91_so_does_any_history_of_several_clients(self) -> None:
            self.run(ClientsMachine)

        def run(self, machine: type[StoreMachine]) -> None:
            how: dict[str, Any] = {"phases": [Phase.generate], "derandomize": True, "report_multiple_bugs": False}
            run_machine(self, self.machine_examples, 30, machine, **how)

    return TestBroken()


def failing(kit: StoreContract, *, machines: bool) -> dict[str, str]:
    """The promises that a store breaks, and how; the state machines find most of them and are asked only sometimes."""
    found = {}
    for name in sorted(name for name in dir(kit) if name.startswith("test_")):
        number = name.split("_")[1]
        if number in {"s90", "s91"} and not machines:
            continue
        try:
            getattr(kit, name)()
        except pytest.skip.Exception:
            continue
        except Exception as error:  # noqa: BLE001 - a failing test may raise anything
            found[number] = repr(error)
    return found


@pytest.mark.parametrize("store", BROKEN, ids=lambda store: store.__name__)
def test_a_broken_store_fails_exactly_the_tests_of_what_it_breaks(store: type[Sound], tmp_path: Path) -> None:
    must, may = BROKEN[store]
    found = failing(contract(store, tmp_path), machines=bool(must & {"s90", "s91"}))
    assert must <= set(found) <= must | may | (frozenset() if must & WHOLE else WHOLE), found


def test_every_promise_has_a_store_that_breaks_it_and_no_other() -> None:
    promises = {name[6:8] for name in dir(StoreContract) if name.startswith("test_")}
    alone = {promise[1:] for must, may in BROKEN.values() if len(must) == 1 for promise in must if may <= {"s91"}}
    assert promises - alone == set(INSEPARABLE)
    assert set(INSEPARABLE) <= {promise[1:] for must, _ in BROKEN.values() for promise in must}


FOUND_BY_CHANCE = (
    *(writing.IgnoresVersions, writing.HalfApplies, writing.ForgetsBatches, writing.ForgetsFloors, writing.LeavesGaps),
    *(writing.ForgetsTheColumn, reading.CountsWhatCameLater, reading.ClosesRanges, reading.SortsAsText),
    *(reading.DropsShortWords, guarding.CountsHiddenRecords, journal.ForgetsTheDigest, erasing.ErasesAtOnce),
)


@pytest.mark.parametrize("store", FOUND_BY_CHANCE, ids=lambda store: store.__name__)
def test_the_state_machine_finds_broken_stores_without_being_told_how(store: type[Sound], tmp_path: Path) -> None:
    kit = contract(store, tmp_path)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the fault leads to
        kit.test_s90_any_history_gives_what_the_model_gives()


@pytest.mark.parametrize("store", [Sound, Shared, Kept, Filed, SealsLate], ids=lambda store: store.__name__)
def test_a_sound_store_fails_nothing(store: type[Sound], tmp_path: Path) -> None:
    kit = contract(store, tmp_path)
    kit.machine_examples = 15
    assert failing(kit, machines=True) == {}

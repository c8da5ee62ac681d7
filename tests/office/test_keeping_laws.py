"""No order of what an office does loses a letter, a number or a version that the law keeps."""
# ruff: noqa: ARG005 - tables of calls that all take the same

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import define, field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from destruction_samples import approved, peopled
from handling_samples import received
from orqa.base.errors import OrqaError
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.destruction import DestructionList
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.organization.holds import Hold
from orqa.office.office import Office
from orqa.storage.errors import StorageError
from orqa.storage.protocol import SYSTEM, Op

ACTS = (
    *(
        "receive",
        "receive",
        "close",
        "close",
        "classify",
        "classify",
        "never",
        "until",
        "hold",
        "lift",
        "attach",
        "reopen",
    ),
    *("survey", "consider", "approve", "clear", "take out", "destroy", "destroy", "withdraw", "a year", "mask", "void"),
)
CITE = "personal-data-2562"
REFUSALS = (OrqaError, StorageError)
"""What the office says no with; anything else is a fault."""


@define
class Desk:
    """An office, and what the test knows of it."""

    office: Office
    at: datetime = datetime(2026, 2, 1, 2, tzinfo=UTC)
    letters: list[RecordRef] = field(factory=list)
    destroyed: set[RecordRef] = field(factory=set)
    holds: list[Hold] = field(factory=list)
    made: DestructionList | None = None

    @property
    def lists(self) -> Any:
        return self.office.acting("R1").correspondence.destruction

    def letter(self, turn: int) -> RecordRef:
        return self.letters[turn % len(self.letters)]


def clock_of(desk: list[Desk]) -> Callable[[], datetime]:
    def clock() -> datetime:
        if not desk:
            return datetime(2026, 2, 1, 2, tzinfo=UTC)
        desk[0].at += timedelta(seconds=1)
        return desk[0].at

    return clock


def do(desk: Desk, act: str, turn: int) -> None:
    """One act; what is refused changes nothing."""
    letters, lists = desk.office.correspondence, desk.lists
    if act == "receive":
        desk.letters.append(received(desk.office, len(desk.letters) + 1).letter.ref)
    elif act == "a year":
        desk.at = desk.at.replace(year=desk.at.year + 1)
    elif act == "survey":
        desk.made = lists.survey(desk.office.year("calendar", desk.at.year - 1 + 543), unit="irqa").list
    elif act == "lift" and desk.holds:
        desk.office.holds.lift(desk.holds[turn % len(desk.holds)], "พอ")
    elif desk.letters and act in OF_LETTERS:
        OF_LETTERS[act](desk, letters, desk.letter(turn))
    elif desk.made is not None and act in OF_LISTS:
        OF_LISTS[act](desk, lists, desk.made, turn)


def _hold(desk: Desk, _letters: Any, ref: RecordRef) -> None:
    desk.holds.append(desk.office.holds.place(ref, "use", "ใช้"))


OF_LETTERS: dict[str, Callable[[Desk, Any, RecordRef], Any]] = {
    "close": lambda desk, letters, ref: letters.close(ref, "ทราบ"),
    "reopen": lambda desk, letters, ref: letters.reopen(ref, "ต่อ"),
    "classify": lambda desk, letters, ref: letters.classify(ref, "routine", "ประจำ", medium="paper"),
    "never": lambda desk, letters, ref: letters.mark_retention(ref, "เก็บ", never=desk.at.second % 2 == 0),
    "until": lambda desk, letters, ref: letters.mark_retention(ref, "เก็บ", until=desk.at.year + 543 + 2),
    "hold": _hold,
    "attach": lambda desk, letters, ref: letters.attach(ref.id, io.BytesIO(ref.id.encode()), name="a.pdf"),
    "void": lambda desk, letters, ref: letters.void(letters.lines_of(ref.id)[0], "ยกเลิก"),
    "mask": lambda desk, letters, ref: letters.mask_subject(
        letters.lines_of(ref.id)[0], "ขอ", cite="personal-data-2562"
    ),
}


def _consider(_desk: Desk, lists: Any, made: DestructionList, turn: int) -> None:
    lists.appoint(made, "D1", ["S1", "S2"], order="1")
    for member in ("D1", "S1", "S2"):
        lists.opine(made, member)
    if turn % 3 == 0:
        for member in ("S1", "S2"):
            lists.opine(made, member, "keep", lines=[1], until=made.year + 543 + 3)
    lists.report(made)


def _approve(desk: Desk, lists: Any, made: DestructionList, _turn: int) -> None:
    approved(desk, made)  # type: ignore[arg-type]
    lists.send(made)


def _destroy(desk: Desk, lists: Any, made: DestructionList, _turn: int) -> None:
    before = {line.letter for line in lists.lines(made, "listed")}
    held = [ref for ref in before if desk.office.holds.of(ref)]
    lists.destroy(made, "เผา")
    assert not held, "what is held is not destroyed"
    desk.destroyed |= before


OF_LISTS: dict[str, Callable[[Desk, Any, DestructionList, int], Any]] = {
    "consider": _consider,
    "approve": _approve,
    "clear": lambda _desk, lists, made, _turn: lists.answer(made, "เห็นชอบ"),
    "take out": lambda _desk, lists, made, turn: lists.take_out(made, [turn % 3 + 1], "postponed", "รอ"),
    "destroy": _destroy,
    "withdraw": lambda _desk, lists, made, _turn: lists.withdraw(made, "ใหม่"),
}


def check(desk: Desk) -> None:
    """What the law keeps is there: each number, each letter that no list destroyed, and every version of it."""
    with desk.office.store.read(SYSTEM) as reader:
        numbers = list(reader.rows(RegisterEntry.kind, ("year", "number"), order=("year", "number")))
        by_year: dict[Any, list[Any]] = {}
        for year, number in numbers:
            by_year.setdefault(year, []).append(number)
        for found in by_year.values():
            assert found == list(range(1, len(found) + 1))
        assert len(numbers) == len(desk.letters)
        for ref in desk.letters:
            history = reader.history(ref)
            if ref in desk.destroyed:
                assert history[-1].op is Op.ERASE
                assert all(entry.body is None for entry in history[:-1])
            else:
                assert all(entry.body is not None for entry in history)
                assert history[-1].op is not Op.ERASE


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11)), max_size=40))
def test_nothing_that_the_law_keeps_is_lost(acts: list[tuple[str, int]]) -> None:
    played(acts)


def played(acts: list[tuple[str, int]]) -> Desk:
    known: list[Desk] = []
    with orqa.open_office("memory:", profile="thai-public-university", clock=clock_of(known)) as office:
        peopled(office)
        desk = Desk(office)
        known.append(desk)
        for act, turn in acts:
            refused = desk.office.checkpoint()
            try:
                do(desk, act, turn)
            except REFUSALS:
                if act in {"survey", "mask", "void", "close", "classify", "never", "until", "hold", "attach", "reopen"}:
                    assert desk.office.checkpoint() == refused, f"{act} was refused and wrote something"
        check(desk)
        assert office.verify(deep=True).findings == ()
        return desk


def test_the_acts_reach_a_destruction() -> None:
    """So that the law above speaks of offices in which letters are destroyed, too."""
    begun = [("receive", 0), ("receive", 1), ("receive", 2)]
    done = [(act, turn) for turn in range(2) for act in ("classify", "close")]
    later = [("a year", 0), ("a year", 0), ("survey", 0), ("consider", 1), ("approve", 0), ("clear", 0)]
    desk = played([*begun, *done, *later, ("hold", 0), ("destroy", 0), ("lift", 0), ("destroy", 0), ("mask", 0)])
    assert desk.destroyed == set(desk.letters[:2])

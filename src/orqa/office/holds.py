"""Holds on records of every area (การยับยั้งการทำลาย): placed, lifted, listed; what is held is never destroyed.

Whoever needs a record places a hold in the batch that begins the need, and lifts it in the one that ends it::

    hold, adds = held(self._office, letter, "loan", reason, source=loan.ref)
    save("letter.lend", at, [loan, hold], adds)

The count of a record's holds is a cell. To destroy the record asks it to be 0 (:func:`unheld`) in the same transaction,
so that no order of two acts destroys what somebody holds.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve, frozen

from orqa.base.language import Text, joined
from orqa.base.reasons import is_reason
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.records import Letter
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.holds import (
    CAUSES,
    GONE,
    HOLDS,
    Hold,
    HoldRefused,
    RecordIsHeld,
    hold_cell,
    lifted,
    unknown_cause,
)
from orqa.office.access import restriction_of
from orqa.office.errors import NotFound
from orqa.office.openings import as_read
from orqa.office.paging import every
from orqa.office.service import Asked, Service
from orqa.rules.vocabulary import titles_of
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.office.office import Office
    from orqa.office.recorder import Made, Save
    from orqa.rules.vocabulary import Term
    from orqa.storage.query import Query

PLACE: Final = "hold.place"
LIFT: Final = "hold.lift"
"""The actions, as the policy has them."""

_PLACING = Text.of(en="Placing a hold", th="การยับยั้งการทำลาย")
_LIFTING = Text.of(en="Lifting a hold", th="การยกเลิกการยับยั้ง")
_WHAT = Text.of(en="the record", th="รายการ")
_HOLD = Text.of(en="the hold", th="การยับยั้งการทำลาย")
_WHY = Text.of(en="{cause}: {reason}", th="{cause}: {reason}")
_UNSEEN = Text.of(en="by something that you may not see", th="โดยเหตุที่ท่านไม่มีสิทธิดู")
_ACTIVE = equal("active", value=1)


@frozen(kw_only=True)
class HeldBack:
    """Why a record may not be destroyed now.

    Attributes:
        hold: what holds it.
        title: of its cause.
    """

    hold: Hold
    title: Text


class RecordHolds(Service):
    """Keep records from being destroyed, and let them go again; reached as ``office.holds``."""

    def place(self, what: Record | RecordRef, cause: str, reason: str, *, key: str | None = None) -> Hold:
        """Hold a record: it is not destroyed before the hold is lifted.

        Args:
            what: the record, or what points to it.
            cause: code of the vocabulary ``hold-cause``, such as ``case``.
            reason: why, of up to 2,000 characters.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            ReasonMissing: when there is no reason.
            HoldRefused: when the cause is not known, or the record has been destroyed.
            NotFound: when there is no such record, or it may not be seen.
            NotAllowed: when whoever acts may not.
        """
        ref = what.ref if isinstance(what, Record) else what

        def make(save: "Save") -> Hold:
            record = self._record(ref)
            hold, adds = held(self._office, record, cause, reason)
            self._recorder.explain(why_gone)
            with as_read(*([record] if isinstance(record, Letter) else [])) as floors, unless_gone():
                save(PLACE, hold.placed_at, [hold], (*adds, *floors))
            return evolve(hold, version=1)

        asked = Asked({"about": ref, "cause": cause, "reason": reason})
        return self._recorder.once(key, PLACE, asked, make, self._again)

    def lift(self, hold: Hold | str, reason: str, *, key: str | None = None) -> Hold:
        """Lift a hold that somebody placed; one that a loan or the like placed ends with that.

        Args:
            hold: the hold, or its id.
            reason: why.
            key: as of :meth:`place`.

        Raises:
            ReasonMissing, HoldRefused, NotFound, NotAllowed: as of :meth:`place`.
            Conflict: when somebody else lifted it this very moment.
        """
        identity = hold.id if isinstance(hold, Hold) else hold

        def make(save: "Save") -> Hold:
            gone, adds = let_go(self._office, self.get(identity), reason)
            save(LIFT, self._office.now(), [gone], adds)
            return evolve(gone, version=gone.version + 1)

        return self._recorder.once(key, LIFT, Asked({"hold": identity, "reason": reason}), make, self._again)

    def get(self, identity: str) -> Hold:
        """The hold of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(Hold.kind, identity)])
        if stored is None:
            raise NotFound(_HOLD, identity)
        return cast("Hold", self._office.codec.decode(stored))

    def of(self, what: Record | RecordRef) -> tuple[HeldBack, ...]:
        """What holds a record now, and why; the earliest first."""
        return self.among([what])

    def among(self, whats: Iterable[Record | RecordRef]) -> tuple[HeldBack, ...]:
        """What holds one of these records now."""
        refs = [str(what.ref if isinstance(what, Record) else what) for what in whats]
        return tuple(self._found(is_in("about", refs) & _ACTIVE)) if refs else ()

    def list(self, cause: str = "") -> tuple[HeldBack, ...]:
        """All that holds something now, or for one cause; the earliest first."""
        return tuple(self._found(_ACTIVE & equal("cause", cause) if cause else _ACTIVE))

    # ------------------------------------------------------------------ inside

    def _found(self, query: "Query") -> Iterator[HeldBack]:
        known: Mapping[str, Term] = self._office.profile.vocabularies.get(CAUSES, {})
        with self._office.reading() as reader:
            for hold in every(self._office, reader, Hold, query, ("recorded",)):
                term = known.get(hold.cause)
                yield HeldBack(hold=listed(hold), title=term.title if term else Text.of(en=hold.cause, th=hold.cause))

    def _record(self, ref: RecordRef) -> Record:
        with self._office.reading(personal=True) as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(_WHAT, str(ref))
        return self._office.codec.decode(stored)

    def _again(self, made: "Made") -> Hold:
        return self.get(made[0].id)


def held(
    office: "Office", record: Record, cause: str, reason: str, *, source: RecordRef | None = None
) -> tuple[Hold, tuple[Add, ...]]:
    """A hold on a record, and what counts it: for the batch of whoever needs the record.

    Args:
        office: whose.
        record: what is held, as it was read.
        cause: code of the vocabulary ``hold-cause``.
        reason: why.
        source: the record whose end lifts the hold; None for a hold that people lift.

    Raises:
        ReasonMissing: when there is no reason.
        HoldRefused: when the profile does not know the cause. The store refuses the batch where the record has been
            destroyed: see :func:`unless_gone`.
    """
    known = office.profile.vocabulary(CAUSES)
    if cause not in known:
        raise unknown_cause(cause, titles_of(known.values()))
    if not is_reason(reason):
        raise ReasonMissing(_PLACING)
    at = office.now()
    hold = Hold(
        id=office.ids.next_id(at),
        about=record.ref,
        cause=cause,
        source=source,
        reason=reason.strip(),
        placed_at=at,
        placed_by=office.rights.name,
        restricted=restriction_of(record),
    )
    return hold, (Add(hold_cell(record.ref), 1, at_least=1),)


def let_go(
    office: "Office", hold: Hold, reason: str, *, ended: RecordRef | None = None
) -> tuple[Hold, tuple[Add, ...]]:
    """A hold, lifted, and what counts it: for the batch of whoever needs the record no longer.

    Raises:
        ReasonMissing: when there is no reason.
        HoldRefused: when it was lifted already, or its source has not ended.
    """
    if not is_reason(reason):
        raise ReasonMissing(_LIFTING)
    gone = lifted(hold, at=office.now(), by=office.rights.name, reason=reason.strip(), ended=ended)
    return gone, (Add(hold_cell(hold.about), -1, at_least=0),)


def unheld(*refs: RecordRef) -> tuple[Add, ...]:
    """What the destruction of records asks of the store: that nothing holds them, now or ever after."""
    return tuple(Add(hold_cell(ref), -1, at_most=-1) for ref in refs)


def still_unheld(ref: RecordRef) -> tuple[Add, ...]:
    """What the destruction of a part asks of the store: that nothing holds the whole."""
    return (Add(hold_cell(ref), 0, at_most=0),)


@contextmanager
def explaining_holds(office: "Office", refs: Iterable[RecordRef]) -> Iterator[None]:
    """Tell what holds a record that the store refused to destroy, as far as whoever acts may know.

    Raises:
        RecordIsHeld: in place of the refusal of the store.
    """
    try:
        yield
    except Refused as error:
        found = {hold_cell(ref): ref for ref in refs}
        if error.cell not in found:
            raise
        raise RecordIsHeld(found[error.cell], told(office.holds.of(found[error.cell]))) from error


def told(holds: Iterable[HeldBack]) -> Text:
    """Why a record is held, in words; that it is, where whoever acts may see none of it."""
    words = [_WHY.fill(cause=one.title, reason=one.hold.reason) if one.hold.reason else one.title for one in holds]
    return joined(words) if words else _UNSEEN


@contextmanager
def unless_gone() -> Iterator[None]:
    """Tell that a hold was refused because its record has been destroyed.

    Raises:
        HoldRefused: in place of the refusal of the store.
    """
    try:
        yield
    except Refused as error:
        if (why := why_gone(error)) is None:
            raise
        raise why from error


def why_gone(refused: Refused) -> HoldRefused | None:
    """What the refusal of a hold means: see :meth:`orqa.office.recorder.Recording.explain`; None for another's."""
    if not refused.cell.startswith(HOLDS) or refused.at_least != 1:
        return None
    kind, _, identity = refused.cell.removeprefix(HOLDS).partition("/")
    return HoldRefused(GONE.fill(what=RecordRef(kind, identity)))

"""Rules, announcements and orders (ระเบียบ ประกาศ คำสั่ง): when each is in force, what changed and ended it; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.markers import indexed, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.correspondence.errors import InForceRefused
from orqa.domain.correspondence.links import path_between
from orqa.domain.organization.restriction import Restriction
from orqa.rules.vocabulary import Term, Vocabulary

CHANGES: Final = "instrument-change"
"""The vocabulary of what one text does to another; its field ``ends`` tells whether the other is over then."""

_text = instance_of(str)
_day = instance_of(date)
_a_day = optional(_day)

_ITSELF = Text.of(en="a text does not change itself", th="ตัวบทแก้ไขหรือยกเลิกตัวเองไม่ได้")
_UNKNOWN = Text.of(
    en="there is no change {change!r:.60}; choose one of: {known}",
    th="ไม่มีการเปลี่ยนแปลง {change!r:.60} ให้เลือกจาก: {known}",
)
_TWICE = Text.of(en="that is noted already: {title}, on {on}", th="บันทึกไว้แล้ว: {title} ตั้งแต่ {on}")
_TOO_EARLY = Text.of(
    en="{source} is in force only from {first}; it changes nothing on {on}",
    th="{source} ใช้บังคับตั้งแต่ {first} จึงมีผลในวันที่ {on} ไม่ได้",
)
_OVER = Text.of(
    en="{target} is in force only from {first} to {last}; what is over is not changed on {on}",
    th="{target} ใช้บังคับตั้งแต่ {first} ถึง {last} จึงแก้ไขหรือยกเลิกในวันที่ {on} ไม่ได้",
)
_CIRCLE = Text.of(
    en="the other text already changes this one, so they would go round in a circle: {path}. Undo the change that is "
    "wrong first: undo_change(change, reason)",
    th="ตัวบทอีกฉบับเปลี่ยนแปลงฉบับนี้อยู่แล้ว จะวนเป็นวง: {path} ให้ยกเลิกรายการที่ผิดก่อน: undo_change(change, reason)",
)
_UNDONE = Text.of(en="it was undone before, because: {reason}", th="ยกเลิกรายการไว้แล้ว เพราะ: {reason}")
_WITHDRAWN = Text.of(en="{title} was withdrawn from the register: {reason}", th="ถอน {title} ออกจากทะเบียนแล้ว: {reason}")


@frozen(kw_only=True)
class Instrument(Record):
    """A rule, by-law, order or announcement as it is in force (ตัวบทที่ใช้บังคับ); of a letter its id is the letter's.

    Attributes:
        letter: the letter by which the office issued or received it; None where it was entered by itself.
        instrument_kind: code of the vocabulary ``letter-kind``, such as ``rule``.
        title: what it is called, with its year.
        number: as printed, such as ``12/2569``; empty where it has none.
        made: the day of its date (ประกาศ ณ วันที่, สั่ง ณ วันที่); None where it has none.
        first: the first day on which it is in force.
        last: the last one that it names itself; None where it names none.
        issuer: who made it.
        unit: id of the unit that keeps it; empty for the office as a whole.
        note: remark.
        withdrawn: why it was taken out of the register, where it was entered by mistake or its number was made void.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "instrument"
    __repr__ = shown_by("instrument_kind", "first")

    letter: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    instrument_kind: str = field(validator=_text, metadata=indexed() | public())
    title: str = field(converter=clean_text, validator=_text, metadata=searchable() | public())
    number: str = field(default="", converter=clean_text, metadata=indexed() | public())
    made: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    first: date = field(validator=_day, metadata=indexed() | public())
    last: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    issuer: str = field(default="", converter=clean_text, metadata=public())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    note: str = field(default="", converter=clean_text)
    withdrawn: str = field(default="", converter=clean_text, metadata=indexed())
    restricted: Restriction | None = None


@frozen(kw_only=True)
class InstrumentChange(Record):
    """That one text amends, replaces or cancels another from a day on; the pair and the change are its id.

    Attributes:
        source: the text that does it.
        target: the text that it is done to.
        change: code of the vocabulary ``instrument-change``.
        on: the first day.
        clauses: which parts of the other, such as ``ข้อ 5``; empty for the whole of it.
        active: False once somebody took it back.
        reason: why it was taken back.
        restricted: as the more secret one of the two.
    """

    kind: ClassVar[str] = "instrument-change"
    __repr__ = shown_by("change", "on", "active")

    source: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    target: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    change: str = field(validator=_text, metadata=indexed() | public())
    on: date = field(validator=_day, metadata=indexed() | public())
    clauses: str = field(default="", converter=clean_text, metadata=public())
    active: bool = field(default=True, validator=instance_of(bool), metadata=indexed())
    reason: str = field(default="", converter=clean_text)
    restricted: Restriction | None = None


@frozen(kw_only=True)
class Standing:
    """How a text stands.

    Attributes:
        instrument: the text.
        last: the last day on which it is in force; None until further notice.
        ended_by: what ended it; None where it names its last day itself, or has none.
        amended_by: what changed parts of it, the first first.
    """

    instrument: Instrument
    last: date | None = None
    ended_by: InstrumentChange | None = None
    amended_by: tuple[InstrumentChange, ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Whether it is in force on a day."""
        held = self.instrument.first <= on and (self.last is None or on <= self.last)
        return held and not self.instrument.withdrawn


def change_id(source: RecordRef, target: RecordRef, change: str) -> str:
    """The id of a change: ``replaces/<source>/<target>``."""
    return f"{change}/{source.id}/{target.id}"


def standing_of(instrument: Instrument, changes: Iterable[InstrumentChange], words: Vocabulary) -> Standing:
    """How a text stands, by the changes that others make to it.

    What ended stays over, though the text that ended it ends as well (a repeal is not repealed by itself).
    """
    mine = sorted(
        (one for one in changes if one.active and one.target == instrument.ref), key=lambda one: (one.on, one.id)
    )
    ending = next((one for one in mine if ends(one, words)), None)
    last = instrument.last
    if ending is not None and (last is None or ending.on <= last):
        last = ending.on - timedelta(days=1)
    else:
        ending = None
    amended = tuple(one for one in mine if not ends(one, words))
    return Standing(instrument=instrument, last=last, ended_by=ending, amended_by=amended)


def ends(change: InstrumentChange, words: Vocabulary) -> bool:
    """Whether a change ends the other text as a whole."""
    term = words.get(change.change)
    return bool(term and term.extra.get("ends")) and not change.clauses


def check_change(  # noqa: PLR0913 - the two texts, the change, and what is known of all
    source: Instrument,
    target: Instrument,
    change: str,
    on: date,
    *,
    known: InstrumentChange | None,
    changes: Sequence[InstrumentChange],
    words: Vocabulary,
    texts: Mapping[RecordRef, Instrument],
) -> Term:
    """The term of a change, where one text may change another so.

    Raises:
        InForceRefused: for a text and itself, a change that is there or not known, a circle, a source that is not in
            force yet, a target that is not in force any more.
    """
    term = words.get(change)
    if term is None:
        raise InForceRefused(_UNKNOWN.fill(change=change, known=", ".join(words)))
    if source.ref == target.ref:
        raise InForceRefused(_ITSELF)
    for one in (source, target):
        refuse_withdrawn(one)
    if known is not None and known.active:
        raise InForceRefused(_TWICE.fill(title=term.title, on=day_text(known.on)))
    if path := path_between(target.ref, source.ref, _onward(changes)):
        raise InForceRefused(
            _CIRCLE.fill(path=" → ".join(_called(texts[ref]) if ref in texts else ref.id for ref in path))
        )
    if on < source.first:
        told = {"source": _called(source), "first": day_text(source.first), "on": day_text(on)}
        raise InForceRefused(_TOO_EARLY.fill(**told))
    standing = standing_of(target, changes, words)
    if not standing.is_in_force(on):
        last = day_text(standing.last) if standing.last else "…"
        told = {"target": _called(target), "first": day_text(target.first), "last": last, "on": day_text(on)}
        raise InForceRefused(_OVER.fill(**told))
    return term


def undone(change: InstrumentChange, reason: str) -> InstrumentChange:
    """The change, taken back; its record stays.

    Raises:
        InForceRefused: when it was taken back before.
    """
    if not change.active:
        raise InForceRefused(_UNDONE.fill(reason=change.reason))
    return evolve(change, active=False, reason=reason)


def refuse_withdrawn(instrument: Instrument) -> None:
    """Go on where a text was not withdrawn.

    Raises:
        InForceRefused: where it was.
    """
    if instrument.withdrawn:
        raise InForceRefused(_WITHDRAWN.fill(title=_called(instrument), reason=instrument.withdrawn))


def family(start: RecordRef, changes: Iterable[InstrumentChange]) -> set[RecordRef]:
    """All texts that a text is tied to by changes, however far."""
    neighbours: dict[RecordRef, list[RecordRef]] = {}
    for one in changes:
        neighbours.setdefault(one.source, []).append(one.target)
        neighbours.setdefault(one.target, []).append(one.source)
    found, waiting = {start}, [start]
    while waiting:
        new = [ref for ref in neighbours.get(waiting.pop(), ()) if ref not in found]
        found.update(new)
        waiting += new
    return found


def _onward(changes: Iterable[InstrumentChange]) -> Mapping[RecordRef, list[RecordRef]]:
    onward: dict[RecordRef, list[RecordRef]] = {}
    for one in changes:
        if one.active:
            onward.setdefault(one.source, []).append(one.target)
    return onward


def _called(instrument: Instrument) -> str:
    """What a message calls a text; of a restricted one its id."""
    if instrument.restricted is not None:
        return instrument.id
    return " ".join(filter(None, (instrument.title, instrument.number)))

"""Lists of letters to be destroyed (บัญชีหนังสือขอทำลาย, แบบที่ 25): what a list is, and how it goes on; pure.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 66 to 70. A line copies nothing of its letter: what it shows is read
from the letter's line in the register, which stays.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of, optional

from orqa.base.errors import OrqaError
from orqa.base.language import Text, joined
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.organization.restriction import Restriction

_text = instance_of(str)
_day = optional(instance_of(date))
_year = optional(instance_of(int))
_ref = optional(instance_of(RecordRef))


class ListState(StrEnum):
    """How far a list has gone; each step is an act of its own."""

    COLLECTING = "collecting"
    LISTED = "listed"
    CONSIDERED = "considered"
    SENT = "sent"
    CLEARED = "cleared"
    DESTROYING = "destroying"
    DESTROYED = "destroyed"
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


STATES: Final[Mapping[ListState, Text]] = {
    ListState.COLLECTING: Text.of(en="being surveyed", th="กำลังสำรวจ"),
    ListState.LISTED: Text.of(en="listed", th="จัดทำบัญชีแล้ว"),
    ListState.CONSIDERED: Text.of(en="considered by the committee", th="คณะกรรมการพิจารณาแล้ว"),
    ListState.SENT: Text.of(en="with the National Archives", th="ส่งสำนักหอจดหมายเหตุแห่งชาติแล้ว"),
    ListState.CLEARED: Text.of(en="cleared for destruction", th="ทำลายได้"),
    ListState.DESTROYING: Text.of(en="being destroyed", th="กำลังทำลาย"),
    ListState.DESTROYED: Text.of(en="destroyed", th="ทำลายแล้ว"),
    ListState.RECORDED: Text.of(en="destroyed and recorded", th="ทำลายและบันทึกผลแล้ว"),
    ListState.WITHDRAWN: Text.of(en="withdrawn", th="ถอนบัญชีแล้ว"),
}
"""What people call each."""

ACTS: Final[Mapping[ListState, tuple[str, ...]]] = {
    ListState.COLLECTING: ("survey", "withdraw"),
    ListState.LISTED: ("appoint", "opine", "report", "withdraw"),
    ListState.CONSIDERED: ("submit", "take_out", "send", "withdraw"),
    ListState.SENT: ("take_out", "answer", "destroy", "withdraw"),
    ListState.CLEARED: ("take_out", "destroy", "withdraw"),
    ListState.DESTROYING: ("take_out", "destroy"),
    ListState.DESTROYED: ("record",),
    ListState.RECORDED: (),
    ListState.WITHDRAWN: (),
}
"""What may be done with a list in each state."""

OVER: Final = frozenset({ListState.DESTROYED, ListState.RECORDED, ListState.WITHDRAWN})
"""Where a line that still stands as listed is free for another list."""


class LineState(StrEnum):
    """What becomes of one letter of a list."""

    LISTED = "listed"
    KEPT = "kept"
    POSTPONED = "postponed"
    RESERVED = "reserved"
    HANDED_OVER = "handed-over"
    DESTROYED = "destroyed"


LINES: Final[Mapping[LineState, Text]] = {
    LineState.LISTED: Text.of(en="to be destroyed", th="ขอทำลาย"),
    LineState.KEPT: Text.of(en="kept longer", th="ขยายเวลาการเก็บ"),
    LineState.POSTPONED: Text.of(en="not yet: next round", th="ยังไม่ควรทำลาย รอรอบต่อไป"),
    LineState.RESERVED: Text.of(en="kept for ever", th="เก็บไว้ตลอดไป"),
    LineState.HANDED_OVER: Text.of(en="to the National Archives", th="ส่งมอบสำนักหอจดหมายเหตุแห่งชาติ"),
    LineState.DESTROYED: Text.of(en="destroyed", th="ทำลายแล้ว"),
}
"""What people call each."""

TAKEN_OUT: Final[Mapping[ListState, tuple[LineState, ...]]] = {
    ListState.CONSIDERED: (LineState.POSTPONED, LineState.KEPT),
    ListState.SENT: (LineState.KEPT, LineState.RESERVED, LineState.HANDED_OVER, LineState.POSTPONED),
    ListState.CLEARED: (LineState.POSTPONED, LineState.KEPT, LineState.RESERVED, LineState.HANDED_OVER),
    ListState.DESTROYING: (LineState.POSTPONED, LineState.KEPT, LineState.RESERVED, LineState.HANDED_OVER),
}
"""As what a line may be taken out of a list in each state: by the head, by the archives, or because it is needed."""

_NOT_NOW = Text.of(
    en="the list {name} is {state}; what may be done with it now: {allowed}",
    th="บัญชี {name} อยู่ในสถานะ “{state}” สิ่งที่ทำได้ขณะนี้: {allowed}",
)
_NOTHING = Text.of(en="nothing", th="ไม่มี")


class DestructionRefused(OrqaError, ValueError):
    """A step of destroying letters that does not go now; nothing was written."""

    code: ClassVar[str] = "destruction-refused"
    template: ClassVar[Text] = Text.of(en="{reason}; nothing was written", th="{reason} จึงไม่มีการบันทึกใด ๆ")

    reason: Text


@frozen(kw_only=True)
class CommitteeMember:
    """A member of the committee (คณะกรรมการทำลายหนังสือ, ข้อ 67).

    Attributes:
        person: id of a person of the office; empty for somebody else.
        name: of somebody else.
        chair: whether they chair it.
    """

    person: str = ""
    name: str = ""
    chair: bool = False

    @property
    def key(self) -> str:
        """By what they are known here."""
        return self.person or self.name


@frozen(kw_only=True)
class Opinion:
    """What one member holds of a line, or of all lines of which they say nothing else (ข้อ 68).

    Attributes:
        member: whose, by :attr:`CommitteeMember.key`.
        destroy: whether it may be destroyed.
        until: else up to which year it is to be kept, in the Christian era.
        note: in words.
        on: when.
    """

    member: str
    destroy: bool
    until: int | None = None
    note: str = ""
    on: date


@frozen(kw_only=True)
class DestructionList(Record):
    """A list of letters to be destroyed.

    Attributes:
        year: the calendar year after whose end they were surveyed, by its name in the Christian era.
        number: of the list in that year; None until the store has given it.
        unit: code of the unit that asks for the destruction.
        state: how far it has gone.
        surveyed_on: the day of the survey.
        late_after: the last day of the survey's time, where it was later (ข้อ 66); None where it was in time.
        lines: how many letters were listed.
        order: number of the order that appoints the committee.
        members: the committee.
        opinions: what each member holds of all lines of which they say nothing else.
        considered_on: when the committee reported to the head.
        sent_on: when the list went to the National Archives; None where that was not needed.
        letter: the letter that it went with, as printed.
        answer_by: the last day of the archives' time (ข้อ 70): silence until then is agreement.
        answered_on: when they answered.
        answer: what they said.
        destroyed_on: the day of the destruction.
        method: how the papers were destroyed.
        minutes: where the committee's signed record is (บันทึกผลการทำลาย).
        recorded_on: its day.
        reason: why it was withdrawn.
    """

    kind: ClassVar[str] = "destruction-list"
    __repr__ = shown_by("year", "number", "state")

    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    number: int | None = field(default=None, validator=optional([instance_of(int), ge(1)]), metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    state: ListState = field(default=ListState.COLLECTING, converter=ListState, metadata=indexed() | public())
    surveyed_on: date = field(validator=instance_of(date), metadata=indexed() | public())
    late_after: date | None = field(default=None, validator=_day)
    lines: int = field(default=0, validator=[instance_of(int), ge(0)], metadata=public())
    order: str = field(default="", validator=_text)
    members: tuple[CommitteeMember, ...] = field(default=(), metadata=personal())
    opinions: tuple[Opinion, ...] = field(default=(), metadata=personal())
    considered_on: date | None = field(default=None, validator=_day)
    sent_on: date | None = field(default=None, validator=_day)
    letter: str = field(default="", validator=_text)
    answer_by: date | None = field(default=None, validator=_day, metadata=indexed())
    answered_on: date | None = field(default=None, validator=_day)
    answer: str = field(default="", validator=_text)
    destroyed_on: date | None = field(default=None, validator=_day, metadata=public())
    method: str = field(default="", validator=_text)
    minutes: str = field(default="", validator=_text)
    recorded_on: date | None = field(default=None, validator=_day)
    reason: str = field(default="", validator=_text)


@frozen(kw_only=True)
class DestructionLine(Record):
    """One letter of a list; it stays when the letter is gone.

    Attributes:
        list: the list.
        seq: its place there (ลำดับที่).
        letter: the letter.
        entry: its line in the register.
        retention_class: code of its class when it was listed.
        kept_until: up to which year it had to be kept, in the Christian era.
        state: what becomes of it.
        until: up to which year it is kept longer.
        opinions: what members hold of this line alone.
        note: why it was taken out.
        destroyed_on: the day of the destruction.
        restricted: as the letter.
    """

    kind: ClassVar[str] = "destruction-line"
    __repr__ = shown_by("list", "seq", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("list", "state", "seq"),)

    list: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    seq: int = field(validator=[instance_of(int), ge(1)], metadata=indexed() | public())
    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    entry: RecordRef | None = field(default=None, validator=_ref, metadata=indexed())
    retention_class: str = field(default="", validator=_text, metadata=indexed() | public())
    kept_until: int | None = field(default=None, validator=_year, metadata=public())
    state: LineState = field(default=LineState.LISTED, converter=LineState, metadata=indexed() | public())
    until: int | None = field(default=None, validator=_year, metadata=public())
    opinions: tuple[Opinion, ...] = field(default=(), metadata=personal())
    note: str = field(default="", validator=_text)
    destroyed_on: date | None = field(default=None, validator=_day, metadata=public())
    restricted: Restriction | None = None


def check_act(known: DestructionList, act: str, name: str) -> None:
    """Go on where something may be done with a list now.

    Raises:
        DestructionRefused: with what may be done instead.
    """
    if act not in ACTS[known.state]:
        allowed = ", ".join(ACTS[known.state]) or _NOTHING
        raise DestructionRefused(_NOT_NOW.fill(name=name, state=STATES[known.state], allowed=allowed))


def majority(members: Iterable[CommitteeMember], general: Iterable[Opinion], own: Iterable[Opinion]) -> Opinion | None:
    """What the committee holds of a line, by the majority of its members (ข้อ 67); None for a tie, which keeps it.

    Args:
        members: the committee.
        general: what each holds of all lines of which they say nothing else.
        own: what some hold of this line.
    """
    held = {one.member: one for one in (*general, *own)}
    found = [held[member.key] for member in members if member.key in held]
    destroy = [one for one in found if one.destroy]
    if len(destroy) * 2 > len(found):
        return destroy[0]
    keep = [one for one in found if not one.destroy]
    return max(keep, key=lambda one: one.until or 0) if len(keep) * 2 >= len(found) and keep else None


def silent(known: DestructionList, on: date) -> bool:
    """Whether the archives' time is over without an answer, which is agreement (ข้อ 70)."""
    return known.state is ListState.SENT and known.answer_by is not None and on > known.answer_by


def survey_until(year_end: date, days: int) -> date:
    """The last day of the survey after a calendar year (ข้อ 66)."""
    return year_end + timedelta(days=days)


def taken_out(line: DestructionLine, state: LineState, *, note: str, until: int | None) -> DestructionLine:
    """A line that is not destroyed after all."""
    return evolve(line, state=state, note=note, until=until)


def allowed_states(state: ListState) -> Text:
    """As what lines may be taken out of a list now, in words."""
    return joined(
        Text.of(en=f"{one.value} ({LINES[one].in_language('en')})", th=f"{one.value} ({LINES[one].in_language('th')})")
        for one in TAKEN_OUT.get(state, ())
    )

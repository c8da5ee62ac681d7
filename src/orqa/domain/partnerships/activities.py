"""What is done under agreements: events, joint research, lectures, camps (กิจกรรมความร่วมมือ), as it is kept; pure."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, matches_re, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text

_text = instance_of(str)
_perhaps = optional(_text)
_day = instance_of(date)
_count = optional([instance_of(int), ge(0)])


class ActivityState(StrEnum):
    """Where an activity stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


STATES: Final = {
    ActivityState.PLANNED: Text.of(en="planned", th="วางแผน"),
    ActivityState.HELD: Text.of(en="held", th="ดำเนินการแล้ว"),
    ActivityState.CANCELLED: Text.of(en="cancelled", th="ยกเลิก"),
}
"""What people call each state."""


@frozen(kw_only=True)
class Activity(Record):
    """One activity of cooperation (กิจกรรมความร่วมมือ); it counts once, for the agreement that it names.

    Attributes:
        activity_kind: code of the vocabulary ``cooperation-activity``.
        title: what it is called.
        partner: id of the institution.
        agreement: id of the agreement that it uses; None for none.
        first: the first day.
        last: the last day.
        unit: code of the unit.
        owner: id of the person in charge.
        ours: how many of the university took part; None where nobody counted.
        theirs: how many of the partner took part.
        evidence: records that prove it: letters, projects, minutes.
        part_of: id of the activity that this one splits off, so that a further agreement counts as used; None for one
            that stands for itself.
        state: where it stands.
        held: the first day, once it was held; None before.
        reason: why it was cancelled.
    """

    kind: ClassVar[str] = "activity"
    __repr__ = shown_by("activity_kind", "partner", "first", "state")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("agreement", "held"), ("partner", "first"))

    activity_kind: str = field(validator=_text, metadata=indexed() | public())
    title: str = field(converter=clean_text, validator=matches_re(r"(?s).*\S.*"), metadata=searchable() | public())
    partner: str | None = field(default=None, validator=_perhaps, metadata=indexed() | public())
    agreement: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    first: date = field(validator=_day, metadata=indexed() | public())
    last: date = field(validator=_day, metadata=indexed() | public())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    owner: str = field(default="", validator=_text, metadata=indexed() | personal())
    ours: int | None = field(default=None, validator=_count, metadata=public())
    theirs: int | None = field(default=None, validator=_count, metadata=public())
    evidence: tuple[RecordRef, ...] = ()
    part_of: str | None = field(default=None, validator=_perhaps, metadata=indexed())
    state: ActivityState = field(default=ActivityState.PLANNED, converter=ActivityState, metadata=indexed() | public())
    held: date | None = field(default=None, validator=optional(_day), metadata=indexed())
    reason: str = field(default="", converter=clean_text, validator=_text, metadata=personal())

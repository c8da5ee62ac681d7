"""Units of the university (หน่วยงาน) with their history: each is on a day what was decided for that day."""

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen
from attrs.validators import instance_of, min_len, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, public
from orqa.base.records import Record

if TYPE_CHECKING:
    from attrs import Attribute


@frozen(kw_only=True)
class UnitSpan:
    """What a unit is from one day until the next span begins.

    Attributes:
        first: its first day.
        title: name of the unit (ชื่อหน่วยงาน), per language.
        parent: id of the unit above it (สังกัด); empty for none.
        level: code of the profile's vocabulary ``unit-level``; empty where it is not stated.
        letter_code: letters and digits before the slash of its letters' numbers, such as ``อว 0655.08``.
        order: the document that it rests on (คำสั่ง, ประกาศ).
        region: where its people work (จังหวัดที่ตั้ง), an ISO 3166-2 code or the name of a group of regions; empty for
            that of the unit above it.
    """

    first: date = field(validator=instance_of(date))
    title: Text = field(validator=instance_of(Text))
    parent: str = field(default="", validator=instance_of(str))
    level: str = field(default="", validator=instance_of(str))
    letter_code: str = field(default="", validator=instance_of(str))
    order: str = field(default="", validator=instance_of(str))
    region: str = field(default="", validator=instance_of(str))


def _rising(_unit: object, attribute: "Attribute[tuple[UnitSpan, ...]]", spans: tuple[UnitSpan, ...]) -> None:
    if any(later.first <= earlier.first for earlier, later in pairwise(spans)):
        raise ValueError(f"each of the {attribute.name} of a unit begins after the one before it")


@frozen(kw_only=True)
class Unit(Record):
    """A unit of the university (หน่วยงาน); its id is its short code, given once and never changed.

    Attributes:
        spans: what it was and is, in the order of their days; the first is its founding.
        last: its last day, where it was closed or merged.
        merged_into: id of the unit that took its place; empty where none did.
        end_order: the document that its end rests on.
    """

    kind: ClassVar[str] = "unit"

    spans: tuple[UnitSpan, ...] = field(validator=[instance_of(tuple), min_len(1), _rising], metadata=public())
    last: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed() | public())
    merged_into: str = field(default="", validator=instance_of(str), metadata=indexed() | public())
    end_order: str = field(default="", validator=instance_of(str), metadata=public())

    @property
    def first(self) -> date:
        """The day of its founding."""
        return self.spans[0].first

    def on(self, day: date) -> UnitSpan | None:
        """What it was on a day; None before its founding and after its end."""
        if self.last is not None and day > self.last:
            return None
        return next((span for span in reversed(self.spans) if span.first <= day), None)

    def exists_on(self, day: date) -> bool:
        """Whether there was such a unit on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

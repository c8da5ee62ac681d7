"""People at work (บุคลากรผู้ปฏิบัติงาน): under which regulation somebody works, from when to when."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import ge, instance_of, optional

from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.domain.organization.people import holds_on

_text = instance_of(str)
_day = instance_of(date)
_day_or_none = optional(instance_of(date))


@frozen(kw_only=True)
class Employment(Record):
    """A stretch of somebody's service as one type of personnel (ช่วงการจ้าง); a change of type begins a new one.

    Attributes:
        person: id of the person.
        personnel: code of the vocabulary ``personnel-type`` (ประเภทบุคลากร).
        line: code of the vocabulary ``personnel-line`` (สายงาน).
        unit: id of the unit that the person works in.
        first: the first day.
        last: the last day; None until further notice.
        probation_ends: the last day of probation (ทดลองปฏิบัติหน้าที่ราชการ); None where there is none.
        contract_ends: the last day of the contract that runs (สัญญาจ้าง); None where there is none.
        retires: the day of retirement (วันพ้นจากราชการเพราะเกษียณอายุ), where it is known.
        order: the order or contract (คำสั่ง, สัญญา).
        weekly_load: minutes a week that are owed instead of fixed hours (ภาระงานรายสัปดาห์); None for fixed hours.
    """

    kind: ClassVar[str] = "employment"

    person: str = field(validator=_text, metadata=indexed() | personal())
    personnel: str = field(validator=_text, metadata=indexed())
    line: str = field(default="", validator=_text, metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed())
    first: date = field(validator=_day, metadata=indexed())
    last: date | None = field(default=None, validator=_day_or_none, metadata=indexed())
    probation_ends: date | None = field(default=None, validator=_day_or_none, metadata=indexed())
    contract_ends: date | None = field(default=None, validator=_day_or_none, metadata=indexed())
    retires: date | None = field(default=None, validator=_day_or_none, metadata=indexed())
    order: str = field(default="", validator=_text)
    weekly_load: int | None = field(default=None, validator=optional([instance_of(int), ge(0)]))

    def holds_on(self, day: date) -> bool:
        """Whether the person works so on a day."""
        return holds_on(self.first, self.last, day)

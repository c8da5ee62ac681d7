"""What the office reports of money that it spends for another agency (รายงานผลการเบิกแทนกัน)."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.markers import indexed, searchable
from orqa.base.records import Record, shown_by

_text = instance_of(str)
_whole = instance_of(int)


@frozen(kw_only=True)
class BehalfReport(Record):
    """What was told to the agency whose money a line is, and what went back to it with that; never changed.

    Attributes:
        line: id of the line.
        year: common-era name of its fiscal year.
        owner: the agency.
        on: the day.
        spent: what was paid since the report before, in satang; below 0 where a payment was taken back since.
        returned: what was given back, in satang.
        document: number of the paper.
        posting: id of the posting that gave it back; empty where nothing was.
    """

    kind: ClassVar[str] = "behalf-report"

    line: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=_whole, metadata=indexed())
    owner: str = field(validator=_text, metadata=indexed() | searchable())
    on: date = field(validator=instance_of(date), metadata=indexed())
    spent: int = field(validator=_whole)
    returned: int = field(default=0, validator=_whole)
    document: str = field(default="", validator=_text, metadata=searchable())
    posting: str = field(default="", validator=_text)

    __repr__ = shown_by("line", "on")

"""What is kept of papers that were issued (ทะเบียนเอกสารการเบิกจ่าย): number and fields as they were."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import deep_iterable, in_, instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, searchable
from orqa.base.records import Record, shown_by
from orqa.domain.budgets.papers import PaperKind

_text = instance_of(str)


@frozen(kw_only=True)
class KeptField:
    """A field as it was issued.

    Attributes:
        name: for programs.
        title: for people.
        value: as it is printed; lines of a table one below the other.
    """

    name: str = field(validator=_text)
    title: Text = field(validator=instance_of(Text))
    value: str = field(validator=_text)


@frozen(kw_only=True)
class BudgetPaper(Record):
    """A paper of a spending case that was issued; it stays as it was, whatever becomes of the case.

    Attributes:
        paper: which; see :class:`~orqa.domain.budgets.papers.PaperKind`.
        case: id of the spending case.
        year: common-era name of the fiscal year that its number belongs to.
        series: what numbers it; empty where it has no number of its own.
        number: in its series; None where it has none.
        printed: how the number is printed, with ``{number}`` in its place.
        on: the day of the paper.
        fields: its fields, without the number.
        requester: id of the person who asked for the case.
        unit: id of the unit of the case.
    """

    kind: ClassVar[str] = "budget-paper"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("case", "on"),)

    paper: str = field(validator=in_(tuple(PaperKind)), metadata=indexed())
    case: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=instance_of(int), metadata=indexed())
    series: str = field(default="", validator=_text, metadata=indexed())
    number: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed())
    printed: str = field(default="", validator=_text, metadata=searchable())
    on: date = field(validator=instance_of(date), metadata=indexed())
    requester: str = field(default="", validator=_text, metadata=personal())
    unit: str = field(default="", validator=_text)
    fields: tuple[KeptField, ...] = field(
        default=(), validator=deep_iterable(instance_of(KeptField), instance_of(tuple)), metadata=personal()
    )

    @property
    def printed_number(self) -> str:
        """The number as the paper prints it; empty where it has none."""
        return self.printed.replace("{number}", str(self.number)) if self.number is not None else ""

    __repr__ = shown_by("paper", "case", "year", "number")

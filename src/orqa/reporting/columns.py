"""Typed columns that inherit the markers of the record fields they show."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, Self, TypeAlias, get_args, get_type_hints

import attrs
from attrs import field, frozen
from attrs.validators import instance_of, matches_re

from orqa.base.language import Text
from orqa.base.markers import is_marked
from orqa.base.money import Money
from orqa.base.partial import PartialDate
from orqa.reporting.audience import Audience


class ColumnType(StrEnum):
    """What the cells of a column hold; every cell may also be ``None``, which is shown as nothing.

    ``text``: str, :class:`~orqa.base.language.Text` or a code; ``integer``: a quantity, printed with commas between
    thousands; ``number``: an integer that names something, such as a register number, printed without;
    ``decimal``: Decimal; ``percent``: Decimal of a hundred (12.5 is 12.5 %); ``date``: date or PartialDate;
    ``moment``: datetime with a time zone; ``money``: Money; ``boolean``: bool.
    """

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"
    MONEY = "money"
    BOOLEAN = "boolean"


RecordType: TypeAlias = type[Any]
"""A class made by attrs."""

_AT_THE_RIGHT = {ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DECIMAL, ColumnType.PERCENT, ColumnType.MONEY}
_TYPE_OF: dict[Any, ColumnType] = {
    bool: ColumnType.BOOLEAN,
    int: ColumnType.INTEGER,
    Decimal: ColumnType.DECIMAL,
    date: ColumnType.DATE,
    PartialDate: ColumnType.DATE,
    datetime: ColumnType.MOMENT,
    Money: ColumnType.MONEY,
}


@frozen(kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: for programs: a Python-like name, unique in its table.
        title: for people.
        type: what its cells hold.
        public: whether a public report may show it.
        personal: whether it holds personal data (ข้อมูลส่วนบุคคล).
        unbroken: whether its texts are short and stay on one line, as numbers of letters do.
        own_numbers: whether its texts are numbers that the office itself prints, such as those of its letters: people
            are shown them in its digits, while texts of others are shown as they were stored.
        partial: whether its dates may be no more than a year or a month; a data frame then tells them as text, too.

    >>> Column(name="subject", title=Text.of(th="เรื่อง", en="Subject")).shown_to(Audience.PUBLIC)
    False
    """

    name: str = field(validator=matches_re(r"[a-z][a-z0-9_]*"))
    title: Text = field(validator=instance_of(Text))
    type: ColumnType = field(default=ColumnType.TEXT, converter=ColumnType)
    public: bool = False
    personal: bool = False
    unbroken: bool = False
    partial: bool = False
    own_numbers: bool = False

    @classmethod
    def of_field(
        cls,
        record: RecordType,
        name: str,
        title: Text,
        type: ColumnType | None = None,  # noqa: A002 - the attribute's name
        *,
        unbroken: bool = False,
    ) -> Self:
        """The column of a record's field, with its markers and, unless ``type`` is given, the type of its values.

        Raises:
            ValueError: when the record has no such field.
        """
        attribute = attrs.fields_dict(record).get(name)
        if attribute is None:
            known = ", ".join(attrs.fields_dict(record))
            raise ValueError(f"{record.__name__} has no field {name!r}; it has {known}")
        return cls(
            name=name,
            title=title,
            type=type or _type_of(record, name),
            public=is_marked(attribute, "public"),
            personal=is_marked(attribute, "personal"),
            unbroken=unbroken,
            partial=PartialDate in _kinds(record, name),
        )

    @property
    def at_the_right(self) -> bool:
        """Whether its cells are set to the right, as quantities are."""
        return self.type in _AT_THE_RIGHT

    @property
    def on_one_line(self) -> bool:
        """Whether its cells are better not broken into lines."""
        return self.unbroken or self.type not in {ColumnType.TEXT, ColumnType.MOMENT}

    def shown_to(self, audience: Audience) -> bool:
        """Whether a report for ``audience`` shows it."""
        return self.public or audience is Audience.INTERNAL


def _type_of(record: RecordType, name: str) -> ColumnType:
    kinds = _kinds(record, name)
    return _TYPE_OF.get(kinds[0], ColumnType.TEXT) if len(kinds) == 1 else ColumnType.TEXT


def _kinds(record: RecordType, name: str) -> list[Any]:
    """What the values of a field may be, but for None."""
    hint = get_type_hints(record)[name]
    return [kind for kind in get_args(hint) or (hint,) if kind is not NoneType]

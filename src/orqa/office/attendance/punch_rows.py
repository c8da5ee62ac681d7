"""Punches in tables (CSV, workbooks): exports of clocks' programs, and whatever a mapping tells the columns of."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from orqa.base.findings import Finding, Place
from orqa.base.language import Text
from orqa.domain.attendance.punches import Punch
from orqa.office.attendance.punch_findings import CELL_TIME, CELL_USER, DAY_FIRST, MONTH_FIRST
from orqa.office.attendance.punch_times import DayOrder, Times, is_time, time_of
from orqa.office.tabular.heads import ColumnsNotRecognised, Heads
from orqa.office.tabular.layout import Layout
from orqa.office.tabular.mapping import Mapping as ColumnMapping
from orqa.office.tabular.tables import ColumnTable, Field
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.ports import InputRow

TABLE = ColumnTable(
    name="punches",
    title=Text.of(en="punches", th="การลงเวลา"),
    vocabulary="punch-field",
    fields=(
        Field("user", required=True),
        Field("at"),
        Field("day"),
        Field("state"),
        Field("device"),
        Field("name"),
        Field("other"),
    ),
    action="punch.import",
)
"""The columns of a table of punches. Where ``day`` has a column, every column with times holds punches of that day."""

_GIVEN = ("user", "state", "device", "name")
_USER = re.compile(r"[0-9A-Za-z._-]{1,24}").fullmatch
_STATES: Mapping[str, int] = {
    **dict.fromkeys(("c/in", "in", "checkin", "check in", "เข้า", "เข้างาน"), 0),
    **dict.fromkeys(("c/out", "out", "checkout", "check out", "ออก", "ออกงาน"), 1),
    **dict.fromkeys(("break out", "out back"), 2),
    **dict.fromkeys(("break in", "back"), 3),
    **dict.fromkeys(("overtime in", "ot in", "ot-in"), 4),
    **dict.fromkeys(("overtime out", "ot out", "ot-out"), 5),
}


@define
class PunchTable:
    """A table of punches that is read.

    Attributes:
        office: whose profile tells the heads of columns.
        path: of the file.
        format_name: its format, where one was named.
        mapping: which column is what, where the heads do not tell.
        order: whether day or month stands first in its dates, where somebody knows.
    """

    office: "Office"
    path: Path
    format_name: str | None = None
    mapping: ColumnMapping = field(factory=ColumnMapping)
    order: DayOrder = DayOrder.UNKNOWN
    _heads: Heads = field(init=False)
    _columns: dict[tuple[str, ...], "_Columns"] = field(factory=dict, init=False)

    @_heads.default
    def _known_heads(self) -> Heads:
        return Heads(TABLE, self.office.profile.vocabulary(TABLE.vocabulary), self.mapping.columns)

    def items(self) -> Iterator[Punch | Finding]:
        """The punches and findings, in the order of the rows; the file is read twice.

        Raises:
            ColumnsNotRecognised: when no column holds users, or none holds times.
            OSError: when the file cannot be read.
        """
        times = self._looked_over()
        if times.assumed:
            told = MONTH_FIRST if times.order is DayOrder.MONTH else DAY_FIRST
            yield told.make(place=Place(self.path.name), found=times.assumed)
        for item in self._rows():
            if isinstance(item, Finding):
                yield item
            else:
                yield from self._punches(item, times)

    def _rows(self) -> "Iterator[InputRow | Finding]":
        layout = Layout(
            recognises=self._heads.recognised, sheet=self.mapping.sheet, head_row=self.mapping.head_row, enough=2
        )
        return self.office.contributions.read_rows(self.path, self.format_name, layout)

    def _looked_over(self) -> Times:
        times = Times(self.order)
        for item in self._rows():
            if not isinstance(item, Finding):
                times.note(item.values[self._of(item).date])
        times.settle()
        return times

    def _of(self, row: "InputRow") -> "_Columns":
        """Which column is what; rows of a file mostly have the same."""
        names = tuple(row.values)
        known = self._columns.get(names)
        if known is None:
            known = self._columns[names] = self._recognised(names)
        return known

    def _recognised(self, names: tuple[str, ...]) -> "_Columns":
        of_field: dict[str, str] = {}
        for head in names:
            of_field.setdefault(self._heads.field_of(head) or "", head)
        needed = ("user",) if "day" in of_field else ("user", "at")
        missing = [name for name in needed if name not in of_field]
        if missing:
            titles = titles_of(self._heads.vocabulary[name] for name in missing)
            raise ColumnsNotRecognised(self.path.name, titles, names, self._heads.known)
        times = tuple(head for head in names if self._heads.field_of(head) in {None, "at"})
        return _Columns(of_field, times if "day" in of_field else ())

    def _punches(self, row: "InputRow", times: Times) -> Iterator[Punch | Finding]:
        columns = self._of(row)
        given = columns.given(row)
        if not any(map(str.strip, row.values.values())):
            return
        user = given["user"].removesuffix(".0")
        if not _USER(user):
            yield CELL_USER.make(place=row.place, found=given["user"][:40])
            return
        state, line = state_of(given["state"]), row.place.line or 0
        for at in _moments(row, columns, times):
            if isinstance(at, Finding):
                yield at
            else:
                yield Punch(user, at, given["device"], state, None, line, given["name"])


@frozen
class _Columns:
    """Which column of some rows is what.

    Attributes:
        of_field: the head of each field.
        times: the heads of the columns that may hold times of the row's day; none where each row is one punch.
    """

    of_field: Mapping[str, str]
    times: tuple[str, ...]

    @property
    def date(self) -> str:
        """The head of the column with dates."""
        return self.of_field.get("day") or self.of_field["at"]

    def given(self, row: "InputRow") -> dict[str, str]:
        """What stands in a row, by field."""
        heads = self.of_field
        return {name: row.values[heads[name]].strip() if name in heads else "" for name in _GIVEN}


def _moments(row: "InputRow", columns: _Columns, times: Times) -> Iterator[datetime | Finding]:
    head = columns.date
    if "day" not in columns.of_field:
        yield times.moment(row.values[head]) or _bad(row, head)
        return
    day = times.day(row.values[head])
    if day is None:
        yield _bad(row, head)
        return
    for head in filter(lambda head: is_time(row.values[head]), columns.times):
        time = time_of(row.values[head])
        yield datetime.combine(day, time) if time else _bad(row, head)


def state_of(text: str) -> int | None:
    """The state that a program's word stands for; None where there is none.

    >>> state_of("C/In"), state_of("5"), state_of("ออก"), state_of("?")
    (0, 5, 1, None)
    """
    word = " ".join(text.lower().split())
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    return _STATES.get(word)


def _bad(row: "InputRow", head: str) -> Finding:
    return CELL_TIME.make(place=row.place, found=row.values[head].strip()[:40], column=head)

"""How the columns of a certain sort of file are read, as somebody who knows it said once: a small TOML file."""

import json
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.office.tabular.dating import DateStyle
from orqa.rules.errors import near

if TYPE_CHECKING:
    from orqa.office.tabular.tables import ColumnTable

_MOST = 1 << 20
"""Bytes of a mapping; a larger file is none."""

_KEYS = ("table", "sheet", "head_row", "date_style", "date_order", "columns", "values")
_ORDERS = ("", "day_first", "month_first")

HEAD_ABSENT = FindingKind(
    "import-mapping-head-absent",
    Severity.WARNING,
    Text.of(
        en="the mapping names a column {head!r}, which the file does not have; near it are: {near}",
        th="แฟ้มการจับคู่ระบุคอลัมน์ {head!r} แต่แฟ้มข้อมูลไม่มี ที่ใกล้เคียง: {near}",
    ),
)

_NO_TOML = Text.of(en="it is no TOML: {reason}", th="ไม่ใช่ TOML: {reason}")
_TOO_LARGE = Text.of(en="it is too large to be one", th="แฟ้มใหญ่เกินไป")
_OTHER_TABLE = Text.of(en="it is for {found}, not for {wanted}", th="เป็นของ {found} ไม่ใช่ {wanted}")
_UNKNOWN_KEY = Text.of(en="it has {found!r}; allowed are: {known}", th="มี {found!r} ที่ใช้ได้: {known}")
_WRONG_VALUE = Text.of(en="{key} is {found}; write {wanted}", th="{key} เป็น {found} ให้เขียน {wanted}")
_UNKNOWN_FIELD = Text.of(
    en="the column {head!r} goes to {found!r}, which is no field of {table}; near it: {near}; all: {known}",
    th="คอลัมน์ {head!r} จับคู่กับ {found!r} ซึ่งไม่ใช่รายการของ {table} ที่ใกล้เคียง: {near} ทั้งหมด: {known}",
)
_UNKNOWN_VALUE = Text.of(
    en="[values] has {found!r}, which is no field of {table}; all: {known}",
    th="[values] มี {found!r} ซึ่งไม่ใช่รายการของ {table} ทั้งหมด: {known}",
)
_FIELD_TWICE = Text.of(
    en='the columns {first!r} and {second!r} both go to {field!r}; keep one, and write "" for the other',
    th='คอลัมน์ {first!r} และ {second!r} จับคู่กับ {field!r} เหมือนกัน ให้เหลือหนึ่งคอลัมน์ และเขียน "" ให้อีกคอลัมน์',
)


class MappingNotUsable(OrqaError, ValueError):
    """A saved mapping of columns is malformed or for another table. Nothing was read with it."""

    code: ClassVar[str] = "mapping-not-usable"
    template: ClassVar[Text] = Text.of(
        en="the mapping {file} cannot be used: {reason}", th="ใช้แฟ้มการจับคู่ {file} ไม่ได้: {reason}"
    )

    file: str
    reason: Text


class MappingReplacesInput(OrqaError, ValueError):
    """A mapping would take the place of the file whose columns it tells. Nothing was written."""

    code: ClassVar[str] = "mapping-replaces-input"
    template: ClassVar[Text] = Text.of(
        en="the mapping cannot be saved to {file}, which is the file to import; name another",
        th="บันทึกการจับคู่คอลัมน์ลงใน {file} ไม่ได้ เพราะเป็นแฟ้มที่กำลังนำเข้า ให้ตั้งชื่ออื่น",
    )

    file: str


@frozen(kw_only=True)
class Mapping:
    """What a file does not tell itself.

    Attributes:
        columns: the field of each head; the empty name is a column that is not read. Heads that are not named here
            are recognised as ever.
        sheet: name of the sheet; empty for the first that is recognised.
        head_row: number of the row of the head, from 1; None where it is to be found.
        date_style: of which era years of two digits are.
        date_order: which number of 03/04/2019 stands first, ``day_first`` or ``month_first``, in tables whose dates are
            read by the habits of the whole file; empty where these are to tell.
        values: what the cells of a field are that are empty, or have no column, in each row of the file.
        file: name of the file it was read from, for messages.
    """

    columns: MappingOf[str, str] = field(factory=dict)
    sheet: str = ""
    head_row: int | None = None
    date_style: DateStyle = DateStyle.PROFILE
    date_order: str = ""
    values: MappingOf[str, str] = field(factory=dict)
    file: str = ""

    @classmethod
    def load(cls, path: Path, table: "ColumnTable") -> "Mapping":
        """A saved mapping.

        Raises:
            MappingNotUsable: when it is malformed, for another table, or names a field that the table does not have.
            OSError: when it cannot be read.
        """
        try:
            return _checked(_read(path), path.name, table)
        except _Unusable as unusable:
            raise MappingNotUsable(path.name, unusable.reason) from None

    def written(self, table: "ColumnTable") -> str:
        """As a file, to be loaded again.

        Args:
            table: what it is for.
        """
        lines = [f"table = {_quoted(table.name)}"]
        if self.sheet:
            lines.append(f"sheet = {_quoted(self.sheet)}")
        if self.head_row is not None:
            lines.append(f"head_row = {self.head_row}")
        lines.append(f"date_style = {_quoted(self.date_style)}")
        if self.date_order:
            lines.append(f"date_order = {_quoted(self.date_order)}")
        if self.values:
            lines += ["", "[values]", *(f"{_quoted(name)} = {_quoted(text)}" for name, text in self.values.items())]
        lines += ["", "[columns]"]
        lines += [f"{_quoted(head)} = {_quoted(name)}" for head, name in self.columns.items()]
        return "\n".join(lines) + "\n"

    def save(self, path: Path, table: "ColumnTable", source: Path) -> None:
        """Write it to a file.

        Args:
            path: the file.
            table: what it is for.
            source: the file that it was told by.

        Raises:
            MappingReplacesInput: when ``path`` is ``source``.
            OSError: when it cannot be written.
        """
        if path.exists() and path.samefile(source):
            raise MappingReplacesInput(path.name)
        path.write_text(self.written(table), encoding="utf-8")

    def absent(self, file: str, heads: Iterable[str]) -> tuple[Finding, ...]:
        """What to say about heads that it names and a file does not have."""
        heads = tuple(heads)
        return tuple(
            HEAD_ABSENT.make(place=Place(file), head=head, near=", ".join(near(head, heads)) or "–")
            for head in self.columns
            if head not in heads
        )


class _Unusable(Exception):
    """Why a mapping cannot be used; becomes :class:`MappingNotUsable`."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        content = file.read(_MOST + 1)
    if len(content) > _MOST:
        raise _Unusable(_TOO_LARGE)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _Unusable(_NO_TOML.fill(reason=str(error))) from None


def _checked(data: dict[str, Any], file: str, table: "ColumnTable") -> Mapping:
    for key in data.keys() - set(_KEYS):
        raise _Unusable(_UNKNOWN_KEY.fill(found=key, known=", ".join(_KEYS)))
    if (name := data.get("table", table.name)) != table.name:
        raise _Unusable(_OTHER_TABLE.fill(found=str(name), wanted=table.name))
    columns = _of_type(data, "columns", dict, {}, '[columns], "head" = "field"')
    _check_fields(columns, table)
    values = _of_type(data, "values", dict, {}, '[values], "field" = "text"')
    check_values(values, table)
    style = _of_type(data, "date_style", str, DateStyle.PROFILE.value, "profile, buddhist, common")
    if style not in set(DateStyle):
        raise _Unusable(_WRONG_VALUE.fill(key="date_style", found=style, wanted="profile, buddhist, common"))
    order = _of_type(data, "date_order", str, "", "day_first, month_first")
    if order not in _ORDERS:
        raise _Unusable(_WRONG_VALUE.fill(key="date_order", found=order, wanted="day_first, month_first"))
    head_row = _of_type(data, "head_row", int, None, "1, 2, 3 …")
    if head_row is not None and head_row < 1:
        raise _Unusable(_WRONG_VALUE.fill(key="head_row", found=head_row, wanted="1, 2, 3 …"))
    return Mapping(
        columns=columns,
        sheet=_of_type(data, "sheet", str, "", '"sheet"'),
        head_row=head_row,
        date_style=DateStyle(style),
        date_order=order,
        values=values,
        file=file,
    )


def _check_fields(columns: dict[str, Any], table: "ColumnTable") -> None:
    known = [column.name for column in table.fields]
    seen: dict[str, str] = {}
    for head, name in columns.items():
        if name and name not in known:
            close = ", ".join(near(name, known)) or "–"
            shown = {"head": head, "found": str(name), "table": table.name, "near": close}
            raise _Unusable(_UNKNOWN_FIELD.fill(**shown, known=", ".join(known)))
        if name and seen.setdefault(name, head) != head:
            raise _Unusable(_FIELD_TWICE.fill(first=seen[name], second=head, field=name))


def check_values(values: MappingOf[str, Any], table: "ColumnTable") -> None:
    """Refuse what is told of fields that a table does not have."""
    known = [column.name for column in table.fields]
    for name, text in values.items():
        if name not in known:
            raise _Unusable(_UNKNOWN_VALUE.fill(found=name, table=table.name, known=", ".join(known)))
        if not isinstance(text, str):
            raise _Unusable(_WRONG_VALUE.fill(key=name, found=text, wanted='"…"'))


def _of_type(data: dict[str, Any], key: str, kind: type, default: Any, wanted: str) -> Any:
    value = data.get(key, default)
    if value is not default and (not isinstance(value, kind) or isinstance(value, bool)):
        raise _Unusable(_WRONG_VALUE.fill(key=key, found=value, wanted=wanted))
    return value


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")

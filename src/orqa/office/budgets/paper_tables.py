"""Papers of spending as tables, and their fields as they are printed (เอกสารการเบิกจ่าย)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.budgets.paper_records import KeptField
from orqa.domain.budgets.papers import AskedLine, ClearedLine, CoverLine, Paper, PaperLine, PaperValue
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_FIELDS = (
    Column(name="field", title=Text.of(en="Field", th="รหัสช่อง"), unbroken=True),
    Column(name="title", title=Text.of(en="What it is", th="ช่อง")),
    Column(name="value", title=Text.of(en="What stands in it", th="ข้อความ"), personal=True),
)


def _money(name: str, en: str, th: str) -> Column:
    return Column(name=name, title=Text.of(en=en, th=th), type=ColumnType.MONEY)


_ASKED = (Column(name="title", title=Text.of(en="Line", th="รายการ")), _money("amount", "Amount", "จำนวนเงิน"))
_COVER = (
    Column(name="payee", title=Text.of(en="Payee", th="ผู้รับเงิน"), personal=True),
    Column(name="expense", title=Text.of(en="Kind of expense", th="ประเภทค่าใช้จ่าย")),
    Column(name="documents", title=Text.of(en="Bills", th="เลขที่เอกสาร")),
    _money("amount", "Amount", "จำนวนเงิน"),
    _money("withheld", "Tax withheld", "ภาษีหัก ณ ที่จ่าย"),
    _money("penalty", "Penalty", "ค่าปรับ"),
    _money("net", "Net", "จ่ายสุทธิ"),
)
_CLEARED = (
    Column(name="on", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    Column(name="document", title=Text.of(en="Paper", th="เลขที่เอกสาร")),
    _money("evidence", "Vouchers", "ใบสำคัญ"),
    _money("returned", "Money returned", "เงินสดส่งคืน"),
    _money("left", "Still lent", "คงค้าง"),
)


def paper_tables(office: "Office", paper: Paper) -> Iterator[Table]:
    """The fields of a paper, then each list of lines; a field that is not known has no value."""
    style = Style.of_profile(office.profile)
    plain = [one for one in paper.fields if not isinstance(one.value, tuple)]
    rows = [(one.name, one.title, None if one.empty else printed(one.value, style)) for one in plain]
    yield Table.of(_FIELDS, rows, paper.title)
    for one in paper.fields:
        if isinstance(one.value, tuple) and one.value:
            yield _lines(one.title, one.value)


def _lines(title: Text, lines: tuple[PaperLine, ...]) -> Table:
    first = lines[0]
    columns = _ASKED if isinstance(first, AskedLine) else _COVER if isinstance(first, CoverLine) else _CLEARED
    return Table.of(columns, [_cells(one, columns) for one in lines], title)


def _cells(line: PaperLine, columns: tuple[Column, ...]) -> tuple[object, ...]:
    found = (getattr(line, column.name) for column in columns)
    return tuple(", ".join(cell) or None if isinstance(cell, tuple) else cell for cell in found)


def printed(value: PaperValue, style: Style) -> str:
    """A field as people are shown it, in the style of the office's papers; lines one below the other."""
    if isinstance(value, Text):
        return style.say(value)
    if isinstance(value, date):
        return style.date(value)
    if isinstance(value, Money):
        return value.written()
    if isinstance(value, tuple):
        return "\n".join(_line(one, style) for one in value)
    return "" if value is None else str(value)


def _line(line: PaperLine, style: Style) -> str:
    match line:
        case AskedLine():
            return f"{line.title} {line.amount.written()}"
        case CoverLine():
            amounts = (line.amount, line.withheld, line.penalty, line.net)
            return " ".join((line.payee, line.expense, *(one.written() for one in amounts)))
        case ClearedLine():
            after = (line.evidence, line.returned, line.left)
            return " ".join((style.date(line.on), *(one.written() for one in after)))


def kept_fields(office: "Office", paper: Paper) -> Iterator[KeptField]:
    """The fields of a paper as it is issued, without the number, which it takes only then."""
    style = Style.of_profile(office.profile)
    for one in paper.fields:
        if one.name != "number" and not one.empty:
            yield KeptField(name=one.name, title=one.title, value=printed(one.value, style))

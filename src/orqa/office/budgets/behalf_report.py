"""The statement for an agency whose money the office spends (รายงานการเบิกแทนกัน): received, paid, given back, left."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.budgets.stages import Stage, changes
from orqa.office.budgets.book_report import BookReport
from orqa.office.budgets.words import VERBS
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.model import Fact, Report, Section
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.office.budgets.behalf_reading import BehalfBalance, BehalfReading

TITLE: Final = Text.of(en="Money spent on behalf of other agencies", th="รายงานการเบิกแทนกัน")
_OWNER = Text.of(en="Agency whose money it is", th="หน่วยงานเจ้าของเงิน")
_LINES = Text.of(en="By line", th="ตามรายการ")
_PAID_FOR = Text.of(en="Payments of {line}", th="การเบิกจ่ายของรายการ {line}")
_TOLD = Text.of(en="What was reported of {line}", th="การรายงานและคืนเงินของรายการ {line}")


def _money(name: str, en: str, th: str) -> Column:
    return Column(name=name, title=Text.of(en=en, th=th), type=ColumnType.DECIMAL, public=True)


def _text(name: str, en: str, th: str, *, unbroken: bool = False) -> Column:
    return Column(name=name, title=Text.of(en=en, th=th), public=True, unbroken=unbroken)


_DAY = Column(name="on", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE, public=True)
_DOCUMENT = _text("document", "Document", "เลขที่เอกสาร")
_BALANCES: Final = (
    _text("code", "Line", "รหัส", unbroken=True),
    _text("title", "Title", "รายการ"),
    _text("owner", "Owner", "เจ้าของเงิน"),
    _money("received", "Received", "ได้รับให้เบิกแทน"),
    _money("held", "Held, not paid", "จอง ผูกพัน และเงินยืม"),
    _money("paid", "Paid", "เบิกจ่าย"),
    _money("reported", "Reported", "รายงานแล้ว"),
    _money("returned", "Given back", "คืนแล้ว"),
    _money("left", "Left", "คงเหลือ"),
)
_PAYMENTS: Final = (_DAY, _text("verb", "What", "การดำเนินการ"), _DOCUMENT, _money("amount", "Amount", "จำนวนเงิน"))
_REPORTS: Final = (
    _DAY,
    _DOCUMENT,
    _money("spent", "Spent", "เบิกแทนแล้ว"),
    _money("returned", "Given back", "คืนเงิน"),
)


def behalf_statement(
    budgets: "BehalfReading", book: BookReport, balances: "Sequence[BehalfBalance]", owner: str = ""
) -> Report:
    """The statement of some lines of other agencies' money.

    Args:
        budgets: what is read.
        book: whose report it is.
        balances: how the lines stand.
        owner: the only agency whose lines they are, where it is one.
    """
    sections = [Section((Table.of(_BALANCES, map(_balance, balances)),), _LINES)]
    for one in balances:
        told = ((_PAID_FOR, _PAYMENTS, _payments), (_TOLD, _REPORTS, _reports))
        for title, columns, rows in told:
            if found := tuple(rows(budgets, one)):
                sections.append(Section((Table.of(columns, found),), title.fill(line=one.line.code)))
    facts = [Fact(_OWNER, Text.of(en=owner))] if owner else []
    return book.report("budget-on-behalf", TITLE, sections, (), facts)


def _balance(one: "BehalfBalance") -> tuple[object, ...]:
    amounts = (one.received, one.held, one.paid, one.reported, one.returned, one.left)
    return (one.line.code, one.line.title, one.line.owner, *(money.decimal for money in amounts))


def _payments(budgets: "BehalfReading", one: "BehalfBalance") -> Iterator[tuple[object, ...]]:
    """What was paid, and what took it back; together what was spent."""
    for posting in budgets.postings(one.line):
        if minor := changes(posting.moves).get(Stage.PAID, 0):
            yield (posting.on, VERBS.get(posting.verb, posting.verb), posting.document, budgets.money(minor).decimal)


def _reports(budgets: "BehalfReading", one: "BehalfBalance") -> Iterator[tuple[object, ...]]:
    for told in budgets.behalf_reports(one.line):
        amounts = (budgets.money(minor).decimal for minor in (told.spent, told.returned))
        yield (told.on, told.document, *amounts)

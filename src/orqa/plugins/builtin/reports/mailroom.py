"""The papers of the mail room (แบบที่ 16 ถึง 18) as reports."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from orqa.base.language import Text
from orqa.office.correspondence.mailroom import BOOK, CARD, COLUMNS, SLIP
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Fact, Report, Section

_FORM = Text.of(en="Form", th="แบบที่")


class _Paper(NamedTuple):
    """What one of the papers is."""

    title: Text
    form: int
    columns: str
    table: str


_PAPERS: Final[Mapping[str, _Paper]] = {
    "delivery-book": _Paper(Text.of(en="Delivery book", th="สมุดส่งหนังสือ"), 16, BOOK, "delivery_book"),
    "receipt-slips": _Paper(Text.of(en="Receipt slips", th="ใบรับหนังสือ"), 17, SLIP, "receipt_slips"),
    "search-cards": _Paper(Text.of(en="Search cards", th="บัตรตรวจค้น"), 18, CARD, "search_cards"),
}


class MailRoomReport:
    """Builds one of the papers for a period; the public edition names nobody.

    Args:
        name: of the report.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def build(self, context: ReportContext) -> Report:
        """In the columns of the rule ``mailroom.columns``."""
        paper = _PAPERS[self._name]
        table = getattr(office_of(context).correspondence, paper.table)(context.period)
        reading = context.profile.at(context.period.first).reading()
        reading.value(COLUMNS, paper=paper.columns)
        decision = reading.decision(self._name, {"first": context.period.first})
        return Report(
            name=self._name,
            title=paper.title,
            sections=(Section((table,)),),
            facts=(Fact(_FORM, Text.of(en=context.style.number(paper.form))),),
            left_out=table.left_out,
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(decision.citations),
        )

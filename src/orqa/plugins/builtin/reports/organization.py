"""The organization as a report: units with their heads, posts, and who acts for whom on a day."""

from datetime import date
from typing import Any

from orqa.base.language import Text
from orqa.domain.organization.people_decisions import BASES
from orqa.domain.organization.structure import PARTS, Organization, Structure
from orqa.office.organization_tables import CODES, organization_table
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext, SnapshotReader
from orqa.reporting.model import Fact, Report, Section
from orqa.reporting.tables import Table
from orqa.rules.views import Reading
from orqa.storage.codec import Codec

TITLE = Text.of(th="หน่วยงาน ตำแหน่ง และผู้ทำการแทน", en="Units, posts and who acts for whom")
_AS_OF = Text.of(th="ณ วันที่", en="As of")
_ACTING = Text.of(th="ผู้ทำการแทน", en="Who acts for whom")
_COLUMNS = (
    Column(name="position", title=Text.of(th="ตำแหน่ง", en="Position"), public=True),
    Column(name="person", title=Text.of(th="ผู้ทำการแทน", en="Who acts"), personal=True),
    Column(name="basis", title=Text.of(th="เหตุที่ทำการแทน", en="Basis"), public=True),
    Column(name="first", title=Text.of(th="ตั้งแต่", en="Since"), type=ColumnType.DATE, public=True),
    Column(name="last", title=Text.of(th="ถึง", en="Until"), type=ColumnType.DATE, public=True),
    Column(name="order", title=Text.of(th="คำสั่ง", en="Order"), public=True),
)


class OrganizationReport:
    """Builds the report, as of the last day of its period, or of the day it is made where that is earlier."""

    def build(self, context: ReportContext) -> Report:
        """The organization as far as ``context.reader`` shows it; people by name only for those within."""
        day = min(context.period.last, context.at.date())
        now = read_structure(context.reader).on(day)
        reading = context.profile.at(day).reading()
        acting = _acting(now, reading)
        decision = reading.decision(day, {"on": day})
        names = ("units", "positions", "people") if context.audience is Audience.INTERNAL else ("units", "positions")
        sections = [_section(organization_table(name, now, context.profile).without(*CODES)) for name in names]
        return Report(
            name="organization",
            title=TITLE,
            sections=(*sections, Section((acting,), _ACTING)),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            facts=(Fact(_AS_OF, _day(context, day)),),
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(decision.citations),
        )


def read_structure(reader: SnapshotReader) -> Structure:
    """All records of the organization that a reader shows."""
    codec = Codec(tuple(PARTS.values()))
    parts: Any = {name: tuple(every(reader, codec, kind)) for name, kind in PARTS.items()}
    return Structure(**parts)


def _section(table: Table) -> Section:
    return Section((table,), table.title)


def _acting(now: Organization, reading: Reading) -> Table:
    """Who acts for whom on the day, by position."""
    rows = [
        (
            now.title_of(held.position),
            held.person.name,
            term.title if (term := reading.find_term(BASES, held.acting.basis)) else held.acting.basis,
            held.acting.first,
            held.acting.last,
            held.acting.order or None,
        )
        for code in sorted(now.positions)
        for held in now.in_position(code)
        if held.acting is not None
    ]
    return Table.of(_COLUMNS, rows)


def _day(context: ReportContext, day: date) -> Text:
    return Text.of(**{context.style.language: context.style.date(day)})

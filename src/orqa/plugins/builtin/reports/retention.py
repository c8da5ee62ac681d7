"""How long letters are kept, what may be destroyed, what goes to the archives (แบบที่ 21, 22 and 25)."""

from collections.abc import Iterator
from typing import cast

from orqa.base.eras import OFFSET, Era
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.destruction import STATES, DestructionList
from orqa.office.correspondence.of_age import deposited, of_age
from orqa.office.correspondence.retention_tables import OUTCOMES, archives_table, destruction_table, forecast
from orqa.reporting.blocks import Figure
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Fact, Report, Section
from orqa.storage.codec import Codec
from orqa.storage.query import equal

DESTRUCTION = Text.of(th="บัญชีหนังสือขอทำลาย", en="Lists of letters to be destroyed")
ARCHIVES = Text.of(th="บัญชีหนังสือครบอายุส่งมอบสำนักหอจดหมายเหตุแห่งชาติ", en="Letters of age for the National Archives")
_GOES = Text.of(th="บัญชีส่งมอบหนังสือครบอายุ (แบบที่ 21)", en="To be handed over (form 21)")
_KEPT = Text.of(th="บัญชีหนังสือครบอายุที่ขอเก็บเอง (แบบที่ 22)", en="Kept by the office itself (form 22)")
_DEPOSITED = Text.of(th="บัญชีฝากหนังสือ (แบบที่ 23)", en="Deposited with the National Archives (form 23)")
FORECAST = Text.of(th="ประมาณการหนังสือครบอายุการเก็บ", en="Retention forecast")
_FORM = Text.of(th="แบบที่", en="Form")
_LIST = Text.of(th="บัญชีหนังสือขอทำลายที่ {number}/{year}: {state}", en="List no. {number}/{year}: {state}")
_LINES = Text.of(th="จำนวนหนังสือ", en="Letters")
_LETTERS = Text.of(th="ฉบับ", en="letters")
_ORDER = Text.of(th="คำสั่งแต่งตั้งคณะกรรมการ", en="Order that appoints the committee")
_NONE = Text.of(th="ไม่มีบัญชี", en="No list")


class DestructionListReport:
    """Builds the lists of the calendar years that end in a period, each in the columns of its form."""

    def build(self, context: ReportContext) -> Report:
        """The lists as far as ``context.reader`` shows them; their rows stream."""
        reading = context.profile.at(context.period.last).reading()
        lists = list(_lists(context))
        sections = []
        for one in lists:
            title = _LIST.fill(number=one.number, year=_written(context, one.year), state=STATES[one.state])
            sections.append(
                Section(
                    (
                        Figure(label=_LINES, value=one.lines, unit=_LETTERS),
                        destruction_table(reading, context.reader, one),
                    ),
                    title,
                )
            )
        facts = [Fact(_FORM, Text.of(en=context.style.number(25)))]
        facts += [Fact(_ORDER, Text.of(en=one.order)) for one in lists if one.order]
        reading.value("retention.list_columns", list_form="destruction")
        decision = reading.decision(len(lists), {"first": context.period.first, "last": context.period.last})
        return Report(
            name="destruction-list",
            title=DESTRUCTION,
            sections=tuple(sections) or (Section((), _NONE),),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            facts=tuple(facts),
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(decision.citations),
        )


class ArchivesListReport:
    """Builds what comes of age for the archives in the years that end in a period: forms 21, 22 and 23."""

    def build(self, context: ReportContext) -> Report:
        """The lists of what ``context.reader`` shows: what goes, then what the office keeps itself."""
        view = context.profile.at(context.period.last)
        reading = view.reading()
        found = [one for year in _years(context) for one in of_age(context.reader, view, year)]
        goes, kept = ([one for one in found if one.goes is way] for way in (True, False))
        there = list(deposited(context.reader, context.period.first, context.period.last))
        tables = (("handover", _GOES, goes), ("kept", _KEPT, kept), ("deposit", _DEPOSITED, there))
        sections = [
            Section((Figure(label=_LINES, value=len(ones), unit=_LETTERS), archives_table(reading, form, ones)), title)
            for form, title, ones in tables
        ]
        reading.value("retention.handover_years")
        decision = reading.decision(len(found), {"first": context.period.first, "last": context.period.last})
        return Report(
            name="archives-list",
            title=ARCHIVES,
            sections=tuple(sections),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(decision.citations),
        )


class RetentionForecastReport:
    """Builds how many letters are due in which year, by the rules of the day on which it is made."""

    def build(self, context: ReportContext) -> Report:
        """The forecast of what ``context.reader`` shows."""
        found = forecast(context.reader, context.profile.at(context.at.date()))
        figures = [Figure(label=OUTCOMES[one], value=count, unit=_LETTERS) for one, count in found.others.items()]
        return Report(
            name="retention-forecast",
            title=FORECAST,
            sections=(Section((Figure(label=_LINES, value=found.letters, unit=_LETTERS), *figures, found.table())),),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,
        )


def _lists(context: ReportContext) -> Iterator[DestructionList]:
    """The lists of the years that end in the period, in the order of their numbers."""
    codec = Codec([DestructionList])
    for year in _years(context):
        rows = context.reader.rows(DestructionList.kind, ("id",), equal("year", year), ("number",))
        refs = [RecordRef(DestructionList.kind, str(identity)) for (identity,) in rows]
        for stored in context.reader.get_many(refs):
            if stored is not None:
                yield cast("DestructionList", codec.decode(stored))


def _years(context: ReportContext) -> range:
    """The calendar years that end in the period."""
    last = context.period.last
    return range(context.period.first.year, last.year + ((last.month, last.day) == (12, 31)))


def _written(context: ReportContext, year: int) -> str:
    return str(year + OFFSET if context.profile.era == Era.BUDDHIST else year)

"""How fast letters are dealt with, what is late, and which circulars were acknowledged, as reports."""

from orqa.base.language import Text
from orqa.office.correspondence.circulation_tables import register_table
from orqa.office.snapshots import office_of
from orqa.reporting.blocks import Block, Chart, ChartKind, Figure, Series
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table

_TIMES = Text.of(en="How fast letters are dealt with", th="ระยะเวลาดำเนินการต่อหนังสือ")
_OVERDUE = Text.of(en="What is late with letters", th="งานหนังสือเกินกำหนด")
_CIRCULARS = Text.of(en="Circulars and who acknowledged them", th="ทะเบียนหนังสือเวียนและการรับทราบ")
_CLOSED = Text.of(en="Letters closed", th="หนังสือที่ปิดเรื่อง")
_ASKED = Text.of(en="Letters whose answer fell due", th="หนังสือที่ครบกำหนดตอบ")
_ANSWERED = Text.of(en="Of these answered in time", th="ในจำนวนนี้ตอบทันกำหนด")
_LATE = Text.of(en="Late", th="เกินกำหนด")
_CIRCULATED = Text.of(en="Circulars", th="หนังสือเวียน")
_RECEIVERS = Text.of(en="Receivers", th="ผู้รับทั้งหมด")
_READ = Text.of(en="Of these acknowledged", th="ในจำนวนนี้รับทราบแล้ว")
_LETTERS = Text.of(en="letters", th="ฉบับ")
_THINGS = Text.of(en="tasks", th="งาน")
_DAYS = Text.of(en="days", th="วัน")
_MEDIAN = Text.of(en="Median", th="มัธยฐาน")
_NINTH = Text.of(en="Nine in ten within", th="เก้าในสิบภายใน")


class ResponseTimesReport:
    """Builds the median and the 90th percentile of the days to closing, by urgency; numbers only."""

    def build(self, context: ReportContext) -> Report:
        """Of the letters that were closed, or whose answer fell due, in the period."""
        correspondence = office_of(context).correspondence
        times = correspondence.response_times(context.period)
        table = correspondence.response_table(context.period)
        titles = tuple(Text.from_value(row[0]) for row in table.rows())
        asked, in_time = sum(one.asked for one in times), sum(one.in_time for one in times)
        blocks: list[Block] = [
            Figure(label=_CLOSED, value=sum(one.days.count for one in times), unit=_LETTERS),
            Figure(label=_ASKED, value=asked, unit=_LETTERS),
            Figure(label=_ANSWERED, value=in_time, unit=_LETTERS),
            table,
        ]
        if any(one.days.count for one in times):
            series = (
                Series(label=_MEDIAN, values=tuple(one.days.median for one in times)),
                Series(label=_NINTH, values=tuple(one.days.ninth for one in times)),
            )
            blocks.append(Chart(kind=ChartKind.BAR, title=_TIMES, categories=titles, series=series, unit=_DAYS))
        return _report(context, "response-times", _TIMES, blocks)


class OverdueLettersReport:
    """Builds what is late on the last day of the period, or today; the public edition names nobody and no subject."""

    def build(self, context: ReportContext) -> Report:
        """Tasks, circulars and answers past their day, the oldest first."""
        table = office_of(context).correspondence.overdue_table(min(context.period.last, context.at.date()))
        figure = Figure(label=_LATE, value=len(list(table.rows())), unit=_THINGS)
        return _report(context, "overdue-letters", _OVERDUE, [figure, table])


class CircularsReport:
    """Builds the register of circulars of the period, with how many of their receivers acknowledged them."""

    def build(self, context: ReportContext) -> Report:
        """By the day on which they were circulated."""
        office = office_of(context)
        years = range(context.period.first.year, context.period.last.year + 1)
        found = [
            one
            for year in years
            for one in office.correspondence.circulations(year=year)
            if context.period.first <= one.circulated_at.astimezone(office.zone).date() <= context.period.last
        ]
        table = register_table(office, found, context.at.date()).without("unit", "reminders", "median_hours")
        rows = list(table.records())
        figures: list[Block] = [
            Figure(label=_CIRCULATED, value=len(found), unit=_LETTERS),
            Figure(label=_RECEIVERS, value=sum(row["receivers"] for row in rows)),
            Figure(label=_READ, value=sum(row["acknowledged"] for row in rows)),
        ]
        return _report(context, "circulars", _CIRCULARS, [*figures, table])


def _report(context: ReportContext, name: str, title: Text, blocks: list[Block]) -> Report:
    left_out = sum(block.left_out for block in blocks if isinstance(block, Table))
    return Report(
        name=name,
        title=title,
        sections=(Section(tuple(blocks)),),
        left_out=left_out,
        style=context.style,
        audience=context.audience,
        period=context.period_text(),
        made_at=context.at,
        profile=context.profile.name,
        data_version=context.profile.data_version,
    )

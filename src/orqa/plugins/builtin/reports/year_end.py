"""What a year leaves behind, as a report: what a registrar clears away before the new year's first number."""

from collections.abc import Iterable, Iterator
from typing import Any

from orqa.base.language import Text
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.correspondence.year_end import YearEnd
from orqa.office.snapshots import office_of
from orqa.reporting.blocks import Figure
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table

TITLE = Text.of(th="งานค้างสิ้นปี", en="What the year leaves behind")
_RESERVED = Text.of(th="เลขที่จองไว้และยังไม่ใช้", en="Numbers reserved and not used")
_UNANSWERED = Text.of(th="หนังสือที่ยังไม่ตอบ", en="Letters without an answer")
_TASKS = Text.of(th="งานที่ยังไม่เสร็จ", en="Tasks that wait")
_UNCLOSED = Text.of(th="หนังสือรับที่ยังไม่ปิดเรื่อง", en="Received letters that are not closed")
_ENTRIES = Text.of(th="รายการ", en="entries")

_NUMBER = Column.of_field(RegisterEntry, "number", Text.of(th="เลขทะเบียน", en="No."), ColumnType.NUMBER)
_REGISTER = Column.of_field(RegisterEntry, "register", Text.of(th="ทะเบียน", en="Register"))
_REFERENCE = Column.of_field(RegisterEntry, "reference", Text.of(th="ที่", en="Letter no."), unbroken=True)
_ON = Column.of_field(RegisterEntry, "registered_on", Text.of(th="วันที่", en="Registered on"))
_SENDER = Column.of_field(RegisterEntry, "sender", Text.of(th="จาก", en="From"))
_SUBJECT = Column.of_field(RegisterEntry, "subject", Text.of(th="เรื่อง", en="Subject"))
_REASON = Column.of_field(RegisterEntry, "reason", Text.of(th="เหตุผล", en="Reason"))
_LINE = (_NUMBER, _REFERENCE, _ON, _SENDER, _SUBJECT)
_KEPT = (_REGISTER, _NUMBER, _ON, _REASON)
_BY = Column(name="answer_by", title=Text.of(th="กำหนดตอบ", en="Answer by"), type=ColumnType.DATE)
_DUE = Column(name="due", title=Text.of(th="ครบกำหนด", en="Due"), type=ColumnType.DATE)


_AHEAD = Text.of(th="สิ่งที่ต้องทำในปีถัดไป", en="To be done in the next year")
_DAY = Column(name="day", title=Text.of(th="ภายในวันที่", en="By"), type=ColumnType.DATE, public=True)
_MATTER = Column(name="matter", title=Text.of(th="เรื่อง", en="Matter"), public=True)


class YearEndReport:
    """Builds the report; tables that are empty are left out, their numbers are not."""

    def build(self, context: ReportContext) -> Report:
        """What the period leaves behind, as far as ``context.reader`` shows it."""
        left = office_of(context).correspondence.year_end(context.period)
        return Report(
            name="year-end",
            title=TITLE,
            sections=tuple(_sections(left)),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            findings=left.findings,
            profile=context.profile.name,
            data_version=context.profile.data_version,
        )


def _sections(left: YearEnd) -> Iterator[Section]:
    yield _section(
        _RESERVED,
        (_REGISTER, _NUMBER, _ON, _REASON),
        (_cells(line, _REGISTER, _NUMBER, _ON, _REASON) for line in left.reservations),
    )
    yield _section(_UNANSWERED, (*_LINE, _BY), ((*_cells(one.line, *_LINE), one.answer_by) for one in left.unanswered))
    yield _section(_TASKS, (*_LINE, _DUE), ((*_cells(one.line, *_LINE), one.task.due) for one in left.tasks))
    yield _section(_UNCLOSED, _LINE, (_cells(line, *_LINE) for line in left.unclosed))
    yield _section(_AHEAD, (_DAY, _MATTER), ((one.day, one.title) for one in left.ahead))


def _section(title: Text, columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> Section:
    kept = list(rows)
    figure = Figure(label=title, value=len(kept), unit=_ENTRIES)
    return Section((figure, Table.of(columns, kept)) if kept else (figure,), title)


def _cells(line: RegisterEntry | None, *columns: Column) -> tuple[Any, ...]:
    """What a line says; nothing of one that is not there."""
    if line is None:
        return (None,) * len(columns)
    return tuple(line.printed_number if column is _REFERENCE else getattr(line, column.name) for column in columns)

"""How many letters of each kind were received, by how urgent they were."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from orqa.base.language import Text
from orqa.domain.correspondence.records import Letter
from orqa.reporting.blocks import Figure
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.rules.vocabulary import Vocabulary
from orqa.storage.chain import moment
from orqa.storage.query import Query, between

NOT_TOLD = Text.of(th="ไม่ระบุ", en="Not told")
_COLUMNS = (
    Column(name="kind", title=Text.of(th="ชนิดของหนังสือ", en="Kind of letter"), public=True),
    Column(name="urgency", title=Text.of(th="ชั้นความเร็ว", en="Urgency"), public=True),
    Column(name="letters", title=Text.of(th="จำนวน", en="Letters"), type=ColumnType.INTEGER, public=True),
)


class LettersByKind:
    """Builds the report; it shows numbers only, so it may be published."""

    def build(self, context: ReportContext) -> Report:
        """The numbers of a period, most first; they are counted in the store, no letter is read."""
        query = _in_period(context)
        counted = context.reader.count_by(Letter.kind, ("letter_kind", "urgency"), query)
        rows = sorted(_named(context, counted), key=lambda row: (-row[2], row[0].in_language("th")))
        total = Figure(
            label=Text.of(th="หนังสือรับทั้งหมด", en="Letters received"),
            value=sum(counted.values()),
            unit=Text.of(th="ฉบับ", en="letters"),
        )
        return Report(
            name="letters-by-kind",
            title=Text.of(th="จำนวนหนังสือรับตามชนิด", en="Received letters by kind"),
            sections=(Section((total, Table.of(_COLUMNS, rows))),),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,
            left_out=context.left_out(Letter.kind, query),
        )


def _in_period(context: ReportContext) -> Query:
    """The letters that were received from the period's first midnight, in the office's zone, to its last."""
    days = context.period.first, context.period.last + timedelta(days=1)
    return between("received_at", *(moment(datetime.combine(day, time(), context.at.tzinfo)) for day in days))


def _named(context: ReportContext, counted: Mapping[Any, int]) -> Iterator[tuple[Text, Text, int]]:
    kinds, urgencies = (context.profile.vocabulary(name) for name in ("letter-kind", "urgency"))
    for (kind, urgency), number in counted.items():
        yield _title(kinds, kind), _title(urgencies, urgency), number


def _title(vocabulary: Vocabulary, code: str) -> Text:
    return vocabulary[code].title if code in vocabulary else NOT_TOLD

"""What other universities published of their agreements, as a report (ข้อตกลงที่สถาบันอื่นเผยแพร่)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.records import Partner
from orqa.domain.partnerships.registers.records import PublishedAgreement
from orqa.office.partnerships.published_tables import published_table
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.storage.codec import Codec

TITLE = Text.of(th="ข้อตกลงที่สถาบันอื่นเผยแพร่", en="Agreements that other universities published")
_BY_COUNTRY = Text.of(th="จำแนกตามประเทศของคู่ความร่วมมือ", en="By country of the partner")
_COLUMNS = (
    Column(name="code", title=Text.of(th="รหัส", en="Code"), public=True, unbroken=True),
    Column(name="country", title=Text.of(th="ประเทศ", en="Country"), public=True),
    Column(name="agreements", title=Text.of(th="ข้อตกลง", en="Agreements"), type=ColumnType.INTEGER, public=True),
    Column(name="in_force", title=Text.of(th="ทราบว่ามีผลอยู่", en="Known in force"), type=ColumnType.INTEGER, public=True),
)
_NOWHERE = Text.of(th="ไม่ระบุ", en="not stated")
_CODEC = Codec([Partner, PublishedAgreement])
_HIDDEN = ("id", "number")


class PublishedAgreementsReport:
    """Builds the report, as of the last day of its period, or of the day it is made where that is earlier."""

    def build(self, context: ReportContext) -> Report:
        """All rows of all registers that were taken in, and how many each country has; all of it was public before."""
        day = min(context.period.last, context.at.date())
        order = ("publisher", "partner")
        found = tuple(every(context.reader, _CODEC, PublishedAgreement, order=order))
        publishers = {one.id: one.name for one in every(context.reader, _CODEC, Partner)}
        rows = published_table(found, publishers, day, context.profile).without(*_HIDDEN)
        counted = Table.of(_COLUMNS, list(_counted(found, day)))
        kinds = context.profile.vocabulary("agreement-kind")
        used = dict.fromkeys(one.agreement_kind for one in found if one.agreement_kind in kinds)
        decision = context.profile.at(day).reading().decision(day, {"on": day})
        return Report(
            name="published-agreements",
            title=TITLE,
            sections=(Section((rows,)), Section((counted,), _BY_COUNTRY)),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(tuple(dict.fromkeys(cite for code in used for cite in kinds[code].citations))),
        )


def _counted(found: Iterable[PublishedAgreement], day: date) -> Iterable[tuple[object, ...]]:
    found = tuple(found)
    every_one = Counter(one.country for one in found)
    known = Counter(one.country for one in found if one.holds(day))
    for code, count in sorted(every_one.items(), key=lambda one: (-one[1], one[0] or "~")):
        yield (code or None, country(code).name if code else _NOWHERE, count, known[code])

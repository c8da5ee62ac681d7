"""The register of leave of a year (ทะเบียนการลา): each leave with its days, and how many there were of each type."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from orqa.base.language import Text
from orqa.domain.attendance.leave.days import to_days
from orqa.domain.attendance.leave.ledger import LedgerEntry
from orqa.domain.attendance.leave.records import STATES, Leave
from orqa.domain.organization.people import Person
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.tables import Table
from orqa.rules.vocabulary import Vocabulary
from orqa.storage.codec import Codec
from orqa.storage.query import between

TITLE = Text.of(th="ทะเบียนการลา", en="Register of leave")
_BY_TYPE = Text.of(th="รวมตามประเภท", en="Of each type")
_COLUMNS = (
    Column(name="filed_on", title=Text.of(th="วันยื่น", en="Filed on"), type=ColumnType.DATE),
    Column(name="person", title=Text.of(th="ชื่อ-สกุล", en="Name"), personal=True),
    Column(name="leave_type", title=Text.of(th="ประเภทการลา", en="Type of leave"), personal=True),
    Column(name="first", title=Text.of(th="ตั้งแต่", en="From"), type=ColumnType.DATE, personal=True),
    Column(name="last", title=Text.of(th="ถึง", en="To"), type=ColumnType.DATE, personal=True),
    Column(name="days", title=Text.of(th="วันที่ใช้", en="Days used"), type=ColumnType.DECIMAL, personal=True),
    Column(name="state", title=Text.of(th="สถานะ", en="State")),
)
_TOTALS = (
    Column(name="leave_type", title=Text.of(th="ประเภทการลา", en="Type of leave"), public=True),
    Column(name="leaves", title=Text.of(th="ฉบับ", en="Leaves"), type=ColumnType.INTEGER, public=True),
    Column(name="days", title=Text.of(th="วันที่ใช้", en="Days used"), type=ColumnType.DECIMAL, public=True),
)
_CODEC = Codec([Leave, LedgerEntry, Person])


class LeaveRegisterReport:
    """Builds the register of the leaves that have a day in the period; the public edition has totals alone."""

    def build(self, context: ReportContext) -> Report:
        """The register, in the order of the first days; the types as the profile calls them on the last day."""
        first, last = context.period.first.isoformat(), context.period.last.isoformat()
        query = between("last", first) & between("first", None, f"{last}~")
        leaves = tuple(every(context.reader, _CODEC, Leave, query, ("first",)))
        days, kinds = _days(context), context.profile.vocabulary("leave-type")
        sections = [Section((_totals(leaves, days, kinds),), _BY_TYPE)]
        if context.audience is Audience.INTERNAL:
            sections.insert(0, Section((_register(context, leaves, days, kinds),)))
        cited = dict.fromkeys(citation for one in leaves for citation in kinds[one.leave_type].citations)
        return Report(
            name="leave-register",
            title=TITLE,
            sections=tuple(sections),
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            profile=context.profile.name,
            data_version=context.profile.data_version,
            citations=context.cite(cited),
        )


def _days(context: ReportContext) -> Mapping[str, Decimal]:
    """Days that each leave uses, by its id: the sum of its entries, in whatever year they are."""
    used: Counter[str] = Counter()
    for entry in every(context.reader, _CODEC, LedgerEntry):
        if entry.leave is not None:
            used[entry.leave.id] -= entry.hundredths
    return {identity: to_days(hundredths) for identity, hundredths in used.items()}


def _register(context: ReportContext, leaves: Sequence[Leave], days: Mapping[str, Decimal], kinds: Vocabulary) -> Table:
    names = {one.id: one.name for one in every(context.reader, _CODEC, Person)}
    rows = [
        (
            one.filed_on,
            names.get(one.person, one.person),
            kinds[one.leave_type].title,
            one.first,
            one.last,
            days.get(one.id, Decimal(0)),
            STATES[one.state],
        )
        for one in leaves
    ]
    return Table.of(_COLUMNS, rows)


def _totals(leaves: Iterable[Leave], days: Mapping[str, Decimal], kinds: Vocabulary) -> Table:
    """Of each type, the leaves that were permitted and their days."""
    found: dict[str, list[Decimal]] = {}
    for one in leaves:
        if one.taken:
            found.setdefault(one.leave_type, []).append(days.get(one.id, Decimal(0)))
    rows = [(kinds[kind].title, len(own), sum(own, Decimal(0))) for kind, own in sorted(found.items())]
    return Table.of(_TOTALS, rows)

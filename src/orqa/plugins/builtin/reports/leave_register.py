"""The register of leave of a year (ทะเบียนการลา): each leave with its days, and how many there were of each type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from orqa.base.language import Text
from orqa.base.years import YearRule
from orqa.domain.attendance.leave.days import to_days
from orqa.domain.attendance.leave.ledger import LedgerEntry
from orqa.domain.attendance.leave.records import STATES, Leave
from orqa.domain.organization.people import Person
from orqa.plugins.builtin.reports.reading import every
from orqa.reporting.audience import Audience
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report, Section
from orqa.reporting.ruled import picked, ruled_columns
from orqa.reporting.tables import Table
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Vocabulary
from orqa.storage.codec import Codec
from orqa.storage.query import between

TITLE = Text.of(th="ทะเบียนการลา", en="Register of leave")
_BY_TYPE = Text.of(th="รวมตามประเภท", en="Of each type")
_KNOWN = {
    column.name: column
    for column in (
        Column(name="filed_on", title=Text.of(th="วันยื่น", en="Filed on"), type=ColumnType.DATE),
        Column(name="person", title=Text.of(th="ชื่อ-สกุล", en="Name"), personal=True),
        Column(name="leave_type", title=Text.of(th="ประเภทการลา", en="Type of leave"), personal=True),
        Column(name="first", title=Text.of(th="ตั้งแต่", en="From"), type=ColumnType.DATE, personal=True),
        Column(name="last", title=Text.of(th="ถึง", en="To"), type=ColumnType.DATE, personal=True),
        Column(name="before", title=Text.of(th="ลามาแล้ว", en="Taken before"), type=ColumnType.DECIMAL, personal=True),
        Column(name="days", title=Text.of(th="ลาครั้งนี้", en="This time"), type=ColumnType.DECIMAL, personal=True),
        Column(name="total", title=Text.of(th="รวม", en="In all"), type=ColumnType.DECIMAL, personal=True),
        Column(name="state", title=Text.of(th="สถานะ", en="State")),
    )
}
COLUMNS = "leave.register_columns"
"""The rule that says what stands in the register."""

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
        entries = tuple(every(context.reader, _CODEC, LedgerEntry))
        days, kinds = _days(entries), context.profile.vocabulary("leave-type")
        reading = context.profile.at(context.period.last).reading()
        sections = [Section((_totals(leaves, days, kinds),), _BY_TYPE)]
        if context.audience is Audience.INTERNAL:
            columns = ruled_columns(COLUMNS, reading.value(COLUMNS), _KNOWN)
            cells = _cells(context, leaves, Taken(days, _earlier(leaves, entries, _fiscal(reading))), kinds)
            sections.insert(0, Section((Table.of(columns, [picked(columns, row) for row in cells]),)))
        of_types = (citation for one in leaves for citation in kinds[one.leave_type].citations)
        cited = dict.fromkeys((*of_types, *reading.decision(None, {}).citations))
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
            left_out=context.left_out(Leave.kind, query),
        )


class Taken(NamedTuple):
    """Days of leaves by their ids: what each uses, and what others of its type used before it in the fiscal year."""

    days: Mapping[str, Decimal]
    before: Mapping[str, Decimal]


def _days(entries: Iterable[LedgerEntry]) -> Mapping[str, Decimal]:
    """Days that each leave uses, by its id: the sum of its entries, in whatever year they are."""
    used: Counter[str] = Counter()
    for entry in entries:
        if entry.leave is not None:
            used[entry.leave.id] -= entry.hundredths
    return {identity: to_days(hundredths) for identity, hundredths in used.items()}


def _earlier(leaves: Iterable[Leave], entries: Iterable[LedgerEntry], years: YearRule) -> Mapping[str, Decimal]:
    """Days that a person's earlier leaves of the same type used, in the fiscal year in which each leave begins."""
    accounts: dict[tuple[str, str, int], list[LedgerEntry]] = {}
    for entry in entries:
        if entry.leave is not None:
            accounts.setdefault((entry.person, entry.leave_type, entry.year), []).append(entry)
    found = {}
    for one in leaves:
        account = accounts.get((one.person, one.leave_type, years.year_of(one.first).ce), ())
        found[one.id] = to_days(-sum(entry.hundredths for entry in account if entry.on < one.first))
    return found


def _fiscal(reading: Reading) -> YearRule:
    start = reading.value("years.fiscal")
    return YearRule(kind="fiscal", month=start["month"], day=start["day"], named_by=start["named_by"])


def _cells(
    context: ReportContext, leaves: Iterable[Leave], taken: Taken, kinds: Vocabulary
) -> Iterator[Mapping[str, object]]:
    names = {one.id: one.name for one in every(context.reader, _CODEC, Person)}
    for one in leaves:
        days, before = taken.days.get(one.id, Decimal(0)), taken.before[one.id]
        yield {
            "filed_on": one.filed_on,
            "person": names.get(one.person, one.person),
            "leave_type": kinds[one.leave_type].title,
            "first": one.first,
            "last": one.last,
            "before": before,
            "days": days,
            "total": before + days,
            "state": STATES[one.state],
        }


def _totals(leaves: Iterable[Leave], days: Mapping[str, Decimal], kinds: Vocabulary) -> Table:
    """Of each type, the leaves that were permitted and their days."""
    found: dict[str, list[Decimal]] = {}
    for one in leaves:
        if one.taken:
            found.setdefault(one.leave_type, []).append(days.get(one.id, Decimal(0)))
    rows = [(kinds[kind].title, len(own), sum(own, Decimal(0))) for kind, own in sorted(found.items())]
    return Table.of(_TOTALS, rows)

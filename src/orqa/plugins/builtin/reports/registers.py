"""The registers of letters (ทะเบียน, แบบที่ 13, 14 and others) in the columns that their regulation lays down."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import Period
from orqa.domain.correspondence.numbering import CENTRAL, REGISTERS
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.organization.units import Unit
from orqa.office.correspondence.register_tables import Lines, register_table
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Fact, Report, Section
from orqa.rules.views import Reading
from orqa.rules.vocabulary import Term
from orqa.storage.codec import Codec
from orqa.storage.query import Query, between, equal

_KIND = RegisterEntry.kind

FORM = Text.of(th="แบบที่", en="Form")
ENTRIES = Text.of(th="จำนวน", en="Entries")
CENTRAL_REGISTRY = Text.of(th="หน่วยงานสารบรรณกลาง", en="Central registry")
LETTERS = Text.of(th="{number} รายการ", en="{number}")


class RegisterReport:
    """Builds one register of a period, a table for each unit that keeps one.

    Its title and form are those of the vocabulary ``register``; head and columns are the rules ``register.head`` and
    ``register.columns`` as they stand on the first day of the period, for a register that has begun goes on in its
    form. Void and reserved numbers stay in their rows and say so in the note.

    Args:
        register: code of the vocabulary ``register``.
    """

    def __init__(self, register: str) -> None:
        self._register = register

    def build(self, context: ReportContext) -> Report:
        """The register; its lines stream from ``context.reader``, day by day in the order of their numbers.

        Raises:
            UnknownTerm: when the profile has no such register.
        """
        period, reading = context.period, context.profile.at(context.period.first).reading()
        term = reading.term(REGISTERS, self._register)
        query = equal("register", self._register) & _within(period)
        sections = tuple(_sections(context, reading, term, query))
        decision = reading.decision(self._register, {"first": period.first, "last": period.last})
        return Report(
            name=f"{self._register}-register",
            title=term.title,
            sections=sections,
            style=context.style,
            audience=context.audience,
            period=context.period_text(),
            made_at=context.at,
            facts=(*_form(context, term), Fact(ENTRIES, _count(context, query))),
            profile=decision.profile,
            data_version=decision.data_version,
            citations=context.cite(decision.citations),
            # of a secret register even the number of its lines is nobody's who may not see them
            left_out=0 if term.extra["secret"] else context.left_out(_KIND, query),
        )


def _within(period: Period) -> Query:
    """Registered on a day of the period; its last day may be the last day that there is."""
    after = None if period.last == date.max else (period.last + timedelta(days=1)).isoformat()
    return between("registered_on", period.first.isoformat(), after)


def _form(context: ReportContext, term: Term) -> Iterator[Fact]:
    form = term.extra.get("form")
    if form:
        yield Fact(FORM, Text.of(en=context.style.number(int(form)) if form.isdecimal() else form))


def _count(context: ReportContext, query: Query) -> Text:
    return LETTERS.fill(number=context.style.number(context.reader.count(_KIND, query)))


def _sections(context: ReportContext, reading: Reading, term: Term, query: Query) -> Iterator[Section]:
    reader = context.reader
    units = sorted(str(unit) for (unit,) in reader.count_by(_KIND, ("unit",), query)) or [CENTRAL]
    titles = _titles(context, units) if len(units) > 1 else {}
    for unit in units:
        lines = Lines(reader, query & equal("unit", unit), context.style.language)
        yield Section((register_table(reading, term.code, lines),), titles.get(unit))


def _titles(context: ReportContext, units: list[str]) -> dict[str, Text]:
    """What the units were called at the end of the period; a unit that no record tells of is called by its code."""
    codec, found = Codec([Unit]), {unit: Text.of(en=unit) for unit in units} | {CENTRAL: CENTRAL_REGISTRY}
    for stored in context.reader.get_many([RecordRef(Unit.kind, unit) for unit in units]):
        if stored is not None:
            unit = cast("Unit", codec.decode(stored))
            found[unit.id] = (unit.on(min(context.period.last, unit.last or date.max)) or unit.spans[-1]).title
    return found

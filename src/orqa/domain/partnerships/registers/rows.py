"""One row of a register of agreements, read: what it says, and what is doubtful in it; pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field, frozen

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.findings import Finding, FindingKind
from orqa.base.language import Text, joined
from orqa.base.months import months_after
from orqa.base.thai import clean_text
from orqa.domain.partnerships.countries import CountryNotUnderstood, find_country, read_country
from orqa.domain.partnerships.registers import findings as found
from orqa.domain.partnerships.registers.dates import DateHabits, DateOrder
from orqa.domain.partnerships.registers.ends import contradicts, first_day, not_stated, read_end
from orqa.domain.partnerships.registers.ends import joined as joined_terms
from orqa.domain.partnerships.registers.kinds import PrintedKinds
from orqa.domain.partnerships.terms import LastDay, Standing, Term, TermNotUnderstood, read_term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from orqa.base.partial import PartialDate

DATES: Final = ("signed", "signed_by_partner", "begins", "end", "duration")
"""The columns that hold dates, or may."""

_WORDED: Final = ("status", "signed", "begins", "end", "duration")
"""The columns that may hold a word for where an agreement stands."""

_OVER: Final = Standing.EXPIRED
_NONE: Final = frozenset(("", "-", "–", "—", "n/a", "not specified", "ไม่ระบุ"))


@frozen(kw_only=True)
class RegisterFacts:
    """What a row of a register says; what it does not say is empty.

    Attributes:
        partner: the name, without the kind behind it.
        agreement_kind: its code.
        kind_printed: the kind as it was printed.
        country: ISO 3166-1 alpha-2.
        signed: each day of signature.
        begins: the first day, where it is printed apart.
        term: how long it holds.
        last_day: until when, as printed or worked out.
    """

    partner: str
    agreement_kind: str = ""
    kind_printed: str = ""
    country: str = ""
    signed: "tuple[PartialDate, ...]" = ()
    begins: "PartialDate | None" = None
    term: Term = field(factory=not_stated)
    last_day: "date | None" = None


@define
class RowReader:
    """Reads the rows of one register.

    Attributes:
        habits: how its dates are printed.
        kinds: the words for kinds.
        titles: of columns, for messages.
        known_kinds: the titles of kinds, for messages.
        default_kind: the kind where a register prints none, being one of such agreements only.
        last_day: which day is the last of a printed length.
        has_countries: whether the register prints countries at all.
        longest: the months above which a term is told; None for any.
    """

    habits: DateHabits
    kinds: PrintedKinds
    titles: Mapping[str, Text]
    known_kinds: Text
    default_kind: str = ""
    last_day: LastDay = LastDay.DAY_BEFORE
    has_countries: bool = True
    longest: int | None = None

    def read(self, cells: Mapping[str, str], heading: str = "") -> tuple[RegisterFacts, tuple[Finding, ...]]:
        """What a row says and what is doubtful in it.

        Args:
            cells: the texts of the row, by column.
            heading: the country that stood above, as a heading.
        """
        return _Row(self, {name: clean_text(text) for name, text in cells.items()}, heading).facts()


@define
class _Row:
    """One row that is being read."""

    reader: RowReader
    cells: Mapping[str, str]
    heading: str
    findings: list[Finding] = field(factory=list)

    def facts(self) -> tuple[RegisterFacts, tuple[Finding, ...]]:
        named = self.reader.kinds.part(self.cells.get("partner", ""))
        code, printed = self._kind(named.code, named.printed)
        country = self._country(named.name)
        signed = (*self._dates("signed"), *self._dates("signed_by_partner"))
        starts = self._dates("begins")
        if len(starts) > 1:  # a register that has one column for both prints two signatures there
            signed, starts = (*signed, *starts), (max(starts, key=lambda one: one.last),)
        term, within = self._term()
        begins = starts[0] if starts else within
        start = first_day(signed, begins)
        last = self._last_day(term, start, signed, begins)
        self._look_at(term, start, last, signed)
        facts = RegisterFacts(
            partner=named.name,
            agreement_kind=code,
            kind_printed=printed,
            country=country,
            signed=signed,
            begins=begins,
            term=term,
            last_day=last,
        )
        return facts, tuple(self.findings)

    def _told(self, kind: FindingKind, name: str, **values: Any) -> None:
        self.findings.append(kind.make(field=name, **values))

    def _kind(self, code: str, printed: str) -> tuple[str, str]:
        """The kind in its own column, else that behind the name."""
        told = self.cells.get("agreement_kind", "")
        if told.casefold() in _NONE:
            return (code or self.reader.default_kind, printed)
        own = self.reader.kinds.code_of(told)
        if not own and not code:
            self._told(found.KIND_UNKNOWN, "agreement_kind", printed=told, known=self.reader.known_kinds)
        return own or code, told

    def _country(self, partner: str) -> str:
        written = self.cells.get("country", "") or self.heading
        if written.casefold() in _NONE:
            if self.reader.has_countries:
                self._told(found.NO_COUNTRY, "country", partner=partner)
            return ""
        try:
            country = read_country(written)
        except CountryNotUnderstood as error:
            self._told(found.COUNTRY_UNKNOWN, "country", message=error.template.fill(**error.shown()))
            return ""
        if others := find_country(written).others:
            names = joined(one.name for one in others)
            self._told(found.COUNTRY_ALSO, "country", written=written, country=country.name, others=names)
        return country.code

    def _dates(self, name: str) -> "tuple[PartialDate, ...]":
        text = self.cells.get(name, "")
        if text.casefold() in _NONE or self._standing(text) is not None:
            return ()
        try:
            return self.reader.habits.read_all(text)
        except DateNotUnderstood as error:
            self._not_read(name, error)
            return ()

    def _standing(self, text: str) -> Term | None:
        """Words for where an agreement stands, which some registers print in the place of a date."""
        try:
            term = read_term(text)
        except (TermNotUnderstood, DateNotUnderstood):
            return None
        return term if term.standing is not None else None

    def _term(self) -> "tuple[Term, PartialDate | None]":
        """The term, from the columns of the end and of the length, and words in those of dates."""
        terms, begins = [], None
        for name in ("end", "duration"):
            if (text := self.cells.get(name, "")).casefold() in _NONE:
                continue
            try:
                span = read_end(text, self.reader.habits)
            except (TermNotUnderstood, DateNotUnderstood) as error:
                self._not_read(name, error)
            else:
                terms.append(span.term)
                begins = begins or span.begins
                if span.ends:
                    self._told(found.SEVERAL_ENDS, name, ends=", ".join(map(str, span.ends)))
        words = (self._standing(self.cells.get(name, "")) for name in ("status", "signed", "begins"))
        terms += [term for term in words if term is not None]
        term = not_stated()
        for one in reversed(terms):
            term = joined_terms(one, term)
        return term, begins

    def _last_day(
        self, term: Term, start: "date | None", signed: "tuple[PartialDate, ...]", begins: "PartialDate | None"
    ) -> "date | None":
        """The last day, as printed, else worked out from the length; the two are compared."""
        earliest = min((one.first for one in (*signed, *((begins,) if begins else ()))), default=None)
        if term.until is not None:
            if earliest is not None and term.until.last < earliest:
                self._told(found.SIGNED_LATER, "end", until=str(term.until), start=earliest.isoformat())
            elif start is not None and contradicts(term, start):
                values = {"months": term.months, "start": start.isoformat(), "until": str(term.until)}
                self._told(found.TWO_TERMS, "end", **values)
            return term.until.last
        return term.last_day(start, self.reader.last_day) if start is not None else None

    def _look_at(
        self, term: Term, start: "date | None", last: "date | None", signed: "tuple[PartialDate, ...]"
    ) -> None:
        """Days that lie too far, and a word for where it stands that its last day contradicts."""
        on, longest = self.reader.habits.on, self.reader.longest
        if later := [one for one in signed if one.first > on]:
            self._told(found.SIGNED_TO_COME, "signed", day=str(max(later, key=lambda one: one.first)))
        if longest and start is not None and last is not None and last > months_after(start, longest):
            self._told(found.TERM_LONG, "end", months=longest, last=last.isoformat())
        over = last is not None and last < on and term.renewed_for is None and term.no_end is None
        runs = last is not None and last >= on
        if last is not None and ((over and term.standing is Standing.IN_FORCE) or (runs and term.standing is _OVER)):
            name, status = next((name, text) for name in _WORDED if self._standing(text := self.cells.get(name, "")))
            self._told(found.STATUS_DIFFERS, name, status=status, last=last.isoformat())

    def _not_read(self, name: str, error: TermNotUnderstood | DateNotUnderstood) -> None:
        message = error.template.fill(**error.shown())
        self._told(found.NOT_READ, name, title=self.reader.titles.get(name, Text.of(en=name)), message=message)


def told_of(habits: DateHabits, register: Text | str) -> "Iterator[Finding]":
    """What to tell of how the dates of a register were read, as a whole."""
    if habits.day_first and habits.month_first and habits.said is None:
        yield found.TWO_ORDERS.make(
            register=register,
            day_first=f"{habits.day_first:,}",
            month_first=f"{habits.month_first:,}",
            either=f"{habits.either:,}",
        )
    elif habits.either and habits.order is not None and habits.said is None:
        by_month = habits.order is DateOrder.MONTH_FIRST
        sure = habits.month_first if by_month else habits.day_first
        order = found.MONTH if by_month else found.DAY
        yield found.ORDER_TOLD.make(register=register, either=f"{habits.either:,}", order=order, sure=f"{sure:,}")
    if habits.serials:
        yield found.SERIALS_TOLD.make(register=register, count=f"{habits.serials:,}")
    if habits.short and habits.era is not None:
        long = habits.buddhist or habits.common
        yield found.SHORT_TOLD.make(register=register, short=f"{habits.short:,}", long=f"{long:,}")

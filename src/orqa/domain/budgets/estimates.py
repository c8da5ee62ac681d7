"""Estimates (ประมาณการค่าใช้จ่าย): lines of money that each cite the rules they rest on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.date_format import day_text
from orqa.base.errors import NotModelled
from orqa.base.findings import Finding, FindingKind
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.base.rounding import Rounding
from orqa.domain.budgets.estimate_errors import OWN_RATES, UNKNOWN
from orqa.domain.budgets.rates import NATIONAL
from orqa.rules.decisions import Decision
from orqa.rules.parameters import Row
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

TITLES: Mapping[str, Text] = {
    "per_diem": Text.of(en="Daily allowance", th="ค่าเบี้ยเลี้ยง"),
    "meals_given": Text.of(en="Meals that are given", th="หักอาหารที่จัดให้"),
    "lodging": Text.of(en="Lodging", th="ค่าเช่าที่พัก"),
    "transport": Text.of(en="Transport", th="ค่าพาหนะ"),
    "clothing": Text.of(en="Clothing", th="ค่าเครื่องแต่งตัว"),
    "meals": Text.of(en="Meals", th="ค่าอาหาร"),
    "snacks": Text.of(en="Snacks and drinks", th="ค่าอาหารว่างและเครื่องดื่ม"),
    "overtime": Text.of(en="Work outside office hours", th="เงินตอบแทนการปฏิบัติงานนอกเวลาราชการ"),
    "speakers": Text.of(en="Speakers", th="ค่าสมนาคุณวิทยากร"),
}
"""What each kind of line is called."""

_TIMES = Text.of(en="{count} × {each} = {amount}", th="{count} × {each} = {amount}")
_FROM = Text.of(en="from {day}: {sum}", th="ตั้งแต่ {day}: {sum}")


@frozen(kw_only=True)
class Line:
    """One line of an estimate.

    Attributes:
        kind: what it is for, such as ``per_diem``; one of :data:`TITLES`.
        on: the first day that it is for.
        count: how many of it: days, nights, kilometres, hours times people.
        each: the amount for one.
        amount: ``count`` times ``each``; negative where it is taken off.
        why: how it came to that.
        citations: the clauses that it rests on; empty where only a bill is behind it.
        certainty: the least sure of the rules behind it; None where there are none.
    """

    kind: str
    on: date
    count: Decimal
    each: Money
    amount: Money
    why: Text
    citations: tuple[Citation, ...]
    certainty: Certainty | None

    @property
    def title(self) -> Text:
        """What people call it."""
        return TITLES[self.kind]


@frozen(kw_only=True)
class Estimate:
    """What something may cost at most.

    Attributes:
        currency: ISO 4217 code of its amounts.
        lines: its lines, in the order of working out.
        findings: what to look at: bills above a rate, rates that are another fund's.
        unknown: parts that no source tells and the total is without; their field is the kind of line. Only an
            estimate that was asked for in parts has any.
    """

    currency: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    unknown: tuple[Finding, ...] = ()

    @property
    def total(self) -> Money:
        """The sum of all lines; of what is known where something is ``unknown``."""
        return Money.total((line.amount for line in self.lines), self.currency)

    def of(self, kind: str) -> Money:
        """The sum of the lines of one kind; zero where there are none."""
        return Money.total((line.amount for line in self.lines if line.kind == kind), self.currency)


class EstimateDraft:
    """An estimate that is being worked out: collects lines, findings and all rules that were read.

    Each line reads the rules of its own day: a rate is that of the day of travel, never that of the day of the claim.
    """

    def __init__(self, rules: RuleSet, on: date, fund: str, *, partly: bool = False) -> None:
        self.rules = rules
        self.fund = fund
        self.partly = partly
        self.unknown: list[Finding] = []
        self.reading = rules.at(on).reading()
        self.lines: list[Line] = []
        self.findings: list[Finding] = []

    def reading_of(self, day: date) -> Reading:
        """A reading of the rules of a day, for one line."""
        return self.rules.at(day).reading()

    @contextmanager
    def part(self, kind: str, on: date) -> Iterator[None]:
        """A part that may be unknown: told as such where the estimate is made in parts, else an error.

        Raises:
            NotModelled: where no source tells it, and the estimate is wanted whole.
        """
        lines, findings = len(self.lines), len(self.findings)
        try:
            yield
        except NotModelled as error:
            if not self.partly:
                raise
            del self.lines[lines:], self.findings[findings:]
            self.unknown.append(UNKNOWN.make(field=kind, what=TITLES[kind], day=day_text(on), why=error.messages))

    def find(self, kind: FindingKind, reading: Reading, **values: Any) -> None:
        """Note a finding that cites what was read."""
        shown: dict[str, Any] = {k: day_text(v) if isinstance(v, date) else v for k, v in values.items()}
        self.findings.append(kind.make(citations=reading.decision(None, {}).citations, **shown))

    def add(self, kind: str, on: date, count: Decimal | int, each: Money, reading: Reading) -> Line:
        """Add a line; ``reading`` holds what it rests on."""
        amount = each.times(count, Rounding.HALF_UP)
        rests = reading.decision(None, {})
        self.reading.adopt(rests)
        product = _TIMES.fill(count=count, each=each.written(), amount=amount.written())
        line = Line(
            kind=kind,
            on=on,
            count=Decimal(count),
            each=each,
            amount=amount,
            why=_FROM.fill(day=day_text(on), sum=product),
            citations=rests.citations,
            certainty=rests.certainty,
        )
        self.lines.append(line)
        return line

    def add_days(
        self, kind: str, days: Iterable[tuple[date, Decimal]], each: Callable[[Reading, date], Money]
    ) -> list[Line]:
        """Add what counts by the day: one line for each run of days with the same amount by the same rules."""
        worked = [(day, count, reading := self.reading_of(day), each(reading, day)) for day, count in days]
        lines = []
        for (amount, _), run in groupby(worked, key=lambda one: (one[3], one[2].decision(None, {}).reads)):
            same = list(run)
            lines.append(self.add(kind, same[0][0], sum((one[1] for one in same), Decimal(0)), amount, same[0][2]))
        return lines

    def decide(self, currency: str, inputs: Mapping[str, Any]) -> Decision[Estimate]:
        """End the estimate."""
        if self._rests_on_other_rates():
            title = self.reading.term("fund", self.fund).title
            self.findings.append(OWN_RATES.make(field="fund", fund=title))
        found = Estimate(
            currency=currency, lines=tuple(self.lines), findings=tuple(self.findings), unknown=tuple(self.unknown)
        )
        return self.reading.decision(found, inputs)

    def _rests_on_other_rates(self) -> bool:
        """Whether a rate that could differ by fund was read, and no row is for this fund alone."""
        if self.fund == NATIONAL:
            return False
        reads = [read for read in self.reading.decision(None, {}).reads if isinstance(read, Row)]
        return any("fund" in self.rules.parameter(row.key).by and "fund" not in row.dims for row in reads)

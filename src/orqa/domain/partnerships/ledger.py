"""What an exchange balance comes to: who owes, by which lines, and how many may go next year; with the reasons."""

from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from orqa.base.findings import Finding
from orqa.base.language import Text, joined
from orqa.base.years import Year
from orqa.domain.partnerships.movements import UNITS, Direction, Movement, shown


class Side(StrEnum):
    """Who owes."""

    PARTNER = "partner"
    HOME = "home"
    NOBODY = "nobody"


@frozen(kw_only=True)
class Line:
    """A movement in the ledger.

    Attributes:
        movement: the movement.
        counted: what it counts in the unit of the balance; 0 for one that does not count.
        why: what counts of it, or why it does not.
    """

    movement: Movement
    counted: Fraction
    why: Text

    @property
    def signed(self) -> Fraction:
        """What it adds to the balance: above zero for one that was sent."""
        return self.counted if self.movement.direction is Direction.SENT else -self.counted


@frozen(kw_only=True)
class Credit:
    """A part of the balance that stems from one year.

    Attributes:
        year: the name of that year in the common era.
        units: the part, with the sign of the balance.
    """

    year: int
    units: Fraction


@frozen(kw_only=True)
class Places:
    """How many may go one way in the next year.

    Attributes:
        direction: which way.
        most: the least of what the clauses allow; None where no clause limits it.
        why: each clause with what it allows.
    """

    direction: Direction
    most: Fraction | None
    why: Text


@frozen(kw_only=True)
class Balance:
    """How an exchange stands.

    Attributes:
        unit: the unit of every figure.
        through: the year up to whose end movements count.
        opening: the opening balance.
        sent: what was sent and counts.
        received: what was received and counts.
        credits: the parts of the balance by the year that they stem from.
        expired: credits that nobody used in time.
        expiring: what expires with the end of the year, unless it is used.
        lines: every movement, counted or not, by year, way and key.
        places: how many may be sent and received in the next year.
        findings: clauses that are not kept.
    """

    unit: str
    through: Year
    opening: Fraction
    sent: Fraction
    received: Fraction
    credits: tuple[Credit, ...]
    expired: tuple[Credit, ...]
    expiring: Fraction
    lines: tuple[Line, ...]
    places: tuple[Places, ...]
    findings: tuple[Finding, ...]

    @property
    def total(self) -> Fraction:
        """Sent minus received, with the opening balance and without what expired."""
        return sum((credit.units for credit in self.credits), Fraction(0))

    @property
    def owes(self) -> Side:
        """Who owes: the partner above zero."""
        return Side.PARTNER if self.total > 0 else Side.HOME if self.total < 0 else Side.NOBODY

    @property
    def explanation(self) -> Text:
        """What the balance is made of, and which movements did not count."""
        lost = sum((credit.units for credit in self.expired), Fraction(0))
        sums = _SUMS.fill(
            opening=shown(self.opening), sent=shown(self.sent), received=shown(self.received), expired=shown(lost)
        )
        out = (_OUT.fill(key=line.movement.key, why=line.why) for line in self.lines if not line.counted)
        return joined((owed(self.total, self.unit), sums, *out), "; ")


def owed(total: Fraction, unit: str) -> Text:
    """Who owes how much, in words."""
    if not total:
        return _LEVEL
    form = _PARTNER_OWES if total > 0 else _HOME_OWES
    return form.fill(units=shown(abs(total)), unit=UNITS.get(unit) or Text.of(en=unit))


_LEVEL = Text.of(en="level", th="สมดุล")
_PARTNER_OWES = Text.of(en="the partner owes {units} {unit}", th="คู่สัญญาค้าง {units} {unit}")
_HOME_OWES = Text.of(en="we owe the partner {units} {unit}", th="เราค้างคู่สัญญา {units} {unit}")
_SUMS = Text.of(
    en="opening {opening}, sent {sent}, received {received}, expired {expired}",
    th="ยกมา {opening} ส่ง {sent} รับ {received} หมดอายุ {expired}",
)
_OUT = Text.of(en="{key} not counted: {why}", th="ไม่นับ {key}: {why}")

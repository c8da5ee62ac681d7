"""How long a mobility is (ระยะเวลาการเคลื่อนย้าย): by the counting rules of its scheme, from the days that are certain.

The days of certificates of arrival and departure come first, then those that were reported, then those of the plan.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, Final

from attrs import frozen

from orqa.base.date_format import day_text
from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.partnerships.mobilities import Mobility, StayCertificate
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

LIMITS: Final = "duration.limits"
COUNTING: Final = "duration.counting"
CYCLE: Final = "duration.cycle"


class DurationUnknown(OrqaError, LookupError):
    """A mobility has no first or last day yet, neither in fact nor planned."""

    code: ClassVar[str] = "mobility-duration-unknown"
    template: ClassVar[Text] = Text.of(
        en="the length of {mobility} is not known: it has no first or last day; enter them",
        th="ไม่ทราบระยะเวลาของแฟ้ม {mobility} เพราะไม่มีวันเริ่มหรือวันสิ้นสุด โปรดบันทึก",
    )

    mobility: str


class Basis(StrEnum):
    """From which days a length is counted."""

    CERTIFIED = "certified"
    REPORTED = "reported"
    PLANNED = "planned"


BASES: Final = MappingProxyType(
    {
        Basis.CERTIFIED: Text.of(en="by certificates", th="ตามหนังสือรับรอง"),
        Basis.REPORTED: Text.of(en="as reported", th="ตามที่รายงาน"),
        Basis.PLANNED: Text.of(en="as planned", th="ตามแผน"),
    }
)
"""What people call each."""


def _months_of_30(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months * 30 + min(last.day, 30) - min(first.day, 30) + 1


def _calendar_days(first: date, last: date) -> int:
    return (last - first).days + 1


METHODS: Final = MappingProxyType({"months_of_30": _months_of_30, "calendar_days": _calendar_days})
"""Ways of counting, by name: both count the first and the last day."""


@frozen(kw_only=True)
class Duration:
    """How long a mobility is.

    Attributes:
        first: the first day.
        last: the last one; both count.
        basis: from which days.
        days: as the method counts them.
        method: of counting: one of :data:`METHODS`.
        month_days: how many of these days are a month.
    """

    first: date
    last: date
    basis: Basis
    days: int
    method: str
    month_days: int

    @property
    def months(self) -> Fraction:
        """In months, exact."""
        return Fraction(self.days, self.month_days)

    def in_months(self, step: Fraction = Fraction(1, 2), mode: Rounding = Rounding.HALF_UP) -> Fraction:
        """In months, rounded once: to half months, or another step."""
        steps = self.months / step
        return step * mode.whole(steps.numerator, steps.denominator)

    @property
    def wording(self) -> Text:
        """Months and days in words, with what they rest on."""
        months, days = divmod(self.days, self.month_days)
        told = {"first": day_text(self.first), "last": day_text(self.last), "basis": BASES[self.basis]}
        return _WORDING.fill(months=months, days=days, **told)


def decide_duration(reading: Reading, scheme: str, mobility: Mobility) -> Decision[Duration]:
    """How long a mobility is.

    Args:
        reading: of the rules on the first day.
        scheme: whose rules it follows.
        mobility: the file.

    Raises:
        DurationUnknown: while it has no first or last day.
        UnknownDimension: when the rules do not know the scheme or the kind of mobility.
    """
    first, last, basis = days_of(mobility)
    rule = reading.value(COUNTING, scheme=scheme, mobility_kind=mobility.mobility_kind)
    counted = METHODS[rule["method"]](first, last)
    found = Duration(
        first=first, last=last, basis=basis, days=counted, method=rule["method"], month_days=rule["month_days"]
    )
    return reading.decision(found, {"mobility": mobility.code, "scheme": scheme})


def days_of(mobility: Mobility) -> tuple[date, date, Basis]:
    """First and last day, and how certain they are.

    Raises:
        DurationUnknown: while there are none.
    """
    arrival, departure = mobility.certificate("arrival"), mobility.certificate("departure")
    for first, last, basis in (
        (_known(arrival, None), _known(departure, None), Basis.CERTIFIED),
        (_known(arrival, mobility.arrived), _known(departure, mobility.returned), Basis.REPORTED),
        (_known(arrival, mobility.arrived) or mobility.first, mobility.last, Basis.PLANNED),
    ):
        if first is not None and last is not None and first <= last:
            return first, last, basis
    raise DurationUnknown(mobility.code)


def _known(certificate: StayCertificate | None, reported: date | None) -> date | None:
    return certificate.day if certificate is not None else reported


SHORT: Final = FindingKind(
    "mobility-too-short",
    Severity.WARNING,
    Text.of(
        en="{code} is {found} long, {least} at least are needed ({scheme})",
        th="แฟ้ม {code} มีระยะเวลา {found} ต้องไม่น้อยกว่า {least} ({scheme})",
    ),
)
LONG: Final = FindingKind(
    "mobility-too-long",
    Severity.WARNING,
    Text.of(
        en="{code} is {found} long, {most} at most are allowed ({scheme})",
        th="แฟ้ม {code} มีระยะเวลา {found} ต้องไม่เกิน {most} ({scheme})",
    ),
)
LESS_THAN_PLANNED: Final = FindingKind(
    "mobility-shorter-than-planned",
    Severity.INFO,
    Text.of(
        en="{code} was {found} days long, {planned} were planned; say why, and what of it counts",
        th="แฟ้ม {code} มีระยะเวลาจริง {found} วัน ตามแผน {planned} วัน โปรดระบุเหตุผลและจำนวนที่นับ",
    ),
)
CERTIFIED_OTHERWISE: Final = FindingKind(
    "mobility-certificate-differs",
    Severity.WARNING,
    Text.of(
        en="the certificate of {event} of {code} says {found}, {entered} was entered; the certificate counts",
        th="หนังสือรับรอง{event}ของแฟ้ม {code} ระบุ {found} แต่บันทึกไว้ {entered} นับตามหนังสือรับรอง",
    ),
)
OVER_CYCLE: Final = FindingKind(
    "mobility-cycle-over",
    Severity.WARNING,
    Text.of(
        en="with {code}, the same student has {found} months at this level, {most} at most are allowed ({scheme})",
        th="เมื่อรวมแฟ้ม {code} นักศึกษาคนเดียวกันมี {found} เดือนในระดับนี้ ต้องไม่เกิน {most} ({scheme})",
    ),
)


def look_at(reading: Reading, scheme: str, mobility: Mobility, found: Duration) -> Iterator[Finding]:
    """What is to be looked at in the length of a mobility.

    Args:
        reading: of the rules on the first day.
        scheme: whose rules it follows.
        mobility: the file.
        found: how long it is.
    """
    limits = reading.value(LIMITS, scheme=scheme, mobility_kind=mobility.mobility_kind)
    told: dict[str, Any] = {"code": mobility.code, "scheme": scheme, "found": _length(found.days, found)}
    for unit, of_one in (("days", 1), ("months", found.month_days)):
        least, most = limits.get(f"least_{unit}"), limits.get(f"most_{unit}")
        if least is not None and found.days < least * of_one:
            yield SHORT.make(field="returned", record=mobility.ref, least=_limit(least, unit), **told)
        if most is not None and found.days > most * of_one:
            yield LONG.make(field="returned", record=mobility.ref, most=_limit(most, unit), **told)
    yield from _against_plan(mobility, found)
    yield from _certified(mobility)


def _against_plan(mobility: Mobility, found: Duration) -> Iterator[Finding]:
    if found.basis is Basis.PLANNED or mobility.first is None or mobility.last is None:
        return
    planned = METHODS[found.method](mobility.first, mobility.last)
    if found.days < planned:
        yield LESS_THAN_PLANNED.make(
            field="returned", record=mobility.ref, code=mobility.code, found=found.days, planned=planned
        )


def _certified(mobility: Mobility) -> Iterator[Finding]:
    for event, entered in (("arrival", mobility.arrived), ("departure", mobility.returned)):
        paper = mobility.certificate(event)
        if paper is not None and entered is not None and paper.day != entered:
            yield CERTIFIED_OTHERWISE.make(
                field="certificates",
                record=mobility.ref,
                code=mobility.code,
                event=EVENTS[event],
                found=day_text(paper.day),
                entered=day_text(entered),
            )


def over_cycle(
    reading: Reading, scheme: str, mobility: Mobility, found: Duration, others: Iterable[Duration]
) -> Iterator[Finding]:
    """Whether all mobilities of a student at one level are longer together than the scheme allows.

    Args:
        reading: of the rules on the first day.
        scheme: whose rules it follows.
        mobility: the file.
        found: how long it is.
        others: the lengths of the other mobilities of the same student at that level, in the same scheme.
    """
    rule = reading.value(CYCLE, scheme=scheme)
    if rule.get("unknown") or mobility.people != "student":
        return
    months = found.months + sum((one.months for one in others), Fraction(0))
    if months > rule["months"]:
        told = {"code": mobility.code, "found": f"{float(months):.2f}", "most": rule["months"], "scheme": scheme}
        yield OVER_CYCLE.make(field="level", record=mobility.ref, **told)


EVENTS: Final = MappingProxyType(
    {"arrival": Text.of(en="arrival", th="การเดินทางถึง"), "departure": Text.of(en="departure", th="การเดินทางกลับ")}
)
"""What is certified."""

_WORDING = Text.of(
    en="{months} months and {days} days, {first} to {last} ({basis})",
    th="{months} เดือน {days} วัน ตั้งแต่ {first} ถึง {last} ({basis})",
)
_LENGTH = Text.of(en="{months} months and {days} days", th="{months} เดือน {days} วัน")
_DAYS = Text.of(en="{number} days", th="{number} วัน")
_MONTHS = Text.of(en="{number} months", th="{number} เดือน")


def _length(days: int, found: Duration) -> Text:
    months, left = divmod(days, found.month_days)
    return _LENGTH.fill(months=months, days=left) if months else _DAYS.fill(number=left)


def _limit(number: int, unit: str) -> Text:
    return (_DAYS if unit == "days" else _MONTHS).fill(number=number)

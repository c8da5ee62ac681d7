"""What is to be looked at in a proposed learning agreement: its days and its credits (ข้อสังเกตของข้อตกลงการเรียน)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships.learning import Component, LearningVersion
from orqa.domain.partnerships.mobilities import Mobility
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

CHANGE: Final = "mobility.learning_change"

LATE: Final = FindingKind(
    "learning-change-late",
    Severity.WARNING,
    Text.of(
        en="the change is proposed on {day}; it was to be asked for by {last}, {days} days after the start",
        th="เสนอขอเปลี่ยนแปลงวันที่ {day} ซึ่งควรเสนอภายใน {last} คือ {days} วันนับจากวันเริ่ม",
    ),
)
EXTENSION_LATE: Final = FindingKind(
    "learning-extension-late",
    Severity.WARNING,
    Text.of(
        en="the extension is proposed on {day}; it was to be asked for by {last}, {days} days before the planned end",
        th="เสนอขอขยายเวลาวันที่ {day} ซึ่งควรเสนอภายใน {last} คือ {days} วันก่อนวันสิ้นสุดตามแผน",
    ),
)
AGREED_LATE: Final = FindingKind(
    "learning-agreed-late",
    Severity.WARNING,
    Text.of(
        en="version {number} was approved on {day}; it was to be agreed by {last}, {days} days after the proposal",
        th="ฉบับที่ {number} อนุมัติวันที่ {day} ซึ่งควรตกลงภายใน {last} คือ {days} วันนับจากวันเสนอ",
    ),
)
UNCOVERED: Final = FindingKind(
    "learning-component-uncovered",
    Severity.WARNING,
    Text.of(
        en="nothing that is studied is to count for {component}; say what does",
        th="ไม่มีรายวิชาใดที่เทียบกับ {component} โปรดระบุ",
    ),
)
LESS: Final = FindingKind(
    "learning-credits-less",
    Severity.INFO,
    Text.of(
        en="{studied} {scale} are studied, {counted} are to count; they need not be equal, look whether it is meant",
        th="เรียน {studied} {scale} แต่ให้เทียบ {counted} {scale} สองจำนวนไม่จำเป็นต้องเท่ากัน โปรดตรวจสอบว่าตั้งใจ",
    ),
)

_EXTENDS: Final = "extending_mobility"


def decide_timing(
    reading: Reading, scheme: str, mobility: Mobility, version: LearningVersion
) -> Decision[tuple[Finding, ...]]:
    """Whether a change comes later than the scheme wants; nothing where its rules do not say.

    The start is that of the stay: of a stay of two semesters, the second has a start of its own that no file knows.

    Args:
        reading: of the rules on the day of the proposal.
        scheme: whose rules it follows.
        mobility: the file.
        version: that was proposed.
    """
    limits = reading.value(CHANGE, scheme=scheme)
    found = () if limits.get("unknown") or not version.changes else tuple(_late(limits, mobility, version))
    return reading.decision(found, {"mobility": mobility.code, "version": version.number, "scheme": scheme})


def agree_by(reading: Reading, scheme: str, version: LearningVersion) -> date | None:
    """The last day on which a change is to be agreed; None of a first version, and where the scheme does not say.

    Args:
        reading: of the rules on the day of the proposal.
        scheme: whose rules it follows.
        version: that was proposed.
    """
    limits = reading.value(CHANGE, scheme=scheme)
    if limits.get("unknown") or not version.changes:
        return None
    return version.proposed_on + timedelta(days=limits["agree_days"])


def agreed_late(reading: Reading, scheme: str, version: LearningVersion) -> Iterator[Finding]:
    """Whether a change was approved later than the scheme wants; arguments as of :func:`agree_by`."""
    last, on = agree_by(reading, scheme, version), version.approved_on
    if last is not None and on is not None and on > last:
        days = (last - version.proposed_on).days
        yield AGREED_LATE.make(
            field="approved_on", number=version.number, day=day_text(on), last=day_text(last), days=days
        )


def _late(limits: Any, mobility: Mobility, version: LearningVersion) -> Iterator[Finding]:
    day, starts = version.proposed_on, mobility.arrived or mobility.first
    extends = any(one.reason == _EXTENDS for one in version.changes)
    if extends and mobility.last is not None:
        yield from _after(EXTENSION_LATE, day, mobility.last, -limits["extension_days"])
    elif not extends and starts is not None:
        yield from _after(LATE, day, starts, limits["request_days"])


def _after(kind: FindingKind, day: date, start: date, days: int) -> Iterator[Finding]:
    last = start + timedelta(days=days)
    if day > last:
        yield kind.make(field="proposed_on", day=day_text(day), last=day_text(last), days=abs(days))


def of_credits(version: LearningVersion) -> Iterator[Finding]:
    """What is to count and nothing counts for, and sums of one scale that are more here than there."""
    if any(one.replaces for one in version.studied):
        for here in version.counted:
            if not any(here.is_called(named) for one in version.studied for named in one.replaces):
                yield UNCOVERED.make(field="counted", component=here.name)
    there, here_sums = _sums(version.studied), _sums(version.counted)
    for scale, counted in here_sums.items():
        if scale in there and there[scale] < counted:
            yield LESS.make(field="counted", scale=scale, studied=f"{there[scale]:f}", counted=f"{counted:f}")


def _sums(components: tuple[Component, ...]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in components:
        found[one.scale] = found.get(one.scale, Decimal(0)) + one.credits
    return found

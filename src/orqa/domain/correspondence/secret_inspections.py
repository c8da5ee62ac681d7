"""Inspections of secret matter (การตรวจสอบข้อมูลข่าวสารลับ): who looks, at least how often, and what they find; pure."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, min_len, optional

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.base.markers import indexed, personal
from orqa.base.months import months_after
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.correspondence.control import SecretControl, untold
from orqa.domain.correspondence.errors import ControlRefused
from orqa.domain.organization.restriction import Restriction
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

MONTHS: Final = "secrecy.inspection_months"
OTHERS: Final = "secrecy.inspection_others"
"""The rules: at least how often, and how many sit on the committee beside its chair."""

_text = instance_of(str)
_day = instance_of(date)

_NO_CHAIR = Text.of(
    en="the chair of the committee must be the registrar of secret information",
    th="ประธานกรรมการต้องเป็นนายทะเบียนข้อมูลข่าวสารลับ",
)
_FEW = Text.of(
    en="the committee has {count} members beside its chair; it needs {least} at least",
    th="กรรมการนอกจากประธานมี {count} คน ต้องมีอย่างน้อย {least} คน",
)
_LEFT = Text.of(
    en="say of each copy in the control register what was found; left out: {left}",
    th="ให้ระบุผลตรวจของทุกชุดในทะเบียนควบคุม ยังขาด: {left}",
)
_STRANGE = Text.of(
    en="the control register has no such copy with somebody: {strange}", th="ทะเบียนควบคุมไม่มีชุดที่อยู่กับผู้ถือดังนี้: {strange}"
)
_COPY = Text.of(en="no. {number} copy {copy}", th="ลำดับที่ {number} ชุดที่ {copy}")

MISSING = FindingKind(
    "secret-copy-missing",
    Severity.ERROR,
    Text.of(
        en="no. {number} copy {copy} was not found on {on}, and no loss is reported: report_loss(letter, {copy}, …)",
        th="ตรวจไม่พบลำดับที่ {number} ชุดที่ {copy} เมื่อ {on} และยังไม่มีรายงานการสูญหาย: report_loss(letter, {copy}, …)",
    ),
)
UNTOLD = FindingKind(
    "secret-holder-untold",
    Severity.ERROR,
    Text.of(
        en="tell the holder of no. {number} copy {copy} that its level changed on {on}: tell_holder(letter, {copy})",
        th="ยังไม่ได้แจ้งผู้ถือลำดับที่ {number} ชุดที่ {copy} ว่าปรับชั้นความลับเมื่อ {on}: tell_holder(letter, {copy})",
    ),
)
NO_RECEIPT = FindingKind(
    "secret-copy-without-receipt",
    Severity.WARNING,
    Text.of(
        en="no signed receipt came back for no. {number} copy {copy}, given on {on}",
        th="ยังไม่ได้รับใบรับคืนของลำดับที่ {number} ชุดที่ {copy} ซึ่งส่งเมื่อ {on}",
    ),
)
LATE = FindingKind(
    "secret-inspection-overdue",
    Severity.ERROR,
    Text.of(en="secret matter was to be inspected by {due}", th="ต้องตรวจสอบข้อมูลข่าวสารลับภายใน {due}"),
)


class CopiesFound(StrEnum):
    """What the committee found of a copy."""

    PRESENT = "present"
    DAMAGED = "damaged"
    MISSING = "missing"


FOUND: Final = {
    CopiesFound.PRESENT: Text.of(en="present", th="อยู่ครบ"),
    CopiesFound.DAMAGED: Text.of(en="damaged", th="ชำรุด"),
    CopiesFound.MISSING: Text.of(en="not found", th="ตรวจไม่พบ"),
}
"""What people call each."""


@frozen(kw_only=True)
class Inspected:
    """One copy, as the committee found it.

    Attributes:
        letter: the letter.
        copy: number of the copy.
        found: what of it.
        note: remark.
    """

    letter: RecordRef = field(validator=instance_of(RecordRef))
    copy: int = field(validator=[instance_of(int), ge(1)])
    found: CopiesFound = field(default=CopiesFound.PRESENT, converter=CopiesFound)
    note: str = field(default="", converter=clean_text)


@frozen(kw_only=True)
class SecretInspection(Record):
    """One inspection, with what was found of every copy that somebody had.

    Attributes:
        on: the day.
        chair: id of the chair.
        members: ids of the others.
        order: by which the committee was appointed.
        items: what was found.
        reported_to: id of the head to whom it was reported; empty before.
        note: what the committee says of how the regulation is kept.
        restricted: for whom is cleared for all that was looked at.
    """

    kind: ClassVar[str] = "secret-inspection"
    __repr__ = shown_by("on")

    on: date = field(validator=_day, metadata=indexed())
    chair: str = field(validator=_text, metadata=personal())
    members: tuple[str, ...] = field(validator=[instance_of(tuple), min_len(1)], metadata=personal())
    order: str = field(default="", converter=clean_text)
    items: tuple[Inspected, ...] = ()
    reported_to: str = field(default="", validator=_text, metadata=personal())
    note: str = field(default="", converter=clean_text, metadata=personal())
    restricted: Restriction | None = field(default=None, validator=optional(instance_of(Restriction)))


def decide_committee(reading: Reading, chair_is_registrar: bool, members: Collection[str]) -> Decision[bool]:  # noqa: FBT001
    """That a committee may inspect.

    Raises:
        ControlRefused: when its chair is no registrar, or too few sit on it.
    """
    if not chair_is_registrar:
        raise ControlRefused(_NO_CHAIR)
    least = reading.value(OTHERS)
    if len(members) < least:
        raise ControlRefused(_FEW.fill(count=len(members), least=least))
    return reading.decision(value=True, inputs={"members": len(members)})


def decide_next(reading: Reading, since: date) -> Decision[date]:
    """By when secret matter is inspected next: so many months after the last time, or after the register began."""
    return reading.decision(months_after(since, reading.value(MONTHS)), {"since": since})


def check_whole(items: Iterable[Inspected], controls: Iterable[SecretControl]) -> None:
    """Go on where every copy that somebody has was looked at, once, and no other.

    Raises:
        ControlRefused: where not.
    """
    named = [(one.letter, one.copy) for one in items]
    held = {(control.letter, copy.number): control.number for control in controls for copy in control.held}
    strange = [place for place in named if place not in held or named.count(place) > 1]
    if strange:
        raise ControlRefused(_STRANGE.fill(strange=", ".join(f"{ref.id} ({copy})" for ref, copy in strange)))
    left = [_COPY.fill(number=number, copy=place[1]) for place, number in held.items() if place not in set(named)]
    if left:
        raise ControlRefused(_LEFT.fill(left=joined(left)))


def findings_of(controls: Iterable[SecretControl], last: SecretInspection | None) -> Iterator[Finding]:
    """What is to be done about secret matter: it tells numbers of the control register and no matter."""
    missing = {(one.letter, one.copy) for one in last.items if one.found is CopiesFound.MISSING} if last else set()
    for control in controls:
        number = f"{control.number}"
        for copy in control.held:
            if last is not None and (control.letter, copy.number) in missing and copy.since <= last.on:
                yield MISSING.make(field="copies", number=number, copy=copy.number, on=last.on)
            if copy.is_outside and not copy.receipt:
                yield NO_RECEIPT.make(field="receipt", number=number, copy=copy.number, on=copy.given_on)
        for change, copy in untold(control):
            yield UNTOLD.make(field="changes", number=number, copy=copy.number, on=change.on)

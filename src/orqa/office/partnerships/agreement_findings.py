"""What to look at in an agreement that was kept: nothing of it keeps it from being written."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.base.partial import Precision
from orqa.domain.partnerships.agreement_parts import PrintedDate
from orqa.domain.partnerships.agreement_states import IN_THE_MAKING
from orqa.domain.partnerships.agreements import Agreement, notice_by
from orqa.rules.errors import UnknownParameter

if TYPE_CHECKING:
    from orqa.rules.views import Reading

OUTLIVES = FindingKind(
    "agreement-outlives-parent",
    Severity.WARNING,
    Text.of(
        en="it holds until {last}, the one above it only until {parent}: prolong that one, or end this one with it",
        th="มีผลถึง {last} แต่ข้อตกลงแม่สิ้นสุด {parent} โปรดต่ออายุข้อตกลงแม่หรือให้สิ้นสุดพร้อมกัน",
    ),
)
NO_COUNCIL = FindingKind(
    "agreement-without-council",
    Severity.WARNING,
    Text.of(
        en="no approval of the council is kept of it; a guideline asks for one (its present force is not certain)",
        th="ไม่มีบันทึกการอนุมัติของสภามหาวิทยาลัย ตามแนวทางต้องผ่านสภา (การใช้บังคับในปัจจุบันยังไม่แน่ชัด)",
    ),
)
ASK_OUTSIDE = FindingKind(
    "agreement-ask-outside",
    Severity.WARNING,
    Text.of(
        en="the other side is of a state: ask the Ministry of Foreign Affairs first whether the text is a treaty",
        th="คู่สัญญาเป็นภาครัฐต่างประเทศ โปรดหารือกระทรวงการต่างประเทศว่าเป็นหนังสือสัญญาหรือไม่ก่อนลงนาม",
    ),
)
LATE_NOTICE = FindingKind(
    "agreement-notice-late",
    Severity.WARNING,
    Text.of(
        en="the notice of {on} came after {by}, the last day for this term; it holds until {last}",
        th="บอกกล่าวเมื่อ {on} ซึ่งพ้น {by} อันเป็นวันสุดท้ายของรอบนี้ ข้อตกลงจึงมีผลถึง {last}",
    ),
)
SIGNED_EARLY = FindingKind(
    "agreement-signed-before-approval",
    Severity.WARNING,
    Text.of(
        en="it was signed on {signed}, before it was approved on {approved}: correct a day, or tell who approved it",
        th="ลงนามเมื่อ {signed} ก่อนวันอนุมัติ {approved} โปรดแก้ไขวันที่หรือแจ้งผู้อนุมัติ",
    ),
)
REVIVED = FindingKind(
    "agreement-revived",
    Severity.WARNING,
    Text.of(
        en="it was over and is in force again by this change; enter a renewal or a new agreement as such",
        th="ข้อตกลงสิ้นสุดแล้ว แต่การแก้ไขนี้ทำให้กลับมามีผล หากเป็นการต่ออายุหรือทำฉบับใหม่ โปรดบันทึกตามนั้น",
    ),
)
CHANGED_SINCE = FindingKind(
    "agreement-changed-since-approval",
    Severity.WARNING,
    Text.of(
        en="it was approved on {approved} with another title, term, party or scope; keep the paper for it",
        th="อนุมัติเมื่อ {approved} โดยมีชื่อ ระยะเวลา คู่สัญญา หรือขอบเขตต่างไป โปรดเก็บเอกสารที่อนุญาตให้แก้ไข",
    ),
)
ABOVE_CAP = FindingKind(
    "agreement-term-above-cap",
    Severity.WARNING,
    Text.of(
        en="it holds until {last}, longer than the {months} months that the university allows: shorten it, or keep the"
        " paper that allows it",
        th="มีผลถึง {last} เกิน {months} เดือนที่มหาวิทยาลัยกำหนด โปรดลดระยะเวลาหรือเก็บเอกสารที่อนุญาต",
    ),
)
UNUSUAL = FindingKind(
    "agreement-term-unusual",
    Severity.WARNING,
    Text.of(
        en="it holds until {last}, longer than {months} months: look whether the term is as printed",
        th="มีผลถึง {last} นานเกิน {months} เดือน โปรดตรวจสอบระยะเวลากับเอกสาร",
    ),
)
LONG_NOTICE = FindingKind(
    "agreement-notice-too-long",
    Severity.WARNING,
    Text.of(
        en="notice would have to be given by {by}, before it begins on {start}: look whether the notice is as printed",
        th="ต้องบอกกล่าวภายใน {by} ซึ่งอยู่ก่อนวันเริ่มมีผล {start} โปรดตรวจสอบระยะเวลาบอกกล่าวกับเอกสาร",
    ),
)
NO_DATES = FindingKind(
    "agreement-without-dates",
    Severity.INFO,
    Text.of(
        en="nothing tells when it ends: it counts as in force until somebody enters its term or end",
        th="ไม่มีข้อมูลวันสิ้นสุด จึงนับว่ามีผลใช้บังคับจนกว่าจะบันทึกระยะเวลาหรือวันสิ้นสุด",
    ),
)


def findings_of(agreement: Agreement, parent: Agreement | None, reading: "Reading", on: date) -> Iterator[Finding]:
    """What to look at in an agreement on a day.

    Args:
        agreement: as it is to be written.
        parent: the one that it stands under.
        reading: the rules of agreements.
        on: the day.
    """
    ref = agreement.ref
    if parent is not None:
        last, parents = agreement.end(on), parent.end(on)
        if last is not None and parents is not None and not parent.renewed_for and last > parents:
            yield OUTLIVES.make(field="parent", record=ref, last=day_text(last), parent=day_text(parents))
    yield from _signed_early(agreement)
    yield from _far(agreement, reading)
    making = agreement.state in IN_THE_MAKING
    if making and reading.value("agreement.outside_opinion", counterpart=agreement.counterpart):
        yield ASK_OUTSIDE.make(field="counterpart", record=ref)
    if agreement.approved is not None and not agreement.council and reading.value("agreement.council"):
        yield NO_COUNCIL.make(field="council", record=ref)
    if not making and agreement.ends_on is None and agreement.term.no_end is None and agreement.ended_on is None:
        yield NO_DATES.make(field="term", record=ref)


def usual_months(reading: "Reading") -> int | None:
    """Above how many months a term is looked at; None where no rule says."""
    try:
        return _months(reading.value("agreement.term_unusual"))
    except UnknownParameter:
        return None


def _far(agreement: Agreement, reading: "Reading") -> Iterator[Finding]:
    """Whether the first term is longer than is allowed or usual, or its notice longer than the term."""
    start, last, ref = agreement.starts_on, agreement.first_end, agreement.ref
    if start is None or last is None:
        return
    try:
        most = _months(reading.value("agreement.term_most", agreement_kind=agreement.agreement_kind))
    except UnknownParameter:
        most = None
    usual = usual_months(reading)
    if most is not None and last > months_after(start, most):
        yield ABOVE_CAP.make(field="term", record=ref, last=day_text(last), months=most)
    elif usual is not None and last > months_after(start, usual):
        yield UNUSUAL.make(field="term", record=ref, last=day_text(last), months=usual)
    by = notice_by(last, agreement.notice)
    if by is not None and by < start:
        yield LONG_NOTICE.make(field="notice", record=ref, by=day_text(by), start=day_text(start))


def _months(value: object) -> int | None:
    """Months of a rule that may say that they are not known."""
    return value if isinstance(value, int) else None


def late_notice(before: Agreement, after: Agreement) -> Iterator[Finding]:
    """Whether notice of one that is prolonged of itself came too late for the running term."""
    end, on, last = before.end(after.noticed_on), after.noticed_on, after.ended_on
    if before.renewed_for and end is not None and on is not None and last is not None and last > end:
        by = notice_by(end, before.notice)
        if by is not None:
            yield LATE_NOTICE.make(
                field="noticed_on", record=after.ref, on=day_text(on), by=day_text(by), last=day_text(last)
            )


def changed_otherwise(before: Agreement, after: Agreement, on: date) -> Iterator[Finding]:
    """What to look at where an agreement was mended: one that was over or approved became another."""
    if before.state not in IN_THE_MAKING and not before.is_in_force(on) and after.is_in_force(on):
        yield REVIVED.make(field="term", record=after.ref)
    approved = _day(after.approved)
    if approved is not None and any(getattr(before, name) != getattr(after, name) for name in _APPROVED_WITH):
        yield CHANGED_SINCE.make(field="approved", record=after.ref, approved=day_text(approved))


def _signed_early(agreement: Agreement) -> Iterator[Finding]:
    approved, signed = _day(agreement.approved), agreement.signed_on
    days = (*filter(None, (_day(one.signed) for one in agreement.signatures)), *([signed] if signed else []))
    if approved is not None and days and min(days) < approved:
        yield SIGNED_EARLY.make(
            field="signed", record=agreement.ref, signed=day_text(min(days)), approved=day_text(approved)
        )


def _day(printed: PrintedDate | None) -> date | None:
    """The day, where it is printed to the day."""
    if printed is None or printed.day is None or printed.day.precision is not Precision.DAY:
        return None
    return printed.first


_APPROVED_WITH: Final = ("agreement_kind", "title", "parties", "term", "scope", "exchange")

"""The time line of a study abroad, from all areas that keep a part of it (ลำดับเหตุการณ์ของการไปศึกษาต่อ)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.bonds import decide_reports_due, decide_return_by
from orqa.domain.attendance.leave.records import STATES as LEAVE_STATES
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.organization.approvals import Verdict
from orqa.office.naming import route_title
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.attendance.bonds import Bond
    from orqa.office.office import Office
    from orqa.office.partnerships.study_reading import StudyStanding

_COLUMNS = (
    Column(name="day", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE),
    Column(name="what", title=Text.of(en="What", th="เหตุการณ์"), personal=True),
    Column(name="to_come", title=Text.of(en="To come", th="ยังไม่ถึง"), type=ColumnType.BOOLEAN),
    Column(name="record", title=Text.of(en="Record", th="รายการ"), unbroken=True),
)
_Moment = tuple[date, Text, RecordRef]

_APPLIED = Text.of(en="applied for", th="ยื่นคำขอ")
_ADMITTED = Text.of(en="admitted by {place} {number}", th="{place} ตอบรับ {number}")
_DEPARTED = Text.of(en="left for {place}", th="เดินทางไป {place}")
_PLANNED = Text.of(en="is to leave", th="กำหนดเดินทาง")
_CLOSED = Text.of(en="closed {reason}", th="ปิดเรื่อง {reason}")
_WITHDRAWN = Text.of(en="withdrawn {reason}", th="ถอนเรื่อง {reason}")
_EXTENSION = Text.of(en="extension asked for", th="ขอขยายเวลา")
_SUBMITTED = Text.of(en="{route}: submitted", th="{route}: เสนอ")
_DECIDED = Text.of(en="{route}: {verdict} {comment}", th="{route}: {verdict} {comment}")
_LEAVE = Text.of(en="leave begins ({state})", th="เริ่มการลา ({state})")
_SIGNED = Text.of(en="leave by contract {number} begins", th="เริ่มลาตามสัญญา {number}")
_PERMITTED = Text.of(en="last day that is permitted", th="วันสุดท้ายที่อนุญาต")
_REPORTED = Text.of(en="report received {title}", th="ได้รับรายงานผล {title}")
_REPORT_DUE = Text.of(en="a report on the study is due", th="ครบกำหนดส่งรายงานผลการศึกษา")
_BACK = Text.of(en="reported back to duty", th="รายงานตัวกลับ")
_BACK_DUE = Text.of(en="reports back to duty at the latest", th="ครบกำหนดรายงานตัวกลับ")
_SERVED = Text.of(en="all service is served", th="ชดใช้ครบ")
_ENDED = Text.of(en="the contract ended {reason}", th="สัญญาสิ้นสุด {reason}")
_SCHOLARSHIP = Text.of(en="scholarship of {sponsor} {money}", th="ทุนของ {sponsor} {money}")
_VERDICTS = {
    Verdict.APPROVED: Text.of(en="approved", th="เห็นชอบ/อนุมัติ"),
    Verdict.RETURNED: Text.of(en="returned", th="ส่งคืน"),
    Verdict.REJECTED: Text.of(en="rejected", th="ไม่อนุมัติ"),
    Verdict.WITHDRAWN: Text.of(en="withdrawn", th="ถอน"),
    Verdict.RESUBMITTED: Text.of(en="submitted again", th="เสนอใหม่"),
}


def timeline(office: "Office", stands: "StudyStanding") -> Table:
    """What happened and is to come, by day."""
    moments = [*_of_case(stands), *_of_requests(office, stands), *_of_leave(office, stands)]
    if stands.bond is not None:
        moments += _of_bond(office, stands, stands.bond)
    ordered = sorted(moments, key=lambda one: one[0])
    return Table.of(_COLUMNS, [(day, what, day > stands.on, str(ref)) for day, what, ref in ordered])


def _of_case(stands: "StudyStanding") -> Iterator[_Moment]:
    case, ref = stands.case, stands.case.ref
    place = case.institution or case.country
    yield case.applied, _APPLIED, ref
    if case.admission:
        yield case.admission.day, _ADMITTED.fill(place=place, number=case.admission.number), ref
    if case.departed:
        yield case.departed, _DEPARTED.fill(place=place), ref
    elif not case.closed:
        yield case.first, _PLANNED, ref
    for asked in case.extensions:
        yield asked.day, _EXTENSION, ref
    for one in case.scholarships:
        if one.first:
            money = one.money.written() if one.money else ""
            yield one.first, _SCHOLARSHIP.fill(sponsor=one.sponsor, money=money), ref
    if case.closed:
        yield case.closed, (_WITHDRAWN if case.withdrawn else _CLOSED).fill(reason=case.reason), ref


def _of_requests(office: "Office", stands: "StudyStanding") -> Iterator[_Moment]:
    for request in office.approvals.of(stands.case.ref):
        route = route_title(office.profile, request.route)
        yield request.opened_at.date(), _SUBMITTED.fill(route=route), request.ref
        for move in request.moves:
            told = {"route": route, "verdict": _VERDICTS[move.verdict], "comment": move.comment}
            yield move.at.date(), _DECIDED.fill(**told), request.ref


def _of_leave(office: "Office", stands: "StudyStanding") -> Iterator[_Moment]:
    """The leave, where whoever asks may see it."""
    if stands.case.leave is None:
        return
    with office.reading(personal=True) as reader:
        (stored,) = reader.get_many([stands.case.leave])
    leave = office.codec.decode(stored) if stored else None
    if isinstance(leave, Leave):
        yield leave.first, _LEAVE.fill(state=LEAVE_STATES[leave.state]), leave.ref


def _of_bond(office: "Office", stands: "StudyStanding", bond: "Bond") -> Iterator[_Moment]:
    yield bond.first, _SIGNED.fill(number=bond.contract), bond.ref
    yield bond.permitted_to, _PERMITTED, bond.ref
    for report in bond.reports:
        yield report.received, _REPORTED.fill(title=report.title), bond.ref
    if bond.ended:
        yield bond.ended, _ENDED.fill(reason=bond.reason), bond.ref
    if bond.returned:
        yield bond.returned, _BACK, bond.ref
    elif not bond.ended:
        due = decide_reports_due(office.rules(bond.first).reading(), bond).value
        yield from ((day, _REPORT_DUE, bond.ref) for day in due[len(bond.reports) :])
        yield decide_return_by(office.rules(bond.permitted_to).reading(), bond).value, _BACK_DUE, bond.ref
    if stands.service and stands.service.served_by:
        yield stands.service.served_by, _SERVED, bond.ref

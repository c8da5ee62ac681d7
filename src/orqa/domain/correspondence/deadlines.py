"""By when a letter is to be handled and answered: working days by its urgency, days by law; pure."""

from datetime import date, datetime, timedelta
from typing import Final

from attrs import frozen

from orqa.base.calendar import OutsideCalendar, WorkCalendar
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.rules.decisions import Decision
from orqa.rules.errors import UnknownDimension, UnknownParameter
from orqa.rules.views import Reading

DUE_DAYS: Final = "handling.due_days"
ANSWER_DAYS: Final = "letter.answer_days"

NOT_MODELLED = FindingKind(
    "letter-due-not-modelled",
    Severity.WARNING,
    Text.of(
        en="no due day was set: {days} working days after {on} lie outside the work calendar, which covers {span}; "
        "name the day yourself",
        th="ไม่ได้กำหนดวันครบกำหนด: {days} วันทำการนับจาก {on} อยู่นอกปฏิทินวันทำการซึ่งมีข้อมูลช่วง {span} ให้ระบุวันเอง",
    ),
)
NO_MOMENT = FindingKind(
    "letter-deliver-by-missing",
    Severity.WARNING,
    Text.of(
        en="the letter is marked {urgency}, but the day and time that it names are not entered; no due day was set",
        th="หนังสือมีชั้นความเร็ว “{urgency}” แต่ยังไม่ได้บันทึกวันและเวลาที่ระบุไว้ จึงไม่ได้กำหนดวันครบกำหนด",
    ),
)


@frozen(kw_only=True)
class Due:
    """By when something is to be done.

    Attributes:
        decision: the day, None for none, with the rules that it rests on.
        findings: why there is no day, where one was looked for.
    """

    decision: Decision[date | None]
    findings: tuple[Finding, ...] = ()

    @property
    def day(self) -> date | None:
        """The day; None for none."""
        return self.decision.value


def decide_due(
    reading: Reading, calendar: WorkCalendar, urgency: str, on: date, deliver_by: datetime | None = None
) -> Due:
    """The day by which a letter is to be handled, by its urgency (ชั้นความเร็ว, ข้อ 28).

    Args:
        reading: of the rules on the day ``on``.
        calendar: of the office.
        urgency: code of the vocabulary ``urgency``; empty counts as the ordinary one.
        on: the day from which working days are counted: the next one is the first; no working day means that day.
        deliver_by: the moment that the letter names, where it does (ด่วนภายใน).
    """
    inputs = {"urgency": urgency, "on": on, "deliver_by": deliver_by}
    urgency = urgency or next(iter(reading.view.vocabulary("urgency")), "")
    term = reading.find_term("urgency", urgency)
    if term is not None and term.extra.get("deadline"):
        findings = () if deliver_by else (NO_MOMENT.make(field="deliver_by", urgency=term.title),)
        return Due(decision=reading.decision(deliver_by.date() if deliver_by else None, inputs), findings=findings)
    try:
        days: int = reading.value(DUE_DAYS, urgency=urgency)
    except (UnknownParameter, UnknownDimension):  # the profile sets no days for this urgency
        return Due(decision=reading.decision(None, inputs))
    try:
        day = calendar.add(on, days)
    except OutsideCalendar as outside:
        finding = NOT_MODELLED.make(field="due", days=days, on=on, span=outside.reason)
        return Due(decision=reading.decision(None, inputs), findings=(finding,))
    return Due(decision=reading.decision(day, inputs))


def decide_answer_by(reading: Reading, received_on: date) -> Decision[date | None]:
    """The day by which a letter that asks must be answered: calendar days after it was received; None for no rule.

    พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546 มาตรา 38; the day of receiving is not counted.
    """
    inputs = {"received_on": received_on}
    try:
        days: int = reading.value(ANSWER_DAYS)
    except UnknownParameter:
        return reading.decision(None, inputs)
    return reading.decision(received_on + timedelta(days=days), inputs)

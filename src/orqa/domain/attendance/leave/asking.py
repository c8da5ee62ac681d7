"""What a decision about leave is asked with, and what it answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen
from attrs.validators import in_

from orqa.base.calendar import SpanReversed
from orqa.base.findings import Finding
from orqa.domain.attendance.events import Half
from orqa.domain.attendance.leave.records import Leave
from orqa.domain.attendance.people import Employment


def _as_set(papers: Iterable[str]) -> frozenset[str]:
    return frozenset(papers)


def _employments(given: Iterable[Employment]) -> tuple[Employment, ...]:
    return tuple(given)


def _leaves(given: Iterable[Leave]) -> tuple[Leave, ...]:
    return tuple(given)


@frozen(kw_only=True)
class LeaveRequest:
    """A leave that is asked for (คำขอลา).

    Attributes:
        leave_type: code of the vocabulary ``leave-type``.
        first: the first day.
        last: the last day.
        first_half: ``afternoon`` where the first day begins at noon.
        last_half: ``morning`` where the last day ends at noon.
        filed_on: the day on which it is asked for.
        urgent: whether the person had to stop before permission.
        papers: codes of what lies with it, such as ``certificate``.
        birth: the day of the birth, for leave about one.
        extends: id of the leave in the history that it prolongs.
        on_loan: whether the person works at another agency for the time (ไปช่วยราชการ).
        abroad: whether the person goes abroad meanwhile (ไปต่างประเทศระหว่างลา).
        from_border: whether they leave from a border province, which has a form of its own.
        special: whether special circumstances (พฤติการณ์พิเศษ), such as a flood, kept the person away.
        called_on: the day on which a call to mobilisation came (หมายเรียกเข้ารับการเตรียมพล); None for none.
        second_type: whether it is work of the second type in an international organisation.
        id: of the leave itself, where it is in the history already; it is passed over there.

    Raises:
        SpanReversed: when it ends before it begins.
    """

    leave_type: str
    first: date
    last: date
    first_half: Half = field(default=Half.WHOLE, converter=Half, validator=in_((Half.WHOLE, Half.AFTERNOON)))
    last_half: Half = field(default=Half.WHOLE, converter=Half, validator=in_((Half.WHOLE, Half.MORNING)))
    filed_on: date
    urgent: bool = False
    papers: frozenset[str] = field(default=(), converter=_as_set)
    birth: date | None = None
    extends: str = ""
    on_loan: bool = False
    abroad: bool = False
    from_border: bool = False
    special: bool = False
    called_on: date | None = None
    second_type: bool = False
    id: str = ""

    def __attrs_post_init__(self) -> None:
        both_halves = self.first == self.last and self.first_half is Half.AFTERNOON and self.last_half is Half.MORNING
        if self.last < self.first or both_halves:
            raise SpanReversed(self.first, self.last)

    @classmethod
    def of(cls, leave: Leave) -> "LeaveRequest":
        """What a leave that is kept asks for."""
        return cls(
            leave_type=leave.leave_type,
            first=leave.first,
            last=leave.last,
            first_half=leave.first_half,
            last_half=leave.last_half,
            filed_on=leave.filed_on,
            urgent=leave.urgent,
            papers=leave.papers,
            birth=leave.birth,
            extends=leave.extends,
            on_loan=leave.on_loan,
            abroad=leave.abroad,
            from_border=leave.from_border,
            special=leave.special,
            called_on=leave.called_on,
            second_type=leave.second_type,
            id=leave.id,
        )


@frozen(kw_only=True)
class LeaveHistory:
    """What is known of somebody when a leave is decided.

    Attributes:
        employments: every stretch of service.
        leaves: every leave that was asked for; those that were refused or cancelled do not count.
        vacation: what is left to take, by fiscal year (in the common era): the balance of the account.
    """

    employments: tuple[Employment, ...] = field(converter=_employments)
    leaves: tuple[Leave, ...] = field(default=(), converter=_leaves)
    vacation: Mapping[int, Decimal] = field(factory=dict)


class Answer(StrEnum):
    """What the rules say of a leave; only a person permits it (อนุญาต).

    ``within_rules``; ``outside_rules``: a rule speaks against it; ``needs``: something is missing, or is for a person
    to judge.
    """

    WITHIN_RULES = "within_rules"
    OUTSIDE_RULES = "outside_rules"
    NEEDS = "needs"


@frozen(kw_only=True)
class LeaveVerdict:
    """What the rules say of a request.

    Attributes:
        answer: whether it is within them.
        findings: each rule that speaks against it, each thing that is missing, and what else to know.
        needs: codes of what is missing: papers, ``birth``, ``discretion`` …
        used: days as the type counts them, half days as 0.5.
        by_year: the same by fiscal year, in the common era.
        working_days: working days, whatever the type counts; None for one in calendar days that goes beyond the work
            calendar.
        calendar_days: days counted on, holidays inside.
        remaining: what is left of the limit, or of the account, of the year in which it ends; None for no such limit.
        paid: of ``used``, with full pay; None where that is not known.
        half_paid: of ``used``, with half pay.
        unpaid: of ``used``, without pay; None where that is not known.
        times: which time of its type it is in the fiscal year in which it begins, from 1.
        taken_before: days that other leaves of its type use in the fiscal year in which it begins (ลามาแล้ว).
        one_time: working days of the time that it belongs to, with what it runs on from; None as above.
        certificate: whether a doctor's certificate is compulsory.
        permits: role of whoever may permit it.
        begin_by: the day by which the purpose of the leave begins, such as the ordination; None where none is set.
        report_by: the day by which the person reports back; the last permitted one where rules say so.
        report_latest: the day to which that may be stretched; None where it is not.
        results_by: the day by which the results are reported; None where none are.
        on_paper: whether the signed form on paper is needed: the type may not be asked for electronically.
        ends: ids of other leaves that its first day ends.
        another_may_sign: whether somebody else may sign the form where the person cannot.
        may_be_asked: codes of what whoever permits may ask for besides what is needed.
    """

    answer: Answer
    findings: tuple[Finding, ...] = ()
    needs: tuple[str, ...] = ()
    used: Decimal
    by_year: tuple[tuple[int, Decimal], ...]
    working_days: Decimal | None
    calendar_days: int
    remaining: Decimal | None = None
    paid: Decimal | None = None
    half_paid: Decimal = Decimal(0)
    unpaid: Decimal | None = None
    times: int = 1
    taken_before: Decimal = Decimal(0)
    one_time: Decimal | None = None
    certificate: bool = False
    permits: str = ""
    begin_by: date | None = None
    report_by: date | None = None
    report_latest: date | None = None
    results_by: date | None = None
    on_paper: bool = False
    ends: tuple[str, ...] = ()
    another_may_sign: bool = False
    may_be_asked: tuple[str, ...] = ()

    @property
    def within_rules(self) -> bool:
        """Whether no rule speaks against it and nothing is missing."""
        return self.answer is Answer.WITHIN_RULES

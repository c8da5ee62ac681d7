"""What a decision about study leave is asked with, and what it answers (การลาไปศึกษา ฝึกอบรม วิจัย ดูงาน)."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from orqa.base.calendar import SpanReversed
from orqa.base.findings import Finding, Severity
from orqa.domain.attendance.leave.asking import Answer
from orqa.domain.attendance.people import Employment


class Degree(StrEnum):
    """For which degree somebody studies (ระดับการศึกษา)."""

    NONE = "none"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


@frozen(kw_only=True)
class Journey:
    """A stay abroad for study, training or research.

    Attributes:
        first: the first day.
        last: the last day that is permitted, or on which the person was away.
        own_money: whether no scholarship paid for it (ประเภท 2).
    """

    first: date
    last: date
    own_money: bool = False


@frozen(kw_only=True)
class StudyPlan:
    """A study, training or research leave that somebody plans (แผนการลาไปศึกษา).

    Attributes:
        purpose: ``study``, ``training``, ``research`` or ``visit``.
        abroad: whether it is abroad.
        degree: for which degree.
        own_money: whether no scholarship pays for it (ทุนประเภท 2).
        from_outside: whether others than the university pay for it.
        first: the first day.
        last: the last day.
        asked_on: the day on which it is asked for.
        born: the day of birth of the person; None where it is not told.
        shown: conditions that were shown to be met: ``language``, ``health``, ``no_case``.
        papers: codes of what lies with it: ``acceptance``, ``funds``, ``contract`` …
        guarantors: how many people stand in for it.
        finishes: the day on which the degree is finished, for training after it; None for other leave.
        permitted_to: the last day that is permitted already, where a leave is to be prolonged.

    Raises:
        SpanReversed: when it ends before it begins.
    """

    purpose: str = "study"
    abroad: bool = False
    degree: Degree = field(default=Degree.NONE, converter=Degree)
    own_money: bool = False
    from_outside: bool = False
    first: date
    last: date
    asked_on: date
    born: date | None = None
    shown: frozenset[str] = field(default=(), converter=frozenset)
    papers: frozenset[str] = field(default=(), converter=frozenset)
    guarantors: int = 0
    finishes: date | None = None
    permitted_to: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise SpanReversed(self.first, self.last)

    @property
    def journey(self) -> Journey:
        """The plan as a stay abroad."""
        return Journey(first=self.first, last=self.last, own_money=self.own_money)


@frozen(kw_only=True)
class StudyHistory:
    """What is known of somebody and of the staff when a study leave is decided.

    Attributes:
        employments: every stretch of the person's service.
        journeys: earlier stays abroad of the person.
        staff: how many people are in service on the first day.
        away: stays abroad of all others that hold on the first day.
    """

    employments: tuple[Employment, ...]
    journeys: tuple[Journey, ...] = ()
    staff: int = 0
    away: tuple[Journey, ...] = ()


@frozen(kw_only=True)
class StudyVerdict:
    """What the rules say of a plan; only a person permits it.

    Attributes:
        answer: whether it is within them.
        findings: each rule that speaks against it, each thing that is missing, and what else to know.
        owed: days of service that are owed for it.
        served_by: the day on which they are served by whoever comes back on the day after the last.
        contract: papers of the contract, each with how many copies there are.
    """

    answer: Answer
    findings: tuple[Finding, ...]
    owed: int
    served_by: date
    contract: tuple[tuple[str, int], ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """Codes of what is missing, or for a person to judge."""
        return tuple(one.field for one in self.findings if one.severity is Severity.WARNING)

"""A learning agreement in the demonstration: agreed, changed while away, held against the transcript; all made up."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.partnerships.grading_tables import GradeShare
from orqa.domain.partnerships.learning import Component, Signatory
from orqa.domain.partnerships.learning_moves import Changing, Reason
from orqa.domain.partnerships.recognition import Course

if TYPE_CHECKING:
    from orqa.office.partnerships import PartnershipService

_THERE: Final = (
    Component(title="Statics", credits=Decimal(6), scale="ects", code="ST1", term="first", replaces=("CE201",)),
    Component(title="Language", credits=Decimal(4), scale="ects", code="LA1", term="first", replaces=("EN202",)),
)
_HERE: Final = (
    Component(title="Mechanics", credits=Decimal(4), scale="th", code="CE201"),
    Component(title="English 2", credits=Decimal(3), scale="th", code="EN202"),
)
_DYNAMICS: Final = Component(
    title="Dynamics", credits=Decimal(6), scale="ects", code="DY1", term="first", replaces=("CE201",)
)
_CHANGING: Final = Changing(
    drop={"ST1": Reason(code="timetable_conflict")}, add=[(_DYNAMICS, Reason(code="substituting_deleted"))]
)
_OURS: Final = (("A", "12"), ("B+", "18"), ("B", "25"), ("C+", "20"), ("C", "15"), ("D", "10"))
_THEIRS: Final = (("S", "10"), ("A", "30"), ("B", "40"), ("C", "20"))

_HOLDS = Text.of(
    en="{code}: learning agreement, version {number} approved, hash {digest}",
    th="{code}: ข้อตกลงการเรียน ฉบับที่ {number} อนุมัติแล้ว ค่าแฮช {digest}",
)
_TOLD = Text.of(en="{code}: {finding}", th="{code}: {finding}")
_GRADE = Text.of(en="{code}: {why}", th="{code}: {why}")
_COUNTS = Text.of(
    en="{code}: {credits} credits of the transcript count here (by {citations})",
    th="{code}: เทียบโอนได้ {credits} หน่วยกิต (ตาม {citations})",
)


def agree(keep: "PartnershipService", which: str, day: date) -> Iterator[Text]:
    """Propose, sign and approve the first version."""
    keep.learning.propose(which, _THERE, _HERE, on=day)
    yield from _settled(keep, which, day + timedelta(days=2))


def change(keep: "PartnershipService", which: str, day: date) -> Iterator[Text]:
    """One course is dropped for another, with the reasons."""
    keep.learning.change(which, _CHANGING, on=day)
    yield from _settled(keep, which, day + timedelta(days=3))


def _settled(keep: "PartnershipService", which: str, day: date) -> Iterator[Text]:
    for by in Signatory:
        keep.learning.sign(which, by, on=day)
    holds = keep.learning.approve(which, day).record.approved
    if holds is not None:
        yield _HOLDS.fill(code=keep.mobility(which).code, number=holds.number, digest=holds.digest[:12])


def recognise(keep: "PartnershipService", which: str, partner: str, on: date) -> Iterator[Text]:
    """Take the transcript in, with credits and grades converted, hold it against what was agreed, and recognise it."""
    first, last = on.year - 3, on.year - 1
    keep.grades.keep(_shares(_OURS), scale="A-D", first=first, last=last, source="made up")
    keep.grades.keep(_shares(_THEIRS), partner=partner, scale="S-C", first=first, last=last, source="made up")
    courses = [Course(title="Dynamics", code="DY1", credits=Decimal(6), grade="A")]
    told = keep.transcript(which, courses, on=on, document="TR-1", grades_by="table")
    keep.complete_step(which, "return_report", on, document="R-1")
    done, made = keep.recognise(which).record, told.record
    for event, day in (("arrival", done.arrived), ("departure", done.returned)):
        keep.certify(which, event, day or on, f"C-{event}")
    length = keep.duration(which)
    if length.decision is not None:
        yield _TOLD.fill(code=done.code, finding=length.decision.value.wording)
    for finding in told.findings:
        yield _TOLD.fill(code=done.code, finding=finding.message)
    yield _GRADE.fill(code=done.code, why=keep.grades.convert("A", partner, on=on).value.explanation)
    yield _COUNTS.fill(code=done.code, credits=f"{made.total:f}", citations=", ".join(made.citations))


def _shares(given: tuple[tuple[str, str], ...]) -> list[GradeShare]:
    return [GradeShare(label=label, share=Decimal(share)) for label, share in given]

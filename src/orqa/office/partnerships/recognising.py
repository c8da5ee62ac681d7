"""Transcripts are taken in, converted and recognised (ใบแสดงผลการเรียนและการเทียบโอน)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.citations import Certainty
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships import mobility_moves as moves
from orqa.domain.partnerships.credits import Method, Programme
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.learning import LearningAgreement, LearningVersion
from orqa.domain.partnerships.learning_comparison import compare, counted_for
from orqa.domain.partnerships.mobilities import Mobility, StepDone
from orqa.domain.partnerships.mobility_moves import Act
from orqa.domain.partnerships.recognition import Converted, Course, Recognition, decide_recognition
from orqa.office.approval_lists import state_of
from orqa.office.organizing import Changed
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.exchange_given import number_of
from orqa.office.partnerships.grading import GradesBy, grade_all
from orqa.office.partnerships.selecting import Selecting
from orqa.office.service import Asked
from orqa.rules.decisions import Decision
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.recorder import Save

ROUTE: Final = "mobility.recognition"
"""The route by which a recognition is decided."""

_TRANSCRIPT: Final = "transcript"
_HALF: Final = Decimal("0.5")

_EMPTY = Text.of(en="the transcript has no course", th="ใบแสดงผลการเรียนไม่มีรายวิชา")
_NONE = Text.of(en="take in the transcript first (transcript)", th="ให้บันทึกใบแสดงผลการเรียนก่อน (transcript)")
_NOT_THE_SAME = Text.of(
    en="version {number} of the learning agreement has another hash than what was approved; look at its history",
    th="ข้อตกลงการเรียนฉบับที่ {number} มีค่าแฮชไม่ตรงกับที่อนุมัติ โปรดตรวจสอบประวัติ",
)
_STEP = Text.of(
    en="credits are rounded to a step above 0, such as 0.5, not {found}",
    th="ขั้นการปัดหน่วยกิตต้องมากกว่า 0 เช่น 0.5 ไม่ใช่ {found}",
)
_UNDECIDED = Text.of(
    en="the recognition was not approved ({state}); it is decided along its route",
    th="การเทียบโอนยังไม่ได้รับอนุมัติ ({state}) ต้องพิจารณาตามลำดับ",
)


@frozen(kw_only=True)
class _Asking:
    """How a transcript is taken in: converted from and to which scales, as of when, how its grades, for whom."""

    scales: dict[str, Any]
    on: date | None
    programme: Programme | None
    grades_by: str
    span: str | None
    document: str
    unit: str


class Recognising(Selecting):
    """Take transcripts in and recognise them; a part of ``office.partnerships``."""

    def transcript(  # noqa: PLR0913 - what stands in a transcript and how it is converted, by name
        self,
        which: Mobility | str,
        courses: Iterable[Course],
        *,
        source: str = "ects",
        target: str = "th",
        method: Method = "scale",
        on: date | None = None,
        step: Decimal | str = _HALF,
        programme: Programme | None = None,
        grades_by: str = "",
        span: str | None = None,
        document: str = "",
        unit: str = "",
        key: str | None = None,
    ) -> Changed[Recognition]:
        """Take in the transcript of a mobility and propose what counts here (บันทึกผลการเรียนและเสนอเทียบโอน).

        Credits are converted by a named method, scale and day; each course is rounded once, to ``step``. Where a
        version of the learning agreement was approved, courses are held against it: what is missing or extra is told.

        Args:
            which: the mobility.
            courses: as they were passed there.
            source: scale of the transcript, such as ``ects``.
            target: scale here.
            method: ``scale``, ``year_load`` or ``workload``.
            on: the day as of which scales are meant; by default today.
            step: to what credits are rounded.
            programme: of here, for ``year_load``.
            grades_by: ``table`` converts grades by the grading tables that are kept, ``ects`` from those of the old
                ECTS scale, or of somebody received to them; empty does not convert. What cannot be is told.
            span: which grade is taken where one spans several; by default the rule ``grade.span``.
            document: number of the transcript; with it the step ``transcript`` of the check-list is done.
            unit: code of the unit that asks for a decision along the route ``mobility.recognition``.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: as of ``mobility``.
            MobilityRefused: before the return, for staff, without courses, and for a step that is no number above 0;
                while a request along the route waits for what was proposed before, and without a unit once that was
                approved along its route.
            CreditsRefused, NotModelled, UnknownDimension: where credits cannot be converted so.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        how = _Asking(
            scales={"source": source, "target": target, "method": method, "step": _step(step)},
            on=on,
            programme=programme,
            grades_by=grades_by,
            span=span,
            document=document.strip(),
            unit=unit,
        )
        if unit and self._recording is None:  # neither is left without the other
            with self._office.work(ROUTE) as work:
                return work.partnerships._taken_in(which, tuple(courses), how, key)  # noqa: SLF001
        return self._taken_in(which, tuple(courses), how, key)

    def _taken_in(
        self, which: Mobility | str, passed: tuple[Course, ...], how: "_Asking", key: str | None
    ) -> Changed[Recognition]:
        """Take in a transcript, and ask for a decision of what counts in the same batch."""
        self._office.require(KEEP)
        known = self.mobility(which)

        def make(save: "Save") -> Changed[Recognition]:
            moves.require(known, Act.RECOGNISE)
            if not passed:
                raise MobilityRefused(_EMPTY)
            self._refuse_asked(self.recognition(known), how.unit)
            day = how.on or self._office.today()
            made, findings = self._proposed(known, passed, how, day)
            done = StepDone(step=_TRANSCRIPT, on=day, document=how.document)
            files = (self.mobility(known.id).with_step(done),) if how.document else ()
            save(KEEP, self._office.now(), (made, *files))
            return Changed(record=evolve(made, version=made.version + 1), findings=findings)

        asked = Asked({"transcript": known.id, "courses": passed, "how": how})
        found = self._recorder.once(key, KEEP, asked, make, lambda _done: Changed(record=self._recognition(known)))
        if how.unit:
            from orqa.office.approvals import Approvals

            approvals = Approvals(self._office, self._recording)
            approvals.submit(found.record.ref, ROUTE, unit=how.unit, title=known.code, key=key)
        return found

    def _proposed(
        self, known: Mobility, passed: tuple[Course, ...], how: "_Asking", on: date
    ) -> tuple[Recognition, tuple[Finding, ...]]:
        """What counts here, credits and grades converted and held against what was agreed; and what to look at."""
        holds = self._agreed(known)
        if holds is not None:
            passed = tuple(counted_for(holds, one) for one in passed)
        graded = grade_all(self._office, known, passed, GradesBy(by=how.grades_by, span=how.span, on=on))
        scales, rules = {**how.scales, "on": on}, self._office.profile.ruleset
        converted = decide_recognition(rules, graded.courses, programme=how.programme, **scales)
        held = compare(holds, passed, scales["source"]).findings if holds is not None else ()
        made = self._made(known, converted, holds, {**scales, **graded.how}, graded.decisions)
        return made, (*converted.findings, *graded.findings, *held)

    def _agreed(self, known: Mobility) -> LearningVersion | None:
        """The version of the learning agreement that was approved; None where none was.

        Raises:
            MobilityRefused: when its content is not that of its hash.
        """
        agreement = self._one_or_none(LearningAgreement, known.id)
        holds = agreement.approved if agreement is not None else None
        if holds is not None and not holds.is_as_proposed:
            raise MobilityRefused(_NOT_THE_SAME.fill(number=holds.number))
        return holds

    def _made(
        self,
        known: Mobility,
        converted: Converted,
        holds: LearningVersion | None,
        how: dict[str, Any],
        graded: Iterable[Decision[Any]],
    ) -> Recognition:
        """A recognition with what it rests on, in the place of what was proposed before."""
        decisions = (*converted.decisions, *graded)
        cited = dict.fromkeys(str(one) for decision in decisions for one in decision.citations)
        unsure = [one.certainty for one in decisions if one.certainty is not None]
        before = self.recognition(known)
        return Recognition(
            id=before.id if before else self._office.ids.next_id(self._office.now()),
            version=before.version if before else 0,
            mobility=known.id,
            courses=converted.courses,
            citations=tuple(cited),
            certainty=max(unsure, key=list(Certainty).index).value if unsure else "",
            learning_version=holds.number if holds is not None else None,
            learning_digest=holds.digest if holds is not None else "",
            unit=known.unit,
            person=known.traveller.person or "",
            **how,
        )

    def recognition(self, which: Mobility | str) -> Recognition | None:
        """What was proposed or decided to count of a mobility; None where nothing was.

        Raises:
            NotFound: as of ``mobility``.
        """
        found = self._every(Recognition, equal("mobility", self.mobility(which).id))
        return found[-1] if found else None

    def _recognition(self, known: Mobility) -> Recognition:
        """The one that was proposed before."""
        found = self.recognition(known)
        assert found is not None  # noqa: S101 - it was written under the same key
        return found

    def recognise(self, which: Mobility | str, on: date | None = None, *, key: str | None = None) -> Changed[Mobility]:
        """Decide that what was proposed counts (อนุมัติเทียบโอน); the decision keeps the rules that it rests on.

        Raises:
            NotFound, NotAllowed: as of :meth:`transcript`.
            MobilityRefused: before the return and for staff, while a step of the check-list is open that comes before,
                without a transcript, and while a request along the route waits or was refused.
        """
        day = on or self._office.today()

        def change(known: Mobility) -> Mobility:
            proposed = self.recognition(known)
            if proposed is None:
                raise MobilityRefused(_NONE)
            asked = self._office.approvals.latest(proposed)
            if asked is not None and asked.state is not ApprovalState.APPROVED:
                raise MobilityRefused(_UNDECIDED.fill(state=state_of(self._office, asked)))
            return moves.recognised(known)

        def others(made: Mobility) -> Iterable[Recognition]:
            proposed = self.recognition(made)
            return () if proposed is None else (evolve(proposed, state="decided", decided_on=day),)

        return self._stepped(which, Act.RECOGNISE, {"on": on}, change, key, others)


def _step(given: Decimal | str) -> Decimal:
    found = number_of(given, "step")
    if found is None or found <= 0:
        raise MobilityRefused(_STEP.fill(found=given))
    return found

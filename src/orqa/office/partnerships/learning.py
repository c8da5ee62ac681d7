"""Learning agreements are proposed, signed, approved and changed (ข้อตกลงการเรียน)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships import learning_moves as moves
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.learning import Component, LearningAgreement, Signatory, Signature
from orqa.domain.partnerships.learning_timing import agreed_late, decide_timing, of_credits
from orqa.domain.partnerships.mobilities import Mobility, MobilityState, StepDone
from orqa.domain.partnerships.mobility_moves import is_off
from orqa.office.approval_lists import state_of
from orqa.office.organizing import Changed
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.learning_reading import LearningReading
from orqa.office.partnerships.mobility_checks import day_that_came
from orqa.office.partnerships.schemes import scheme_of
from orqa.office.service import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.base.findings import Finding
    from orqa.office.recorder import Save

ROUTE: Final = "mobility.learning"
"""The route by which a version is decided."""

_STEP: Final = "learning_agreement"

_STUDENTS = Text.of(
    en="{code} is of staff; students alone have a learning agreement",
    th="แฟ้ม {code} เป็นของบุคลากร ข้อตกลงการเรียนมีเฉพาะนักศึกษา",
)
_OVER = Text.of(
    en="{code} is over, its learning agreement stays as it is", th="แฟ้ม {code} สิ้นสุดแล้ว ข้อตกลงการเรียนเปลี่ยนแปลงไม่ได้"
)
_BY = Text.of(en="{found!r} is none of those who sign: {known}", th="{found!r} ไม่ใช่ผู้ลงนาม ให้เลือกจาก: {known}")
_UNDECIDED = Text.of(
    en="version {number} was not approved along its route ({state})", th="ฉบับที่ {number} ยังไม่ได้รับอนุมัติตามลำดับ ({state})"
)
_ASKED = Text.of(
    en="a request for version {number} waits along its route; withdraw it or have it decided first",
    th="คำขออนุมัติฉบับที่ {number} อยู่ระหว่างพิจารณา ให้ถอนคำขอหรือรอผลก่อน",
)
_DOCUMENT: Final = "LA v{number} {digest}"


class LearningAgreements(LearningReading):
    """Keep learning agreements; reached as ``office.partnerships.learning``."""

    def propose(  # noqa: PLR0913 - what stands in a learning agreement, by name
        self,
        which: Mobility | str,
        studied: Iterable[Component],
        counted: Iterable[Component] = (),
        *,
        on: date | None = None,
        unit: str = "",
        key: str | None = None,
    ) -> Changed[LearningAgreement]:
        """Propose the first version (เสนอข้อตกลงการเรียน); one that waits is dropped for it.

        Args:
            which: the mobility.
            studied: there.
            counted: what that counts for at home.
            on: the day; by default today.
            unit: code of the unit that asks for approval along the route ``mobility.learning``.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: as of ``partnerships.mobility``.
            MobilityRefused: for staff, a file that is over, after a version was approved, and for components that
                cannot be so.
            RouteUnknown, NoApprover: as of ``office.approvals.submit``; nothing is written.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        there, here, day = tuple(studied), tuple(counted), on or self._office.today()
        asked = {"studied": there, "counted": here, "on": on}
        return self._asked(which, asked, lambda known: moves.proposed(known, there, here, day), day, unit, key)

    def change(
        self,
        which: Mobility | str,
        changing: moves.Changing,
        *,
        on: date | None = None,
        unit: str = "",
        key: str | None = None,
    ) -> Changed[LearningAgreement]:
        """Propose a change of the approved version (ขอเปลี่ยนแปลงข้อตกลงการเรียน): what is dropped, added, and why.

        What comes later than the rule ``mobility.learning_change`` says is told. Errors as of :meth:`propose`.

        Args:
            which: the mobility.
            changing: what is dropped and added, each with its reason.
            on: the day; by default today.
            unit: as of :meth:`propose`.
            key: as of :meth:`propose`.
        """
        day = on or self._office.today()
        reasons: Mapping[str, Any] = self._office.profile.vocabularies.get(moves.REASONS, {})
        asked = {"change": repr(changing), "on": on}
        return self._asked(which, asked, lambda known: moves.changed(known, changing, reasons, day), day, unit, key)

    def sign(
        self,
        which: Mobility | str,
        by: Signatory | str,
        name: str = "",
        on: date | None = None,
        *,
        key: str | None = None,
    ) -> Changed[LearningAgreement]:
        """Enter a signature under the version that waits (ลงนาม).

        Args:
            which: the mobility.
            by: ``student``, ``home`` or ``host``.
            name: of whoever signed.
            on: the day; by default today.
            key: as of :meth:`propose`.

        Raises:
            NotFound, NotAllowed: as of :meth:`propose`.
            MobilityRefused: when none waits, it was signed so already, whoever signs need not, and for a day to come.
        """
        if by not in tuple(Signatory):
            raise MobilityRefused(_BY.fill(found=str(by), known=", ".join(Signatory)))
        signature = Signature(by=Signatory(by).value, on=day_that_came(self._office, on), name=name.strip())
        return self._moved(
            which,
            {"sign": signature.by, "name": signature.name, "on": on},
            lambda known: moves.signed(known, signature, self._needed()),
            key,
        )

    def approve(
        self, which: Mobility | str, on: date | None = None, *, key: str | None = None
    ) -> Changed[LearningAgreement]:
        """Approve the version that waits (อนุมัติ); from now on it holds, and its hash tells it.

        The first one does the step ``learning_agreement`` of the check-list. A change that was agreed later than
        the rule ``mobility.learning_change`` says is told.

        Raises:
            NotFound, NotAllowed: as of :meth:`propose`.
            MobilityRefused: when none waits, a signature is missing, a request along the route waits or was refused,
                and for a day to come.
        """
        day = day_that_came(self._office, on)

        def change(known: LearningAgreement) -> LearningAgreement:
            waits = known.proposed
            asked = self._office.approvals.latest(known) if waits is not None and waits.by_route else None
            if waits is not None and asked is not None and asked.state is not ApprovalState.APPROVED:
                raise MobilityRefused(_UNDECIDED.fill(number=waits.number, state=state_of(self._office, asked)))
            return moves.approved(known, self._needed(), day)

        made = self._moved(which, {"approve": True, "on": on}, change, key, self._step_done)
        return Changed(record=made.record, findings=self._agreed_late(made.record))

    def give_up(
        self, which: Mobility | str, reason: str, on: date | None = None, *, key: str | None = None
    ) -> Changed[LearningAgreement]:
        """Give the version that waits up (ยกเลิกข้อเสนอ); what was approved before holds on.

        Raises:
            NotFound, NotAllowed: as of :meth:`propose`.
            MobilityRefused: when none waits, and without a reason.
        """
        day = on or self._office.today()

        def change(known: LearningAgreement) -> LearningAgreement:
            self._refuse_asked(known)
            return moves.given_up(known, reason, day)

        return self._moved(which, {"give_up": reason, "on": on}, change, key)

    # ------------------------------------------------------------------ inside

    def _needed(self) -> tuple[str, ...]:
        """Who has to sign, by the rules of today."""
        return tuple(self._office.rules().reading().value("mobility.signatures"))

    def _asked(  # noqa: PLR0913, PLR0917 - what a proposal is
        self,
        which: Mobility | str,
        asked: dict[str, Any],
        change: Callable[[LearningAgreement], LearningAgreement],
        day: date,
        unit: str,
        key: str | None,
    ) -> Changed[LearningAgreement]:
        """Propose a version, and ask for its approval along the route in the same batch."""
        if unit and self._recording is None:  # neither is left without the other
            with self._office.work(ROUTE) as work:
                return work.partnerships.learning._asked(which, asked, change, day, unit, key)  # noqa: SLF001

        def proposed(before: LearningAgreement) -> LearningAgreement:
            self._refuse_asked(before)
            return moves.along_route(change(before)) if unit else change(before)

        known = self._file(which)
        made = self._moved(known, asked, proposed, key)
        if unit:
            from orqa.office.approvals import Approvals

            approvals = Approvals(self._office, self._recording)
            approvals.submit(made.record.ref, ROUTE, unit=unit, title=known.code, key=key)
        return Changed(record=made.record, findings=self._told(known, made.record, day))

    def _refuse_asked(self, known: LearningAgreement) -> None:
        """Go on where no request waits: what is decided along the route must be what was asked for.

        Raises:
            MobilityRefused: where one does.
        """
        asked = self._office.approvals.latest(known) if known.versions else None
        if asked is not None and asked.state is ApprovalState.PENDING:
            raise MobilityRefused(_ASKED.fill(number=len(known.versions)))

    def _told(self, known: Mobility, made: LearningAgreement, day: date) -> "tuple[Finding, ...]":
        """What is to be looked at in what was proposed."""
        waits = made.proposed
        if waits is None:
            return ()
        scheme = scheme_of(self._office, known, day)
        timing = decide_timing(self._office.rules(day).reading(), scheme, known, waits)
        return (*of_credits(waits), *timing.value)

    def _agreed_late(self, made: LearningAgreement) -> "tuple[Finding, ...]":
        """Whether what holds was approved later than the scheme wants."""
        holds = made.approved
        if holds is None:
            return ()
        reading = self._office.rules(holds.proposed_on).reading()
        file = self._files.mobility(made.mobility)
        return tuple(agreed_late(reading, scheme_of(self._office, file, holds.proposed_on), holds))

    def _file(self, which: Mobility | str) -> Mobility:
        """The file of a student that is not over.

        Raises:
            NotFound, MobilityRefused: as of :meth:`propose`.
        """
        self._office.require(KEEP)
        known = self._files.mobility(which)
        if known.people != "student":
            raise MobilityRefused(_STUDENTS.fill(code=known.code))
        if is_off(known) or known.stands is MobilityState.RECOGNISED:
            raise MobilityRefused(_OVER.fill(code=known.code))
        return known

    def _moved(
        self,
        which: Mobility | str,
        asked: dict[str, Any],
        change: Callable[[LearningAgreement], LearningAgreement],
        key: str | None,
        others: Callable[[LearningAgreement, Mobility], Iterable[Mobility]] = lambda _made, _file: (),
    ) -> Changed[LearningAgreement]:
        file = self._file(which)
        new = LearningAgreement(
            id=file.id, mobility=file.id, versions=(), unit=file.unit, person=file.traveller.person or ""
        )

        def make(save: "Save") -> Changed[LearningAgreement]:
            made = change(self._stored(file.id) or new)
            save(KEEP, self._office.now(), (made, *others(made, self._files.mobility(file.id))))
            return Changed(record=evolve(made, version=made.version + 1))

        asks = Asked({"learning": file.id, **asked})
        return self._recorder.once(key, KEEP, asks, make, lambda _done: Changed(record=self.get(file)))

    def _step_done(self, made: LearningAgreement, file: Mobility) -> tuple[Mobility, ...]:
        """The file with the step of the check-list done, where there is one that is open."""
        holds, steps = made.approved, {one.step for one in self._files.checklist(file).value if one.done is None}
        if holds is None or holds.approved_on is None or _STEP not in steps:
            return ()
        document = _DOCUMENT.format(number=holds.number, digest=holds.digest[:12])
        return (file.with_step(StepDone(step=_STEP, on=holds.approved_on, document=document, about=made.ref)),)

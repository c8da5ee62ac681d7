"""Mobilities are opened and go their way: nomination, acceptance, arrival, return (การเคลื่อนย้ายนักศึกษาและบุคลากร)."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships import mobility_moves as moves
from orqa.domain.partnerships.calls import MobilityApplication
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, Scholarship, StepDone, Traveller
from orqa.domain.partnerships.mobility_moves import Act
from orqa.domain.partnerships.movements import Direction
from orqa.office.organizing import Changed
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.exchange_given import number_of
from orqa.office.partnerships.mobility_places import Placing, places_cell
from orqa.office.partnerships.mobility_plans import Plan
from orqa.office.service import Asked
from orqa.storage.protocol import Add

if TYPE_CHECKING:
    from orqa.office.recorder import Save

_STEP = Text.of(
    en="{step!r} is no step of this mobility; its steps are: {known}", th="{step!r} ไม่ใช่ขั้นตอนของแฟ้มนี้ ขั้นตอนคือ: {known}"
)
_PAPER = Text.of(en="{step} needs its document: number or title", th="{step} ต้องระบุเลขที่หรือชื่อเอกสาร")
_SCHOLARSHIP = Text.of(en="there is no such budget line: {line}", th="ไม่มีรายการงบประมาณ {line}")


class Mobilities(Placing):
    """Open mobilities and move them on; a part of ``office.partnerships``."""

    def nominate_person(  # noqa: PLR0913 - who, where and what, by name
        self,
        who: Traveller,
        partner: str,
        direction: Direction | str,
        plan: Plan | None = None,
        *,
        on: date | None = None,
        key: str | None = None,
    ) -> Changed[Mobility]:
        """Nominate somebody without a call: as partners do for whom they send, and offices for staff (เสนอชื่อ).

        What goes beyond the clauses of the exchange account is refused or told, by the rule ``mobility.over_quota``;
        two nominations at the same moment are checked one after the other.

        Args:
            who: the person; personal data.
            partner: as ``partner`` finds it.
            direction: ``sent`` or ``received``.
            plan: what is planned.
            on: the day of the nomination; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, PartnerRefused: as of ``partner``; and when there is no such unit.
            MobilityRefused: for a kind, term or day that cannot be, and above what the agreement allows where the rule
                refuses that.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.partner(partner)
        made = self.planned(who, known, direction, plan or Plan(), on or self._office.today())
        return self._opened(made, known, key)

    def accept(self, which: Mobility | str, on: date | None = None, *, key: str | None = None) -> Changed[Mobility]:
        """Enter that the host takes the person (ตอบรับ).

        Raises:
            NotFound, MobilityRefused: as of ``mobility``; and when it does not wait for that, or a step of the
                check-list is open that comes before.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        day = on or self._office.today()
        return self._stepped(which, Act.ACCEPT, {"on": on}, lambda known: moves.accepted(known, day), key)

    def decline(
        self, which: Mobility | str, reason: str, on: date | None = None, *, key: str | None = None
    ) -> Changed[Mobility]:
        """Enter that the host does not take the person (ไม่ตอบรับ): the place is free. Errors as of :meth:`accept`."""
        day = on or self._office.today()
        asked = {"on": on, "reason": reason}
        return self._stepped(which, Act.DECLINE, asked, lambda known: moves.declined(known, day, reason), key)

    def cancel(
        self, which: Mobility | str, reason: str, on: date | None = None, *, key: str | None = None
    ) -> Changed[Mobility]:
        """Enter that it was given up before arrival (ยกเลิก): the place is free. Errors as of :meth:`accept`."""
        day = on or self._office.today()
        asked = {"on": on, "reason": reason}
        return self._stepped(which, Act.CANCEL, asked, lambda known: moves.cancelled(known, day, reason), key)

    def arrive(self, which: Mobility | str, on: date | None = None, *, key: str | None = None) -> Changed[Mobility]:
        """Enter the day of arrival (เดินทางถึง); errors as of :meth:`accept`.

        Of somebody received with a visa, notice of residence and the report after 90 days are counted from it.
        """
        day = on or self._office.today()
        return self._stepped(which, Act.ARRIVE, {"on": on}, lambda known: moves.arrived(known, day), key)

    def report_return(  # noqa: PLR0913 - what is told of a return, by name
        self,
        which: Mobility | str,
        on: date | None = None,
        *,
        report: str = "",
        attended: Decimal | str | None = None,
        reason: str = "",
        key: str | None = None,
    ) -> Changed[Mobility]:
        """Enter the last day of the stay, and what came of it (กลับและรายงานผล).

        Args:
            which: the mobility.
            on: the last day of the stay; by default today.
            report: what came of it.
            attended: of a stay that ended early, how much was attended, in the unit of what was planned.
            reason: why it ended early.
            key: as of :meth:`nominate_person`.

        Raises:
            NotFound, MobilityRefused, NotAllowed: as of :meth:`accept`; and when ``attended`` is no number.
        """
        day = on or self._office.today()
        units = number_of(attended, "attended")
        asked = {"on": on, "report": report, "attended": units, "reason": reason}

        def change(known: Mobility) -> Mobility:
            return moves.returned(known, day, units, report, reason)

        return self._stepped(which, Act.REPORT_RETURN, asked, change, key)

    def complete_step(  # noqa: PLR0913 - what is told of a step, by name
        self,
        which: Mobility | str,
        step: str,
        on: date | None = None,
        *,
        document: str = "",
        about: RecordRef | None = None,
        waived: str = "",
        key: str | None = None,
    ) -> Changed[Mobility]:
        """Enter that a step of the check-list was done, or is not needed (ดำเนินการตามรายการตรวจสอบ).

        Args:
            which: the mobility.
            step: code of the vocabulary ``mobility-step``.
            on: the day; by default today.
            document: number or title of its paper.
            about: the letter or file that it is.
            waived: why it is not needed, instead of doing it.
            key: as of :meth:`nominate_person`.

        Raises:
            NotFound, MobilityRefused, NotAllowed: as of :meth:`accept`; and when it is no step of this mobility, or its
                paper is missing.
        """
        done = StepDone(
            step=step, on=on or self._office.today(), document=document.strip(), about=about, waived=waived.strip()
        )

        def change(known: Mobility) -> Mobility:
            steps = {one.step: one for one in self.checklist(known).value}
            if step not in steps:
                raise MobilityRefused(_STEP.fill(step=step, known=", ".join(steps) or "–"))
            if steps[step].paper and not (done.document or done.about or done.waived):
                raise MobilityRefused(_PAPER.fill(step=steps[step].title))
            return known.with_step(done)

        return self._changed_file(which, {"step": done if on else evolve(done, on=date.min)}, change, key)

    def award(self, which: Mobility | str, scholarship: Scholarship, *, key: str | None = None) -> Changed[Mobility]:
        """Enter a scholarship that is paid for a mobility (ให้ทุน); one of the same name takes the place of that before.

        Raises:
            NotFound, MobilityRefused, NotAllowed: as of :meth:`accept`; and when there is no such budget line.
        """
        if scholarship.line:
            self._office.budgets.line(scholarship.line)

        def change(known: Mobility) -> Mobility:
            others = tuple(one for one in known.scholarships if one.name != scholarship.name)
            return evolve(known, scholarships=(*others, scholarship))

        return self._changed_file(which, {"scholarship": scholarship}, change, key)

    # ------------------------------------------------------------------ moving on

    def _stepped(  # noqa: PLR0913, PLR0917 - what a step is made of
        self,
        which: Mobility | str,
        act: Act,
        asked: dict[str, Any],
        change: Callable[[Mobility], Mobility],
        key: str | None,
        others: Callable[[Mobility], Iterable[Any]] = lambda _made: (),
    ) -> Changed[Mobility]:
        """Do something with a file, where no step is open that comes before."""

        def moved(known: Mobility) -> Mobility:
            moves.require(known, act)
            steps = self.checklist(known).value if act not in {Act.CANCEL, Act.DECLINE} else ()
            moves.require_steps(act, (one.title for one in steps if one.before is act and one.done is None))
            return change(known)

        return self._changed_file(which, {"act": act.value, **asked}, moved, key, others)

    def _changed_file(
        self,
        which: Mobility | str,
        asked: dict[str, Any],
        change: Callable[[Mobility], Mobility],
        key: str | None,
        others: Callable[[Mobility], Iterable[Any]] = lambda _made: (),
    ) -> Changed[Mobility]:
        self._office.require(KEEP)
        identity = self.mobility(which).id

        def make(save: "Save") -> Changed[Mobility]:
            known = self.mobility(identity)
            made = change(known)
            save(KEEP, self._office.now(), (made, *others(made)), self._given_back(known, made))
            return Changed(record=evolve(made, version=made.version + 1))

        asks = Asked({"mobility": identity, **asked})
        return self._recorder.once(key, KEEP, asks, make, lambda _done: Changed(record=self.mobility(identity)))

    def _given_back(self, known: Mobility, made: Mobility) -> tuple[Add, ...]:
        """The place of the call that is free again: that at the partner which the application was selected for.

        The file may name another one by now: that which it was merged into.
        """
        if made.call is None or moves.is_off(known) or not moves.is_off(made):
            return ()
        application = self._one_or_none(MobilityApplication, made.application or "")
        partner = made.partner if application is None else application.destination or made.partner
        return (Add(places_cell(made.call, partner), 1),)

"""Mobilities are opened and go their way: nomination, acceptance, arrival, return (การเคลื่อนย้ายนักศึกษาและบุคลากร)."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from orqa.base.date_format import day_text
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships import mobility_moves as moves
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.balance import draw
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.exchange_accounts import ExchangeAccount, movement_of
from orqa.domain.partnerships.mobilities import DIRECTIONS, Mobility, MobilityState, Scholarship, StepDone, Traveller
from orqa.domain.partnerships.mobility_moves import Act
from orqa.domain.partnerships.movements import BalanceRefused, Clauses, Direction, shown
from orqa.office.organizing import Asked, Changed
from orqa.office.partnerships.exchange import KEEP, Exchange
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Add, Into

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.partnerships.records import Partner
    from orqa.office.recorder import Save
    from orqa.rules.vocabulary import Term

OVER: Final = FindingKind(
    "mobility-over-quota",
    Severity.WARNING,
    Text.of(
        en="with this one, {found} are {way} in {year}; {why} {clause}: agree on it with the partner",
        th="เมื่อรวมรายนี้ {way}ในปี {year} เป็น {found}; {why} {clause} โปรดตกลงกับคู่สัญญา",
    ),
)
UNCHECKED: Final = FindingKind(
    "mobility-quota-not-checked",
    Severity.WARNING,
    Text.of(en="places were not checked: {reason}", th="ไม่ได้ตรวจจำนวนที่นั่ง: {reason}"),
)
TWICE: Final = FindingKind(
    "mobility-person-twice",
    Severity.WARNING,
    Text.of(
        en="the same person has the file {code} in that year; persons and mobilities are counted apart",
        th="บุคคลเดียวกันมีแฟ้ม {code} ในปีนั้นแล้ว จำนวนคนและจำนวนครั้งนับแยกกัน",
    ),
)

_WAY = Text.of(en="the direction is sent or received, not {found!r}", th="ทิศทางต้องเป็น sent หรือ received ไม่ใช่ {found!r}")
_TERM = Text.of(en="there is no term {found!r}; choose from: {known}", th="ไม่มีภาคการศึกษา {found!r} ให้เลือกจาก: {known}")
_UNITS = Text.of(
    en="say how many units are planned: the terms do not tell it",
    th="โปรดระบุจำนวนหน่วยที่วางแผน (units) เพราะภาคการศึกษาไม่บอก",
)
_DAYS = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")
_OVER = Text.of(
    en="with this one, {found} would be {way} in {year}; {why} {clause}",
    th="เมื่อรวมรายนี้ {way}ในปี {year} จะเป็น {found}; {why} {clause}",
)
_STEP = Text.of(
    en="{step!r} is no step of this mobility; its steps are: {known}", th="{step!r} ไม่ใช่ขั้นตอนของแฟ้มนี้ ขั้นตอนคือ: {known}"
)
_PAPER = Text.of(en="{step} needs its document: number or title", th="{step} ต้องระบุเลขที่หรือชื่อเอกสาร")
_SCHOLARSHIP = Text.of(en="there is no such budget line: {line}", th="ไม่มีรายการงบประมาณ {line}")
_TRIES: Final = 20


@frozen(kw_only=True)
class Plan:
    """What is planned of a mobility; see :class:`orqa.domain.partnerships.mobilities.Mobility`.

    Attributes:
        mobility_kind: code of the vocabulary ``mobility-kind``.
        year: academic year by its name in the office's era; by default that of the first day, else of today.
        terms: codes of the vocabulary ``study-term``.
        units: how much is planned; by default what the terms tell.
        counted_in: the unit of that.
        first: the first day that is planned.
        last: the last one.
        agreement: id of the agreement; by default that of the only account with the partner.
        level: code of the vocabulary ``study-level``.
        programme: of study or teaching.
        field_code: ISCED-F 2013, four digits.
        unit: code of the unit here.
        partner_unit: faculty or school there.
        settled_in_money: whether fees take the place of counting a head.
        visa: of somebody received who is a foreigner; by default what the kind says.
        reference: its number elsewhere.
    """

    mobility_kind: str = "exchange"
    year: int | None = None
    terms: tuple[str, ...] = ()
    units: Decimal | None = None
    counted_in: str = ""
    first: date | None = None
    last: date | None = None
    agreement: str | None = None
    level: str = ""
    programme: str = ""
    field_code: str = ""
    unit: str = ""
    partner_unit: str = ""
    settled_in_money: bool = False
    visa: str | None = None
    reference: str = ""


class Mobilities(Exchange):
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
        return self._stepped(which, Act.ACCEPT, {"on": day}, lambda known: moves.accepted(known, day), key)

    def decline(
        self, which: Mobility | str, reason: str, on: date | None = None, *, key: str | None = None
    ) -> Changed[Mobility]:
        """Enter that the host does not take the person (ไม่ตอบรับ): the place is free. Errors as of :meth:`accept`."""
        day = on or self._office.today()
        asked = {"on": day, "reason": reason}
        return self._stepped(which, Act.DECLINE, asked, lambda known: moves.declined(known, day, reason), key)

    def cancel(
        self, which: Mobility | str, reason: str, on: date | None = None, *, key: str | None = None
    ) -> Changed[Mobility]:
        """Enter that it was given up before arrival (ยกเลิก): the place is free. Errors as of :meth:`accept`."""
        day = on or self._office.today()
        asked = {"on": day, "reason": reason}
        return self._stepped(which, Act.CANCEL, asked, lambda known: moves.cancelled(known, day, reason), key)

    def arrive(self, which: Mobility | str, on: date | None = None, *, key: str | None = None) -> Changed[Mobility]:
        """Enter the day of arrival (เดินทางถึง); errors as of :meth:`accept`.

        Of somebody received with a visa, notice of residence and the report after 90 days are counted from it.
        """
        day = on or self._office.today()
        return self._stepped(which, Act.ARRIVE, {"on": day}, lambda known: moves.arrived(known, day), key)

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
            NotFound, MobilityRefused, NotAllowed: as of :meth:`accept`.
        """
        day = on or self._office.today()
        units = None if attended is None else Decimal(attended)
        asked = {"on": day, "report": report, "attended": units, "reason": reason}

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

        return self._changed_file(which, {"step": done}, change, key)

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

    # ------------------------------------------------------------------ opening

    def planned(self, who: Traveller, partner: "Partner", direction: Direction | str, plan: Plan, on: date) -> Mobility:
        """The file of a plan as it would be opened; nothing is written and nothing counted.

        Raises:
            NotFound: when there is no such unit.
            MobilityRefused: for a direction, kind, term or day that cannot be.
        """
        office = self._office
        if direction not in tuple(Direction):
            raise MobilityRefused(_WAY.fill(found=str(direction)))
        if plan.first and plan.last and plan.last < plan.first:
            raise MobilityRefused(_DAYS.fill(first=day_text(plan.first), last=day_text(plan.last)))
        kind = self._kind(plan.mobility_kind)
        student = kind.extra["people"] == "student"
        units, counted_in = self._units(plan, student=student)
        year = self.academic_year(plan.year) if plan.year else self._year_rule().year_of(plan.first or on)
        agreement = plan.agreement if plan.agreement is not None else self._only_agreement(partner)
        visa = plan.visa
        if visa is None:
            visa = kind.extra["visa"] if direction == "received" and who.citizenship != "TH" else ""
        return Mobility(
            id=office.ids.next_id(office.now()),
            year=year.ce,
            series=str(office.written_year(year.ce)),
            direction=Direction(direction).value,
            mobility_kind=plan.mobility_kind,
            people=kind.extra["people"],
            partner=partner.id,
            partner_unit=plan.partner_unit,
            agreement=agreement,
            traveller=who,
            traveller_key=who.key,
            level=plan.level,
            programme=plan.programme,
            field_code=plan.field_code,
            unit=self._unit_id(plan.unit),
            terms=plan.terms,
            units=units,
            counted_in=counted_in,
            settled_in_money=plan.settled_in_money,
            first=plan.first,
            last=plan.last,
            nominated_on=on,
            visa=visa,
            reference=plan.reference,
        )

    def _units(self, plan: Plan, *, student: bool) -> tuple[Decimal, str]:
        """How much is planned and in which unit: as it was told, else as the terms say."""
        terms: Mapping[str, Term] = self._office.profile.vocabularies.get("study-term", {})
        for term in plan.terms:
            if term not in terms:
                raise MobilityRefused(_TERM.fill(found=term, known=", ".join(terms)))
        told = [terms[one].extra for one in plan.terms]
        named = {one["counted_in"] for one in told}
        unit = plan.counted_in or (next(iter(named)) if len(named) == 1 else self._default_unit())
        if plan.units is not None:
            return plan.units, unit
        units = sum(one["units"] for one in told) if len(named) == 1 else 0
        if student and (not units or not all(one["units"] for one in told)):
            raise MobilityRefused(_UNITS)
        return Decimal(units if student else 0), unit

    def _only_agreement(self, partner: "Partner") -> str | None:
        accounts = tuple(self._accounts_of(partner))
        return accounts[0] if len(accounts) == 1 else None

    def _unit_id(self, unit: str) -> str:
        return self._office.organization.unit(unit).id if unit else ""

    def _opened(
        self,
        made: Mobility,
        partner: "Partner",
        key: str | None,
        adds: Iterable[Add] = (),
        others: Callable[[Mobility], Iterable[Any]] = lambda _made: (),
    ) -> Changed[Mobility]:
        """Write a new file with its number, checked against the account; see :meth:`nominate_person`."""
        self._office.require(KEEP)
        more = tuple(adds)

        def make(save: "Save") -> Changed[Mobility]:
            for left in reversed(range(_TRIES)):
                owner, findings = self._checked(made, partner)
                held = [owner] if owner is not None and not self._recorder.is_writing(owner.ref) else []
                number = Add(f"mobility/{made.year}", 1, into=(Into(made.ref, "number"),))
                try:
                    saved = save(KEEP, self._office.now(), (made, *others(made), *held), (number, *more))
                except Conflict as conflict:
                    if not left or conflict.ref.kind not in {ExchangeAccount.kind, Agreement.kind}:
                        raise
                    continue
                return Changed(record=self._numbered_file(made, saved), findings=findings)
            raise AssertionError  # pragma: no cover - the last try raises

        asked = {"mobility": evolve(made, id="", number=None), "adds": [one.cell for one in more]}
        return self._recorder.once(
            key, KEEP, Asked(asked), make, lambda done: Changed(record=self.mobility(done[0].id))
        )

    def _numbered_file(self, made: Mobility, saved: Any) -> Mobility:
        waiting = self._recorder.waiting(made.ref)
        if waiting is not None:
            return evolve(made, version=1)
        return evolve(made, version=1, number=saved.numbers[0])

    def _checked(
        self, made: Mobility, partner: "Partner"
    ) -> tuple[ExchangeAccount | Agreement | None, tuple[Finding, ...]]:
        """The record by which those who open files of one balance wait for each other, and what is to be looked at.

        That is the account, else the agreement, where it has clauses of its own.

        Raises:
            MobilityRefused: above what the agreement allows, where the rules refuse that.
        """
        accounts = self._accounts_of(partner)
        account = accounts.get(made.agreement)
        under = self._by_agreement(self._of_partner(partner), accounts)
        mobilities = under.get(made.agreement, [])
        findings = [
            TWICE.make(field="traveller", record=made.ref, code=one.code)
            for one in self._of_partner(partner)
            if one.traveller_key == made.traveller_key and one.year == made.year and not moves.is_off(one)
        ]
        clauses = self._clauses(made.agreement, account)
        if clauses is None:
            return account, tuple(findings)
        try:
            findings += self._over(made, clauses, account, mobilities)
        except BalanceRefused as refused:
            findings.append(UNCHECKED.make(field="agreement", record=made.ref, reason=refused.reason))
        return account or self._kept_agreement(made.agreement or ""), tuple(findings)

    def _over(
        self, made: Mobility, clauses: Clauses, account: ExchangeAccount | None, mobilities: list[Mobility]
    ) -> Iterable[Finding]:
        """What to say where a new file is above the places that the clauses leave in its year."""
        opening = account.brought(self._year_ce) if account else None
        begins = account.first if account else clauses.first.ce
        kinds = {code: term.extra["circumstance"] for code, term in self._kinds().items()}
        new = movement_of(made, kinds, self._year_ce)
        if new is None or new.circumstance in clauses.left_out or made.year < begins:
            return
        before = draw(self._movements(mobilities), clauses, through=self._year_ce(made.year - 1), opening=opening)
        places = next(one for one in before.places if one.direction is made.way)
        now = draw(self._movements(mobilities), clauses, through=self._year_ce(made.year), opening=opening)
        used = sum(
            (line.counted for line in now.lines if _is_of(line.movement, made.way, made.year)),
            clauses.in_unit(new.units, new.unit),
        )
        if places.most is None or used <= places.most:
            return
        told: dict[str, Any] = {
            "found": shown(Fraction(used)),
            "way": DIRECTIONS[made.way],
            "year": made.series,
            "why": places.why,
            "clause": f"({account.clause})" if account and account.clause else "",
        }
        if self._office.rules(made.nominated_on).reading().value("mobility.over_quota") == "refuse":
            raise MobilityRefused(_OVER.fill(**told))
        yield OVER.make(field="units", record=made.ref, **told)

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
        """The place of the call that is free again."""
        if made.call is None or moves.is_off(known) or made.state not in {one.value for one in _OFF}:
            return ()
        return (Add(places_cell(made.call, made.partner), 1),)


_OFF: Final = (MobilityState.CANCELLED, MobilityState.DECLINED)


def places_cell(call: str, partner: str) -> str:
    """The cell that holds how many places of a call are left at a partner."""
    return f"mobility-places/{call}/{partner}"


def _is_of(movement: Any, way: Direction, year: int) -> bool:
    return movement.direction is way and movement.year.ce == year

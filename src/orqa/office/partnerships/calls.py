"""Calls are opened, applications taken, ranked and nominated (ประกาศรับสมัคร คัดเลือก เสนอชื่อ)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.amounts import exact
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships.calls import (
    APPLICATION_STATES,
    ApplicationState,
    Condition,
    Criterion,
    Destination,
    MobilityApplication,
    MobilityCall,
    Score,
)
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, Traveller
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.ranking import rank
from orqa.office.approval_lists import state_of
from orqa.office.errors import NotFound
from orqa.office.organizing import Asked, Changed
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.mobilities import Mobilities, Plan, places_cell
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

ROUTE: Final = "mobility.selection"
"""The route by which a selection is decided."""

_CALL = Text.of(en="the call", th="ประกาศรับสมัคร")
_APPLICATION = Text.of(en="the application", th="ใบสมัคร")
_DAYS = Text.of(en="it closes on {closes}, before it opens on {opens}", th="วันปิดรับ {closes} อยู่ก่อนวันเปิดรับ {opens}")
_NOWHERE = Text.of(en="it leads nowhere; name a partner with its places", th="ไม่มีสถาบันปลายทาง โปรดระบุสถาบันและจำนวนที่นั่ง")
_UNRANKED = Text.of(en="it has no criterion to rank by", th="ไม่มีเกณฑ์สำหรับจัดลำดับ")
_TWICE = Text.of(en="there is a call {code} of that year already", th="มีประกาศ {code} ของปีนั้นแล้ว")
_SHUT = Text.of(
    en="applications are taken from {opens} to {closes}, not on {day}",
    th="รับสมัครตั้งแต่ {opens} ถึง {closes} ไม่ใช่วันที่ {day}",
)
_APPLIED = Text.of(
    en="this person applied to the call already; withdraw that application first",
    th="ผู้สมัครรายนี้สมัครแล้ว ให้ถอนใบสมัครเดิมก่อน",
)
_ELSEWHERE = Text.of(en="{partner} is none of the call's partners", th="{partner} ไม่อยู่ในประกาศ")
_EARLY = Text.of(
    en="the call is open until {closes}; select after that day", th="ประกาศยังเปิดรับถึง {closes} ให้คัดเลือกหลังจากนั้น"
)
_NOT_SELECTED = Text.of(
    en="the application is {state}; only one that is selected can be nominated",
    th="ใบสมัครอยู่ในสถานะ{state} เสนอชื่อได้เฉพาะผู้ได้รับคัดเลือก",
)
_NO_PLACE = Text.of(en="no place of the call is left at {partner}", th="ไม่มีที่นั่งของประกาศเหลือที่ {partner}")
_UNDECIDED = Text.of(
    en="the selection was not approved yet ({state}); it waits for a decision along its route",
    th="ผลการคัดเลือกยังไม่ได้รับอนุมัติ ({state}) รอการพิจารณาตามลำดับ",
)
_GONE = Text.of(en="the application is {state} already", th="ใบสมัคร{state}แล้ว")


class Calls(Mobilities):
    """Open calls, take applications, rank and nominate; a part of ``office.partnerships``."""

    def call(  # noqa: PLR0913 - what stands in a call, by name
        self,
        code: str,
        title: Text | Mapping[str, str] | str,
        *,
        opens: date,
        closes: date,
        places: Mapping[str, int],
        criteria: Iterable[Criterion],
        conditions: Iterable[Condition] = (),
        tie_break: Iterable[str] = (),
        agreements: Mapping[str, str] | None = None,
        year: int | None = None,
        mobility_kind: str = "exchange",
        terms: Iterable[str] = (),
        first: date | None = None,
        last: date | None = None,
        unit: str = "",
        key: str | None = None,
    ) -> Changed[MobilityCall]:
        """Open a call for applications (ประกาศรับสมัคร).

        Args:
            code: what people call it by, unique in its year.
            title: what people call it.
            opens: the first day of applying.
            closes: the last one.
            places: how many, by partner as ``partner`` finds it.
            criteria: what applications are ranked by, with weights.
            conditions: what an applicant must have at least.
            tie_break: codes of scores that part equal sums.
            agreements: by partner, the agreement that the places are from.
            year: academic year in the office's era; by default that of the first day, else of closing.
            mobility_kind: code of the vocabulary ``mobility-kind``.
            terms: codes of the vocabulary ``study-term``.
            first: the first day of the stays.
            last: the last one.
            unit: code of the unit that keeps it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, PartnerRefused: as of ``partner``; and when there is no such unit.
            MobilityRefused: for days, places, criteria or a kind that cannot be, or a code that is taken.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        self._office.require(KEEP)
        self._kind(mobility_kind)
        if closes < opens:
            raise MobilityRefused(_DAYS.fill(opens=day_text(opens), closes=day_text(closes)))
        under = {self.partner(partner).id: agreement for partner, agreement in (agreements or {}).items()}
        wanted = {self.partner(partner).id: count for partner, count in places.items()}
        if not wanted or min(wanted.values()) < 1:
            raise MobilityRefused(_NOWHERE)
        named = tuple(criteria)
        if not named:
            raise MobilityRefused(_UNRANKED)
        begins = self.academic_year(year) if year else self._year_rule().year_of(first or closes)
        made = MobilityCall(
            id=f"{begins.ce}-{code}",
            code=code,
            year=begins.ce,
            title=self._titled(title),
            mobility_kind=mobility_kind,
            opens=opens,
            closes=closes,
            destinations=tuple(
                Destination(partner=partner, places=count, agreement=under.get(partner))
                for partner, count in wanted.items()
            ),
            criteria=named,
            conditions=tuple(conditions),
            tie_break=tuple(tie_break),
            terms=tuple(terms),
            first=first,
            last=last,
            unit=self._unit_id(unit),
        )

        def make(save: "Save") -> Changed[MobilityCall]:
            adds = [Add(places_cell(made.id, one.partner), one.places) for one in made.destinations]
            try:
                save(KEEP, self._office.now(), (made,), adds)
            except Conflict as conflict:
                if conflict.ref == made.ref:
                    raise MobilityRefused(_TWICE.fill(code=code)) from None
                raise
            return Changed(record=evolve(made, version=1))

        return self._recorder.once(
            key, KEEP, Asked({"call": made}), make, lambda done: Changed(record=self.get_call(done[0].id))
        )

    def get_call(self, which: MobilityCall | str) -> MobilityCall:
        """The call of an id, or the latest one of a code.

        Raises:
            NotFound: when there is none.
        """
        identity = which if isinstance(which, str) else which.id
        found = self._record(MobilityCall, identity)
        if found is None:
            named = self._kept(MobilityCall, equal("code", identity), ("year",)) if identity else ()
            if not named:
                raise NotFound(_CALL, identity)
            found = named[-1]
        return found

    def calls(self) -> tuple[MobilityCall, ...]:
        """All calls, by the day on which they open."""
        return self._kept(MobilityCall, order=("opens",))

    def call_table(self) -> "Table":
        """Calls with the places that are left (ประกาศรับสมัครทั้งหมด)."""
        from orqa.office.partnerships.call_tables import call_table

        found = self.calls()
        return call_table(found, {one.id: self.places_left(one) for one in found}, self._names())

    def places_left(self, which: MobilityCall | str) -> dict[str, int]:
        """How many places of a call are left, by id of the partner.

        Raises:
            NotFound: as of :meth:`get_call`.
        """
        call = self.get_call(which)
        with self._office.reading() as reader:
            cells = reader.cells(places_cell(call.id, ""))
        return {one.partner: cells.get(places_cell(call.id, one.partner), 0) for one in call.destinations}

    def apply(  # noqa: PLR0913 - what stands in an application, by name
        self,
        which: MobilityCall | str,
        who: Traveller,
        scores: Mapping[str, Decimal | str | int],
        preferences: Iterable[str] = (),
        *,
        level: str = "",
        programme: str = "",
        unit: str = "",
        on: date | None = None,
        key: str | None = None,
    ) -> Changed[MobilityApplication]:
        """Take an application to a call (รับสมัคร).

        Args:
            which: the call, its id or code.
            who: the applicant; personal data.
            scores: marks by criterion and condition, exact.
            preferences: partners, the most wanted first; by default those of the call in their order.
            level: code of the vocabulary ``study-level``.
            programme: of study.
            unit: code of the faculty here.
            on: the day of applying; by default today.
            key: as of :meth:`call`.

        Raises:
            NotFound, PartnerRefused: as of :meth:`get_call` and ``partner``.
            MobilityRefused: outside the days of the call, for a partner that it does not lead to, and when the person
                applied already.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        self._office.require(KEEP)
        call, day = self.get_call(which), on or self._office.today()
        if not call.opens <= day <= call.closes:
            told = {"opens": day_text(call.opens), "closes": day_text(call.closes), "day": day_text(day)}
            raise MobilityRefused(_SHUT.fill(**told))
        known = tuple(one.partner for one in call.destinations)
        wanted = tuple(self.partner(one).id for one in preferences) or known
        if other := [one for one in wanted if one not in known]:
            raise MobilityRefused(_ELSEWHERE.fill(partner=self.partner(other[0]).name))
        made = MobilityApplication(
            id=self._office.ids.next_id(self._office.now()),
            call=call.id,
            applicant=who,
            level=level,
            programme=programme,
            unit=self._unit_id(unit),
            scores=tuple(Score(code=code, value=exact(value)) for code, value in scores.items()),
            preferences=wanted,
            on=day,
        )

        def make(save: "Save") -> Changed[MobilityApplication]:
            try:
                save(KEEP, self._office.now(), (made,), (Add(_applied_cell(made), 1, at_most=1),))
            except Refused:
                raise MobilityRefused(_APPLIED) from None
            return Changed(record=evolve(made, version=1))

        asks = Asked({"application": evolve(made, id="")})
        return self._recorder.once(key, KEEP, asks, make, lambda done: Changed(record=self.application(done[0].id)))

    def withdraw_application(
        self, which: MobilityApplication | str, *, key: str | None = None
    ) -> Changed[MobilityApplication]:
        """Take an application back (ถอนใบสมัคร); the person may apply anew.

        Raises:
            NotFound, NotAllowed: as of :meth:`apply`.
            MobilityRefused: when it was withdrawn already, or the person was nominated.
        """
        self._office.require(KEEP)
        identity = self.application(which).id

        def make(save: "Save") -> Changed[MobilityApplication]:
            known = self.application(identity)
            if known.state in {ApplicationState.WITHDRAWN.value, ApplicationState.NOMINATED.value}:
                raise MobilityRefused(_GONE.fill(state=APPLICATION_STATES[ApplicationState(known.state)]))
            made = evolve(known, state=ApplicationState.WITHDRAWN.value, rank=None, destination=None)
            save(KEEP, self._office.now(), (made,), (Add(_applied_cell(made), -1, at_least=0),))
            return Changed(record=evolve(made, version=made.version + 1))

        again = Asked({"withdraw": identity})
        return self._recorder.once(key, KEEP, again, make, lambda _done: Changed(record=self.application(identity)))

    def application(self, which: MobilityApplication | str) -> MobilityApplication:
        """The application of an id.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        identity = which if isinstance(which, str) else which.id
        found = self._record(MobilityApplication, identity)
        if found is None:
            raise NotFound(_APPLICATION, identity)
        return found

    def applications(self, which: MobilityCall | str) -> tuple[MobilityApplication, ...]:
        """The applications to a call, by rank; those without one last.

        Raises:
            NotFound: as of :meth:`get_call`.
        """
        found = self._kept(MobilityApplication, equal("call", self.get_call(which).id))
        return tuple(sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.id)))

    def selection_table(self, which: MobilityCall | str) -> "Table":
        """The ranking of a call with the reasons of each place (ผลการคัดเลือก).

        Raises:
            NotFound: as of :meth:`get_call`.
        """
        from orqa.office.partnerships.call_tables import selection_table

        return selection_table(self.get_call(which), self.applications(which), self._names())

    def select(
        self,
        which: MobilityCall | str,
        on: date | None = None,
        *,
        order: Sequence[str] = (),
        unit: str = "",
        key: str | None = None,
    ) -> tuple[MobilityApplication, ...]:
        """Rank the applications of a call and give them places, each with its reasons (คัดเลือก).

        It may be done again, as after a tie was decided or an application withdrawn; who was nominated keeps the place.

        Args:
            which: the call, its id or code.
            on: the day; by default today.
            order: ids of tied applications as the committee has put them, the first of them first.
            unit: code of the unit that asks for approval; with it the selection goes along the route
                ``mobility.selection``, and nobody is nominated before it is approved.
            key: as of :meth:`call`.

        Raises:
            NotFound, NotAllowed: as of :meth:`apply`.
            MobilityRefused: while the call is open.
            RouteUnknown, NoApprover: as of ``office.approvals.submit``.
        """
        if unit and self._recording is None:  # neither is left without the other
            with self._office.work(ROUTE) as work:
                return work.partnerships.select(which, on, order=order, unit=unit, key=key)
        self._office.require(KEEP)
        call, day = self.get_call(which), on or self._office.today()
        if day <= call.closes:
            raise MobilityRefused(_EARLY.fill(closes=day_text(call.closes)))

        def make(save: "Save") -> tuple[MobilityApplication, ...]:
            settled = {ApplicationState.WITHDRAWN.value, ApplicationState.NOMINATED.value}
            known = self.applications(call)
            asked = [one for one in known if one.state not in settled]
            before = sum(one.state == ApplicationState.NOMINATED.value for one in known)
            ranked = rank(call, asked, self.places_left(call), self._names(), order=order, before=before)
            save(KEEP, self._office.now(), (evolve(self.get_call(call), selected_on=day), *ranked))
            return tuple(evolve(one, version=one.version + 1) for one in ranked)

        asks = Asked({"select": call.id, "on": day, "order": tuple(order)})
        found = self._recorder.once(key, KEEP, asks, make, lambda _done: self.applications(call))
        if unit:
            from orqa.office.approvals import Approvals

            Approvals(self._office, self._recording).submit(call.ref, ROUTE, unit=unit, title=call.title, key=key)
        return found

    def nominate(
        self, which: MobilityApplication | str, on: date | None = None, *, key: str | None = None
    ) -> Changed[Mobility]:
        """Nominate somebody who was selected to the partner (เสนอชื่อ): the file is opened and takes a place of the call.

        Args:
            which: the application, or its id.
            on: the day; by default today.
            key: as of :meth:`call`.

        Raises:
            NotFound, NotAllowed: as of :meth:`apply`.
            MobilityRefused: when it was not selected, the selection waits for approval, or no place is left; two at the
                same moment never take the last one together.
        """
        known = self.application(which)
        call = self.get_call(known.call)
        if known.state != ApplicationState.SELECTED.value or known.destination is None:
            again = self._again(known, key)
            if again is not None:
                return again
            raise MobilityRefused(_NOT_SELECTED.fill(state=APPLICATION_STATES[ApplicationState(known.state)]))
        self._refuse_undecided(call)
        partner = self.partner(known.destination)
        under = next(one.agreement for one in call.destinations if one.partner == known.destination)
        plan = Plan(
            mobility_kind=call.mobility_kind,
            year=self._office.written_year(call.year),
            terms=call.terms,
            first=call.first,
            last=call.last,
            agreement=under,
            level=known.level,
            programme=known.programme,
            unit=known.unit,
        )
        made = self.planned(known.applicant, partner, Direction.SENT, plan, on or self._office.today())
        made = evolve(made, call=call.id, application=known.id)
        place = Add(places_cell(call.id, known.destination), -1, at_least=0)

        def others(_made: Mobility) -> Iterable[Any]:
            return (evolve(known, state=ApplicationState.NOMINATED.value),)

        try:
            return self._opened(made, partner, key, (place,), others)
        except Refused:
            raise MobilityRefused(_NO_PLACE.fill(partner=partner.name)) from None

    # ------------------------------------------------------------------ inside

    def _titled(self, title: Text | Mapping[str, str] | str) -> Text:
        """A title, in the office's own language where none is told."""
        return Text.of(**{self._office.profile.language: title}) if isinstance(title, str) else Text.from_value(title)

    def _again(self, known: MobilityApplication, key: str | None) -> Changed[Mobility] | None:
        """The file that the same call opened before; None where it was another call."""
        if key is None or known.state != ApplicationState.NOMINATED.value:
            return None
        named = self._kept(Mobility, equal("call", known.call))
        return next((Changed(record=one) for one in named if one.application == known.id), None)

    def _refuse_undecided(self, call: MobilityCall) -> None:
        asked = self._office.approvals.latest(call)
        if asked is not None and asked.state is not ApprovalState.APPROVED:
            raise MobilityRefused(_UNDECIDED.fill(state=state_of(self._office, asked)))


def _applied_cell(application: MobilityApplication) -> str:
    """The cell that is 1 while somebody's application to a call stands; it tells nobody's name."""
    digest = sha256(application.applicant.key.encode()).hexdigest()[:32]
    return f"mobility-applied/{application.call}/{digest}"

"""Applications are ranked, get places, and are nominated (คัดเลือกและเสนอชื่อ)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.organization.approvals import ApprovalState
from orqa.domain.partnerships.calls import (
    APPLICATION_STATES,
    ApplicationState,
    MobilityApplication,
    MobilityCall,
)
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.movements import Direction
from orqa.domain.partnerships.ranking import rank
from orqa.office.approval_lists import state_of
from orqa.office.organizing import Changed
from orqa.office.partnerships.applications import Applications
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.mobility_places import places_cell
from orqa.office.partnerships.mobility_plans import Plan
from orqa.office.service import Asked
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.base.records import Record
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

ROUTE: Final = "mobility.selection"
"""The route by which a selection is decided."""

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


_ASKED = Text.of(
    en="a request for approval of what stands waits along its route; withdraw it or have it decided first",
    th="คำขออนุมัติรายการเดิมอยู่ระหว่างพิจารณา ให้ถอนคำขอหรือรอผลก่อน",
)
_APPROVED = Text.of(
    en="what stands was approved along its route; name the unit that asks for approval of another (unit)",
    th="รายการเดิมได้รับอนุมัติตามลำดับแล้ว หากเปลี่ยนแปลงต้องระบุหน่วยงานที่ขออนุมัติใหม่ (unit)",
)


class Selecting(Applications):
    """Rank applications and nominate; a part of ``office.partnerships``."""

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
            key: as of ``call``.

        Raises:
            NotFound, NotAllowed: as of ``apply``.
            MobilityRefused: while the call is open; while a request along the route waits for the ranking before, and
                without a unit once that was approved along its route.
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
            self._refuse_asked(call, unit)
            settled = {ApplicationState.WITHDRAWN.value, ApplicationState.NOMINATED.value}
            known = self.applications(call)
            asked = [one for one in known if one.state not in settled]
            before = sum(one.state == ApplicationState.NOMINATED.value for one in known)
            ranked = rank(call, asked, self.places_left(call), self._names(), order=order, before=before)
            save(KEEP, self._office.now(), (evolve(self.get_call(call), selected_on=day), *ranked))
            return tuple(evolve(one, version=one.version + 1) for one in ranked)

        asks = Asked({"select": call.id, "on": on, "order": tuple(order), "unit": unit})
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
            key: as of ``call``.

        Raises:
            NotFound, NotAllowed: as of ``apply``.
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

    def _again(self, known: MobilityApplication, key: str | None) -> Changed[Mobility] | None:
        """The file that the same call opened before; None where it was another call."""
        if key is None or known.state != ApplicationState.NOMINATED.value:
            return None
        named = self._every(Mobility, equal("call", known.call))
        return next((Changed(record=one) for one in named if one.application == known.id), None)

    def _refuse_asked(self, known: "Record | None", unit: str) -> None:
        """Go on where what is decided along a route stays what was asked for.

        Args:
            known: what was decided, or waits; None where nothing was written.
            unit: which asks for a decision of what takes its place.

        Raises:
            MobilityRefused: where it would be changed behind a request.
        """
        asked = None if known is None else self._office.approvals.latest(known)
        if asked is None:
            return
        if asked.state is ApprovalState.PENDING:
            raise MobilityRefused(_ASKED)
        if asked.state is ApprovalState.APPROVED and not unit:
            raise MobilityRefused(_APPROVED)

    def _refuse_undecided(self, call: MobilityCall) -> None:
        asked = self._office.approvals.latest(call)
        if asked is not None and asked.state is not ApprovalState.APPROVED:
            raise MobilityRefused(_UNDECIDED.fill(state=state_of(self._office, asked)))

"""Applications to calls are taken and withdrawn (ใบสมัคร)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import evolve

from orqa.base.amounts import exact
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.partnerships.calls import (
    APPLICATION_STATES,
    ApplicationState,
    MobilityApplication,
    MobilityCall,
    Score,
)
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Traveller
from orqa.office.errors import NotFound
from orqa.office.organizing import Changed
from orqa.office.partnerships.calls import Calls
from orqa.office.partnerships.exchange import KEEP
from orqa.office.service import Asked
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.recorder import Save

_APPLICATION = Text.of(en="the application", th="ใบสมัคร")
_SHUT = Text.of(
    en="applications are taken from {opens} to {closes}, not on {day}",
    th="รับสมัครตั้งแต่ {opens} ถึง {closes} ไม่ใช่วันที่ {day}",
)
_APPLIED = Text.of(
    en="this person applied to the call already; withdraw that application first",
    th="ผู้สมัครรายนี้สมัครแล้ว ให้ถอนใบสมัครเดิมก่อน",
)
_ELSEWHERE = Text.of(en="{partner} is none of the call's partners", th="{partner} ไม่อยู่ในประกาศ")
_GONE = Text.of(en="the application is {state} already", th="ใบสมัคร{state}แล้ว")


class Applications(Calls):
    """Take applications and give them back; a part of ``office.partnerships``."""

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
            key: as of ``call``.

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
        made = MobilityApplication(
            id=self._office.ids.next_id(self._office.now()),
            call=call.id,
            applicant=who,
            level=level,
            programme=programme,
            unit=self._unit_id(unit),
            scores=tuple(Score(code=code, value=exact(value)) for code, value in scores.items()),
            preferences=self._wanted(call, preferences),
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
        found = self._one_or_none(MobilityApplication, identity)
        if found is None:
            raise NotFound(_APPLICATION, identity)
        return found

    def applications(self, which: MobilityCall | str) -> tuple[MobilityApplication, ...]:
        """The applications to a call, by rank; those without one last.

        Raises:
            NotFound: as of :meth:`get_call`.
        """
        found = self._every(MobilityApplication, equal("call", self.get_call(which).id))
        return tuple(sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.id)))

    def _wanted(self, call: MobilityCall, preferences: Iterable[str]) -> tuple[str, ...]:
        """Where an applicant wants to go, as the call names it: a partner may have been merged into another since.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
            MobilityRefused: for a partner that the call does not lead to.
        """
        known = {self.partner(one.partner).id: one.partner for one in call.destinations}
        asked = [self.partner(one) for one in preferences]
        if other := [one for one in asked if one.id not in known]:
            raise MobilityRefused(_ELSEWHERE.fill(partner=other[0].name))
        return tuple(known[one.id] for one in asked) or tuple(one.partner for one in call.destinations)


def _applied_cell(application: MobilityApplication) -> str:
    """The cell that is 1 while somebody's application to a call stands; it tells nobody's name."""
    digest = sha256(application.applicant.key.encode()).hexdigest()[:32]
    return f"mobility-applied/{application.call}/{digest}"

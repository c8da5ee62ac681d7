"""Calls for exchange are opened, with the places that are left (ประกาศรับสมัคร)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.partnerships.calls import (
    Condition,
    Criterion,
    Destination,
    MobilityCall,
)
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.office.errors import NotFound
from orqa.office.organizing import Changed
from orqa.office.partnerships.arrivals import Arrivals
from orqa.office.partnerships.exchange import KEEP
from orqa.office.partnerships.mobility_places import places_cell
from orqa.office.service import Asked
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Add
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

_CALL = Text.of(en="the call", th="ประกาศรับสมัคร")
_DAYS = Text.of(en="it closes on {closes}, before it opens on {opens}", th="วันปิดรับ {closes} อยู่ก่อนวันเปิดรับ {opens}")
_NOWHERE = Text.of(en="it leads nowhere; name a partner with its places", th="ไม่มีสถาบันปลายทาง โปรดระบุสถาบันและจำนวนที่นั่ง")
_UNRANKED = Text.of(en="it has no criterion to rank by", th="ไม่มีเกณฑ์สำหรับจัดลำดับ")
_TWICE = Text.of(en="there is a call {code} of that year already", th="มีประกาศ {code} ของปีนั้นแล้ว")


class Calls(Arrivals):
    """Open calls; a part of ``office.partnerships``."""

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
            NotFound, PartnerRefused: as of ``partner``; and when there is no such unit or agreement.
            MobilityRefused: for days, places, criteria or a kind that cannot be, or a code that is taken.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        self._office.require(KEEP)
        self._kind(mobility_kind)
        if closes < opens:
            raise MobilityRefused(_DAYS.fill(opens=day_text(opens), closes=day_text(closes)))
        begins = self.academic_year(year) if year else self._year_rule().year_of(first or closes)
        made = MobilityCall(
            id=f"{begins.ce}-{code}",
            code=code,
            year=begins.ce,
            title=self._titled(title),
            mobility_kind=mobility_kind,
            opens=opens,
            closes=closes,
            destinations=self._destinations(places, agreements or {}),
            criteria=tuple(criteria),
            conditions=tuple(conditions),
            tie_break=tuple(tie_break),
            terms=tuple(terms),
            first=first,
            last=last,
            unit=self._unit_id(unit),
        )
        if not made.criteria:
            raise MobilityRefused(_UNRANKED)
        asks = Asked({"call": made})
        return self._recorder.once(
            key, KEEP, asks, lambda save: self._kept_call(made, save), lambda _done: Changed(record=self.get_call(made))
        )

    def get_call(self, which: MobilityCall | str) -> MobilityCall:
        """The call of an id, or the latest one of a code.

        Raises:
            NotFound: when there is none.
        """
        identity = which if isinstance(which, str) else which.id
        found = self._one_or_none(MobilityCall, identity)
        if found is None:
            named = self._every(MobilityCall, equal("code", identity), ("year",)) if identity else ()
            if not named:
                raise NotFound(_CALL, identity)
            found = named[-1]
        return found

    def calls(self) -> tuple[MobilityCall, ...]:
        """All calls, by the day on which they open."""
        return self._every(MobilityCall, order=("opens",))

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

    # ------------------------------------------------------------------ inside

    def _destinations(self, places: Mapping[str, int], agreements: Mapping[str, str]) -> tuple[Destination, ...]:
        """Where a call leads, with the agreements that the places are from."""
        under = {self.partner(partner).id: self.agreement(which).id for partner, which in agreements.items()}
        wanted = {self.partner(partner).id: count for partner, count in places.items()}
        if not wanted or min(wanted.values()) < 1:
            raise MobilityRefused(_NOWHERE)
        found = wanted.items()
        return tuple(Destination(partner=one, places=count, agreement=under.get(one)) for one, count in found)

    def _kept_call(self, made: MobilityCall, save: "Save") -> Changed[MobilityCall]:
        """Write a new call with its places."""
        adds = [Add(places_cell(made.id, one.partner), one.places) for one in made.destinations]
        try:
            save(KEEP, self._office.now(), (made,), adds)
        except Conflict as conflict:
            if conflict.ref == made.ref:
                raise MobilityRefused(_TWICE.fill(code=made.code)) from None
            raise
        return Changed(record=evolve(made, version=1))

    def _titled(self, title: Text | Mapping[str, str] | str) -> Text:
        """A title, in the office's own language where none is told."""
        return Text.of(**{self._office.profile.language: title}) if isinstance(title, str) else Text.from_value(title)

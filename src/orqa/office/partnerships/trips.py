"""Trips abroad of staff and executives: asked for, permitted, recorded as duty, reported (การไปราชการต่างประเทศ)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.attendance.events import WorkEvent
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.domain.partnerships.countries import country as country_of_code
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.errors import TripRefused
from orqa.domain.partnerships.official_trips import OfficialTrip, TripState, changed, moved_to
from orqa.office.access import UNNAMED
from orqa.office.approvals import Approvals
from orqa.office.organizing import Changed
from orqa.office.partnerships.keeping import NO_REASON, reversed_days
from orqa.office.partnerships.partner_findings import called_so_too
from orqa.office.partnerships.trip_reading import TRIP, TripReading

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.base.records import Record
    from orqa.domain.budgets.travel_abroad import TripAbroad

ASK: Final = "trip.ask"
KEEP: Final = "trip.keep"
PERMIT: Final = "trip.permit"
"""The actions, as the policy has them: one's own trip, another's, and what permits a trip or takes it back."""

ROUTE: Final = "trip.abroad"
"""The route along which a trip is permitted."""

REPORT_DAYS: Final = "trip.report_days"
"""The rule: within how many days after the return the report is due."""

DUTY: Final = "official_duty"
"""What the days of a trip are, in the vocabulary ``work-event``."""

_NO_PURPOSE = Text.of(en="say what it is for", th="ให้ระบุวัตถุประสงค์")
_NO_REPORT = Text.of(en="say what came of it", th="ให้ระบุผลการไปราชการ")
_NOT_APPROVED = Text.of(
    en="it was not approved: name the order by which it was, or have it approved along its route",
    th="ยังไม่ได้รับอนุมัติ ให้ระบุเลขที่คำสั่งหรือเสนอขออนุมัติตามลำดับ",
)
_NOT_PLANNED = Text.of(en="it does not wait for permission", th="ไม่ได้รออนุมัติ")
_NOT_BACK = Text.of(en="it is not over yet", th="การเดินทางยังไม่สิ้นสุด")
_BEFORE = Text.of(en="the report is due before the last day", th="กำหนดรายงานอยู่ก่อนวันสุดท้าย")
_REQUESTED = Text.of(
    en="its request waits or was approved; withdraw the request, or have it sent back, and change it then",
    th="คำขออยู่ระหว่างพิจารณาหรืออนุมัติแล้ว ให้ถอนคำขอหรือขอให้ส่งคืนก่อนแก้ไข",
)
_FIXED: Final = (ApprovalState.PENDING, ApprovalState.APPROVED)
_TOLD: Final = frozenset(
    ("purpose", "country", "place", "first", "last", "partner", "agreement", "visit", "budget_line", "passport")
) | {"visa", "letters", "report_by"}
_TITLE = Text.of(en="{purpose}: {country}", th="{purpose}: {country}")
_DUTY_TITLE = "{purpose} ({country})"


class Trips(TripReading):
    """Keep trips abroad from the request to the report; reached as ``office.partnerships.trips``."""

    def ask(  # noqa: PLR0913 - what a trip is, by name
        self,
        person: str,
        purpose: str,
        *,
        country: str,
        first: date,
        last: date,
        unit: str,
        place: str = "",
        partner: str = "",
        agreement: str | None = None,
        visit: str | None = None,
        plan: "TripAbroad | None" = None,
        budget_line: RecordRef | None = None,
        passport: str = "",
        visa: str = "",
        letters: Iterable[RecordRef | str] = (),
        report_by: date | None = None,
        key: str | None = None,
    ) -> Changed[OfficialTrip]:
        """Ask for a trip abroad (ขออนุมัติไปราชการต่างประเทศ); :meth:`submit` sends it along its route.

        Args:
            person: id or staff number of the traveller.
            purpose: what for.
            country: its name in English or Thai, or its ISO 3166-1 code.
            first: the first day.
            last: the last day.
            unit: code of the unit that asks.
            place: city or institution.
            partner: the institution that is visited, by id, identifier or name.
            agreement: id of the agreement that it uses.
            visit: id of the delegation that it is part of.
            plan: what is estimated by the rates of travel abroad; its total is kept.
            budget_line: the line of the budget that pays.
            passport: code of the vocabulary ``passport``.
            visa: what is known of visa and letter to the embassy.
            letters: letters that it goes back to, by id.
            report_by: the day by which to report; by default what the rule ``trip.report_days`` says.
            key: of the caller's choice: the same call with the same key is done once.

        Returns:
            The trip, with the findings of its estimate, such as a rate that no source tells, and of a country that is
            called as another one is, too.

        Raises:
            NotFound: when there is no such person, unit, partner, visit or letter.
            CountryNotUnderstood: when the country is none, or may be several.
            UnknownTerm: when there is no such passport.
            TripRefused: when the days are reversed or there is no purpose.
            EstimateRefused: when the plan contradicts itself.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        _refuse(reversed_days(first, last))
        _refuse(None if purpose.strip() else _NO_PURPOSE)
        _refuse(_BEFORE if report_by is not None and report_by < last else None)
        traveller = self._person(person)
        told: dict[str, Any] = {"purpose": purpose, "country": country, "first": first, "last": last, "place": place}
        told |= {"partner": partner, "agreement": agreement, "visit": visit, "budget_line": budget_line}
        told |= {
            "passport": passport,
            "visa": visa,
            "letters": letters,
            "report_by": report_by or self._report_by(last),
        }
        fields = {"person": traveller, "unit": self._unit(unit, first), **self._fields(told, first)}
        findings: list[Finding] = []
        if plan is not None:
            estimate = office.budgets.estimate(plan, partly=True).value
            fields["estimate"] = estimate.total
            findings = [*estimate.findings, *estimate.unknown]

        def make(at: Any) -> Any:
            return (OfficialTrip(id=office.ids.next_id(at), **fields),), ()

        own = office.actor is not None and office.actor.person == traveller
        made = self._keep(OfficialTrip, TRIP, ASK if own else KEEP, {"ask": fields}, key, make)
        return Changed(record=made, findings=(*called_so_too(made.ref, country), *findings))

    def change(self, trip: OfficialTrip | str, reason: str, *, key: str | None = None, **told: Any) -> OfficialTrip:
        """Change a trip that waits for permission (แก้ไขคำขอ): a new version, with the reason; others stay to be read.

        Args:
            trip: the trip, or its id.
            reason: why.
            key: as of :meth:`ask`.
            told: what is otherwise, by name, as of :meth:`ask`: ``purpose``, ``country``, ``place``, ``first``,
                ``last``, ``partner``, ``agreement``, ``visit``, ``budget_line``, ``passport``, ``visa``, ``letters``,
                ``report_by``; an empty text takes back what was named.

        Raises:
            NotFound, CountryNotUnderstood, UnknownTerm, NotAllowed: as of :meth:`ask`.
            TripRefused: without a reason, when the days are reversed, while its request waits or once it was approved,
                or when it does not wait for permission.
            TypeError: when a trip has no such field.
        """
        _refuse(None if reason.strip() else NO_REASON)
        known = self.get(trip)
        first = told.get("first", known.first)
        last = told.get("last", max(known.last, first))
        _refuse(reversed_days(first, last))
        _refuse(None if told.get("purpose", known.purpose).strip() else _NO_PURPOSE)
        if "report_by" not in told and known.report_by == self._report_by(known.last):
            told["report_by"] = self._report_by(last)
        report_by = told.get("report_by", known.report_by)
        _refuse(_BEFORE if report_by is not None and report_by < last else None)
        fields = self._fields({**told, "last": last}, first)

        def change(now: OfficialTrip) -> Sequence["Record"]:
            request = self._office.approvals.latest(now)
            _refuse(_REQUESTED if request is not None and request.state in _FIXED else None)
            return (changed(now, reason=reason, **fields),)

        own = self._office.actor is not None and self._office.actor.person == known.person
        return self._changed(ASK if own else KEEP, known, {"reason": reason, **fields}, change, key)

    def submit(self, trip: OfficialTrip | str, *, key: str | None = None) -> Approval:
        """Send a trip along the route ``trip.abroad`` (เสนอขออนุมัติ).

        Raises:
            NotFound: when there is no such trip.
            TripRefused: when it does not wait for permission.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        known = self.get(trip)
        _refuse(None if known.state is TripState.PLANNED else _NOT_PLANNED)
        title = _TITLE.fill(purpose=known.purpose, country=country_of_code(known.country).name)
        return Approvals(self._office, self._recording).submit(known, ROUTE, unit=known.unit, title=title, key=key)

    def permit(self, trip: OfficialTrip | str, document: str = "", *, key: str | None = None) -> OfficialTrip:
        """Enter that a trip is permitted (บันทึกการอนุมัติ): its days become official duty of the traveller.

        Args:
            trip: the trip, or its id.
            document: number of the order, where it was permitted on paper; otherwise its request was approved.
            key: as of :meth:`ask`.

        Raises:
            NotFound: when there is no such trip.
            TripRefused: when it was not approved, or does not wait for permission.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, office = self.get(trip), self._office
        _refuse(None if document.strip() or self.is_approved(known) else _NOT_APPROVED)
        duty = office.rules(known.first).vocabulary("work-event")[DUTY].code

        def change(now: OfficialTrip) -> Sequence["Record"]:
            event = WorkEvent(
                id=office.ids.next_id(office.now()),
                event=duty,
                person=now.person,
                first=now.first,
                last=now.last,
                title=_DUTY_TITLE.format(purpose=now.purpose, country=now.country),
                order=document.strip(),
            )
            told = {"document": document.strip(), "permitted": office.today(), "duty": event.ref}
            return moved_to(now, TripState.PERMITTED, **told), event

        return self._changed(PERMIT, known, {"permit": document}, change, key)

    def report(self, trip: OfficialTrip | str, text: str, *, key: str | None = None) -> OfficialTrip:
        """Report after the return (รายงานผลการไปราชการ); the traveller reports their own.

        Raises:
            NotFound: when there is no such trip.
            TripRefused: without a text, before the last day, or when it was not permitted.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, office = self.get(trip), self._office
        _refuse(None if text.strip() else _NO_REPORT)
        _refuse(_NOT_BACK if office.today() < known.last else None)

        def change(now: OfficialTrip) -> Sequence["Record"]:
            return (moved_to(now, TripState.REPORTED, report=text, reported=office.today()),)

        own = office.actor is not None and office.actor.person == known.person
        return self._changed(ASK if own else KEEP, known, {"report": text}, change, key)

    def cancel(self, trip: OfficialTrip | str, reason: str, *, key: str | None = None) -> OfficialTrip:
        """Say that a trip does not take place (ยกเลิกการไปราชการ); its days are no duty any more.

        Raises:
            NotFound, NotAllowed: as of :meth:`permit`.
            TripRefused: without a reason, or when it was reported or cancelled.
        """
        _refuse(None if reason.strip() else NO_REASON)

        def change(now: OfficialTrip) -> Sequence["Record"]:
            return (moved_to(now, TripState.CANCELLED, reason=reason), *self._withdrawn(now, reason))

        return self._changed(PERMIT, self.get(trip), {"cancel": reason}, change, key)

    # ------------------------------------------------------------------ inside

    def _fields(self, told: Mapping[str, Any], on: date) -> dict[str, Any]:
        """What was told of a trip, as it is kept."""
        if strange := told.keys() - _TOLD:
            raise TypeError(f"a trip has no {', '.join(sorted(strange))}")
        kept: dict[str, Callable[[Any], Any]] = {
            "country": lambda country: read_country(country).code,
            "partner": self._partner,
            "agreement": self._agreement,
            "visit": lambda visit: self._office.partnerships.visits.get(visit).id if visit else None,
            "passport": lambda code: self._office.rules(on).vocabulary("passport")[code].code if code else "",
            "letters": lambda letters: self._letters(tuple(letters)),
        }
        return {name: kept[name](value) if name in kept else value for name, value in told.items()}

    def _report_by(self, last: date) -> date | None:
        days = self._office.rules(last).reading().value(REPORT_DAYS)
        return last + timedelta(days=days) if isinstance(days, int) else None

    def _withdrawn(self, trip: OfficialTrip, reason: str) -> Sequence[WorkEvent]:
        """The days of duty of a trip that was permitted, withdrawn."""
        if trip.duty is None:
            return ()
        with self._office.store.read(UNNAMED) as reader:  # of it nothing is told
            (stored,) = reader.get_many([trip.duty])
        event = None if stored is None else self._office.codec.decode(stored)
        return (evolve(event, withdrawn=reason),) if isinstance(event, WorkEvent) and not event.withdrawn else ()

    def _changed(
        self,
        action: str,
        known: OfficialTrip,
        asked: dict[str, object],
        change: Callable[[OfficialTrip], Sequence["Record"]],
        key: str | None,
    ) -> OfficialTrip:
        def make(_at: Any) -> Any:
            return change(self.get(known.id)), ()

        unit = None if action == ASK else known.unit
        return self._keep(OfficialTrip, TRIP, action, {"trip": known.id, **asked}, key, make, unit)


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise TripRefused(reason)

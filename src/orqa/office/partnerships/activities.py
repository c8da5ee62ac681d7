"""Activities under agreements: planned, held, cancelled (กิจกรรมความร่วมมือ)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.activities import Activity, ActivityState
from orqa.domain.partnerships.errors import VisitRefused
from orqa.office.partnerships.keeping import NO_PURPOSE, NO_REASON, TO_COME, Keeping, days_from, reversed_days
from orqa.storage.query import ALL, equal

if TYPE_CHECKING:
    from orqa.reporting.tables import Table

KEEP: Final = "visit.keep"
"""The action, as the policy has it: that of visits."""

_ACTIVITY = Text.of(en="the activity", th="กิจกรรม")
_OVER = Text.of(en="it was held or cancelled already", th="ดำเนินการหรือยกเลิกไปแล้ว")


class Activities(Keeping):
    """Keep what is done under agreements; reached as ``office.partnerships.activities``."""

    def plan(  # noqa: PLR0913 - what an activity is, by name
        self,
        activity_kind: str,
        title: str,
        *,
        first: date,
        last: date | None = None,
        partner: str = "",
        agreement: str | None = None,
        unit: str = "",
        owner: str = "",
        ours: int | None = None,
        theirs: int | None = None,
        evidence: Iterable[RecordRef] = (),
        part_of: str | None = None,
        key: str | None = None,
    ) -> Activity:
        """Keep an activity that is planned (บันทึกกิจกรรมความร่วมมือ).

        Args:
            activity_kind: code of the vocabulary ``cooperation-activity``.
            title: what it is called.
            first: the first day.
            last: the last day; by default the first.
            partner: the institution, by id, identifier or name.
            agreement: id of the agreement that it uses: it counts for this one alone.
            unit: code of the unit.
            owner: id or staff number of the person in charge.
            ours: how many of the university take part.
            theirs: how many of the partner.
            evidence: records that prove it.
            part_of: id of the activity that this one splits off, for a further agreement.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such partner, unit, person or activity.
            UnknownTerm: when the profile has no such kind.
            VisitRefused: when the days are reversed or there is no title.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        last = last or first
        _refuse(reversed_days(first, last))
        _refuse(None if title.strip() else NO_PURPOSE)
        code = self._office.rules(first).vocabulary("cooperation-activity")[activity_kind].code
        fields: dict[str, Any] = {"activity_kind": code, "title": title, "first": first, "last": last, "ours": ours}
        fields |= {"theirs": theirs, "partner": self._partner(partner), "agreement": self._agreement(agreement)}
        fields |= {"unit": self._unit(unit, first), "owner": self._person(owner), "evidence": tuple(evidence)}
        fields["part_of"] = self.get(part_of).id if part_of else None

        def make(at: Any) -> Any:
            return (Activity(id=self._office.ids.next_id(at), **fields),), ()

        return self._keep(Activity, _ACTIVITY, KEEP, {"activity": fields}, key, make, unit)

    def hold(self, activity: Activity | str, *, key: str | None = None) -> Activity:
        """Say that an activity took place (บันทึกว่าดำเนินการแล้ว): it counts for its agreement.

        Raises:
            NotFound: when there is no such activity.
            VisitRefused: when it was held or cancelled, or its first day is still to come.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known = self.get(activity)
        _refuse(TO_COME if known.first > self._office.today() else None)
        return self._ended(known, key, state=ActivityState.HELD, held=known.first)

    def cancel(self, activity: Activity | str, reason: str, *, key: str | None = None) -> Activity:
        """Say that an activity does not take place (ยกเลิกกิจกรรม).

        Raises:
            NotFound, NotAllowed: as of :meth:`hold`.
            VisitRefused: without a reason, or when it was held or cancelled.
        """
        _refuse(None if reason.strip() else NO_REASON)
        return self._ended(self.get(activity), key, state=ActivityState.CANCELLED, reason=reason)

    def get(self, activity: Activity | str) -> Activity:
        """An activity as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(Activity, activity if isinstance(activity, str) else activity.id, _ACTIVITY)

    def list(self, first: date | None = None, last: date | None = None, *, agreement: str = "") -> tuple[Activity, ...]:
        """Activities that begin from one day to another, both included, by default all; the earliest first."""
        query = days_from("first", first, last) & (equal("agreement", agreement) if agreement else ALL)
        return self._every(Activity, query, ("first",))

    def table(self, first: date | None = None, last: date | None = None) -> "Table":
        """Activities as a table (ทะเบียนกิจกรรมความร่วมมือ); see :meth:`list`."""
        from orqa.office.partnerships.visit_tables import activity_table

        return activity_table(self._office, self.list(first, last))

    # ------------------------------------------------------------------ inside

    def _ended(self, known: Activity, key: str | None, **fields: Any) -> Activity:
        def make(_at: Any) -> Any:
            now = self.get(known.id)
            _refuse(None if now.state is ActivityState.PLANNED else _OVER)
            return (evolve(now, **fields),), ()

        return self._keep(Activity, _ACTIVITY, KEEP, {"activity": known.id, **fields}, key, make, known.unit)


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise VisitRefused(reason)

"""Stays of foreigners are read: who is here, until when, and what is due by when (กำหนดเวลาของชาวต่างชาติ)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.permission import decide_overstay, decide_permission
from orqa.domain.partnerships.stay import due
from orqa.domain.partnerships.stay_records import Stay
from orqa.domain.partnerships.stays import Stayer
from orqa.office.errors import NotFound
from orqa.office.kept_records import KeptRecords
from orqa.office.paging import every
from orqa.office.partnerships.keeping import days_from
from orqa.storage.query import ALL, Query, between, contains, equal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.base.money import Money
    from orqa.domain.partnerships.stays import DueStep, Permission
    from orqa.office.office import Office
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

_STAY = Text.of(en="the stay", th="รายการการพำนัก")
_SEVERAL = Text.of(
    en="{which!r} are several: {ids}; name one by its id", th="มีหลายรายการที่เรียกว่า {which!r}: {ids} โปรดระบุด้วยรหัส"
)
_LONGEST: Final = 200
_AHEAD: Final = timedelta(days=30)


@frozen(kw_only=True)
class StayDue:
    """Something that is due of a stay.

    Attributes:
        stay: whose.
        decision: what is due, with the rules that say so.
    """

    stay: Stay
    decision: "Decision[DueStep]"


def stayer_of(office: "Office", stay: Stay, on: date) -> Stayer:
    """Who stays, as the rules ask on a day."""
    term = office.rules(on).vocabulary("foreigner").terms.get(stay.group)
    return stay.stayer(on, "degree" if term and term.extra["student"] == "degree" else "other")


class StayReading(KeptRecords):
    """Read stays of foreigners; a part of ``office.partnerships.stays``."""

    def get(self, which: str) -> Stay:
        """The stay of an id, else of a name or a passport's number, whole (ข้อมูลการพำนัก).

        Raises:
            NotFound: when there is none, or it may not be seen.
            PartnerRefused: when several are called so; it names their ids.
        """
        found = self._one_or_none(Stay, which)
        if found is not None:
            return found
        wanted = which.casefold().strip()
        called = [one for one in self.list() if wanted in {one.name.casefold(), *_numbers(one)}]
        if len(called) > 1:
            raise PartnerRefused(_SEVERAL.fill(which=which, ids=", ".join(one.id for one in called)))
        if not called:
            raise NotFound(_STAY, which)
        return called[0]

    def list(
        self,
        words: str = "",
        *,
        group: str = "",
        unit: str = "",
        on: date | None = None,
        about: RecordRef | None = None,
    ) -> tuple[Stay, ...]:
        """Stays that may be seen, by their first days (ทะเบียนชาวต่างชาติ).

        Args:
            words: each must be found in the name.
            group: only those of a group.
            unit: only those of a unit.
            on: only those who were with the university on a day.
            about: only those that come from a record, such as the file of a mobility.
        """
        query = contains(words) & _of(group=group, unit=unit, about=str(about) if about else "")
        with self._office.reading(personal=True) as reader:
            found = tuple(every(self._office, reader, Stay, query, ("first",)))
        return found if on is None else tuple(one for one in found if one.holds(on))

    def versions(self, which: str) -> tuple[Stay, ...]:
        """All versions of a stay, the first one first.

        Raises:
            NotFound, PartnerRefused: as of :meth:`get`.
        """
        return self._versions(self.get(which))

    def permission(self, stay: Stay | str, on: date | None = None) -> "Decision[Permission]":
        """Until when they may stay, as things stood on a day, by default today (สิทธิพำนัก).

        Raises:
            NotFound, PartnerRefused: as of :meth:`get`.
            NotModelled: for an entry without a stamped day where no rule tells one.
        """
        return self._permission(self._now(stay), on or self._office.today())

    def overstay(self, stay: Stay | str, on: date | None = None) -> "Decision[Money] | None":
        """The fine where the permission has ended and they are still here (ค่าปรับการอยู่เกินกำหนด); None where not.

        Raises:
            NotFound, PartnerRefused, NotModelled: as of :meth:`permission`.
        """
        day = on or self._office.today()
        held = self.permission(stay, day).value
        if not held.inside or held.until is None or held.until >= day:
            return None
        return decide_overstay(self._office.rules(day).reading(), until=held.until, on=day)

    def due(self, stay: Stay | str, on: date | None = None) -> "tuple[Decision[DueStep], ...]":
        """What is due of one stay and not done yet, with its citations; the earliest last day first (สิ่งที่ต้องทำ).

        Raises:
            NotFound, PartnerRefused, NotModelled: as of :meth:`permission`.
        """
        return self._due(self._now(stay), on or self._office.today())

    def all_due(self, on: date | None = None, *, until: date | None = None) -> tuple[StayDue, ...]:
        """What is due of all stays that may be seen, late or by a day, by default 30 days ahead (รายการที่ต้องดำเนินการ).

        Who has left the university and the country is left out; so is what has no last day.
        """
        day = on or self._office.today()
        last = until or day + _AHEAD
        found = [one for one in self.each_due(day) if one.decision.value.last and one.decision.value.last <= last]
        return tuple(sorted(found, key=lambda one: (one.decision.value.last or date.max, one.stay.name)))

    def each_due(self, on: date) -> "Iterator[StayDue]":
        """What is due of each stay that may be seen, whenever it is due."""
        for stay in self.list():
            try:
                if stay.holds(on) or stay.first > on or self._permission(stay, on).value.inside:
                    yield from (StayDue(stay=stay, decision=one) for one in self._due(stay, on))
            except NotModelled:  # told when it was kept; a later profile may know less
                continue

    def table(
        self, words: str = "", *, group: str = "", unit: str = "", on: date | None = None, everybody: bool = False
    ) -> "Table":
        """Stays as a table, of those with the university on a day, by default today (ทะเบียนชาวต่างชาติ).

        Args:
            words: each must be found in the name.
            group: only those of a group.
            unit: only those of a unit.
            on: the day.
            everybody: with those who have left or are still to come.

        How many more there are that whoever acts may not see is told, unless they are looked for by name.
        """
        from orqa.office.partnerships.stay_tables import stay_table

        day = on or self._office.today()
        found = self.list(words, group=group, unit=unit, on=None if everybody else day)
        table = stay_table(self._office, found, day)
        if words.strip():
            return table
        query = _of(group=group, unit=unit)
        if everybody:
            return self._with_left_out(table, Stay, query)
        begun = query & days_from("first", None, day)
        gone = begun & between("last", None, day.isoformat())
        return evolve(table, left_out=self._unseen(Stay, begun) - self._unseen(Stay, gone))

    def due_table(self, on: date | None = None, *, until: date | None = None) -> "Table":
        """What :meth:`all_due` finds, as a table (รายการที่ต้องดำเนินการ)."""
        from orqa.office.partnerships.stay_tables import due_table

        day = on or self._office.today()
        return due_table(self.all_due(day, until=until), day)

    # ------------------------------------------------------------------ inside

    def _now(self, stay: Stay | str) -> Stay:
        """The stay as it is now, whatever version the caller holds."""
        return self.get(stay if isinstance(stay, str) else stay.id)

    def _permission(self, stay: Stay, on: date) -> "Decision[Permission]":
        return decide_permission(self._office.profile.ruleset, self._stayer(stay, on), stay.events, on)

    def _due(self, stay: Stay, on: date) -> "tuple[Decision[DueStep], ...]":
        calendar = self._office.calendars.of_unit(stay.unit)
        return due(self._office.profile.ruleset, self._stayer(stay, on), stay.events, on, calendar=calendar)

    def _stayer(self, stay: Stay, on: date) -> Stayer:
        return stayer_of(self._office, stay, on)


def _of(**fields: str) -> Query:
    """What asks for stays by their fields; an empty one is not asked for."""
    query = ALL
    for name, value in fields.items():
        query &= equal(name, value) if value else ALL
    return query


def _numbers(stay: Stay) -> set[str]:
    """The numbers of the papers of a stay, as they are compared."""
    return {one.number.casefold() for one in stay.events if one.number}

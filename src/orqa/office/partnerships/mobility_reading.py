"""Mobilities are found and listed (ทะเบียนการเคลื่อนย้าย): as far as whoever acts may see them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.years import Year, YearRule
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility
from orqa.domain.partnerships.mobility_steps import decide_steps, stays_behind
from orqa.domain.partnerships.stay import due
from orqa.domain.partnerships.stays import EventKind, Stayer, StayEvent, Step
from orqa.office.access import MOBILITIES
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.office.partnerships.agreement_reading import AgreementReading
from orqa.storage.protocol import Access
from orqa.storage.query import ALL, Query, equal, is_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.partnerships.mobility_steps import ChecklistStep
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision
    from orqa.rules.vocabulary import Term

R = TypeVar("R", bound=Record)

_MOBILITY = Text.of(en="the mobility", th="แฟ้มแลกเปลี่ยน")
_KIND = Text.of(
    en="there is no kind of mobility {kind!r}; choose one of: {known}",
    th="ไม่มีประเภทการเคลื่อนย้าย {kind!r} ให้เลือกจาก: {known}",
)
_SEVERAL = Text.of(
    en="{which!r} is the reference of several: {codes}; name one by its number",
    th="มีหลายแฟ้มที่อ้างอิง {which!r}: {codes} โปรดระบุด้วยเลขแฟ้ม",
)
_ALL_MOBILITIES: Final = Access.of(f"{MOBILITIES}all")


class MobilityReading(AgreementReading):
    """Find mobilities and their check-lists; a part of ``office.partnerships``."""

    def mobility(self, which: Mobility | str) -> Mobility:
        """The file of a number such as ``2569/3``, of an id, or of its reference elsewhere (แฟ้มแลกเปลี่ยน).

        Raises:
            NotFound: when there is none, or it may not be seen.
            MobilityRefused: when several have that reference.
        """
        if isinstance(which, Mobility):
            which = which.id
        if (found := self._one_or_none(Mobility, which)) is not None:
            return found
        named = self._numbered(which) or self._every(Mobility, equal("reference", which) if which else Query())
        if len(named) > 1 and which:
            raise MobilityRefused(_SEVERAL.fill(which=which, codes=", ".join(one.code for one in named)))
        if not which or not named:
            raise NotFound(_MOBILITY, which)
        return named[0]

    def mobilities(  # noqa: PLR0913 - what is asked for, by name
        self,
        partner: str = "",
        *,
        direction: str = "",
        year: int | None = None,
        state: str = "",
        agreement: str = "",
        mobility_kind: str = "",
    ) -> tuple[Mobility, ...]:
        """Mobilities that may be seen, by year and number (ทะเบียนการเคลื่อนย้าย).

        Args:
            partner: only those of one, as ``partner`` finds it.
            direction: ``sent`` or ``received``.
            year: academic year by its name in the office's era.
            state: one of :class:`~orqa.domain.partnerships.mobilities.MobilityState`.
            agreement: id of an agreement.
            mobility_kind: code of the vocabulary ``mobility-kind``.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
        """
        told = {"direction": direction, "state": state, "agreement": agreement, "mobility_kind": mobility_kind}
        return self._every(Mobility, self._asked_for(partner, year, **told), ("year", "number"))

    def mobility_table(self, mobilities: Iterable[Mobility] | None = None, **asked: Any) -> "Table":
        """Mobilities as a table: those given, else what :meth:`mobilities` finds, and how many more there are.

        Args:
            mobilities: the rows.
            **asked: as of :meth:`mobilities`, where no rows are given; errors as of that.
        """
        from orqa.office.partnerships.mobility_tables import mobility_table

        if mobilities is not None:
            return mobility_table(self._office, mobilities, self._names())
        table = mobility_table(self._office, self.mobilities(**asked), self._names())
        return self._with_left_out(table, Mobility, self._asked_for(**asked))

    def checklist(self, which: Mobility | str) -> "Decision[tuple[ChecklistStep, ...]]":
        """The steps of a mobility with their last days, and the rules that say so (รายการตรวจสอบ).

        Raises:
            NotFound, MobilityRefused: as of :meth:`mobility`.
        """
        known = self.mobility(which)
        reading = self._office.rules(known.nominated_on).reading()
        return decide_steps(reading, known, self._stay_days(known))

    def academic_year(self, named: int | None = None) -> Year:
        """The academic year of a name in the office's era; by default the one that today is in."""
        return self._office.year("academic", named)

    def academic_year_of(self, day: date) -> Year:
        """The academic year that a day is in."""
        return self._year_rule().year_of(day)

    # ------------------------------------------------------------------ inside

    def _asked_for(self, partner: str = "", year: int | None = None, **fields: str) -> Query:
        """What asks for mobilities as :meth:`mobilities` is asked."""
        query = is_in("partner", self._ids_of(self.partner(partner).id)) if partner else ALL
        if year is not None:
            query &= equal("year", self.academic_year(year).ce)
        for name, value in fields.items():
            query = query & equal(name, value) if value else query
        return query

    def _year_ce(self, ce: int) -> Year:
        """The academic year of a name in the common era."""
        return self._year_rule().year(ce)

    def _year_rule(self) -> YearRule:
        start = self._office.rules().reading().value("years.academic")
        return YearRule(kind="academic", month=start["month"], day=start["day"], named_by=start["named_by"])

    def _kind(self, code: str) -> "Term":
        """The kind of mobility of a code.

        Raises:
            MobilityRefused: when there is none.
        """
        kinds = self._kinds()
        if code not in kinds:
            raise MobilityRefused(_KIND.fill(kind=code, known=", ".join(kinds)))
        return kinds[code]

    def _kinds(self) -> "Mapping[str, Term]":
        return self._office.profile.vocabularies.get("mobility-kind", {})

    def _stay_days(self, known: Mobility) -> dict[str, date]:
        """Last days that follow from the rules of stay, of somebody received who is here."""
        if known.way != "received" or not known.visa or known.arrived is None or known.returned is not None:
            return {}
        today = max(known.arrived, self._office.today())
        events = [StayEvent(kind=EventKind.ENTRY, day=known.arrived)]
        steps = stays_behind(self._office.rules(known.nominated_on).reading(), known)
        events += [
            StayEvent(kind=EventKind.DONE, day=max(done.on, known.arrived), step=Step(steps[done.step]))
            for done in known.steps
            if done.step in steps and not done.waived
        ]
        found = due(self._office.profile.ruleset, Stayer(visa=known.visa), events, today)
        return {one.value.step.value: one.value.last for one in found if one.value.last is not None}

    def _names(self) -> dict[str, str]:
        """What partners are listed by, by id."""
        return {one.id: one.name for one in self._all()}

    def _numbered(self, which: str) -> tuple[Mobility, ...]:
        year, slash, number = which.partition("/")
        if not (slash and year.isdecimal() and number.isdecimal() and len(which) < 12):
            return ()
        try:
            ce = self.academic_year(int(year)).ce
        except ValueError:
            return ()
        return self._every(Mobility, equal("year", ce) & equal("number", int(number)))

    def _counted(self, kind: type[R], query: Query = ALL) -> tuple[R, ...]:
        """All records of a kind, whoever acts: for what counts them, and shows them to nobody."""
        with self._office.store.read(_ALL_MOBILITIES) as reader:
            return tuple(every(self._office, reader, kind, query))

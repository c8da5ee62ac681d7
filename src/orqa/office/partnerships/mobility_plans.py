"""What is planned of a mobility, and the file that it makes (แผนการเคลื่อนย้าย)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.language import Text
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, Traveller
from orqa.domain.partnerships.movements import Direction
from orqa.office.partnerships.exchange import Exchange
from orqa.office.partnerships.exchange_given import checked_unit
from orqa.office.partnerships.mobility_checks import check_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.partnerships.records import Partner
    from orqa.rules.vocabulary import Term

_WAY = Text.of(en="the direction is sent or received, not {found!r}", th="ทิศทางต้องเป็น sent หรือ received ไม่ใช่ {found!r}")
_TERM = Text.of(en="there is no term {found!r}; choose from: {known}", th="ไม่มีภาคการศึกษา {found!r} ให้เลือกจาก: {known}")
_UNITS = Text.of(
    en="say how many units are planned: the terms do not tell it",
    th="โปรดระบุจำนวนหน่วยที่วางแผน (units) เพราะภาคการศึกษาไม่บอก",
)


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


class Planning(Exchange):
    """Make the file of a plan; a part of ``office.partnerships``."""

    def planned(self, who: Traveller, partner: "Partner", direction: Direction | str, plan: Plan, on: date) -> Mobility:
        """The file of a plan as it would be opened; nothing is written and nothing counted.

        Raises:
            NotFound: when there is no such unit or agreement.
            MobilityRefused: for a direction, kind, term, day or field that cannot be, an agreement with another
                partner, and what cannot be so of the person.
            UnknownTerm: when the profile has no such level of study.
        """
        office = self._office
        if direction not in tuple(Direction):
            raise MobilityRefused(_WAY.fill(found=str(direction)))
        check_facts(office, who, plan.level, plan.field_code, plan.first, plan.last)
        kind = self._kind(plan.mobility_kind)
        student = kind.extra["people"] == "student"
        units, counted_in = self._units(plan, student=student)
        year = self.academic_year(plan.year) if plan.year else self._year_rule().year_of(plan.first or on)
        visa = plan.visa
        if visa is None:
            visa = self._visa_of(plan.mobility_kind, Direction(direction), who.citizenship)
        return Mobility(
            id=office.ids.next_id(office.now()),
            year=year.ce,
            series=str(office.written_year(year.ce)),
            direction=Direction(direction).value,
            mobility_kind=plan.mobility_kind,
            people=kind.extra["people"],
            partner=partner.id,
            partner_unit=plan.partner_unit,
            agreement=self._agreement_for(plan.agreement, partner),
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

    def _visa_of(self, kind: str, way: Direction, citizenship: str) -> str:
        """The visa that somebody needs by the kind of mobility; empty for none.

        Raises:
            MobilityRefused: when there is no such kind.
        """
        foreign = way is Direction.RECEIVED and not self._is_of_here(citizenship)
        return str(self._kind(kind).extra["visa"]) if foreign else ""

    def _is_of_here(self, citizenship: str) -> bool:
        """Whether somebody is a citizen of the country of the profile, and so needs no visa here."""
        return citizenship == self._office.profile.country

    def _units(self, plan: Plan, *, student: bool) -> tuple[Decimal, str]:
        """How much is planned and in which unit: as it was told, else as the terms say."""
        terms: Mapping[str, Term] = self._office.profile.vocabularies.get("study-term", {})
        for term in plan.terms:
            if term not in terms:
                raise MobilityRefused(_TERM.fill(found=term, known=", ".join(terms)))
        told = [terms[one].extra for one in plan.terms]
        named = {one["counted_in"] for one in told}
        told_unit = plan.counted_in and checked_unit(self._office, plan.counted_in)
        unit = told_unit or (next(iter(named)) if len(named) == 1 else self._default_unit())
        if plan.units is not None:
            return plan.units, unit
        units = sum(one["units"] for one in told) if len(named) == 1 else 0
        if student and (not units or not all(one["units"] for one in told)):
            raise MobilityRefused(_UNITS)
        return Decimal(units if student else 0), unit

    def _agreement_for(self, named: str | None, partner: "Partner") -> str | None:
        """The agreement that is named, else that of the only account with the partner."""
        if named is None:
            return self._only_agreement(partner)
        return self._agreement_with(named, partner) if named else None

    def _only_agreement(self, partner: "Partner") -> str | None:
        accounts = tuple(self._accounts_of(partner))
        return accounts[0] if len(accounts) == 1 else None

    def _unit_id(self, unit: str) -> str:
        return self._office.organization.unit(unit).id if unit else ""

"""Stays of foreigners are kept, event by event, and what is due of them is told (การพำนักของชาวต่างชาติ)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.stay_records import Stay, noted
from orqa.domain.partnerships.stays import EventKind, StayEvent, StayRefused
from orqa.office.organizing import Changed
from orqa.office.partnerships.stay_events import StayEvents

if TYPE_CHECKING:
    from orqa.base.refs import RecordRef
    from orqa.office.recorder import Save

_WHO: Final = ("name", "person", "group", "visa", "unit", "nationality")
_NAMELESS = Text.of(
    en="it has no name; give the name in the passport, or a person of the organization",
    th="ไม่มีชื่อ โปรดระบุชื่อตามหนังสือเดินทางหรือบุคลากรในหน่วยงาน",
)


class Stays(StayEvents):
    """Keep stays of foreigners; reached as ``office.partnerships.stays``.

    A day that was stamped or printed (``until``) counts before any count of days. What cannot have happened so, such as
    an extension while abroad, is refused; what came too early or too late is a finding.
    """

    def register(  # noqa: PLR0913 - who stays, by name
        self,
        name: str = "",
        *,
        group: str,
        visa: str,
        person: str = "",
        nationality: str = "",
        unit: str = "",
        first: date | None = None,
        entered: date | None = None,
        until: date | None = None,
        passport: str = "",
        passport_until: date | None = None,
        about: "RecordRef | None" = None,
        note: str = "",
        key: str | None = None,
    ) -> Changed[Stay]:
        """Keep the stay of a foreigner (ลงทะเบียนชาวต่างชาติ).

        Args:
            name: as the passport has it; by default that of the person.
            group: what they are to the university, a code of the vocabulary ``foreigner``.
            visa: a code of the vocabulary ``visa``.
            person: id or staff number, for one of the organization.
            nationality: a country's name in English or Thai, or its ISO 3166-1 code.
            unit: code of the unit that they are with.
            first: the first day with the university; by default that of the entry, else today.
            entered: the day of the entry; None where they have not come yet.
            until: the last day of the permission that was stamped then.
            passport: its number.
            passport_until: its last day.
            about: the record that the stay comes from, such as the file of a mobility.
            note: what else is to be known.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            StayRefused: when there is no name, or the days do not fit.
            UnknownTerm: when the profile has no such group or visa.
            NotFound: when there is no such person or unit.
            CountryNotUnderstood: when the nationality is none, or may be several.
            NotModelled: when no day was stamped and no rule tells one.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        fields = self._who(name=name, person=person, group=group, visa=visa, unit=unit, nationality=nationality)
        fields |= {"first": first or entered or office.today(), "about": about, "note": note}
        began = entered or fields["first"]
        events = []
        if passport or passport_until:
            events.append(StayEvent(kind=EventKind.PASSPORT, day=began, number=passport.strip(), until=passport_until))
        if entered:
            events.append(StayEvent(kind=EventKind.ENTRY, day=entered, until=until))

        def make(save: "Save") -> Changed[Stay]:
            at = office.now()
            made = noted(Stay(id=office.ids.next_id(at), **fields), *events)
            return self._written(made, made, save)

        return self._once(key, {**fields, "entered": entered, "until": until, "passport": passport}, make)

    def change(  # noqa: PLR0913 - what of a stay is changed, by name
        self,
        stay: Stay | str,
        *,
        name: str | None = None,
        group: str | None = None,
        nationality: str | None = None,
        unit: str | None = None,
        first: date | None = None,
        note: str | None = None,
        key: str | None = None,
    ) -> Changed[Stay]:
        """Mend who stays (แก้ไขข้อมูล); what is not given stays as it is, arguments as of :meth:`register`.

        Raises:
            NotFound, StayRefused, UnknownTerm, CountryNotUnderstood, NotAllowed: as of :meth:`register`.
        """
        told = {"name": name, "group": group, "nationality": nationality, "unit": unit, "first": first, "note": note}
        given: dict[str, Any] = {field: value for field, value in told.items() if value is not None}

        def mended(known: Stay) -> Stay:
            fields = {field: given.get(field, getattr(known, field)) for field in (*_WHO, "first", "note")}
            return evolve(known, **{**fields, **self._who(**{field: fields[field] for field in _WHO})})

        return self._changed(stay, {"change": tuple(sorted(given.items()))}, mended, key)

    def belong(
        self,
        stay: Stay | str,
        about: "RecordRef",
        *,
        entered: date | None = None,
        until: date | None = None,
        key: str | None = None,
    ) -> Changed[Stay]:
        """Say from which record a stay comes, such as the file of a mobility, and keep an entry with it (ผูกกับแฟ้ม).

        Args:
            stay: the stay, or its id.
            about: the record.
            entered: the day of an entry that was not noted yet.
            until: the last day that was stamped then.
            key: as of :meth:`register`.

        Raises:
            NotFound, StayRefused, NotModelled, NotAllowed: as of :meth:`register`.
        """
        events = () if entered is None else (StayEvent(kind=EventKind.ENTRY, day=entered, until=until),)

        def linked(known: Stay) -> Stay:
            return noted(evolve(known, about=about), *events)

        return self._changed(stay, {"about": about, "events": events}, linked, key)

    # ------------------------------------------------------------------ inside

    def _who(  # noqa: PLR0913 - who stays, by name
        self, *, name: str, person: str, group: str, visa: str, unit: str, nationality: str
    ) -> dict[str, Any]:
        organization = self._office.organization
        known = organization.person(person) if person else None
        called = name.strip() or (known.name.in_language("en") if known else "")
        if not called:
            raise StayRefused(_NAMELESS)
        self._check_terms(group=group, visa=visa)
        if unit:
            organization.unit(unit)
        elif known:
            unit = next(iter(organization.on().units_of(known.id)), "")
        country = read_country(nationality).code if nationality.strip() else ""
        told = {"name": called, "person": known.id if known else "", "unit": unit, "nationality": country}
        return {**told, "group": group, "visa": visa}

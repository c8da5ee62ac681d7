"""Institutions abroad are kept, found, renamed and merged (สถาบันคู่ความร่วมมือ)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.countries import find_country
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.holding import HeldIdentifier
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.records import (
    UNTOLD,
    Partner,
    PartnerContact,
    PartnerUnit,
    changed,
    merged,
    new_partner,
    renamed,
)
from orqa.office.organizing import Changed
from orqa.office.partnerships.given import Names, country_of, identifiers_of, names_of, units_of
from orqa.office.partnerships.holding import held, taking
from orqa.office.partnerships.partner_findings import findings_of, findings_of_merging
from orqa.office.partnerships.reading import PartnerReading
from orqa.office.service import Asked
from orqa.storage.errors import Conflict

if TYPE_CHECKING:
    from orqa.office.recorder import Save

KEEP: Final = "partner.keep"
"""The action, as the policy has it."""

_ITSELF = Text.of(en="{partner} is this partner already; name another", th="{partner} เป็นสถาบันเดียวกันอยู่แล้ว โปรดระบุแห่งอื่น")
_GONE = Text.of(
    en="it was merged into {partner}; change that one", th="สถาบันนี้รวมเข้ากับ {partner} แล้ว โปรดแก้ไขที่ {partner}"
)


_MEANWHILE = Text.of(
    en="somebody else gave {identifier} to a partner at the same moment; ask again",
    th="มีผู้อื่นบันทึกรหัส {identifier} ในขณะเดียวกัน โปรดลองใหม่",
)


class Partners(PartnerReading):
    """Keep institutions under all their names and identifiers; a part of ``office.partnerships``."""

    def add_partner(  # noqa: PLR0913 - what a partner is, by name
        self,
        name: Names,
        *,
        country: str = "",
        identifiers: Mapping[str, str] | None = None,
        units: Iterable[PartnerUnit | str] = (),
        contacts: Iterable[PartnerContact] = (),
        first: date | None = None,
        key: str | None = None,
    ) -> Changed[Partner]:
        """Keep an institution (เพิ่มสถาบันคู่ความร่วมมือ).

        A partner that it may be already is told as a finding; nothing is merged by itself.

        Args:
            name: what it is called: text, one text for each language, or names with their days.
            country: its name in English or Thai, or its ISO 3166-1 code.
            identifiers: by scheme: ``ror``, ``erasmus``, ``schac``, ``pic``, ``oid``.
            units: its faculties and schools.
            contacts: whom to write to; personal data.
            first: the first day of the names, where it is known.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            PartnerRefused: when there is no name, or no such language or scheme, or another partner has an identifier.
            CountryNotUnderstood: when the country is none, or may be several.
            InvalidIdentifier: when an identifier is none of its scheme.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        names = names_of(name, first)
        read = country_of(country)
        fields: dict[str, Any] = {
            "names": names,
            "country": read,
            "country_written": country.strip(),
            "identifiers": identifiers_of(identifiers or {}),
            "units": units_of(units),
            "contacts": tuple(contacts),
        }

        def make(save: "Save") -> Changed[Partner]:
            at = self._office.now()
            made = new_partner(identity=self._office.ids.next_id(at), **fields)
            findings = findings_of(made, find_country(country).others, self._alike(made))
            self._save(save, (made,), self._taking(made))
            return Changed(record=evolve(made, version=1), findings=findings)

        return self._once(key, {"add": fields}, make)

    def change_partner(  # noqa: PLR0913 - what of a partner is changed, by name
        self,
        which: Partner | str,
        *,
        country: str | None = None,
        identifiers: Mapping[str, str] | None = None,
        units: Iterable[PartnerUnit | str] = (),
        contacts: Iterable[PartnerContact] | None = None,
        key: str | None = None,
    ) -> Changed[Partner]:
        """Keep more of an institution, or what was mended (แก้ไขข้อมูลสถาบัน); what is not given stays.

        Args:
            which: the partner, or what ``partner`` finds it by.
            country: as of ``add_partner``.
            identifiers: by scheme; each takes the place of those of its scheme, and an empty one takes them away.
            units: further faculties and schools.
            contacts: all whom to write to, in the place of those before.
            key: as of ``add_partner``.

        Raises:
            NotFound, PartnerRefused: as of ``partner``; and when it was merged into another.
            CountryNotUnderstood, InvalidIdentifier, NotAllowed: as of ``add_partner``.
        """
        others = units_of(units)
        told = identifiers_of(identifiers or {})
        read = None if country is None else country_of(country)
        people = None if contacts is None else tuple(contacts)

        def change(known: Partner) -> Partner:
            kept = (one for one in known.identifiers if one.scheme not in (identifiers or {}))
            fields: dict[str, object] = {
                "identifiers": (*kept, *told),
                "units": tuple(dict.fromkeys((*known.units, *others))),
            }
            if country is not None:
                fields |= {"country": read, "country_written": country.strip()}
            if people is not None:
                fields["contacts"] = people
            return changed(known, **fields)

        asked = {"identifiers": tuple(sorted((identifiers or {}).items())), "units": others}
        return self._changed(which, {**asked, "country": country, "contacts": people}, change, key)

    def rename(
        self, which: Partner | str, name: str, *, first: date, language: str = UNTOLD, key: str | None = None
    ) -> Changed[Partner]:
        """Call an institution otherwise from a day on (เปลี่ยนชื่อสถาบัน); its earlier names are kept.

        Args:
            which: the partner, or what ``partner`` finds it by.
            name: the new name.
            first: the first day on which it is called so.
            language: of the name (BCP 47): what it was called in this language ends on the day before, while a name in
                a further language ends none.
            key: as of ``add_partner``.

        Raises:
            NotFound, PartnerRefused, NotAllowed: as of :meth:`change_partner`; and when there is no name.
        """
        (entry,) = names_of({language: name}, first)
        return self._changed(which, {"name": entry}, lambda known: renamed(known, entry), key)

    def merge(self, which: Partner | str, into: Partner | str, *, key: str | None = None) -> Changed[Partner]:
        """Say that two partners are one institution (รวมรายการที่ซ้ำกัน).

        The one that stays gets all names, identifiers, units and contacts of the other; the other stays as it was and
        leads to it, whoever asks for it by its id.

        Args:
            which: the partner that is given up, or what ``partner`` finds it by.
            into: the one that stays.
            key: as of ``add_partner``.

        Returns:
            The one that stays, with findings where the two contradict each other.

        Raises:
            NotFound, PartnerRefused, NotAllowed: as of :meth:`change_partner`; and when the two are one already.
        """
        other, kept = self._of(which), self._of(into)

        def make(save: "Save") -> Changed[Partner]:
            given_up, stays = self.partner(other, follow=False), self.partner(kept)
            _refuse_merged(given_up)
            if given_up.id == stays.id:
                raise PartnerRefused(_ITSELF.fill(partner=given_up.id))
            one, gone = merged(stays, given_up)
            self._save(save, (one, gone), self._taking(one, stays, merged=(gone.id,)))
            return Changed(record=evolve(one, version=one.version + 1), findings=findings_of_merging(stays, given_up))

        return self._once(key, {"merge": other, "into": kept}, make)

    # ------------------------------------------------------------------ inside

    def _taking(
        self, made: Partner, before: Partner | None = None, merged: Iterable[str] = ()
    ) -> tuple[HeldIdentifier, ...]:
        """Who holds which identifier from now on.

        Raises:
            PartnerRefused: when another partner holds one.
        """
        had = before.identifiers if before else ()
        holders = held(self._office, (*made.identifiers, *had), self._recorder)
        return taking(holders, made, had, tuple(merged))

    def _save(self, save: "Save", partners: tuple[Partner, ...], holders: tuple[HeldIdentifier, ...]) -> None:
        """Write partners and who holds their identifiers, together.

        Raises:
            PartnerRefused: when somebody else took an identifier at the same moment.
        """
        try:
            save(KEEP, self._office.now(), (*partners, *holders))
        except Conflict as conflict:
            if conflict.ref.kind != HeldIdentifier.kind:
                raise
            raise PartnerRefused(_MEANWHILE.fill(identifier=conflict.ref.id)) from None

    def _alike(self, made: Partner) -> tuple[Partner, ...]:
        """Partners with an identifier of this one, or with a name of it in a country that agrees."""
        own = set(made.identifiers)
        keys = {name_key(one.text) for one in made.names} - {""}
        texts = {*keys, *(one.value for one in own)}
        found = {one.id: one for text in sorted(texts) for one in self.partners(text) if one.id != made.id}
        return tuple(
            one
            for one in found.values()
            if own & set(one.identifiers)
            or (
                keys & {name_key(name.text) for name in one.names}
                and (not one.country or not made.country or one.country == made.country)
            )
        )

    def _changed(
        self,
        which: Partner | str,
        asked: Mapping[str, object],
        change: Callable[[Partner], Partner],
        key: str | None,
    ) -> Changed[Partner]:
        identity = self.partner(self._of(which), follow=False).id

        def make(save: "Save") -> Changed[Partner]:
            known = self.partner(identity, follow=False)
            _refuse_merged(known)
            made = change(known)
            others = find_country(made.country_written).others if made.country_written != known.country_written else ()
            findings = findings_of(made, others, self._alike(made))
            self._save(save, (made,), self._taking(made, known))
            return Changed(record=evolve(made, version=made.version + 1), findings=findings)

        return self._once(key, {"partner": identity, **asked}, make)

    def _once(
        self, key: str | None, asked: Mapping[str, object], make: "Callable[[Save], Changed[Partner]]"
    ) -> Changed[Partner]:
        self._office.require(KEEP)
        return self._recorder.once(
            key, KEEP, Asked(asked), make, lambda done: Changed(record=self.partner(done[0].id, follow=False))
        )


def _refuse_merged(partner: Partner) -> None:
    """Go on where a partner stands for itself.

    Raises:
        PartnerRefused: where it was merged into another.
    """
    if partner.merged_into is not None:
        raise PartnerRefused(_GONE.fill(partner=partner.merged_into))

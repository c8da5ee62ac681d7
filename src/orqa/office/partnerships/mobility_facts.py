"""What is known of somebody who goes or comes, and of their studies, is mended (การแก้ไขข้อมูลในแฟ้ม)."""

from typing import Any, Final

from attrs import evolve

from orqa.domain.partnerships.mobilities import Mobility
from orqa.office.organizing import Changed
from orqa.office.partnerships.given import country_of
from orqa.office.partnerships.mobilities import Mobilities
from orqa.office.partnerships.mobility_checks import check_facts

OF_TRAVELLER: Final = ("code", "given_name", "family_name", "email", "born", "gender", "citizenship", "esi")
OF_FILE: Final = ("level", "programme", "field_code", "partner_unit", "reference", "visa", "first", "last")


class MobilityFacts(Mobilities):
    """Mend what is known of mobilities; a part of ``office.partnerships``."""

    def change_mobility(self, which: Mobility | str, *, key: str | None = None, **facts: Any) -> Changed[Mobility]:
        """Mend what is known of somebody who goes or comes, and of their studies (แก้ไขข้อมูลในแฟ้ม).

        What is not given stays. A change of citizenship between our own and another changes what visa is needed of
        somebody received, where none is given.

        Args:
            which: the mobility, whatever its state.
            key: of the caller's choice: the same call with the same key is done once.
            **facts: of the person ``code``, ``given_name``, ``family_name``, ``email``, ``born``, ``gender``,
                ``citizenship`` (a country's name or code) and ``esi``; of the file ``level``, ``programme``,
                ``field_code``, ``partner_unit``, ``reference``, ``visa``, ``first`` and ``last``.

        Raises:
            NotFound, MobilityRefused: as of ``mobility``; and for what cannot be so.
            CountryNotUnderstood: when the citizenship names no country, or may name several.
            UnknownTerm: when the profile has no such level of study.
            TypeError: when there is no such fact.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        if unknown := sorted(set(facts) - {*OF_TRAVELLER, *OF_FILE}):
            raise TypeError(f"a mobility has no {', '.join(unknown)} to change")
        if "citizenship" in facts:
            facts["citizenship"] = country_of(facts["citizenship"])
        told = {name: value for name, value in facts.items() if name in OF_FILE}

        def change(known: Mobility) -> Mobility:
            who = evolve(known.traveller, **{name: facts[name] for name in OF_TRAVELLER if name in facts})
            visa = known.visa
            if self._is_of_here(who.citizenship) != self._is_of_here(known.traveller.citizenship):
                visa = self._visa_of(known.mobility_kind, known.way, who.citizenship)
            study = {name: told.get(name, getattr(known, name)) for name in ("level", "field_code", "first", "last")}
            check_facts(self._office, who, **study)
            return evolve(known, traveller=who, traveller_key=who.key, **{"visa": visa, **told})

        return self._changed_file(which, {"facts": tuple(sorted(facts.items(), key=str))}, change, key)

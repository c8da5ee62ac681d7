"""Agreements that other universities published, found (ข้อตกลงที่สถาบันอื่นเผยแพร่)."""

from typing import TYPE_CHECKING

from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.registers.records import PublishedAgreement
from orqa.office.paging import every
from orqa.office.partnerships.reading import PartnerReading
from orqa.storage.query import contains, equal, is_in

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from orqa.reporting.tables import Table

_LONGEST_KEY = 200


class Published(PartnerReading):
    """Find what others published of their agreements; a part of ``office.partnerships``."""

    def published(
        self, words: str = "", *, publisher: str = "", partner: str = "", country: str = "", kind: str = ""
    ) -> tuple[PublishedAgreement, ...]:
        """Agreements of other universities as their registers have them, by publisher and partner.

        They are none of this university's: ``orqa import published-agreements`` takes them in.

        Args:
            words: each must be found in the partner's name.
            publisher: whose register, as of ``partner``.
            partner: with whom: under any of the names that this partner has, as of ``partner``, or else a name.
            country: of the partner, as of ``add_partner``.
            kind: code of the vocabulary ``agreement-kind``.

        Raises:
            NotFound, PartnerRefused: when there is no such publisher, or several are called so.
            CountryNotUnderstood: when the country is none, or may be several.
        """
        query = contains(words)
        if publisher:
            query &= is_in("publisher", self.ids_of(publisher))
        if partner:
            query &= is_in("partner_key", self._keys_of(partner))
        if country:
            query &= equal("country", read_country(country).code)
        if kind:
            query &= equal("agreement_kind", kind)
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, PublishedAgreement, query, ("publisher", "partner")))

    def published_table(  # noqa: PLR0913 - as of published
        self,
        words: str = "",
        *,
        publisher: str = "",
        partner: str = "",
        country: str = "",
        kind: str = "",
        on: "date | None" = None,
    ) -> "Table":
        """What :meth:`published` finds, as a table, with what is in force on a day, by default today.

        Raises:
            NotFound, PartnerRefused, CountryNotUnderstood: as of :meth:`published`.
        """
        from orqa.office.partnerships.published_tables import published_table

        found = self.published(words, publisher=publisher, partner=partner, country=country, kind=kind)
        return published_table(found, self._named(found), on or self._office.today(), self._office.profile)

    def export_published(self, path: "Path", layout: str, *, publisher: str = "") -> int:
        """Write published agreements in the columns of a layout that universities use; answers how many.

        Args:
            path: of the file, whose ending tells the format: ``.csv``, ``.json``, ``.jsonl``, ``.xlsx``.
            layout: code of the vocabulary ``agreement-register-layout``.
            publisher: whose register, as of :meth:`published`; all by default.

        Raises:
            NotFound, PartnerRefused: as of :meth:`published`.
            UnknownTerm: when there is no such layout.
            EndingUnknown, MissingExtra, OSError: when the file cannot be written.
        """
        from orqa.office.partnerships.layouts import write_layout

        found = self.published(publisher=publisher)
        write_layout(path, layout, found, self._office.profile)
        return len(found)

    # ------------------------------------------------------------------ inside

    def _keys_of(self, which: str) -> list[str]:
        """The keys of all names of a partner; of one that is not kept, that of the name."""
        kept = self._stored(which)
        partners = [kept] if kept is not None else self._called(which)
        keys = {name_key(name.text) for one in partners for name in one.names} | {name_key(which)}
        return sorted(key[:_LONGEST_KEY] for key in keys)

    def _named(self, found: tuple[PublishedAgreement, ...]) -> dict[str, str]:
        """The names of publishers, by their ids."""
        return {identity: self.partner(identity).name for identity in {one.publisher for one in found}}

"""Institutions abroad are found: by id, identifier or name, with what may be double (ค้นสถาบันคู่ความร่วมมือ)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.records import SCHEMES, Partner
from orqa.office.errors import NotFound
from orqa.office.kept_records import KeptRecords
from orqa.storage.query import ALL, Query, absent, contains, equal

if TYPE_CHECKING:
    from orqa.domain.partnerships.doubles import Doubles
    from orqa.reporting.tables import Table

_LONGEST: Final = 200
"""Letters of an id, at most."""

_PARTNER = Text.of(en="the partner", th="สถาบันคู่ความร่วมมือ")
_SEVERAL = Text.of(
    en="{which!r} are several: {ids}; name one by its id", th="มีหลายแห่งที่เรียกว่า {which!r}: {ids} โปรดระบุด้วยรหัส"
)


class PartnerReading(KeptRecords):
    """Find institutions; a part of ``office.partnerships``."""

    def partner(self, which: str, *, follow: bool = True) -> Partner:
        """The partner of an id, of an identifier such as a ROR, or of a name (ข้อมูลสถาบัน).

        Args:
            which: its id, an identifier in whatever form it is printed, or one of its names, whole.
            follow: the id of a partner that was merged into another leads to that one; False shows it as it was.

        Raises:
            NotFound: when there is none.
            PartnerRefused: when several are called so; it names their ids.
        """
        found = self._stored(which)
        if found is None:
            several = self._called(which)
            if len(several) > 1:
                raise PartnerRefused(_SEVERAL.fill(which=which, ids=", ".join(one.id for one in several)))
            if not several:
                raise NotFound(_PARTNER, which)
            found = several[0]
        while follow and found.merged_into is not None:
            found = self._stored(found.merged_into) or found
        return found

    def partners(self, words: str = "", *, country: str = "") -> tuple[Partner, ...]:
        """Partners that stand for themselves, by their names (รายชื่อสถาบัน).

        Args:
            words: each must be found in some name, of any language and time, or identifier.
            country: only those of one, as of ``add_partner``.

        Raises:
            CountryNotUnderstood: when the country is none, or may be several.
        """
        query = absent("merged_into") & contains(words)
        if country:
            query &= equal("country", read_country(country).code)
        return self._all(query, ("name",))

    def duplicates(self) -> "tuple[Doubles, ...]":
        """Partners that may be one institution, with the reasons, the surest first (สถาบันที่อาจซ้ำกัน).

        Nothing is merged: a person looks at each and calls ``merge``.
        """
        from orqa.domain.partnerships.doubles import find_doubles

        return find_doubles(self._all(absent("merged_into")))

    def ids_of(self, which: Partner | str) -> tuple[str, ...]:
        """The id of a partner and of all that were merged into it: what records from before a merge name.

        Raises:
            NotFound, PartnerRefused: as of :meth:`partner`.
        """
        return self._ids_of(self.partner(self._of(which)).id)

    def versions(self, which: Partner | str) -> tuple[Partner, ...]:
        """All versions of a partner, the first one first; of one that was merged into another, as it was.

        Raises:
            NotFound, PartnerRefused: as of :meth:`partner`.
        """
        return self._versions(self.partner(self._of(which), follow=False))

    def table(self, words: str = "", *, country: str = "", on: date | None = None) -> "Table":
        """What :meth:`partners` finds, as a table, with the names of a day, by default today (ทะเบียนสถาบัน).

        Raises:
            CountryNotUnderstood: as of :meth:`partners`.
        """
        from orqa.office.partnerships.partner_tables import partner_table

        return partner_table(self.partners(words, country=country), on or self._office.today())

    # ------------------------------------------------------------------ inside

    def _ids_of(self, partner: str) -> tuple[str, ...]:
        """The id of a partner, and those of all that were merged into it, by whatever steps."""
        found, looked = [partner], 0
        while looked < len(found):
            merged = self._all(equal("merged_into", found[looked]))
            found += [one.id for one in merged if one.id not in found]
            looked += 1
        return tuple(found)

    def _of(self, which: Partner | str) -> str:
        return which if isinstance(which, str) else which.id

    def _stored(self, identity: str) -> Partner | None:
        return self._one_or_none(Partner, identity)

    def _all(self, query: Query = ALL, order: tuple[str, ...] = ()) -> tuple[Partner, ...]:
        return self._every(Partner, query, order)

    def _called(self, which: str) -> list[Partner]:
        """Partners that have this identifier, else those that are called so."""
        values = {scheme.compact(which) for scheme in SCHEMES.values() if scheme.is_valid(which)}
        for value in values:
            held = [one for one in self.partners(value) if any(own.value == value for own in one.identifiers)]
            if held:
                return held
        key = name_key(which)
        return (
            [one for one in self.partners(key) if any(name_key(name.text) == key for name in one.names)] if key else []
        )

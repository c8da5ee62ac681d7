"""Agreements are found and shown (ค้นข้อตกลงความร่วมมือ)."""

from datetime import date
from typing import TYPE_CHECKING, Final, cast

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.office.errors import NotFound
from orqa.office.partnerships.reading import PartnerReading
from orqa.storage.query import ALL, Query, contains, equal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.partnerships.records import Partner
    from orqa.reporting.tables import Table

_LONGEST: Final = 200
_AGREEMENT = Text.of(en="the agreement", th="ข้อตกลง")
_SEVERAL = Text.of(
    en="{which!r} are several: {ids}; name one by its id", th="มีหลายฉบับที่เรียกว่า {which!r}: {ids} โปรดระบุด้วยรหัส"
)


class AgreementReading(PartnerReading):
    """Find agreements; a part of ``office.partnerships``."""

    def agreement(self, which: str) -> Agreement:
        """The agreement of an id, of a number in the university's register, or of a title, whole (ข้อตกลง).

        Raises:
            NotFound: when there is none.
            AgreementRefused: when several are called so; it names their ids.
        """
        found = self._kept_agreement(which)
        if found is not None:
            return found
        called = which.strip()
        several = (
            self._agreements(equal("number", called)) or self._agreements(equal("title", called)) if called else ()
        )
        if len(several) > 1:
            raise AgreementRefused(_SEVERAL.fill(which=which, ids=", ".join(one.id for one in several)))
        if not several:
            raise NotFound(_AGREEMENT, which)
        return several[0]

    def agreements(  # noqa: PLR0913 - what they are chosen by, by name
        self,
        words: str = "",
        *,
        kind: str = "",
        partner: "Partner | str" = "",
        country: str = "",
        unit: str = "",
        state: AgreementState | str = "",
        on: date | None = None,
    ) -> tuple[Agreement, ...]:
        """Agreements by their titles (ทะเบียนข้อตกลง).

        Args:
            words: each must be found in the title, the number, or a name or id of a party.
            kind: only those of one kind.
            partner: only those with a partner, or what ``partner`` finds it by.
            country: only those with a partner of a country.
            unit: only those that a unit keeps, by its code.
            state: only those that stand so on the day.
            on: the day that ``state`` is asked for; by default today.

        Raises:
            NotFound, PartnerRefused: when there is no such partner or unit.
            CountryNotUnderstood: when the country is none, or may be several.
        """
        query = contains(words)
        if kind:
            query &= equal("agreement_kind", kind)
        if unit:
            query &= equal("unit", self._office.organization.unit(unit).id)
        found = self._agreements(query)
        if partner:
            wanted = set(self._ids_of(self.partner(self._of(partner)).id))
            found = tuple(one for one in found if wanted & set(one.partners))
        if country:
            code = read_country(country).code
            names = self.partners_of(found)
            found = tuple(one for one in found if any(names[each].country == code for each in one.partners))
        if state:
            day, warning = on or self._office.today(), self.warning_months
            found = tuple(one for one in found if one.standing(day, warning) == AgreementState(state))
        return found

    @property
    def warning_months(self) -> int:
        """For how many months before its last day an agreement counts as near its end (``agreement.warn_months``)."""
        months: int = self._office.rules().reading().value("agreement.warn_months")
        return months

    def agreement_versions(self, which: str) -> tuple[Agreement, ...]:
        """All versions of an agreement, the first one first.

        Raises:
            NotFound, AgreementRefused: as of :meth:`agreement`.
        """
        return self._versions(self.agreement(which))

    def partners_of(self, agreements: "tuple[Agreement, ...]") -> "Mapping[str, Partner]":
        """The partners of agreements by id; one that was merged into another is given as the other."""
        wanted = {one for agreement in agreements for one in agreement.partners}
        found: dict[str, Partner] = {}
        with self._office.reading() as reader:
            refs = [RecordRef("partner", one) for one in sorted(wanted)]
            for at in range(0, len(refs), 500):
                for ref, stored in zip(refs[at : at + 500], reader.get_many(refs[at : at + 500]), strict=True):
                    if stored is not None:
                        found[ref.id] = cast("Partner", self._office.codec.decode(stored))
        return {
            one: self.partner(held.merged_into) if held.merged_into is not None else held for one, held in found.items()
        }

    def agreement_table(self, agreements: "tuple[Agreement, ...] | None" = None, on: date | None = None) -> "Table":
        """Agreements as a table, as they stand on a day, by default all today (ทะเบียนข้อตกลง)."""
        from orqa.office.partnerships.agreement_tables import agreement_table

        found = self._agreements() if agreements is None else agreements
        return agreement_table(self._office, found, self.partners_of(found), on or self._office.today())

    # ------------------------------------------------------------------ inside

    def _kept_agreement(self, identity: str) -> Agreement | None:
        return self._one_or_none(Agreement, identity)

    def _agreements(self, query: Query = ALL) -> tuple[Agreement, ...]:
        return self._every(Agreement, query, ("title",))

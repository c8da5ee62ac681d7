"""What the university itself tells partners of Erasmus Without Paper, made from its records (ข้อมูลของเราในรูปแบบ EWP)."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.partnerships.cooperation import Contact, Worded
from orqa.domain.partnerships.cooperation_bodies import Address, HeiUnit, Institution, OtherId
from orqa.domain.partnerships.cooperation_lacks import LACKS, LEFT_OUT
from orqa.domain.partnerships.cooperation_nominations import Nominating, nomination_of
from orqa.domain.partnerships.cooperation_writing import Writer, WrittenOut, written_out
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.identifiers import schac
from orqa.domain.partnerships.records import UNTOLD
from orqa.office.errors import NotFound
from orqa.office.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from orqa.domain.organization.units import UnitSpan
    from orqa.domain.partnerships.agreements import Agreement
    from orqa.domain.partnerships.mobilities import Mobility
    from orqa.domain.partnerships.nominations import OutgoingMobility
    from orqa.domain.partnerships.records import Partner
    from orqa.rules.vocabulary import Term

_NO_ROOT = Text.of(
    en="the university is no unit yet; add the one that stands below none",
    th="ยังไม่มีหน่วยงานระดับมหาวิทยาลัย โปรดเพิ่มหน่วยงานที่ไม่มีต้นสังกัด",
)
_SCHAC = Text.of(en="its SCHAC code", th="รหัส SCHAC")
_CODE = Text.of(en="the code of the unit {unit}", th="รหัสของหน่วยงาน {unit}")
_VERSION = 2
"""Of the interfaces of institutions and of organisational units."""


class CooperationRecords(Service):
    """Make what partners ask of us; a part of ``office.partnerships.cooperation``. Nothing here writes."""

    def written(  # noqa: PLR0913 - what is known of a copy, by name
        self,
        which: "Agreement | str",
        own: str,
        *,
        version: int = 7,
        own_id: str = "",
        partner_id: str | None = None,
        partner_code: str | None = None,
        on: date | None = None,
    ) -> WrittenOut:
        """Our copy of an agreement that the office keeps, and what it lacks (สำเนาข้อตกลงของเรา).

        Places become conditions, with the years, fields, levels and languages that were kept of them; clauses of the
        balance are told in words. Our number, signatures and the ids of earlier copies stand with the partners.

        Args:
            which: the agreement, or what ``office.partnerships.agreement`` finds it by.
            own: the SCHAC code of the university.
            version: of the agreements interface, 6 or 7.
            own_id: our id of it in copies that were exchanged; by default that of the record.
            partner_id: the partner's id of it; None while it has told none.
            partner_code: the partner's number of it.
            on: the day; by default today.

        Raises:
            NotFound: when there is no such agreement.
            InvalidIdentifier: when the code of the university is no SCHAC code.
        """
        service = self._office.partnerships
        kept = service.agreement(which if isinstance(which, str) else which.id)
        partner = service.partner(kept.partner)
        writer = Writer(
            own=schac.validate(own),
            version=version,
            on=on or self._office.today(),
            academic=lambda day: service.academic_year_of(day).ce,
            own_id=own_id,
            partner_id=partner_id,
            partner_code=partner_code,
        )
        return written_out(kept, partner, writer)

    def institution(self, own: str, on: date | None = None) -> Institution:
        """The university as it presents itself: its names, and its units (ข้อมูลสถาบันของเรา).

        Args:
            own: the SCHAC code of the university.
            on: the day; by default today.

        Raises:
            AgreementRefused: when no unit stands below none.
            InvalidIdentifier: as of :meth:`written`.
        """
        units = dict(self._units(on))
        root = next((code for code, span in units.items() if not span.parent), None)
        if root is None:
            raise AgreementRefused(_NO_ROOT)
        return Institution(hei=schac.validate(own), names=_names(units[root].title), root_unit=root, units=tuple(units))

    def units(self, on: date | None = None) -> tuple[HeiUnit, ...]:
        """The units of the university on a day, by default today (หน่วยงานของเรา)."""
        return tuple(
            HeiUnit(id=code, code=code, names=_names(span.title), parent=span.parent or None)
            for code, span in self._units(on)
        )

    def partner_institution(self, which: str) -> tuple[Institution | None, tuple[Finding, ...]]:
        """A partner as the office knows it: names, identifiers, units, whom to write to (ข้อมูลสถาบันคู่ความร่วมมือ).

        Raises:
            NotFound, PartnerRefused: as of ``office.partnerships.partner``.
        """
        known = self._office.partnerships.partner(which)
        hei = known.identifier("schac")
        if not hei:
            how = "orqa partner change --id schac=…"
            found = LACKS.make(record=known.ref, which=known.name, what=_SCHAC, version=_VERSION, how=how)
            return None, (found,)
        made = Institution(
            hei=hei,
            names=_held(known, self._office.today()),
            other_ids=tuple(OtherId(one.value, one.scheme) for one in known.identifiers if one.scheme != "schac"),
            street=Address(country=known.country) if known.country else None,
            contacts=tuple(_contact(one.name, one.email, one.post) for one in known.contacts),
            units=tuple(one.code for one in known.units if one.code),
        )
        return made, ()

    def partner_units(self, which: str) -> tuple[tuple[HeiUnit, ...], tuple[Finding, ...]]:
        """The units of a partner that have a code, and those without; errors as of :meth:`partner_institution`."""
        known = self._office.partnerships.partner(which)
        made = tuple(HeiUnit(id=one.code, code=one.code, names=(Worded(one.name),)) for one in known.units if one.code)
        found = (
            LEFT_OUT.make(record=known.ref, which=known.name, what=_CODE.fill(unit=one.name), found="")
            for one in known.units
            if not one.code
        )
        return made, tuple(found)

    def nominations(  # noqa: PLR0913 - what is asked for, by name
        self,
        own: str,
        *,
        version: int = 3,
        year: int | None = None,
        partner: str = "",
        on: date | None = None,
        ids: "Callable[[Agreement], tuple[str, str]] | None" = None,
    ) -> "tuple[tuple[OutgoingMobility, ...], tuple[Finding, ...]]":
        """Students whom the university sends, as partners are told of them, and what their files lack (การเสนอชื่อ).

        Only files that whoever acts may see; personal data.

        Args:
            own: the SCHAC code of the university.
            version: of the interface of outgoing mobilities, 2 or 3.
            year: academic year by its name in the office's era; by default that of the day.
            partner: only to one, as ``office.partnerships.partner`` finds it.
            on: the day; by default today.
            ids: gives our id of an agreement and the partner's, as copies that were exchanged have them; by default
                that of the record, and none.

        Raises:
            NotFound, PartnerRefused: as of ``partner``.
            InvalidIdentifier: as of :meth:`written`.
        """
        service, code = self._office.partnerships, schac.validate(own)
        named = year or self._office.written_year(service.academic_year_of(on or self._office.today()).ce)
        made: list[OutgoingMobility] = []
        findings: list[Finding] = []
        for one in service.mobilities(partner, direction="sent", year=named):
            if one.people != "student":
                continue
            nomination, told = nomination_of(one, self._nominating(one, code, version, ids or _own_id))
            findings += told
            if nomination is not None:
                made.append(nomination)
        return tuple(made), tuple(findings)

    # ------------------------------------------------------------------ inside

    def _nominating(
        self, mobility: "Mobility", own: str, version: int, ids: "Callable[[Agreement], tuple[str, str]]"
    ) -> Nominating:
        service, terms = self._office.partnerships, self._office.profile.vocabularies
        kind: Mapping[str, object] = terms["mobility-kind"][mobility.mobility_kind].extra
        agreement = None
        if mobility.agreement:
            with suppress(NotFound):  # it is elsewhere, or may not be seen: it is not told then
                agreement = service.agreement(mobility.agreement)
        return Nominating(
            own=own,
            hei=service.partner(mobility.partner).identifier("schac"),
            version=version,
            activity=str(kind["activity"]),
            attribute=str(kind["attribute"]),
            term=_term(mobility.terms, terms.get("study-term", {})),
            agreement_fields=agreement.scope.fields if agreement else (),
            agreement_ids=ids(agreement) if agreement else ("", ""),
        )

    def _units(self, on: date | None) -> "Iterator[tuple[str, UnitSpan]]":
        day = on or self._office.today()
        for code, unit in self._office.organization.structure.units.items():
            if (span := unit.on(day)) is not None:
                yield code, span


def _own_id(agreement: "Agreement") -> tuple[str, str]:
    return agreement.id, ""


def _term(terms: tuple[str, ...], known: "Mapping[str, Term]") -> str:
    """Which term of how many a stay is in; empty for a stay of several, and for one that fits none."""
    return str(known[terms[0]].extra["of_year"]) if len(terms) == 1 and terms[0] in known else ""


def _names(title: Text) -> tuple[Worded, ...]:
    return tuple(Worded(form, language) for language, form in title.forms)


def _held(partner: "Partner", on: date) -> tuple[Worded, ...]:
    held = [one for one in partner.names if one.holds(on)] or partner.names[:1]
    return tuple(Worded(one.text, "" if one.language == UNTOLD else one.language) for one in held)


def _contact(name: str, email: str, post: str) -> Contact:
    return Contact(names=(Worded(name),), emails=(email,) if email else (), roles=(Worded(post),) if post else ())

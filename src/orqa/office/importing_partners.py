"""Taking in tables of partners: each row is matched with those that are known, and adds what is new of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import define, evolve, field

from orqa.base.findings import Finding, FindingKind, Severity, has_errors
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.countries import CountryNotUnderstood, find_country
from orqa.domain.partnerships.doubles import Likeness
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.holding import HeldIdentifier
from orqa.domain.partnerships.identifiers import InvalidIdentifier
from orqa.domain.partnerships.matching import KnownPartners, Match
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.records import (
    SCHEMES,
    UNTOLD,
    Partner,
    PartnerContact,
    PartnerIdentifier,
    PartnerName,
    PartnerUnit,
    changed,
    new_partner,
)
from orqa.office.partnerships.given import country_of, identifiers_of
from orqa.office.partnerships.holding import held, taking
from orqa.office.partnerships.known import known_partners
from orqa.office.partnerships.partner_findings import findings_of
from orqa.office.rosters import words
from orqa.office.tabular.tables import ColumnTable, Field, ImportKind, TableRow, Take, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.rules.views import Reading

_LANGUAGES: Final = ("en", "th", "ja", "zh", "ko", "vi", "lo", "km", "my", "id", "ms", "fr", "de", "es")
_CONTACT: Final = ("name", "email", "phone", "post", "unit")

TABLE = ColumnTable(
    name="partners",
    title=Text.of(en="partners", th="สถาบันคู่ความร่วมมือ"),
    vocabulary="partner-field",
    fields=(
        Field("name"),
        *(Field(f"name_{language}") for language in _LANGUAGES),
        Field("also"),
        Field("country"),
        *(Field(scheme) for scheme in SCHEMES),
        Field("units"),
        *(Field(f"contact_{part}") for part in _CONTACT),
    ),
    action="partner.import",
)
"""The columns of a file of partners."""

NAMELESS = FindingKind(
    "partner-name-missing",
    Severity.ERROR,
    Text.of(en="the row has no name in any language", th="แถวนี้ไม่มีชื่อสถาบันในภาษาใดเลย"),
)
NOT_UNDERSTOOD = FindingKind("partner-cell-refused", Severity.ERROR, Text.of(en="{message}", th="{message}"))
SEVERAL = FindingKind(
    "partner-is-several",
    Severity.ERROR,
    Text.of(
        en="the row may be any of {partners}; merge those that are one, or write an identifier",
        th="แถวนี้อาจเป็นสถาบันใดก็ได้ใน {partners} โปรดรวมรายการที่ซ้ำกัน หรือระบุรหัสสถาบัน",
    ),
)
ALIKE = FindingKind(
    "partner-alike",
    Severity.WARNING,
    Text.of(
        en="{partner} is alike ({why}, {shared}); the row was kept as another: if they are one, merge them",
        th="{partner} คล้ายกัน ({why} {shared}) จึงบันทึกเป็นอีกแห่ง หากเป็นแห่งเดียวกันโปรดรวมรายการ",
    ),
)
DIFFERS = FindingKind(
    "partner-kept-otherwise",
    Severity.WARNING,
    Text.of(
        en="{partner} is kept with {kept}, the row has {found}; that was left as it is",
        th="{partner} มีข้อมูลเป็น {kept} แต่แถวนี้เป็น {found} จึงไม่เปลี่ยน",
    ),
)
_WHY = {
    Likeness.SAME_IDENTIFIER: Text.of(en="the same identifier", th="รหัสเดียวกัน"),
    Likeness.SAME_NAME: Text.of(
        en="the same name, the country is not told of both", th="ชื่อเดียวกัน แต่ไม่ทราบประเทศทั้งสองแห่ง"
    ),
    Likeness.SAME_WORDS: Text.of(en="the same words in another order", th="คำเดียวกันแต่ต่างลำดับ"),
    Likeness.NAME_ABROAD: Text.of(en="the same name in another country", th="ชื่อเดียวกันแต่ต่างประเทศ"),
}


@define
class _Chunk:
    """Rows that are looked at together.

    Attributes:
        partners: those that are known, and as the rows so far leave them.
        holders: of identifiers.
        written_by: the row that writes a partner: the first that makes or changes it.
        before: the identifiers that each partner had.
    """

    partners: dict[str, Partner] = field(factory=dict)
    holders: dict[PartnerIdentifier, HeldIdentifier] = field(factory=dict)
    written_by: dict[str, int] = field(factory=dict)
    before: dict[str, tuple[PartnerIdentifier, ...]] = field(factory=dict)


class TakePartners(Take):
    """Takes in partners; a row adds to one that is known, or makes a new one and tells which are alike."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._known: set[int] = set()
        self._index: KnownPartners | None = None

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Match the rows one after the other: each may be what one before it made."""
        del reading
        index = self._indexed()
        drafts = [self._draft(row, at) for row in rows]
        chunk = self._chunk([draft for draft, _ in drafts if draft is not None], index)
        answers = [self._answer(row, *draft, chunk, index) for row, draft in zip(rows, drafts, strict=True)]
        written, refused = _written(chunk)
        return [
            _taken(row, taken, findings, written.get(row.number, ()), refused.get(row.number))
            for row, (taken, findings) in zip(rows, answers, strict=True)
        ]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Rows that tell nothing new."""
        return {key: key for key in keys if key in self._known}

    # ------------------------------------------------------------------ inside

    def _indexed(self) -> KnownPartners:
        if self._index is None:
            self._index = known_partners(self.office)
        return self._index

    def _draft(self, row: TableRow, at: "datetime") -> tuple[Partner | None, tuple[Finding, ...]]:
        """The partner that a row would be on its own."""
        names = tuple(_names(row))
        if not names:
            return None, (NAMELESS.make(field="name", place=row.place),)
        findings, fields = [], {"country": "", "identifiers": ()}
        country = row.get("country", "")
        try:
            fields["country"] = country_of(country)
        except CountryNotUnderstood as error:
            findings.append(_refused(row, "country", error))
        identifiers: list[PartnerIdentifier] = []
        for scheme in SCHEMES:
            try:
                identifiers += identifiers_of({scheme: row.get(scheme, "")})
            except InvalidIdentifier as error:
                findings.append(_refused(row, scheme, error))
        if findings:
            return None, tuple(findings)
        made = new_partner(
            identity=self.office.ids.next_id(at),
            names=names,
            country=cast("str", fields["country"]),
            country_written=country.strip(),
            identifiers=tuple(identifiers),
            units=tuple(PartnerUnit(name=one) for one in words(row.get("units", ""))),
            contacts=tuple(_contacts(row)),
        )
        return made, ()

    def _chunk(self, drafts: Sequence[Partner], index: KnownPartners) -> _Chunk:
        """What is kept of all partners that the drafts are like, read together."""
        ids = {match.partner for draft in drafts for match in index.matches(draft) if match.surely}
        with self.office.reading() as reader:
            stored = reader.get_many([RecordRef(Partner.kind, one) for one in sorted(ids)])
        partners = [cast("Partner", self.office.codec.decode(one)) for one in stored if one is not None]
        chunk = _Chunk({one.id: one for one in partners})
        chunk.before = {one.id: one.identifiers for one in partners}
        chunk.holders = held(self.office, (one for some in (*drafts, *partners) for one in some.identifiers))
        return chunk

    def _answer(
        self, row: TableRow, draft: Partner | None, findings: tuple[Finding, ...], chunk: _Chunk, index: KnownPartners
    ) -> tuple[bool, tuple[Finding, ...]]:
        """Whether a row is taken in, and what is told of it; what it makes goes into the chunk."""
        if draft is None:
            return False, findings
        matches = index.matches(draft)
        same = _same(matches)
        if len(same) > 1:
            partners = ", ".join(sorted(same))
            return False, (SEVERAL.make(field=_name_column(row), place=row.place, partners=partners),)
        if same:
            kept = chunk.partners[next(iter(same))]
            more, found = _added(kept, draft, row)
            if more == kept:
                self._known.add(row.number)
                return True, found
            made = more
        else:
            made = draft
            others = find_country(row.get("country", "")).others
            found = (*findings_of(made, others, ()), *(_alike(match, row) for match in matches))
            found = tuple(evolve(one, place=row.place) for one in found)
        chunk.partners[made.id] = made
        chunk.written_by.setdefault(made.id, row.number)
        index.add(made)
        return not has_errors(found), found


def _written(chunk: _Chunk) -> tuple[dict[int, tuple[Record, ...]], dict[int, PartnerRefused]]:
    """The records that each row writes, and rows whose identifiers somebody else took since the partners were read."""
    written: dict[int, tuple[Record, ...]] = {}
    refused: dict[int, PartnerRefused] = {}
    for identity, number in chunk.written_by.items():
        partner = chunk.partners[identity]
        try:
            holders = taking(chunk.holders, partner, chunk.before.get(identity, ()))
        except PartnerRefused as error:
            refused[number] = error
        else:
            written[number] = (*written.get(number, ()), partner, *holders)
    return written, refused


def _taken(
    row: TableRow,
    taken: bool,  # noqa: FBT001 - of a row, as it was answered
    findings: tuple[Finding, ...],
    records: tuple[Record, ...],
    error: PartnerRefused | None,
) -> Taken:
    if error is not None:
        return Taken(findings=(*findings, _refused(row, _name_column(row), error)))
    return Taken(records, row.number if taken else None, findings)


def _names(row: TableRow) -> Iterator[PartnerName]:
    for language, column in ((UNTOLD, "name"), *((language, f"name_{language}") for language in _LANGUAGES)):
        if text := row.get(column, "").strip():
            yield PartnerName(text=text, language=language)
    for text in row.get("also", "").replace(";", "|").split("|"):
        if text.strip():
            yield PartnerName(text=text)


def _name_column(row: TableRow) -> str:
    """The column that the first name of a row stands in."""
    return next((column for column in ("name", *(f"name_{one}" for one in _LANGUAGES)) if row.get(column)), "also")


def _contacts(row: TableRow) -> Iterator[PartnerContact]:
    told = {part: row.get(f"contact_{part}", "").strip() for part in _CONTACT}
    if name := told.pop("name") or told["email"]:
        yield PartnerContact(name=name, **told)


def _refused(row: TableRow, name: str, error: CountryNotUnderstood | InvalidIdentifier | PartnerRefused) -> Finding:
    return NOT_UNDERSTOOD.make(field=name, place=row.place, message=error.template.fill(**error.shown()))


def _same(matches: Iterable[Match]) -> set[str]:
    """The partners that a row is taken for: those of its identifiers, else those of its name and country."""
    sure = [match for match in matches if match.surely]
    by_identifier = {match.partner for match in sure if match.likeness is Likeness.SAME_IDENTIFIER}
    return by_identifier or {match.partner for match in sure}


def _alike(match: Match, row: TableRow) -> Finding:
    why = _WHY[match.likeness]
    found = ALIKE.make(field=_name_column(row), place=row.place, partner=match.partner, why=why, shared=match.shared)
    return evolve(found, severity=Severity.INFO) if match.likeness is Likeness.NAME_ABROAD else found


def _added(kept: Partner, row_partner: Partner, row: TableRow) -> tuple[Partner, tuple[Finding, ...]]:
    """A partner with what a row tells that was not known; what it tells otherwise is left, and told."""
    found = []
    keys = {(name.language, name_key(name.text)) for name in kept.names}
    plain = {name_key(name.text) for name in kept.names}
    names = [
        name
        for name in row_partner.names
        if (name.language, name_key(name.text)) not in keys
        and not (name.language == UNTOLD and name_key(name.text) in plain)
    ]
    identifiers = []
    for one in row_partner.identifiers:
        own = kept.identifier(one.scheme)
        if not own:
            identifiers.append(one)
        elif one not in kept.identifiers:
            found.append(DIFFERS.make(field=one.scheme, place=row.place, partner=kept.name, kept=own, found=one.value))
    country = kept.country or row_partner.country
    if row_partner.country and country != row_partner.country:
        there = row_partner.country
        found.append(DIFFERS.make(field="country", place=row.place, partner=kept.name, kept=kept.country, found=there))
    more = changed(
        kept,
        names=(*kept.names, *names),
        country=country,
        country_written=kept.country_written or row_partner.country_written,
        identifiers=(*kept.identifiers, *identifiers),
        units=tuple(dict.fromkeys((*kept.units, *row_partner.units))),
        contacts=tuple(dict.fromkeys((*kept.contacts, *row_partner.contacts))),
    )
    return more, tuple(found)


PARTNERS = ImportKind(TABLE, TakePartners)
"""Institutions that the university works with."""

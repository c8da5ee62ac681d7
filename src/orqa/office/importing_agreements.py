"""Taking in the university's own register of agreements: each row becomes an agreement with a partner."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from attrs import evolve

from orqa.base.findings import FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.domain.partnerships.agreement_parts import Party, PrintedDate, Signature
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import Agreement, new_agreement
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.matching import KnownPartners
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.records import Partner, PartnerName, new_partner
from orqa.domain.partnerships.registers import findings as found
from orqa.domain.partnerships.registers.rows import RegisterFacts
from orqa.domain.partnerships.terms import Standing
from orqa.office.errors import NotFound
from orqa.office.partnerships.agreements_alike import KEPT_OTHERWISE, KNOWN, KeptAlike, says_the_same
from orqa.office.partnerships.known import known_partners
from orqa.office.partnerships.register_taking import (
    FIELDS,
    KINDS,
    OF_THE_FILE,
    ReadRow,
    TakeRegister,
    is_country,
    register_fields,
)
from orqa.office.tabular.tables import ColumnTable, ImportKind, TableRow, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from orqa.base.findings import Finding
    from orqa.domain.organization.units import UnitSpan
    from orqa.office.office import Office
    from orqa.rules.views import Reading

_GENERAL: Final = "agreement"
"""The kind of an agreement whose register tells none."""

_TWO: Final = 2
_FEW: Final = 20
"""Of so many rows it is told by what they were known."""
_STATES: Final = {
    Standing.EXPIRED: AgreementState.EXPIRED,
    Standing.TERMINATED: AgreementState.TERMINATED,
}
_TITLE = Text.of(en="{kind}: {partner}", th="{kind} {partner}")

KIND_TAKEN = FindingKind(
    "register-kind-taken",
    Severity.WARNING,
    Text.of(
        en="no kind is told; it was kept as a cooperation agreement: name it with --agreement-kind, or in a column",
        th="ไม่ได้ระบุประเภท จึงเก็บเป็นข้อตกลงความร่วมมือทางวิชาการ โปรดระบุด้วย --agreement-kind หรือในคอลัมน์",
    ),
)
TABLE = ColumnTable(
    name="agreements",
    title=Text.of(en="agreements of the university", th="ข้อตกลงของมหาวิทยาลัย"),
    vocabulary=FIELDS,
    fields=register_fields(*OF_THE_FILE),
    action="agreement.import",
    heads_groups=is_country,
)
"""The columns of the university's own register; what is doubtful in a cell never refuses its row."""


class _Found(NamedTuple):
    """The partner of a row: with the unit that stands before its name, and whether it is to be kept with the row."""

    partner: Partner
    unit: str = ""
    is_new: bool = False
    others: "tuple[_Found, ...]" = ()


class TakeAgreements(TakeRegister):
    """Takes in the university's own agreements, and the partners that are not known yet."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._known: set[Any] = set()
        self._index: KnownPartners | None = None
        self._made: dict[str, Partner] = {}
        self._read: dict[int, ReadRow] = {}
        self._alike = KeptAlike(office)
        self._recognised: list[Finding] = []

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Read each row, find its partner, and look up together what is kept of it already."""
        del reading
        self.learn(rows, at)
        self._read.clear()
        reads = [(row, self.read(row)) for row in rows]
        refs = [_ref(self, row, read) for row, read in reads if isinstance(read, ReadRow)]
        with self.office.reading() as reader:
            stored = [one for one in reader.get_many(list(dict.fromkeys(refs))) if one is not None]
        kept = {one.ref: cast("Agreement", self.office.codec.decode(one)) for one in stored}
        return [self._taken(row, read, at, kept) for row, read in reads]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Rows whose agreements are kept as they say."""
        return {key: key for key in keys if key in self._known}

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """What was read, in the words of the profile."""
        read = self._read.get(row.number)
        return self.told_facts(read.facts, row) if read and taken.records else row.values

    def told(self, known: int, place: Place) -> "Iterable[Finding]":
        """How many rows were known, and by what some of them were."""
        return (*super().told(known, place), *self._recognised[:_FEW])

    # ------------------------------------------------------------------ inside

    def _taken(
        self,
        row: TableRow,
        read: "ReadRow | tuple[Finding, ...]",
        at: "datetime",
        kept: Mapping[RecordRef, Agreement],
    ) -> Taken:
        if not isinstance(read, ReadRow):
            return Taken(findings=read)
        self._read[row.number] = read
        before = kept.get(_ref(self, row, read))
        findings = [*read.findings]
        if name_key(read.facts.partner) in self._own_names():
            itself = found.WITH_ITSELF.make(field="partner", place=row.place)
            return Taken(findings=(*findings, evolve(itself, severity=Severity.ERROR)))
        with_whom = self._partner(read.facts, row, at)
        made = self._agreement(row, read, with_whom)
        if not read.facts.agreement_kind:
            findings.append(KIND_TAKEN.make(field="agreement_kind", place=row.place))
        key = made.id
        if before is None and not with_whom.is_new:
            alike = self._alike.find(made, kind_is_told=bool(read.facts.agreement_kind))
            if alike is not None:
                kept_one, why = alike
                told = KNOWN.make(place=row.place, agreement=kept_one.id, partner=read.facts.partner, why=why)
                self._known.add(key)
                self._recognised.append(told)
                return Taken((made,), key, tuple(findings))
        self._alike.take(made.id)
        if before is not None:
            if not says_the_same(before, made):
                told = KEPT_OTHERWISE.make(field="partner", place=row.place, agreement=before.id)
                return Taken(findings=(*findings, told))
            self._known.add(key)
        return Taken((made, *((with_whom.partner,) if with_whom.is_new else ())), key, tuple(findings))

    def _units(self) -> "Iterator[tuple[str, UnitSpan]]":
        """Our units of today, with what they are."""
        today = self.office.today()
        for code, unit in self.office.organization.structure.units.items():
            if (span := unit.on(today)) is not None:
                yield code, span

    def _own_names(self) -> set[str]:
        """What the university is called: the units that stand below none."""
        return {name_key(form) for _, unit in self._units() if not unit.parent for _, form in unit.title.forms}

    def _partner(self, facts: RegisterFacts, row: TableRow, at: "datetime") -> "_Found":
        """The partner of a row: the one that is surely it, or whose unit stands before its name, else a new one."""
        draft = self._draft(facts.partner, facts, row, at)
        if known := self._surely(draft):
            return _Found(known)
        unit, _, whole = facts.partner.rpartition(", ")
        if unit and (known := self._surely(self._draft(whole, facts, row, at))):
            return _Found(known, unit)
        if several := self._several(facts.partner):
            return several
        self._indexed().add(draft)
        self._made[draft.id] = draft
        return _Found(draft, is_new=True)

    def _several(self, printed: str) -> "_Found | None":
        """The partners of an agreement of many, as our own export names them; None where one of them is not known."""
        found: list[_Found] = []
        for name in printed.split("; "):
            unit, _, whole = name.rpartition(", ")
            known = self._called(name) or (self._called(whole) if unit else None)
            if known is None:
                return None
            found.append(_Found(known, unit if known.name != name else ""))
        return found[0]._replace(others=tuple(found[1:])) if len(found) > 1 else None

    def _called(self, name: str) -> Partner | None:
        """The one partner of a name."""
        with suppress(NotFound, PartnerRefused):
            return self.office.partnerships.partner(name)
        return None

    def _draft(self, name: str, facts: RegisterFacts, row: TableRow, at: "datetime") -> Partner:
        return new_partner(
            identity=self.office.ids.next_id(at),
            names=(PartnerName(text=name),),
            country=facts.country,
            country_written=row.get("country", "") or row.heading,
        )

    def _surely(self, draft: Partner) -> Partner | None:
        """The partner that a draft surely is."""
        sure = [match.partner for match in self._indexed().matches(draft) if match.surely]
        if not sure:
            return None
        return self._made.get(sure[0]) or self.office.partnerships.partner(sure[0])

    def _indexed(self) -> KnownPartners:
        if self._index is None:
            self._index = known_partners(self.office)
        return self._index

    def _unit_of(self, level: str) -> str:
        """The code of our unit that a level names; empty for the whole university, or none that is known."""
        key = search_key(level)
        below = ((code, unit) for code, unit in self._units() if unit.parent)
        called = ((code, {code, *(form for _, form in unit.title.forms)}) for code, unit in below)
        return next((code for code, names in called if key in set(map(search_key, names))), "") if key else ""

    def _agreement(self, row: TableRow, read: ReadRow, with_whom: "_Found") -> Agreement:
        facts, printed = read.facts, read.printed
        kind = facts.agreement_kind or _GENERAL
        level = printed.get("level", "")
        unit = self._unit_of(level)
        title = _TITLE.fill(kind=self.office.profile.vocabulary(KINDS)[kind].title, partner=facts.partner)
        language = self.office.profile.language
        term = facts.term
        return new_agreement(
            id=_ref(self, row, read).id,
            agreement_kind=kind,
            kind_printed=facts.kind_printed,
            title=title.in_language(language),
            number=printed.get("number", "") if not row.heading else "",
            parties=(
                Party(unit=unit, called="" if unit else level),
                *(Party(partner=one.partner.id, unit=one.unit) for one in (with_whom, *with_whom.others)),
            ),
            names=(facts.partner,),
            unit=unit,
            state=_STATES.get(term.standing, AgreementState.SIGNED) if term.standing else AgreementState.SIGNED,
            signed=_signed(facts, printed.get("signed", "")),
            signatures=_signatures(facts),
            in_force=PrintedDate.of(facts.begins),
            term=term,
            term_printed=printed.get("duration", ""),
            ends_printed=printed.get("end", ""),
            source=str(row.place),
            note=printed.get("note", ""),
        )


def _ref(take: TakeAgreements, row: TableRow, read: ReadRow) -> RecordRef:
    return RecordRef(Agreement.kind, f"register-{take.register_of(row).which(read)}")


def _signed(facts: RegisterFacts, printed: str) -> PrintedDate | None:
    """One day for all parties; a cell that was not read is kept as printed."""
    if len(facts.signed) == 1:
        return PrintedDate(day=facts.signed[0], printed=printed)
    if facts.signed:
        return PrintedDate(day=max(facts.signed, key=lambda one: one.last), printed=printed)
    return PrintedDate(printed=printed) if printed else None


def _signatures(facts: RegisterFacts) -> tuple[Signature, ...]:
    """Two days are those of the two parties, in the order of print."""
    if len(facts.signed) != _TWO:
        return ()
    return tuple(Signature(party=place, signed=PrintedDate(day=day)) for place, day in enumerate(facts.signed))


AGREEMENTS = ImportKind(
    TABLE,
    TakeAgreements,
    {
        "agreement_kind": Text.of(
            en="The kind of agreement where the register prints none.", th="ประเภทข้อตกลงเมื่อไม่ได้ระบุ"
        ),
    },
)
"""Agreements of the university itself."""

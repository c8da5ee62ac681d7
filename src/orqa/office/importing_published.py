"""Taking in registers of agreements that other universities published, under whoever published them."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import define, evolve, field

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.dates import parse_partial_date
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.domain.partnerships.countries import find_country
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.registers import findings as found
from orqa.domain.partnerships.registers.dates import DateHabits, DateOrder
from orqa.domain.partnerships.registers.kinds import PrintedKinds
from orqa.domain.partnerships.registers.records import PrintedCell, PublishedAgreement
from orqa.domain.partnerships.registers.rows import DATES, RegisterFacts, RowReader, told_of
from orqa.office.errors import NotFound
from orqa.office.tabular.tables import ColumnTable, Field, ImportKind, TableRow, Take, Taken
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from orqa.base.partial import PartialDate
    from orqa.domain.partnerships.records import Partner
    from orqa.office.office import Office
    from orqa.rules.views import Reading

FIELDS: Final = "agreement-register-field"
KINDS: Final = "agreement-kind"
_COLUMNS: Final = (
    *("number", "partner", "country", "agreement_kind", "level", "signed", "signed_by_partner", "begins", "end"),
    *("duration", "status", "area", "scope", "purpose", "cooperation", "coordinator", "document"),
    *("tuition_exemption", "has_agreement", "publisher", "as_of", "source", "note"),
)
_SAYING_WHICH: Final = ("agreement_kind", "level", "signed", "signed_by_partner", "begins", "country")
"""The printed cells that, with the partner, say which agreement a row is about; the others may change with time."""

_OF_THE_FILE: Final = ("source", "as_of", "number")
_NOT_PRINTED: Final = frozenset(("publisher", "as_of", "source"))
_NO: Final = frozenset(("", "-", "–", "no", "n", "none", "×", "x", "ไม่มี", "ไม่"))

NO_PUBLISHER = FindingKind(
    "register-publisher-missing",
    Severity.ERROR,
    Text.of(
        en="nobody told whose register this is; name the university with --publisher, or in a column",
        th="ไม่ได้ระบุว่าเป็นทะเบียนของมหาวิทยาลัยใด โปรดระบุด้วย --publisher หรือในคอลัมน์",
    ),
)
PUBLISHER_UNKNOWN = FindingKind(
    "register-publisher-unknown",
    Severity.ERROR,
    Text.of(
        en="{publisher!r} is no partner that is kept; add it first with orqa partner add",
        th="ไม่มีสถาบัน {publisher!r} โปรดเพิ่มก่อนด้วย orqa partner add",
    ),
)
NO_PARTNER = FindingKind(
    "register-partner-missing",
    Severity.ERROR,
    Text.of(en="the row names no partner", th="แถวนี้ไม่ได้ระบุสถาบันคู่ความร่วมมือ"),
)


def is_country(text: str) -> bool:
    """Whether a text that stands alone in a row is a country's name, and so a heading."""
    match = find_country(text.strip(" :"))
    return match.found is not None


TABLE = ColumnTable(
    name="published-agreements",
    title=Text.of(en="agreements that another university published", th="ข้อตกลงที่สถาบันอื่นเผยแพร่"),
    vocabulary=FIELDS,
    fields=tuple(Field(name, required=name == "partner") for name in _COLUMNS),
    action="published-agreement.import",
    heads_groups=is_country,
)
"""The columns of a register of agreements; what is doubtful in a cell never refuses its row."""


@define
class Register:
    """What is known of one university's register in a file.

    Attributes:
        publisher: whose it is.
        habits: how its dates are printed.
        has_countries: whether it prints countries, in a column or as headings.
        marks: whether it marks which rows are agreements.
        seen: how often each agreement was met.
    """

    publisher: "Partner"
    habits: DateHabits
    has_countries: bool = False
    marks: bool = False
    seen: Counter[str] = field(factory=Counter)

    def note(self, row: TableRow) -> None:
        """Learn from a row."""
        for name in DATES:
            if text := row.get(name):
                self.habits.note(text)
        self.has_countries |= bool(row.get("country") or row.heading)
        self.marks |= bool(row.get("has_agreement"))


class TakePublished(Take):
    """Takes in rows of registers; one that says the same as before changes nothing."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._registers: dict[str, Register | None] = {}
        self._known: set[Any] = set()
        self._begun = False
        self._cells: dict[tuple[str, tuple[PrintedCell, ...]], str] = {}
        self._begun = False
        vocabulary, kinds = office.profile.vocabulary(FIELDS), office.profile.vocabulary(KINDS)
        self._titles = {name: term.title for name, term in vocabulary.items()}
        self._kinds = PrintedKinds.of(kinds.values())
        self._known_kinds = titles_of(kinds.values())

    def begin(self, rows: "Callable[[], Iterator[TableRow]]", at: "datetime") -> None:
        """Learn from all rows how each register prints its dates."""
        self._learn(rows(), at)

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Read each row; what is kept of it already is looked up together."""
        del reading
        if not self._begun:
            self._learn(rows, at)
        made = [self._read(row) for row in rows]
        refs = {one.ref: None for one, _ in made if one is not None}
        with self.office.reading() as reader:
            stored = [one for one in reader.get_many(list(refs)) if one is not None]
        kept = {one.ref: cast("PublishedAgreement", self.office.codec.decode(one)) for one in stored}
        return [self._taken(record, findings, kept) for record, findings in made]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Rows of which nothing is new."""
        return {key: key for key in keys if key in self._known}

    def shown(self, row: TableRow, taken: Taken) -> Mapping[str, Any]:
        """What was read, in the words of the profile."""
        if not taken.records:
            return row.values
        record = cast("PublishedAgreement", taken.records[0])
        term = self.office.profile.vocabulary(KINDS).get(record.agreement_kind)
        read = {
            "partner": record.partner,
            "country": record.country or row.get("country"),
            "agreement_kind": term.title if term else row.get("agreement_kind"),
            "signed": ", ".join(map(str, record.signed)) or row.get("signed"),
            "begins": str(record.begins) if record.begins else row.get("begins"),
        }
        return {**row.values, **{name: text for name, text in read.items() if text}}

    def ended(self, place: Place) -> Iterable[Finding]:
        """How the dates of each register were read."""
        for register in self._registers.values():
            if register is not None:
                yield from (evolve(one, place=place) for one in told_of(register.habits, register.publisher.name))

    # ------------------------------------------------------------------ inside

    def _learn(self, rows: Iterable[TableRow], at: "datetime") -> None:
        self._begun = True
        order = DateOrder(self.mapping.date_order) if self.mapping.date_order else None
        for row in rows:
            text = row.get("publisher", "")
            if text and text not in self._registers:
                publisher = self._publisher(text)
                made = Register(publisher, DateHabits(at.date(), order)) if publisher else None
                self._registers[text] = made
            if (register := self._registers.get(text)) is not None:
                register.note(row)

    def _publisher(self, text: str) -> "Partner | None":
        try:
            return self.office.partnerships.partner(text)
        except (NotFound, PartnerRefused):
            return None

    def _read(self, row: TableRow) -> tuple[PublishedAgreement | None, tuple[Finding, ...]]:
        text = row.get("publisher", "")
        if not text:
            return None, (NO_PUBLISHER.make(field="publisher", place=row.place),)
        register = self._registers.get(text)
        if register is None:
            return None, (PUBLISHER_UNKNOWN.make(field="publisher", place=row.place, publisher=text),)
        if register.marks and search_key(row.get("has_agreement", "")) in _NO:
            partner = row.get("partner", "")
            return None, (found.NO_AGREEMENT.make(field="has_agreement", place=row.place, partner=partner),)
        return self._of_register(register, row)

    def _of_register(self, register: Register, row: TableRow) -> tuple[PublishedAgreement | None, tuple[Finding, ...]]:
        default = self.mapping.values.get("agreement_kind", "")
        printed = {name: row.values[name] for name in _COLUMNS if name not in _NOT_PRINTED and row.get(name)}
        if default and printed.get("agreement_kind") == default:
            del printed["agreement_kind"]
        reader = RowReader(
            habits=register.habits,
            kinds=self._kinds,
            titles=self._titles,
            known_kinds=self._known_kinds,
            default_kind=self._kinds.code_of(default) or default,
            has_countries=register.has_countries,
        )
        facts, findings = reader.read(printed, row.heading)
        if not name_key(facts.partner):
            return None, (NO_PARTNER.make(field="partner", place=row.place),)
        if row.heading:
            printed.setdefault("country", row.heading)
        own = {name_key(one.text) for one in register.publisher.names}
        if name_key(facts.partner) in own:
            findings = (*findings, found.WITH_ITSELF.make(field="partner"))
        record = self._record(register, facts, printed, row)
        return record, tuple(evolve(one, place=row.place) for one in findings)

    def _record(
        self, register: Register, facts: RegisterFacts, printed: Mapping[str, str], row: TableRow
    ) -> PublishedAgreement:
        key = name_key(facts.partner)
        which = [key, facts.agreement_kind, *(printed.get(name, "") for name in _SAYING_WHICH)]
        digest = hashlib.sha256(json.dumps(which, ensure_ascii=False).encode()).hexdigest()[:32]
        cells = tuple(PrintedCell(name=name, text=text) for name, text in printed.items() if name != "number")
        again = register.seen[digest]
        if (digest, cells) not in self._cells:
            register.seen[digest] += 1
            self._cells[digest, cells] = f"{digest}-{again + 1}" if again else digest
        return PublishedAgreement(
            id=f"{register.publisher.id}-{self._cells[digest, cells]}",
            publisher=register.publisher.id,
            partner=facts.partner,
            partner_key=key[:200],
            country=facts.country,
            agreement_kind=facts.agreement_kind,
            level=printed.get("level", ""),
            signed=facts.signed,
            begins=facts.begins,
            term=facts.term,
            last_day=facts.last_day,
            number=printed.get("number", ""),
            printed=cells,
            source=row.get("source") or row.place.file,
            as_of=_as_of(row.get("as_of", "")),
        )

    def _taken(
        self,
        record: PublishedAgreement | None,
        findings: tuple[Finding, ...],
        kept: Mapping[RecordRef, PublishedAgreement],
    ) -> Taken:
        if record is None:
            return Taken(findings=findings)
        key = (record.id, record.printed)
        before = kept.get(record.ref)
        if before is not None:
            same = {name: getattr(before, name) for name in _OF_THE_FILE}
            if evolve(record, **same) == before:
                self._known.add(key)
            record = evolve(record, version=before.version)
        return Taken((record,), key, findings)


def _as_of(text: str) -> "PartialDate | None":
    try:
        return parse_partial_date(text) if text else None
    except DateNotUnderstood:
        return None


PUBLISHED = ImportKind(
    TABLE,
    TakePublished,
    {
        "publisher": Text.of(
            en="The university that published the register: a partner's id, identifier or name.",
            th="มหาวิทยาลัยที่เผยแพร่ทะเบียน",
        ),
        "agreement_kind": Text.of(
            en="The kind of agreement where the register prints none.", th="ประเภทข้อตกลงเมื่อไม่ได้ระบุ"
        ),
    },
)
"""Registers of agreements of other universities."""

"""Taking in registers of agreements that other universities published, under whoever published them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.dates import parse_partial_date
from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.registers import findings as found
from orqa.domain.partnerships.registers.records import PrintedCell, PublishedAgreement
from orqa.office.errors import NotFound
from orqa.office.partnerships.register_taking import (
    FIELDS,
    OF_THE_FILE,
    ReadRow,
    TakeRegister,
    is_country,
    register_fields,
)
from orqa.office.tabular.tables import ColumnTable, ImportKind, TableRow, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.partial import PartialDate
    from orqa.domain.partnerships.records import Partner
    from orqa.office.office import Office
    from orqa.rules.views import Reading

_UNCHANGED_BY: Final = ("source", "as_of", "number")
"""What may differ between two editions that say the same."""

_LONGEST_KEY = 200

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

TABLE = ColumnTable(
    name="published-agreements",
    title=Text.of(en="agreements that another university published", th="ข้อตกลงที่สถาบันอื่นเผยแพร่"),
    vocabulary=FIELDS,
    fields=register_fields("publisher", *OF_THE_FILE),
    action="published-agreement.import",
    heads_groups=is_country,
)
"""The columns of a register of agreements; what is doubtful in a cell never refuses its row."""


class TakePublished(TakeRegister):
    """Takes in rows of registers; one that says the same as before changes nothing."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._publishers: dict[str, Partner | None] = {}
        self._known: set[Any] = set()
        self._read: dict[int, ReadRow] = {}

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Read each row; what is kept of it already is looked up together."""
        del reading
        self.learn(rows, at)
        self._read.clear()
        made = [self._record(row) for row in rows]
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
        read = self._read.get(row.number)
        return self.told_facts(read.facts, row) if read and taken.records else row.values

    # ------------------------------------------------------------------ inside

    def _publisher(self, text: str) -> "Partner | None":
        if text not in self._publishers:
            try:
                self._publishers[text] = self.office.partnerships.partner(text)
            except (NotFound, PartnerRefused):
                self._publishers[text] = None
        return self._publishers[text]

    def _record(self, row: TableRow) -> tuple[PublishedAgreement | None, tuple[Finding, ...]]:
        text = row.get("publisher", "")
        if not text:
            return None, (NO_PUBLISHER.make(field="publisher", place=row.place),)
        publisher = self._publisher(text)
        if publisher is None:
            return None, (PUBLISHER_UNKNOWN.make(field="publisher", place=row.place, publisher=text),)
        read = self.read(row)
        if not isinstance(read, ReadRow):
            return None, read
        self._read[row.number] = read
        findings = read.findings
        if name_key(read.facts.partner) in {name_key(one.text) for one in publisher.names}:
            findings = (*findings, found.WITH_ITSELF.make(field="partner", place=row.place))
        return self._made(publisher, read, row), findings

    def _made(self, publisher: "Partner", read: ReadRow, row: TableRow) -> PublishedAgreement:
        facts, printed = read.facts, read.printed
        return PublishedAgreement(
            id=f"{publisher.id}-{self.register_of(row).which(read)}",
            publisher=publisher.id,
            partner=facts.partner,
            partner_key=name_key(facts.partner)[:_LONGEST_KEY],
            country=facts.country,
            agreement_kind=facts.agreement_kind,
            level=printed.get("level", ""),
            signed=facts.signed,
            begins=facts.begins,
            term=facts.term,
            last_day=facts.last_day,
            number=printed.get("number", ""),
            printed=tuple(PrintedCell(name=name, text=text) for name, text in printed.items() if name != "number"),
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
        key = record.id
        before = kept.get(record.ref)
        if before is not None:
            same = {name: getattr(before, name) for name in _UNCHANGED_BY}
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

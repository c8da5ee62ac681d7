"""What tables of agreements have in common when they are taken in, whoever's agreements they are."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import define, evolve, field

from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.domain.partnerships.countries import find_country
from orqa.domain.partnerships.names import name_key
from orqa.domain.partnerships.registers import findings as found
from orqa.domain.partnerships.registers.dates import DateHabits, DateOrder
from orqa.domain.partnerships.registers.kinds import PrintedKinds
from orqa.domain.partnerships.registers.rows import DATES, RegisterFacts, RowReader, told_of
from orqa.office.partnerships.agreement_findings import usual_months
from orqa.office.tabular.tables import Field, TableRow, Take
from orqa.rules.vocabulary import titles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from orqa.office.office import Office

FIELDS: Final = "agreement-register-field"
KINDS: Final = "agreement-kind"
PRINTED: Final = (
    *("number", "partner", "country", "agreement_kind", "level", "signed", "signed_by_partner", "begins", "end"),
    *("duration", "status", "area", "scope", "purpose", "cooperation", "coordinator", "document"),
    *("tuition_exemption", "has_agreement", "note"),
)
"""The columns that say something of an agreement."""

OF_THE_FILE: Final = ("as_of", "source")
"""The columns that say something of the register."""

_SAYING_WHICH: Final = ("agreement_kind", "level", "signed", "signed_by_partner", "begins")
"""The printed cells that, with the partner, say which agreement a row is about; the others may change with time."""

_NO: Final = frozenset(("", "-", "–", "no", "n", "none", "×", "x", "ไม่มี", "ไม่"))

NO_PARTNER = FindingKind(
    "register-partner-missing",
    Severity.ERROR,
    Text.of(en="the row names no partner", th="แถวนี้ไม่ได้ระบุสถาบันคู่ความร่วมมือ"),
)


def register_fields(*others: str) -> tuple[Field, ...]:
    """The columns of a register of agreements."""
    return tuple(Field(name, required=name == "partner") for name in (*PRINTED, *others))


def is_country(text: str) -> bool:
    """Whether a text that stands alone in a row is a country's name, be it misspelt, and so a heading."""
    match = find_country(text.strip(" :"))
    return match.found is not None or bool(match.candidates)


@define
class Register:
    """What is known of one register in a file.

    Attributes:
        name: whose it is.
        habits: how its dates are printed.
        has_countries: whether it prints countries, in a column or as headings.
        marks: whether it marks which rows are agreements.
        seen: how often each agreement was met.
    """

    name: str
    habits: DateHabits
    has_countries: bool = False
    marks: bool = False
    seen: Counter[str] = field(factory=Counter)
    _places: dict[Any, str] = field(factory=dict)

    def note(self, row: TableRow) -> None:
        """Learn from a row."""
        for name in DATES:
            if text := row.get(name):
                self.habits.note(text)
        self.has_countries |= bool(row.get("country") or row.heading)
        self.marks |= bool(row.get("has_agreement"))

    def which(self, read: "ReadRow") -> str:
        """What is the same for the same agreement in each edition of the register, and differs from all others."""
        country = read.facts.country or read.printed.get("country", "")
        said = [name_key(read.facts.partner), read.facts.agreement_kind, country]
        said += [read.printed.get(name, "") for name in _SAYING_WHICH]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]
        cells = {name: text for name, text in read.printed.items() if name not in {"number", "country"}}
        row = (digest, tuple(cells.items()))
        if row not in self._places:
            again = self.seen[digest]
            self.seen[digest] += 1
            self._places[row] = f"{digest}-{again + 1}" if again else digest
        return self._places[row]


class ReadRow(NamedTuple):
    """A row that was read: what it says, its cells, and what is doubtful in it; no facts where it is none."""

    facts: RegisterFacts
    printed: Mapping[str, str]
    findings: tuple[Finding, ...]


class TakeRegister(Take):
    """Reads rows of registers of agreements; what becomes of them, a subclass says."""

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._registers: dict[str, Register] = {}
        self._begun = False
        vocabulary, kinds = office.profile.vocabulary(FIELDS), office.profile.vocabulary(KINDS)
        self._titles = {name: term.title for name, term in vocabulary.items()}
        self._kinds = PrintedKinds.of(kinds.values())
        self._known_kinds = titles_of(kinds.values())
        self._longest = usual_months(office.rules().reading())

    def begin(self, rows: "Callable[[], Iterator[TableRow]]", at: "datetime") -> None:
        """Learn from all rows how each register prints its dates."""
        self.learn(rows(), at)

    def learn(self, rows: Iterable[TableRow], at: "datetime") -> None:
        """Learn from rows, once: all of the file, or those of a preview."""
        if self._begun:
            return
        self._begun = True
        order = DateOrder(self.mapping.date_order) if self.mapping.date_order else None
        for row in rows:
            text = row.get("publisher", "")
            if text not in self._registers:
                self._registers[text] = Register(text or row.place.file, DateHabits(at.date(), order))
            self._registers[text].note(row)

    def register_of(self, row: TableRow) -> Register:
        """The register that a row stands in."""
        return self._registers[row.get("publisher", "")]

    def read(self, row: TableRow) -> ReadRow | tuple[Finding, ...]:
        """What a row says; where it is no agreement, only why."""
        register = self.register_of(row)
        if register.marks and search_key(row.get("has_agreement", "")) in _NO:
            partner = row.get("partner", "")
            return (found.NO_AGREEMENT.make(field="has_agreement", place=row.place, partner=partner),)
        default = self.mapping.values.get("agreement_kind", "")
        printed = {name: row.values[name] for name in PRINTED if row.get(name)}
        if default and printed.get("agreement_kind") == default:
            del printed["agreement_kind"]
        reader = RowReader(
            habits=register.habits,
            kinds=self._kinds,
            titles=self._titles,
            known_kinds=self._known_kinds,
            default_kind=self._kinds.code_of(default) or default,
            has_countries=register.has_countries,
            longest=self._longest,
        )
        facts, findings = reader.read(printed, row.heading)
        if not name_key(facts.partner):
            return (NO_PARTNER.make(field="partner", place=row.place),)
        if row.heading:
            printed.setdefault("country", row.heading)
        return ReadRow(facts, printed, tuple(evolve(one, place=row.place) for one in findings))

    def ended(self, place: Place) -> Iterable[Finding]:
        """How the dates of each register were read."""
        for register in self._registers.values():
            yield from (evolve(one, place=place) for one in told_of(register.habits, register.name))

    def told_facts(self, facts: RegisterFacts, row: TableRow) -> Mapping[str, Any]:
        """What was read of a row, for a preview."""
        term = self.office.profile.vocabulary(KINDS).get(facts.agreement_kind)
        read = {
            "partner": facts.partner,
            "country": facts.country,
            "agreement_kind": term.title if term else "",
            "signed": ", ".join(map(str, facts.signed)),
            "begins": str(facts.begins or ""),
        }
        return {**row.values, **{name: text for name, text in read.items() if text}}

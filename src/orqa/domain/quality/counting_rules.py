"""How a framework says that things are counted: its tables ``[counting.…]``, read strictly (เกณฑ์การนับ)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.errors import NotModelled
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.quality.marks import Mark, together
from orqa.domain.quality.numbers import Number, shown
from orqa.domain.quality.tables import as_number, number, own_mark
from orqa.rules.strict import StrictTable, Where

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework

_NO_TABLE = Text.of(
    en="the framework {framework} has no table counting.{name}", th="กรอบ {framework} ไม่มีตาราง counting.{name}"
)
_NO_ENTRY = Text.of(
    en="the table counting.{name} of {framework} has: {known}", th="ตาราง counting.{name} ของ {framework} มี: {known}"
)


@frozen(kw_only=True)
class Counted:
    """A number that was counted by a rule of a framework.

    Attributes:
        title: what was counted.
        value: the exact number; None where it cannot be told, which the last of the lines says.
        unit: what it counts.
        lines: how it came about.
        mark: the clause, and how sure it is.
        findings: what was left out, because it cannot be so.
    """

    title: Text
    value: Number | None
    unit: str
    lines: tuple[Text, ...]
    mark: Mark
    findings: tuple[Finding, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that say how to count."""
        return self.mark.citations

    @property
    def certainty(self) -> Certainty:
        """How sure the rule is."""
        return self.mark.certainty

    def show(self, language: str = "en") -> str:
        """The number, below it how it came about, then the clauses."""
        number_of_it = "–" if self.value is None else f"{shown(self.value)} {self.unit}"
        cited = ", ".join(map(str, self.citations))
        told = (line.in_language(language) for line in self.lines)
        return "\n  ".join((f"{self.title.in_language(language)}: {number_of_it}", *told, f"[{cited}]"))


@frozen
class CountingRule:
    """One table ``[counting.<name>]`` of a framework.

    Attributes:
        framework: whose.
        name: of the table.
        title: what is counted.
        unit: in what.
        mark: by which clause.
    """

    framework: "Framework"
    name: str
    title: Text
    unit: str
    mark: Mark
    _table: Mapping[str, Any] = field(repr=False)
    _where: Where = field(repr=False)

    @classmethod
    def of(cls, framework: "Framework", name: str) -> "CountingRule":
        """The rule of a framework.

        Raises:
            NotModelled: when the framework has none of that name.
            RuleLoadError: when its table lacks title, unit or clause.
        """
        raw = framework.data.get(name)
        if not isinstance(raw, Mapping):
            reason = _NO_TABLE.fill(framework=framework.id, name=name)
            raise NotModelled(f"counting.{name}", reason)
        where = Where(framework.id, f"counting.{name}", ("th", "en"))
        table = StrictTable(raw, where)
        return cls(framework, name, table.title(), table.take("unit", str) or "", own_mark(table), raw, where)

    def number(self, name: str) -> Number:
        """A number that the rule must have."""
        return number(StrictTable(self._table, self._where), name)

    def rows(self) -> tuple[Mapping[str, Any], ...]:
        """The rows of the rule."""
        return tuple(StrictTable(self._table, self._where).need("rows", list))

    def steps(self, above: str, counts: str) -> tuple[tuple[Number, Number], ...]:
        """The rows as (from which number on, how much counts), the highest first."""
        where = self._where.at("rows")
        found = (
            (as_number(row.get(above), above, where.at(i)), as_number(row.get(counts), counts, where.at(i)))
            for i, row in enumerate(self.rows())
        )
        return tuple(sorted(found, reverse=True))

    def of_code(self, name: str, code: str) -> Number:
        """The number of a code in a table of the rule, such as the credits a year of a degree.

        Raises:
            NotModelled: when the rule has none for the code.
        """
        table = StrictTable(self._table, self._where).need(name, dict)
        if code not in table:
            raise self.unknown(code, table)
        return as_number(table[code], code, self._where.at(name))

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of a table of the rule, or its words."""
        table = StrictTable(self._table, self._where)
        return table.words(name) if isinstance(self._table.get(name), list) else tuple(table.need(name, dict))

    def unknown(self, code: str, known: Iterable[str]) -> NotModelled:
        """The error for a code that the rule does not know."""
        reason = _NO_ENTRY.fill(name=self.name, framework=self.framework.id, known=", ".join(known))
        return NotModelled(repr(code[:60]), reason)

    def counted(
        self,
        value: Number | None,
        lines: Iterable[Text],
        *,
        findings: Iterable[Finding] = (),
        marks: Iterable[Mark] = (),
    ) -> Counted:
        """What came of counting by this rule, and by others whose ``marks`` are given."""
        return Counted(
            title=self.title,
            value=value,
            unit=self.unit,
            lines=tuple(lines),
            mark=together((self.mark, *marks)),
            findings=tuple(findings),
        )

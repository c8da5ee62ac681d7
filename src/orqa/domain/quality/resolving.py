"""From what a framework file says for every profile to what it says for one.

A file writes figures that differ as choices, ``{by = "degree", bachelor = 20, master = 60}``; leaves out what does not
apply by ``when = {degree = "doctoral"}``; repeats what there is of each field by ``each = "fields"`` and ``{each}``;
and marks a single figure as ``{value = 80, certainty = "known", cite = "..."}``. After this module a table is plain.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from orqa.base.language import Text
from orqa.domain.quality.marks import Mark
from orqa.rules import problems
from orqa.rules.strict import StrictTable, Where

EACH: Final = "each"
_LANGUAGES: Final = frozenset({"th", "en"})
_MARKED: Final = frozenset({"value", "certainty", "cite", "note"})
_NO_CHOICE: Final = Text.of(
    en="no value for {dimension} = {chosen}; add one (there are: {allowed})",
    th="ไม่มีค่าสำหรับ {dimension} = {chosen} โปรดเพิ่ม (มี: {allowed})",
)
_NO_DIMENSION: Final = Text.of(
    en="{dimension} is no dimension of the profile; there are: {allowed}",
    th="{dimension} ไม่ใช่มิติของโปรไฟล์ ที่มีคือ: {allowed}",
)


@frozen
class Member:
    """A member of a set that things are repeated for."""

    code: str
    title: Text


@define
class Resolver:
    """Resolves tables for one profile; ``marks`` gathers the marks of the single figures in the table at hand."""

    choices: dict[str, str]
    sets: dict[str, tuple[Member, ...]] = field(factory=dict)
    member: Member | None = None
    marks: list[Mark] = field(factory=list)

    def repeats(self, table: Mapping[str, Any], where: Where) -> Iterator[Mapping[str, Any]]:
        """The table for this profile: once, once for each member of a set, or not at all."""
        if not self.applies(table, where):
            return
        name = table.get(EACH)
        if name is None:
            yield self.resolved(table, where)
            return
        if name not in self.sets:
            where.at(EACH).fail(problems.NOT_ONE_OF, name=EACH, found=name, allowed=sorted(self.sets))
        for member in self.sets[name]:
            yield self._for(member, table, where)

    def _for(self, member: Member, table: Mapping[str, Any], where: Where) -> Mapping[str, Any]:
        return Resolver({**self.choices, EACH: member.code}, self.sets, member).resolved(table, where)

    def resolved(self, table: Mapping[str, Any], where: Where) -> Mapping[str, Any]:
        """A table that is there, plain; its :data:`MARKS` are the marks of its single figures."""
        self.marks = []
        plain = {key: self.value(entry, where.at(key)) for key, entry in table.items() if key not in {EACH, "when"}}
        return {**plain, MARKS: tuple(self.marks)}

    def applies(self, entry: Any, where: Where) -> bool:
        """Whether an entry is there in this profile."""
        when = entry.get("when") if isinstance(entry, dict) else None
        if when is None:
            return True
        if not isinstance(when, dict):
            where.fail(problems.WRONG_TYPE, name="when", expected="a table of dimensions", found=repr(when))
        return all(self._chosen(name, where) in _words(wanted) for name, wanted in when.items())

    def value(self, entry: Any, where: Where) -> Any:  # noqa: PLR0911 - one way out for each sort of entry
        """An entry for this profile, without choices and marks."""
        if isinstance(entry, list):
            kept = ((i, item) for i, item in enumerate(entry) if self.applies(item, where.at(i)))
            return [self.value(item, where.at(i)) for i, item in kept]
        if isinstance(entry, str):
            return entry if self.member is None else entry.replace("{each}", self.member.code)
        if not isinstance(entry, dict):
            return entry
        if "by" in entry:
            return self._choose(entry, where)
        if "value" in entry and _MARKED.issuperset(entry):
            self._mark(entry, where)
            return self.value(entry["value"], where)
        if self.member is not None and entry and _LANGUAGES.issuperset(entry):
            title = self.member.title
            return {lang: str(form).replace("{each}", title.in_language(lang)) for lang, form in entry.items()}
        return {key: self.value(item, where.at(key)) for key, item in entry.items() if not _is_condition(key, item)}

    def _choose(self, entry: Mapping[str, Any], where: Where) -> Any:
        dimension = entry["by"]
        chosen = self._chosen(dimension, where)
        if chosen not in entry:
            allowed = [name for name in entry if name != "by"]
            where.fail(_NO_CHOICE, dimension=dimension, chosen=chosen, allowed=allowed)
        return self.value(entry[chosen], where.at(chosen))

    def _chosen(self, dimension: Any, where: Where) -> str:
        if dimension not in self.choices:
            where.fail(_NO_DIMENSION, dimension=repr(dimension), allowed=list(self.choices))
        return self.choices[dimension]

    def _mark(self, entry: Mapping[str, Any], where: Where) -> None:
        table = StrictTable({key: item for key, item in entry.items() if key != "value"}, where)
        citations = table.citations() if table.has("cite") else ()
        certainty = table.certainty() if table.has("certainty") else None
        note = table.note()
        if certainty is None:
            where.fail(problems.MISSING, name="certainty")
        self.marks.append(Mark(citations=citations, certainty=certainty, note=note))


MARKS: Final = "\0marks"
"""Where a resolved table keeps the marks of its single figures; no TOML key is called so."""


def _is_condition(key: str, entry: Any) -> bool:
    """Whether an entry says in which profiles its table is there; the ``when`` of a rounding is a word."""
    return key == "when" and isinstance(entry, dict)


def _words(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)

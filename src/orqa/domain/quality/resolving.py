"""From what a framework file says for every profile to what it says for one.

A file writes figures that differ as choices, ``{by = "degree", bachelor = 20, master = 60}``; leaves out what does not
apply by ``when = {degree = "doctoral"}``; repeats what there is of each field by ``each = "fields"`` and ``{each}``;
and marks a single figure as ``{value = 80, certainty = "known", cite = "..."}``. After this module a table is plain.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, evolve, field, frozen

from orqa.base.language import Text
from orqa.domain.quality.faults import TOO_MANY
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
    """Resolves tables for one profile.

    Attributes:
        choices: the dimensions of the profile, with what was chosen.
        values: every value that each dimension has.
        sets: the members of each set in this profile.
        codes: every code that each set has, in any profile.
        member: the member that the table at hand is for.
        marks: gathers the marks of the single figures in the table at hand.
        made: how many tables it made.
    """

    choices: dict[str, str]
    values: dict[str, tuple[str, ...]] = field(factory=dict)
    sets: dict[str, tuple[Member, ...]] = field(factory=dict)
    codes: dict[str, tuple[str, ...]] = field(factory=dict)
    member: Member | None = None
    marks: list[Mark] = field(factory=list)
    made: int = 0

    def repeats(self, table: Any, where: Where) -> Iterator[Mapping[str, Any]]:
        """The table for this profile: once, once for each member of a set, or not at all."""
        if not isinstance(table, Mapping):
            StrictTable(table, where)
        if not isinstance(table.get("when", {}), dict):
            where.fail(problems.WRONG_TYPE, name="when", expected="a table of dimensions", found=repr(table["when"]))
        if not self.applies(table, where):
            return
        name = table.get(EACH)
        if name is None:
            yield self._counted(self, table, where)
            return
        if not isinstance(name, str) or name not in self.sets:
            where.at(EACH).fail(problems.NOT_ONE_OF, name=EACH, found=repr(name), allowed=sorted(self.sets))
        for member in self.sets[name]:
            yield self._counted(self._for(member, name), table, where)

    def _for(self, member: Member, of: str) -> "Resolver":
        return evolve(
            self,
            choices={**self.choices, EACH: member.code},
            values={**self.values, EACH: self.codes.get(of, (member.code,))},
            member=member,
        )

    def _counted(self, resolver: "Resolver", table: Mapping[str, Any], where: Where) -> Mapping[str, Any]:
        self.made += 1
        if self.made > MOST:
            where.fail(TOO_MANY.template, most=MOST, what=_REPEATED)
        return resolver.resolved(table, where)

    def resolved(self, table: Mapping[str, Any], where: Where) -> Mapping[str, Any]:
        """A table that is there, plain; its :data:`MARKS` are the marks of its single figures."""
        self.marks = []
        plain = self._entries({key: entry for key, entry in table.items() if key not in {EACH, "when"}}, where)
        return {**plain, MARKS: tuple(self.marks)}

    def _entries(self, table: Mapping[str, Any], where: Where) -> dict[str, Any]:
        """The entries of a table that are there in this profile, plain."""
        return {
            key: self.value(entry, where.at(key))
            for key, entry in table.items()
            if not _is_condition(key, entry) and self.applies(entry, where.at(key))
        }

    def applies(self, entry: Any, where: Where) -> bool:
        """Whether an entry is there in this profile."""
        when = entry.get("when") if isinstance(entry, dict) else None
        if not isinstance(when, dict):
            return True  # the ``when`` of a rounding is a word; any other that is no table, nobody takes
        held = [self._holds(name, wanted, where.at("when", name)) for name, wanted in when.items()]
        return all(held)

    def _holds(self, dimension: str, wanted: Any, where: Where) -> bool:
        chosen = self._chosen(dimension, where)
        allowed = self.values.get(dimension, (chosen,))
        for word in _words(wanted):
            if word not in allowed:
                where.fail(problems.NOT_ONE_OF, name=dimension, found=repr(word), allowed=allowed)
        return chosen in _words(wanted)

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
            return {
                lang: form.replace("{each}", title.in_language(lang)) if isinstance(form, str) else form
                for lang, form in entry.items()
            }
        return self._entries(entry, where)

    def _choose(self, entry: Mapping[str, Any], where: Where) -> Any:
        dimension = entry["by"]
        chosen = self._chosen(dimension, where)
        allowed = self.values.get(dimension, (chosen,))
        for name in entry:
            if name != "by" and name not in allowed:
                where.fail(problems.NOT_ONE_OF, name=dimension, found=repr(name), allowed=allowed)
        if chosen not in entry:
            there = [name for name in entry if name != "by"]
            where.fail(_NO_CHOICE, dimension=dimension, chosen=chosen, allowed=there)
        return self.value(entry[chosen], where.at(chosen))

    def _chosen(self, dimension: Any, where: Where) -> str:
        if not isinstance(dimension, str) or dimension not in self.choices:
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


MOST: Final = 5_000
"""Tables that a file may make by repeating; the largest framework known needs a few hundred."""

_REPEATED: Final = Text.of(en="tables, with those repeated for each", th="ตาราง รวมที่ซ้ำตาม each")


def _is_condition(key: str, entry: Any) -> bool:
    """Whether an entry says in which profiles its table is there; the ``when`` of a rounding is a word."""
    return key == "when" and isinstance(entry, dict)


def _words(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)

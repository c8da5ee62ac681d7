"""Reading a framework for a profile from the text of its files.

All problems of a file are found in one reading and told with file, line and path. The format is described in
``docs/how-to/write-a-framework.md``.
"""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from attrs import define, evolve

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, Severity, has_errors
from orqa.base.language import Text
from orqa.domain.quality import faults
from orqa.domain.quality.building import KINDS, TreeReader
from orqa.domain.quality.crosswalks import Correspondence, Crosswalk, Relation
from orqa.domain.quality.files import LARGEST, FrameworkFile, FrameworkNotLoaded, Problems
from orqa.domain.quality.framework import About, Choice, Framework, Grouping
from orqa.domain.quality.inputs import InputField
from orqa.domain.quality.layers import Layers
from orqa.domain.quality.measures import Named
from orqa.domain.quality.nodes import Effect, Gate
from orqa.domain.quality.resolving import Member, Resolver
from orqa.domain.quality.soundness import Soundness
from orqa.domain.quality.tables import (
    number,
    own_mark,
    read_bands,
    read_input,
    read_ladder,
    read_rounding,
    read_scale,
    read_scores,
    read_weights,
    strict,
)
from orqa.rules import problems
from orqa.rules.errors import RuleLoadError
from orqa.rules.sources import read_sources
from orqa.rules.strict import StrictTable, Where

if TYPE_CHECKING:
    from orqa.rules.sources import Source

T = TypeVar("T")

SCHEMA = 1
"""The version of the format that this module reads."""

_LANGUAGES = ("th", "en")
_TABLES = ("sources", "profile", "set", "scale", "bands", "table", "ladder", "weights", "input", "counting", "data")
_LISTS = ("node", "gate", "grouping", "crosswalk", "scale_crosswalk")
_SINGLE = ("schema", "include", "framework", "rounding", "overall", "layers")


@define(eq=False, slots=False)
class UnknownProfile(OrqaError, ValueError):
    """A framework was asked for by a dimension or a value that it does not have, or without one that it needs."""

    code: ClassVar[str] = "unknown-framework-profile"
    template: ClassVar[Text] = Text.of(
        en="{framework} cannot be loaded with {asked}; its profile is: {allowed}",
        th="โหลด {framework} ด้วย {asked} ไม่ได้ โปรไฟล์ที่มีคือ: {allowed}",
    )

    framework: str
    asked: str
    allowed: tuple[str, ...]


def read_framework(files: Mapping[str, str], main: str, profile: Mapping[str, str] | None = None) -> Framework:
    """Read a framework.

    Args:
        files: the text of the main file and of those beside it, by name.
        main: name of the main file.
        profile: the dimensions of its identity that are not left to their defaults.

    Raises:
        FrameworkNotLoaded: when a file cannot be used; its findings name file, line and path.
        UnknownProfile: when the framework has no such profile.
    """
    reader = _Reader(files, main)
    framework = reader.framework(profile or {})
    errors = tuple(finding for finding in reader.problems.findings if finding.severity is Severity.ERROR)
    if errors or framework is None:
        raise FrameworkNotLoaded(main, errors or tuple(reader.problems.findings))
    return framework


def check_files(files: Mapping[str, str], main: str) -> tuple[Finding, ...]:
    """What is wrong in the files, read for every profile that there is; each problem once.

    For authors: an empty answer means that the framework loads for every profile and is sound.
    """
    reader = _Reader(files, main)
    found = dict.fromkeys(reader.problems.findings)
    for profile in reader.profiles():
        again = _Reader(files, main)
        again.framework(profile)
        found.update(dict.fromkeys(again.problems.findings))
    return tuple(found)


def profiles_of(files: Mapping[str, str], main: str) -> tuple[dict[str, str], ...]:
    """Every profile of a framework: each combination of the values of its dimensions."""
    return tuple(_Reader(files, main).profiles())


def _digest(files: Mapping[str, FrameworkFile]) -> str:
    found = hashlib.sha256()
    for name in sorted(files):
        found.update(f"{name}\0{files[name].text}\0".encode())
    return found.hexdigest()


class _Reader:
    """Reads one framework; keeps what is wrong."""

    def __init__(self, files: Mapping[str, str], main: str) -> None:
        self._texts = files
        self._files: dict[str, FrameworkFile] = {}
        self.problems = Problems(self._files)
        self.main = main
        self.tables: dict[str, dict[str, tuple[str, Any]]] = {name: {} for name in _TABLES}
        self.lists: dict[str, list[tuple[str, str, Any]]] = {name: [] for name in _LISTS}
        self.single: dict[str, tuple[str, Any]] = {}
        self._open(main, main)
        self._languages = Where(main, languages=_LANGUAGES)
        self._sources: Mapping[str, Source] = {}

    # ------------------------------------------------------------------ the files

    def _open(self, name: str, asked_by: str) -> None:
        if name in self._files:
            return
        text = self._texts.get(name)
        if text is None:
            self.problems.add(faults.NO_INCLUDE, asked_by, "include", name=name)
            return
        if len(text) > LARGEST:
            self.problems.add(faults.TOO_LARGE, name, "", most=LARGEST)
            return
        self._files[name] = file = FrameworkFile(name, text)
        try:
            data = file.data
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self.problems.add(faults.NOT_TOML, name, "", reason=str(error) or type(error).__name__)
            return
        self._take(name, data)

    def _take(self, file: str, data: Mapping[str, Any]) -> None:
        for key, entry in data.items():
            if key in _TABLES and isinstance(entry, dict):
                self._take_tables(file, key, entry)
            elif key in _LISTS and isinstance(entry, list):
                self.lists[key] += [(file, f"{key}[{i}]", item) for i, item in enumerate(entry)]
            elif key in _SINGLE:
                self.single.setdefault(key, (file, entry))
            else:
                where = Where(file, key)
                allowed = [*_SINGLE, *_TABLES, *_LISTS]
                self._try(lambda w=where, k=key, a=allowed: w.fail(problems.UNKNOWN_KEYS, names=[k], allowed=a))
        included = data.get("include", [])
        for other in included if isinstance(included, list) else []:
            self._open(str(other), file)

    def _take_tables(self, file: str, key: str, entry: Mapping[str, Any]) -> None:
        for name, table in entry.items():
            if name in self.tables[key]:
                self.problems.add(faults.TWICE, file, f"{key}.{name}", name=name)
            else:
                self.tables[key][name] = (file, table)

    def _try(self, read: Callable[..., T]) -> T | None:
        """What a strict reader gives; None where it refuses, which is kept."""
        try:
            return read()
        except RuleLoadError as error:
            self.problems.refused(error)
            return None

    def _where(self, file: str, path: str) -> Where:
        return Where(file, path, _LANGUAGES, frozenset(self._sources) if self._sources else None)

    # ------------------------------------------------------------------ the profile

    def profiles(self) -> Iterator[dict[str, str]]:
        """Every combination of the values of its dimensions."""
        names, values = [], []
        for name, (_, table) in self.tables["profile"].items():
            if isinstance(table, dict) and isinstance(table.get("values"), dict) and table["values"]:
                names.append(name)
                values.append(tuple(table["values"]))
        for combination in product(*values):
            yield dict(zip(names, combination, strict=True))

    def _choices(self, profile: Mapping[str, str]) -> tuple[Choice, ...]:
        found = []
        for name, (file, raw) in self.tables["profile"].items():
            choice = self._try(
                lambda n=name, f=file, r=raw: self._choice(n, StrictTable(r, self._where(f, f"profile.{n}")))
            )
            if choice is not None:
                found.append(choice)
        allowed = tuple(f"{choice.name} = {' | '.join(choice.values)}" for choice in found)
        known = {choice.name: choice for choice in found}
        for name, value in profile.items():
            if name not in known or value not in known[name].values:
                raise UnknownProfile(self.main.removesuffix(".toml"), f"{name}={value!r}", allowed)
        chosen = tuple(evolve(choice, chosen=profile.get(choice.name, choice.chosen)) for choice in found)
        if missing := [choice.name for choice in chosen if not choice.chosen]:
            raise UnknownProfile(self.main.removesuffix(".toml"), f"{missing[0]}=?", allowed)
        return chosen

    def _choice(self, name: str, table: StrictTable) -> Choice:
        title, default = table.title(), table.take("default", str) or ""
        entries = StrictTable(table.need("values", dict), table.where.at("values"))
        values = {code: entries.title(code) for code in entries.names()}
        table.done()
        if default and default not in values:
            table.where.fail(problems.NOT_ONE_OF, name="default", found=default, allowed=list(values))
        return Choice(name=name, title=title, values=values, chosen=default)

    # ------------------------------------------------------------------ the framework

    def framework(self, profile: Mapping[str, str]) -> Framework | None:
        """The framework for a profile; None where its files are too wrong for one."""
        if self.problems.findings:
            return None
        self._read_sources()
        choices = self._choices(profile)
        resolver = Resolver({choice.name: choice.chosen for choice in choices})
        self._read_sets(resolver)
        about = self._try(self._about)
        named = self._named(resolver)
        inputs = self._inputs(resolver)
        tree = TreeReader(resolver, named, self.problems, self._where, self._default_rounding())
        tree.table_files = {("bands", name): file for name, (file, _) in self.tables["bands"].items()}
        overall = self.single.get("overall")
        nodes = tree.read(self.lists["node"], overall or (self.main, None))
        gates = self._gates(resolver, nodes)
        nodes = {name: evolve(node, gates=tuple(g for g in gates if g.on == name)) for name, node in nodes.items()}
        inputs.update({name: field for name, field in named.works.items() if name not in inputs})
        groupings = self._each_list(resolver, "grouping", _grouping)
        layers = self._layers(resolver, named)
        crosswalks = tuple(self._each_list(resolver, "crosswalk", _crosswalk))
        if nodes:
            Soundness(tree, nodes, inputs).check(gates, groupings, crosswalks)
        if about is None or has_errors(self.problems.findings):
            return None
        return Framework(
            about=about,
            profile=choices,
            nodes=nodes,
            inputs=inputs,
            bands=named.bands,
            gates=gates,
            groupings=tuple(groupings),
            layers=layers,
            crosswalks=crosswalks,
            data=self._data(resolver),
        )

    def _read_sources(self) -> None:
        for name, (file, raw) in self.tables["sources"].items():
            where = Where(file, "sources", _LANGUAGES)
            found = self._try(lambda n=name, r=raw, w=where: read_sources({n: r}, w, self.main, {}))
            self._sources = {**self._sources, **(found or {})}

    def _read_sets(self, resolver: Resolver) -> None:
        for name, (file, raw) in self.tables["set"].items():
            where = self._where(file, f"set.{name}")
            members = self._try(lambda r=raw, w=where: _members(r, w, resolver))
            resolver.sets[name] = members or ()

    def _about(self) -> About:
        file, raw = self.single.get("framework", (self.main, {}))
        where = self._where(file, "framework")
        table = StrictTable(raw, where)
        self._check_schema()
        about = About(
            id=table.need("id", str),
            title=table.title(),
            level=table.need("level", str),
            publisher=table.note("publisher"),
            edition=table.note("edition"),
            first=table.take("from", date),
            last=table.take("until", date),
            supersedes=table.take("supersedes", str) or "",
            mark=own_mark(table),
            note=None,
            sources=self._sources,
            digest=_digest(self._files),
        )
        table.done()
        return evolve(about, note=about.mark.note)

    def _check_schema(self) -> None:
        file, schema = self.single.get("schema", (self.main, None))
        if schema != SCHEMA:
            self._where(file, "schema").fail(problems.NOT_ONE_OF, name="schema", found=schema, allowed=[SCHEMA])

    def _default_rounding(self) -> Any:
        file, raw = self.single.get("rounding", (self.main, {"decimals": 2}))
        return self._try(lambda: read_rounding(StrictTable(raw, self._where(file, "rounding"))))

    def _each_table(self, resolver: Resolver, key: str, read: Callable[[str, StrictTable, Any], T]) -> dict[str, T]:
        """The tables of a key for the profile, by name, those that repeat under each of their names."""
        found: dict[str, T] = {}
        for name, (file, raw) in self.tables[key].items():
            where = self._where(file, f"{key}.{name}")

            def one(name: str = name, raw: Any = raw, where: Where = where) -> dict[str, T]:
                if not isinstance(raw, dict):
                    StrictTable(raw, where)
                some: dict[str, T] = {}
                for resolved in resolver.repeats({**raw, _NAME: name}, where):
                    own_name = resolved[_NAME]
                    table, marks = strict({k: v for k, v in resolved.items() if k != _NAME}, where)
                    some[own_name] = read(own_name, table, marks)
                return some

            found.update(self._try(one) or {})
        return found

    def _each_list(self, resolver: Resolver, key: str, read: Callable[[StrictTable], T]) -> list[T]:
        found: list[T] = []
        for file, path, raw in self.lists[key]:
            where = self._where(file, path)

            def one(raw: Any = raw, where: Where = where) -> list[T]:
                if not isinstance(raw, dict):
                    StrictTable(raw, where)
                return [read(strict(table, where)[0]) for table in resolver.repeats(raw, where)]

            found += self._try(one) or []
        return found

    def _named(self, resolver: Resolver) -> Named:
        return Named(
            scales=self._each_table(resolver, "scale", lambda name, table, _marks: read_scale(name, table)),
            bands=self._each_table(resolver, "bands", lambda name, table, _marks: read_bands(name, table)),
            scores=self._each_table(resolver, "table", lambda _name, table, _marks: read_scores(table)),
            ladders=self._each_table(resolver, "ladder", lambda _name, table, _marks: read_ladder(table)),
            weights=self._each_table(resolver, "weights", lambda _name, table, _marks: read_weights(table)),
        )

    def _inputs(self, resolver: Resolver) -> dict[str, InputField]:
        return self._each_table(resolver, "input", read_input)

    def _gates(self, resolver: Resolver, nodes: Mapping[str, Any]) -> tuple[Gate, ...]:
        return tuple(self._each_list(resolver, "gate", lambda table: _gate(table, nodes)))

    def _layers(self, resolver: Resolver, named: Named) -> Layers | None:
        if "layers" not in self.single:
            return None
        file, raw = self.single["layers"]
        crosswalks = {
            (start, end): codes for start, end, codes in self._each_list(resolver, "scale_crosswalk", _scale_crosswalk)
        }
        where = self._where(file, "layers")

        def read() -> Layers | None:
            for table in resolver.repeats(raw, where):
                return _layers(strict(table, where)[0], named, crosswalks)
            return None

        return self._try(read)

    def _data(self, resolver: Resolver) -> dict[str, Any]:
        found = {}
        for key in ("counting", "data"):
            for name, (file, raw) in self.tables[key].items():
                where = self._where(file, f"{key}.{name}")
                found[name] = self._try(lambda r=raw, w=where: resolver.value(r, w))
        return found


_NAME = "\0name"


def _members(raw: Any, where: Where, resolver: Resolver) -> tuple[Member, ...]:
    table = StrictTable(raw, where)
    table.note("title")
    own_mark(table)
    values = StrictTable(table.need("values", dict), where.at("values"))
    found = []
    for code in values.names():
        entry = values.raw(code)
        if isinstance(entry, dict) and "title" in entry:
            if not resolver.applies(entry, where.at("values", code)):
                continue
            entry = entry["title"]
        found.append(Member(code, StrictTable({"title": entry}, where.at("values", code)).title()))
    table.done()
    return tuple(found)


def _grouping(table: StrictTable) -> Grouping:
    columns = []
    for i, row in enumerate(table.need("columns", list)):
        entry = StrictTable(row, table.where.at("columns", i))
        columns.append((entry.need("code", str), entry.title()))
        entry.done()
    own_mark(table)
    grouping = Grouping(id=table.need("id", str), title=table.title(), columns=tuple(columns))
    table.done()
    return grouping


def _gate(table: StrictTable, nodes: Mapping[str, Any]) -> Gate:
    named = (*table.words("node"), *table.words("nodes"))
    kind = table.take("kind", str)
    if kind is not None:
        named = (*named, *(name for name, node in nodes.items() if node.kind == kind))
    if not named:
        table.where.fail(problems.MISSING, name="node")
    effect = Effect(table.choice("effect", tuple(Effect)))
    gate = Gate(
        id=table.need("id", str),
        title=table.title(),
        on=table.take("on", str) or "overall",
        nodes=named,
        below=number(table, "below"),
        effect=effect,
        score=number(table, "score", 0) if effect is Effect.BAND else number(table, "score"),
        hides=table.choice("hides", ("", *KINDS), ""),
        mark=own_mark(table),
    )
    table.done()
    return gate


def _crosswalk(table: StrictTable) -> Crosswalk:
    default = own_mark(table)
    rows = []
    for i, row in enumerate(table.need("rows", list)):
        entry = StrictTable(row, table.where.at("rows", i))
        relation = Relation(entry.choice("relation", tuple(Relation)))
        others = entry.words("to")
        if not others:
            entry.where.fail(problems.MISSING, name="to")
        node = entry.need("from", str)
        rows.append(Correspondence(node=node, others=others, relation=relation, mark=own_mark(entry, default)))
        entry.done()
    crosswalk = Crosswalk(to=table.need("to", str), rows=tuple(rows))
    table.done()
    return crosswalk


def _scale_crosswalk(table: StrictTable) -> tuple[str, str, dict[str, str]]:
    found = (table.need("from", str), table.need("to", str), dict(table.need("map", dict)))
    own_mark(table)
    table.done()
    return found


def _layers(table: StrictTable, named: Named, crosswalks: Mapping[tuple[str, str], Mapping[str, str]]) -> Layers:
    order = table.words("order")
    titles = StrictTable(table.need("titles", dict), table.where.at("titles"))
    scales = table.take("scales", dict) or {}
    reason = table.words("reason_when")
    layers = Layers(
        order=order,
        titles={name: titles.title(name) for name in order},
        final=table.choice("final", order),
        scales={name: named.find(named.scales, scale, table.where.at("scales")) for name, scale in scales.items()},
        reason_when=(reason[0], reason[1]) if len(reason) == 2 else None,
        crosswalks=crosswalks,
    )
    own_mark(table)
    titles.done()
    table.done()
    return layers

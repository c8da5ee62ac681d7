"""Reading a framework for a profile from the text of its files.

All problems of a file are found in one reading and told with file, line and path. The format is described in
``docs/how-to/write-a-framework.md``.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

from attrs import evolve

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, Severity, has_errors
from orqa.base.language import Text
from orqa.domain.quality import faults
from orqa.domain.quality.building import KINDS, TreeReader
from orqa.domain.quality.crosswalks import Correspondence, Crosswalk, Relation
from orqa.domain.quality.files import DEEPEST, LARGEST, FrameworkFile, FrameworkNotLoaded, Problems, is_too_deep
from orqa.domain.quality.framework import About, Choice, Framework, Grouping
from orqa.domain.quality.inputs import InputField
from orqa.domain.quality.layers import REASON, Layers
from orqa.domain.quality.marks import Mark, together
from orqa.domain.quality.measures import Named
from orqa.domain.quality.nodes import Effect, Gate, Node
from orqa.domain.quality.quantities import Mean
from orqa.domain.quality.resolving import Member, Resolver
from orqa.domain.quality.soundness import Soundness
from orqa.domain.quality.tables import (
    needed_mark,
    not_twice,
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
from orqa.rules.strict import StrictTable, Where, check_text

if TYPE_CHECKING:
    from orqa.rules.sources import Source

T = TypeVar("T")
_ReadRow: TypeAlias = Callable[[StrictTable, tuple[Mark, ...]], T]
_TWO = 2

LEVELS = ("programme", "faculty", "institution", "agency")
"""What a framework assesses."""

MOST_PROFILES = 500
"""Combinations of the values of a profile; the largest framework known has 36."""

_PROFILES = Text.of(en="profiles", th="โปรไฟล์")

SCHEMA = 1
"""The version of the format that this module reads."""

_LANGUAGES = ("th", "en")
_TABLES = (
    "sources",
    "profile",
    "set",
    "scale",
    "bands",
    "table",
    "ladder",
    "weights",
    "unit",
    "input",
    "counting",
    "data",
)
_LISTS = ("node", "gate", "grouping", "crosswalk", "scale_crosswalk")
_IN_EVERY_FILE = ("schema", "include")
_SINGLE = ("schema", "include", "framework", "rounding", "overall", "layers")


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
    profiles = tuple(reader.profiles())
    found = dict.fromkeys(reader.problems.findings)
    for profile in profiles:
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
        found.update(f"{name}\0{files[name].text}\0".encode("utf-8", "surrogatepass"))
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
        self.places: dict[tuple[str, str], tuple[str, str]] = {}
        self._open_all()
        self._sources: Mapping[str, Source] = {}

    # ------------------------------------------------------------------ the files

    def _open_all(self) -> None:
        """Open the main file and those that it includes, and those that they include."""
        waiting = [(self.main, self.main)]
        while waiting:
            name, asked_by = waiting.pop(0)
            if name not in self._files:
                waiting += [(other, name) for other in self._open(name, asked_by)]

    def _open(self, name: str, asked_by: str) -> tuple[str, ...]:
        """Open a file; the names of those that it includes."""
        text = self._texts.get(name)
        if text is None:
            self.problems.add(faults.NO_INCLUDE, asked_by, "include", name=name[:100])
            return ()
        if len(text) > LARGEST:
            self.problems.add(faults.TOO_LARGE, name, "", most=LARGEST)
            return ()
        self._files[name] = file = FrameworkFile(name, text)
        try:
            data = file.data
        except (ValueError, ArithmeticError, RecursionError) as error:  # numbers of a thousand digits, too
            self.problems.not_toml(name, str(error)[:200] or type(error).__name__)
            return ()
        if is_too_deep(data):
            self.problems.add(faults.TOO_DEEP, name, "", most=DEEPEST)
            return ()
        self._take(name, data)
        return self._try(lambda: StrictTable(data, Where(name)).words("include")) or ()

    def _take(self, file: str, data: Mapping[str, Any]) -> None:
        for key, entry in data.items():
            where = Where(file, key)
            if key in _TABLES:
                self._take_tables(file, key, entry)
            elif key in _LISTS:
                rows = self._try(lambda k=key: StrictTable(data, Where(file)).need(k, list)) or []
                self.lists[key] += [(file, f"{key}[{i}]", item) for i, item in enumerate(rows)]
            elif key not in _SINGLE:
                allowed = [*_SINGLE, *_TABLES, *_LISTS]
                self._try(lambda w=where, k=key, a=allowed: w.fail(problems.UNKNOWN_KEYS, names=[k], allowed=a))
            elif key in self.single and key not in _IN_EVERY_FILE:
                self.problems.add(faults.TWICE, file, key, name=key)
            else:
                self.single.setdefault(key, (file, entry))

    def _take_tables(self, file: str, key: str, entry: Any) -> None:
        entries = self._try(lambda: StrictTable({key: entry}, Where(file)).need(key, dict)) or {}
        for name, table in entries.items():
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
        return Where(file, path, _LANGUAGES, frozenset(self._sources))

    # ------------------------------------------------------------------ the profile

    def profiles(self) -> Iterator[dict[str, str]]:
        """Every combination of the values of its dimensions."""
        names, values = [], []
        for name, (_, table) in self.tables["profile"].items():
            if isinstance(table, dict) and isinstance(table.get("values"), dict) and table["values"]:
                names.append(name)
                values.append(tuple(table["values"]))
        if prod(map(len, values)) > MOST_PROFILES:
            self.problems.add(faults.TOO_MANY, self.main, "profile", most=MOST_PROFILES, what=_PROFILES)
            return
        for combination in product(*values):
            yield dict(zip(names, combination, strict=True))

    def _choices(self, profile: Mapping[str, str]) -> tuple[Choice, ...] | None:
        """The dimensions with what was chosen; None where the file is wrong about them."""
        found = []
        for name, (file, raw) in self.tables["profile"].items():
            choice = self._try(
                lambda n=name, f=file, r=raw: self._choice(n, StrictTable(r, self._where(f, f"profile.{n}")))
            )
            if choice is None:
                return None
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
        if choices is None:
            return None
        resolver = Resolver(
            {choice.name: choice.chosen for choice in choices},
            {choice.name: tuple(choice.values) for choice in choices},
        )
        self._read_sets(resolver)
        about = self._try(self._about)
        named = self._named(resolver)
        inputs = self._inputs(resolver, named)
        tree = TreeReader(resolver, named, self.problems, self._where, self._default_rounding())
        overall = self.single.get("overall")
        nodes = tree.read(self.lists["node"], overall or (self.main, None))
        nodes = {name: _within_its_list(node, inputs) for name, node in nodes.items()}
        gates = self._gates(resolver, nodes)
        nodes = {name: evolve(node, gates=tuple(g for g in gates if g.on == name)) for name, node in nodes.items()}
        inputs.update({name: field for name, field in named.works.items() if name not in inputs})
        groupings = self._each_list(resolver, "grouping", _grouping)
        layers = self._layers(resolver, named)
        crosswalks = tuple(self._each_list(resolver, "crosswalk", _crosswalk))
        if nodes:
            Soundness(tree, nodes, inputs, self.places).check(gates, groupings, crosswalks, layers)
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
        ids = self.tables["sources"]
        for name, (file, raw) in ids.items():
            where = Where(file, "sources", _LANGUAGES)
            known = {other: source for other, source in self._sources.items() if other != name}
            found = self._try(lambda n=name, r=raw, w=where, k=known: read_sources({n: r}, w, self.main, k))
            self._sources = {**self._sources, **(found or {})}

    def _read_sets(self, resolver: Resolver) -> None:
        for name, (file, raw) in self.tables["set"].items():
            where = self._where(file, f"set.{name}")
            members = self._try(lambda r=raw, w=where: _members(r, w, resolver))
            resolver.sets[name] = members or ()
            values = raw.get("values") if isinstance(raw, dict) else None
            resolver.codes[name] = tuple(values) if isinstance(values, dict) else ()

    def _about(self) -> About:
        file, raw = self.single.get("framework", (self.main, {}))
        where = self._where(file, "framework")
        table = StrictTable(raw, where)
        self._check_schema()
        about = About(
            id=table.need("id", str),
            title=table.title(),
            level=table.choice("level", LEVELS),
            publisher=table.note("publisher"),
            edition=table.note("edition"),
            first=table.take("from", date),
            last=table.take("until", date),
            supersedes=table.take("supersedes", str) or "",
            mark=needed_mark(table),
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
        file, raw = self.single.get("rounding", (self.main, {}))
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
                    if own_name in found or own_name in some:
                        where.fail(faults.TWICE.template, name=own_name)
                    some[own_name] = read(own_name, table, marks)
                    self.places[key, own_name] = (where.file, where.path)
                return some

            found.update(self._try(one) or {})
        return found

    def _each_list(self, resolver: Resolver, key: str, read: "_ReadRow[T]") -> list[T]:
        found: list[T] = []
        for file, path, raw in self.lists[key]:
            where = self._where(file, path)

            def one(raw: Any = raw, where: Where = where) -> list[T]:
                return [read(*strict(table, where)) for table in resolver.repeats(raw, where)]

            for item in self._try(one) or []:
                self._keep(key, item, file, path)
                found.append(item)
        return found

    def _keep(self, key: str, item: Any, file: str, path: str) -> None:
        """Keep the place of a thing with an id; none may be there twice."""
        name = item.to if isinstance(item, Crosswalk) else getattr(item, "id", "")
        if name and (key, name) in self.places:
            self.problems.add(faults.TWICE, file, path, name=name)
        self.places.setdefault((key, name), (file, path))

    def _named(self, resolver: Resolver) -> Named:
        return Named(
            scales=self._each_table(resolver, "scale", lambda name, table, _marks: read_scale(name, table)),
            bands=self._each_table(resolver, "bands", read_bands),
            scores=self._each_table(resolver, "table", lambda _name, table, marks: read_scores(table, marks)),
            ladders=self._each_table(resolver, "ladder", lambda _name, table, marks: read_ladder(table, marks)),
            weights=self._each_table(resolver, "weights", lambda _name, table, marks: read_weights(table, marks)),
            units=self._units(),
        )

    def _units(self) -> dict[str, Text]:
        """What units are called, by code."""
        found = {}
        for code, (file, raw) in self.tables["unit"].items():
            where = self._where(file, f"unit.{code}")
            title = self._try(lambda r=raw, w=where: check_text(r, "unit", w))
            if title is not None:
                found[code] = title
        return found

    def _inputs(self, resolver: Resolver, named: Named) -> dict[str, InputField]:
        fields = self._each_table(resolver, "input", read_input)
        return {name: evolve(field, unit_title=named.unit(field.unit)) for name, field in fields.items()}

    def _gates(self, resolver: Resolver, nodes: Mapping[str, Any]) -> tuple[Gate, ...]:
        return tuple(self._each_list(resolver, "gate", lambda table, marks: _gate(table, marks, nodes)))

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


def _within_its_list(node: Node, inputs: Mapping[str, InputField]) -> Node:
    """A node of a mean, with the limits of what it is the mean of: a sum and a count must keep to them, too."""
    listed = inputs.get(node.quantity.of) if isinstance(node.quantity, Mean) else None
    if listed is None:
        return node
    return evolve(node, most=listed.high if node.most is None else node.most, least=listed.low)


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


def _grouping(table: StrictTable, _marks: tuple[Mark, ...]) -> Grouping:
    columns = []
    for i, row in enumerate(table.need("columns", list)):
        entry = StrictTable(row, table.where.at("columns", i))
        columns.append((entry.need("code", str), entry.title()))
        entry.done()
    not_twice((code for code, _ in columns), table.where.at("columns"))
    own_mark(table)
    grouping = Grouping(id=table.need("id", str), title=table.title(), columns=tuple(columns))
    table.done()
    return grouping


def _gate(table: StrictTable, marks: tuple[Mark, ...], nodes: Mapping[str, Any]) -> Gate:
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
        mark=together((needed_mark(table), *marks)),
    )
    table.done()
    return gate


def _crosswalk(table: StrictTable, _marks: tuple[Mark, ...]) -> Crosswalk:
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


def _scale_crosswalk(table: StrictTable, _marks: tuple[Mark, ...]) -> tuple[str, str, dict[str, str]]:
    entries = StrictTable(table.need("map", dict), table.where.at("map"))
    found = (
        table.need("from", str),
        table.need("to", str),
        {code: entries.need(code, str) for code in entries.names()},
    )
    own_mark(table)
    table.done()
    return found


def _layers(table: StrictTable, named: Named, crosswalks: Mapping[tuple[str, str], Mapping[str, str]]) -> Layers:
    order = table.words("order")
    titles = StrictTable(table.need("titles", dict), table.where.at("titles"))
    scales = table.take("scales", dict) or {}
    reason = table.words("reason_when")
    for name in (*scales, *reason):
        if name not in order:
            table.where.fail(problems.NOT_ONE_OF, name="layer", found=name, allowed=order)
    if reason and len(reason) != _TWO:
        table.where.fail(problems.WRONG_TYPE, name="reason_when", expected="a list of two layers", found=list(reason))
    not_twice((*order, REASON), table.where.at("order"))
    layers = Layers(
        order=order,
        titles={name: titles.title(name) for name in order},
        final=table.choice("final", order),
        scales={name: named.find(named.scales, scale, table.where.at("scales")) for name, scale in scales.items()},
        reason_when=(reason[0], reason[1]) if reason else None,
        crosswalks=crosswalks,
    )
    own_mark(table)
    titles.done()
    table.done()
    return layers

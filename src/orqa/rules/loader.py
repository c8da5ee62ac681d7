"""Loading a profile from its folder.

A profile folder holds ``profile.toml``, ``sources.toml`` and the folders ``rules``, ``vocabularies``, ``cases`` and
``templates`` (of papers) with one TOML file per subject. A rule in ``rules/leave.toml``:

.. code-block:: toml

    [sick.paid_days]                       # the key leave.sick.paid_days
    title = {th = "...", en = "..."}       # in each language of the profile
    unit = "working_day"
    by = ["personnel"]                     # closed: codes of that vocabulary, else values of the rows

    [[sick.paid_days.rows]]                # or rows = [{...}, {...}]
    from = 2012-01-24                      # until a later row of equal dimensions; repealed = true ends the rule
    personnel = ["civil_servant", "permanent_employee"]   # the most specific row answers
    value = 60                             # or table = [{...}], or over = "service_years", scale = [[0, 8], [1, 15]]
    cite = "opm-leave-2555#18"             # a source of sources.toml
    certainty = "known"
    published = 2012-01-20                 # optional: the day it became known, where that is not its first day
    last_checked = 2026-11-23              # optional: the day somebody last compared it with its source

All or nothing: whatever is unknown, missing, uncited or contradictory refuses the whole profile and is
named with its file and path.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.rules import problems
from orqa.rules.frozen import FrozenDict
from orqa.rules.overlay import lay_over
from orqa.rules.parsing import RuleReader
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet
from orqa.rules.sources import read_sources
from orqa.rules.strict import KEBAB, StrictTable, Where, check_name
from orqa.rules.vocabulary import Vocabulary, read_vocabulary

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_TOP = ("profile.toml", "sources.toml")
FOLDERS = ("rules", "vocabularies", "cases", "templates")
_ERAS = ("buddhist", "common")
_DIGITS = ("thai", "arabic")
_TOML = ".toml"


@frozen
class _File:
    """One file of a profile: its path in the folder, its bytes and what they say."""

    path: str
    raw: bytes
    data: Mapping[str, Any]

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(_TOML)


def load_profile(folder: "Traversable", parent: Profile | None = None) -> Profile:
    """Load the profile of a folder.

    Args:
        folder: a directory: a ``pathlib.Path`` or a package's resources.
        parent: the profile that ``profile.toml`` names as its parent, already loaded.

    Raises:
        RuleLoadError: when anything in the folder cannot be used.
    """
    _check_names(folder)
    top = tuple(_bytes(folder, name) for name in _TOP)
    return _loaded(top, *(tuple(_all_bytes(folder, name)) for name in ("vocabularies", "rules", "templates")), parent)


_Bytes = tuple[str, bytes]
"""The path of a file in a profile's folder and what is in it."""


@lru_cache(maxsize=32)
def _loaded(
    top: tuple[_Bytes, _Bytes],
    vocabularies: tuple[_Bytes, ...],
    rules: tuple[_Bytes, ...],
    templates: tuple[_Bytes, ...],
    parent: Profile | None,
) -> Profile:
    """The profile of these files; the same object for the same bytes, as every office of a process needs it."""
    head, sources = (_parsed(*file) for file in top)
    files = _Files(
        head=head,
        sources=sources,
        vocabularies=tuple(_parsed(*file) for file in vocabularies),
        rules=tuple(_parsed(*file) for file in rules),
        templates=tuple(_parsed(*file) for file in templates),
    )
    return _build(files, _read_head(files.head, parent), parent)


@frozen(kw_only=True)
class _Files:
    """The files of a profile that make up its data; cases are not among them."""

    head: _File
    sources: _File
    vocabularies: tuple[_File, ...]
    rules: tuple[_File, ...]
    templates: tuple[_File, ...] = ()

    def digest(self, parent: Profile | None) -> str:
        """Changes with any byte of these files or of the parent's."""
        digest = hashlib.sha256((parent.data_version if parent else "").encode())
        for file in (self.head, self.sources, *self.vocabularies, *self.rules, *self.templates):
            digest.update(f"\0{file.path}\0{len(file.raw)}\0".encode())
            digest.update(file.raw)
        return digest.hexdigest()[:12]


@frozen(kw_only=True)
class _Head:
    """``profile.toml``."""

    name: str
    title: Text
    parent: str
    version: str
    languages: tuple[str, ...]
    time_zone: str
    country: str
    currency: str
    calendar: str
    region: str
    era: str
    digits: str


def _build(files: _Files, head: _Head, parent: Profile | None) -> Profile:
    top = Where(file=_TOP[1], languages=head.languages)
    sources = read_sources(files.sources.data, top, head.name, parent.sources if parent else {})
    top = evolve(top, sources=frozenset(sources))
    terms = _read_vocabularies(files.vocabularies, top, head.name, parent)
    parents = parent.ruleset.parameters if parent else {}
    reader = RuleReader(head.name, parents)
    drafts = [draft for f in files.rules for draft in reader.read(f.stem, f.data, evolve(top, file=f.path))]
    data_version = f"{head.version}+{files.digest(parent)}"
    ruleset = RuleSet(
        profile=head.name,
        data_version=data_version,
        parameters=lay_over(parents, drafts, terms, sources, head.name, evolve(top, file="rules")),
        sources=sources,
        vocabularies=terms,
    )
    return Profile(
        name=head.name,
        title=head.title,
        parent=head.parent,
        languages=head.languages,
        time_zone=head.time_zone,
        country=head.country,
        currency=head.currency,
        calendar=head.calendar,
        region=head.region,
        era=head.era,
        digits=head.digits,
        ruleset=ruleset,
        sources=sources,
        vocabularies=terms,
        templates=_read_templates(files.templates, top, parent),
        data_version=data_version,
    )


def _read_templates(files: tuple[_File, ...], top: Where, parent: Profile | None) -> FrozenDict[str, Mapping[str, Any]]:
    """The templates of papers, by name; wording is no rule, so a profile's own takes the place of its parent's."""
    found: dict[str, Mapping[str, Any]] = dict(parent.templates) if parent else {}
    found |= {check_name(file.stem, KEBAB, evolve(top, file=file.path)): file.data for file in files}
    return FrozenDict(found)


def _read_head(file: _File, parent: Profile | None) -> _Head:
    table = StrictTable(file.data, Where(file=file.path))
    name = check_name(table.need("name", str), KEBAB, table.where.at("name"))
    named = table.take("parent", str) or ""
    given = parent.name if parent else ""
    if named != given:
        table.where.at("parent").fail(problems.OTHER_PARENT, found=named or "–", given=given or "–")
    languages = table.words("languages") or (parent.languages if parent else ())
    if not languages:
        table.where.fail(problems.MISSING, name="languages")
    table.where = evolve(table.where, languages=languages)

    def inherited(field: str) -> str:
        own = table.take(field, str)
        return own if own is not None else getattr(parent, field) if parent else table.need(field, str)

    def optional(field: str) -> str:
        own = table.take(field, str)
        return own if own is not None else getattr(parent, field) if parent else ""

    head = _Head(
        name=name,
        title=table.title(),
        parent=named,
        version=table.need("version", str),
        languages=languages,
        time_zone=inherited("time_zone"),
        country=inherited("country"),
        currency=inherited("currency"),
        calendar=inherited("calendar"),
        region=optional("region"),
        era=table.choice("era", _ERAS, parent.era if parent else None),
        digits=table.choice("digits", _DIGITS, parent.digits if parent else None),
    )
    table.note()
    table.done()
    return head


def _read_vocabularies(
    files: tuple[_File, ...], top: Where, profile: str, parent: Profile | None
) -> FrozenDict[str, Vocabulary]:
    found = dict(parent.vocabularies) if parent else {}
    for file in files:
        where = evolve(top, file=file.path)
        name = check_name(file.stem, KEBAB, where)
        found[name] = read_vocabulary(name, file.data, where, profile, found.get(name))
    return FrozenDict(found)


def _check_names(folder: "Traversable") -> None:
    """A file whose name has a typing error must not be passed over in silence."""
    for item in folder.iterdir():
        if item.is_dir() and item.name not in FOLDERS and not item.name.startswith(("_", ".")):
            Where(file=item.name).fail(problems.UNKNOWN_KEYS, names=(item.name,), allowed=FOLDERS)
        if item.name.endswith(_TOML) and item.name not in _TOP:
            Where(file=item.name).fail(problems.UNKNOWN_KEYS, names=(item.name,), allowed=_TOP)


def _bytes(folder: "Traversable", name: str, path: str = "") -> _Bytes:
    path = path or name
    try:
        return path, folder.joinpath(name).read_bytes()
    except FileNotFoundError:
        Where(file=path).fail(problems.NO_FILE)


def _parsed(path: str, raw: bytes) -> _File:
    try:
        return _File(path, raw, tomllib.loads(raw.decode("utf-8"), parse_float=Decimal))
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError alike
        Where(file=path).fail(problems.NOT_TOML, reason=str(error))


def _all_bytes(folder: "Traversable", name: str) -> Iterator[_Bytes]:
    inside = folder.joinpath(name)
    if not inside.is_dir():
        return
    for item in sorted(inside.iterdir(), key=lambda item: item.name):
        if item.name.startswith(("_", ".")):
            continue
        path = f"{name}/{item.name}"
        if not item.name.endswith(_TOML):
            Where(file=path).fail(problems.UNKNOWN_KEYS, names=(item.name,), allowed=("*.toml",))
        yield _bytes(inside, item.name, path)


def read_folder(folder: "Traversable", name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The path and contents of each TOML file of one folder of a profile, by name.

    Raises:
        RuleLoadError: when a file is no TOML.
    """
    for path, raw in _all_bytes(folder, name):
        yield path, _parsed(path, raw).data

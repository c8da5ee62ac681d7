"""The files of a framework: their text, what they say, and on which line something stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.domain.quality.faults import NOT_TOML
from orqa.rules.errors import RuleLoadError
from orqa.rules.strict import TOP

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST: Final = 2_000_000
"""Characters of one file; the largest framework known has a twentieth."""

LONGEST_LINE: Final = 2_000
"""Characters of a line in which a table or key is looked for; a longer one is a list, or nothing that people wrote."""

DEEPEST: Final = 25
"""Tables inside tables; the format needs eight."""

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")


class FrameworkNotLoaded(OrqaError, ValueError):
    """A framework file cannot be used; ``findings`` say what and where, each with file, line and path."""

    code: ClassVar[str] = "framework-not-loaded"
    template: ClassVar[Text] = Text.of(
        en="the framework {name} cannot be used:\n{problems}", th="ใช้กรอบ {name} ไม่ได้:\n{problems}"
    )

    name: str
    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, Any]:
        """Each problem on a line of its own."""
        forms = {language: "\n".join(finding.show(language) for finding in self.findings) for language in ("en", "th")}
        return {"name": self.name, "problems": Text.of(**forms)}


@frozen
class FrameworkFile:
    """One file.

    Attributes:
        name: its name, as messages give it.
        text: its text.
    """

    name: str
    text: str = field(repr=False)

    @property
    def data(self) -> Mapping[str, Any]:
        """What it says; numbers are exact.

        Raises:
            tomllib.TOMLDecodeError: when it is not TOML.
        """
        return _parsed(self.text)

    def place(self, path: str) -> Place:
        """The place of a path such as ``node[3].score.full``, with the line of what is nearest to it."""
        lines = _lines(self.text)
        at = path
        while at and at not in lines:
            at = at[: max(at.rfind("."), at.rfind("["), 0)]
        return Place(file=self.name, line=lines.get(at), column=path)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Mapping[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


@lru_cache(maxsize=8)
def _lines(text: str) -> Mapping[str, int]:
    """The first line of each table, key and item of a list, by path."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, items = "", ""
    for number, line in enumerate(text.split("\n"), 1):  # as TOML counts them: other line ends stand inside texts
        if len(line) > LONGEST_LINE:
            continue
        if items:
            items = _items_of(line, items, counts, found, number)
        elif header := _HEADER.match(line):
            table = _table_path(header.group(2), counts, many=header.group(1) == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            parts = ".".join(_parts(key.group(1)))
            path = f"{table}.{parts}" if table else parts
            found.setdefault(path, number)
            items = path if _opens_list(line) else ""
    return found


_IN_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


def _bare(line: str) -> str:
    """A line without its quoted texts and its comment: only what shapes it."""
    return _IN_QUOTES.sub(lambda match: "" if match.group().startswith("#") else "_", line).strip()


def _opens_list(line: str) -> bool:
    """Whether the last list of a line goes on below it: ``rows = [``, or ``score = {…, items = [``."""
    return _bare(line).endswith("[")


def _items_of(line: str, path: str, counts: dict[str, int], found: dict[str, int], number: int) -> str:
    """Note the items that begin on a line inside a list; gives the list's path, empty where it ends."""
    depth = 0
    for sign in _bare(line):
        if sign == "{" and depth == 0:
            counts[path] = counts.get(path, -1) + 1
            found.setdefault(f"{path}[{counts[path]}]", number)
        depth += (sign in "{[") - (sign in "}]")
    return path if depth >= 0 else ""


def _table_path(written: str, counts: dict[str, int], *, many: bool) -> str:
    """``[node.score]`` inside the third ``[[node]]`` is ``node[2].score``."""
    path = ""
    parts = tuple(_parts(written))
    for i, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        last = i == len(parts) - 1
        if last and many:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _parts(written: str) -> Iterator[str]:
    for match in _PART.finditer(written):
        yield next(group for group in match.groups() if group is not None)


def is_too_deep(data: Any) -> bool:
    """Whether tables or lists stand inside each other more than :data:`DEEPEST` times."""
    level = [data]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> "Iterable[Any]":
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


NOT_LOADED: Final = FindingKind("framework-not-valid", Severity.ERROR, Text.of(en="{problem}", th="{problem}"))
"""A table of the file that cannot be read."""


_LONGEST: Final = 600
"""Characters of what is said about one problem: what was found there may be the whole file."""

_AT_LINE = re.compile(r"at line (\d+)")


def _short(problem: Text) -> Text:
    forms = {lang: form if len(form) <= _LONGEST else f"{form[:_LONGEST]}…" for lang, form in problem.forms}
    return Text.of(**forms)


class Problems:
    """Collects what is wrong in the files of a framework, so that an author sees all of it at once."""

    def __init__(self, files: Mapping[str, FrameworkFile]) -> None:
        self._files = files
        self.findings: list[Finding] = []

    def refused(self, error: RuleLoadError) -> None:
        """Keep what a strict reader refused."""
        path = "" if error.path == TOP else error.path
        self.add(NOT_LOADED, error.file, path, problem=_short(error.problem))

    def not_toml(self, file: str, reason: str) -> None:
        """Keep that a file is no TOML; the parser tells the line in its words."""
        line = _AT_LINE.search(reason)
        place = Place(file=file, line=int(line.group(1)) if line else None)
        self.findings.append(NOT_TOML.make(place=place, reason=reason))

    def add(self, kind: FindingKind, file: str, path: str, **values: Any) -> None:
        """Keep a finding."""
        place = self._files[file].place(path) if file in self._files else Place(file=file, column=path)
        self.findings.append(kind.make(place=place, **values))

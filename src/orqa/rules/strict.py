"""Reading tables of a TOML file strictly: what is unknown, missing or of another type is refused with its path."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from attrs import evolve, frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text
from orqa.rules import problems
from orqa.rules.errors import RuleLoadError, near

T = TypeVar("T")

SNAKE = re.compile(r"[a-z][a-z0-9_]*")
KEBAB = re.compile(r"[a-z][a-z0-9-]*")

TOP = "(top)"
"""What a place is called that is the file as a whole."""

_TYPE_NAMES: dict[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-10-01",
    dict: "a table",
    list: "a list",
    Decimal: "a number",
}


@frozen
class Where:
    """A place in a file of a profile, and what every file of the profile may rely on.

    Attributes:
        file: the file inside the profile folder.
        path: the path inside the file; empty at its top.
        languages: the languages in which each text must exist.
        sources: ids of the known sources; ``None`` while the sources themselves are read.
    """

    file: str
    path: str = ""
    languages: tuple[str, ...] = ()
    sources: frozenset[str] | None = None

    def at(self, *parts: "str | int") -> "Where":
        """The place one or more steps further down."""
        path = self.path
        for part in parts:
            path = f"{path}[{part}]" if isinstance(part, int) else f"{path}.{part}" if path else part
        return evolve(self, path=path)

    def fail(self, problem: Text, **values: Any) -> NoReturn:
        """Refuse the file.

        Raises:
            RuleLoadError: always.
        """
        shown = {name: _shown(value) for name, value in values.items()}
        raise RuleLoadError(self.file, self.path or TOP, problem.fill(**shown))


def _shown(value: Any) -> Any:
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(str(item) for item in value) or "–"
    return value


class StrictTable:
    """Takes the entries of one TOML table one by one; :meth:`done` refuses what nobody took."""

    __slots__ = ("_known", "_rest", "where")

    def __init__(self, values: Any, where: Where) -> None:
        if not isinstance(values, Mapping):
            where.fail(problems.WRONG_TYPE, name="this", expected=_TYPE_NAMES[dict], found=repr(values))
        self._rest = dict(values)
        self._known: list[str] = []
        self.where = where

    def has(self, name: str) -> bool:
        """Whether an entry is there and not yet taken."""
        return name in self._rest

    def peek(self, name: str) -> Any:
        """An entry that is there and not yet taken, without taking it."""
        return self._rest.get(name)

    def names(self) -> tuple[str, ...]:
        """The entries not yet taken, in the order of the file."""
        return tuple(self._rest)

    def take(self, name: str, kind: type[T]) -> T | None:
        """An optional entry of a type; ``None`` when it is not there."""
        self._known.append(name)
        if name not in self._rest:
            return None
        return _typed(self._rest.pop(name), kind, name, self.where)

    def need(self, name: str, kind: type[T]) -> T:
        """An entry that must be there."""
        value = self.take(name, kind)
        if value is None:
            self.where.fail(problems.MISSING, name=name)
        return value

    def raw(self, name: str) -> Any:
        """An optional entry of any type."""
        self._known.append(name)
        return self._rest.pop(name, None)

    def choice(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """An entry that is one of a closed set of words."""
        value = self.take(name, str) or default
        if value is None:
            self.where.fail(problems.MISSING, name=name)
        if value not in allowed:
            self.where.fail(problems.NOT_ONE_OF, name=name, found=value, allowed=allowed)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """An optional entry that is one text or a list of texts."""
        value = self.raw(name)
        items = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(_typed(item, str, name, self.where) for item in items)

    def title(self, name: str = "title") -> Text:
        """A text that must be there in each language of the profile."""
        self._known.append(name)
        if name not in self._rest:
            self.where.fail(problems.MISSING, name=name)
        return check_text(self._rest.pop(name), name, self.where)

    def note(self, name: str = "note") -> Text | None:
        """An optional text."""
        return self.title(name) if self.has(name) else self.take(name, Text)

    def citations(self, name: str = "cite") -> tuple[Citation, ...]:
        """One or more citations of known sources; a rule without one does not load."""
        found = self.words(name)
        if not found:
            self.where.fail(problems.MISSING, name=name)
        return tuple(_citation(text, self.where.at(name)) for text in found)

    def certainty(self) -> Certainty:
        """How sure the fact is."""
        return Certainty(self.choice("certainty", tuple(Certainty)))

    def done(self) -> None:
        """Refuse the entries that nobody took."""
        if self._rest:
            self.where.fail(problems.UNKNOWN_KEYS, names=self.names(), allowed=self._known)


def _typed(value: Any, kind: type[T], name: str, where: Where) -> T:
    exact = kind in (int, date)  # a bool is an int to Python and a moment is a day, but not to a rule
    if isinstance(value, kind) and not (exact and isinstance(value, bool | datetime)):
        return value
    return where.fail(problems.WRONG_TYPE, name=name, expected=_TYPE_NAMES.get(kind, kind.__name__), found=repr(value))


def check_text(value: Any, name: str, where: Where) -> Text:
    """A text with a form in every language of the profile."""
    try:
        text = Text.from_value(value)
    except (ValueError, TypeError):
        where.fail(problems.WRONG_TYPE, name=name, expected="text in each language", found=repr(value))
    missing = [language for language in where.languages if language not in text.languages]
    if missing:
        where.fail(problems.NO_LANGUAGE, name=name, languages=missing)
    return text


def _citation(text: str, where: Where) -> Citation:
    try:
        citation = Citation.parse(text)
    except ValueError:
        where.fail(problems.BAD_CITATION, found=text)
    if where.sources is not None and citation.source not in where.sources:
        close = near(citation.source, where.sources)
        where.fail(problems.UNKNOWN_SOURCE, source=citation.source, near=close)
    return citation


def check_source_id(name: str, where: Where) -> str:
    """An id by which citations can name a source: it must read back as itself."""
    if _citation(name, evolve(where, sources=None)).clause or "#" in name:
        where.fail(problems.BAD_CITATION, found=name)
    return name


def check_name(name: str, pattern: "re.Pattern[str]", where: Where) -> str:
    """A name of a key, dimension or vocabulary."""
    if not pattern.fullmatch(name):
        where.fail(problems.BAD_NAME, name=repr(name), joint="-" if pattern is KEBAB else "_")
    return name

"""Bits of Markdown."""

import html
import re
from collections.abc import Iterable, Sequence


def page(title: str, *parts: str) -> str:
    """A page of parts, each set apart by an empty line."""
    return "\n\n".join((f"# {title}", *(part for part in parts if part))) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table; cells hold Markdown in one line."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def plain(text: str) -> str:
    """Text in which Markdown finds nothing to format."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return "".join(f"\\{letter}" if letter in "\\`*_[]{}#|~$" else letter for letter in escaped)


def from_docstring(text: str) -> str:
    """The first paragraph of a docstring, with its literals and roles as code."""
    pieces = re.split(r"(?:(?::[a-z:]+:)?(`{1,2})~?(.+?)\1)", text.strip().partition("\n\n")[0])
    words, literals = pieces[::3], [*pieces[2::3], ""]
    return "".join(_spaced(word) + code(literal) for word, literal in zip(words, literals, strict=True))


def _spaced(words: str) -> str:
    """Plain text that keeps the space towards its neighbours."""
    before, after = (" " if edge.isspace() else "" for edge in (words[:1], words[-1:]))
    return f"{before}{plain(words)}{after}" if words.strip() else before


def code(text: str) -> str:
    """Text as code."""
    return f"`{text}`" if text else ""


def anchor(*parts: str) -> str:
    """A target for links, unique over the documentation."""
    return f"({'-'.join(part.replace('.', '-') for part in parts)})="


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\|", text.replace("\n", " "))

"""Bits of Markdown."""

import html
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


def code(text: str) -> str:
    """Text as code."""
    return f"`{text}`" if text else ""


def anchor(*parts: str) -> str:
    """A target for links, unique over the documentation."""
    return f"({'-'.join(part.replace('.', '-') for part in parts)})="


def _cell(text: str) -> str:
    return text.replace("\n", " ")

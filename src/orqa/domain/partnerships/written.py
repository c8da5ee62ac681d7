"""Texts that people send in or that go out: kept as what a reader sees, line by line (ข้อความจากภายนอก).

Whoever writes to the office may write anything. What is kept is plain text: no control, zero-width or direction
characters, no more than one empty line in a row. Markup stays the letters that it is; renderers escape it.
"""

from urllib.parse import urlsplit

from orqa.base.language import Text
from orqa.base.thai import clean_text


def clean_lines(text: str) -> str:
    r"""The text line by line as :func:`~orqa.base.thai.clean_text` keeps it; idempotent.

    >>> clean_lines("  Dear\x00 office,\r\n\r\n\r\nwhen?\u202e \n")
    'Dear office,\n\nwhen?'
    """
    kept: list[str] = []
    for line in map(clean_text, text.splitlines()):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).rstrip("\n")


def clean_forms(text: Text) -> Text:
    """A text in several languages, each as :func:`clean_lines` keeps it; forms without a letter are left out.

    Raises:
        ValueError: when no form is left.
    """
    return Text(tuple((language, form) for language, form in _cleaned(text) if form))


def _cleaned(text: Text) -> list[tuple[str, str]]:
    return [(language, clean_lines(form)) for language, form in text.forms]


def is_link(text: str) -> bool:
    """Whether a text is the address of a page that can be opened without harm: ``http`` or ``https``, with a host."""
    if text != clean_text(text) or " " in text:
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False

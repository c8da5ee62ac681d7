"""Characters that must not reach a reader's screen as they are."""

import re

UNSAFE_CLASS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
"""C0 and C1 controls but tab and line feed; marks that reorder text (a subject could read as another one); lone
surrogates and non-characters, which no encoding takes. For use within ``[]`` of a regular expression."""

UNSAFE = re.compile(f"[{UNSAFE_CLASS}]")
"""Finds one of :data:`UNSAFE_CLASS`."""

_LINE_BREAKS = re.compile("[ \t]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\t)[ \t]*")
_NOTHING_TO_DO = re.compile(rf"[^\t\n\u2028\u2029{UNSAFE_CLASS}]*").fullmatch
REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    r"""``text`` with characters that a terminal or browser would obey shown as U+FFFD.

    Line feeds and tabs stay; a carriage return with its line feed is one line feed.

    >>> visible("a\x1b[31mb")
    'a�[31mb'
    """
    if not UNSAFE.search(text):
        return text
    return UNSAFE.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    r"""``text`` made :func:`visible`, with each line break or tab as one space.

    >>> one_line("first\r\n second")
    'first second'
    """
    if _NOTHING_TO_DO(text):
        return text
    return visible(_LINE_BREAKS.sub(" ", text))

"""Text that a spreadsheet program must not take for a formula, and back."""

import re

from orqa.reporting.characters import UNSAFE_CLASS, visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_GUARD = "'"
_HARMLESS = re.compile(rf"(?! *[=+\-@\t\n'])[^{UNSAFE_CLASS}]*").fullmatch
"""Matches text that needs neither guard nor replacement: nearly every cell, so it is told apart at once."""


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before ``=``, ``+``, ``-``, ``@``, tab, line end.

    An apostrophe that is there already gets one too, so :func:`unguarded` always gives back what was written.
    Numbers, dates and amounts are no text and are never changed: -5 stays -5.

    >>> guarded("=1+1"), guarded("ทุน")
    ("'=1+1", 'ทุน')
    """
    if _HARMLESS(text):
        return text
    text = visible(text)
    return _GUARD + text if text.lstrip(" ").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text that :func:`guarded` was given."""
    return text[1:] if text.startswith(_GUARD) else text

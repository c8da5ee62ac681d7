"""Text that a spreadsheet program must not take for a formula, and back."""

import re

from orqa.reporting.characters import UNSAFE_CLASS, visible

_GUARD = "'"
_BLANK = r"\s\u200b\u2060\ufeff"
_SIGN = r"=+\-@'\uff1d\uff0b\uff0d\uff20"
"""The wide forms of the signs, too: spreadsheets in East Asian languages may read them as signs."""

_STARTS_FORMULA = re.compile(rf"[{_BLANK}]*[{_SIGN}]|[\t\n]").match
_HARMLESS = re.compile(rf"(?![{_BLANK}{_SIGN}])[^{UNSAFE_CLASS}]*").fullmatch
"""Matches text that needs neither guard nor replacement: nearly every cell, so it is told apart at once."""


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before ``=``, ``+``, ``-``, ``@``, tab, line end.

    Blanks before the sign, seen or not, do not hide it. An apostrophe that is there already gets one too, so
    :func:`unguarded` always gives back what was written. Numbers, dates and amounts are no text and are never
    changed: -5 stays -5.

    >>> guarded("=1+1"), guarded("ทุน")
    ("'=1+1", 'ทุน')
    """
    if _HARMLESS(text):
        return text
    text = visible(text)
    return _GUARD + text if _STARTS_FORMULA(text) else text


def unguarded(text: str) -> str:
    """The text that :func:`guarded` was given."""
    return text[1:] if text.startswith(_GUARD) else text

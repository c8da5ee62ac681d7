"""Thai and Arabic digits (เลขไทย เลขอารบิก)."""

import re
from typing import Literal, TypeAlias

Digits: TypeAlias = Literal["thai", "arabic"]
"""How numbers are written: ``๑๒๓`` or ``123``."""

THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
_TO_THAI = str.maketrans(ARABIC, THAI)
_TO_ARABIC = str.maketrans(THAI, ARABIC)
_HAS_THAI_DIGIT = re.compile("[๐-๙]").search


def to_thai_digits(text: str) -> str:
    """Write the digits 0–9 of ``text`` as ๐–๙.

    >>> to_thai_digits("อว 0655.08/12")
    'อว ๐๖๕๕.๐๘/๑๒'
    """
    return text.translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Write the digits ๐–๙ of ``text`` as 0–9; digits may be mixed, as fonts with Thai digits make them.

    >>> to_arabic_digits("อว ๐๖55.๐8")
    'อว 0655.08'
    """
    if text.isascii() or not _HAS_THAI_DIGIT(text):
        return text
    return text.translate(_TO_ARABIC)


def in_digits(text: str, digits: Digits) -> str:
    """Write ``text``, which has Arabic digits, in the digits asked for.

    Raises:
        ValueError: when ``digits`` is neither ``"thai"`` nor ``"arabic"``.
    """
    if digits not in {"thai", "arabic"}:
        raise ValueError(f"digits are 'thai' or 'arabic', found {digits!r}")
    return to_thai_digits(text) if digits == "thai" else text

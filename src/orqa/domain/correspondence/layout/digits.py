"""Thai digits of an official paper, and what keeps Arabic ones (เลขไทยในหนังสือราชการ)."""

import re

from orqa.base.digits import to_thai_digits

_WORD = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z@]").search


def official_digits(text: str) -> str:
    """The digits of a Thai paper: Thai ones, but in addresses of the net and in words of Latin letters.

    >>> official_digits("ที่ อว 0655.08/12 โทร. 0 7431 7100 e-mail ir2@example.ac.th รหัส A4")
    'ที่ อว ๐๖๕๕.๐๘/๑๒ โทร. ๐ ๗๔๓๑ ๗๑๐๐ e-mail ir2@example.ac.th รหัส A4'
    """
    return _WORD.sub(lambda word: word[0] if _LATIN(word[0]) else to_thai_digits(word[0]), text)

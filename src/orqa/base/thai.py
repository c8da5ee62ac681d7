"""Thai text: digits, clean text to keep, keys to search by, amounts of baht in words.

Two texts that look the same on paper are often stored differently: ``ำ`` as two characters, tone marks before
or after their vowel, invisible characters from web pages and PDF files. :func:`clean_text` mends what a reader
cannot see; :func:`search_key` also folds what a reader does not care about.
"""

import re
from unicodedata import category, is_normalized, normalize

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
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


# --- marks -----------------------------------------------------------------------------------------------------------
# A Thai syllable is stored consonant, vowel above or below, tone, sara am (TIS-620 input order). Unicode
# normalisation knows only sara u, sara uu and phinthu as marks with an order, so the rest is sorted here.

_VOWELS = "ัิีึืฺุู็"
_TONES = "่้๊๋์๎"
_NIKHAHIT = "ํ"
_SARA_AM = "ำ"
_RANK = {c: rank for rank, group in enumerate((_VOWELS, _TONES, _NIKHAHIT, _SARA_AM)) for c in group}
_MARK = f"[{''.join(_RANK)}]"
_DISORDER = re.compile(f"{_NIKHAHIT}|{_SARA_AM}[{_VOWELS}{_TONES}]|[{_TONES}][{_VOWELS}]").search
_RUN = re.compile(f"(?:{_NIKHAHIT}{_MARK}*า|{_MARK})+")
_SPLIT_SARA_AM = re.compile(f"{_NIKHAHIT}({_MARK}*)า")


def _in_order(run: re.Match[str]) -> str:
    return "".join(sorted(_SPLIT_SARA_AM.sub(rf"\1{_SARA_AM}", run[0]), key=_RANK.__getitem__))


def _composed(text: str) -> str:
    """NFC with Thai marks in their order and sara am as one character.

    Repeated where sorting the marks undoes NFC (Thai mixed with marks of other scripts): each pair of marks has
    one order in which it may stand, so this ends.
    """
    while True:
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
        if not _DISORDER(text):
            return text
        ordered = _RUN.sub(_in_order, text)
        if ordered == text:
            return text
        text = ordered


# --- characters nobody sees ------------------------------------------------------------------------------------------

_JOINERS = "\u034f\ufe00-\ufe0f"  # combining grapheme joiner, variation selectors: marks without a shape
_HAS_JOINER = re.compile(f"[{_JOINERS}]").search


def _seen(character: str) -> str:
    """The character, a space for white space, U+FFFD for half a character, nothing for an invisible one."""
    if character.isspace():
        return " "
    kind = category(character)
    if kind == "Cs":
        return "\ufffd"
    return "" if kind in {"Cc", "Cf"} or _HAS_JOINER(character) else character


def _visible(text: str) -> str:
    if text.isprintable() and not _HAS_JOINER(text):
        return text
    return "".join(map(_seen, text))


def clean_text(text: str) -> str:
    r"""The text as a reader sees it, for keeping: no change that shows.

    Control, zero-width and direction characters are dropped (a word joiner, a soft hyphen, a byte order mark),
    white space of any kind becomes one space and none at the ends, sara am and tone marks get their one stored
    form, the rest is NFC. Half a surrogate pair, which no file can hold, becomes U+FFFD. Idempotent.

    >>> clean_text("  ขอ\u200bน\u0e49\u0e4d\u0e32   ดื่ม ")
    'ขอน้ำ ดื่ม'
    """
    return _composed(" ".join(_visible(text).split()))


# --- search ----------------------------------------------------------------------------------------------------------

_GAP = re.compile(r"(?<=[ก-๎๏๚๛]) (?=[ก-๎๏๚๛])").sub
_DOUBLE_E = "เเ"


def search_key(text: str) -> str:
    """The text as a search sees it: two texts that people call the same have one key.

    On top of :func:`clean_text`: Thai digits become Arabic, letters lose their case, spaces between Thai letters
    go (Thai is written without them, or with them at will), two ``เ`` in a row become ``แ``. Idempotent.

    >>> search_key("ขอ เชิญประชุม ครั้งที่ ๑๐/๒๕๖๘ ณ Room A")
    'ขอเชิญประชุมครั้งที่ 10/2568 ณ room a'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    text = _composed(_visible(text)).casefold()
    text = _GAP("", " ".join(to_arabic_digits(text).split()))
    return _composed(text.replace(_DOUBLE_E, "แ"))

"""Thai text: clean text to keep, keys to search by; digits and amounts in words.

Two texts that look the same on paper are often stored differently: ``ำ`` as two characters, tone marks before
or after their vowel, invisible characters from web pages and PDF files. :func:`clean_text` mends what a reader
cannot see; :func:`search_key` also folds what a reader does not care about. Digits and words of baht are
re-exported from :mod:`orqa.base.digits` and :mod:`orqa.base.baht`.
"""

import codecs
import re
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from unicodedata import category, is_normalized, normalize

from orqa.base.baht import baht_text
from orqa.base.digits import ARABIC, THAI, to_arabic_digits, to_thai_digits

__all__ = ["baht_text", "clean_text", "search_key", "to_arabic_digits", "to_thai_digits"]

# --- marks -----------------------------------------------------------------------------------------------------------
# A Thai syllable is stored consonant, vowel above or below, tone, sara am (the order of TIS-620 input). Unicode
# normalisation gives an order to sara u, sara uu, phinthu and the tones only, so the rest is sorted here.

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


# --- the short way ---------------------------------------------------------------------------------------------------
# Nearly every office text is ASCII, Thai and a few signs. Those stand in a table of 256 characters, one byte each,
# on which CPython translates and searches five times faster than on text. Other text takes the long way to the
# same answer; phinthu and nikhahit (Pali) do too, so that here NFC concerns no more than the order of vowel and tone.

_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\xa0"
_ASCII = "".join(map(chr, range(128)))
_CONTROLS = "".join(c for c in _ASCII if not c.isprintable() and c not in _BLANKS)
_LETTERS = "".join(c for c in map(chr, range(0x0E01, 0x0E5C)) if c.isprintable() and c not in "ฺ฿ํ" + THAI)
_TABLE = f"{_ASCII}{_LETTERS}{THAI}฿–—‘’“”•…\xa0".ljust(256, "\ufffe")
_CODES = codecs.charmap_build(_TABLE)


def _coded(text: str) -> bytes:
    """One byte a character; UnicodeEncodeError when one is not in the table."""
    return codecs.charmap_encode(text, "strict", _CODES)[0]


def _kinds() -> bytes:
    """What each byte is: V(owel mark), T(one mark), A (sara am), E (sara e), S(pace), C(ontrol, blank), or a dot."""
    groups = {".": _TABLE, "V": _VOWELS, "T": _TONES, "A": _SARA_AM, "E": "เ", "S": " ", "C": _CONTROLS + _BLANKS}
    kind_of = {character: kind for kind, group in groups.items() for character in group}
    return "".join(map(kind_of.__getitem__, _TABLE)).encode()


_KINDS = _kinds()
_UNCLEAN = re.compile(b"C|TV|SS|AV|AT").search


def clean_text(text: str) -> str:
    r"""The text as a reader sees it, for keeping: no change that shows.

    Control, zero-width and direction characters are dropped (a word joiner, a soft hyphen, a byte order mark),
    white space of any kind becomes one space and none at the ends, sara am and tone marks get their one stored
    form, the rest is NFC. Half a surrogate pair, which no file can hold, becomes U+FFFD. Idempotent.

    >>> clean_text("  ขอ\u200bน\u0e49\u0e4d\u0e32   ดื่ม ")
    'ขอน้ำ ดื่ม'
    """
    return text.strip(" ") if is_plainly_clean(text) else _composed(" ".join(_visible(text).split()))


def is_plainly_clean(text: str) -> bool:
    """Whether it is seen at once that :func:`clean_text` takes no more from ``text`` than blanks at its ends.

    True for several texts with a sign between them, it is true for each. False says nothing.
    """
    try:
        return not _UNCLEAN(_coded(text).translate(_KINDS))
    except UnicodeEncodeError:
        return False


# --- search ----------------------------------------------------------------------------------------------------------

_FOLD = bytes.maketrans(_coded(ascii_uppercase + THAI + _BLANKS), _coded(ascii_lowercase + ARABIC + " " * len(_BLANKS)))
_DROPPED = _coded(_CONTROLS)
_THAI_BYTE = b"[" + re.escape(_coded(_LETTERS)) + b"]"
_CLOSE_GAPS = re.compile(b" (?=" + _THAI_BYTE + b")(?<=" + _THAI_BYTE + b" )").sub  # begins with a literal: fast
_TWISTED = re.compile(b"TV|EE|AV|AT").search
_GAP = re.compile(r"(?<=[ก-ฺเ-๎๏๚๛]) (?=[ก-ฺเ-๎๏๚๛])").sub


def search_key(text: str) -> str:
    """The text as a search sees it: two texts that people call the same have one key.

    On top of :func:`clean_text`: Thai digits become Arabic, letters lose their case, spaces between Thai letters
    go (Thai is written without them, or with them at will), two ``เ`` in a row become ``แ``. Idempotent.

    >>> search_key("ขอ เชิญประชุม ครั้งที่ ๑๐/๒๕๖๘ ณ Room A")
    'ขอเชิญประชุมครั้งที่ 10/2568 ณ room a'
    """
    return _kept_key(text) if len(text) <= _KEPT_LENGTH else _key(text)


def _key(text: str) -> str:
    try:
        raw = _coded(text).translate(_FOLD, _DROPPED)
    except UnicodeEncodeError:
        return _key_of_any(text)
    raw = _CLOSE_GAPS(b"", b" ".join(raw.split()) if b"  " in raw else raw).strip()
    if _TWISTED(raw.translate(_KINDS)):
        return _key_of_any(text)
    return codecs.charmap_decode(raw, "strict", _TABLE)[0]


_KEPT_LENGTH = 200
_kept_key = lru_cache(maxsize=8192)(_key)
"""The same text is asked for again and again: to find a letter's double, to index it, and for each of its sender."""


def _key_of_any(text: str) -> str:
    """The long way, for text in any script."""
    text = _composed(_visible(text)).casefold()
    text = _GAP("", " ".join(to_arabic_digits(text).split()))
    return _composed(text.replace("เเ", "แ"))

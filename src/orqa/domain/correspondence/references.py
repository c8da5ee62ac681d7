"""Letter numbers (ที่ของหนังสือ) as value: read in every printed shape, written in one.

The shapes are those of ข้อ 11.1, 16.2, 24.1, 25.2 and 32 and of appendix 1 of the correspondence regulation, and
those that offices print beside them. A number is text: letters, unit code, slash, running number with its zeros.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Literal, TypeAlias

from attrs import frozen

from orqa.base.eras import SHORT_YEARS_FROM
from orqa.base.thai import clean_text, search_key, to_arabic_digits
from orqa.domain.correspondence.errors import ReferenceNotUnderstood
from orqa.domain.correspondence.refusals import (
    EMPTY,
    IS_DATE,
    LONGEST,
    NO_YEAR,
    ONLY_A_NUMBER,
    TOO_LONG,
    TWO_SLASHES,
    refusal,
    why,
)

ReferenceStyle: TypeAlias = Literal["thai", "plain"]
"""``thai``: the grammar of this module; ``plain``: any text, as other countries number their letters."""

SPECIAL = "พิเศษ"
"""Printed in the place of the running number where a letter takes none."""

_CODE_LENGTH = 4  # digits before a slash: from here on a unit code (appendix 1), below it a running number


class ReferenceKind(StrEnum):
    """The shape of a number; not the kind of document, which only the document tells.

    ``letter``: with a unit code, or a circular of which only ว and the number are cited; ``memo``: unit letters
    and n/year; ``order``: n/year alone (orders, certificates); ``meeting``: ครั้งที่ n/year; ``plain``: any text.
    """

    LETTER = "letter"
    MEMO = "memo"
    ORDER = "order"
    MEETING = "meeting"
    PLAIN = "plain"


@frozen(kw_only=True)
class Reference:
    """A letter number, understood.

    ``str()`` gives the normal form (Arabic digits, one space where people put one), which reads back as an equal
    value. Zeros in front count: ``ว 099`` is not ``ว 99``.

    Attributes:
        kind: the shape.
        number: running number with its zeros, ``พิเศษ``, or the whole text of a plain one.
        prefix: letters of the ministry, province or unit, without dots: ``อว``; None where not printed.
        board: letters of a board that borrows the office, in brackets: ``กวจ``.
        unit_code: digits of the unit: ``0655.08``, ``0509(5).2``.
        circular: marked ว, a circular (หนังสือเวียน, ข้อ 32).
        year: the year after the slash, Buddhist era; a printed ``60`` is 2560.
        term: of a meeting numbered by term, ``n/ภาค m/year``: m.
        total: of a meeting, its number counted from the first ever, where printed in brackets.
    """

    kind: ReferenceKind
    number: str
    prefix: str | None = None
    board: str | None = None
    unit_code: str | None = None
    circular: bool = False
    year: int | None = None
    term: str | None = None
    total: str | None = None

    @property
    def special(self) -> bool:
        """Whether ``พิเศษ`` stands for the number: such a number is not unique, only its date tells it apart."""
        return self.number == SPECIAL

    @property
    def key(self) -> str:
        """Equal for numbers that are the same on paper whatever their spaces, digits and dots."""
        return _SPELLED[self.kind](self, "").casefold()

    def __str__(self) -> str:
        return _SPELLED[self.kind](self, " ")


# ------------------------------------------------------------------ written


def _spell_letter(it: Reference, gap: str) -> str:
    text = it.prefix or ""
    if it.board:
        text += f"{gap if text else ''}({it.board})"
    if it.unit_code:
        text += f"{gap if text else ''}{it.unit_code}/"
    elif text:
        text += gap
    if it.circular:
        text += f"ว{gap}"
    return f"{text}{it.number}/{it.year}" if it.year else text + it.number


def _spell_order(it: Reference, gap: str) -> str:
    label = f"คำสั่งที่{gap}" if _reads_as_code(it.number) else ""
    return f"{label}{it.number}/{it.year}"


def _spell_meeting(it: Reference, gap: str) -> str:
    term = f"ภาค{gap}{it.term}/" if it.term else ""
    total = f"{gap}({it.total})" if it.total else ""
    return f"ครั้งที่{gap}{it.number}/{term}{it.year}{total}"


_SPELLED: dict[ReferenceKind, Callable[[Reference, str], str]] = {
    ReferenceKind.LETTER: _spell_letter,
    ReferenceKind.MEMO: _spell_letter,
    ReferenceKind.ORDER: _spell_order,
    ReferenceKind.MEETING: _spell_meeting,
    ReferenceKind.PLAIN: lambda it, gap: it.number if gap else search_key(it.number).replace(" ", ""),
}
"""How each shape is written, with what stands where people put a space."""


# ------------------------------------------------------------------ read

_LABEL = r"(?:หนังสือ|บันทึกข้อความ|(?P<order>คำสั่ง)|ประกาศ)?\s*(?:(?:เลข)?ที่)?\s*[:.]?\s*"
_PREFIX = r"[ก-ฮ](?:\.?[ก-ฮ]){1,7}\.?"
_BOARD = r"\(\s*(?P<board>[ก-๎A-Za-z.]{1,20})\s*\)"
_UNIT = r"\d+(?:\s*\.\s*\d+|\s*\(\s*\d+\s*\))*"
_RUN = rf"\d+(?:\.\d+)?|{SPECIAL}"
_YEAR = r"\d{4}|\d{2}"

_NUMBER = re.compile(
    rf"{_LABEL}(?:(?P<prefix>{_PREFIX})\s*)?(?:{_BOARD}\s*)?(?:(?P<unit>{_UNIT})\s*/\s*)?"
    rf"(?P<circular>ว\s*\.?\s*)?(?P<run>{_RUN})(?:\s*/\s*(?P<year>{_YEAR}))?"
).fullmatch
_MEETING = re.compile(
    rf"(?:การ)?(?:ประชุม)?\s*ครั้งที่\s*(?P<run>{_RUN})\s*/\s*"
    rf"(?:ภาค(?:การศึกษา)?(?:ที่)?\s*(?P<term>\d)\s*/\s*)?(?P<year>{_YEAR})"
    r"(?:\s*\(\s*(?:ครั้งที่\s*)?(?P<total>\d+)\s*\))?"
).fullmatch
_DASH_FOR_SLASH = re.compile(rf"\s*[-‐-―−]\s*(?=(?:{_YEAR})$)").sub
_BUDDHIST_YEAR = re.compile(r"2[4-6]\d\d").fullmatch


def parse_reference(text: str, style: ReferenceStyle = "thai") -> Reference:
    """Read a letter number as printed: Thai or Arabic digits or both, odd spaces, dots, a label in front.

    >>> parse_reference("ที่ ศธ ๐๕๐๙(5).๒ /ว๓").unit_code
    '0509(5).2'
    >>> str(parse_reference("กค.(กวจ) 0405.2/ว.804"))
    'กค (กวจ) 0405.2/ว 804'

    Without letters in front, digits such as ``3207/2568`` are number and year; four or more with a zero in front
    (``0655/2568``) are a unit code. With letters, up to three digits before a four-digit year make a memo's number.

    Args:
        text: one number, without its date (see :func:`parse_citation` for both).
        style: ``plain`` takes any text as it is, cleaned.

    Raises:
        ReferenceNotUnderstood: with the reason; nothing is guessed.
    """
    if len(text) > LONGEST:
        raise refusal(text, TOO_LONG)
    return parse_clean_reference(clean_text(text), style)


def parse_clean_reference(clean: str, style: ReferenceStyle) -> Reference:
    """Like :func:`parse_reference`, for text that :func:`~orqa.base.thai.clean_text` has cleaned already."""
    if not clean:
        raise refusal(clean, EMPTY)
    if style == "plain":
        return Reference(kind=ReferenceKind.PLAIN, number=clean)
    folded = to_arabic_digits(clean)
    match = _NUMBER(folded)
    if match is None:
        folded = _DASH_FOR_SLASH("/", folded)
        match = _NUMBER(folded)
    if match:
        return _numbered(clean, match)
    if match := _MEETING(folded):
        return _meeting(clean, match)
    raise refusal(clean, why(folded))


def reference_key(text: str, style: ReferenceStyle = "thai") -> str:
    """The key to look a number up by: that of the number, or that of the text where it is none.

    >>> reference_key("อว.๐๖๕๕.๐๘ / ว๑๒") == parse_reference("อว 0655.08/ว 12").key
    True
    """
    try:
        return parse_reference(text, style).key
    except ReferenceNotUnderstood:
        return search_key(text).replace(" ", "")


def _numbered(text: str, match: re.Match[str]) -> Reference:
    order, prefix, board, unit, mark, number, year = match.groups()
    lettered = bool(prefix or board)
    if unit is None:
        if year is None and mark is None:
            raise refusal(text, ONLY_A_NUMBER)
    elif year is None and mark is None and unit.isdigit():
        if _is_running(text, unit, number, lettered=lettered, ordered=order is not None):
            unit, number, year = None, unit, number
    elif year is not None:
        _check_year_after_unit(text, unit, year, named=lettered or mark is not None)
    return Reference(
        kind=_kind(unit, year, named=lettered or mark is not None),
        number=number,
        prefix=prefix.replace(".", "") if prefix else None,
        board=board,
        unit_code=unit.replace(" ", "") if unit else None,
        circular=mark is not None,
        year=_buddhist(text, year) if year else None,
    )


def _check_year_after_unit(text: str, unit: str, year: str, *, named: bool) -> None:
    if not named and unit.isdigit() and len(unit) < _CODE_LENGTH:
        raise refusal(text, IS_DATE)  # 12/01/2568, written into the wrong column
    if len(year) == 2:
        raise refusal(text, TWO_SLASHES)


def _kind(unit: str | None, year: str | None, *, named: bool) -> ReferenceKind:
    if unit is not None or year is None:
        return ReferenceKind.LETTER
    return ReferenceKind.MEMO if named else ReferenceKind.ORDER


def _is_running(text: str, digits: str, after: str, *, lettered: bool, ordered: bool) -> bool:
    """Whether plain digits before the slash are a running number, and what comes after it the year.

    Where both readings are possible the one that changes nothing of the text is taken.
    """
    full_year = _BUDDHIST_YEAR(after) is not None
    if lettered:
        return full_year and len(digits) < _CODE_LENGTH
    if ordered or not _reads_as_code(digits):
        if full_year or (len(after) == 2 and after.isdigit()):
            return True
        if ordered or len(digits) < _CODE_LENGTH:
            raise refusal(text, NO_YEAR.fill(year=after))
    return False


def _reads_as_code(digits: str) -> bool:
    return digits.startswith("0") and len(digits) >= _CODE_LENGTH


def _meeting(text: str, match: re.Match[str]) -> Reference:
    return Reference(
        kind=ReferenceKind.MEETING,
        number=match["run"],
        year=_buddhist(text, match["year"]),
        term=match["term"],
        total=match["total"],
    )


def _buddhist(text: str, year: str) -> int:
    if len(year) == 2:
        return SHORT_YEARS_FROM + int(year)
    if not _BUDDHIST_YEAR(year):
        raise refusal(text, NO_YEAR.fill(year=year))
    return int(year)

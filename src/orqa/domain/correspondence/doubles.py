"""Letters that may be one and the same, registered twice (หนังสือซ้ำ): worked out on demand; pure."""

from enum import StrEnum
from typing import Final

from attrs import frozen

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.domain.correspondence.records import Letter

RULE: Final = "letter.doubles"
_BOTH: Final = 2


class Likeness(StrEnum):
    """How two letters are alike.

    ``exact``: the same number, date and sender; ``other-date``: the same number and sender under another date;
    ``same-subject``: the same sender and date, and nearly the same subject; ``other-number``: the same sender, date
    and subject under a number with other digits.
    """

    EXACT = "exact"
    OTHER_DATE = "other-date"
    OTHER_NUMBER = "other-number"
    SAME_SUBJECT = "same-subject"


DOUBLE = FindingKind(
    "letter-double",
    Severity.WARNING,
    Text.of(
        en="number {other} has the same letter number, date and sender: is this letter registered twice?",
        th="เลขทะเบียน {other} มีเลขที่หนังสือ วันที่ และผู้ส่งเดียวกัน ตรวจดูว่าลงทะเบียนซ้ำหรือไม่",
    ),
)
OTHER_DATE = FindingKind(
    "letter-double-other-date",
    Severity.WARNING,
    Text.of(
        en="number {other} has the same letter number under another date; check both dates on the paper",
        th="เลขทะเบียน {other} มีเลขที่หนังสือเดียวกันแต่ลงวันที่ต่างกัน ให้ตรวจวันที่กับตัวหนังสือ",
    ),
)
OTHER_NUMBER = FindingKind(
    "letter-double-other-number",
    Severity.WARNING,
    Text.of(
        en="number {other} has the same sender, date and subject under the letter number {reference}; "
        "check both numbers on the paper",
        th="เลขทะเบียน {other} มีผู้ส่ง วันที่ และเรื่องเดียวกัน แต่เลขที่หนังสือเป็น {reference} ให้ตรวจเลขที่กับตัวหนังสือ",
    ),
)
SAME_SUBJECT = FindingKind(
    "letter-double-same-subject",
    Severity.WARNING,
    Text.of(
        en="number {other} has the same sender and date and nearly the same subject: is it the same letter?",
        th="เลขทะเบียน {other} มีผู้ส่งและวันที่เดียวกัน และเรื่องใกล้เคียงกัน ตรวจดูว่าเป็นฉบับเดียวกันหรือไม่",
    ),
)
_FINDINGS = {
    Likeness.EXACT: DOUBLE,
    Likeness.OTHER_DATE: OTHER_DATE,
    Likeness.OTHER_NUMBER: OTHER_NUMBER,
    Likeness.SAME_SUBJECT: SAME_SUBJECT,
}


@frozen(kw_only=True)
class Double:
    """Another letter that may be the same.

    Attributes:
        letter: the other one.
        likeness: how it is alike.
    """

    letter: Letter
    likeness: Likeness

    def finding(self, number: str) -> Finding:
        """What to tell a registrar.

        Args:
            number: the register number of the other letter, with its year.
        """
        reference = self.letter.reference or "–"
        return _FINDINGS[self.likeness].make(
            field="reference", record=self.letter.ref, other=number, reference=reference
        )


def likeness(letter: Letter, other: Letter, percent: int) -> Likeness | None:
    """How two letters are alike; None where they are not. The order of the two does not matter.

    Args:
        letter: one.
        other: the other one.
        percent: how much of the subjects must agree for them to be nearly the same, see :func:`agreement`.
    """
    if letter.id == other.id or letter.direction != other.direction:
        return None
    same_sender = search_key(letter.sender) == search_key(other.sender)
    same_date = letter.dated is not None and letter.dated == other.dated
    if letter.reference_key is not None and letter.reference_key == other.reference_key:
        if not same_sender:
            return None
        return Likeness.EXACT if letter.dated == other.dated else Likeness.OTHER_DATE
    if not (same_sender and same_date):
        return None
    agreeing = agreement(letter.subject, other.subject)
    if agreeing == 100 and _differ_in_digits(letter.reference_key, other.reference_key):
        return Likeness.OTHER_NUMBER
    return Likeness.SAME_SUBJECT if agreeing >= percent else None


def agreement(subject: str, other: str) -> int:
    """How much of two subjects agrees, in percent of both: pairs of neighbouring letters of their search keys.

    Spaces, digits' script and case do not matter; 100 is said of equal keys only.

    >>> agreement("ขอเชิญประชุม ครั้งที่ ๑", "ขอเชิญ ประชุมครั้งที่ 1")
    100
    """
    one, two = _squeezed(subject), _squeezed(other)
    if one == two:
        return 100
    first, second = _pairs(one), _pairs(two)
    total = sum(first.values()) + sum(second.values())
    shared = sum(min(count, second.get(pair, 0)) for pair, count in first.items())
    return min(99, _BOTH * 100 * shared // total) if total else 0


def _squeezed(subject: str) -> str:
    return search_key(subject).replace(" ", "")


def _pairs(text: str) -> dict[str, int]:
    pairs: dict[str, int] = {}
    for start in range(len(text) - 1):
        pair = text[start : start + 2]
        pairs[pair] = pairs.get(pair, 0) + 1
    return pairs


def _differ_in_digits(reference: str | None, other: str | None) -> bool:
    """Whether two numbers are the same but for their digits, as a slip of a finger leaves them."""
    return bool(reference and other) and _without_digits(str(reference)) == _without_digits(str(other))


def _without_digits(reference: str) -> str:
    return "".join(letter for letter in reference if not letter.isdigit())

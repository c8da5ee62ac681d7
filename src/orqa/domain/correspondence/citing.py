"""A letter as another paper cites it: number and date in one phrase (อ้างถึง)."""

import re
from datetime import date

from orqa.base.dates import parse_thai_date
from orqa.base.thai import clean_text
from orqa.domain.correspondence.errors import ReferenceNotUnderstood
from orqa.domain.correspondence.references import Reference, parse_reference
from orqa.domain.correspondence.refusals import TOO_LONG, refusal

_LONGEST = 1000
"""Longest citation that is read, in characters; a longer text is a paragraph, not a citation."""

_DATED = re.compile(r"\s*(?:ลง(?=วัน)|เมื่อ(?=วัน)|(?:วันที่|ลว\.?|ลง)\s*(?=[\d๐-๙]))")
_NUMBER = re.compile(r"(?=ครั้งที่)|(?<!ครั้ง)ที่\s*(?=[\dก-ฮ๐-๙(])")
"""Before the number: a label ที่, or nothing where ครั้งที่ is a part of it."""


def parse_citation(text: str) -> tuple[Reference, date | None]:
    """Read the number and, where printed, the date of a cited letter; words before ที่ are left out.

    >>> reference, dated = parse_citation("หนังสือกรมบัญชีกลาง ด่วนที่สุด ที่ กค 0402.2/ว 195 ลงวันที่ 25 เมษายน 2561")
    >>> str(reference), str(dated)
    ('กค 0402.2/ว 195', '2018-04-25')

    Raises:
        ReferenceNotUnderstood: when no part is a letter number.
        DateNotUnderstood: when what is printed as the date is none.
    """
    if len(text) > _LONGEST:
        raise refusal(text, TOO_LONG)
    head, *rest = _DATED.split(clean_text(text), maxsplit=1)
    return _cited(head), parse_thai_date(rest[0]) if rest else None


def _cited(head: str) -> Reference:
    """The number that the text is, or that ends it after other words; the longest end first."""
    try:
        return parse_reference(head)
    except ReferenceNotUnderstood:
        for label in _NUMBER.finditer(head):
            try:
                return parse_reference(head[label.end() :])
            except ReferenceNotUnderstood:
                continue
        raise

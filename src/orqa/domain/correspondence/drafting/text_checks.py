"""What is wrong in the words of a draft: open places, impossible days, wrong eras and digits, a wrong person."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.date_names import ENGLISH_WEEKDAYS, THAI_MONTHS, THAI_WEEKDAYS
from orqa.base.digits import to_arabic_digits
from orqa.base.eras import OFFSET, common_year
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.correspondence.drafting import findings as kinds

if TYPE_CHECKING:
    from orqa.domain.correspondence.drafting.checks import Checked

_OPEN = re.compile(r"\[\[[^\]]*\]\]|\.{6,}|…{2,}|\{[a-z_]+\}")
_DAY = re.compile(
    rf"(?:วัน({'|'.join(THAI_WEEKDAYS)})ที่\s*)?(\d{{1,2}})\s*({'|'.join(THAI_MONTHS)})\s*(?:พ\.ศ\.\s*)?(\d{{4}})"
)
_BUDDHIST = re.compile(r"(?<![\d/.])(2[45]\d\d)(?![\d/])")
_THAI_DIGIT = re.compile("[๐-๙]+")
_FIRST_PERSON = re.compile(r"\b(I|we|our|us|my)\b")
_THIRD_PERSON: Final = frozenset({"note-verbale", "aide-memoire", "memorandum"})


def check_words(checked: "Checked") -> Iterator[Finding]:
    """Go over all that is written in a draft."""
    draft = checked.draft
    parts = (
        ("subject", draft.subject),
        ("recipient", draft.recipient),
        *((p.name, "\n".join(p.lines)) for p in draft.parts),
    )
    for name, text in parts:
        for found in _OPEN.findall(text):
            yield checked.found(kinds.PLACEHOLDER, name, text=found)
        if draft.language == "th":
            yield from _thai_days(checked, name, to_arabic_digits(text))
        else:
            yield from _english(checked, name, text)


def _thai_days(checked: "Checked", name: str, text: str) -> Iterator[Finding]:
    first, last = (checked.reading.value(f"dates.{end}_year") for end in ("earliest", "latest"))
    for match in _DAY.finditer(text):
        weekday, day, month, year = match.groups()
        if not first + OFFSET <= int(year) <= last + OFFSET:
            told = {"year": year, "text": match[0], "first": first + OFFSET, "last": last + OFFSET}
            yield checked.found(kinds.YEAR_IMPLAUSIBLE, name, **told)
            continue
        number = THAI_MONTHS.index(month) + 1
        common = common_year(int(year), number)
        try:
            found = date(common or 0, number, int(day))
        except ValueError:
            yield checked.found(kinds.NOT_A_DATE, name, text=match[0])
            continue
        if weekday and THAI_WEEKDAYS.index(weekday) != found.weekday():
            actual = Text.of(th=THAI_WEEKDAYS[found.weekday()], en=ENGLISH_WEEKDAYS[found.weekday()])
            day_told = Text.of(th=f"{day} {month} {year}", en=found.isoformat())
            yield checked.found(kinds.WEEKDAY_WRONG, name, text=match[0], day=day_told, actual=actual)


def _english(checked: "Checked", name: str, text: str) -> Iterator[Finding]:
    for found in _THAI_DIGIT.findall(text):
        yield checked.found(kinds.THAI_DIGITS, name, text=found)
    for year in _BUDDHIST.findall(text):
        yield checked.found(kinds.BUDDHIST_IN_ENGLISH, name, year=year, common=int(year) - OFFSET)
    if checked.draft.form in _THIRD_PERSON and name == "body" and (word := _FIRST_PERSON.search(text)):
        yield checked.found(kinds.FIRST_PERSON, name, checked.cites(), word=word[0])

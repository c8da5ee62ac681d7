"""The words that stand in and around printed dates, Thai and English."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from orqa.base.date_names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, THAI_MONTHS, THAI_MONTHS_SHORT, THAI_WEEKDAYS
from orqa.base.eras import Era

_NOISE = re.compile(r"[\s.,]+")
_BUDDHIST = ("พศ", "พุทธศักราช", "be")
_COMMON = ("คศ", "คริสต์ศักราช", "ad", "ce")


def squeezed(words: str) -> str:
    """Words without spaces, dots and commas, in lower case: ``ม.ค.`` and ``ม. ค`` are one word."""
    return _NOISE.sub("", words).casefold()


def _months() -> Iterator[tuple[str, int]]:
    for names in (THAI_MONTHS, THAI_MONTHS_SHORT, ENGLISH_MONTHS):
        yield from ((squeezed(name), month) for month, name in enumerate(names, 1))
    yield from ((name[:3].lower(), month) for month, name in enumerate(ENGLISH_MONTHS, 1))
    yield "sept", 9


def _weekdays() -> Iterator[tuple[str, int]]:
    for names in (THAI_WEEKDAYS, ENGLISH_WEEKDAYS):
        yield from ((squeezed(name), weekday) for weekday, name in enumerate(names))
    yield from ((name[:3].lower(), weekday) for weekday, name in enumerate(ENGLISH_WEEKDAYS))
    yield "พฤหัส", 3


MONTH_OF = dict(_months())
"""Month by squeezed name: full and abbreviated, Thai and English."""

_WEEKDAY_OF = dict(_weekdays())
_ERA_OF = dict.fromkeys(_BUDDHIST, Era.BUDDHIST) | dict.fromkeys(_COMMON, Era.COMMON)


def _one_of(names: str, words: dict[str, int] | dict[str, Era]) -> str:
    return f"(?P<{names}>{'|'.join(sorted(words, key=len, reverse=True))})"


_MONTH = f"(?:ประจำ)?(?:เดือน|of)?{_one_of('month', MONTH_OF)}"
_YEAR = f"(?:ปี)?(?:{_one_of('era', _ERA_OF)})?"
_DAY = f"(?:วัน)?{_one_of('weekday', _WEEKDAY_OF)}(?:ที่)?"
_BEFORE = re.compile(
    f"(?:(?:สั่ง|ประกาศ|ให้ไว้|ตราไว้|ทำ|เขียน)?(?:ณ|เมื่อ)?|ลง|ลว|on|dated?)(?:วันที่|{_DAY})?(?:{_MONTH})?{_YEAR}"
)
_BETWEEN = re.compile(f"(?:st|nd|rd|th)?[-/]?(?:{_MONTH})?[-/]?{_YEAR}")
_AFTER = re.compile(f"{_one_of('era', _ERA_OF)}?")


class Words(NamedTuple):
    """What the words before, between or after the numbers of a date say."""

    month: int | None = None
    era: Era | None = None
    weekday: int | None = None


def _said(found: re.Match[str] | None) -> Words | None:
    if not found:
        return None
    said = found.groupdict()
    return Words(
        MONTH_OF.get(said.get("month") or ""),
        _ERA_OF.get(said["era"] or ""),
        _WEEKDAY_OF.get(said.get("weekday") or ""),
    )


@lru_cache(maxsize=256)
def before(words: str) -> Words | None:
    """Read what stands before the first number (``ลงวันที่``, ``วันอังคารที่``, ``January``); None: not known."""
    return _said(_BEFORE.fullmatch(squeezed(words)))


@lru_cache(maxsize=256)
def between(words: str) -> Words | None:
    """Read what stands between two numbers (``มกราคม``, ``ม.ค. พ.ศ.``, ``th of May``); None: not known."""
    return _said(_BETWEEN.fullmatch(squeezed(words)))


@lru_cache(maxsize=64)
def after(words: str) -> Words | None:
    """Read what stands after the last number (an era or nothing); None: not known."""
    return _said(_AFTER.fullmatch(squeezed(words)))


def near_months(words: str) -> tuple[int, ...]:
    """The months whose names look like ``words``, nearest first; for showing, never for deciding."""
    from difflib import get_close_matches

    printed = re.sub("(พศ|คศ|พุทธศักราช)$", "", squeezed(words).strip("-/"))
    names = get_close_matches(printed, MONTH_OF, n=5, cutoff=0.5)
    return tuple(dict.fromkeys(MONTH_OF[name] for name in names))

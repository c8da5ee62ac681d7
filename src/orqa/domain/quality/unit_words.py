"""What the units of fields are called in each language, so that a form can be read and a cell compared (หน่วยนับ)."""

from typing import Final

from orqa.base.language import Text
from orqa.base.thai import search_key

_WORDS: Final = {
    text.in_language("en"): text
    for text in (
        Text.of(en="people", th="คน"),
        Text.of(en="students", th="คน (นักศึกษา)"),
        Text.of(en="baht", th="บาท"),
        Text.of(en="percent", th="ร้อยละ"),
        Text.of(en="items", th="ข้อ"),
        Text.of(en="works", th="ผลงาน"),
        Text.of(en="articles", th="บทความ"),
        Text.of(en="programmes", th="หลักสูตร"),
        Text.of(en="faculties", th="คณะ"),
        Text.of(en="units", th="หน่วยงาน"),
        Text.of(en="indicators", th="ตัวบ่งชี้"),
        Text.of(en="rating", th="คะแนน (ค่าประเมิน)"),
        Text.of(en="score", th="คะแนน"),
        Text.of(en="points", th="แต้ม"),
        Text.of(en="credit hours", th="หน่วยกิตนักศึกษา"),
        Text.of(en="yes or no", th="ใช่หรือไม่ใช่"),
    )
}

YES_OR_NO: Final = "yes or no"
"""The unit of what is ticked."""


def unit_words(unit: str) -> Text:
    """What people call the unit of a field; a unit that is not known here is called what the framework calls it."""
    return _WORDS.get(unit) or Text.of(en=unit or "–", th=unit or "–")


def means_unit(written: str, unit: str) -> bool:
    """Whether what stands in a file names a unit, in whichever language.

    >>> means_unit("บาท", "baht"), means_unit("Thousand baht", "baht")
    (True, False)
    """
    return search_key(written) in {search_key(form) for _, form in unit_words(unit).forms}

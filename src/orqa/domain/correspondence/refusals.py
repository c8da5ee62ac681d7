"""Why a text is no letter number."""

import re

from orqa.base.language import Text
from orqa.domain.correspondence.errors import ReferenceNotUnderstood

LONGEST = 200
"""Longest number that is read, in characters: a register's column holds less; longer text is no number."""

EMPTY = Text.of(en="it is empty", th="ไม่มีข้อความ")
TOO_LONG = Text.of(
    en=f"it is longer than {LONGEST} characters, so it is no number", th=f"ยาวเกิน {LONGEST} ตัวอักษร จึงไม่ใช่เลขที่"
)
ONLY_A_NUMBER = Text.of(en="a number alone names no office and no year", th="มีแต่ตัวเลข ไม่มีรหัสหน่วยงานหรือปี")
TWO_SLASHES = Text.of(en="after unit code and number, a year needs four digits", th="ปีที่ตามหลังรหัสหน่วยงานและเลขต้องมีสี่หลัก")
NO_YEAR = Text.of(
    en="{year} after the slash is no Buddhist year of two or four digits",
    th="{year} หลังเครื่องหมายทับไม่ใช่ปี พ.ศ. สองหรือสี่หลัก",
)
IS_DATE = Text.of(
    en="three numbers without letters are a date; give it as the date", th="ตัวเลขสามชุดที่ไม่มีอักษรนำคือวันที่ ให้ใส่ในช่องลงวันที่"
)
HAS_DATE = Text.of(en="a date stands behind the number; give it as the date", th="มีวันที่ต่อท้ายเลขที่ ให้แยกไปใส่ช่องลงวันที่")
MEETING_YEAR = Text.of(en="a meeting is numbered ครั้งที่ n/year", th="ครั้งที่ประชุมต้องเป็น ครั้งที่ n/ปี")
FOREIGN = Text.of(en="it has Latin letters, so it is no Thai letter number", th="มีอักษรโรมัน จึงไม่ใช่เลขที่หนังสือไทย")
OTHER_SHAPE = Text.of(
    en="letters, unit code, slash and running number are not where they belong",
    th="อักษรย่อ รหัสหน่วยงาน เครื่องหมายทับ และเลขไม่อยู่ในที่ที่ควร",
)
_SIGNS = (
    (re.compile(r"ลงวันที่|ลว\.|ลว\s*\d").search, HAS_DATE),
    (re.compile(r"ครั้งที่").search, MEETING_YEAR),
    (re.compile(r"[A-Za-z]").search, FOREIGN),
)


def why(folded: str) -> Text:
    """What is most likely wrong with a text (in Arabic digits) that has no known shape."""
    return next((reason for sign, reason in _SIGNS if sign(folded)), OTHER_SHAPE)


def refusal(text: str, reason: Text) -> ReferenceNotUnderstood:
    """The error to raise; very long text is shortened in it."""
    shown = text if len(text) <= LONGEST else f"{text[:40]}…"
    return ReferenceNotUnderstood(shown, reason)

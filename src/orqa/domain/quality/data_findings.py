"""What can be wrong with a common data set: the findings."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


def _kind(code: str, severity: Severity, en: str, th: str) -> FindingKind:
    return FindingKind(f"data-{code}", severity, Text.of(en=en, th=th))


FIELD_TWICE: Final = _kind(
    "field-twice",
    Severity.ERROR,
    "{name} is there more than once; the first was taken. Keep one",
    "{name} มีมากกว่าหนึ่งครั้ง ใช้ครั้งแรก โปรดเก็บไว้เพียงแถวเดียว",
)
WRONG_UNIT: Final = _kind(
    "wrong-unit",
    Severity.ERROR,
    "{name} is given in {found}, but is counted in {unit}; convert it",
    "{name} ระบุหน่วยเป็น {found} แต่ต้องเป็น {unit} โปรดแปลงหน่วย",
)
NO_DIVISOR: Final = _kind(
    "divisor-missing",
    Severity.WARNING,
    "{node}: {name} is there, but not what it is divided by; give {missing}",
    "{node}: มี {name} แล้ว แต่ยังไม่มีตัวหาร โปรดให้ข้อมูล {missing}",
)
NO_SOURCE: Final = _kind(
    "without-source",
    Severity.WARNING,
    "no source is named for {count} of {all} numbers: {names}; say where each is from",
    "ยังไม่ระบุแหล่งข้อมูล {count} จาก {all} รายการ: {names} โปรดระบุที่มา",
)
NO_DATE: Final = _kind(
    "without-date",
    Severity.INFO,
    "no day is given for {count} of {all} numbers: {names}",
    "ยังไม่ระบุวันที่ของข้อมูล {count} จาก {all} รายการ: {names}",
)
FIELD_DIFFERS: Final = _kind(
    "field-differs",
    Severity.WARNING,
    "{name} is counted in {first} by {framework}, and in {second} by {other}; it cannot serve both",
    "{name} นับเป็น {first} ตาม {framework} แต่เป็น {second} ตาม {other} จึงใช้ร่วมกันไม่ได้",
)
YEAR_TWICE: Final = _kind(
    "year-twice",
    Severity.ERROR,
    "there are {count} data sets of {unit} for {year}; keep one",
    "มีชุดข้อมูลของ {unit} ปี {year} ซ้ำ {count} ชุด โปรดเก็บไว้เพียงชุดเดียว",
)
YEAR_KIND_CHANGES: Final = _kind(
    "year-kind-changes",
    Severity.WARNING,
    "{name} of {unit} is counted by another kind of year in {year} ({second}) than before ({first}); keep to one",
    "{name} ของ {unit} ปี {year} นับตามปีคนละประเภท ({second}) กับก่อนหน้า ({first}) โปรดใช้แบบเดียวกันทุกปี",
)
VALUE_DIFFERS: Final = _kind(
    "value-differs",
    Severity.ERROR,
    "{name} is {first} in one data set and {second} in another; the first was kept, correct one of them",
    "{name} เป็น {first} ในชุดข้อมูลหนึ่ง แต่เป็น {second} ในอีกชุดหนึ่ง ใช้ค่าแรกไว้ โปรดแก้ให้ตรงกัน",
)

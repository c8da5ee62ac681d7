"""What can be wrong with a row of a table of projects (ข้อบกพร่องของแถวในตารางโครงการ)."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


def _error(code: str, *, en: str, th: str) -> FindingKind:
    return FindingKind(code, Severity.ERROR, Text.of(en=en, th=th))


CONTRADICTS: Final = _error(
    "project-row-contradicts",
    en="{code}: {title} is {second} here, {first} in a row above; write it once, or the same",
    th="{code}: {title} ในแถวนี้เป็น {second} แต่แถวก่อนหน้าเป็น {first} ให้ระบุครั้งเดียวหรือให้ตรงกัน",
)
NO_LINE: Final = _error(
    "project-line-unknown",
    en="the budget of {year} has no line {line}; take the budget in first, or write the code of one that is there",
    th="งบประมาณปี {year} ไม่มีรายการ {line} ให้นำเข้างบประมาณก่อน หรือเขียนรหัสรายการที่มีอยู่",
)
NO_FRAMEWORK: Final = _error(
    "project-serves-unknown",
    en="{text!r} names no node of a framework: write such as edpex 4.1, several parted by semicolons",
    th="{text!r} ไม่ใช่รายการของกรอบประกันคุณภาพ ให้เขียนเช่น edpex 4.1 คั่นหลายรายการด้วยอัฒภาค",
)
OTHERWISE: Final = _error(
    "project-kept-otherwise",
    en="{code} is kept otherwise: {differs}. A file adds new projects; change this one with orqa project change, or "
    "leave the cells empty that are to stay",
    th="{code} มีข้อมูลไว้เป็นอย่างอื่น: {differs} แฟ้มใช้เพิ่มโครงการใหม่ ให้ปรับด้วย orqa project change หรือเว้นว่างส่วนที่คงเดิม",
)
HELD_BACK: Final = _error(
    "project-row-held-back",
    en="{code} is taken in as a whole, and another of its rows is not right: {where}",
    th="{code} ต้องนำเข้าทั้งโครงการ แต่มีแถวอื่นของโครงการไม่ถูกต้อง: {where}",
)
TAKEN_IN: Final = FindingKind(
    "projects-taken-in",
    Severity.INFO,
    Text.of(
        en="action plan of {year}: {count} {count:project|projects}, {amount} planned",
        th="แผนปฏิบัติราชการปี {year}: {count} โครงการ วงเงินตามแผน {amount}",
    ),
)

"""What can be wrong with a row of a table of a budget, beside its sums (ข้อบกพร่องของแถวในตารางงบประมาณ)."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


def _error(code: str, *, en: str, th: str) -> FindingKind:
    return FindingKind(code, Severity.ERROR, Text.of(en=en, th=th))


NO_TITLE: Final = _error(
    "plan-line-without-title",
    en="{code} is new, and the row does not say what it is called",
    th="{code} เป็นรายการใหม่ แต่แถวนี้ไม่มีชื่อรายการ",
)
YEAR_CLOSED: Final = _error(
    "plan-year-closed",
    en="the year {year} is closed for {code}; nothing is added to it",
    th="{code} ปิดปีงบประมาณ {year} แล้ว เพิ่มรายการไม่ได้",
)
OTHERWISE: Final = _error(
    "plan-kept-otherwise",
    en="{code} is kept otherwise: {differs}. A file adds what is new; leave the cells empty that are to stay",
    th="{code} มีข้อมูลไว้เป็นอย่างอื่น: {differs} แฟ้มใช้เพิ่มรายการใหม่ ให้เว้นว่างส่วนที่คงเดิม",
)
POSTED_OTHERWISE: Final = _error(
    "plan-posted-otherwise",
    en="{code}: {what} was taken in by document {document} as {had}, the file says {have}. Give a further amount a "
    "document number of its own, or reverse the posting",
    th="{code}: {what} ตามเอกสาร {document} บันทึกไว้เป็น {had} แต่แฟ้มเป็น {have} ยอดเพิ่มให้ใช้เลขที่เอกสารใหม่ หรือกลับรายการเดิม",
)
OTHER_YEAR: Final = _error(
    "plan-day-outside-year",
    en="{day} lies outside the fiscal year {year}",
    th="วันที่ {day} อยู่นอกปีงบประมาณ {year}",
)
NOT_LET: Final = _error("plan-not-let", en="{code}: {why}", th="{code}: {why}")
OF_OTHERS: Final = _error(
    "plan-of-others-unclear",
    en="{code} is money of another agency: give its name (owner), and the number of the paper by which it is spent on "
    "its behalf (document)",
    th="{code} เป็นเงินของหน่วยงานอื่น ให้ระบุหน่วยงานเจ้าของเงิน (owner) และเลขที่เอกสารที่ให้เบิกแทน (document)",
)
NOT_GRANTED: Final = _error(
    "plan-not-granted",
    en="{code}: {allotted} is allotted, but {approved} of what was approved is left: {short} is missing",
    th="{code}: จัดสรร {allotted} แต่วงเงินอนุมัติเหลือ {approved} ขาด {short}",
)

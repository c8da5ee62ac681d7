"""What can be wrong with a budget that comes as a table (ตารางงบประมาณ): each with its figures."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


def _error(code: str, *, en: str, th: str) -> FindingKind:
    return FindingKind(code, Severity.ERROR, Text.of(en=en, th=th))


TWICE: Final = _error(
    "plan-line-twice",
    en="{code} stands at {first} already, with {had}; here with {have}. Keep one of them",
    th="{code} มีอยู่แล้วที่ {first} เป็น {had} แถวนี้เป็น {have} ให้เหลือแถวเดียว",
)
NO_PARENT: Final = _error(
    "plan-parent-unknown",
    en="there is no line {parent}, neither in the file nor in the year: add it, or write the code of one that is there",
    th="ไม่มีรายการ {parent} ทั้งในแฟ้มและในปีนี้ ให้เพิ่มรายการ หรือเขียนรหัสที่มีอยู่",
)
CIRCLE: Final = _error(
    "plan-circle",
    en="the lines {path} stand above each other in a circle",
    th="รายการ {path} อยู่เหนือกันเป็นวง",
)
PARTS_DIFFER: Final = _error(
    "plan-parts-differ",
    en="{code}, {column}: {printed} is given, but the lines below come to {found}: {difference} apart. Look at {parts}",
    th="{code} {column}: ระบุ {printed} แต่รายการย่อยรวมได้ {found} ต่างกัน {difference} โปรดตรวจ {parts}",
)
PARTS_ROUNDED: Final = FindingKind(
    "plan-parts-rounded",
    Severity.WARNING,
    Text.of(
        en="{code}, {column}: {printed} is given, the lines below come to {found}; rounding explains {difference}. "
        "What the lines below have is taken",
        th="{code} {column}: ระบุ {printed} รายการย่อยรวมได้ {found} ต่าง {difference} จากการปัดเศษ ใช้ยอดของรายการย่อย",
    ),
)
TOTAL_DIFFERS: Final = _error(
    "plan-total-differs",
    en="{column}: the total is {printed}, but the lines come to {found}: {difference} apart",
    th="{column}: ยอดรวมเป็น {printed} แต่ทุกรายการรวมได้ {found} ต่างกัน {difference}",
)
OVER_APPROVED: Final = _error(
    "plan-over-approved",
    en="{code}: {allotted} is allotted, but only {approved} approved: {short} is missing",
    th="{code}: จัดสรร {allotted} แต่ได้รับอนุมัติเพียง {approved} ขาด {short}",
)
OVER_ALLOTTED: Final = _error(
    "plan-over-allotted",
    en="{code}: {used} is reserved, obligated, advanced or paid, but only {allotted} allotted: {short} is missing",
    th="{code}: จอง ผูกพัน ยืม หรือเบิกจ่ายแล้ว {used} แต่ได้รับจัดสรรเพียง {allotted} ขาด {short}",
)
REMAINING_DIFFERS: Final = _error(
    "plan-remaining-differs",
    en="{code}: {printed} is given as available, but {allotted} allotted less {used} used is {found}",
    th="{code}: ระบุคงเหลือ {printed} แต่จัดสรร {allotted} หักที่ใช้ {used} เหลือ {found}",
)
BOTH_HOLD: Final = _error(
    "plan-counted-twice",
    en="{code} and lines below it have amounts, and it is said to hold money itself: that would count it twice. Give "
    "what stays on {code} a line of its own below it",
    th="{code} และรายการย่อยมีจำนวนเงินทั้งคู่ และระบุว่า {code} ถือเงินเอง เงินจะถูกนับซ้ำ ให้แยกส่วนที่คงไว้เป็นรายการย่อยต่างหาก",
)
HOLDS_NONE: Final = _error(
    "plan-holds-no-money",
    en="{code} is said to hold no money, but the row gives {amount}",
    th="{code} ระบุว่าไม่ถือเงินเอง แต่แถวนี้มีจำนวนเงิน {amount}",
)
FORMULA: Final = _error(
    "plan-amount-formula",
    en="{title}: {value!r} is a formula; write the amount that it comes to",
    th="{title}: {value!r} เป็นสูตร ให้เขียนจำนวนเงินที่คำนวณได้",
)
NEGATIVE: Final = _error(
    "plan-amount-negative",
    en="{title}: {value!r} is negative; a budget begins with amounts of 0 or more, take money away by a transfer",
    th="{title}: {value!r} ติดลบ งบประมาณตั้งต้นต้องเป็น 0 ขึ้นไป การปรับลดให้ใช้การโอน",
)
FRACTION: Final = _error(
    "plan-amount-fraction",
    en="{title}: {value!r} has a part below one satang, as computed cells leave; write {near}",
    th="{title}: {value!r} มีเศษต่ำกว่าหนึ่งสตางค์ซึ่งมักเกิดจากการคำนวณ ให้เขียน {near}",
)
TOO_LARGE: Final = _error(
    "plan-amount-too-large",
    en="{title}: {value!r} is more than any budget; look at the unit of the amounts",
    th="{title}: {value!r} เกินกว่างบประมาณใด ๆ โปรดตรวจหน่วยของจำนวนเงิน",
)

"""What people call the acts and the axes of a budget (ถ้อยคำในบัญชีงบประมาณ)."""

from collections.abc import Mapping
from typing import Final

from orqa.base.digits import Digits, in_digits
from orqa.base.language import Text
from orqa.base.rounding import Rounding

VERBS: Final[Mapping[str, Text]] = {
    "approve": Text.of(en="Granted", th="ได้รับอนุมัติงบประมาณ"),
    "allot": Text.of(en="Allotted", th="ได้รับจัดสรร"),
    "transfer": Text.of(en="Transfer", th="โอนเปลี่ยนแปลง"),
    "reserve": Text.of(en="Reserved", th="จองเงิน"),
    "obligate": Text.of(en="Obligated", th="ก่อหนี้ผูกพัน"),
    "advance": Text.of(en="Advanced", th="ให้ยืมเงิน"),
    "clear": Text.of(en="Advance cleared", th="ส่งใช้เงินยืม"),
    "entrust": Text.of(en="Entrusted to others", th="ให้เบิกแทนกัน"),
    "account": Text.of(en="Reported by others", th="รายงานผลเบิกแทนกัน"),
    "pay": Text.of(en="Disbursed", th="เบิกจ่าย"),
    "refund": Text.of(en="Refunded", th="เบิกเกินส่งคืน"),
    "release": Text.of(en="Released", th="คืนจอง"),
    "reverse": Text.of(en="Reversed", th="กลับรายการ"),
    "give-back": Text.of(en="Given back to its owner", th="คืนเงินเบิกแทน"),
    "carry-over": Text.of(en="Carried over", th="กันเงินไว้เบิกเหลื่อมปี"),
    "close": Text.of(en="Year closed", th="ปิดปีงบประมาณ"),
}
"""Acts, as a register names them."""

AXIS_TITLES: Final[Mapping[str, Text]] = {
    "fund": Text.of(en="Fund", th="แหล่งเงิน"),
    "basis": Text.of(en="Granted by", th="ที่มาของเงิน"),
    "plan": Text.of(en="Plan", th="แผนงาน"),
    "output": Text.of(en="Output or project of the plan", th="ผลผลิต/โครงการ"),
    "project": Text.of(en="Project of the action plan", th="โครงการตามแผนปฏิบัติราชการ"),
    "activity": Text.of(en="Activity", th="กิจกรรม"),
    "category": Text.of(en="Expenditure category", th="งบรายจ่าย"),
    "nature": Text.of(en="Economic nature", th="ลักษณะเศรษฐกิจ"),
    "unit": Text.of(en="Unit", th="หน่วยงาน"),
    "owner": Text.of(en="Agency whose money it is", th="หน่วยงานเจ้าของเงิน"),
}
"""The axes of budget lines that sums are made by."""

NOT_TOLD: Final = Text.of(en="Not told", th="ไม่ระบุ")
IN_ALL: Final = Text.of(en="In all", th="รวม")

ROUNDED: Final[Mapping[Rounding, Text]] = {
    Rounding.HALF_UP: Text.of(en="half up, to {places} decimal places", th="ปัดครึ่งขึ้น ทศนิยม {places} ตำแหน่ง"),
    Rounding.HALF_EVEN: Text.of(en="half to even, to {places} decimal places", th="ปัดครึ่งเป็นเลขคู่ ทศนิยม {places} ตำแหน่ง"),
    Rounding.HALF_DOWN: Text.of(en="half down, to {places} decimal places", th="ปัดครึ่งลง ทศนิยม {places} ตำแหน่ง"),
    Rounding.DOWN: Text.of(en="cut off after {places} decimal places", th="ตัดเศษหลังทศนิยม {places} ตำแหน่ง"),
    Rounding.UP: Text.of(en="always up, to {places} decimal places", th="ปัดขึ้นเสมอ ทศนิยม {places} ตำแหน่ง"),
    Rounding.FLOOR: Text.of(en="towards the lower, to {places} decimal places", th="ปัดลง ทศนิยม {places} ตำแหน่ง"),
    Rounding.CEILING: Text.of(en="towards the higher, to {places} decimal places", th="ปัดขึ้น ทศนิยม {places} ตำแหน่ง"),
}
"""How a report says what happens to the rest of a percent."""

ADVANCES_COUNT: Final = Text.of(en="Disbursed includes what is lent", th="เบิกจ่ายรวมเงินยืม")

_QUARTER: Final = Text.of(th="ไตรมาสที่ {number}", en="Quarter {number}")
NO_QUARTER: Final = Text.of(
    en="quarters are numbered 1 to {last}, found {asked}", th="ไตรมาสมีเลข 1 ถึง {last} แต่ระบุ {asked}"
)


def quarter_text(number: int, digits: Digits) -> Text:
    """What people call a quarter."""
    return _QUARTER.fill(number=numeral(number, digits))


def numeral(number: int, digits: Digits) -> Text:
    """A number in the digits of the office, which only Thai texts have otherwise than others."""
    return Text.of(en=str(number), th=in_digits(str(number), digits))

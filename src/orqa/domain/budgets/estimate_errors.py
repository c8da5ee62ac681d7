"""What estimates and other decisions on money cannot work with."""

from typing import ClassVar, Final

from orqa.base.errors import OrqaError
from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


class EstimateRefused(OrqaError, ValueError):
    """What was given contradicts itself, so that no amount can be told; ``reason`` says where and what to do."""

    code: ClassVar[str] = "estimate-refused"
    template: ClassVar[Text] = Text.of(en="no estimate: {reason}", th="ประมาณการไม่ได้: {reason}")

    reason: Text


RETURNS_FIRST: Final = Text.of(
    en="the return {returns} is not after the departure {departs}",
    th="เวลากลับ {returns} ไม่ได้อยู่หลังเวลาออกเดินทาง {departs}",
)
ONE_ZONE: Final = Text.of(
    en="give both times with a time zone, or both without", th="โปรดระบุเขตเวลาทั้งสองเวลา หรือไม่ระบุทั้งสอง"
)
NIGHT_OUTSIDE: Final = Text.of(
    en="the night of {night} is not one of a trip from {first} to {last} with nights away",
    th="คืนวันที่ {night} ไม่อยู่ในการเดินทางที่พักแรมตั้งแต่ {first} ถึง {last}",
)
NIGHT_TWICE: Final = Text.of(en="the night of {night} is given twice", th="ระบุคืนวันที่ {night} ซ้ำ")
TWO_WAYS: Final = Text.of(
    en="lodging is as billed or flat for the whole trip, found both; choose one",
    th="ค่าที่พักต้องเลือกจ่ายจริงหรือเหมาจ่ายอย่างเดียวตลอดการเดินทาง แต่พบทั้งสองอย่าง",
)
DAY_OUTSIDE: Final = Text.of(
    en="{day} is not a day of the trip from {first} to {last}", th="วันที่ {day} ไม่อยู่ในการเดินทางตั้งแต่ {first} ถึง {last}"
)
NO_BILL: Final = Text.of(
    en="{what} on {day} has no rate: give what it costs", th="{what} วันที่ {day} ไม่มีอัตรา โปรดระบุจำนวนเงิน"
)
NEGATIVE: Final = Text.of(en="{what} cannot be negative, found {found}", th="{what} ติดลบไม่ได้ พบ {found}")
NO_PEOPLE: Final = Text.of(
    en="nobody takes part: give participants or the kind of training", th="ไม่มีผู้เข้าร่วม โปรดระบุผู้เข้าอบรมหรือประเภทการฝึกอบรม"
)

NO_DAYS: Final = Text.of(en="there is no day to estimate for", th="ไม่มีวันที่จะประมาณการ")

BILL_ABOVE: Final = FindingKind(
    "estimate-bill-above",
    Severity.WARNING,
    Text.of(
        en="{what} on {day}: billed {bill}, allowed {most}; the rest is the traveller's own",
        th="{what} วันที่ {day}: ตามใบเสร็จ {bill} เบิกได้ {most} ส่วนเกินผู้เดินทางจ่ายเอง",
    ),
)
NOT_FOR_FLAT: Final = FindingKind(
    "estimate-no-extra-for-flat",
    Severity.INFO,
    Text.of(
        en="the night of {day}: what is added in dear places is for lodging as billed, not for flat sums",
        th="คืนวันที่ {day}: ส่วนเพิ่มของท้องที่ค่าครองชีพสูงใช้กับจ่ายจริง ไม่ใช้กับเหมาจ่าย",
    ),
)
MEALS_ABOVE: Final = FindingKind(
    "estimate-meals-above-allowance",
    Severity.WARNING,
    Text.of(
        en="meals given come to {meals}, more than the allowance {allowance}: no more than that is taken off",
        th="อาหารที่จัดให้คิดเป็น {meals} มากกว่าเบี้ยเลี้ยง {allowance} จึงหักเพียงเท่าเบี้ยเลี้ยง",
    ),
)
LOCAL_TRIPS: Final = FindingKind(
    "estimate-local-trips",
    Severity.WARNING,
    Text.of(
        en="{day}: {found} trips within the province, at most {most} are paid",
        th="วันที่ {day}: เดินทางในจังหวัด {found} เที่ยว เบิกได้ไม่เกิน {most} เที่ยว",
    ),
)
CLASS_NOT_CHECKED: Final = FindingKind(
    "estimate-fare-class",
    Severity.INFO,
    Text.of(
        en="the fare of {day}: whether rank and urgency allow this class is not checked",
        th="ค่าโดยสารวันที่ {day}: ยังไม่ได้ตรวจว่าระดับตำแหน่งและความเร่งด่วนให้ใช้ชั้นนี้ได้",
    ),
)
CLOTHING_TOO_SOON: Final = FindingKind(
    "estimate-clothing-too-soon",
    Severity.WARNING,
    Text.of(
        en="clothing was paid for the trip of {last}: once in {years} years, so not again on {day}",
        th="เบิกค่าเครื่องแต่งตัวแล้วเมื่อ {last} เบิกได้ครั้งหนึ่งใน {years} ปี จึงเบิกวันที่ {day} ไม่ได้",
    ),
)
TOO_MANY_SPEAKERS: Final = FindingKind(
    "estimate-too-many-speakers",
    Severity.WARNING,
    Text.of(
        en="{day}: {found} speakers, at most {most} are paid for in this form",
        th="วันที่ {day}: วิทยากร {found} คน จ่ายได้ไม่เกิน {most} คนในรูปแบบนี้",
    ),
)
NOT_OVER_MEALTIME: Final = FindingKind(
    "estimate-not-over-mealtime",
    Severity.WARNING,
    Text.of(
        en="{day}: a meal is paid only where the meeting goes over its time",
        th="วันที่ {day}: จ่ายค่าอาหารได้เมื่อการประชุมคาบเกี่ยวมื้ออาหารเท่านั้น",
    ),
)
OVERTIME_CUT: Final = FindingKind(
    "estimate-overtime-cut",
    Severity.WARNING,
    Text.of(
        en="{day}: {found} hours outside office hours, at most {most} are paid",
        th="วันที่ {day}: ปฏิบัติงานนอกเวลา {found} ชั่วโมง จ่ายได้ไม่เกิน {most} ชั่วโมง",
    ),
)
UNKNOWN: Final = FindingKind(
    "estimate-unknown",
    Severity.WARNING,
    Text.of(
        en="{what} from {day} is unknown and not in the total: {why}",
        th="{what} ตั้งแต่ {day} ไม่ทราบ จึงไม่รวมในยอด: {why}",
    ),
)
OWN_RATES: Final = FindingKind(
    "estimate-own-rates",
    Severity.INFO,
    Text.of(
        en="the rates are the national budget's: a university's own for {fund} are not in the profile",
        th="ใช้อัตราของงบประมาณแผ่นดิน มหาวิทยาลัยอาจมีอัตราของตนสำหรับ {fund} ซึ่งไม่มีในโปรไฟล์",
    ),
)

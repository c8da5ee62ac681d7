"""Made letters, as a registrar would enter them: always the same for the same serial number."""

import random
from datetime import date, timedelta

from orqa.base.dates import format_thai_date
from orqa.base.thai import to_thai_digits

PROFILE = "thai-public-university"
_OPENINGS = ["ขอเชิญ", "ขออนุมัติ", "ขอความอนุเคราะห์", "แจ้ง", "รายงาน", "ส่ง", "ขอหารือ", "ประชาสัมพันธ์", "ขอส่ง", "ตอบขอบคุณ"]
_MATTERS = (
    "ประชุมคณะกรรมการบริหารงานวิเทศสัมพันธ์",
    "เดินทางไปราชการต่างประเทศ",
    "ผลการตรวจประเมินคุณภาพการศึกษาภายใน",
    "โครงการบริการวิชาการแก่ชุมชน",
    "งบประมาณรายจ่ายประจำปี",
    "บันทึกข้อตกลงความร่วมมือทางวิชาการ",
    "นักศึกษาแลกเปลี่ยนและบุคลากร",
    "การจัดซื้อจัดจ้างครุภัณฑ์การศึกษา",
    "หลักสูตรระยะสั้นด้านอุตสาหกรรมเกษตร",
    "แบบสำรวจข้อมูลอาจารย์ประจำ",
)
_SENDERS = (
    "สำนักงานปลัดกระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม",
    "คณะวิศวกรรมศาสตร์",
    "สำนักงานการตรวจเงินแผ่นดิน",
    "จังหวัดสงขลา",
    "กรมบัญชีกลาง",
    "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี",
)
_LAST = date(2026, 11, 20)


def letter(serial: int) -> dict[str, str]:
    """What is entered of the letter of a serial number: texts as printed, by the fields of ``receive``."""
    some = random.Random(serial)
    dated = format_thai_date(_LAST - timedelta(days=some.randrange(700)), style=some.choice(("long", "short")))
    circular = "ว " if some.random() < 0.2 else ""
    reference = f"อว {some.randrange(600, 700):04}.{some.randrange(1, 30):02}/{circular}{some.randrange(1, 5000)}"
    subject = f"{some.choice(_OPENINGS)}{some.choice(_MATTERS)}{some.choice(_MATTERS)} ครั้งที่ {serial % 12}/2569"
    if serial % 2:
        reference, dated, subject = map(to_thai_digits, (reference, dated, subject))
    return {
        "reference": reference,
        "dated": dated,
        "sender": some.choice(_SENDERS),
        "recipient": "อธิการบดี",
        "subject": subject,
        "kind": some.choice(("external", "internal", "stamped")),
        "urgency": some.choice(("", "", "", "urgent")),
    }

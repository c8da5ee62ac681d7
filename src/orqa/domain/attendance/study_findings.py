"""What may speak against a study, training or research leave, and what it may lack."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

_AGAINST, _NEEDS, _TELLS = Severity.ERROR, Severity.WARNING, Severity.INFO

NOT_IN_SERVICE = FindingKind(
    "study-not-in-service",
    _AGAINST,
    Text.of(
        en="the person is not in service on {day}: no employment is kept that covers it; enter it or mend the day",
        th="วันที่ {day} ไม่ได้เป็นบุคลากร เพราะไม่มีข้อมูลประเภทบุคลากรที่ครอบคลุมวันนั้น โปรดบันทึก หรือเลือกวันอื่น",
    ),
)
NO_PURPOSE = FindingKind(
    "study-purpose",
    _AGAINST,
    Text.of(
        en="{purpose} is no purpose of study leave ({known}); a tour on days off is personal leave or vacation, and "
        "permission to go abroad",
        th="{purpose} ไม่ใช่วัตถุประสงค์ของการลาไปศึกษา ({known}) การไปเที่ยวในวันหยุดให้ใช้ลากิจหรือลาพักผ่อน และขออนุญาตไปต่างประเทศ",
    ),
)
TOO_NEW = FindingKind(
    "study-service-too-short",
    _AGAINST,
    Text.of(
        en="{months} {months:month|months} of service {months:is|are} needed before the leave, "
        "and there {found:is|are} {found}",
        th="ต้องปฏิบัติงานมาแล้ว {months} เดือนก่อนลา ขณะนี้ {found} เดือน",
    ),
)
TOO_OLD = FindingKind(
    "study-too-old",
    _AGAINST,
    Text.of(
        en="the person is {age} {age:year|years} old on the first day; at most {most} for this degree",
        th="อายุ {age} ปีในวันแรกที่ลา ระดับนี้ไม่เกิน {most} ปี",
    ),
)
NEEDS_BIRTH_DAY = FindingKind(
    "study-needs-birth-day",
    _NEEDS,
    Text.of(en="the day of birth is needed: there is a limit of age", th="ต้องระบุวันเกิด เพราะมีเกณฑ์อายุ"),
)
PROBATION = FindingKind(
    "study-on-probation",
    _AGAINST,
    Text.of(en="probation ends on {day}, after the first day", th="ทดลองปฏิบัติงานถึงวันที่ {day} หลังวันแรกที่ลา"),
)
RETIRES_FIRST = FindingKind(
    "study-retires-before-served",
    _AGAINST,
    Text.of(
        en="the service owed ends on {served}, and the person retires on {retires}",
        th="ชดใช้ทุนครบวันที่ {served} แต่พ้นจากราชการวันที่ {retires}",
    ),
)
NEEDS_RETIREMENT = FindingKind(
    "study-needs-retirement",
    _NEEDS,
    Text.of(
        en="the day of retirement is needed: all service owed is done before it",
        th="ต้องระบุวันพ้นจากราชการ เพราะต้องชดใช้ทุนครบก่อนวันนั้น",
    ),
)
NEEDS_CONDITION = FindingKind(
    "study-needs-condition",
    _NEEDS,
    Text.of(en="{condition} is to be shown (shown: {code})", th="ต้องแสดงว่าผ่านเงื่อนไข{condition} (shown: {code})"),
)
NEEDS_PAPER = FindingKind(
    "study-needs-paper",
    _NEEDS,
    Text.of(en="{paper} is needed (paper: {code})", th="ต้องมี{paper} (paper: {code})"),
)
NEEDS_GUARANTOR = FindingKind(
    "study-needs-guarantor",
    _NEEDS,
    Text.of(
        en="{least} {least:guarantor is|guarantors are} needed, and there {found:is|are} {found}",
        th="ต้องมีผู้ค้ำประกัน {least} คน ขณะนี้ {found} คน",
    ),
)
TOO_MANY_AWAY = FindingKind(
    "study-too-many-away",
    _AGAINST,
    Text.of(
        en="{away} of {staff} {staff:person|people} would be abroad, this one among them; "
        "at most {most} percent may be",
        th="จะมีผู้ไปต่างประเทศ {away} คนจาก {staff} คนรวมผู้นี้ ให้ไปได้ไม่เกินร้อยละ {most}",
    ),
)
AGAIN_SO_SOON = FindingKind(
    "study-again-so-soon",
    _NEEDS,
    Text.of(
        en="the person came back on {last}, less than {months} {months:month|months} before; going again so soon is "
        "for whoever permits to judge",
        th="กลับมาเมื่อ {last} ยังไม่ถึง {months} เดือน การไปอีกอยู่ในดุลพินิจของผู้อนุญาต",
    ),
)
SHORT_NOTICE = FindingKind(
    "study-short-notice",
    _AGAINST,
    Text.of(
        en="training after the degree is asked for {days} {days:day|days} before finishing on {finishes}; "
        "there {found:is|are} {found}",
        th="ฝึกอบรมต่อหลังสำเร็จการศึกษาต้องเสนอก่อนสำเร็จวันที่ {finishes} ไม่น้อยกว่า {days} วัน เสนอก่อน {found} วัน",
    ),
)
EXTENDED_LATE = FindingKind(
    "study-extended-late",
    _AGAINST,
    Text.of(
        en="a longer leave is asked for before it ends on {ends}, and was on {asked}",
        th="ต้องขอขยายเวลาก่อนสิ้นสุดวันที่ {ends} แต่ขอวันที่ {asked}",
    ),
)
EXTENDED_TOO_LONG = FindingKind(
    "study-extended-too-long",
    _AGAINST,
    Text.of(
        en="a leave is prolonged by {most} {most:month|months} at a time, until {last} at the latest",
        th="ขยายเวลาได้ครั้งละไม่เกิน {most} เดือน ถึงวันที่ {last} เป็นอย่างช้า",
    ),
)
LONGER_THAN_PLANS = FindingKind(
    "study-longer-than-plans",
    _TELLS,
    Text.of(
        en="plans for this degree usually last {months} {months:month|months}; this one goes on to {last}",
        th="แผนการศึกษาระดับนี้โดยทั่วไป {months} เดือน แผนนี้ถึงวันที่ {last}",
    ),
)
OWN_REPORT = FindingKind(
    "study-own-report",
    _TELLS,
    Text.of(
        en="the report of a {purpose} follows the university's own regulation; see there what it holds and by when",
        th="การรายงานผล ({purpose}) เป็นไปตามระเบียบของมหาวิทยาลัย โปรดตรวจสอบแบบและกำหนดเวลาในระเบียบนั้น",
    ),
)

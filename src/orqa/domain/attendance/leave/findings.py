"""What may speak against a leave, what it may lack, and what else to know of it."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

_AGAINST, _NEEDS, _TELLS = Severity.ERROR, Severity.WARNING, Severity.INFO

NOT_EMPLOYED = FindingKind(
    "leave-not-in-service",
    _AGAINST,
    Text.of(
        en="the person is not in service on {day}; leave lies within the service",
        th="วันที่ {day} ไม่ได้เป็นบุคลากร การลาต้องอยู่ในระหว่างที่ปฏิบัติงาน",
    ),
)
NO_HALF_DAYS = FindingKind(
    "leave-no-half-days",
    _AGAINST,
    Text.of(en="{kind} is not taken in half days", th="{kind} ลาครึ่งวันไม่ได้"),
)
NO_DAYS = FindingKind(
    "leave-no-working-day",
    _AGAINST,
    Text.of(
        en="there is no working day from {first} to {last}; no leave is needed",
        th="ช่วง {first} ถึง {last} ไม่มีวันทำการ จึงไม่ต้องลา",
    ),
)
OVERLAPS = FindingKind(
    "leave-overlaps",
    _AGAINST,
    Text.of(
        en="it overlaps {kind} from {first} to {last}; change the days, or cancel that leave first",
        th="ซ้อนกับ{kind} วันที่ {first} ถึง {last} ให้เปลี่ยนวันหรือยกเลิกการลานั้นก่อน",
    ),
)
ENDS_OTHER = FindingKind(
    "leave-ends-another",
    _TELLS,
    Text.of(en="its first day ends {kind} from {first} to {last}", th="วันแรกทำให้{kind} วันที่ {first} ถึง {last} สิ้นสุด"),
)
NOTHING_TO_PROLONG = FindingKind(
    "leave-nothing-to-prolong",
    _AGAINST,
    Text.of(
        en="there is no {kind} {named} that it could prolong; name one that stands, or ask for a leave of its own",
        th="ไม่มี{kind} {named} ที่จะขยายเวลา ให้ระบุใบลาที่ยังมีผล หรือยื่นเป็นการลาครั้งใหม่",
    ),
)
DOES_NOT_FOLLOW = FindingKind(
    "leave-does-not-follow",
    _AGAINST,
    Text.of(en="it has to follow {kind} directly", th="ต้องลาต่อเนื่องจาก{kind}"),
)
NO_RIGHT = FindingKind(
    "leave-no-right",
    _AGAINST,
    Text.of(en="this type of personnel has no {kind}", th="บุคลากรประเภทนี้ไม่มี{kind}"),
)
OVER_LIMIT = FindingKind(
    "leave-over-limit",
    _AGAINST,
    Text.of(
        en="{asked} {asked:day is|days are} asked for and {before} {before:was|were} taken; "
        "at most {most} {most:is|are} allowed {span}",
        th="ขอลา {asked} วัน ลามาแล้ว {before} วัน ลาได้{span}ไม่เกิน {most} วัน",
    ),
)
TOO_LONG = FindingKind(
    "leave-too-long",
    _AGAINST,
    Text.of(en="it may last until {last} at the latest ({most})", th="ลาได้ถึงวันที่ {last} เป็นอย่างช้า ({most})"),
)
RESIGN = FindingKind(
    "leave-beyond-resign",
    _TELLS,
    Text.of(
        en="whoever stays away longer than {kind} may last leaves the service",
        th="ผู้ประสงค์จะอยู่ต่อเกินกำหนดของ{kind} ต้องลาออกจากราชการ",
    ),
)
ONCE = FindingKind(
    "leave-once",
    _AGAINST,
    Text.of(
        en="it is taken once in a career, and was taken from {first} to {last}",
        th="ลาได้ครั้งเดียว และลาไปแล้ววันที่ {first} ถึง {last}",
    ),
)
NOT_ONE_STRETCH = FindingKind(
    "leave-not-one-stretch",
    _AGAINST,
    Text.of(
        en="it is taken in one stretch, and was taken from {first} to {last} for the same birth",
        th="ต้องลาติดต่อกันในครั้งเดียว และลาไปแล้ววันที่ {first} ถึง {last} สำหรับการคลอดครั้งนี้",
    ),
)
TOO_SHORT_SERVICE = FindingKind(
    "leave-service-too-short",
    _AGAINST,
    Text.of(
        en="{months} {months:month|months} of service {months:is|are} needed, and there {found:is|are} {found}",
        th="ต้องทำงานมาแล้ว {months} เดือน ขณะนี้ {found} เดือน",
    ),
)
FILED_LATE = FindingKind(
    "leave-filed-late",
    _AGAINST,
    Text.of(en="it was filed on {filed}, at the latest it is {by}", th="ยื่นวันที่ {filed} ต้องยื่นไม่เกินวันที่ {by}"),
)
URGENT = FindingKind(
    "leave-urgent",
    _TELLS,
    Text.of(
        en="it was filed on {filed}, later than {by}, for an urgent reason; whoever permits judges the reason",
        th="ยื่นวันที่ {filed} หลังกำหนด {by} เพราะเหตุเร่งด่วน ผู้อนุญาตพิจารณาเหตุผล",
    ),
)
SHORT_NOTICE = FindingKind(
    "leave-short-notice",
    _NEEDS,
    Text.of(
        en="{days} {days:day|days} of notice {days:is|are} asked for, and there {found:is|are} {found}; "
        "shorter notice is for whoever permits to judge",
        th="ต้องยื่นก่อน {days} วัน ยื่นก่อน {found} วัน อยู่ในดุลพินิจของผู้อนุญาต",
    ),
)
SPECIAL = FindingKind(
    "leave-special-circumstances",
    _TELLS,
    Text.of(
        en="the head of the agency decides about the special circumstances; once accepted the days are not leave, so "
        "keep the event area_event instead, otherwise they are {kind}",
        th="ผู้มีอำนาจพิจารณาพฤติการณ์พิเศษ หากเห็นชอบวันที่หยุดไม่เป็นวันลา ให้บันทึกรายการ area_event แทน มิฉะนั้นเป็น{kind}",
    ),
)
NOT_FOR_SPECIAL = FindingKind(
    "leave-not-for-special-circumstances",
    _AGAINST,
    Text.of(
        en="{kind} is not asked for in special circumstances; report them by leave of the type: {known}",
        th="พฤติการณ์พิเศษไม่ใช้{kind} ให้รายงานเป็นการลาประเภท: {known}",
    ),
)
NEEDS_BIRTH = FindingKind(
    "leave-needs-birth",
    _NEEDS,
    Text.of(en="the day of the birth is needed", th="ต้องระบุวันคลอด"),
)
NEEDS_PAPER = FindingKind(
    "leave-needs-paper",
    _NEEDS,
    Text.of(en="{paper} is needed (paper: {code})", th="ต้องมี{paper} (paper: {code})"),
)
NEEDS_BALANCE = FindingKind(
    "leave-needs-balance",
    _NEEDS,
    Text.of(
        en="the account of fiscal year {year} is needed: nothing was granted or carried into it yet",
        th="ต้องมีบัญชีวันลาของปีงบประมาณ {year} ซึ่งยังไม่ได้ตั้งหรือยกวันลา",
    ),
)
NO_VACATION_YET = FindingKind(
    "leave-no-vacation-yet",
    _AGAINST,
    Text.of(
        en="there is no vacation on {first}: {reason}; take it later, or ask for another type of leave",
        th="ยังไม่มีสิทธิลาพักผ่อนในวันที่ {first}: {reason} ให้ลาภายหลังหรือลาประเภทอื่น",
    ),
)
OVER_BALANCE = FindingKind(
    "leave-over-balance",
    _AGAINST,
    Text.of(
        en="{asked} {asked:day|days} of fiscal year {year} {asked:is|are} asked for, and {left} {left:is|are} left",
        th="ขอลาในปีงบประมาณ {year} {asked} วัน คงเหลือ {left} วัน",
    ),
)
MORE_PAY = FindingKind(
    "leave-more-pay",
    _TELLS,
    Text.of(
        en="{unpaid} {unpaid:day goes|days go} beyond what is paid; a higher authority may grant pay for {most} more",
        th="เกินที่ได้รับเงิน {unpaid} วัน ผู้มีอำนาจสูงกว่าให้ได้รับเพิ่มอีกไม่เกิน {most} วัน",
    ),
)
PAY_NOT_KNOWN = FindingKind(
    "leave-pay-not-known",
    _TELLS,
    Text.of(en="whether it is paid is not known: {reason}", th="ยังไม่ทราบว่าได้รับเงินหรือไม่: {reason}"),
)
HOST_REPORTS = FindingKind(
    "leave-host-reports",
    _TELLS,
    Text.of(
        en="staff on loan ask the host agency for {kind}; the host reports the days to the home agency",
        th="ผู้ไปช่วยราชการเสนอขอ{kind}ต่อหน่วยงานที่ไปช่วย แล้วหน่วยงานนั้นรายงานวันลาให้ต้นสังกัดทราบ",
    ),
)
ASK_AT_HOME = FindingKind(
    "leave-ask-at-home",
    _NEEDS,
    Text.of(en="staff on loan ask the home agency for {kind}", th="ผู้ไปช่วยราชการต้องเสนอขอ{kind}ต่อต้นสังกัด"),
)
NEEDS_PERMISSION = FindingKind(
    "leave-needs-permission-abroad",
    _NEEDS,
    Text.of(
        en="going abroad during the leave needs the permission of the {role}",
        th="การไปต่างประเทศระหว่างลาต้องได้รับอนุญาตจาก {role}",
    ),
)
SHORT_FORM = FindingKind(
    "leave-abroad-short-form",
    _TELLS,
    Text.of(
        en="from a border province going abroad is asked for on the short form",
        th="ผู้อยู่ในจังหวัดชายแดนขออนุญาตไปต่างประเทศตามแบบย่อ",
    ),
)
ABROAD_LATE = FindingKind(
    "leave-abroad-late",
    _AGAINST,
    Text.of(
        en="going abroad is asked for at least {days} working {days:day|days} before {first}",
        th="การไปต่างประเทศต้องเสนอก่อนวันที่ {first} ไม่น้อยกว่า {days} วันทำการ",
    ),
)
CROSSES_YEARS = FindingKind(
    "leave-crosses-years",
    _TELLS,
    Text.of(en="its days lie in fiscal years {years}", th="วันลาอยู่ในปีงบประมาณ {years}"),
)

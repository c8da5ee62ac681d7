"""What can be wrong with a line of a time clock."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

COLUMNS = FindingKind(
    "punch-columns",
    Severity.ERROR,
    Text.of(
        en="this is no line of a time clock, which has a user, a time, a clock, a state and a verification between "
        "tabs: {text}",
        th="ไม่ใช่บรรทัดของเครื่องลงเวลา ซึ่งมีรหัสผู้ใช้ เวลา เครื่อง สถานะ และวิธียืนยันตัว คั่นด้วยแท็บ: {text}",
    ),
)
USER = FindingKind(
    "punch-user",
    Severity.ERROR,
    Text.of(
        en="the user {found} is damaged, for clocks number their users in digits; the line was not read: {text}",
        th="รหัสผู้ใช้ {found} เสียหาย เพราะเครื่องใช้รหัสเป็นตัวเลข จึงไม่ได้อ่านบรรทัดนี้: {text}",
    ),
)
TIME = FindingKind(
    "punch-time",
    Severity.ERROR,
    Text.of(
        en="{found} is no time that there can be, as memory that was damaged leaves it; the line was not read: {text}",
        th="{found} ไม่ใช่วันเวลาที่มีจริง ซึ่งเกิดจากหน่วยความจำของเครื่องเสียหาย จึงไม่ได้อ่านบรรทัดนี้: {text}",
    ),
)
NUMBER = FindingKind(
    "punch-number",
    Severity.ERROR,
    Text.of(
        en="the clock, state or verification {found} is damaged; the line was not read: {text}",
        th="ค่าเครื่อง สถานะ หรือวิธียืนยันตัว {found} เสียหาย จึงไม่ได้อ่านบรรทัดนี้: {text}",
    ),
)
LONG = FindingKind(
    "punch-line-long",
    Severity.ERROR,
    Text.of(
        en="the line has more than {limit:,} bytes and is none of a time clock; it was not read",
        th="บรรทัดนี้ยาวเกิน {limit:,} ไบต์ ไม่ใช่บรรทัดของเครื่องลงเวลา จึงไม่ได้อ่าน",
    ),
)
AGAIN = FindingKind(
    "punch-lines-again",
    Severity.INFO,
    Text.of(
        en="the same line stands {count:,} more times, up to line {last}; told once",
        th="มีบรรทัดเดียวกันซ้ำอีก {count:,} บรรทัด ถึงบรรทัดที่ {last} จึงแจ้งครั้งเดียว",
    ),
)
RANGE = FindingKind(
    "punch-day-implausible",
    Severity.WARNING,
    Text.of(
        en="{at} lies outside {earliest} to {latest}: the clock was not set; set the clock, and file what the true "
        "time was",
        th="{at} อยู่นอกช่วง {earliest} ถึง {latest} เพราะไม่ได้ตั้งเวลาเครื่อง ให้ตั้งเวลาเครื่อง และแจ้งเวลาที่ถูกต้อง",
    ),
)
ORDER = FindingKind(
    "punch-clock-reset",
    Severity.WARNING,
    Text.of(
        en="{at} stands between lines of {before} and {after}: the clock had lost its time; set the clock, and file "
        "what the true time was",
        th="{at} อยู่ระหว่างบรรทัดของ {before} และ {after} แสดงว่าเวลาของเครื่องถูกรีเซ็ต ให้ตั้งเวลาเครื่อง และแจ้งเวลาที่ถูกต้อง",
    ),
)
REPEATED = FindingKind(
    "punch-filler",
    Severity.WARNING,
    Text.of(
        en="the same punch stands {count:,} times, up to line {last}, as a clock fills up its memory; it counts once",
        th="มีการลงเวลาเดียวกัน {count:,} บรรทัด ถึงบรรทัดที่ {last} เพราะเครื่องเติมหน่วยความจำ จึงนับครั้งเดียว",
    ),
)
HIP_COLUMNS = FindingKind(
    "punch-report-columns",
    Severity.ERROR,
    Text.of(
        en="this is no line of the clock's report, which has a number, a user, a date and a time: {text}",
        th="ไม่ใช่บรรทัดของรายงานเครื่องลงเวลา ซึ่งมีลำดับ รหัสผู้ใช้ วันที่ และเวลา: {text}",
    ),
)

"""What is doubtful in a register of agreements: the row is kept, and the cell as it was printed."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

NOT_READ = FindingKind(
    "register-cell-not-read",
    Severity.WARNING,
    Text.of(en="{title}: {message}. It is kept as it was printed", th="{title}: {message} เก็บไว้ตามที่พิมพ์"),
)
COUNTRY_UNKNOWN = FindingKind(
    "register-country-unknown",
    Severity.WARNING,
    Text.of(en="{message}. It is kept as it was printed", th="{message} เก็บไว้ตามที่พิมพ์"),
)
COUNTRY_ALSO = FindingKind(
    "register-country-called-so-too",
    Severity.WARNING,
    Text.of(
        en="{written!r} was taken for {country}; {others} is sometimes called so, too",
        th="อ่าน {written!r} เป็น{country} แต่บางครั้งหมายถึง{others}",
    ),
)
NO_COUNTRY = FindingKind(
    "register-country-missing",
    Severity.INFO,
    Text.of(en="no country is printed for {partner}", th="ไม่ได้ระบุประเทศของ {partner}"),
)
KIND_UNKNOWN = FindingKind(
    "register-kind-unknown",
    Severity.WARNING,
    Text.of(
        en="{printed!r} is no known kind of agreement; it is kept as it was printed. Known are: {known}",
        th="ไม่รู้จักประเภทข้อตกลง {printed!r} เก็บไว้ตามที่พิมพ์ ที่รู้จัก: {known}",
    ),
)
SIGNED_LATER = FindingKind(
    "register-end-before-start",
    Severity.WARNING,
    Text.of(
        en="it ends on {until}, before it was signed or began on {start}; one of the two is misprinted",
        th="สิ้นสุด {until} ก่อนวันลงนามหรือวันเริ่ม {start} น่าจะพิมพ์ผิด",
    ),
)
STATUS_DIFFERS = FindingKind(
    "register-status-differs",
    Severity.WARNING,
    Text.of(
        en="it is called {status!r}, but its last day is {last}: correct the one that is wrong",
        th="ระบุสถานะ {status!r} แต่วันสุดท้ายคือ {last} โปรดแก้ไขส่วนที่ผิด",
    ),
)
SIGNED_TO_COME = FindingKind(
    "register-signed-to-come",
    Severity.WARNING,
    Text.of(
        en="it was signed on {day}, which is still to come; the date is kept, correct it",
        th="ระบุวันลงนาม {day} ซึ่งยังมาไม่ถึง เก็บไว้ตามที่พิมพ์ โปรดแก้ไข",
    ),
)
TERM_LONG = FindingKind(
    "register-term-long",
    Severity.WARNING,
    Text.of(
        en="it would hold longer than {months} months, until {last}; both are kept as printed, look at the paper",
        th="มีผลนานเกิน {months} เดือน จนถึง {last} เก็บไว้ตามที่พิมพ์ โปรดตรวจสอบกับเอกสาร",
    ),
)
SEVERAL_ENDS = FindingKind(
    "register-several-ends",
    Severity.WARNING,
    Text.of(
        en="the cell has several ends, {ends}; the latest was taken, as of an agreement that was prolonged",
        th="ช่องนี้มีวันสิ้นสุดหลายวัน {ends} ใช้วันหลังสุด โดยถือว่ามีการต่ออายุ",
    ),
)
SERIALS_TOLD = FindingKind(
    "register-serial-days",
    Severity.WARNING,
    Text.of(
        en="{register}: {count} cells hold days as spreadsheets number them and were read from 1900 on; if one counts"
        " from 1904, they are four years and a day later",
        th="{register}: {count} ช่องเก็บวันที่เป็นเลขลำดับของแผ่นงาน อ่านโดยนับจาก ค.ศ. 1900 "
        "หากแผ่นงานนับจาก ค.ศ. 1904 จะช้ากว่านี้สี่ปีหนึ่งวัน",
    ),
)
TWO_TERMS = FindingKind(
    "register-term-differs",
    Severity.WARNING,
    Text.of(
        en="{months} months from {start} do not end on {until}; both are kept",
        th="ระยะเวลา {months} เดือนนับจาก {start} ไม่ตรงกับวันสิ้นสุด {until} เก็บไว้ทั้งสองค่า",
    ),
)
WITH_ITSELF = FindingKind(
    "register-partner-is-publisher",
    Severity.WARNING,
    Text.of(
        en="the partner is the university that the register is of; look at the row",
        th="คู่ความร่วมมือคือมหาวิทยาลัยเจ้าของทะเบียนเอง โปรดตรวจสอบ",
    ),
)
NO_AGREEMENT = FindingKind(
    "register-no-agreement",
    Severity.INFO,
    Text.of(
        en="no agreement with {partner} is marked; the row was left out",
        th="ไม่มีเครื่องหมายว่ามีข้อตกลงกับ {partner} จึงไม่นำเข้า",
    ),
)
ORDER_TOLD = FindingKind(
    "register-date-order",
    Severity.INFO,
    Text.of(
        en="{register}: {either} dates that can be read both ways were read with the {order} first, as {sure} others",
        th="{register}: วันที่ {either} แห่งที่อ่านได้สองแบบ อ่านโดยถือว่า{order}ก่อน ตามวันที่อื่นอีก {sure} แห่ง",
    ),
)
TWO_ORDERS = FindingKind(
    "register-two-date-orders",
    Severity.WARNING,
    Text.of(
        en="{register}: {day_first} dates have the day first and {month_first} the month; {either} that can be read "
        "both ways were not read: say date_order in a mapping",
        th="{register}: วันที่ {day_first} แห่งเขียนวันก่อน และ {month_first} แห่งเขียนเดือนก่อน "
        "อีก {either} แห่งที่อ่านได้สองแบบจึงไม่อ่าน ให้ระบุ date_order ในแฟ้มการจับคู่คอลัมน์",
    ),
)
SHORT_TOLD = FindingKind(
    "register-short-years",
    Severity.INFO,
    Text.of(
        en="{register}: {short} years of two digits were read in the era of the {long} of four",
        th="{register}: ปีสองหลัก {short} แห่ง อ่านตามศักราชของปีสี่หลัก {long} แห่ง",
    ),
)
DAY = Text.of(en="day", th="วัน")
MONTH = Text.of(en="month", th="เดือน")

"""What can be wrong with a table of punches, and with taking punches in."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

CELL_USER = FindingKind(
    "punch-row-user",
    Severity.ERROR,
    Text.of(
        en="{found!r} is no user of a time clock, which has digits and letters; the row was not read",
        th="{found!r} ไม่ใช่รหัสผู้ใช้ของเครื่องลงเวลา ซึ่งมีแต่ตัวเลขและตัวอักษร จึงไม่ได้อ่านแถวนี้",
    ),
)
CELL_TIME = FindingKind(
    "punch-row-time",
    Severity.ERROR,
    Text.of(
        en="{found!r} in the column {column!r} is no time that there can be; this punch was not read",
        th="{found!r} ในคอลัมน์ {column!r} ไม่ใช่วันเวลาที่มีจริง จึงไม่ได้อ่านการลงเวลานี้",
    ),
)
MONTH_FIRST = FindingKind(
    "punch-dates-month-first",
    Severity.WARNING,
    Text.of(
        en="dates such as {found!r} were read with the month first, as programs of clocks write them; no date of the "
        "file says otherwise. Look at a few, and say --dates day where that is wrong",
        th="อ่านวันที่เช่น {found!r} โดยถือว่าเดือนอยู่ข้างหน้า ตามที่โปรแกรมเครื่องลงเวลาเขียน โดยไม่มีวันที่ใดในแฟ้มบ่งชี้เป็นอย่างอื่น "
        "โปรดตรวจดู หากไม่ถูกต้องให้ระบุ --dates day",
    ),
)
DAY_FIRST = FindingKind(
    "punch-dates-day-first",
    Severity.WARNING,
    Text.of(
        en="dates such as {found!r} were read with the day first; no date of the file says otherwise. Look at a few, "
        "and say --dates month where that is wrong",
        th="อ่านวันที่เช่น {found!r} โดยถือว่าวันอยู่ข้างหน้า โดยไม่มีวันที่ใดในแฟ้มบ่งชี้เป็นอย่างอื่น โปรดตรวจดู หากไม่ถูกต้องให้ระบุ --dates month",
    ),
)
DOUBTED = FindingKind(
    "punch-date-doubted",
    Severity.WARNING,
    Text.of(
        en="the clock {clock} cannot have had the date {at} right; the punch is in the file, and in no month. Set the "
        "clock, and file what the true time was",
        th="เครื่อง {clock} ลงวันเวลา {at} ไม่ถูกต้อง การลงเวลานี้อยู่ในแฟ้มแต่ไม่อยู่ในเดือนใด ให้ตั้งเวลาเครื่อง และแจ้งเวลาที่ถูกต้อง",
    ),
)
USER_UNKNOWN = FindingKind(
    "punch-user-unknown",
    Severity.WARNING,
    Text.of(
        en="user {user}{name} of the clock {clock} punched {count:,} {count:time|times} from {first} to {last}, and "
        "nobody is known to be that user then; say who it is: orqa attendance user add",
        th="ผู้ใช้ {user}{name} ของเครื่อง {clock} ลงเวลา {count:,} ครั้ง ตั้งแต่ {first} ถึง {last} แต่ไม่ทราบว่าเป็นผู้ใด ให้ระบุด้วย: "
        "orqa attendance user add",
    ),
)
MORE = FindingKind(
    "punch-findings-more",
    Severity.INFO,
    Text.of(
        en="{count:,} more {count:problem|problems} of this file {count:is|are} not told one by one",
        th="แฟ้มนี้ยังมีปัญหาอีก {count:,} รายการที่ไม่ได้แสดงทีละรายการ",
    ),
)

PAST = FindingKind(
    "punches-past-their-time",
    Severity.WARNING,
    Text.of(
        en="{count:,} {count:punch is|punches are} of days before {before}, whose punches were erased as their "
        "time was over; nothing of them was taken in",
        th="การลงเวลา {count:,} ครั้งเป็นของวันก่อน {before} ซึ่งถูกลบแล้วเพราะพ้นระยะเวลาเก็บ จึงไม่ได้นำเข้า",
    ),
)

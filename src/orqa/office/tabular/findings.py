"""What can be wrong with a table whatever its area: its columns, its cells, its rows."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

UNUSED = FindingKind(
    "import-column-unused",
    Severity.INFO,
    Text.of(
        en="the column {column!r} is none of this table and was not read; known are: {known}",
        th="คอลัมน์ {column!r} ไม่ใช่รายการของตารางนี้ จึงไม่ได้อ่าน คอลัมน์ที่รู้จัก: {known}",
    ),
)
TWICE = FindingKind(
    "import-column-twice",
    Severity.WARNING,
    Text.of(
        en="the columns {first!r} and {second!r} both mean {title!r}; the first was read",
        th="คอลัมน์ {first!r} และ {second!r} หมายถึง {title!r} เหมือนกัน อ่านเฉพาะคอลัมน์แรก",
    ),
)
MISSING = FindingKind(
    "import-column-missing",
    Severity.WARNING,
    Text.of(
        en="the file has no column {title!r}; its rows are taken without that",
        th="แฟ้มไม่มีคอลัมน์ {title!r} จึงรับแถวต่าง ๆ โดยไม่มีรายการนี้",
    ),
)
CELL_MISSING = FindingKind(
    "import-cell-missing",
    Severity.ERROR,
    Text.of(en="{title} is missing", th="ไม่มี{title}"),
)
CELL_TOO_LONG = FindingKind(
    "import-cell-too-long",
    Severity.ERROR,
    Text.of(
        en="{title} is {length} characters long; at most {limit} are read",
        th="{title}ยาว {length} อักขระ อ่านได้ไม่เกิน {limit}",
    ),
)
CELL_NOT_UNDERSTOOD = FindingKind(
    "import-cell-not-understood",
    Severity.ERROR,
    Text.of(
        en="{title}: {value!r} is not understood; write {wanted}",
        th="{title}: ไม่เข้าใจ {value!r} ให้เขียน{wanted}",
    ),
)
DATE_NOT_UNDERSTOOD = FindingKind(
    "import-date-not-understood",
    Severity.ERROR,
    Text.of(en="{title}: {message}", th="{title}: {message}"),
)
CODE_UNKNOWN = FindingKind(
    "import-code-unknown",
    Severity.ERROR,
    Text.of(
        en="{title}: {value!r} is not known; allowed are: {known}",
        th="{title}: ไม่รู้จัก {value!r} ที่ใช้ได้: {known}",
    ),
)
REFERENCE_UNKNOWN = FindingKind(
    "import-reference-unknown",
    Severity.ERROR,
    Text.of(
        en="{title}: there is no {value!r}; add it first, or write the code or name of one that is there",
        th="{title}: ไม่มี {value!r} ให้เพิ่มก่อน หรือเขียนรหัสหรือชื่อที่มีอยู่แล้ว",
    ),
)
TWO_ERAS = FindingKind(
    "import-dates-of-two-eras",
    Severity.WARNING,
    Text.of(
        en="the column {column!r} has years of both eras, {buddhist} of the Buddhist and {common} of the common one; "
        "each was read as of its own. Look at a few",
        th="คอลัมน์ {column!r} มีปีทั้งสองศักราช เป็น พ.ศ. {buddhist} และ ค.ศ. {common} แถว "
        "อ่านตามศักราชของแต่ละแถว โปรดตรวจดูบางแถว",
    ),
)
SHORT_YEARS = FindingKind(
    "import-dates-with-short-years",
    Severity.WARNING,
    Text.of(
        en="the column {column!r} has {count} dates whose years have two digits, and years of the other era; the "
        "short ones were read as {era}. Where that is wrong, say so with date_style in a mapping",
        th="คอลัมน์ {column!r} มีวันที่ปีสองหลัก {count} แถว และมีปีของอีกศักราชด้วย "
        "ปีสองหลักอ่านเป็น {era} ถ้าไม่ถูก ให้ระบุ date_style ในแฟ้มการจับคู่คอลัมน์",
    ),
)
TOTAL = FindingKind(
    "import-total-row",
    Severity.INFO,
    Text.of(
        en="the last row is a total ({word!r}) and was not read as one of the table",
        th="แถวสุดท้ายเป็นยอดรวม ({word!r}) จึงไม่อ่านเป็นรายการ",
    ),
)
HELD_BACK = FindingKind(
    "import-held-back",
    Severity.ERROR,
    Text.of(
        en="nothing was taken in: such a file is taken in as a whole, and {refused} of its {rows} rows, or its total, "
        "are not right. Mend them and import the whole file again",
        th="ไม่ได้นำเข้าเลย แฟ้มนี้ต้องนำเข้าทั้งแฟ้ม แต่มี {refused} จาก {rows} แถวหรือยอดรวมไม่ถูกต้อง ให้แก้แล้วนำเข้าทั้งแฟ้มอีกครั้ง",
    ),
)
TOO_LONG = FindingKind(
    "file-too-many-rows",
    Severity.ERROR,
    Text.of(
        en="a file that is taken in as a whole has at most {most} rows; split it",
        th="แฟ้มที่ต้องนำเข้าทั้งแฟ้มมีได้ไม่เกิน {most} แถว ให้แบ่งแฟ้ม",
    ),
)
ALREADY = FindingKind(
    "import-already-there",
    Severity.INFO,
    Text.of(
        en="rows that were taken before, or stand in the file twice: {count}; they were left as they are",
        th="{count} แถวนำเข้าไว้แล้ว หรือซ้ำกันในแฟ้ม จึงคงไว้ตามเดิม",
    ),
)

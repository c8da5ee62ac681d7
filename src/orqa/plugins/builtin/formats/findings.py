"""What can be wrong with an input file, before anybody asks what its rows mean."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

EMPTY = FindingKind(
    "file-empty",
    Severity.ERROR,
    Text.of(en="the file is empty", th="แฟ้มว่างเปล่า"),
)
OLD_ENCODING = FindingKind(
    "file-encoding-old",
    Severity.WARNING,
    Text.of(
        en="the file is not UTF-8 and was read as Thai Windows-874 (TIS-620); look at a few rows, and save as UTF-8",
        th="แฟ้มไม่ใช่ UTF-8 จึงอ่านเป็นรหัสไทย Windows-874 (มอก. 620) โปรดตรวจดูบางแถว และบันทึกเป็น UTF-8",
    ),
)
UNKNOWN_ENCODING = FindingKind(
    "file-encoding-unknown",
    Severity.ERROR,
    Text.of(
        en="the file's characters are neither UTF-8 nor Thai Windows-874; save it as UTF-8",
        th="อักขระในแฟ้มไม่ใช่ทั้ง UTF-8 และรหัสไทย Windows-874 ให้บันทึกเป็น UTF-8",
    ),
)
NOT_TEXT = FindingKind(
    "file-not-text",
    Severity.ERROR,
    Text.of(
        en="this is no text file but {found}; save the sheet as CSV UTF-8",
        th="แฟ้มนี้ไม่ใช่แฟ้มข้อความ แต่เป็น {found} ให้บันทึกแผ่นงานเป็น CSV UTF-8",
    ),
)
HEAD_TWICE = FindingKind(
    "file-head-twice",
    Severity.WARNING,
    Text.of(
        en="the column {column!r} is there more than once; the later one is called {called!r}",
        th="มีคอลัมน์ {column!r} มากกว่าหนึ่งครั้ง คอลัมน์หลังเรียกว่า {called!r}",
    ),
)
BAD_CHARACTERS = FindingKind(
    "row-bad-characters",
    Severity.ERROR,
    Text.of(
        en="the row holds characters that were damaged on the way; it was not read",
        th="แถวนี้มีอักขระที่เสียหาย จึงไม่ได้อ่าน",
    ),
)
NUL = FindingKind(
    "row-nul",
    Severity.ERROR,
    Text.of(
        en="the row holds the character NUL, as damaged files do; it was not read",
        th="แถวนี้มีอักขระ NUL เหมือนแฟ้มที่เสียหาย จึงไม่ได้อ่าน",
    ),
)
TOO_LONG = FindingKind(
    "row-too-long",
    Severity.ERROR,
    Text.of(
        en="the row is longer than {limit:,} characters; it was not read. Is a quotation mark not closed?",
        th="แถวนี้ยาวเกิน {limit:,} อักขระ จึงไม่ได้อ่าน อาจลืมปิดเครื่องหมายคำพูด",
    ),
)
QUOTES = FindingKind(
    "row-quotes",
    Severity.ERROR,
    Text.of(
        en="a quotation mark in the row is not closed, or not doubled; the row was not read",
        th="เครื่องหมายคำพูดในแถวนี้ไม่ปิด หรือไม่ได้พิมพ์ซ้ำสองตัว จึงไม่ได้อ่าน",
    ),
)
WRONG_WIDTH = FindingKind(
    "row-wrong-width",
    Severity.ERROR,
    Text.of(
        en="the row has {found} cells, the head has {expected}; it was not read, for cells may stand in wrong columns",
        th="แถวนี้มี {found} ช่อง แต่หัวตารางมี {expected} ช่อง จึงไม่ได้อ่าน เพราะข้อมูลอาจผิดคอลัมน์",
    ),
)
CUT_OFF = FindingKind(
    "file-cut-off",
    Severity.ERROR,
    Text.of(
        en="the file ends in the middle of this row, which was not read; copy the whole file again",
        th="แฟ้มสิ้นสุดกลางแถวนี้ จึงไม่ได้อ่านแถวนี้ ให้คัดลอกแฟ้มทั้งหมดใหม่",
    ),
)
NOT_JSON = FindingKind(
    "row-not-json",
    Severity.ERROR,
    Text.of(
        en="the line is no JSON: {reason}; it was not read",
        th="บรรทัดนี้ไม่ใช่ JSON: {reason} จึงไม่ได้อ่าน",
    ),
)
NOT_LINES = FindingKind(
    "file-not-json-lines",
    Severity.ERROR,
    Text.of(
        en="the file does not hold one JSON object a line; write each object on a line of its own, without [ and ]",
        th="แฟ้มไม่ได้มี JSON บรรทัดละหนึ่งรายการ ให้เขียนแต่ละรายการในหนึ่งบรรทัด โดยไม่มี [ และ ]",
    ),
)
JSON_TOO_LARGE = FindingKind(
    "file-json-too-large",
    Severity.ERROR,
    Text.of(
        en="a JSON document of more than {most} MB is not read; write JSON lines (.jsonl), one object a line",
        th="ไม่อ่านแฟ้ม JSON ที่ใหญ่เกิน {most} MB ให้เขียนเป็น JSON บรรทัดละหนึ่งรายการ (.jsonl)",
    ),
)
JSON_NO_LIST = FindingKind(
    "file-json-no-list",
    Severity.ERROR,
    Text.of(
        en="the document is no list of objects; write [{{…}}, {{…}}]",
        th="เอกสารนี้ไม่ใช่รายการของวัตถุ ให้เขียนเป็น [{{…}}, {{…}}]",
    ),
)
JSON_BROKEN = FindingKind(
    "file-json-broken",
    Severity.ERROR,
    Text.of(
        en="from here on the document is no JSON: {reason}; what stands below was not read",
        th="ตั้งแต่ตรงนี้ไม่ใช่ JSON: {reason} จึงไม่ได้อ่านส่วนที่เหลือ",
    ),
)
NOT_OBJECT = FindingKind(
    "row-not-object",
    Severity.ERROR,
    Text.of(
        en="the line holds {found}, not an object with names and values; it was not read",
        th="บรรทัดนี้เป็น {found} ไม่ใช่รายการชื่อกับค่า จึงไม่ได้อ่าน",
    ),
)
NAME_TWICE = FindingKind(
    "row-name-twice",
    Severity.ERROR,
    Text.of(
        en="the name {name!r} is there twice; the line was not read",
        th="มีชื่อ {name!r} สองครั้ง จึงไม่ได้อ่านบรรทัดนี้",
    ),
)
NOT_PLAIN = FindingKind(
    "row-not-plain",
    Severity.ERROR,
    Text.of(
        en="{name!r} holds {found}; only text, numbers, true, false and null are read. The line was not read",
        th="{name!r} เป็น {found} อ่านได้เฉพาะข้อความ ตัวเลข true false และ null จึงไม่ได้อ่านบรรทัดนี้",
    ),
)
HEAD_BELOW = FindingKind(
    "file-head-below",
    Severity.INFO,
    Text.of(
        en="the head of the table was found in row {row}; what stands above it was not read",
        th="พบหัวตารางในแถวที่ {row} ส่วนที่อยู่เหนือหัวตารางไม่ได้อ่าน",
    ),
)
HEAD_OF_TWO = FindingKind(
    "file-head-of-two-rows",
    Severity.INFO,
    Text.of(
        en="the rows {row} and {next} were read together as the head of the table",
        th="อ่านแถวที่ {row} และ {next} รวมกันเป็นหัวตาราง",
    ),
)
SHEET_UNKNOWN = FindingKind(
    "file-sheet-unknown",
    Severity.ERROR,
    Text.of(
        en="the file has no sheet {sheet!r}; it has: {sheets}",
        th="แฟ้มไม่มีแผ่นงาน {sheet!r} มีแผ่นงาน: {sheets}",
    ),
)
WORKBOOK_DAMAGED = FindingKind(
    "file-workbook-damaged",
    Severity.ERROR,
    Text.of(
        en="this is no whole workbook; open it in a spreadsheet program and save it again as .xlsx",
        th="แฟ้มนี้ไม่ใช่สมุดงานที่สมบูรณ์ ให้เปิดในโปรแกรมตารางคำนวณแล้วบันทึกใหม่เป็น .xlsx",
    ),
)
WORKBOOK_LOCKED = FindingKind(
    "file-workbook-locked",
    Severity.ERROR,
    Text.of(
        en="the workbook is locked by a password; save it without one",
        th="สมุดงานล็อกด้วยรหัสผ่าน ให้บันทึกโดยไม่มีรหัสผ่าน",
    ),
)
WORKBOOK_OTHER = FindingKind(
    "file-workbook-other",
    Severity.ERROR,
    Text.of(
        en="this is a workbook of another sort (.xls, .ods, .xlsb); only .xlsx is read: save it as that",
        th="แฟ้มนี้เป็นสมุดงานแบบอื่น (.xls, .ods, .xlsb) อ่านได้เฉพาะ .xlsx ให้บันทึกเป็นแบบนั้น",
    ),
)
WORKBOOK_TOO_LARGE = FindingKind(
    "file-workbook-too-large",
    Severity.ERROR,
    Text.of(
        en="the workbook would take more than {limit} when it is opened, and was not; save its table as CSV",
        th="สมุดงานมีขนาดเกิน {limit} เมื่อเปิด จึงไม่เปิด ให้บันทึกตารางเป็น CSV",
    ),
)
WORKBOOK_HOSTILE = FindingKind(
    "file-workbook-hostile",
    Severity.ERROR,
    Text.of(
        en="the workbook holds what no spreadsheet program writes, as files made to do harm do; it was not opened",
        th="สมุดงานมีสิ่งที่โปรแกรมตารางคำนวณไม่เขียน เหมือนแฟ้มที่สร้างขึ้นเพื่อก่อความเสียหาย จึงไม่เปิด",
    ),
)
SHEETS_LEFT = FindingKind(
    "file-sheets-not-read",
    Severity.INFO,
    Text.of(
        en="the sheet {sheet!r} was read; not read: {others}",
        th="อ่านแผ่นงาน {sheet!r} ไม่ได้อ่าน: {others}",
    ),
)
SHEETS_HIDDEN = FindingKind(
    "file-sheets-hidden",
    Severity.WARNING,
    Text.of(
        en="the workbook has hidden sheets, which were not read: {sheets}",
        th="สมุดงานมีแผ่นงานที่ซ่อนไว้ ซึ่งไม่ได้อ่าน: {sheets}",
    ),
)
CELL_ERROR = FindingKind(
    "cell-error",
    Severity.ERROR,
    Text.of(
        en="the cell {cell} holds the error {error}, not a value; mend it in the workbook",
        th="ช่อง {cell} เป็นข้อผิดพลาด {error} ไม่ใช่ค่า ให้แก้ไขในสมุดงาน",
    ),
)
CELL_WITHOUT_VALUE = FindingKind(
    "cell-without-value",
    Severity.ERROR,
    Text.of(
        en="the cell {cell} holds a formula without its value; open the workbook in a spreadsheet program and save it",
        th="ช่อง {cell} เป็นสูตรที่ไม่มีค่า ให้เปิดสมุดงานในโปรแกรมตารางคำนวณแล้วบันทึก",
    ),
)

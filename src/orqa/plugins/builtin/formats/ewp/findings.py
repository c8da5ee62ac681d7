"""What can be wrong with an agreement of Erasmus Without Paper."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


def _kind(code: str, en: str, th: str, severity: Severity = Severity.ERROR) -> FindingKind:
    return FindingKind(f"ewp-{code}", severity, Text.of(en=en, th=th))


MISSING = _kind(
    "element-missing",
    "{where} has {count} of {name} and needs at least {least}; ask the partner to add it",
    "{where} มี {name} {count} รายการ ต้องมีอย่างน้อย {least} โปรดให้คู่ความร่วมมือเพิ่ม",
)
MANY = _kind(
    "element-many",
    "{where} has {count} of {name} and may have {most}; keep those that hold",
    "{where} มี {name} {count} รายการ มีได้ {most} โปรดเหลือไว้เฉพาะที่ใช้",
)
ORDER = _kind(
    "element-order",
    "{name} stands after {other} in {where}; it belongs before it",
    "{name} อยู่หลัง {other} ใน {where} โปรดย้ายไปไว้ก่อน",
)
UNKNOWN = _kind(
    "element-unknown",
    "{name} is no part of {where}; it is kept as it is, and nothing reads it",
    "{name} ไม่ใช่ส่วนของ {where} เก็บไว้ตามเดิมแต่ไม่ได้อ่าน",
    Severity.WARNING,
)
ATTRIBUTE = _kind(
    "attribute-unknown",
    "{where} has the attribute {name}, which nothing reads; it is kept until the agreement is changed",
    "{where} มีแอตทริบิวต์ {name} ซึ่งไม่ได้อ่าน เก็บไว้จนกว่าจะแก้ข้อตกลง",
    Severity.WARNING,
)
STRAY = _kind(
    "text-stray",
    "{found} does not belong in {where}; nothing reads it, and it is kept until the agreement is changed",
    "{found} อยู่ใน {where} ผิดที่ ไม่ได้อ่าน เก็บไว้จนกว่าจะแก้ข้อตกลง",
    Severity.WARNING,
)
VALUE = _kind(
    "value",
    "{name} is {found}, which is not {form}; correct it",
    "{name} มีค่า {found} ซึ่งไม่ใช่ {form} โปรดแก้ไข",
)
BLANKS = _kind(
    "code-blanks",
    "{name} is {found}, with a blank that cannot be seen; write it anew without it",
    "{name} มีค่า {found} ซึ่งมีช่องว่างที่มองไม่เห็น โปรดพิมพ์ใหม่โดยไม่มีช่องว่างนั้น",
)
SAME = _kind(
    "partners-same",
    "both partners are {hei}; an agreement needs two institutions",
    "คู่ความร่วมมือทั้งสองฝ่ายคือ {hei} ข้อตกลงต้องมีสองสถาบัน",
)
OWN = _kind(
    "own-partner-bare",
    "the first partner has no {name}, which the partner whose copy it is must tell",
    "คู่ความร่วมมือลำดับแรกไม่มี {name} ซึ่งเจ้าของฉบับต้องระบุ",
)
OUTSIDE = _kind(
    "condition-outsider",
    "{name} of {where} is {hei}, which is none of the partners {partners}; correct one of them",
    "{name} ของ {where} คือ {hei} ซึ่งไม่ใช่คู่ความร่วมมือ {partners} โปรดแก้ให้ตรงกัน",
)
ITSELF = _kind(
    "condition-itself",
    "{where} sends from {hei} to itself; it needs both partners",
    "{where} ส่งจาก {hei} ถึงตัวเอง ต้องเป็นสองสถาบัน",
)
YEAR = _kind(
    "year-shape",
    "{found} is no academic year: it ends in the year in which it began or in the next; correct it",
    "{found} ไม่ใช่ปีการศึกษา ต้องสิ้นสุดในปีเดียวกันหรือปีถัดไป โปรดแก้ไข",
)
YEARS = _kind(
    "years-order",
    "{last} does not follow {first}; years stand in order, the first before the last and none left out",
    "{last} ไม่ต่อจาก {first} ปีต้องเรียงจากปีแรกถึงปีสุดท้ายและไม่เว้นปี",
)
HASH = _kind(
    "hash-differs",
    "the hash is {found}, and that of the text is {right}; do not approve it, and ask the partner to send it again",
    "ค่าแฮชที่ส่งมาคือ {found} แต่ค่าจากข้อความคือ {right} อย่าเพิ่งเห็นชอบ และขอให้คู่ความร่วมมือส่งใหม่",
)
ADDRESS = _kind(
    "address-both-ways",
    "{name} is given in lines and in parts; keep one of them",
    "{name} เขียนทั้งแบบเป็นบรรทัดและแบบแยกส่วน โปรดเหลือแบบเดียว",
)
ROOT = _kind(
    "root-unit-unlisted",
    "the root unit {unit} is not among the units of the institution; ask the partner to list it",
    "หน่วยงานสูงสุด {unit} ไม่อยู่ในรายการหน่วยงานของสถาบัน โปรดให้คู่ความร่วมมือเพิ่ม",
    Severity.WARNING,
)
TWICE = _kind(
    "unit-twice",
    "the unit {unit} is told twice; only one of them can hold",
    "หน่วยงาน {unit} ปรากฏสองครั้ง ใช้ได้เพียงรายการเดียว",
)
RING = _kind(
    "unit-ring",
    "the units {units} belong to each other in a ring; one of them has no parent",
    "หน่วยงาน {units} สังกัดกันเป็นวง ต้องมีหน่วยงานหนึ่งที่ไม่มีต้นสังกัด",
)
FIELD = _kind(
    "field-unknown",
    "{code} has the shape of a field of education, and ISCED-F 2013 has none such; look it up",
    "{code} มีรูปแบบเป็นรหัสสาขา แต่ไม่มีใน ISCED-F 2013 โปรดตรวจสอบรหัส",
    Severity.WARNING,
)
ZERO = _kind(
    "field-zero-lost",
    "{code} is no field of education and 0{code} is one; a spreadsheet may have dropped the zero, so write 0{code}",
    "{code} ไม่ใช่รหัสสาขา แต่ 0{code} ใช่ เลขศูนย์ข้างหน้าอาจหายไปในตารางคำนวณ โปรดเขียน 0{code}",
    Severity.WARNING,
)
PERIOD = _kind(
    "period-unclear",
    "a mobility tells either a term of the sender or that it fits none; tell one of them",
    "ต้องระบุภาคการศึกษาของสถาบันต้นทาง หรือระบุว่าไม่ตรงภาคใด อย่างใดอย่างหนึ่ง",
)
TERM = _kind(
    "term-count",
    "{found} is term {number} of {count}; correct it",
    "{found} คือภาคที่ {number} จาก {count} ภาค ซึ่งเป็นไปไม่ได้ โปรดแก้ไข",
)
DATES = _kind(
    "dates-order",
    "the departure {departs} stands before the arrival {arrives}; correct one of them",
    "วันกลับ {departs} อยู่ก่อนวันถึง {arrives} โปรดแก้ไข",
)
OLDER = _kind(
    "approved-before",
    "{name} is marked as approved in version 6; before it can be approved anew a person fills it in",
    "{name} ระบุว่าเห็นชอบไว้ในรุ่น 6 ต้องมีผู้กรอกให้ครบก่อนจึงจะเห็นชอบใหม่ได้",
    Severity.INFO,
)

"""What may be wrong with a letter: every kind of finding of this area."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

MISSING = FindingKind(
    "letter-field-missing",
    _ERROR,
    Text.of(
        en="{title} is missing; a received letter cannot be registered without it",
        th="ไม่มี{title} จึงลงทะเบียนหนังสือรับไม่ได้",
    ),
)
MISSING_WITHOUT_REASON = FindingKind(
    "letter-field-missing-without-reason",
    _ERROR,
    Text.of(
        en="{title} is missing; enter it, or say why the paper has none",
        th="ไม่มี{title} โปรดระบุ หรือแจ้งเหตุที่หนังสือไม่มี",
    ),
)
TOO_LONG = FindingKind(
    "letter-field-too-long",
    _ERROR,
    Text.of(
        en="{title} has {length} characters; a line of a register holds up to {limit}. Shorten it and attach the rest",
        th="{title}ยาว {length} ตัวอักษร เกินกว่าที่ช่องในทะเบียนบันทึกได้ ({limit} ตัวอักษร) โปรดย่อและแนบส่วนที่เหลือ",
    ),
)
CLEANED = FindingKind(
    "letter-field-cleaned",
    _INFO,
    Text.of(
        en="{title} had invisible characters ({count}); they were left out",
        th="{title}มีอักขระที่มองไม่เห็น {count} ตัว ตัดออกแล้ว",
    ),
)

KIND_UNKNOWN = FindingKind(
    "letter-kind-unknown",
    _ERROR,
    Text.of(
        en="there is no kind of document {value!r}; choose one of: {known}",
        th="ไม่มีชนิดหนังสือ {value!r} ให้เลือกจาก: {known}",
    ),
)
KIND_NOT_A_LETTER = FindingKind(
    "letter-kind-not-registered",
    _ERROR,
    Text.of(
        en=(
            "documents of the kind {kind} are not entered in the register of received letters; "
            "register the letter that it came with"
        ),
        th="เอกสารชนิด “{kind}” ไม่ลงในทะเบียนหนังสือรับ โปรดลงทะเบียนหนังสือที่นำส่งเอกสารนี้",
    ),
)
KIND_MISSING = FindingKind(
    "letter-kind-missing",
    _WARNING,
    Text.of(
        en="the kind of letter is not stated; the letter is registered without it",
        th="ไม่ได้ระบุชนิดหนังสือ จึงลงทะเบียนโดยไม่ระบุชนิด",
    ),
)
URGENCY_UNKNOWN = FindingKind(
    "letter-urgency-unknown",
    _ERROR,
    Text.of(
        en="there is no urgency {value!r}; choose one of: {known}",
        th="ไม่มีชั้นความเร็ว {value!r} ให้เลือกจาก: {known}",
    ),
)
SECRECY_UNKNOWN = FindingKind(
    "letter-secrecy-unknown",
    _ERROR,
    Text.of(
        en="there is no level of secrecy {value!r}; choose one of: {known}",
        th="ไม่มีชั้นความลับ {value!r} ให้เลือกจาก: {known}",
    ),
)
SECRET = FindingKind(
    "letter-secret",
    _ERROR,
    Text.of(
        en="the letter is classified {level}: it belongs in the registrar's own register of secret letters, not here",
        th="หนังสือนี้มีชั้นความลับ “{level}” ต้องให้นายทะเบียนข้อมูลข่าวสารลับลงทะเบียนลับ ไม่ลงในทะเบียนนี้",
    ),
)

REFERENCE_KEPT_AS_PRINTED = FindingKind(
    "letter-reference-not-understood",
    _WARNING,
    Text.of(
        en="the number {reference!r} has no known shape: {reason}. It is kept as printed; check it on the paper",
        th="เลขที่หนังสือ {reference!r} ไม่ใช่รูปแบบที่รู้จัก: {reason} เก็บไว้ตามที่พิมพ์ ให้ตรวจกับตัวหนังสือ",
    ),
)
REFERENCE_YEAR_DIFFERS = FindingKind(
    "letter-reference-year-differs",
    _WARNING,
    Text.of(
        en="the number {reference} is of the year {year}, the letter is dated {dated}; check both on the paper",
        th="เลขที่ {reference} เป็นของปี {year} แต่หนังสือลงวันที่ {dated} ให้ตรวจกับตัวหนังสือ",
    ),
)

DATED_NOT_UNDERSTOOD = FindingKind(
    "letter-dated-not-understood",
    _ERROR,
    Text.of(en="{message}", th="{message}"),
)
DATED_IN_FUTURE = FindingKind(
    "letter-dated-in-future",
    _WARNING,
    Text.of(
        en="the letter is dated {dated}, after the day of registering {on}; the date is kept, check it on the paper",
        th="หนังสือลงวันที่ {dated} หลังวันลงทะเบียน {on} เก็บวันที่ไว้ ให้ตรวจกับตัวหนังสือ",
    ),
)
DATED_IMPLAUSIBLE = FindingKind(
    "letter-dated-implausible",
    _WARNING,
    Text.of(
        en="the letter is dated {dated}, outside the years {first} to {last}; the date is kept, check it on the paper",
        th="หนังสือลงวันที่ {dated} อยู่นอกช่วงปี {first} ถึง {last} เก็บวันที่ไว้ ให้ตรวจกับตัวหนังสือ",
    ),
)

# ------------------------------------------------------------------ what the office issues

MISSING_TO_SEND = FindingKind(
    "letter-field-missing-to-send",
    _ERROR,
    Text.of(en="{title} is missing; {kind} cannot be numbered without it", th="ไม่มี{title} จึงออกเลข{kind}ไม่ได้"),
)
KIND_NEEDED = FindingKind(
    "letter-kind-needed",
    _ERROR,
    Text.of(
        en="say what kind of document it is, for that tells its register; choose one of: {known}",
        th="ให้ระบุชนิดหนังสือ เพราะชนิดบอกทะเบียนที่ออกเลข เลือกจาก: {known}",
    ),
)
KIND_NOT_ISSUED = FindingKind(
    "letter-kind-not-issued",
    _ERROR,
    Text.of(
        en="documents of the kind {kind} are received, not issued; the office issues: {known}",
        th="เอกสารชนิด “{kind}” มีแต่รับเข้า ไม่ได้ออกเลขส่ง ชนิดที่ออกได้: {known}",
    ),
)
NOT_CIRCULATED = FindingKind(
    "letter-not-a-circular",
    _ERROR,
    Text.of(
        en="only letters are circulars marked ว; {kind} is numbered without that mark, so leave it out",
        th="เฉพาะหนังสือที่มีถึงผู้รับจึงเป็นหนังสือเวียน (ว) ได้ {kind}ไม่ใช้เครื่องหมาย ว โปรดนำออก",
    ),
)
NOT_SPECIAL = FindingKind(
    "letter-not-special",
    _ERROR,
    Text.of(
        en="{kind} prints no number in which “{word}” could stand; leave that out",
        th="{kind}ไม่พิมพ์เลขที่ จึงใช้คำว่า “{word}” ไม่ได้ โปรดนำออก",
    ),
)
UNIT_CODE_MISSING = FindingKind(
    "letter-unit-code-missing",
    _ERROR,
    Text.of(
        en="the number begins with the code of the unit, and {unit} has none; enter it, such as {example}",
        th="เลขที่ขึ้นต้นด้วยรหัสหน่วยงาน แต่ {unit} ไม่มีรหัส ให้ระบุ เช่น {example}",
    ),
)
OTHER_REGISTER = FindingKind(
    "reservation-of-another-register",
    _ERROR,
    Text.of(
        en="the number {number} was reserved in the {reserved}, and this document belongs in the {register}; "
        "bind a number of that one, or send it under the next number",
        th="เลข {number} จองไว้ใน{reserved} แต่เอกสารนี้ลงใน{register} ให้ใช้เลขที่จองในทะเบียนนั้น หรือออกเลขถัดไป",
    ),
)
SPECIAL_REPEATED = FindingKind(
    "letter-special-repeated",
    _WARNING,
    Text.of(
        en="{printed} was printed before in {year} (times: {count}); only the dates tell such letters apart",
        th="ปี {year} มีหนังสือที่พิมพ์ {printed} แล้ว {count} ฉบับ แยกกันได้ด้วยวันที่เท่านั้น",
    ),
)
BACKDATED = FindingKind(
    "letter-backdated",
    _WARNING,
    Text.of(
        en="the letter is dated {dated}, before the day of its number {on}; number and date are given together, "
        "so keep the reason with it",
        th="หนังสือลงวันที่ {dated} ก่อนวันออกเลข {on} เลขและวันที่ต้องออกพร้อมกัน โปรดเก็บเหตุผลไว้",
    ),
)
DATED_BEFORE_LOWER = FindingKind(
    "letter-dated-before-lower-number",
    _WARNING,
    Text.of(
        en="the letter is dated {dated}, yet the lower number {number} is dated {other}; check both",
        th="หนังสือลงวันที่ {dated} แต่เลขก่อนหน้า {number} ลงวันที่ {other} ให้ตรวจทั้งสองฉบับ",
    ),
)
DATED_AFTER_HIGHER = FindingKind(
    "letter-dated-after-higher-number",
    _WARNING,
    Text.of(
        en="the letter is dated {dated}, yet the higher number {number} is dated {other}; check both",
        th="หนังสือลงวันที่ {dated} แต่เลขถัดไป {number} ลงวันที่ {other} ให้ตรวจทั้งสองฉบับ",
    ),
)
PRINTED_BY_TWO = FindingKind(
    "letter-number-printed-by-two-units",
    _WARNING,
    Text.of(
        en="{unit} and {other} print the same code {code}, each with numbers of its own: two letters of one number; "
        "give one of them another code",
        th="{unit} และ {other} ใช้รหัส {code} เดียวกันแต่ต่างมีเลขของตนเอง จะมีหนังสือสองฉบับเลขเดียวกัน ให้เปลี่ยนรหัสหน่วยงานหนึ่ง",
    ),
)

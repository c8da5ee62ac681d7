"""What may be wrong with a draft or a template, each kind once."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 - a table of findings


def _kind(code: str, severity: Severity, en: str, th: str) -> FindingKind:
    return FindingKind(code, severity, Text.of(en=en, th=th))


# ------------------------------------------------------------------ what a draft is

KIND_NOT_DRAFTED: Final = _kind(
    *("draft-kind-unknown", E, "there is no form for {kind}; choose one of: {known}"),
    "ไม่มีแบบสำหรับ {kind} ให้เลือกจาก: {known}",
)
FORM_NOT_ENGLISH: Final = _kind(
    *("draft-form-not-english", E, "the form {form} is of letters in English: kind external, language en"),
    "แบบ {form} ใช้กับหนังสือภายนอกที่เป็นภาษาอังกฤษ (external, en)",
)
FORM_NEEDED: Final = _kind(
    *("draft-form-needed", E, "a letter in English needs one of the forms: {known}"),
    "หนังสือภาษาอังกฤษต้องเลือกแบบ: {known}",
)
PART_UNKNOWN: Final = _kind(
    *("draft-part-unknown", E, "the form {form} has no part {part}; it has: {known}"),
    "แบบ {form} ไม่มีส่วน {part} ส่วนที่มี: {known}",
)
TERM_UNKNOWN: Final = _kind(
    *("draft-term-unknown", E, "{value} is none of: {known}"), "ไม่รู้จัก {value} ให้เลือกจาก: {known}"
)
PART_TOO_LONG: Final = _kind(
    *("draft-part-too-long", E, "the part {part} has {length} characters, at most {limit} are kept"),
    "ส่วน {part} ยาว {length} ตัวอักษร เก็บได้ไม่เกิน {limit}",
)

# ------------------------------------------------------------------ what a form asks for

PART_MISSING: Final = _kind(
    *("draft-part-missing", E, "the form asks for “{part}”: write it"), "แบบของหนังสือต้องมี “{part}” ให้เขียนเพิ่ม"
)
CLOSING_ON_MEMO: Final = _kind(
    *("draft-closing-not-used", E, "{kind} has no complimentary close: take “{closing}” out"),
    "{kind}ไม่มีคำลงท้าย ให้ตัด “{closing}” ออก",
)
SALUTATION_NOT_USED: Final = _kind(
    *(
        "draft-salutation-not-used",
        E,
        "{kind} has no salutation, it names the receiver behind ถึง: take “{salutation}” out",
    ),
    "{kind}ไม่มีคำขึ้นต้น ใช้ “ถึง” ให้ตัด “{salutation}” ออก",
)
SALUTATION_UNFIT: Final = _kind(
    *("draft-salutation-unfit", E, "to {recipient} one writes “{expected}”, found “{found}”"),
    "หนังสือถึง{recipient}ใช้คำขึ้นต้นว่า “{expected}” แต่พบ “{found}”",
)
CLOSING_UNFIT: Final = _kind(
    *("draft-closing-unfit", E, "a letter that begins with “{salutation}” ends with “{expected}”, found “{found}”"),
    "หนังสือที่ขึ้นต้นว่า “{salutation}” ลงท้ายว่า “{expected}” แต่พบ “{found}”",
)
CLASS_UNFIT: Final = _kind(
    *("draft-class-unfit", E, "{recipient} is addressed with “{expected}”, the draft has chosen “{found}”"),
    "{recipient} ใช้คำขึ้นต้น “{expected}” แต่ร่างเลือก “{found}”",
)
CLASS_UNCERTAIN: Final = _kind(
    *(
        "draft-class-uncertain",
        W,
        "whether {recipient} is addressed with “{expected}” is uncertain: ask before you send it",
    ),
    "ยังไม่แน่ว่า{recipient}ใช้คำขึ้นต้น “{expected}” หรือไม่ ให้ตรวจก่อนส่ง",
)
BY_HAND: Final = _kind(
    *(
        "draft-address-by-hand",
        E,
        "salutation and closing for {recipient} are not generated: write both with somebody who knows",
    ),
    "คำขึ้นต้นและคำลงท้ายสำหรับ {recipient} ระบบไม่เขียนให้ ให้ผู้รู้เขียนทั้งสองส่วน",
)
NAME_NEEDED: Final = _kind(
    *("draft-greeting-missing", W, "“{salutation}” names nobody: give the part greeting, such as Professor Madeup"),
    "“{salutation}” ไม่มีชื่อผู้รับ ให้ระบุส่วน greeting เช่น Professor Madeup",
)
FIRST_PERSON: Final = _kind(
    *("draft-first-person", W, "a paper in the third person says “{word}”: write the agency's name or “it”"),
    "หนังสือบุรุษที่สามมีคำว่า “{word}” ให้ใช้ชื่อหน่วยงาน",
)
CIRCULAR_TO_ONE: Final = _kind(
    *(
        "draft-circular-to-one",
        W,
        "a circular goes to many with the same words; this one names one receiver: {recipient}",
    ),
    "หนังสือเวียนมีถึงผู้รับจำนวนมาก แต่ฉบับนี้มีผู้รับรายเดียว: {recipient}",
)
NO_POWER: Final = _kind(
    *("draft-power-not-cited", W, "{kind} should say by which power it is made (“{words}”)"),
    "{kind}ควรอ้างอำนาจที่ใช้ (“{words}”)",
)
SIGNER_UNKNOWN: Final = _kind(
    *("draft-signer-open", I, "nobody is named as signer yet; whoever signs is printed"),
    "ยังไม่ระบุผู้ลงนาม ชื่อผู้ลงนามจริงจะพิมพ์ให้",
)

# ------------------------------------------------------------------ numbers, dates, digits

CODE_MISSING: Final = _kind(
    *("draft-code-missing", E, "{unit} has no letter code, so no number can be printed: give the unit its code"),
    "{unit} ไม่มีรหัสหนังสือ จึงออกเลขไม่ได้ ให้กำหนดรหัสของหน่วยงาน",
)
REFERENCE_INCOMPLETE: Final = _kind(
    *("draft-reference-incomplete", W, "“{reference}” should name kind and agency, number and date (ที่ … ลงวันที่ …)"),
    "“{reference}” ควรมีชนิดและหน่วยงาน เลขที่ และวันที่ (ที่ … ลงวันที่ …)",
)
WEEKDAY_WRONG: Final = _kind(
    *("draft-weekday-wrong", W, "“{text}”: {day} is a {actual}"), "“{text}”: {day} ตรงกับวัน{actual}"
)
YEAR_IMPLAUSIBLE: Final = _kind(
    *("draft-year-implausible", W, "the year {year} in “{text}” lies outside {first}–{last}"),
    "ปี {year} ใน “{text}” อยู่นอกช่วง {first}–{last}",
)
NOT_A_DATE: Final = _kind(*("draft-date-impossible", W, "“{text}” is no day of the calendar"), "“{text}” ไม่มีในปฏิทิน")
BUDDHIST_IN_ENGLISH: Final = _kind(
    *("draft-buddhist-year", W, "a letter in English uses the common era: {year} is {common}"),
    "หนังสือภาษาอังกฤษใช้คริสต์ศักราช {year} คือ {common}",
)
THAI_DIGITS: Final = _kind(
    *("draft-thai-digits", W, "a letter in English uses Arabic digits, found “{text}”"),
    "หนังสือภาษาอังกฤษใช้เลขอารบิก พบ “{text}”",
)
PLACEHOLDER: Final = _kind(*("draft-placeholder", E, "“{text}” is still to be filled in"), "ยังไม่ได้กรอก “{text}”")

# ------------------------------------------------------------------ enclosures, minutes

ENCLOSURE_NOT_LISTED: Final = _kind(
    *("draft-enclosure-not-listed", W, "the text says “{words}”, but no enclosure is listed"),
    "ข้อความกล่าวถึง “{words}” แต่ไม่มีรายการสิ่งที่ส่งมาด้วย",
)
ENCLOSURE_UNCOUNTED: Final = _kind(
    *("draft-enclosure-uncounted", W, "“{enclosure}” does not say how many: add a number and its unit"),
    "“{enclosure}” ไม่บอกจำนวน ให้ระบุจำนวนและหน่วยนับ",
)
ENCLOSURE_NOT_NAMED: Final = _kind(
    *("draft-enclosure-unmentioned", I, "enclosures are listed, the text does not mention any"),
    "มีรายการสิ่งที่ส่งมาด้วย แต่ข้อความไม่ได้กล่าวถึง",
)
NO_RESOLUTION: Final = _kind(
    *("draft-no-resolution", W, "“{item}” has no resolution (มติที่ประชุม)"), "“{item}” ไม่มีมติที่ประชุม"
)
NO_QUORUM: Final = _kind(
    *("draft-no-quorum", W, "the minutes do not say that there was a quorum"), "รายงานการประชุมไม่ได้กล่าวว่าครบองค์ประชุม"
)
TIMES_REVERSED: Final = _kind(
    *("draft-times-reversed", W, "the meeting closed at {closed}, before it opened at {opened}"),
    "เลิกประชุมเวลา {closed} ก่อนเริ่มประชุมเวลา {opened}",
)

# ------------------------------------------------------------------ signatures

SIGNATURE_VOID: Final = _kind(
    *("draft-signature-void", W, "the signature of {name} holds no more: {why}; it is to be signed anew"),
    "ลายมือชื่อของ{name}ไม่มีผลแล้ว: {why} ต้องลงนามใหม่",
)

# ------------------------------------------------------------------ templates

TEMPLATE_MALFORMED: Final = _kind(*("template-malformed", E, "{name}: {reason}"), "แม่แบบ {name}: {reason}")
FIELD_UNDECLARED: Final = _kind(
    *(
        "template-field-undeclared",
        E,
        "the template {name} uses {word}, which it does not declare; it declares: {known}",
    ),
    "แม่แบบ {name} ใช้ {word} ซึ่งไม่ได้ประกาศไว้ ที่ประกาศ: {known}",
)
FIELD_UNUSED: Final = _kind(
    *("template-field-unused", W, "the template {name} declares {word} and never uses it"),
    "แม่แบบ {name} ประกาศ {word} แต่ไม่ได้ใช้",
)
FIELD_MISSING: Final = _kind(
    *("template-field-missing", W, "{title} ({word}) is not known: it is left open in the text"),
    "ไม่ทราบ{title} ({word}) เว้นไว้ในข้อความ",
)
FIELD_UNKNOWN: Final = _kind(
    *("template-field-unknown", E, "the template {name} has no field {word}; it has: {known}"),
    "แม่แบบ {name} ไม่มีช่อง {word} ช่องที่มี: {known}",
)
FIELD_UNFIT: Final = _kind(*("template-field-unfit", E, "{title} ({word}): {reason}"), "{title} ({word}): {reason}")

"""The few words that every report needs, whatever it is about."""

from orqa.base.language import Text

PERIOD = Text.of(th="ช่วงเวลา", en="Period")
MADE_AT = Text.of(th="จัดทำเมื่อ", en="Made")
PROFILE = Text.of(th="ชุดกฎเกณฑ์", en="Rules")
LEFT_OUT = Text.of(
    th="ไม่แสดง {number} รายการ ซึ่งผู้อ่านรายงานนี้ไม่มีสิทธิ์เห็น",
    en="{number} records are left out: readers of this report may not see them",
)
FINDINGS = Text.of(th="ข้อสังเกตเกี่ยวกับข้อมูล", en="Findings about the data")
EVIDENCE = Text.of(th="หลักฐาน", en="Evidence")
CITATIONS = Text.of(th="ข้อกำหนดที่อ้างอิง", en="Rules cited")
CLAUSE = Text.of(th="ข้อ {clause}", en="clause {clause}")
NO_ROWS = Text.of(th="ไม่มีรายการ", en="No entries")
CATEGORY = Text.of(th="รายการ", en="Item")
SEVERITIES = {
    "error": Text.of(th="ผิดพลาด", en="error"),
    "warning": Text.of(th="ควรตรวจสอบ", en="warning"),
    "info": Text.of(th="เพื่อทราบ", en="note"),
}
AND_MORE = Text.of(th="… แสดง {shown} รายการแรก", en="… the first {shown} rows")
PERSONAL_HIDDEN = Text.of(
    th="ไม่แสดงข้อมูลส่วนบุคคล: {columns} (ถ้าจำเป็นต้องดู ใช้ .with_personal())",
    en="Personal data is not shown: {columns} (where it is needed: .with_personal())",
)

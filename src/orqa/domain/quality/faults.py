"""What can be wrong with a framework file, beyond what a strict reader refuses: the findings for its author."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text


def _kind(code: str, en: str, th: str, severity: Severity = Severity.ERROR) -> FindingKind:
    return FindingKind(f"framework-{code}", severity, Text.of(en=en, th=th))


NOT_TOML: Final = _kind("not-toml", "this is not TOML: {reason}; mend the file", "ไม่ใช่รูปแบบ TOML: {reason} โปรดแก้ไขแฟ้ม")
TOO_LARGE: Final = _kind("too-large", "the file has more than {most} characters", "แฟ้มยาวเกิน {most} ตัวอักษร")
NO_INCLUDE: Final = _kind(
    "no-include",
    "there is no file {name} beside this one; correct include",
    "ไม่มีแฟ้ม {name} อยู่ข้างแฟ้มนี้ โปรดแก้ include",
)
TWICE: Final = _kind("twice", "{name} is there twice; keep one", "{name} มีซ้ำ โปรดเก็บไว้เพียงรายการเดียว")
DANGLING: Final = _kind(
    "dangling",
    "{found} is named here but is nowhere; the nearest: {near}",
    "อ้างถึง {found} แต่ไม่มีในแฟ้ม ที่ใกล้เคียงคือ {near}",
)
CYCLE: Final = _kind(
    "cycle",
    "the nodes {nodes} stand above each other in a circle; correct parent",
    "{nodes} อยู่เหนือกันเป็นวง โปรดแก้ parent",
)
BAND_GAP: Final = _kind(
    "band-gap",
    "between {below} and {above} is a gap: no band has the values from {first} up to {last}",
    "ระหว่าง {below} กับ {above} มีช่องว่าง: ไม่มีช่วงสำหรับค่า {first} ถึง {last}",
)
BAND_OVERLAP: Final = _kind(
    "band-overlap",
    "{below} and {above} overlap from {first} to {last}",
    "{below} กับ {above} ซ้อนกันตั้งแต่ {first} ถึง {last}",
)
BAND_TURNED: Final = _kind(
    "band-turned", "the band {band} ends before it begins: {low} to {high}", "ช่วง {band} สิ้นสุดก่อนเริ่ม: {low} ถึง {high}"
)
BAND_SHORT: Final = _kind(
    "band-short",
    "{bands} does not cover the scale {low} to {high} of {node}",
    "{bands} ไม่ครอบคลุมมาตรา {low} ถึง {high} ของ {node}",
)
WEIGHTS: Final = _kind(
    "weights",
    "the weights under {node} sum to {found}, not {wanted}; correct them or weights_total",
    "น้ำหนักภายใต้ {node} รวมได้ {found} ไม่ใช่ {wanted} โปรดแก้น้ำหนักหรือ weights_total",
)
NO_WEIGHTS_TOTAL: Final = _kind(
    "weights-total",
    "{node} weighs, but says not what the weights sum to; add weights_total",
    "{node} ถ่วงน้ำหนัก แต่ไม่ระบุผลรวมของน้ำหนัก โปรดเพิ่ม weights_total",
)
NOT_ABOVE_ZERO: Final = _kind(
    "not-above-zero", "{name} is {found}; it must be above 0", "{name} เป็น {found} ต้องมากกว่า 0"
)
NOT_RISING: Final = _kind(
    "not-rising", "{name} must rise from one to the next; found {found}", "{name} ต้องเพิ่มขึ้นตามลำดับ แต่พบ {found}"
)
TABLE_SHORT: Final = _kind(
    "table-short",
    "the table has scores for 0 to {most} items, but {node} has {items}",
    "ตารางมีคะแนนสำหรับ 0 ถึง {most} ข้อ แต่ {node} มี {items} ข้อ",
)
GATE_ORDER: Final = _kind(
    "gate-order",
    "the gate {gate} looks at {node}, which is worked out only after {on}; put it on a node above",
    "เงื่อนไข {gate} ใช้ {node} ซึ่งคำนวณหลัง {on} โปรดตั้งไว้ที่รายการที่อยู่เหนือกว่า",
)
FORMULA: Final = _kind("formula", "{reason}", "{reason}")
NO_METHOD: Final = _kind(
    "no-method",
    '{node} has neither score, quantity nor nodes below; give it score = {{method = "rating"}} if people rate it',
    '{node} ไม่มี score, quantity หรือรายการย่อย หากให้คนให้คะแนนโปรดใส่ score = {{method = "rating"}}',
)
TWO_WAYS: Final = _kind(
    "two-ways",
    "{node} has nodes below and a score of its own; keep one of them",
    "{node} มีทั้งรายการย่อยและวิธีให้คะแนนของตัวเอง โปรดเก็บไว้อย่างเดียว",
)
NAME_TAKEN: Final = _kind(
    "name-taken",
    "{name} is an input and a node; call one of them otherwise",
    "{name} เป็นทั้งข้อมูลและรายการ โปรดเปลี่ยนชื่ออย่างหนึ่ง",
)
UNUSED: Final = _kind("unused", "nothing uses {name}; remove it", "ไม่มีสิ่งใดใช้ {name} โปรดลบออก", Severity.WARNING)

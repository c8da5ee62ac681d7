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
SUM_PAST: Final = _kind(
    "sum-past",
    "the sum under {node} takes {found} past {between}, whose given score would count twice; sum level by level",
    "ผลรวมของ {node} ข้าม {between} ไปรวม {found} คะแนนที่ให้ไว้ที่ {between} จะถูกนับซ้ำ โปรดรวมทีละชั้น",
)
NOT_ABOVE_ZERO: Final = _kind(
    "not-above-zero", "{name} is {found}; it must be above 0", "{name} เป็น {found} ต้องมากกว่า 0"
)
BELOW_ZERO: Final = _kind("below-zero", "{name} is {found}; it must not be below 0", "{name} เป็น {found} ต้องไม่น้อยกว่า 0")
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
    "{name} names two things that may be given; call one of them otherwise",
    "{name} เป็นชื่อของสองสิ่งที่ระบุค่าได้ โปรดเปลี่ยนชื่ออย่างหนึ่ง",
)
TOO_DEEP: Final = _kind(
    "too-deep", "more than {most} stand inside each other here; flatten it", "มีการซ้อนกันเกิน {most} ชั้น โปรดลดการซ้อน"
)
TOO_MANY: Final = _kind("too-many", "there are more than {most} {what}", "มี {what} เกิน {most} รายการ")
OFF_SCALE: Final = _kind(
    "off-scale",
    "{what} can give {node} the score {found}, which is not on its scale {allowed}",
    "{what} อาจให้คะแนน {found} แก่ {node} ซึ่งไม่อยู่ในมาตรา {allowed}",
)
NO_BAND_SCORE: Final = _kind(
    "no-band-score",
    "the table {bands} gives {node} its score, so each row needs score and none needs a gate; row {row} is otherwise",
    "ตาราง {bands} ให้คะแนนแก่ {node} ทุกแถวจึงต้องมี score และไม่มี needs แต่แถวที่ {row} ไม่เป็นเช่นนั้น",
)
LOWEST_NEEDS: Final = _kind(
    "lowest-needs",
    "the lowest band of {bands} needs a gate, so that a score may have no band; remove its needs",
    "ช่วงต่ำสุดของ {bands} มี needs ทำให้บางคะแนนไม่มีช่วง โปรดลบ needs ออก",
)
MIXED_SCALES: Final = _kind(
    "mixed-scales",
    "{node} puts scores from {low} to {high} of {member} together with those on its own scale {allowed}; "
    "give both one scale, or {member} average = false",
    "{node} รวมคะแนน {low} ถึง {high} ของ {member} กับมาตราของตน {allowed} โปรดใช้มาตราเดียวกันหรือให้ {member} "
    "มี average = false",
)
SUM_BEYOND: Final = _kind(
    "sum-beyond",
    "the scores under {node} can sum to {found}, above its scale {allowed}; correct the scale or the weights",
    "คะแนนภายใต้ {node} รวมได้ถึง {found} เกินมาตรา {allowed} โปรดแก้มาตราหรือน้ำหนัก",
)
NOT_A_LIST: Final = _kind(
    "not-a-list",
    "{node} needs a list of numbers in {name}, which is {found}; declare it as numbers",
    "{node} ต้องการรายการตัวเลขใน {name} แต่เป็น {found} โปรดประกาศเป็น numbers",
)
A_LIST: Final = _kind(
    "a-list",
    "{name} is a list of numbers and cannot be used as one number by {node}; use mean_of or a function of a formula",
    "{name} เป็นรายการตัวเลข {node} ใช้เป็นจำนวนเดียวไม่ได้ โปรดใช้ mean_of หรือฟังก์ชันในสูตร",
)
NOT_MEASURED: Final = _kind(
    "not-measured",
    "{node} has a quantity, but its score is not worked out from one; remove quantity or choose among: {methods}",
    "{node} มี quantity แต่วิธีให้คะแนนไม่ได้ใช้ โปรดลบ quantity หรือเลือกวิธีจาก: {methods}",
)
GATE_ON_LEAF: Final = _kind(
    "gate-on-leaf",
    "the gate {gate} is on {on}, which has no nodes below; put it on a node whose score comes from others",
    "เงื่อนไข {gate} ตั้งไว้ที่ {on} ซึ่งไม่มีรายการย่อย โปรดตั้งไว้ที่รายการที่รวมคะแนน",
)
NO_CROSSWALK: Final = _kind(
    "no-crosswalk",
    "the word {code} of the scale {scale} has none on the scale {wanted} of {node}; add a scale_crosswalk",
    "คำว่า {code} ของมาตรา {scale} ไม่มีคู่ในมาตรา {wanted} ของ {node} โปรดเพิ่ม scale_crosswalk",
)
NO_WEIGHT: Final = _kind(
    "no-weight", "all weights under {node} are 0; give them", "น้ำหนักภายใต้ {node} เป็น 0 ทั้งหมด โปรดระบุ"
)

"""What may be wrong with a change of the organization: every kind of finding of this area."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

UNKNOWN = FindingKind(
    "organization-unknown",
    _ERROR,
    Text.of(en="there is no {what} {name!r}; the nearest: {near}", th="ไม่มี{what} {name!r} ที่ใกล้เคียง: {near}"),
)
REGION_UNKNOWN = FindingKind(
    "organization-region-unknown",
    _ERROR,
    Text.of(en="the work calendar has no such region: {why}", th="ปฏิทินวันทำการไม่มีพื้นที่นี้: {why}"),
)
CODE_USED = FindingKind(
    "organization-code-used",
    _ERROR,
    Text.of(
        en="the code {name!r} belongs to another {what}; a code is given once and never again",
        th="รหัส {name!r} เป็นของ{what}อื่นแล้ว รหัสหนึ่งใช้ได้ครั้งเดียว",
    ),
)
CODE_RESERVED = FindingKind(
    "organization-code-reserved",
    _ERROR,
    Text.of(
        en="{name!r} stands for the office as a whole; give the unit another code",
        th="{name!r} หมายถึงสำนักงานทั้งหมด ให้ใช้รหัสอื่นกับหน่วยงาน",
    ),
)
CODE_UNUSABLE = FindingKind(
    "organization-code-unusable",
    _ERROR,
    Text.of(
        en="{name!r} is no code; write small letters, digits, dots and hyphens, 1 to 40 of them, such as irqa.director",
        th="{name!r} ใช้เป็นรหัสไม่ได้ ใช้อักษรโรมันตัวเล็ก ตัวเลข จุด และขีด 1 ถึง 40 ตัว เช่น irqa.director",
    ),
)
EMPTY = FindingKind("organization-field-missing", _ERROR, Text.of(en="{title} is missing", th="ไม่มี{title}"))
NOT_THERE = FindingKind(
    "organization-not-there",
    _ERROR,
    Text.of(
        en="{name} is there from {first} to {last}, not on {day}",
        th="{name} มีอยู่ตั้งแต่ {first} ถึง {last} ไม่มีในวันที่ {day}",
    ),
)
CIRCLE = FindingKind(
    "organization-circle",
    _ERROR,
    Text.of(
        en="{name} cannot stand below {parent}, which stands below it: {path}",
        th="{name} อยู่ใต้ {parent} ไม่ได้ เพราะ {parent} อยู่ใต้ {name}: {path}",
    ),
)
TOO_EARLY = FindingKind(
    "organization-change-too-early",
    _ERROR,
    Text.of(
        en="{name} changed on {last}; a new change takes effect after that day, not on {day}",
        th="{name} เปลี่ยนแปลงเมื่อ {last} การเปลี่ยนแปลงใหม่ต้องมีผลหลังวันนั้น ไม่ใช่ {day}",
    ),
)
NO_CHANGE = FindingKind(
    "organization-no-change",
    _ERROR,
    Text.of(en="{name} is that already on {day}; nothing would change", th="{name} เป็นเช่นนั้นอยู่แล้วในวันที่ {day}"),
)
STILL_BELOW = FindingKind(
    "organization-units-below",
    _ERROR,
    Text.of(
        en="units stand below {name} after {day}: {units}; move, merge or close them first",
        th="ยังมีหน่วยงานอยู่ใต้ {name} หลัง {day}: {units} ให้ย้าย รวม หรือยุบก่อน",
    ),
)
STILL_HELD = FindingKind(
    "organization-still-held",
    _ERROR,
    Text.of(
        en="people are in {name} after {day}: {people}; end their appointments or acting first",
        th="ยังมีผู้อยู่ในตำแหน่งของ {name} หลัง {day}: {people} ให้สิ้นสุดการแต่งตั้งหรือการทำการแทนก่อน",
    ),
)
DAYS_REVERSED = FindingKind(
    "organization-days-reversed",
    _ERROR,
    Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}"),
)
TWO_HEADS = FindingKind(
    "organization-two-heads",
    _ERROR,
    Text.of(
        en="{name} is headed by {head} from {first} to {last}; a unit has one head at a time. "
        "End that first, or let the other one act",
        th="{name} มี {head} เป็นหัวหน้าตั้งแต่ {first} ถึง {last} หน่วยงานหนึ่งมีหัวหน้าได้คนเดียวในเวลาเดียวกัน "
        "ให้สิ้นสุดของเดิมก่อน หรือให้อีกคนทำการแทน",
    ),
)
HEAD_POSITION_TWICE = FindingKind(
    "organization-head-position-twice",
    _ERROR,
    Text.of(
        en="{name} has a position of its head: {position}; a unit has one",
        th="{name} มีตำแหน่งหัวหน้าแล้ว: {position} หน่วยงานหนึ่งมีได้ตำแหน่งเดียว",
    ),
)
APPOINTED_TWICE = FindingKind(
    "organization-appointed-twice",
    _ERROR,
    Text.of(
        en="{person} holds {position} from {first} to {last} already",
        th="{person} ดำรงตำแหน่ง {position} ตั้งแต่ {first} ถึง {last} อยู่แล้ว",
    ),
)
NO_ORDER = FindingKind(
    "organization-acting-without-order",
    _ERROR,
    Text.of(
        en="nobody acts for another without an order; give its number and date",
        th="การทำการแทนต้องมีคำสั่ง ให้ระบุเลขที่และวันที่ของคำสั่ง",
    ),
)
SECRECY_WITHOUT_ORDER = FindingKind(
    "organization-secrecy-without-order",
    _ERROR,
    Text.of(
        en="nobody is cleared for secret matter or made its registrar without an order; give its number and date",
        th="การให้เข้าถึงข้อมูลข่าวสารลับและการแต่งตั้งนายทะเบียนข้อมูลข่าวสารลับต้องมีคำสั่งเป็นหนังสือ ให้ระบุเลขที่และวันที่ของคำสั่ง",
    ),
)
ACTS_FOR_ONESELF = FindingKind(
    "organization-acts-for-oneself",
    _ERROR,
    Text.of(en="{person} holds {position}; nobody acts for oneself", th="{person} ดำรงตำแหน่ง {position} อยู่เอง"),
)
NOT_VACANT = FindingKind(
    "organization-post-not-vacant",
    _ERROR,
    Text.of(
        en="{position} is held by {person} on {day}; “{basis}” is for a vacant post. Use: {allowed}",
        th="{position} มี {person} ดำรงตำแหน่งในวันที่ {day} “{basis}” ใช้เมื่อตำแหน่งว่าง ให้ใช้: {allowed}",
    ),
)
VACANT = FindingKind(
    "organization-post-vacant",
    _ERROR,
    Text.of(
        en="nobody holds {position} on {day}; “{basis}” is for one who is there. Use: {allowed}",
        th="ไม่มีผู้ดำรงตำแหน่ง {position} ในวันที่ {day} “{basis}” ใช้เมื่อมีผู้ดำรงตำแหน่ง ให้ใช้: {allowed}",
    ),
)
ACTING_TWICE = FindingKind(
    "organization-acting-twice",
    _ERROR,
    Text.of(
        en="{person} stands in for {position} from {first} to {last} already; one person does at a time",
        th="{person} ทำการแทน {position} ตั้งแต่ {first} ถึง {last} อยู่แล้ว ในเวลาหนึ่งมีผู้ทำการแทนได้คนเดียว",
    ),
)
NOTHING_CORRECTED = FindingKind(
    "organization-nothing-corrected",
    _ERROR,
    Text.of(en="{name} is on file like that already; nothing would change", th="ข้อมูลของ {name} เป็นเช่นนั้นอยู่แล้ว"),
)
ENDS_ALREADY = FindingKind(
    "organization-ends-already",
    _ERROR,
    Text.of(
        en="this ends on {last} already; give an earlier day, and for a longer time a new one with its own order",
        th="รายการนี้สิ้นสุดเมื่อ {last} อยู่แล้ว ให้ระบุวันก่อนหน้านั้น หากจะให้นานขึ้นต้องทำรายการใหม่พร้อมคำสั่ง",
    ),
)
ACTING_LEFT = FindingKind(
    "organization-acting-left",
    _ERROR,
    Text.of(
        en="{person} stands in for {position} from {first} to {last} as “{basis}”, which would not fit any more; "
        "end that first",
        th="{person} ทำการแทน {position} ตั้งแต่ {first} ถึง {last} ในฐานะ “{basis}” ซึ่งจะใช้ต่อไม่ได้ ให้สิ้นสุดรายการนั้นก่อน",
    ),
)
RANK_NOT_LOWER = FindingKind(
    "organization-level-not-lower",
    _WARNING,
    Text.of(
        en="{name} ({level}) stands below {parent} ({parent_level}), which is no higher level",
        th="{name} ({level}) อยู่ใต้ {parent} ({parent_level}) ซึ่งไม่ใช่ระดับที่สูงกว่า",
    ),
)

"""What is said when a file of a profile cannot be loaded: the problem and what to do, in both languages."""

from orqa.base.language import Text

NOT_TOML = Text.of(en="this is not TOML: {reason}; mend the file", th="ไม่ใช่รูปแบบ TOML: {reason} โปรดแก้ไขแฟ้ม")
NO_FILE = Text.of(en="the file is missing; add it", th="ไม่พบแฟ้มนี้ โปรดเพิ่มแฟ้ม")
MISSING = Text.of(en="{name} is missing; add it", th="ไม่มี {name} โปรดเพิ่ม")
WRONG_TYPE = Text.of(
    en="{name} must be {expected}, found {found}; correct it", th="{name} ต้องเป็น {expected} แต่พบ {found} โปรดแก้ไข"
)
UNKNOWN_KEYS = Text.of(
    en="{names} is not known here; remove it or choose among: {allowed}",
    th="ไม่รู้จัก {names} ในตำแหน่งนี้ โปรดลบออกหรือเลือกจาก: {allowed}",
)
NOT_ONE_OF = Text.of(en="{name} is {found}; choose one of: {allowed}", th="{name} เป็น {found} โปรดเลือกจาก: {allowed}")
NO_LANGUAGE = Text.of(en="{name} has no form in {languages}; add it", th="{name} ไม่มีข้อความภาษา {languages} โปรดเพิ่ม")
BAD_NAME = Text.of(
    en="{name} is no name; use lower-case letters, digits and {joint}, beginning with a letter",
    th="{name} ใช้เป็นชื่อไม่ได้ โปรดใช้อักษรอังกฤษตัวเล็ก ตัวเลข และ {joint} โดยขึ้นต้นด้วยตัวอักษร",
)
BAD_CITATION = Text.of(
    en="{found} is no citation; write source#clause with a source of sources.toml",
    th="{found} ไม่ใช่การอ้างอิง โปรดเขียนเป็น แหล่ง#ข้อ โดยใช้แหล่งใน sources.toml",
)
UNKNOWN_SOURCE = Text.of(
    en="the source {source} is not in sources.toml; add it there or correct the citation (nearest: {near})",
    th="ไม่มีแหล่ง {source} ใน sources.toml โปรดเพิ่มแหล่งหรือแก้การอ้างอิง (ใกล้เคียง: {near})",
)
NO_ROWS = Text.of(
    en="this is neither a rule nor a group of rules; give it rows", th="ไม่ใช่กฎเกณฑ์และไม่ใช่กลุ่มของกฎเกณฑ์ โปรดเพิ่ม rows"
)
ONE_VALUE = Text.of(
    en="a row holds exactly one of value, scale, table or repealed = true; found {found}",
    th="แต่ละแถวต้องมี value, scale, table หรือ repealed = true อย่างใดอย่างหนึ่งเพียงอย่างเดียว แต่พบ {found}",
)
FLOAT = Text.of(en="{name} is not finite; write a number", th="{name} ไม่ใช่จำนวนที่มีค่าแน่นอน โปรดระบุตัวเลข")
SCALE_OVER = Text.of(
    en="a scale needs over = the name of what it is measured by, and only a scale has it",
    th="scale ต้องมี over = ชื่อสิ่งที่ใช้วัด และมีได้เฉพาะแถวที่เป็น scale",
)
SCALE_STEPS = Text.of(
    en="a scale is a list of [threshold, value] whose thresholds rise; found {found}",
    th="scale ต้องเป็นรายการ [เกณฑ์ขั้นต่ำ, ค่า] ที่เกณฑ์เพิ่มขึ้นตามลำดับ แต่พบ {found}",
)
REPEATED = Text.of(en="{name} is there twice; keep one", th="{name} ซ้ำกัน โปรดเก็บไว้เพียงรายการเดียว")
TWO_ROWS = Text.of(
    en="two rows begin on {day} for {dims}; keep one", th="มีสองแถวเริ่มวันที่ {day} สำหรับ {dims} โปรดเก็บไว้เพียงแถวเดียว"
)
TIE = Text.of(
    en="on {day} two rows are equally specific for {dims}; add a more specific row",
    th="ในวันที่ {day} มีสองแถวที่เจาะจงเท่ากันสำหรับ {dims} โปรดเพิ่มแถวที่เจาะจงกว่า",
)
GAP = Text.of(en="no row answers for {dims}; add one", th="ไม่มีแถวใดตอบสำหรับ {dims} โปรดเพิ่มแถว")
REPEAL_FIRST = Text.of(
    en="the first row for {dims} cannot be a repeal: there is nothing to repeal",
    th="แถวแรกสำหรับ {dims} เป็นการยกเลิกไม่ได้ เพราะยังไม่มีสิ่งที่จะยกเลิก",
)
TAKEN = Text.of(
    en="no dimension or amount can be called {name}; choose a name that is none of: {taken}",
    th="มิติหรือจำนวนใช้ชื่อ {name} ไม่ได้ โปรดใช้ชื่ออื่นนอกจาก: {taken}",
)
NO_VALUES = Text.of(
    en="dimension {name} has no values: add a vocabulary of that name or name values in the rows",
    th="มิติ {name} ไม่มีค่า โปรดเพิ่มคลังคำชื่อเดียวกันหรือระบุค่าในแถว",
)
BELOW_LEAST = Text.of(
    en="from {day} {dims} would be {found}, less than the least of the parent profile, {least}; set no less, or cite "
    "the written text that allows it",
    th="ตั้งแต่ {day} {dims} จะเป็น {found} น้อยกว่าที่โปรไฟล์แม่กำหนดไว้อย่างน้อย {least} "
    "โปรดกำหนดไม่น้อยกว่านั้น หรืออ้างตัวบทที่ให้น้อยกว่าได้",
)
NEEDS_OVERRIDE = Text.of(
    en="profile {profile} already has this; give override = {{reason, cite}} or choose another file name or code",
    th="โปรไฟล์ {profile} มีรายการนี้แล้ว โปรดระบุ override = {{reason, cite}} หรือใช้ชื่อแฟ้มหรือรหัสอื่น",
)
NO_PARENT_KEY = Text.of(
    en="there is nothing to override in the parent profile; the nearest: {near}",
    th="ไม่มีรายการนี้ในโปรไฟล์แม่ให้แก้ทับ รายการที่ใกล้เคียง: {near}",
)
OTHER_DIMENSIONS = Text.of(
    en="an override is asked by the same dimensions as the rule it overrides: {allowed}",
    th="การแก้ทับต้องใช้มิติเดียวกับกฎเกณฑ์เดิม: {allowed}",
)
FOREIGN_PREFIX = Text.of(
    en="profile {profile} owns the prefix {prefix}; put a new rule in a file of another name",
    th="โปรไฟล์ {profile} เป็นเจ้าของชื่อขึ้นต้น {prefix} โปรดเพิ่มกฎเกณฑ์ใหม่ในแฟ้มชื่ออื่น",
)
OTHER_PARENT = Text.of(
    en="the profile names the parent {found}, but was given {given}", th="โปรไฟล์ระบุโปรไฟล์แม่เป็น {found} แต่ได้รับ {given}"
)
ONE_EXPECTED = Text.of(
    en="a case has either expect or raises; give one of them",
    th="กรณีต้องมี expect หรือ raises อย่างใดอย่างหนึ่ง โปรดระบุเพียงอย่างเดียว",
)

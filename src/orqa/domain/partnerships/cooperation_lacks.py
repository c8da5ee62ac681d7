"""What our records lack to be written for Erasmus Without Paper (ข้อมูลที่ยังขาด)."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

LACKS = FindingKind(
    "ewp-record-lacks",
    Severity.ERROR,
    Text.of(
        en="{which}: {what} is not kept, and version {version} asks for it; enter it ({how})",
        th="{which}: ไม่มีข้อมูล {what} ซึ่งรุ่น {version} ต้องใช้ โปรดบันทึก ({how})",
    ),
)
TAKEN = FindingKind(
    "ewp-value-taken",
    Severity.WARNING,
    Text.of(
        en="{which}: {what} is not kept and was taken as {taken}; look at it, and enter it ({how})",
        th="{which}: ไม่มีข้อมูล {what} จึงใช้ {taken} โปรดตรวจสอบและบันทึก ({how})",
    ),
)
LEFT_OUT = FindingKind(
    "ewp-value-left-out",
    Severity.WARNING,
    Text.of(
        en="{which}: {what} {found} cannot be told so, and was left out",
        th="{which}: ระบุ {what} {found} ในรูปแบบนี้ไม่ได้ จึงไม่ได้เขียน",
    ),
)

"""What may be wrong in a message of the government exchange."""

from typing import Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

NO_MESSAGE: Final = FindingKind(
    "exchange-no-message",
    Severity.ERROR,
    Text.of(
        en="the file holds no letter and no notice of the exchange; its first element is {found}",
        th="แฟ้มไม่มีหนังสือหรือใบแจ้งของระบบแลกเปลี่ยน องค์ประกอบแรกคือ {found}",
    ),
)
OTHER_NAMESPACE: Final = FindingKind(
    "exchange-other-namespace",
    Severity.WARNING,
    Text.of(
        en="the element {name} stands in the namespace {found!r:.120}, not in {expected!r}; it was read all the same",
        th="องค์ประกอบ {name} อยู่ใน namespace {found!r:.120} แทน {expected!r} แต่ได้อ่านไว้แล้ว",
    ),
)
MISSING_PART: Final = FindingKind(
    "exchange-part-missing",
    Severity.ERROR,
    Text.of(en="the letter has no {name}; ask the sender to send it again", th="หนังสือไม่มี {name} ให้ขอผู้ส่งส่งใหม่"),
)
OUT_OF_ORDER: Final = FindingKind(
    "exchange-out-of-order",
    Severity.INFO,
    Text.of(
        en="{name} stands behind {before}, which other programs may refuse; it was read all the same",
        th="{name} อยู่หลัง {before} ซึ่งระบบอื่นอาจไม่รับ แต่ได้อ่านไว้แล้ว",
    ),
)
DATE_UNREADABLE: Final = FindingKind(
    "exchange-date-unreadable",
    Severity.WARNING,
    Text.of(
        en="{name} is {found!r:.60}, not a day such as 2026-11-23; it was left out",
        th="{name} เป็น {found!r:.60} ไม่ใช่วันที่ เช่น 2026-11-23 จึงเว้นไว้",
    ),
)
BUDDHIST_YEAR: Final = FindingKind(
    "exchange-buddhist-year",
    Severity.WARNING,
    Text.of(
        en="{name} {found!r} has a year of the Buddhist era, which the exchange does not use; it was read as {day}",
        th="{name} {found!r} ใช้ปีพุทธศักราชซึ่งระบบแลกเปลี่ยนไม่ใช้ จึงอ่านเป็น {day}",
    ),
)
FILE_UNREADABLE: Final = FindingKind(
    "exchange-file-unreadable",
    Severity.ERROR,
    Text.of(
        en="{name} is no base64, so the file cannot be read; ask the sender to send it again",
        th="{name} ไม่ใช่ base64 จึงอ่านแฟ้มไม่ได้ ให้ขอผู้ส่งส่งใหม่",
    ),
)
NOT_VERIFIED: Final = FindingKind(
    "exchange-signature-not-verified",
    Severity.INFO,
    Text.of(
        en="the letter says that it is signed ({found}); the signature was not verified",
        th="หนังสือระบุว่าลงลายมือชื่อแล้ว ({found}) แต่ยังไม่ได้ตรวจสอบลายมือชื่อ",
    ),
)
CODE_UNKNOWN: Final = FindingKind(
    "exchange-code-unknown",
    Severity.WARNING,
    Text.of(
        en="the {name} {found!r:.40} is not in the rule {rule}; set it there, and look at the letter itself",
        th="ไม่มี {name} {found!r:.40} ในกฎ {rule} ให้เพิ่มในกฎ และดูที่ตัวหนังสือ",
    ),
)

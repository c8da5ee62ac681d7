"""What is wrong with a folder, in Thai and English."""

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text

FOREIGN = Text.of(
    en="the folder holds files of something else; choose an empty one",
    th="โฟลเดอร์นี้มีแฟ้มอื่นอยู่ ให้เลือกโฟลเดอร์ว่าง",
)
NO_FOLDER = Text.of(en="there is no such folder of orqa", th="ไม่พบโฟลเดอร์นี้ของ orqa")
NO_PARENT = Text.of(en="the folder that it lies in is not there", th="ไม่พบโฟลเดอร์ที่จะสร้างโฟลเดอร์นี้")
IS_FILE = Text.of(en="it is a file, not a folder", th="เป็นแฟ้ม ไม่ใช่โฟลเดอร์")

FILE_CHANGED = FindingKind(
    "batch-file-changed",
    Severity.ERROR,
    Text.of(
        en="{file} is gone or not what was read from it when the office was opened. Restore it",
        th="แฟ้ม {file} หายไปหรือไม่ตรงกับที่อ่านไว้เมื่อเปิดสำนักงาน ให้กู้คืนแฟ้ม",
    ),
)
FILE_STRANGE = FindingKind(
    "batch-file-strange",
    Severity.WARNING,
    Text.of(
        en="{file} is not a file of the office; nobody reads it. Look at it and take it away",
        th="แฟ้ม {file} ไม่ใช่แฟ้มของสำนักงานและไม่มีการอ่าน ให้ตรวจดูแล้วย้ายออก",
    ),
)


def unreadable(file: str, why: str) -> Text:
    """A file does not hold what was written."""
    return Text.of(en=f"{file} cannot be read ({why})", th=f"อ่านแฟ้ม {file} ไม่ได้ ({why})")


def misplaced(file: str, first: int) -> Text:
    """A file holds other entries than its name says."""
    return Text.of(
        en=f"{file} does not hold the entries from {first} on",
        th=f"แฟ้ม {file} ไม่ได้เก็บรายการตั้งแต่ลำดับ {first}",
    )


def missing(file: str) -> Text:
    """There are later files."""
    return Text.of(en=f"{file} is missing, later files are there", th=f"ไม่มีแฟ้ม {file} ทั้งที่มีแฟ้มถัดไป")

"""Why a store cannot be used now, in the words of people."""

from orqa.base.language import Text

CLOSED = Text.of(en="it is closed", th="ปิดไปแล้ว")
SNAPSHOT_CLOSED = Text.of(en="this snapshot is closed", th="ปิดการอ่านครั้งนี้ไปแล้ว")
FULL = Text.of(en="the disk is full", th="เนื้อที่จัดเก็บเต็ม")
MISSING = Text.of(en="there is no such file", th="ไม่พบแฟ้มนี้")
NO_FOLDER = Text.of(en="its folder is not there", th="ไม่พบโฟลเดอร์ของแฟ้มนี้")
IS_FOLDER = Text.of(en="it is a folder, not a file", th="เป็นโฟลเดอร์ ไม่ใช่แฟ้ม")
BEING_REMOVED = Text.of(
    en="the same bytes are being removed; try again. What a program left behind that was cut short is cleared after a"
    " day by: orqa sweep",
    th="ข้อมูลเดียวกันกำลังถูกลบ ให้ลองอีกครั้ง หากโปรแกรมถูกตัดกลางคันทิ้งเครื่องหมายไว้ ให้สั่ง orqa sweep เมื่อพ้นหนึ่งวัน",
)
EMPTY = Text.of(en="it holds no records yet", th="ยังไม่มีข้อมูลของ orqa")
FOREIGN = Text.of(
    en="it is a database of another program; choose another file", th="เป็นฐานข้อมูลของโปรแกรมอื่น ให้เลือกแฟ้มอื่น"
)
FOREIGN_SCHEMA = Text.of(
    en="its schema holds tables of another program; choose another schema",
    th="สคีมานี้มีตารางของโปรแกรมอื่น ให้เลือกสคีมาอื่น",
)
UNSEALED = Text.of(
    en="entries wait for their place in the journal, and this account or server may not give it; ask the main server",
    th="มีรายการที่ยังไม่ได้เข้าลำดับในสมุดบันทึก และบัญชีหรือเซิร์ฟเวอร์นี้จัดลำดับไม่ได้ ให้ใช้เซิร์ฟเวอร์หลัก",
)
FORKED = Text.of(
    en="it was being read or written when this process was forked; fork while it is idle, or start processes with"
    " 'spawn'",
    th="มีการอ่านหรือเขียนอยู่ขณะแยกโพรเซส (fork) ให้แยกเมื่อไม่ได้ใช้งาน หรือเริ่มโพรเซสด้วย 'spawn'",
)
NOT_NEXT = Text.of(
    en="it does not continue the journal here, which is of another office or further on",
    th="ไม่ต่อจากสมุดบันทึกที่นี่ ซึ่งเป็นของสำนักงานอื่นหรือมีต่อไปแล้ว",
)
BATCH_SPLIT = Text.of(
    en="it belongs to a batch that is there already; only whole batches can be taken in",
    th="เป็นส่วนหนึ่งของชุดที่มีอยู่แล้ว รับได้เฉพาะทั้งชุดเท่านั้น",
)
OTHER_BODY = Text.of(
    en="its content is not what was written; run: orqa verify on the source",
    th="เนื้อหาไม่ตรงกับที่บันทึกไว้ ให้สั่ง orqa verify กับต้นทาง",
)


CANNOT_JOIN = Text.of(
    en="this kind of store cannot; sqlite: and postgresql: can",
    th="ที่เก็บชนิดนี้ทำไม่ได้ ใช้ได้เฉพาะ sqlite: และ postgresql:",
)
NO_TRANSACTION = Text.of(
    en="none is open on the connection, or it has failed; begin one first",
    th="การเชื่อมต่อนี้ไม่มีทรานแซกชันที่เปิดอยู่ หรือทรานแซกชันล้มเหลวไปแล้ว ให้เริ่มใหม่ก่อน",
)
OTHER_DATABASE = Text.of(en="the connection leads to another database or file", th="การเชื่อมต่อนี้ไปยังฐานข้อมูลหรือแฟ้มอื่น")
TEXT_AS_BYTES = Text.of(en="the connection's text_factory is not str", th="text_factory ของการเชื่อมต่อไม่ใช่ str")
HOST_NOT_WRITING = Text.of(
    en="the host's transaction could not become one that writes, for another program writes or has written since it"
    " began; roll it back, begin it with BEGIN IMMEDIATE and repeat it",
    th="ทรานแซกชันของโปรแกรมหลักเปลี่ยนเป็นแบบเขียนไม่ได้ เพราะโปรแกรมอื่นกำลังเขียนหรือได้เขียนไปแล้ว"
    " ให้ยกเลิกแล้วเริ่มใหม่ด้วย BEGIN IMMEDIATE",
)
HOST_REPEAT = Text.of(
    en="another transaction was faster; roll the host's transaction back and repeat it",
    th="ทรานแซกชันอื่นทำก่อน ให้ยกเลิกทรานแซกชันของโปรแกรมหลักแล้วทำใหม่",
)


def not_the_drivers(driver: str, found: str) -> Text:
    """Something else than the driver's own connection."""
    return Text.of(
        en=f"the connection of {driver} itself is needed, found {found}; with Django it is connection.connection, with"
        " SQLAlchemy connection.connection.dbapi_connection",
        th=f"ต้องใช้การเชื่อมต่อของ {driver} โดยตรง แต่พบ {found} ใน Django คือ connection.connection"
        " ใน SQLAlchemy คือ connection.connection.dbapi_connection",
    )


def journal_ends(at: int, asked: int) -> Text:
    """The journal has not reached a position."""
    return Text.of(en=f"its journal ends at {at}, {asked} was asked for", th=f"สมุดบันทึกมีถึงลำดับ {at} แต่ขอลำดับ {asked}")


def locked(seconds: float) -> Text:
    """Another program kept the database locked."""
    return Text.of(
        en=f"another program kept it locked for {seconds:g} seconds", th=f"โปรแกรมอื่นใช้งานค้างอยู่นาน {seconds:g} วินาที"
    )


def too_old(engine: str, needed: str, found: str) -> Text:
    """The database engine is older than the oldest that works."""
    return Text.of(
        en=f"{engine} {needed} or newer is needed, found {found}", th=f"ต้องใช้ {engine} {needed} ขึ้นไป แต่พบ {found}"
    )


def not_utf8(found: str) -> Text:
    """The database keeps text in another encoding."""
    return Text.of(
        en=f"its database is encoded in {found}; make one in UTF8", th=f"ฐานข้อมูลเข้ารหัสแบบ {found} ให้สร้างฐานข้อมูลแบบ UTF8"
    )


def engine_says(engine: str, message: str) -> Text:
    """In the engine's own words, which are English."""
    return Text.of(en=f"{engine} says: {message}", th=f"{engine} แจ้งว่า {message}")


def system_says(message: str) -> Text:
    """In the operating system's own words."""
    return Text.of(en=message, th=f"ระบบแจ้งว่า {message}")


def no_body(where: str) -> Text:
    """A body is not what was written."""
    return Text.of(en=f"the content of {where} cannot be read", th=f"อ่านเนื้อหาของ {where} ไม่ได้")


def no_entry(position: int) -> Text:
    """A line of the journal is not what was written."""
    return Text.of(en=f"entry {position} of the journal cannot be read", th=f"อ่านสมุดบันทึกลำดับ {position} ไม่ได้")

"""The few errors that every store maps its own onto."""

from typing import Any, ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.refs import RecordRef

_BELOW = Text.of(en="below {bound}", th="ต่ำกว่า {bound}")
_ABOVE = Text.of(en="above {bound}", th="สูงกว่า {bound}")


class StorageError(OrqaError):
    """Base of what a store may raise on purpose."""

    code: ClassVar[str] = "storage-error"


class Conflict(StorageError):
    """Somebody else changed the record: nothing of the batch was written.

    ``found`` is the version in the store, 0 where there is no such record.
    """

    code: ClassVar[str] = "conflict"
    template: ClassVar[Text] = Text.of(
        en="{ref} is at version {found}, this change expected version {expected}; read it again and repeat",
        th="{ref} อยู่ที่รุ่น {found} แต่รายการนี้คาดว่าเป็นรุ่น {expected} ให้อ่านใหม่แล้วทำอีกครั้ง",
    )

    ref: RecordRef
    expected: int
    found: int


class Refused(StorageError):
    """An amount would fall below its floor or rise above its ceiling: nothing of the batch was written.

    The bound that it would pass is told, the other one is None.
    """

    code: ClassVar[str] = "refused"
    template: ClassVar[Text] = Text.of(
        en="{cell} holds {value}; {amount} would bring it {beyond}",
        th="{cell} มี {value} หากเปลี่ยน {amount} จะ{beyond}",
    )

    cell: str
    value: int
    amount: int
    at_least: int | None
    at_most: int | None = None

    def shown(self) -> dict[str, Any]:
        """The values, and which bound would be passed."""
        beyond = _ABOVE.fill(bound=self.at_most) if self.at_least is None else _BELOW.fill(bound=self.at_least)
        return {**super().shown(), "beyond": beyond}


class UnknownKind(StorageError, LookupError):
    """A record kind or field was used that ``ensure`` was never told."""

    code: ClassVar[str] = "unknown-kind"
    template: ClassVar[Text] = Text.of(
        en="this store knows no {what}; it knows {known}", th="ที่เก็บนี้ไม่รู้จัก {what} รู้จักเพียง {known}"
    )

    what: str
    known: tuple[str, ...]


class BadBatch(StorageError, ValueError):
    """A batch is malformed (twice the same record, a number for a record that is not written, a float …)."""

    code: ClassVar[str] = "bad-batch"
    template: ClassVar[Text] = Text.of(en="the batch cannot be applied: {reason}", th="บันทึกชุดนี้ไม่ได้: {reason}")

    reason: str


class BadQuery(StorageError, ValueError):
    """A question cannot be answered (a value of another type than the field's, a cursor of another order …)."""

    code: ClassVar[str] = "bad-query"
    template: ClassVar[Text] = Text.of(en="this cannot be looked up: {reason}", th="ค้นเช่นนี้ไม่ได้: {reason}")

    reason: Text | str


class UpgradeNeeded(StorageError):
    """The store's tables for some kinds were built for other fields or an older schema than this program declares."""

    code: ClassVar[str] = "upgrade-needed"
    template: ClassVar[Text] = Text.of(
        en="the store's tables for {kinds} were built for another version of this program or its plugins; install"
        " that version, or bring the tables up to date: orqa upgrade URL",
        th="ตารางของ {kinds} ในที่เก็บสร้างไว้สำหรับโปรแกรมหรือปลั๊กอินคนละรุ่น ให้ติดตั้งรุ่นนั้น หรือปรับปรุงตารางโดยสั่ง orqa upgrade URL",
    )

    kinds: tuple[str, ...]


class UpgradeUnfinished(StorageError):
    """Records of a kind whose tables are being upgraded cannot be destroyed until that is done."""

    code: ClassVar[str] = "upgrade-unfinished"
    template: ClassVar[Text] = Text.of(
        en="the tables of {kind} are being upgraded; nothing of it can be destroyed before that is complete. If it"
        " was cut short, go on with it: orqa upgrade URL",
        th="กำลังปรับปรุงตารางของ {kind} จึงยังทำลายข้อมูลไม่ได้จนกว่าจะเสร็จ หากหยุดไปกลางคันให้ทำต่อโดยสั่ง orqa upgrade URL",
    )

    kind: str


class EntriesRefused(StorageError, ValueError):
    """Entries of another store cannot be taken in: nothing of them was written."""

    code: ClassVar[str] = "entries-refused"
    template: ClassVar[Text] = Text.of(
        en="{store} cannot take in entry {position}: {reason}", th="{store} รับรายการที่ {position} ไม่ได้: {reason}"
    )

    store: str
    position: int
    reason: Text | str


class TargetDiffers(StorageError, ValueError):
    """A copy would be written into a store that holds something else than the beginning of the source."""

    code: ClassVar[str] = "copy-target-differs"
    template: ClassVar[Text] = Text.of(
        en="{target} holds entries that the source does not have: another office, or a copy that was written to"
        " since; choose an empty store",
        th="{target} มีรายการที่ต้นทางไม่มี อาจเป็นของสำนักงานอื่นหรือเป็นสำเนาที่มีการบันทึกเพิ่ม ให้เลือกที่เก็บว่าง",
    )

    target: str


class JoiningRefused(StorageError, ValueError):
    """A store cannot take part in the transaction of a connection: nothing was done there."""

    code: ClassVar[str] = "joining-refused"
    template: ClassVar[Text] = Text.of(
        en="{store} cannot take part in this transaction: {reason}", th="{store} เข้าร่วมทรานแซกชันนี้ไม่ได้: {reason}"
    )

    store: str
    reason: Text | str


class NotWhileJoined(StorageError):
    """A call that makes no sense in another program's transaction."""

    code: ClassVar[str] = "not-while-joined"
    template: ClassVar[Text] = Text.of(
        en="{store} takes part in another program's transaction, in which there is no {call}; use the office or store"
        " itself, outside of the transaction",
        th="{store} กำลังเข้าร่วมทรานแซกชันของโปรแกรมอื่น จึงใช้ {call} ไม่ได้ ให้ใช้สำนักงานหรือที่เก็บโดยตรงนอกทรานแซกชัน",
    )

    store: str
    call: str


class StoreTooNew(StorageError):
    """The store was written by a newer orqa or plugin: this code would damage it."""

    code: ClassVar[str] = "store-too-new"
    template: ClassVar[Text] = Text.of(
        en="the store holds {kind} at schema {found}, this program knows up to {known}; install the newer version",
        th="ที่เก็บมี {kind} รุ่นโครงสร้าง {found} แต่โปรแกรมนี้รู้จักถึงรุ่น {known} ให้ติดตั้งโปรแกรมรุ่นใหม่กว่า",
    )

    kind: str
    found: int
    known: int


class StoreReadOnly(StorageError):
    """The store cannot be written to: opened read-only, or the medium is."""

    code: ClassVar[str] = "store-read-only"
    template: ClassVar[Text] = Text.of(
        en="{store} is read-only; nothing was written", th="{store} เปิดไว้อ่านอย่างเดียว ไม่มีการบันทึกใด ๆ"
    )

    store: str


class StoreUnavailable(StorageError):
    """The store cannot be reached or opened now, or stayed locked, or has no room; nothing was written."""

    code: ClassVar[str] = "store-unavailable"
    template: ClassVar[Text] = Text.of(
        en="{store} cannot be used now: {reason}; nothing was written",
        th="ใช้ {store} ไม่ได้ในขณะนี้: {reason} ไม่มีการบันทึกใด ๆ",
    )

    store: str
    reason: Text | str


class StoreDamaged(StorageError):
    """What the store holds is not what orqa wrote."""

    code: ClassVar[str] = "store-damaged"
    template: ClassVar[Text] = Text.of(
        en="{store} is damaged: {reason}; restore a backup and run: orqa verify",
        th="{store} เสียหาย: {reason} ให้กู้จากสำเนาสำรองแล้วสั่ง orqa verify",
    )

    store: str
    reason: Text | str

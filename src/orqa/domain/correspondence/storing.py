"""Where finished letters are kept (การเก็บหนังสือ): stage, file, place, condition, each step with its day; pure.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 52 to 56 and 61. What is kept here tells nothing of the matter of
a letter, so that it may outlive the letter: its subject is that of its line in the register.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of, optional

from orqa.base.date_format import day_text
from orqa.base.language import Text, joined
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text, to_arabic_digits
from orqa.domain.correspondence.errors import StorageRefused
from orqa.domain.organization.restriction import Restriction

_text = instance_of(str)
_day = optional(instance_of(date))


LONGEST_CODE: Final = 60
"""Longest code of a file, in characters: a technical limit; no rule sets one."""


class Stage(StrEnum):
    """How far a letter is kept (ข้อ 52): during work, after it, or after it for regular checking."""

    WORKING = "working"
    CHECKING = "checking"
    STORED = "stored"


STAGES: Final = {
    Stage.WORKING: Text.of(en="kept during work", th="เก็บระหว่างปฏิบัติ"),
    Stage.CHECKING: Text.of(en="kept for use in checking", th="เก็บไว้เพื่อใช้ในการตรวจสอบ"),
    Stage.STORED: Text.of(en="stored after work", th="เก็บเมื่อปฏิบัติเสร็จแล้ว"),
}
"""What people call each stage."""

NEXT: Final = {
    Stage.WORKING: (Stage.CHECKING, Stage.STORED),
    Stage.CHECKING: (Stage.STORED,),
    Stage.STORED: (),
}
"""The stages that may follow each (ข้อ 53 to 56): what is in the store is lent, and goes back to no earlier stage."""


class Condition(StrEnum):
    """What became of the paper (ข้อ 61)."""

    SOUND = "sound"
    DAMAGED = "damaged"
    REPAIRED = "repaired"
    LOST = "lost"
    REPLACED = "replaced"


CONDITIONS: Final = {
    Condition.SOUND: Text.of(en="sound", th="สมบูรณ์"),
    Condition.DAMAGED: Text.of(en="damaged", th="ชำรุด"),
    Condition.REPAIRED: Text.of(en="repaired", th="ซ่อมแล้ว"),
    Condition.LOST: Text.of(en="lost", th="สูญหาย"),
    Condition.REPLACED: Text.of(en="replaced by a copy", th="หาสำเนามาแทน"),
}
"""What people call each."""

CONDITION_AFTER: Final = {
    Condition.SOUND: (Condition.DAMAGED, Condition.LOST),
    Condition.DAMAGED: (Condition.REPAIRED, Condition.LOST, Condition.REPLACED),
    Condition.REPAIRED: (Condition.DAMAGED, Condition.LOST),
    Condition.LOST: (Condition.SOUND, Condition.REPLACED),
    Condition.REPLACED: (Condition.DAMAGED, Condition.LOST, Condition.SOUND),
}
"""What may follow each: what was lost may be found again."""

_BACK = Text.of(
    en="it is {stage} since {since}; what may follow: {allowed}. To use it again, lend it: lend(letter, borrower)",
    th="อยู่ในขั้น{stage}ตั้งแต่ {since} ขั้นถัดไปที่ทำได้: {allowed} หากต้องใช้อีกให้ยืม: lend(letter, borrower)",
)
_NO_CODE = Text.of(
    en="say in which file it belongs (รหัสแฟ้ม): store(letter, code)", th="ให้ระบุรหัสแฟ้ม: store(letter, code)"
)
_BEFORE = Text.of(
    en="the day {on} lies before {since}, when it was put there", th="วันที่ {on} อยู่ก่อนวันที่ {since} ซึ่งนำมาเก็บ"
)
_SAME = Text.of(en="it is there already; nothing is left to do", th="เก็บอยู่ที่นั้นแล้ว ไม่ต้องทำซ้ำ")
_NOT_SO = Text.of(
    en="its condition is {now}; what may follow: {allowed}", th="สภาพปัจจุบันคือ{now} สภาพถัดไปที่บันทึกได้: {allowed}"
)


def clean_code(code: str) -> str:
    """A code of a file as it is kept: cleaned, in Arabic digits."""
    return to_arabic_digits(clean_text(code))


@frozen(kw_only=True)
class FileCode(Record):
    """One subject of the file plan (รหัสแฟ้ม); its id is its code.

    Attributes:
        title: what is filed there.
        parent: code of the subject above it; empty for none.
        unit: id of the unit that keeps it; empty for the office as a whole.
        retention: code of the retention class that its letters have unless one says otherwise; empty for the usual.
        first: the first day on which letters may be filed there.
        last: the last one; None until further notice.
    """

    kind: ClassVar[str] = "file-code"
    __repr__ = shown_by("title", "last")

    title: Text = field(validator=instance_of(Text), metadata=public())
    parent: str = field(default="", converter=clean_code, metadata=indexed() | public())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    retention: str = field(default="", validator=_text, metadata=indexed() | public())
    first: date = field(validator=instance_of(date), metadata=indexed() | public())
    last: date | None = field(default=None, validator=_day, metadata=public())

    def is_open(self, on: date) -> bool:
        """Whether letters may be filed there on a day."""
        return self.first <= on and (self.last is None or on <= self.last)


@frozen(kw_only=True)
class StorageStep:
    """One step in the keeping of a letter.

    Attributes:
        on: the day.
        stage: from then on.
        code: of the file.
        place: shelf and box (ที่เก็บ).
        condition: of the paper.
        note: why, or what was found and reported.
        person: id of who did it; empty for the program.
    """

    on: date = field(validator=instance_of(date))
    stage: Stage = field(converter=Stage)
    code: str = ""
    place: str = ""
    condition: Condition = field(default=Condition.SOUND, converter=Condition)
    note: str = ""
    person: str = ""


@frozen(kw_only=True)
class StoredLetter(Record):
    """How a letter is kept; its id is that of the letter, so there is one for each letter at most.

    Attributes:
        letter: the letter.
        unit: id of the unit whose store it is; empty for the office as a whole.
        year: of the series that its number in the storage register belongs to, in the Christian era; None before.
        number: in the storage register (ทะเบียนหนังสือเก็บ ลำดับที่); None before it is stored after work.
        stored_on: the day on which it was stored after work (วันเก็บ).
        stage: how far it is kept.
        code: of its file (รหัสแฟ้ม).
        place: shelf and box.
        condition: of the paper.
        loan: id of the loan that it is out on; empty where it is in its place.
        note: remark (หมายเหตุ).
        steps: what was done, the first first.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "stored-letter"
    __repr__ = shown_by("stage", "code", "number")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("unit", "year", "number"), ("stage", "stored_on"))

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    year: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed() | public())
    number: int | None = field(
        default=None, validator=optional([instance_of(int), ge(1)]), metadata=indexed() | public()
    )
    stored_on: date | None = field(default=None, validator=_day, metadata=indexed() | public())
    stage: Stage = field(default=Stage.WORKING, converter=Stage, metadata=indexed() | public())
    code: str = field(default="", converter=clean_code, metadata=indexed() | public())
    place: str = field(default="", converter=clean_text, metadata=indexed())
    condition: Condition = field(default=Condition.SOUND, converter=Condition, metadata=indexed())
    loan: str = field(default="", validator=_text, metadata=indexed())
    note: str = field(default="", converter=clean_text, metadata=personal())
    steps: tuple[StorageStep, ...] = field(default=(), metadata=personal())
    restricted: Restriction | None = None

    @property
    def since(self) -> date | None:
        """The day of the last step; None before the first."""
        return self.steps[-1].on if self.steps else None


def begun(letter: RecordRef, unit: str, restricted: Restriction | None) -> StoredLetter:
    """A letter of whose keeping nothing is known yet but that it is in work."""
    return StoredLetter(id=letter.id, letter=letter, unit=unit, restricted=restricted)


def put(  # noqa: PLR0913 - what a step is, by name
    kept: StoredLetter, *, stage: Stage, on: date, code: str = "", place: str = "", note: str = "", person: str = ""
) -> StoredLetter:
    """A letter, put into a stage, a file and a place; what is not given stays.

    Raises:
        StorageRefused: for a stage that may not follow, without a file, on an earlier day, and where nothing changes.
    """
    code, place = clean_code(code) or kept.code, clean_text(place) or kept.place
    _in_order(kept, on)
    if kept.steps and stage is not kept.stage and stage not in NEXT[kept.stage]:
        allowed = joined(STAGES[one] for one in NEXT[kept.stage])
        raise StorageRefused(
            _BACK.fill(stage=STAGES[kept.stage], since=day_text(kept.since or date.max), allowed=allowed)
        )
    if stage is not Stage.WORKING and not code:
        raise StorageRefused(_NO_CODE)
    if kept.steps and (stage, code, place) == (kept.stage, kept.code, kept.place):
        raise StorageRefused(_SAME)
    stored_on = on if stage is Stage.STORED and kept.stored_on is None else kept.stored_on
    changed = evolve(kept, stage=stage, code=code, place=place, stored_on=stored_on, note=clean_text(note) or kept.note)
    return _stepped(changed, on, note, person)


def found_in(kept: StoredLetter, condition: Condition, *, on: date, note: str, person: str = "") -> StoredLetter:
    """A letter with what became of its paper (ข้อ 61).

    Raises:
        StorageRefused: where that cannot follow, or on an earlier day.
    """
    _in_order(kept, on)
    if condition not in CONDITION_AFTER[kept.condition]:
        allowed = joined(CONDITIONS[one] for one in CONDITION_AFTER[kept.condition])
        raise StorageRefused(_NOT_SO.fill(now=CONDITIONS[kept.condition], allowed=allowed))
    return _stepped(evolve(kept, condition=condition), on, note, person)


def _stepped(kept: StoredLetter, on: date, note: str, person: str) -> StoredLetter:
    step = StorageStep(
        on=on,
        stage=kept.stage,
        code=kept.code,
        place=kept.place,
        condition=kept.condition,
        note=clean_text(note),
        person=person,
    )
    return evolve(kept, steps=(*kept.steps, step))


def _in_order(kept: StoredLetter, on: date) -> None:
    if kept.since is not None and on < kept.since:
        raise StorageRefused(_BEFORE.fill(on=day_text(on), since=day_text(kept.since)))

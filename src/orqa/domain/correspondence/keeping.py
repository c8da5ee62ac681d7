"""What somebody said of how long a letter is kept: its class, on what it is, the marks on it; pure."""

from datetime import date, datetime
from typing import Any, ClassVar, Literal

from attrs import evolve, field, frozen
from attrs.validators import in_, instance_of, optional

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.validators import aware
from orqa.domain.organization.restriction import Restriction

Medium = Literal["", "paper", "electronic"]
"""On what a letter is; empty where nobody said."""

_year = optional(instance_of(int))
_text = instance_of(str)

UNKNOWN_CLASS = Text.of(
    en="there is no class of retention {code!r:.60}; choose one of: {known}",
    th="ไม่มีประเภท {code!r:.60} ให้เลือกจาก: {known}",
)
NOTHING_SAID = Text.of(
    en="nothing was said that is not so already; give a class, a medium or a mark",
    th="ไม่มีสิ่งใดเปลี่ยน ให้ระบุประเภท สื่อ หรือเครื่องหมาย",
)
UNKNOWN_MEDIUM = Text.of(
    en="a letter is on paper or electronic, found {medium!r:.60}", th="สื่อคือ paper หรือ electronic แต่พบ {medium!r:.60}"
)
HANDED_OVER = Text.of(
    en="it went to the National Archives on {on}, which keep it now", th="ส่งมอบให้สำนักหอจดหมายเหตุแห่งชาติแล้วเมื่อ {on}"
)


class RetentionRefused(OrqaError, ValueError):
    """How long a letter is kept cannot be said so; nothing was written."""

    code: ClassVar[str] = "retention-refused"
    template: ClassVar[Text] = Text.of(en="{reason}; nothing was written", th="{reason} จึงไม่มีการบันทึกใด ๆ")

    reason: Text


@frozen(kw_only=True)
class LetterKeeping(Record):
    """What was said of how long a letter is kept; its id is that of the letter, each change a version of its own.

    Attributes:
        letter: the letter.
        retention_class: code of the vocabulary ``retention-class``; empty where nobody said.
        medium: on what it is; empty where nobody said.
        never: marked "do not destroy" (ห้ามทำลาย).
        until: the year up to which a mark keeps it (เก็บถึง พ.ศ.), in the Christian era; None for no mark.
        handed_over_on: the day on which it went to the National Archives; None where it did not.
        own_use: why the office keeps it itself when it is of age for the archives (แบบที่ 22); empty where it does not.
        deposited_on: the day on which it was deposited with the National Archives, before its time; None where it is
            not there.
        deposit: the list that it was deposited with (แบบที่ 23).
        reason: why the last change was made.
        stated_at: when.
        stated_by: by whom, as the journal calls them.
        restricted: as the letter.
    """

    kind: ClassVar[str] = "letter-keeping"
    __repr__ = shown_by("retention_class", "never", "until")

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    retention_class: str = field(default="", validator=_text, metadata=indexed() | public())
    medium: Medium = field(default="", validator=in_(("", "paper", "electronic")), metadata=indexed() | public())
    never: bool = field(default=False, validator=instance_of(bool), metadata=indexed() | public())
    until: int | None = field(default=None, validator=_year, metadata=indexed() | public())
    handed_over_on: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    own_use: str = field(default="", validator=_text, metadata=personal())
    deposited_on: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    deposit: str = field(default="", validator=_text)
    reason: str = field(default="", validator=_text, metadata=personal())
    stated_at: datetime = field(validator=aware)
    stated_by: str = field(default="", validator=_text, metadata=personal())
    restricted: Restriction | None = None


def restated(known: LetterKeeping, *, at: datetime, by: str, reason: str, **changes: Any) -> LetterKeeping:
    """What is said of a letter from now on.

    Raises:
        RetentionRefused: when that is what stands there, or the letter went to the archives.
    """
    if known.handed_over_on is not None:
        raise RetentionRefused(HANDED_OVER.fill(on=known.handed_over_on))
    said = evolve(known, **changes)
    if said == known:
        raise RetentionRefused(NOTHING_SAID)
    return evolve(said, stated_at=at, stated_by=by, reason=reason)

"""Copies of agreements as they were sent and approved (สำเนาข้อตกลงที่แลกเปลี่ยนทางอิเล็กทรอนิกส์).

Each partner keeps its own copy and may change it at any time; nobody serves a history. What was approved is told from
what is sent later only by a copy that was kept.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import in_, instance_of, matches_re

from orqa.base.markers import indexed, personal
from orqa.base.records import Record, shown_by

SIDES = ("ours", "theirs")


class CopyStanding(StrEnum):
    """How a copy stands to the one that was kept last: the same, changed since, or none was kept."""

    SAME = "same"
    CHANGED = "changed"
    NOT_KEPT = "not_kept"


@frozen(kw_only=True)
class AgreementCopy(Record):
    """One copy of an agreement, never changed.

    Attributes:
        agreement: id of the agreement.
        side: whose copy it is: ``ours`` or ``theirs``.
        interface: the version of the interface in whose form it is written.
        digest: the hash by which partners approve it, worked out from its text.
        text: the copy as it was sent, XML; names of people to write to stand in it.
        taken_on: the day on which it was kept.
        approved: whether it was kept because it was approved.
        note: what else a reader should know.
    """

    kind: ClassVar[str] = "agreement-copy"
    __repr__ = shown_by("agreement", "side", "digest", "taken_on")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("agreement", "taken_on"),)

    agreement: str = field(validator=matches_re(r"\S+"), metadata=indexed())
    side: str = field(validator=in_(SIDES), metadata=indexed())
    interface: int = field(validator=instance_of(int))
    digest: str = field(validator=matches_re("[0-9a-f]{64}"), metadata=indexed())
    text: str = field(validator=instance_of(str), metadata=personal())
    taken_on: date = field(validator=instance_of(date), metadata=indexed())
    approved: bool = field(default=False, validator=instance_of(bool))
    note: str = field(default="", validator=instance_of(str))

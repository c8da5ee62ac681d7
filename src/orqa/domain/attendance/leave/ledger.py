"""The account of somebody's leave of one type in one fiscal year (บัญชีวันลา): entries, whose sum is the balance; pure.

A balance is never worked out in another way than by summing entries, so that what is shown and what may be taken cannot
differ. An entry is never changed: what was wrong is set right by a further one.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.attendance.leave.days import to_days

_text = instance_of(str)
_whole = instance_of(int)


class EntryKind(StrEnum):
    """What an entry of the account is about.

    ``grant``: days of the year (วันลาประจำปี); ``carry_in``: days of the year before (ยกมา); ``use``: a leave that was
    permitted (ใช้ไป); ``cancel``: days of it that come back (คืนวันลา); ``lapse``: days that are lost at the end of the
    year (หมดสิทธิ); ``carry_out``: days that go on to the next year (ยกไป), where they are carried in.
    """

    GRANT = "grant"
    CARRY_IN = "carry_in"
    USE = "use"
    CANCEL = "cancel"
    LAPSE = "lapse"
    CARRY_OUT = "carry_out"


@frozen(kw_only=True)
class LedgerEntry(Record):
    """One line of an account of leave (รายการบัญชีวันลา).

    Attributes:
        person: id of the person.
        leave_type: code of the vocabulary ``leave-type``.
        year: common-era name of the fiscal year (2026 for ปีงบประมาณ 2569).
        entry: what it is about.
        hundredths: hundredths of a day: above zero adds to the account, below takes from it.
        on: the day on which it counts.
        leave: the leave that it comes from, where one does.
        reason: why it was made, for people.
    """

    kind: ClassVar[str] = "leave-entry"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("person", "leave_type", "year"),)

    person: str = field(validator=_text, metadata=indexed() | personal())
    leave_type: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=_whole, metadata=indexed())
    entry: EntryKind = field(converter=EntryKind, metadata=indexed())
    hundredths: int = field(validator=_whole)
    on: date = field(validator=instance_of(date), metadata=indexed())
    leave: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    reason: Text | None = None


@frozen(kw_only=True)
class Line:
    """What an entry is to say, before it is anybody's.

    Attributes:
        year: common-era name of the fiscal year whose account it belongs to.
        entry: what it is about.
        hundredths: hundredths of a day; below zero takes from the account.
        on: the day on which it counts.
        reason: why.
    """

    year: int
    entry: EntryKind
    hundredths: int
    on: date
    reason: Text

    def entry_of(self, id: str, *, person: str, leave_type: str, leave: RecordRef | None = None) -> LedgerEntry:  # noqa: A002 - as records call it
        """The entry in somebody's account.

        Args:
            id: of the entry to be.
            person: id of the person.
            leave_type: code of the vocabulary ``leave-type``.
            leave: the leave that it comes from, where one does.
        """
        return LedgerEntry(
            id=id, person=person, leave_type=leave_type, year=self.year, entry=self.entry,
            hundredths=self.hundredths, on=self.on, leave=leave, reason=self.reason,
        )  # fmt: skip


@frozen(kw_only=True)
class Account:
    """How an account of leave stands: the sums of its entries, in days.

    Attributes:
        granted: days of the year.
        carried_in: days of the year before.
        used: days of leave, without those that came back.
        lapsed: days that were lost.
        carried_out: days that went on to the next year.
    """

    granted: Decimal = Decimal(0)
    carried_in: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    lapsed: Decimal = Decimal(0)
    carried_out: Decimal = Decimal(0)

    @property
    def available(self) -> Decimal:
        """What there was to take: days of the year and days carried in."""
        return self.granted + self.carried_in

    @property
    def balance(self) -> Decimal:
        """What is left (คงเหลือ): the sum of all entries; below zero for a type that has no account to draw on."""
        return self.available - self.used - self.lapsed - self.carried_out


def account_of(entries: Iterable[LedgerEntry | Line]) -> Account:
    """How the account stands that these entries make; they are of one person, type and year."""
    sums = dict.fromkeys(EntryKind, 0)
    for one in entries:
        sums[one.entry] += one.hundredths
    return Account(
        granted=to_days(sums[EntryKind.GRANT]),
        carried_in=to_days(sums[EntryKind.CARRY_IN]),
        used=to_days(-sums[EntryKind.USE] - sums[EntryKind.CANCEL]),
        lapsed=to_days(-sums[EntryKind.LAPSE]),
        carried_out=to_days(-sums[EntryKind.CARRY_OUT]),
    )


def entries_of(entries: Iterable[LedgerEntry], *, person: str, leave_type: str, year: int) -> tuple[LedgerEntry, ...]:
    """Those of one account, in their order.

    Args:
        entries: of any people, types and years.
        person: id of the person.
        leave_type: code of the vocabulary ``leave-type``.
        year: common-era name of the fiscal year.
    """
    return tuple(one for one in entries if (one.person, one.leave_type, one.year) == (person, leave_type, year))

"""Lending what is kept (การยืมหนังสือ): who may borrow, who permits it, until when; pure.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 ข้อ 62 to 65: between agencies borrower and permitter are heads of a
division at least, within one of a section; persons from outside borrow nothing, they look at it or copy it.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import ClassVar, Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.thai import clean_text
from orqa.domain.correspondence.errors import LendingRefused
from orqa.domain.organization.restriction import Restriction
from orqa.rules.decisions import Decision
from orqa.rules.errors import UnknownParameter
from orqa.rules.views import Reading
from orqa.rules.vocabulary import titles_of

BORROWERS: Final = "borrower"
"""The vocabulary of sorts of borrowers: ``inside``, ``agency``, ``outside``."""

INSIDE: Final = "inside"
AGENCY: Final = "agency"
OUTSIDE: Final = "outside"

LEND: Final = "lend"
VIEW: Final = "view"
"""The ways in which somebody may have a letter, as the rule ``lending.way`` names them."""

_text = instance_of(str)
_day = instance_of(date)
_a_day = optional(_day)

_NO_PURPOSE = Text.of(
    en="say for which official work it is borrowed (purpose=)", th="ให้ระบุว่าจะนำไปใช้ในราชการใด (purpose=)"
)
_ONLY_VIEW = Text.of(
    en="{borrower} may not borrow, only look at it or copy it: view(letter, person)",
    th="{borrower}ยืมไม่ได้ ให้ดูหรือคัดลอกได้: view(letter, person)",
)
_ONLY_LEND = Text.of(en="{borrower} borrows it: lend(letter, borrower)", th="{borrower}ใช้วิธียืม: lend(letter, borrower)")
_BORROWER = Text.of(
    en="the borrower is none of: {roles}; name the order by which they act (delegation=)",
    th="ผู้ยืมไม่ได้เป็น: {roles} หากได้รับมอบหมายให้ระบุคำสั่ง (delegation=)",
)
_PERMITTER = Text.of(
    en="whoever permits it is none of: {roles}; name the order by which they act (delegation=)",
    th="ผู้อนุญาตไม่ได้เป็น: {roles} หากได้รับมอบหมายให้ระบุคำสั่ง (delegation=)",
)
_NO_DUE = Text.of(en="no rule says until when; name the day (due=)", th="ไม่มีกำหนดส่งคืนในโปรไฟล์ ให้ระบุวัน (due=)")
_DUE_BEFORE = Text.of(en="it would be due on {due}, before {on}", th="กำหนดส่งคืน {due} อยู่ก่อนวันที่ {on}")
_OVER = Text.of(en="it was given back on {on}; lend the letter anew", th="ส่งคืนแล้วเมื่อ {on} หากต้องใช้อีกให้ยืมใหม่")
_RECALLED = Text.of(
    en="it was recalled on {on} ({reason}); it is not prolonged, but given back",
    th="เรียกคืนแล้วเมื่อ {on} ({reason}) ต่ออายุไม่ได้ ให้ส่งคืน",
)
_NOT_LATER = Text.of(en="it is due on {due} already; name a later day", th="กำหนดส่งคืนเดิม {due} ให้ระบุวันที่หลังจากนั้น")
_NO_REASON = Text.of(en="say why", th="ให้ระบุเหตุผล")
_EARLY = Text.of(en="the day {on} lies before the loan, {lent}", th="วันที่ {on} อยู่ก่อนวันยืม {lent}")


@frozen(kw_only=True)
class Renewal:
    """That a loan was prolonged.

    Attributes:
        on: the day on which that was permitted.
        due: the new day.
        permitted_by: id of the person who permitted it; empty for the program.
    """

    on: date = field(validator=_day)
    due: date = field(validator=_day)
    permitted_by: str = ""


@frozen(kw_only=True)
class Loan(Record):
    """A letter that somebody has from the store (บัตรยืมหนังสือ, แบบที่ 24), or looked at there.

    Attributes:
        letter: the letter.
        way: ``lend`` or ``view``.
        borrower: code of the vocabulary ``borrower``.
        person: id of the borrower, one of the office; empty for others.
        name: of a borrower who is none of the office.
        post: their post.
        agency: the agency that borrows; empty for none.
        unit: id of the unit whose store it is from; empty for the office as a whole.
        purpose: for which official work.
        collected_by: who fetched it (ผู้รับ).
        permitted_by: id of the person who permitted it; empty for the program.
        delegation: the order by which borrower or permitter act for somebody who may; empty for none.
        lent_on: the day (วันยืม).
        due: the day by which it is to be back (กำหนดส่งคืน); None for a viewing.
        renewals: how often it was prolonged, the first first.
        recalled_on: the day on which it was called back (ทวงคืน); None where it was not.
        recall_reason: why.
        returned_on: the day on which it came back (วันส่งคืน); None before.
        returned_by: who brought it (ผู้ส่งคืน).
        note: remark.
        is_out: whether the letter is with the borrower.
        hold: id of what keeps it from being destroyed meanwhile; empty for a viewing.
        task: id of the task to give it back; empty for a viewing.
        restricted: as its letter.
    """

    kind: ClassVar[str] = "loan"
    __repr__ = shown_by("way", "lent_on", "due", "is_out")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("is_out", "due"),)

    letter: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    way: str = field(validator=_text, metadata=indexed() | public())
    borrower: str = field(validator=_text, metadata=indexed() | public())
    person: str = field(default="", validator=_text, metadata=indexed() | personal())
    name: str = field(default="", converter=clean_text, metadata=personal())
    post: str = field(default="", converter=clean_text, metadata=personal())
    agency: str = field(default="", converter=clean_text, metadata=public())
    unit: str = field(default="", validator=_text, metadata=indexed() | public())
    purpose: str = field(converter=clean_text, metadata=personal())
    collected_by: str = field(default="", converter=clean_text, metadata=personal())
    permitted_by: str = field(default="", validator=_text, metadata=personal())
    delegation: str = field(default="", converter=clean_text)
    lent_on: date = field(validator=_day, metadata=indexed() | public())
    due: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    renewals: tuple[Renewal, ...] = field(default=(), metadata=personal())
    recalled_on: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    recall_reason: str = field(default="", converter=clean_text, metadata=personal())
    returned_on: date | None = field(default=None, validator=_a_day, metadata=indexed() | public())
    returned_by: str = field(default="", converter=clean_text, metadata=personal())
    note: str = field(default="", converter=clean_text, metadata=personal())
    is_out: bool = field(default=True, validator=instance_of(bool), metadata=indexed())
    hold: str = field(default="", validator=_text)
    task: str = field(default="", validator=_text)
    restricted: Restriction | None = None

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been back before a day."""
        return self.is_out and self.due is not None and self.due < on


@frozen(kw_only=True)
class Asked:
    """What is asked for, with what the limits of lending look at.

    Attributes:
        way: ``lend`` or ``view``.
        borrower: code of the vocabulary ``borrower``.
        borrower_roles: codes of the roles that the borrower has on the day; None where nobody here knows them.
        permitter_roles: of whoever permits it; None for the program.
        purpose: for which official work.
        delegation: the order by which one of them acts for somebody who may.
        on: the day.
        due: by when it is to be back, where that was said.
    """

    way: str
    borrower: str
    borrower_roles: Collection[str] | None
    permitter_roles: Collection[str] | None
    purpose: str
    delegation: str
    on: date
    due: date | None = None


def decide_loan(reading: Reading, asked: Asked) -> Decision[date | None]:
    """By when a letter is to be back that may be lent so; None for a viewing.

    Raises:
        LendingRefused: where it may not, with the clauses and what is allowed.
        UnknownTerm: for a sort of borrower that the profile does not know.
    """
    inputs = {"borrower": asked.borrower, "way": asked.way, "on": asked.on, "due": asked.due}
    title = reading.term(BORROWERS, asked.borrower).title
    if not asked.purpose.strip():
        raise LendingRefused(_NO_PURPOSE)
    if (way := reading.value("lending.way", borrower=asked.borrower)) != asked.way:
        only = _ONLY_VIEW if way == VIEW else _ONLY_LEND
        raise _refused(only.fill(borrower=title), reading, "lending.way", asked.borrower)
    if asked.way == LEND:
        _check(reading, "lending.borrowers", asked, asked.borrower_roles, _BORROWER)
    _check(reading, "lending.permitters", asked, asked.permitter_roles, _PERMITTER)
    return reading.decision(_due(reading, asked), inputs)


def _check(reading: Reading, key: str, asked: Asked, held: Collection[str] | None, refusal: Text) -> None:
    needed = [row["role"] for row in reading.value(key, borrower=asked.borrower)]
    if held is None or asked.delegation.strip() or not set(needed).isdisjoint(held):
        return
    known = reading.view.vocabulary("role")
    roles = titles_of(known[one] for one in needed if one in known)
    raise _refused(refusal.fill(roles=roles), reading, key, asked.borrower)


def _due(reading: Reading, asked: Asked) -> date | None:
    if asked.way == VIEW:
        return None
    due = asked.due
    if due is None:
        try:
            due = asked.on + timedelta(days=reading.value("lending.days"))
        except UnknownParameter:
            raise LendingRefused(_NO_DUE) from None
    if due < asked.on:
        raise LendingRefused(_DUE_BEFORE.fill(due=day_text(due), on=day_text(asked.on)))
    return due


def _refused(reason: Text, reading: Reading, key: str, borrower: str) -> LendingRefused:
    cited = reading.view.row(key, {"borrower": borrower}).citations
    return LendingRefused(reason, tuple(map(str, cited)))


def renewed(loan: Loan, *, on: date, due: date, permitted_by: str = "") -> Loan:
    """The loan, prolonged.

    Raises:
        LendingRefused: when it is over or recalled, or the day is no later one.
    """
    refuse_over(loan)
    if loan.recalled_on is not None:
        raise LendingRefused(_RECALLED.fill(on=day_text(loan.recalled_on), reason=loan.recall_reason))
    if loan.due is not None and due <= loan.due:
        raise LendingRefused(_NOT_LATER.fill(due=day_text(loan.due)))
    _in_order(loan, on)
    if due < on:
        raise LendingRefused(_DUE_BEFORE.fill(due=day_text(due), on=day_text(on)))
    return evolve(loan, due=due, renewals=(*loan.renewals, Renewal(on=on, due=due, permitted_by=permitted_by)))


def recalled(loan: Loan, *, on: date, by: date, reason: str) -> Loan:
    """The loan, called back: due on a day that may be earlier than the one of before.

    Raises:
        LendingRefused: when it is over, there is no reason, or the day lies before the recall.
    """
    refuse_over(loan)
    if not reason.strip():
        raise LendingRefused(_NO_REASON)
    _in_order(loan, on)
    if by < on:
        raise LendingRefused(_DUE_BEFORE.fill(due=day_text(by), on=day_text(on)))
    due = by if loan.due is None else min(by, loan.due)
    return evolve(loan, due=due, recalled_on=on, recall_reason=reason)


def returned(loan: Loan, *, on: date, by: str, note: str = "") -> Loan:
    """The loan, over.

    Raises:
        LendingRefused: when it is over already, or the day lies before it began.
    """
    refuse_over(loan)
    _in_order(loan, on)
    return evolve(loan, returned_on=on, returned_by=by, note=note or loan.note, is_out=False)


def refuse_over(loan: Loan) -> None:
    """Go on where a loan is not over.

    Raises:
        LendingRefused: where it is.
    """
    if not loan.is_out:
        raise LendingRefused(_OVER.fill(on=day_text(loan.returned_on or loan.lent_on)))


def overdue(loans: Iterable[Loan], on: date) -> list[Loan]:
    """Those that should be back, the longest overdue first."""
    return sorted((one for one in loans if one.is_overdue(on)), key=lambda one: (one.due or date.max, one.id))


def _in_order(loan: Loan, on: date) -> None:
    if on < loan.lent_on:
        raise LendingRefused(_EARLY.fill(on=day_text(on), lent=day_text(loan.lent_on)))

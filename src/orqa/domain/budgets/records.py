"""What is kept of a budget: lines, spending cases, and postings that nobody changes."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, in_, instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.domain.budgets.stages import Move

_text = instance_of(str)
_whole = instance_of(int)
_flag = instance_of(bool)


def _moves(moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(moves)


def _refs(refs: Iterable[RecordRef]) -> tuple[RecordRef, ...]:
    return tuple(refs)


class Basis(StrEnum):
    """By what money was granted.

    ``act``: the annual budget act (พ.ร.บ. งบประมาณรายจ่ายประจำปี); ``interim``: spending on the year before's act while
    the new one is late (งบประมาณไปพลางก่อน); ``council``: the university council, for own income (สภามหาวิทยาลัย);
    ``agreement``: a grant or donation; ``carried``: money of the year before (เงินกันเหลื่อมปี); ``on_behalf``: another
    agency's money, which the office spends for it (รับเบิกแทนกัน).
    """

    ACT = "act"
    INTERIM = "interim"
    COUNCIL = "council"
    AGREEMENT = "agreement"
    CARRIED = "carried"
    ON_BEHALF = "on_behalf"


FUND_OF: Final[Mapping[str, str]] = {
    Basis.ACT: "national",
    Basis.INTERIM: "national",
    Basis.COUNCIL: "own_income",
    Basis.AGREEMENT: "external_grant",
    Basis.CARRIED: "national",
    Basis.ON_BEHALF: "on_behalf",
}
"""Which fund a line is of that names none, by what its money is granted."""


class CaseState(StrEnum):
    """Where a spending case stands.

    ``asked``: waits for approval (ขออนุมัติหลักการ); ``open``: money is held for it; ``done``: nothing is held any more;
    ``refused``: it was not approved; ``cancelled``: it was given up.
    """

    ASKED = "asked"
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


STATES: Final[Mapping[str, Text]] = {
    CaseState.ASKED: Text.of(en="asked for", th="ขออนุมัติ"),
    CaseState.OPEN: Text.of(en="open", th="อยู่ระหว่างดำเนินการ"),
    CaseState.DONE: Text.of(en="done", th="เสร็จสิ้น"),
    CaseState.REFUSED: Text.of(en="refused", th="ไม่อนุมัติ"),
    CaseState.CANCELLED: Text.of(en="given up", th="ยกเลิก"),
}
"""What people call the state of a spending case."""


@frozen(kw_only=True)
class BudgetLine(Record):
    """A line of the budget of one fiscal year (รายการงบประมาณ).

    The axes are independent of each other: the personnel plan also holds operating money, and investment money may come
    as a subsidy, so that none can be told from another.

    Attributes:
        code: its code, unique in the year.
        title: what it is called.
        year: common-era name of the fiscal year (2026 for ปีงบประมาณ 2569).
        parent: id of the line above; empty at the top.
        holds_money: whether money stands on this line; one that holds none draws on the nearest line above that does.
        fund: code of the vocabulary of funds (แหล่งเงิน).
        basis: by what its money is granted.
        plan: the plan (แผนงาน).
        output: the output or project under the plan (ผลผลิต โครงการ).
        project: the project of the unit's own action plan.
        activity: the activity (กิจกรรม).
        category: the expenditure category (งบรายจ่าย).
        nature: recurrent or investment (รายจ่ายประจำ รายจ่ายลงทุน).
        unit: id of the unit that it was allotted to.
        owner: the agency whose money it is, where the office spends it on that agency's behalf; empty for its own.
        closed: whether the year is closed for it.
    """

    kind: ClassVar[str] = "budget-line"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("year", "code"),)

    code: str = field(validator=_text, metadata=indexed() | searchable() | public())
    title: str = field(validator=_text, metadata=searchable() | public())
    year: int = field(validator=_whole, metadata=indexed() | public())
    parent: str = field(default="", validator=_text, metadata=indexed())
    holds_money: bool = field(default=True, validator=_flag)
    fund: str = field(default="", validator=_text, metadata=indexed() | public())
    basis: str = field(default=Basis.ACT.value, validator=in_(tuple(Basis)), metadata=indexed() | public())
    plan: str = field(default="", validator=_text, metadata=indexed() | public())
    output: str = field(default="", validator=_text, metadata=public())
    project: str = field(default="", validator=_text, metadata=indexed() | public())
    activity: str = field(default="", validator=_text, metadata=public())
    category: str = field(default="", validator=_text, metadata=indexed() | public())
    nature: str = field(default="", validator=_text, metadata=indexed() | public())
    unit: str = field(default="", validator=_text, metadata=indexed())
    owner: str = field(default="", validator=_text, metadata=public())
    closed: bool = field(default=False, validator=_flag)

    __repr__ = shown_by("code", "year")


AXES: Final = ("fund", "plan", "output", "project", "activity", "category", "nature", "unit", "owner")
"""By what a line is told from others; what is not said of a line is so of the line above."""


@frozen(kw_only=True)
class SpendingCase(Record):
    """Something that money is asked for, until it is paid (เรื่องขออนุมัติใช้เงิน).

    Attributes:
        line: id of the line that it was asked from.
        funded: id of the line that holds the money: the same, or the nearest above.
        year: common-era name of the fiscal year.
        title: what for.
        minor: how much was asked for, in satang.
        state: see :class:`CaseState`.
        on: the day of the request.
        requester: id of the person who asks.
        contract: number of the order or contract, or of the loan, once there is one.
        due: the day by which an advance is to be accounted for.
        concerns: letters, minutes, agreements and other records that it goes back to.
        pay_by: the last day on which money that was carried over may be paid; None where there is none.
        agreed: number of the document by which carrying it over, or paying it later, was agreed to.
        spender: the agency or unit that spends it on the office's behalf (เบิกแทนกัน); empty where the office does.
        unit: id of the unit that asks for it, or that its line was allotted to.
    """

    kind: ClassVar[str] = "spending-case"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("funded", "on"),)

    line: str = field(validator=_text, metadata=indexed())
    funded: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=_whole, metadata=indexed())
    title: str = field(validator=_text, metadata=searchable())
    minor: int = field(validator=_whole, metadata=indexed())
    state: str = field(default=CaseState.OPEN.value, validator=in_(tuple(CaseState)), metadata=indexed())
    on: date = field(validator=instance_of(date), metadata=indexed())
    requester: str = field(default="", validator=_text, metadata=indexed() | personal())
    contract: str = field(default="", validator=_text, metadata=searchable())
    due: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    concerns: tuple[RecordRef, ...] = field(
        default=(), converter=_refs, validator=deep_iterable(instance_of(RecordRef))
    )
    pay_by: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    agreed: str = field(default="", validator=_text)
    spender: str = field(default="", validator=_text, metadata=searchable())
    unit: str = field(default="", validator=_text)

    __repr__ = shown_by("line", "state", "on")


@frozen(kw_only=True)
class Posting(Record):
    """What moved money on one line (รายการบัญชีงบประมาณ); never changed, a mistake is reversed by a further one.

    Attributes:
        line: id of the line that holds the money.
        year: common-era name of its fiscal year.
        verb: what was done: ``allot``, ``reserve``, ``pay`` …
        on: the day on which it counts.
        moves: from which stage to which, and how much.
        case: id of the spending case, where it belongs to one.
        asked_of: id of the line that it was asked from, where that is another.
        document: number of the paper (เลขที่เอกสาร).
        reverses: id of the posting that it takes back.
        pair: id of the posting on the other line, of a transfer or of money that was carried over.
        reason: why, for people.
        agreed: number of the document by which those agreed whose agreement the rules ask for.
    """

    kind: ClassVar[str] = "budget-posting"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("line", "on"),)

    line: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=_whole, metadata=indexed())
    verb: str = field(validator=_text, metadata=indexed())
    on: date = field(validator=instance_of(date), metadata=indexed())
    moves: tuple[Move, ...] = field(converter=_moves, validator=deep_iterable(instance_of(Move)))
    case: str = field(default="", validator=_text, metadata=indexed())
    asked_of: str = field(default="", validator=_text, metadata=indexed())
    document: str = field(default="", validator=_text, metadata=searchable())
    reverses: str = field(default="", validator=_text, metadata=indexed())
    pair: str = field(default="", validator=_text)
    reason: str = field(default="", validator=_text)
    agreed: str = field(default="", validator=_text)

    __repr__ = shown_by("line", "verb", "on")

"""What is kept of money that comes in (การรับเงินและการนำส่งเงิน): receipts, what is held for others, remittances."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import in_, instance_of, optional

from orqa.base.language import Text
from orqa.base.markers import indexed, personal, public, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef

_text = instance_of(str)
_whole = instance_of(int)


class DueState(StrEnum):
    """Where money that is held for others stands.

    ``waiting``: it is to be remitted; ``remitted``: it was; ``cancelled``: what it came from was taken back.
    """

    WAITING = "waiting"
    REMITTED = "remitted"
    CANCELLED = "cancelled"


STATE_REVENUE: Final = "state_revenue"
REFUND: Final = "refund"
WITHHELD_TAX: Final = "withheld_tax"
OWN_INCOME: Final = "own_income"
PENALTY: Final = "penalty"

WHAT: Final[Mapping[str, Text]] = {
    STATE_REVENUE: Text.of(en="State revenue", th="รายได้แผ่นดิน"),
    REFUND: Text.of(en="Refund", th="เงินเบิกเกินส่งคืน"),
    WITHHELD_TAX: Text.of(en="Withheld tax", th="ภาษีหัก ณ ที่จ่าย"),
    OWN_INCOME: Text.of(en="Own income", th="เงินรายได้"),
    PENALTY: Text.of(en="Penalty", th="ค่าปรับ"),
}
"""What money that is held for others is; by when it goes to them is the rule ``remittance.within``."""


@frozen(kw_only=True)
class IncomeReceipt(Record):
    """Money that came in (รายรับ); never changed, a mistake is reversed by a further one.

    Attributes:
        year: common-era name of the fiscal year.
        number: of the receipt that the payer got (เลขที่ใบเสร็จรับเงิน); None where none is given.
        on: the day on which the money came.
        source: code of the vocabulary of sources of income (ประเภทรายรับ).
        minor: how much, in satang; negative in a reversal.
        kept: how much of it the university keeps.
        title: what for.
        payer: who paid.
        unit: id of the unit that it came to.
        document: number of the paper that it goes back to.
        reverses: id of the receipt that it takes back.
        reason: why it takes that back.
    """

    kind: ClassVar[str] = "income-receipt"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("year", "on"),)

    year: int = field(validator=_whole, metadata=indexed() | public())
    number: int | None = field(default=None, validator=optional(_whole), metadata=indexed())
    on: date = field(validator=instance_of(date), metadata=indexed() | public())
    source: str = field(validator=_text, metadata=indexed() | public())
    minor: int = field(validator=_whole, metadata=indexed() | public())
    kept: int = field(validator=_whole)
    title: str = field(validator=_text, metadata=searchable())
    payer: str = field(default="", validator=_text, metadata=searchable() | personal())
    unit: str = field(default="", validator=_text, metadata=indexed())
    document: str = field(default="", validator=_text, metadata=searchable())
    reverses: str = field(default="", validator=_text, metadata=indexed())
    reason: str = field(default="", validator=_text)

    __repr__ = shown_by("year", "number", "source")


@frozen(kw_only=True)
class RemittanceDue(Record):
    """Money that is held for others until it is remitted (เงินรอนำส่ง).

    Attributes:
        what: see :data:`WHAT`.
        minor: how much, in satang.
        since: the day from which it was held.
        due: the day by which it is to be remitted; None where no rule tells it.
        about: the receipt or posting that it came from.
        payee: whose tax or penalty it is.
        state: see :class:`DueState`.
        remittance: id of the remittance that it went with.
    """

    kind: ClassVar[str] = "remittance-due"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("state", "due"),)

    what: str = field(validator=_text, metadata=indexed())
    minor: int = field(validator=_whole, metadata=indexed())
    since: date = field(validator=instance_of(date), metadata=indexed())
    due: date | None = field(default=None, validator=optional(instance_of(date)), metadata=indexed())
    about: RecordRef | None = field(default=None, validator=optional(instance_of(RecordRef)), metadata=indexed())
    payee: str = field(default="", validator=_text, metadata=searchable() | personal())
    state: str = field(default=DueState.WAITING.value, validator=in_(tuple(DueState)), metadata=indexed())
    remittance: str = field(default="", validator=_text, metadata=indexed())

    __repr__ = shown_by("what", "state", "due")


@frozen(kw_only=True)
class Remittance(Record):
    """Money that went to whom it belongs, with one slip (ใบนำส่งเงิน).

    Attributes:
        what: see :data:`WHAT`.
        year: common-era name of the fiscal year.
        number: of the slip.
        on: the day.
        minor: how much, in satang.
        document: number that the receiver gave it.
    """

    kind: ClassVar[str] = "remittance"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("year", "on"),)

    what: str = field(validator=_text, metadata=indexed())
    year: int = field(validator=_whole, metadata=indexed())
    number: int | None = field(default=None, validator=optional(_whole), metadata=indexed())
    on: date = field(validator=instance_of(date), metadata=indexed())
    minor: int = field(validator=_whole, metadata=indexed())
    document: str = field(default="", validator=_text, metadata=searchable())

    __repr__ = shown_by("what", "year", "number")

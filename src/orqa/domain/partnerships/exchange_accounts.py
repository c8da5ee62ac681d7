"""Accounts of exchange places with partners (บัญชีดุลการแลกเปลี่ยน): by which clauses, and what of mobilities counts."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, in_, instance_of, optional

from orqa.base.markers import indexed
from orqa.base.records import Record, shown_by
from orqa.base.years import Year
from orqa.domain.partnerships.mobilities import OFF, Mobility
from orqa.domain.partnerships.movements import Circumstance, Clauses, Direction, EarlyReturn, Movement, Opening

_text = instance_of(str)
_number = optional(instance_of(Decimal))
_year = optional(instance_of(int))

_UNIT: Final = "student_semester"


@frozen(kw_only=True)
class ExchangeAccount(Record):
    """The account of places of one agreement, or of a partner where no agreement is named (บัญชีดุลการแลกเปลี่ยน).

    It is the owner of what is counted under it: whoever nominates somebody writes it anew, so that two nominations
    never take the same place. Its clauses count where the agreement itself holds none.

    Attributes:
        partner: id of the partner.
        agreement: id of the agreement; None for what holds without one.
        unit: the unit of the balance.
        per_year: how many of each unit are one year of study.
        first: the first academic year, by its name in the common era.
        last: the last one; None while none is set.
        level_at_end: whether the balance is to be level when the agreement ends.
        yearly_cap: the most in a year each way.
        carry_over: for how many years an unused place may still be used.
        matched: ways in which no more go than went the other way.
        vacancies: places each way in a year that begins level.
        credit_years: for how many years a credit can still be used.
        early_return: what counts of a stay that ended early; None where the agreement does not say.
        counted: circumstances that count although they do not by custom.
        opening: the balance that was kept elsewhere, sent minus received.
        opening_year: at the end of which year it stood.
        clause: where the agreement says so, for messages: such as ``ข้อ 5``.
    """

    kind: ClassVar[str] = "exchange-account"
    __repr__ = shown_by("partner", "agreement", "unit", "first", "last")

    partner: str = field(validator=_text, metadata=indexed())
    agreement: str | None = field(default=None, validator=optional(_text), metadata=indexed())
    unit: str = field(default=_UNIT, validator=_text)
    per_year: tuple[tuple[str, int], ...] = ()
    first: int = field(validator=instance_of(int))
    last: int | None = field(default=None, validator=_year)
    level_at_end: bool = field(default=False, validator=instance_of(bool))
    yearly_cap: Decimal | None = field(default=None, validator=_number)
    carry_over: int = field(default=0, validator=[instance_of(int), ge(0)])
    matched: tuple[str, ...] = field(default=(), validator=deep_iterable(in_(tuple(Direction))))
    vacancies: Decimal | None = field(default=None, validator=_number)
    credit_years: int | None = field(default=None, validator=_year)
    early_return: str | None = field(default=None, validator=optional(in_(tuple(EarlyReturn))))
    counted: tuple[str, ...] = field(default=(), validator=deep_iterable(in_(tuple(Circumstance))))
    opening: Decimal | None = field(default=None, validator=_number)
    opening_year: int | None = field(default=None, validator=_year)
    clause: str = field(default="", validator=_text)

    def clauses(self, year: Callable[[int], Year]) -> Clauses:
        """As the ledger takes them.

        Args:
            year: the academic year of a name in the common era.
        """
        return Clauses(
            unit=self.unit,
            per_year=self.per_year,
            first=year(self.first),
            last=None if self.last is None else year(self.last),
            level_at_end=self.level_at_end,
            yearly_cap=self.yearly_cap,
            carry_over=self.carry_over,
            matched=frozenset(map(Direction, self.matched)),
            vacancies=self.vacancies,
            credit_years=self.credit_years,
            early_return=None if self.early_return is None else EarlyReturn(self.early_return),
            left_out=frozenset(Circumstance) - frozenset(map(Circumstance, self.counted)),
        )

    def brought(self, year: Callable[[int], Year]) -> Opening | None:
        """The opening balance; None where there is none."""
        if self.opening is None or self.opening_year is None:
            return None
        return Opening(units=self.opening, unit=self.unit, year=year(self.opening_year))


def account_id(partner: str, agreement: str | None) -> str:
    """The id of the account of an agreement, or of a partner without one: there is one of each."""
    return f"{partner}/{agreement}" if agreement else partner


def movement_of(mobility: Mobility, kinds: Mapping[str, str], year: Callable[[int], Year]) -> Movement | None:
    """What a mobility is in the ledger; None for one with nothing to count.

    Args:
        mobility: the file.
        kinds: by kind of mobility, the circumstance that takes it out of the exchange; empty for none.
        year: the academic year of a name in the common era.
    """
    if not mobility.units:
        return None
    return Movement(
        key=mobility.code,
        direction=mobility.way,
        units=mobility.units,
        unit=mobility.counted_in,
        year=year(mobility.year),
        circumstance=_circumstance(mobility, kinds),
        attended=mobility.attended,
    )


def _circumstance(mobility: Mobility, kinds: Mapping[str, str]) -> Circumstance | None:
    if mobility.state in OFF:
        return Circumstance.CANCELLED
    if mobility.settled_in_money:
        return Circumstance.MONEY
    own = kinds.get(mobility.mobility_kind, "")
    return Circumstance(own) if own else None

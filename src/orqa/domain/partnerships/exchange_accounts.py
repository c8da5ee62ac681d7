"""Accounts of exchange places with partners (บัญชีดุลการแลกเปลี่ยน): by which clauses, and what of mobilities counts."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from attrs import field, frozen
from attrs.validators import instance_of, optional

from orqa.base.markers import indexed
from orqa.base.records import Record, shown_by
from orqa.base.upcasts import Upcast, upcast
from orqa.base.years import Year
from orqa.domain.partnerships.agreement_parts import ExchangeTerms
from orqa.domain.partnerships.mobilities import OFF, Mobility
from orqa.domain.partnerships.movements import Circumstance, Movement, Opening

_text = instance_of(str)


@frozen(kw_only=True)
class ExchangeAccount(Record):
    """The account of places of one agreement, or of a partner where no agreement is named (บัญชีดุลการแลกเปลี่ยน).

    It is the owner of what is counted under it: whoever nominates somebody writes it anew, so that two nominations
    never take the same place. Its clauses count where the agreement itself holds none.

    Attributes:
        partner: id of the partner.
        agreement: id of the agreement; None for what holds without one.
        terms: the clauses, as an agreement holds them.
        opening: the balance that was kept elsewhere, sent minus received.
        opening_year: at the end of which year it stood.
        clause: where the agreement says so, for messages: such as ``ข้อ 5``.
    """

    kind: ClassVar[str] = "exchange-account"
    schema: ClassVar[int] = 2
    __repr__ = shown_by("partner", "agreement", "terms")

    partner: str = field(validator=_text, metadata=indexed())
    agreement: str | None = field(default=None, validator=optional(_text), metadata=indexed())
    terms: ExchangeTerms = field(validator=instance_of(ExchangeTerms))
    opening: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    opening_year: int | None = field(default=None, validator=optional(instance_of(int)))
    clause: str = field(default="", validator=_text)

    @property
    def first(self) -> int:
        """The first academic year that counts, by its name in the common era."""
        return self.terms.first

    def brought(self, year: Callable[[int], Year]) -> Opening | None:
        """The opening balance; None where there is none."""
        if self.opening is None or self.opening_year is None:
            return None
        return Opening(units=self.opening, unit=self.terms.unit, year=year(self.opening_year))


_TERMS: Final = (
    *("unit", "first", "last", "level_at_end", "yearly_cap", "carry_over", "matched"),
    *("vacancies", "credit_years", "early_return"),
)


@upcast(ExchangeAccount.kind, 1)
def _terms_as_agreements_hold_them(body: dict[str, Any]) -> dict[str, Any]:
    """The account spelled its clauses by itself, and told what counts instead of what is left out."""
    terms: dict[str, Any] = {name: body.pop(name) for name in _TERMS if name in body}
    terms["per_year"] = [{"unit": unit, "count": count} for unit, count in body.pop("per_year", ())]
    counted = set(body.pop("counted", ()))
    terms["left_out"] = [one.value for one in Circumstance if one.value not in counted] if counted else None
    return {**body, "terms": terms}


UPCASTS: Final[tuple[Upcast, ...]] = (_terms_as_agreements_hold_them,)
"""How accounts that were kept before are read."""


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

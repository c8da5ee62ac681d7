"""What an agreement says of exchange, in words: the clauses of its balance, and its places (เงื่อนไขการแลกเปลี่ยน)."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from orqa.base.language import Text, joined
from orqa.domain.partnerships.agreement_parts import ExchangeTerms, Quota
from orqa.domain.partnerships.mobilities import DIRECTIONS
from orqa.domain.partnerships.movements import CIRCUMSTANCES, UNITS, Circumstance, EarlyReturn

_COUNTED = Text.of(en="counted in {unit}", th="นับเป็น {unit}")
_PER_YEAR = Text.of(en="a year is {counts}", th="หนึ่งปีเท่ากับ {counts}")
_LEVEL = Text.of(en="level at the end", th="ต้องสมดุลเมื่อสิ้นสุดข้อตกลง")
_CAP = Text.of(en="at most {most} a year each way", th="ไม่เกิน {most} ต่อปีต่อทิศทาง")
_CARRY = Text.of(en="unused places stay for {years} year(s)", th="ที่นั่งที่ไม่ได้ใช้ยกไปได้ {years} ปี")
_MATCHED = Text.of(en="no more are {way} than go the other way", th="{way}ได้ไม่เกินอีกทิศทาง")
_VACANCIES = Text.of(en="{most} each way in a year that begins level", th="ปีที่เริ่มสมดุลมี {most} ต่อทิศทาง")
_CREDIT = Text.of(en="a credit lasts {years} year(s)", th="ดุลคงเหลือใช้ได้ {years} ปี")
_ALSO = Text.of(en="also counted: {what}", th="นับด้วย: {what}")
_EARLY: Final = MappingProxyType(
    {
        EarlyReturn.PLANNED: Text.of(en="a stay that ended early counts as planned", th="กลับก่อนกำหนดนับตามแผน"),
        EarlyReturn.ATTENDED: Text.of(en="a stay that ended early counts as attended", th="กลับก่อนกำหนดนับตามที่อยู่จริง"),
        EarlyReturn.NOTHING: Text.of(en="a stay that ended early does not count", th="กลับก่อนกำหนดไม่นับ"),
    }
)
_PERSON = Text.of(en="person(s)", th="คน")
_PLACES = Text.of(en="{way} {places} {unit} a year{more}", th="{way} {places} {unit} ต่อปี{more}")


def terms_wording(terms: ExchangeTerms) -> Text:
    """The clauses of a balance, one after the other."""
    return joined(_clauses(terms), "; ")


def places_wording(quota: Quota) -> Text:
    """Places in a year, and for whom."""
    told = quota.terms
    years = f"{told.first} – {told.last}" if told and told.first else ""
    fields = " ".join((told and told.fields) or ())
    more = ", ".join(filter(None, (quota.whom, told.mobility if told else "", years, fields)))
    unit = _PERSON if quota.unit == "person" else _unit(quota.unit)
    return _PLACES.fill(
        way=DIRECTIONS[quota.direction], places=quota.places, unit=unit, more=f" ({more})" if more else ""
    )


def _clauses(terms: ExchangeTerms) -> Iterator[Text]:
    yield _COUNTED.fill(unit=_unit(terms.unit))
    if terms.per_year:
        counts = joined(_PAIR.fill(count=one.count, unit=_unit(one.unit)) for one in terms.per_year)
        yield _PER_YEAR.fill(counts=counts)
    if terms.yearly_cap is not None:
        yield _CAP.fill(most=f"{terms.yearly_cap:f}")
    if terms.level_at_end:
        yield _LEVEL
    if terms.carry_over:
        yield _CARRY.fill(years=terms.carry_over)
    for way in terms.matched:
        yield _MATCHED.fill(way=DIRECTIONS[way])
    if terms.vacancies is not None:
        yield _VACANCIES.fill(most=f"{terms.vacancies:f}")
    if terms.credit_years is not None:
        yield _CREDIT.fill(years=terms.credit_years)
    if terms.early_return is not None:
        yield _EARLY[terms.early_return]
    if terms.left_out is not None and (also := [one for one in Circumstance if one not in terms.left_out]):
        yield _ALSO.fill(what=joined(CIRCUMSTANCES[one] for one in also))


_PAIR = Text.of(en="{count} {unit}", th="{count} {unit}")


def _unit(unit: str) -> Text:
    return UNITS.get(unit) or Text.of(en=unit)

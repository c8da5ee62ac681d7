"""What callers give of the clauses of an exchange, as agreements and accounts hold them (เงื่อนไขดุลการแลกเปลี่ยน)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

from orqa.base.amounts import AmountNotUnderstood, FloatRefused, exact
from orqa.base.language import Text
from orqa.domain.partnerships.agreement_parts import ExchangeTerms, UnitsPerYear
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.movements import UNITS, Circumstance, Direction, EarlyReturn

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

PERSON: Final = "person"
"""The unit of places that are counted by people."""

_Word = TypeVar("_Word", Direction, EarlyReturn, Circumstance)

_NUMBER = Text.of(
    en="{found!r} is no number for {name}; write it as 4 or 1.5",
    th="{found!r} ไม่ใช่ตัวเลขของ {name} โปรดเขียน เช่น 4 หรือ 1.5",
)
_WORD = Text.of(en="{found!r} is none of: {known}", th="{found!r} ไม่อยู่ในรายการ: {known}")
_UNIT = Text.of(
    en="there is no unit of exchange {found!r}; choose one of: {known}",
    th="ไม่มีหน่วยนับการแลกเปลี่ยน {found!r} ให้เลือกจาก: {known}",
)
_COUNT = Text.of(
    en="a year of study has at least one {unit}, found {found}", th="หนึ่งปีการศึกษามีอย่างน้อยหนึ่ง {unit} พบ {found}"
)
_YEARS = Text.of(
    en="{name} is a whole number of years from 0, found {found}", th="{name} ต้องเป็นจำนวนปีตั้งแต่ 0 พบ {found}"
)
_REVERSED = Text.of(en="the last year lies before the first", th="ปีสุดท้ายอยู่ก่อนปีแรก")


def units_of(office: "Office") -> tuple[str, ...]:
    """The units in which exchange is counted: the usual ones, and those of the vocabulary ``study-term``."""
    terms: Mapping[str, Term] = office.profile.vocabularies.get("study-term", {})
    return tuple(dict.fromkeys((*UNITS, *(one.extra["counted_in"] for one in terms.values()))))


def checked_quota_unit(office: "Office", unit: str) -> str:
    """A unit of places: a person, or a unit of exchange; errors as of :func:`checked_unit`."""
    return checked_unit(office, unit, PERSON)


def checked_unit(office: "Office", unit: str, *others: str) -> str:
    """A unit of exchange, or one of the others.

    Raises:
        MobilityRefused: when it is none; it names those that there are.
    """
    known = (*others, *units_of(office))
    if unit not in known:
        raise MobilityRefused(_UNIT.fill(found=unit[:40], known=", ".join(known)))
    return unit


def terms_of(  # noqa: PLR0913 - what an agreement says, by name
    office: "Office",
    *,
    unit: str = "",
    per_year: Mapping[str, int] | None = None,
    first: int | None = None,
    last: int | None = None,
    level_at_end: bool = False,
    yearly_cap: Decimal | str | None = None,
    carry_over: int = 0,
    matched: Iterable[str] = (),
    vacancies: Decimal | str | None = None,
    credit_years: int | None = None,
    early_return: str | None = None,
    counted: Iterable[str] = (),
) -> ExchangeTerms:
    """The clauses of an exchange, by the six families that agreements have.

    Args:
        office: whose years and units hold.
        unit: the unit of the balance; by default the rule ``mobility.unit``.
        per_year: how many of each unit are one year of study.
        first: the first academic year, by its name in the office's era; by default the current one.
        last: the last one.
        level_at_end: whether it must be level when the agreement ends.
        yearly_cap: the most in a year each way.
        carry_over: for how many years an unused place may still be used.
        matched: ``sent``, ``received``: ways in which no more go than went the other way.
        vacancies: places each way in a year that begins level.
        credit_years: for how many years a credit can still be used.
        early_return: ``planned``, ``attended`` or ``nothing``: what counts of a stay that ended early.
        counted: circumstances that count although they do not by custom, such as ``blended``.

    Raises:
        MobilityRefused: for what is no number, unit, year or word of these.
    """
    begins = office.year("academic", first).ce
    ends = None if last is None else office.year("academic", last).ce
    if ends is not None and ends < begins:
        raise MobilityRefused(_REVERSED)
    usual: str = unit or office.rules().reading().value("mobility.unit")
    counts = _words(counted, Circumstance)
    return ExchangeTerms(
        unit=checked_unit(office, usual),
        per_year=tuple(_per_year(office, *one) for one in (per_year or {}).items()),
        first=begins,
        last=ends,
        level_at_end=level_at_end,
        yearly_cap=number_of(yearly_cap, "yearly_cap"),
        carry_over=_years(carry_over, "carry_over"),
        matched=_words(matched, Direction),
        vacancies=number_of(vacancies, "vacancies"),
        credit_years=None if credit_years is None else _years(credit_years, "credit_years"),
        early_return=None if early_return is None else _words([early_return], EarlyReturn)[0],
        left_out=tuple(one for one in Circumstance if one not in counts) if counts else None,
    )


def number_of(given: Decimal | str | None, name: str) -> Decimal | None:
    """An exact number of places, semesters or credits; None for none.

    Raises:
        MobilityRefused: when it is no number, or a binary float.
    """
    if given is None:
        return None
    try:
        return exact(given)
    except (AmountNotUnderstood, FloatRefused):
        raise MobilityRefused(_NUMBER.fill(found=str(given)[:40], name=name)) from None


def _per_year(office: "Office", unit: str, count: int) -> UnitsPerYear:
    if count < 1:
        raise MobilityRefused(_COUNT.fill(unit=unit, found=count))
    return UnitsPerYear(unit=checked_unit(office, unit), count=count)


def _years(given: int, name: str) -> int:
    if given < 0:
        raise MobilityRefused(_YEARS.fill(name=name, found=given))
    return given


def _words(given: Iterable[str], known: type[_Word]) -> tuple[_Word, ...]:
    words, allowed = tuple(given), [one.value for one in known]
    for word in words:
        if word not in allowed:
            raise MobilityRefused(_WORD.fill(found=word, known=", ".join(allowed)))
    return tuple(map(known, words))

"""Applications are ranked and get places (การจัดลำดับผู้สมัคร): by exact sums, each with its reasons, ties told.

Places are given in the order of rank, each to the most wanted partner that has one left. Where equal applications ask
for more places than are left, nobody below them gets one: a person has to part them first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.domain.partnerships.calls import ApplicationState, Condition, MobilityApplication, MobilityCall

_MILLIONTHS = 1_000_000


@frozen
class _Ranked:
    """An application with what it is ranked by."""

    application: MobilityApplication
    total: Fraction
    parts: tuple[Text, ...]
    order: tuple[Fraction, ...]


def rank(  # noqa: PLR0913 - what a ranking is made of, by name
    call: MobilityCall,
    applications: Iterable[MobilityApplication],
    left: Mapping[str, int],
    names: Mapping[str, str],
    *,
    order: Sequence[str] = (),
    before: int = 0,
) -> tuple[MobilityApplication, ...]:
    """Applications with rank, sum, place and reasons: the ranked ones first, then those that are not eligible.

    Args:
        call: with criteria, conditions and what parts equal sums.
        applications: those that were not withdrawn or nominated.
        left: places that are left, by partner.
        names: what partners are called, by id.
        order: ids of tied applications as a person has put them, the first of them first.
        before: how many were nominated before and keep their ranks.
    """
    asked = sorted(applications, key=lambda one: one.id)
    unfit = {one.id: reasons for one in asked if (reasons := tuple(_unmet(call, one)))}
    fit = (_summed(call, one, order) for one in asked if one.id not in unfit)
    ranked = sorted(fit, key=lambda one: (one.order, one.application.id))
    placed = tuple(_placed(ranked, dict(left), names, before + 1))
    return (*placed, *(_not_eligible(one, unfit[one.id]) for one in asked if one.id in unfit))


def _unmet(call: MobilityCall, one: MobilityApplication) -> Iterator[Text]:
    """What an applicant lacks."""
    for condition in call.conditions:
        if condition.level in {"", one.level}:
            yield from _below(condition, one.score(condition.code))
    for criterion in call.criteria:
        value = one.score(criterion.code)
        if value is None:
            yield _UNTOLD.fill(what=criterion.title)
        elif not 0 <= value <= criterion.most:
            yield _OUTSIDE.fill(what=criterion.title, found=f"{value:f}", most=f"{criterion.most:f}")


def _below(condition: Condition, value: Decimal | None) -> Iterator[Text]:
    if value is None:
        yield _UNTOLD.fill(what=condition.code)
    elif value < condition.least:
        yield _BELOW.fill(what=condition.code, found=f"{value:f}", least=f"{condition.least:f}")


def _summed(call: MobilityCall, one: MobilityApplication, order: Sequence[str]) -> _Ranked:
    total, parts = Fraction(0), []
    for criterion in call.criteria:
        value = one.score(criterion.code) or Decimal(0)
        got = Fraction(value) / Fraction(criterion.most) * Fraction(criterion.weight)
        total += got
        told = {"most": f"{criterion.most:f}", "weight": f"{criterion.weight:f}", "got": f"{_rounded(got):f}"}
        parts.append(_PART.fill(what=criterion.title, found=f"{value:f}", **told))
    breaks = tuple(-Fraction(one.score(code) or Decimal(0)) for code in call.tie_break)
    by_hand = Fraction(order.index(one.id) if one.id in order else len(order))
    return _Ranked(one, total, tuple(parts), (-total, *breaks, by_hand))


def _placed(
    ranked: list[_Ranked], left: dict[str, int], names: Mapping[str, str], place: int
) -> Iterator[MobilityApplication]:
    waiting = False
    for _, group in groupby(ranked, key=lambda one: one.order):
        equals = list(group)
        wanted = {one.application.id: _wanted(one.application, left) for one in equals}
        asked = Counter(partner for partner in wanted.values() if partner)
        short = {partner for partner, count in asked.items() if count > left.get(partner, 0)}
        for one in equals:
            tie = (_TIE.fill(count=len(equals), rank=place),) if len(equals) > 1 else ()
            partner = wanted[one.application.id]
            if waiting:
                state, partner, why = ApplicationState.TIED, None, _WAITS
            elif short:
                state, partner, why = ApplicationState.TIED, None, _PART_THEM
            elif partner is None:
                state, why = ApplicationState.RESERVE, _FULL
            else:
                left[partner] -= 1
                state, why = ApplicationState.SELECTED, _GETS.fill(partner=names.get(partner, partner))
            yield evolve(
                one.application,
                state=state.value,
                rank=place,
                total=_rounded(one.total),
                destination=partner,
                reasons=(*one.parts, *tie, why),
            )
        waiting = waiting or bool(short)
        place += len(equals)


def _wanted(one: MobilityApplication, left: Mapping[str, int]) -> str | None:
    return next((partner for partner in one.preferences if left.get(partner, 0) > 0), None)


def _not_eligible(one: MobilityApplication, reasons: tuple[Text, ...]) -> MobilityApplication:
    state = ApplicationState.NOT_ELIGIBLE.value
    return evolve(one, state=state, rank=None, total=None, destination=None, reasons=reasons)


def _rounded(number: Fraction) -> Decimal:
    millionths = Rounding.HALF_UP.whole(number.numerator * _MILLIONTHS, number.denominator)
    return (Decimal(millionths) / _MILLIONTHS).normalize()


_PART = Text.of(en="{what} {found} of {most} × {weight} = {got}", th="{what} {found} จาก {most} × {weight} = {got}")
_UNTOLD = Text.of(en="{what} was not told", th="ไม่ได้แจ้ง {what}")
_OUTSIDE = Text.of(en="{what} is {found}, not from 0 to {most}", th="{what} เป็น {found} ไม่อยู่ในช่วง 0 ถึง {most}")
_BELOW = Text.of(en="{what} is {found}, below {least}", th="{what} เป็น {found} ต่ำกว่า {least}")
_TIE = Text.of(en="equal with others: {count} share rank {rank}", th="คะแนนเท่ากัน {count} คน ลำดับที่ {rank}")
_GETS = Text.of(en="gets a place at {partner}", th="ได้ที่นั่งที่ {partner}")
_FULL = Text.of(en="no place is left at a partner that was asked for", th="สถาบันที่เลือกไม่มีที่นั่งเหลือ")
_PART_THEM = Text.of(
    en="fewer places are left than equal applications ask for; decide their order",
    th="ที่นั่งเหลือน้อยกว่าผู้สมัครที่คะแนนเท่ากัน ให้กรรมการตัดสินลำดับ",
)
_WAITS = Text.of(en="waits until those above are parted", th="รอการตัดสินลำดับของผู้ที่อยู่ก่อนหน้า")

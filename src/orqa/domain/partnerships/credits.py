"""Credits of one scale told in another (การเทียบหน่วยกิต): by a named method, scale and day, never by a bare factor.

Three methods give three answers for the same course, and printed tables use all three; so the method is part of the
answer, nothing is rounded on the way, and what the rules do not tell is not guessed.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, Literal

from attrs import frozen

from orqa.base.amounts import AmountNotUnderstood, FloatRefused, exact
from orqa.base.errors import NotModelled, OrqaError
from orqa.base.language import Text
from orqa.base.rounding import Rounding
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

EQUAL: Final = "credit.equal"
YEAR: Final = "credit.year"
HOURS: Final = "credit.hours"

Method = Literal["scale", "year_load", "workload"]
"""By a table of equal credits, year against year, or hours of work against hours of work."""


class CreditsRefused(OrqaError, ValueError):
    """Credits that cannot be converted as asked; ``reason`` says what to do."""

    code: ClassVar[str] = "credits-refused"
    template: ClassVar[Text] = Text.of(en="these credits cannot be converted: {reason}", th="เทียบหน่วยกิตไม่ได้: {reason}")

    reason: Text


@frozen(kw_only=True)
class Programme:
    """The programme that a year of full-time study belongs to.

    Attributes:
        credits: of the whole programme.
        years: that it takes by its plan.
    """

    credits: Decimal
    years: Decimal


@frozen(kw_only=True)
class Credits:
    """What an amount of credits comes to, exact.

    Attributes:
        least: the least that it may be.
        most: the most; the same as ``least`` where the method gives one number.
        scale: of which scale.
    """

    least: Fraction
    most: Fraction
    scale: str

    def rounded(self, step: Decimal = Decimal("0.5"), mode: Rounding = Rounding.HALF_UP) -> Decimal:
        """The one number that a transcript prints, rounded once to a step.

        Raises:
            CreditsRefused: when there is a range; somebody has to choose, by saying the hours of one credit.
        """
        if self.least != self.most:
            raise CreditsRefused(_RANGE.fill(least=_shown(self.least), most=_shown(self.most)))
        steps = self.least / Fraction(step)
        return step * mode.whole(steps.numerator, steps.denominator)


def convert(  # noqa: PLR0913 - how a conversion is described
    amount: Decimal | str | int,
    *,
    source: str,
    target: str,
    method: Method,
    on: date,
    rules: RuleSet,
    programme: Programme | None = None,
    hours: Decimal | str | int | None = None,
) -> Decision[Credits]:
    """Credits of a scale told in another.

    Args:
        amount: the credits; no binary float.
        source: their scale: ``th``, ``ects``, ``ucts``, ``us``, ``clar`` or ``uk``.
        target: the scale asked for.
        method: ``scale``, ``year_load`` or ``workload``.
        on: the day as of which scales are meant: UCTS means two of them.
        rules: of the profile, with the scales.
        programme: of the home institution, for ``year_load`` where its scale has no fixed year.
        hours: of work of the whole amount, for ``workload``; without them the hours of the scale count.

    Raises:
        CreditsRefused: when the amount, the hours or the programme are no such numbers.
        NotModelled: where no table joins the two scales, or a scale has no fixed year or hours.
        UnknownDimension: when there is no such scale.
    """
    credits_given, reading = _number(amount, _AMOUNT), rules.at(on).reading()
    if method == "scale":
        one = credits_given * _share(reading, source, target)
        found = Credits(least=one, most=one, scale=target)
    elif method == "year_load":
        ours = _year_of(programme) if programme else _range(reading, YEAR, source)
        theirs = _range(reading, YEAR, target)
        found = Credits(
            least=credits_given * theirs[0] / ours[1], most=credits_given * theirs[1] / ours[0], scale=target
        )
    elif method == "workload":
        own = _range(reading, HOURS, source) if hours is None else None
        worked = [credits_given * one for one in own] if own else [_number(hours, _HOURS)] * 2
        each = _range(reading, HOURS, target)
        found = Credits(least=worked[0] / each[1], most=worked[1] / each[0], scale=target)
    else:
        raise CreditsRefused(_NO_METHOD.fill(found=str(method)[:60]))
    inputs = {"amount": str(amount), "source": source, "target": target, "method": method, "on": on}
    return reading.decision(found, inputs)


def _share(reading: Reading, source: str, target: str) -> Fraction:
    """How many credits of the target one of the source is, by the one table that has both."""
    if source == target:
        return Fraction(1)
    for guide in reading.view.parameter(EQUAL).dimensions["guide"]:
        equal = reading.view.row(EQUAL, {"guide": guide}).value
        if source in equal and target in equal:
            reading.value(EQUAL, guide=guide)
            return Fraction(equal[target]) / Fraction(equal[source])
    raise NotModelled(EQUAL, _NO_EQUAL.fill(source=source, target=target))


def _range(reading: Reading, key: str, scale: str) -> tuple[Fraction, Fraction]:
    value = reading.value(key, system=scale)
    if value.get("unknown"):
        raise NotModelled(key, _NO_FIGURE.fill(scale=scale))
    return Fraction(value["least"]), Fraction(value["most"])


def _year_of(programme: Programme) -> tuple[Fraction, Fraction]:
    a_year = _number(programme.credits, _PROGRAMME) / _number(programme.years, _PROGRAMME)
    return a_year, a_year


def _number(given: Decimal | str | int | None, what: Text) -> Fraction:
    if given is None:
        raise CreditsRefused(_NO_NUMBER.fill(what=what, found=repr(given)))
    try:
        found = Fraction(exact(given))
    except FloatRefused:
        raise CreditsRefused(_NOT_EXACT.fill(what=what, found=repr(given)[:60])) from None
    except AmountNotUnderstood:
        raise CreditsRefused(_NO_NUMBER.fill(what=what, found=repr(given)[:60])) from None
    if not 0 < found <= _MOST:
        raise CreditsRefused(_NO_NUMBER.fill(what=what, found=repr(given)[:60]))
    return found


_MOST = 1_000_000
"""Far above the credits of any programme or the hours of any life of study."""


def _shown(number: Fraction) -> str:
    return f"{float(number):.2f}"


_AMOUNT = Text.of(en="the credits", th="หน่วยกิต")
_HOURS = Text.of(en="the hours", th="ชั่วโมง")
_PROGRAMME = Text.of(en="the programme", th="หลักสูตร")
_RANGE = Text.of(
    en="it may be {least} to {most}; choose the hours of one credit and give them",
    th="อาจเป็น {least} ถึง {most} โปรดเลือกชั่วโมงต่อหนึ่งหน่วยกิตแล้วระบุ",
)
_NO_METHOD = Text.of(
    en="there is no method {found}; there are scale, year_load and workload",
    th="ไม่มีวิธี {found} มีแต่ scale, year_load และ workload",
)
_NO_EQUAL = Text.of(
    en="no table of one source joins {source} and {target} on that day; use year_load or workload",
    th="ไม่มีตารางจากแหล่งเดียวที่เทียบ {source} กับ {target} ในวันนั้น โปรดใช้ year_load หรือ workload",
)
_NO_FIGURE = Text.of(
    en="the scale {scale} has no such figure; give the programme or the hours",
    th="ระบบ {scale} ไม่มีตัวเลขนี้ โปรดระบุหลักสูตรหรือชั่วโมง",
)
_NOT_EXACT = Text.of(
    en="{what} must be exact, {found} is not; write it as text",
    th="{what} ต้องเป็นค่าแน่นอน {found} ไม่ใช่ โปรดเขียนเป็นข้อความ",
)
_NO_NUMBER = Text.of(en="{what} must be a number above 0, not {found}", th="{what} ต้องเป็นตัวเลขมากกว่า 0 ไม่ใช่ {found}")

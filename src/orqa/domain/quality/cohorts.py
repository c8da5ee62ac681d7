"""Retention and graduation of cohorts (อัตราการคงอยู่ อัตราการสำเร็จการศึกษา): percents of an intake.

Who of those who left is not counted is told by the framework's table ``[counting.retention]``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.quality.counting_rules import Counted, CountingRule
from orqa.domain.quality.numbers import divided, shown

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework

NEGATIVE: Final = FindingKind(
    "cohort-below-zero",
    Severity.ERROR,
    Text.of(
        en="cohort {year}: {what} is {found}, below 0; correct it", th="รุ่น {year}: {what} เป็น {found} ต่ำกว่า 0 โปรดแก้ไข"
    ),
)
ABOVE_INTAKE: Final = FindingKind(
    "cohort-above-intake",
    Severity.ERROR,
    Text.of(
        en="cohort {year}: {what} come to {found}, more than the {intake} who were taken in; correct one of them",
        th="รุ่น {year}: {what} รวม {found} คน มากกว่าจำนวนรับเข้า {intake} คน โปรดแก้ไข",
    ),
)
IN_PLAN: Final = FindingKind(
    "cohort-plan-above-graduates",
    Severity.ERROR,
    Text.of(
        en="cohort {year}: {found} graduated within the plan, but only {graduates} graduated; correct one of them",
        th="รุ่น {year}: สำเร็จการศึกษาตามแผน {found} คน แต่สำเร็จการศึกษาทั้งหมด {graduates} คน โปรดแก้ไข",
    ),
)
YEAR_TWICE: Final = FindingKind(
    "cohort-year-twice",
    Severity.ERROR,
    Text.of(en="the cohort {year} is there more than once; keep one", th="มีรุ่น {year} มากกว่าหนึ่งครั้ง โปรดเก็บไว้เพียงรุ่นเดียว"),
)


@frozen(kw_only=True)
class Cohort:
    """The students of one intake, as of the end of the assessed year.

    Attributes:
        year: the year of intake, as people name it.
        intake: how many were taken in.
        graduates: how many have graduated so far, in whatever time.
        in_plan: how many of them within the years of the plan.
        left: how many left by reason, such as ``death``, ``job_relocation``, ``dismissed``.
    """

    year: int
    intake: int
    graduates: int = 0
    in_plan: int = 0
    left: Mapping[str, int] = field(factory=dict)


def check_cohorts(cohorts: Iterable[Cohort]) -> tuple[Finding, ...]:
    """What cannot be: a year twice, numbers below 0, more leavers and graduates than were taken in."""
    found: list[Finding] = []
    years: set[int] = set()
    for cohort in cohorts:
        if cohort.year in years:
            found.append(YEAR_TWICE.make(field="year", year=cohort.year))
        years.add(cohort.year)
        found += _wrong(cohort)
    return tuple(found)


def _wrong(cohort: Cohort) -> Iterator[Finding]:
    numbers = {"intake": cohort.intake, "graduates": cohort.graduates, "in_plan": cohort.in_plan, **cohort.left}
    below = {name: number for name, number in numbers.items() if number < 0}
    for name, number in below.items():
        yield NEGATIVE.make(field=name, year=cohort.year, what=name, found=number)
    gone = cohort.graduates + sum(cohort.left.values())
    if not below and gone > cohort.intake:
        yield ABOVE_INTAKE.make(field="intake", year=cohort.year, what=_GONE, found=gone, intake=cohort.intake)
    if not below and cohort.in_plan > cohort.graduates:
        yield IN_PLAN.make(field="in_plan", year=cohort.year, found=cohort.in_plan, graduates=cohort.graduates)


def retention(framework: "Framework", cohort: Cohort) -> Counted:
    """Retention of a cohort that has graduates (อัตราการคงอยู่): intake without those who left, in percent of the intake.

    Who left for a reason that the framework excuses counts as if they were still there.

    Raises:
        NotModelled: when the framework has no rule ``counting.retention``.
    """
    rule = CountingRule.of(framework, "retention")
    excused = {reason: cohort.left[reason] for reason in rule.codes("excused") if cohort.left.get(reason)}
    gone = sum(cohort.left.values()) - sum(excused.values())
    lines = [_EXCUSED.fill(reason=reason, number=number) for reason, number in excused.items()]
    return _percent(rule, cohort, cohort.intake - gone, [*lines, _GONE_LINE.fill(number=gone)])


def graduation(framework: "Framework", cohort: Cohort) -> Counted:
    """Who graduated within the plan, in percent of the intake (อัตราการสำเร็จการศึกษาตามแผน).

    Raises:
        NotModelled: when the framework has no rule ``counting.graduation``.
    """
    return _percent(CountingRule.of(framework, "graduation"), cohort, cohort.in_plan, [])


def _percent(rule: CountingRule, cohort: Cohort, part: int, lines: list[Text]) -> Counted:
    wrong = check_cohorts([cohort])
    if wrong:
        return rule.counted(None, (_WRONG,), findings=wrong)
    if not cohort.intake:
        return rule.counted(None, (_NOBODY.fill(year=cohort.year),))
    if not cohort.graduates:
        return rule.counted(None, (_NO_GRADUATES.fill(year=cohort.year),))
    times = rule.number("times")
    result = divided(part * times, cohort.intake)
    values = {"part": f"{part:,}", "intake": f"{cohort.intake:,}", "times": shown(times), "result": shown(result)}
    return rule.counted(result, (*lines, _DIVIDED.fill(**values)))


_GONE = Text.of(en="graduates and those who left", th="ผู้สำเร็จการศึกษาและผู้ที่ออก")
_GONE_LINE = Text.of(en="left: {number}", th="ออกกลางคัน: {number} คน")
_EXCUSED = Text.of(en="left, but not counted as such ({reason}): {number}", th="ออกแต่ไม่นับ ({reason}): {number} คน")
_DIVIDED = Text.of(en="{part} ÷ {intake} × {times} = {result}", th="{part} ÷ {intake} × {times} = {result}")
_WRONG = Text.of(en="not counted: the numbers cannot be so", th="ไม่ได้คำนวณ: จำนวนไม่สอดคล้องกัน")
_NOBODY = Text.of(en="not counted: nobody was taken in in {year}", th="ไม่ได้คำนวณ: รุ่น {year} ไม่มีผู้รับเข้า")
_NO_GRADUATES = Text.of(
    en="not counted: the cohort {year} has no graduates yet", th="ไม่ได้คำนวณ: รุ่น {year} ยังไม่มีผู้สำเร็จการศึกษา"
)

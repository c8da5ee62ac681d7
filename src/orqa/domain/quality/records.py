"""What is kept of quality assurance: the outcome of an evaluation of a unit for a year (ผลการประเมินที่บันทึกไว้)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Final

from attrs import field, frozen
from attrs.validators import deep_iterable, in_, instance_of, matches_re, optional

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.markers import indexed, public
from orqa.base.records import Record, shown_by
from orqa.base.validators import aware
from orqa.domain.quality.data_sets import YEAR_KINDS
from orqa.domain.quality.inputs import NotApplicable

SELF: Final = "self"
ASSESSED: Final = "assessed"
STAGES: Final = {
    SELF: Text.of(en="self-assessment", th="การประเมินตนเอง"),
    ASSESSED: Text.of(en="result of the assessors", th="ผลการประเมินของคณะกรรมการ"),
}
"""Whose result it is: the unit's own, or that of the assessors, which stands beside it and never replaces it."""

BETWEEN: Final = "; "
"""Stands between the numbers of a list."""

_text = instance_of(str)


class InputNotKept(OrqaError, ValueError):
    """A value that was evaluated cannot be kept as it is: it has no exact form as text."""

    code: ClassVar[str] = "input-not-kept"
    template: ClassVar[Text] = Text.of(
        en="the input {input} is {found}, which cannot be kept; give a number, decimal text, yes or no, or a list",
        th="ข้อมูล {input} เป็น {found} ซึ่งบันทึกไม่ได้ ให้ระบุจำนวน ข้อความทศนิยม ใช่หรือไม่ใช่ หรือรายการ",
    )

    input: str
    found: object


@frozen(kw_only=True)
class Chosen:
    """What was chosen in a dimension of a framework's profile, such as the degree of a programme."""

    name: str = field(validator=_text)
    value: str = field(validator=_text)


@frozen(kw_only=True)
class GivenInput:
    """What was given for an input, a node or a condition.

    Attributes:
        id: of what.
        value: as text: a number, a word of a scale, numbers with semicolons between, ``n/a: reason``.
        units: for the scores of units below, whose they are, in the order of the numbers.
    """

    id: str = field(validator=_text)
    value: str = field(validator=_text)
    units: tuple[str, ...] = field(default=(), validator=deep_iterable(_text, instance_of(tuple)))


@frozen(kw_only=True)
class NodeScore:
    """What a node came to.

    Attributes:
        node: its id.
        status: ``scored``, ``given``, ``not-assessed``, ``not-applicable``, ``to-judge``, ``told``.
        score: the rounded score; None without one.
        target: the score that the unit set itself for the year (ค่าเป้าหมาย); None where it set none.
    """

    node: str = field(validator=_text)
    status: str = field(validator=_text)
    score: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))
    target: Decimal | None = field(default=None, validator=optional(instance_of(Decimal)))


@frozen(kw_only=True)
class QualityEvaluation(Record):
    """An evaluation of a unit for a year by one framework, profile and stage, as it came out when it was kept.

    There is one of each; what is kept later is its next version. Its scores stay, whatever becomes of the framework.

    Attributes:
        unit: id of the unit (หน่วยงาน หลักสูตร).
        framework: id of the framework.
        identity: the framework's id with its profile.
        profile: what was chosen in each dimension of the profile.
        digest: of the framework's files, by which one sees whether they changed since.
        level: what the framework assesses: programme, faculty, institution, agency.
        year_kind: of which kind the year is: academic, calendar, fiscal.
        year: the common-era year that names it.
        stage: whose result it is; see :data:`STAGES`.
        inputs: what was given.
        scores: what each node came to, in the framework's order.
        packed: the scores as one text, which a roll-up of many units reads; see
            :func:`orqa.domain.quality.rolling.packed`.
        overall: the overall score in units of its last decimal, to be ordered by; None without one.
        judgement: code of the overall band or level; empty without one.
        words: what the overall outcome is called.
        findings: codes of what was wrong or missing.
        certainty: how sure the least sure figure is that it rests on.
        kept_at: when it was kept.
    """

    kind: ClassVar[str] = "quality-evaluation"
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("unit", "year"), ("identity", "year"))

    unit: str = field(validator=_text, metadata=indexed() | public())
    framework: str = field(validator=_text, metadata=indexed() | public())
    identity: str = field(validator=_text, metadata=indexed() | public())
    profile: tuple[Chosen, ...] = field(default=(), validator=instance_of(tuple), metadata=public())
    digest: str = field(default="", validator=_text, metadata=indexed())
    level: str = field(default="", validator=_text, metadata=indexed() | public())
    year_kind: str = field(validator=in_(YEAR_KINDS), metadata=indexed() | public())
    year: int = field(validator=instance_of(int), metadata=indexed() | public())
    stage: str = field(default=SELF, validator=matches_re(r"[a-z][a-z-]*"), metadata=indexed() | public())
    inputs: tuple[GivenInput, ...] = field(default=(), validator=instance_of(tuple))
    scores: tuple[NodeScore, ...] = field(default=(), validator=instance_of(tuple), metadata=public())
    packed: str = field(default="", validator=_text, metadata=indexed() | public())
    overall: int | None = field(default=None, validator=optional(instance_of(int)), metadata=indexed() | public())
    judgement: str = field(default="", validator=_text, metadata=indexed() | public())
    words: Text | None = field(default=None, validator=optional(instance_of(Text)), metadata=public())
    findings: tuple[str, ...] = field(default=(), validator=deep_iterable(_text, instance_of(tuple)))
    certainty: str = field(default="", validator=_text, metadata=public())
    kept_at: datetime = field(validator=[instance_of(datetime), aware])

    def score(self, node: str) -> Decimal | None:
        """The score of a node as it was kept; None where it had none, or there was no such node."""
        return next((one.score for one in self.scores if one.node == node), None)

    __repr__ = shown_by("identity", "year_kind", "year", "stage")


def evaluation_id(unit: str, year_kind: str, year: int, stage: str, identity: str) -> str:
    """The id of the evaluation of a unit for a year: there is one of each framework, profile and stage."""
    return f"{unit}/{year_kind}-{year}/{stage}/{identity}"


def written(inputs: Mapping[str, Any]) -> tuple[GivenInput, ...]:
    """What was given to a framework as it is kept; of what nothing is known nothing is kept.

    Raises:
        InputNotKept: when a value has no exact form as text.
    """
    return tuple(_given(name, value) for name, value in inputs.items() if value is not None)


def given_again(inputs: tuple[GivenInput, ...]) -> dict[str, str]:
    """What was kept, to be evaluated again."""
    return {one.id: one.value for one in inputs}


def _given(name: str, value: Any) -> GivenInput:
    if isinstance(value, Mapping):
        numbers = BETWEEN.join(_as_text(name, one) for one in value.values())
        return GivenInput(id=name, value=numbers, units=tuple(map(str, value)))
    if isinstance(value, list | tuple):
        return GivenInput(id=name, value=BETWEEN.join(_as_text(name, one) for one in value))
    return GivenInput(id=name, value=_as_text(name, value))


def _as_text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str | int | float | Decimal):
        return str(value)
    if isinstance(value, NotApplicable):
        return f"n/a: {value.reason}"
    if isinstance(value, Fraction) and (text := _decimal_text(value)):
        return text
    raise InputNotKept(name, value)


def _decimal_text(value: Fraction) -> str:
    """A fraction as decimal text; empty where its decimals never end."""
    text = str(Decimal(value.numerator) / Decimal(value.denominator))
    return text if Fraction(text) == value else ""

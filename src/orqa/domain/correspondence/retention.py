"""How long a letter is kept (อายุการเก็บหนังสือ, ข้อ 57): until the end of a year, for ever, or not known yet; pure.

Periods are whole calendar years: a letter of ten years that was finished in 2559 is kept until the end of 2569 (เก็บถึง
พ.ศ. 2569) and may stand in the list of the survey that follows.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol, cast

from attrs import frozen

from orqa.base.eras import OFFSET
from orqa.base.language import Text
from orqa.rules.decisions import Decision

if TYPE_CHECKING:
    from orqa.rules.views import Reading, View

CLASSES: Final = "retention-class"
MARKS: Final = "retention-mark"
"""The vocabularies of classes, and of marks on letters."""

NORMAL: Final = "normal"
SECRET: Final = "secret"  # noqa: S105 - a class of letters
"""Of a letter of which nobody said otherwise; of what is secret matter."""

NEVER: Final = "never"
UNTIL: Final = "until"
"""The marks: do not destroy (ห้ามทำลาย), keep until (เก็บถึง)."""

ELECTRONIC: Final = "electronic"
_PERIOD: Final = "retention.period"

KEYS: Final = (
    _PERIOD,
    "retention.counts_from",
    "retention.electronic",
    "retention.unstated_medium",
    "retention.handover_years",
    "retention.handover_except",
)
"""The rules that a decision reads: what batches cut their days by."""


class Outcome(StrEnum):
    """How a letter is kept.

    ``open``: its matter is not finished; ``until``: to the end of a year; ``forever``; ``law``: as another law says;
    ``changed``: until something takes its place; ``electronic``: no period ends.
    """

    OPEN = "open"
    UNTIL = "until"
    FOREVER = "forever"
    LAW = "law"
    CHANGED = "changed"
    ELECTRONIC = "electronic"


class RetentionFacts(Protocol):
    """What a decision needs to know of a letter; any object that has these will do."""

    @property
    def direction(self) -> str:
        """``received`` or ``sent``."""

    @property
    def retention_class(self) -> str:
        """Code of the vocabulary ``retention-class``; empty where nobody said."""

    @property
    def made_on(self) -> date:
        """The day of the letter; that of registering where it has none."""

    @property
    def registered_on(self) -> date:
        """The day on which the office registered it."""

    @property
    def closed_on(self) -> date | None:
        """The day on which its matter was finished; None where it was not, or nobody said."""

    @property
    def is_open(self) -> bool:
        """Whether somebody is known to work on it still."""

    @property
    def is_secret(self) -> bool:
        """Whether it is secret matter now."""

    @property
    def medium(self) -> str:
        """``paper`` or ``electronic``; empty where nobody said."""

    @property
    def never(self) -> bool:
        """Whether it is marked "do not destroy" (ห้ามทำลาย)."""

    @property
    def until(self) -> int | None:
        """The year up to which a mark keeps it (เก็บถึง พ.ศ.), in the Christian era."""


@frozen(kw_only=True)
class Facts:
    """The facts of one letter; see :class:`RetentionFacts`."""

    direction: str
    registered_on: date
    made_on: date
    retention_class: str = ""
    closed_on: date | None = None
    is_open: bool = False
    is_secret: bool = False
    medium: str = ""
    never: bool = False
    until: int | None = None


@frozen
class RetentionKeeping:
    """How long a letter is kept.

    Attributes:
        outcome: how.
        until: the last year of keeping, in the Christian era; only of what is kept until a year.
        why: in words.
        hand_over: the year in which it reaches the age of the National Archives (ข้อ 58); None where it does not go.
    """

    outcome: Outcome
    until: int | None
    why: Text
    hand_over: int | None = None

    def is_due(self, year: int) -> bool:
        """Whether it may stand in the list that is made after the end of a year."""
        return self.outcome is Outcome.UNTIL and cast("int", self.until) <= year


_WHY: Final[Mapping[str, Text]] = {
    "open": Text.of(en="its matter is not closed, so no period began", th="ยังไม่ปิดเรื่อง จึงยังไม่เริ่มนับอายุการเก็บ"),
    "never": Text.of(en="it is marked “do not destroy”", th="มีเครื่องหมายห้ามทำลาย"),
    "forever": Text.of(
        en="{title}: kept for ever, or as the National Archives says",
        th="{title}: เก็บไว้ตลอดไป หรือตามที่สำนักหอจดหมายเหตุแห่งชาติกำหนด",
    ),
    "law": Text.of(
        en="{title}: kept as its own law says; mark until when: mark_retention(letter, until=…)",
        th="{title}: เก็บตามกฎหมายและระเบียบเฉพาะ ให้ทำเครื่องหมายเก็บถึงเมื่อใด: mark_retention(letter, until=…)",
    ),
    "changed": Text.of(en="{title}: kept until something takes its place", th="{title}: เก็บจนกว่าจะมีการเปลี่ยนแปลง"),
    "until": Text.of(en="{title}: {years} {years:year|years} after {begun}", th="{title}: {years} ปี นับจาก {begun}"),
    "marked": Text.of(en="it is marked “keep until {until}”", th="มีเครื่องหมายเก็บถึง {until}"),
    "electronic": Text.of(
        en="electronic letters are not destroyed: the rule retention.electronic refuses it",
        th="ไม่ทำลายหนังสืออิเล็กทรอนิกส์ ตามกฎ retention.electronic",
    ),
    "electronic_years": Text.of(
        en="electronic, kept for more than {years} {years:year|years} from {begun}",
        th="หนังสืออิเล็กทรอนิกส์ เก็บเกินกว่า {years} ปี นับจาก {begun}",
    ),
}


def decide_retention(facts: RetentionFacts, view: "View") -> Decision[RetentionKeeping]:
    """How long a letter is kept, by the rules of a day (อายุการเก็บหนังสือ, ข้อ 57).

    Args:
        facts: any object with the named facts, see :class:`RetentionFacts`.
        view: the rules on the day of asking: they hold for what is kept then, however old it is.

    Raises:
        UnknownDimension: for a class that the profile does not have.
    """
    reading = view.reading()
    value = _keeping(reading, facts)
    inputs = {"class": facts.retention_class or NORMAL, "counted_from": counted_from(reading, facts)}
    return reading.decision(value, inputs)


def keeping_of(reading: "Reading", facts: RetentionFacts) -> RetentionKeeping:
    """The same, without the decision around it: batches decide once for all letters of equal facts."""
    return _keeping(reading, facts)


def _keeping(reading: "Reading", facts: RetentionFacts) -> RetentionKeeping:
    code = SECRET if facts.is_secret else facts.retention_class or NORMAL
    term = reading.term(CLASSES, code)
    hand_over = _hand_over(reading, code, facts)
    if facts.never:
        reading.term(MARKS, NEVER)
        return RetentionKeeping(Outcome.FOREVER, None, _WHY["never"], hand_over)
    begun = counted_from(reading, facts)
    if begun is None:
        return RetentionKeeping(Outcome.OPEN, None, _WHY["open"], hand_over)
    kept = _by_class(reading.value(_PERIOD, retention_class=code), term.title, begun, hand_over)
    return _marked(reading, _by_medium(reading, facts, kept, begun), facts.until)


def written(year: int) -> Text:
    """A year as people of each language write it: of the Buddhist era in Thai."""
    return Text.of(en=str(year), th=f"พ.ศ. {year + OFFSET}")


def _by_class(period: "int | str", title: Text, begun: int, hand_over: int | None) -> RetentionKeeping:
    if isinstance(period, str):
        return RetentionKeeping(Outcome(period), None, _WHY[period].fill(title=title), hand_over)
    why = _WHY["until"].fill(title=title, years=period, begun=written(begun))
    return RetentionKeeping(Outcome.UNTIL, begun + period, why, hand_over)


def _by_medium(reading: "Reading", facts: RetentionFacts, kept: RetentionKeeping, begun: int) -> RetentionKeeping:
    """Electronic letters are kept longer than paper, where they are ever destroyed."""
    if (facts.medium or reading.value("retention.unstated_medium", made_on=facts.made_on)) != ELECTRONIC:
        return kept
    rule = reading.value("retention.electronic")
    if not rule["destroy"]:
        return RetentionKeeping(Outcome.ELECTRONIC, None, _WHY["electronic"], kept.hand_over)
    least = begun + rule["years"]
    if kept.outcome is not Outcome.UNTIL or cast("int", kept.until) >= least:
        return kept
    why = _WHY["electronic_years"].fill(years=rule["years"], begun=written(begun))
    return RetentionKeeping(Outcome.UNTIL, least, why, kept.hand_over)


def _marked(reading: "Reading", kept: RetentionKeeping, until: int | None) -> RetentionKeeping:
    """A mark keeps longer, never shorter; what another law keeps it sets an end to."""
    if until is None or kept.outcome in {Outcome.FOREVER, Outcome.ELECTRONIC}:
        return kept
    if kept.outcome is Outcome.UNTIL and cast("int", kept.until) >= until:
        return kept
    reading.term(MARKS, UNTIL)
    return RetentionKeeping(Outcome.UNTIL, until, _WHY["marked"].fill(until=written(until)), kept.hand_over)


def _hand_over(reading: "Reading", code: str, facts: RetentionFacts) -> int | None:
    """The year in which a letter reaches the age at which it goes to the National Archives."""
    if reading.names("retention.handover_except", code):
        return None
    years: int = reading.value("retention.handover_years")
    return facts.made_on.year + years


def counted_from(reading: "Reading", facts: RetentionFacts) -> int | None:
    """The year from which the period counts; None where none began."""
    if facts.closed_on is not None:
        return facts.closed_on.year
    if facts.is_open or reading.value("retention.counts_from", direction=facts.direction) == "closed":
        return None
    return facts.registered_on.year

"""The check-list of a mobility (รายการตรวจสอบ): which steps, by when, with which paper; rule ``mobility.steps``."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.base.months import months_after
from orqa.domain.partnerships.mobilities import Mobility, StepDone
from orqa.domain.partnerships.mobility_moves import Act, is_off
from orqa.rules.decisions import Decision
from orqa.rules.views import Reading

STEPS: Final = "mobility.steps"
VOCABULARY: Final = "mobility-step"

_EVENTS: Final = MappingProxyType(
    {
        "nominated": Text.of(en="the nomination", th="วันเสนอชื่อ"),
        "accepted": Text.of(en="the acceptance", th="วันตอบรับ"),
        "start": Text.of(en="the planned first day", th="วันเริ่มตามแผน"),
        "end": Text.of(en="the planned last day", th="วันสิ้นสุดตามแผน"),
        "arrived": Text.of(en="the arrival", th="วันเดินทางถึง"),
        "returned": Text.of(en="the last day of the stay", th="วันสุดท้ายของการพำนัก"),
    }
)


@frozen(kw_only=True)
class ChecklistStep:
    """A step of the check-list of one mobility.

    Attributes:
        step: code of the vocabulary ``mobility-step``.
        title: what people call it.
        due: the last day; None while the day that it is counted from is not known.
        counted_from: from what it is counted.
        paper: whether a document belongs to it.
        before: what cannot be done while it is open; None where nothing waits for it.
        done: how it was done; None while it is open.
    """

    step: str
    title: Text
    due: date | None
    counted_from: Text
    paper: bool
    before: Act | None
    done: StepDone | None

    def is_late(self, on: date) -> bool:
        """Whether it is open after its last day."""
        return self.done is None and self.due is not None and on > self.due


def decide_steps(
    reading: Reading, mobility: Mobility, stays: Mapping[str, date] | None = None
) -> Decision[tuple[ChecklistStep, ...]]:
    """The check-list of a mobility; none of one that was declined or cancelled.

    Args:
        reading: of the rules on the day of the nomination.
        mobility: the file.
        stays: last days that follow from the rules of stay, by step of :class:`~orqa.domain.partnerships.stays.Step`.

    Raises:
        UnknownDimension: when the rules do not know the kind of mobility.
    """
    lines = reading.value(STEPS, direction=mobility.direction, mobility_kind=mobility.mobility_kind)
    terms = reading.view.vocabulary(VOCABULARY)
    found = () if is_off(mobility) else tuple(_steps(lines, mobility, terms, stays or {}))
    return reading.decision(found, {"mobility": mobility.code})


def stays_behind(reading: Reading, mobility: Mobility) -> dict[str, str]:
    """The steps of a mobility whose last day follows from the rules of stay, with the step of these rules.

    Raises:
        UnknownDimension: as of :func:`decide_steps`.
    """
    lines = reading.value(STEPS, direction=mobility.direction, mobility_kind=mobility.mobility_kind)
    return {line["step"]: line["stay"] for line in lines if "stay" in line}


def _steps(
    lines: Any, mobility: Mobility, terms: Mapping[str, Any], stays: Mapping[str, date]
) -> Iterator[ChecklistStep]:
    for line in lines:
        event = line["from"]
        yield ChecklistStep(
            step=line["step"],
            title=terms[line["step"]].title,
            due=stays.get(line["stay"]) if "stay" in line else _due(line, _day_of(mobility, event)),
            counted_from=_EVENTS[event],
            paper=line.get("paper", False),
            before=Act(line["before"]) if "before" in line else None,
            done=mobility.done(line["step"]),
        )


def _day_of(mobility: Mobility, event: str) -> date | None:
    return {
        "nominated": mobility.nominated_on,
        "accepted": mobility.accepted_on,
        "start": mobility.first,
        "end": mobility.last,
        "arrived": mobility.arrived,
        "returned": mobility.returned,
    }[event]


def _due(line: Mapping[str, Any], start: date | None) -> date | None:
    if start is None:
        return None
    return months_after(start, line.get("months", 0)) + timedelta(days=line.get("days", 0))

"""What is due of a foreigner's stay and work, by when (กำหนดเวลาการพำนักและทำงาน): from events, by dated rules.

Each answer is a decision of its own, with its citations and how sure they are: what the running stay asks by the rules
of the day that is asked for, what follows from an event by those of the day of the event.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from attrs import evolve

from orqa.base.calendar import WorkCalendar
from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.partnerships.permission import decide_permission, in_order, reentry_permit
from orqa.domain.partnerships.stay_windows import WINDOWS, Case
from orqa.domain.partnerships.stays import DueStep, EventKind, Stayer, StayEvent, Step
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

MOVE_OVER_HOLIDAYS: Final = "stay.move_over_holidays"
_TOURISTS: Final = frozenset({"tourist", "exempt"})
"""Those who stay only with another visa."""


def due(
    rules: RuleSet,
    stayer: Stayer,
    events: Iterable[StayEvent],
    on: date,
    *,
    calendar: WorkCalendar | None = None,
) -> tuple[Decision[DueStep], ...]:
    """What is due and not done yet, as things stand at the end of a day; the earliest last day first.

    Args:
        rules: of the profile.
        stayer: who.
        events: what happened, and of later days what is planned: arrival, leaving, the end of work or study.
        on: the day.
        calendar: of the place, where the rules move a last day on which the office is closed; without it none moves.

    Raises:
        StayRefused: for events that do not fit, such as an extension while abroad.
        NotModelled: where a rule has not begun, or tells no day where one is needed.
    """
    ordered = in_order(events)
    case = Case(rules, stayer, decide_permission(rules, stayer, ordered, on), calendar, on)
    done = {event.step: event.day for event in ordered if event.kind is EventKind.DONE and event.happened(on)}
    found = [*_of_stay(case, ordered, done), *_of_events(case, ordered, done), *_of_papers(case, ordered)]
    return tuple(sorted(found, key=lambda one: (one.value.last or date.max, one.value.step, one.value.since)))


def _of_stay(case: Case, events: list[StayEvent], done: Mapping[Step | None, date]) -> Iterator[Decision[DueStep]]:
    """What the running stay asks: report, notice of residence, extension or another visa."""
    stay = case.permission.value
    if not stay.inside or stay.entered is None:
        return
    base = max(stay.entered, done.get(Step.REPORT, stay.entered))
    if report := _made(_with_printed_day(case, events, base), Step.REPORT, base, case.on):
        yield report
    more = Step.CHANGE_OF_VISA if case.stayer.visa in _TOURISTS else Step.EXTENSION
    for step, as_of in ((Step.RESIDENCE_NOTICE, stay.entered), (more, case.on)):
        found = _made(case, step, stay.entered, as_of)
        if found and _is_open(found.value, done, found.value.first):
            yield found


def _with_printed_day(case: Case, events: list[StayEvent], base: date) -> Case:
    """The case with the day of the next report as the receipt of the last one prints it, where it was kept."""
    told = (one for one in events if one.does(Step.REPORT) and one.day == base and one.happened(case.on))
    return case._replace(printed=next((one.until for one in told if one.until), None))


def _of_papers(case: Case, events: list[StayEvent]) -> Iterator[Decision[DueStep]]:
    """Passport and work permit by the last day that is printed in them; no rule counts it."""
    for step, title, is_one in _PAPERS:
        held = [one for one in events if is_one(one) and one.happened(case.on)]
        if held and (last := held[-1].until):
            found = DueStep(step=step, since=held[-1].day, last=last, why=_VALID.fill(what=title, until=day_text(last)))
            yield case.rules.at(case.on).reading().decision(found, {"step": step, "since": held[-1].day})


def _of_events(case: Case, events: list[StayEvent], done: Mapping[Step | None, date]) -> Iterator[Decision[DueStep]]:
    """What each event asks; a plan of the same kind before it is where what was done for it begins to count."""
    before: dict[EventKind, date] = {}
    for place, event in enumerate(events):
        for step in _steps(case, event, events[:place]):
            found = _made(case, step, event.day, event.day)
            if found and _is_open(found.value, done, found.value.first or before.get(event.kind)):
                yield found
        before[event.kind] = event.day


def _steps(case: Case, event: StayEvent, before: list[StayEvent]) -> tuple[Step, ...]:
    happened = event.happened(case.on)
    if event.kind in {EventKind.CONTRACT_END, EventKind.PROGRAMME_END}:
        ended = (Step.NOTICE_OF_WORK_END,) if event.kind is EventKind.CONTRACT_END else ()
        return (Step.NOTICE_OF_LEAVING, *ended)
    if event.kind is EventKind.EXIT and (event.permit or reentry_permit(before, event)):
        return ()
    if event.kind is EventKind.PASSPORT and EventKind.ENTRY not in {one.kind for one in before}:
        return ()  # the first one: no stamps are in another
    return (_WHEN_HAPPENED if happened else _WHEN_PLANNED).get(event.kind, ())


_WHEN_PLANNED: Mapping[EventKind, tuple[Step, ...]] = MappingProxyType(
    {EventKind.ENTRY: (Step.ARRIVAL_CARD,), EventKind.EXIT: (Step.REENTRY_PERMIT,)}
)
_WHEN_HAPPENED: Mapping[EventKind, tuple[Step, ...]] = MappingProxyType(
    {
        EventKind.WORK_START: (Step.WORK_PERMIT, Step.NOTICE_OF_WORK),
        EventKind.PASSPORT: (Step.MOVE_OF_STAMPS,),
        EventKind.GRADUATION: (Step.STAY_AFTER_DEGREE,),
    }
)


def _is_open(step: DueStep, done: Mapping[Step | None, date], since: date | None) -> bool:
    """Whether it was not done since the day from which that counts."""
    return step.step not in done or (since is not None and done[step.step] < since)


def _made(case: Case, step: Step, since: date, as_of: date) -> Decision[DueStep] | None:
    reading = case.rules.at(as_of).reading()
    found = WINDOWS[step](reading, case, since)
    if found is None:
        return None
    if step in _AT_OFFICE and found.last:
        found = evolve(found, last=_moved(reading, case.calendar, found.last))
    return reading.decision(found, {"step": step, "since": since, "visa": case.stayer.visa, "on": case.on})


def _moved(reading: Reading, calendar: WorkCalendar | None, last: date) -> date:
    """The next working day for one on which the office is closed, where the rules say so."""
    if calendar is None or calendar.is_working_day(last) or not reading.value(MOVE_OVER_HOLIDAYS):
        return last
    return calendar.add(last, 1)


_AT_OFFICE: Final = frozenset(Step) - {Step.ARRIVAL_CARD, Step.REENTRY_PERMIT, Step.STAY_AFTER_DEGREE}


_VALID = Text.of(en="{what} ends on {until}", th="{what}สิ้นอายุ {until}")
_PAPERS: Final[tuple[tuple[Step, Text, Callable[[StayEvent], bool]], ...]] = (
    (
        Step.NEW_PASSPORT,
        Text.of(en="the passport", th="หนังสือเดินทาง"),
        lambda event: event.kind is EventKind.PASSPORT,
    ),
    (
        Step.NEW_WORK_PERMIT,
        Text.of(en="the work permit", th="ใบอนุญาตทำงาน"),
        lambda event: event.does(Step.WORK_PERMIT),
    ),
)
"""Papers that end on the day that is printed in them."""

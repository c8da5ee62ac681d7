"""What a training, seminar or meeting may cost (ค่าใช้จ่ายในการฝึกอบรม สัมมนา และประชุม); pure."""

from datetime import date
from decimal import Decimal
from typing import Final

from attrs import field, frozen
from attrs.validators import ge, in_, instance_of

from orqa.domain.budgets.estimate_errors import (
    NO_DAYS,
    NO_PEOPLE,
    NOT_OVER_MEALTIME,
    TOO_MANY_SPEAKERS,
    EstimateRefused,
)
from orqa.domain.budgets.estimates import Estimate, EstimateDraft
from orqa.domain.budgets.rates import NATIONAL, known, rate
from orqa.domain.budgets.travel import GROUP
from orqa.rules.decisions import Decision
from orqa.rules.ruleset import RuleSet
from orqa.rules.views import Reading

HIGH_GROUPS: Final = "training.high_groups"
MEALS: Final = "training.meals"
SNACK: Final = "training.snack"
LODGING: Final = "training.lodging"
SPEAKER_HOUR: Final = "training.speaker_hour"
SPEAKER_TIME: Final = "training.speaker_time"
SPEAKERS_MOST: Final = "training.speakers_most"
MEETING_SNACK: Final = "meeting_costs.snack"
MEETING_MEAL: Final = "meeting_costs.meal"
OVER_MEALTIME: Final = "meeting_costs.meal_over_mealtime"
NO_MEALS: Final = "none"

_HALF = Decimal("0.5")
_count = [instance_of(int), ge(0)]


@frozen(kw_only=True)
class SeminarDay:
    """What is served on a day of training.

    Attributes:
        on: the day.
        people: for how many.
        meals: ``all`` meals of the day, ``some`` of them, or ``none``.
        snacks: breaks with snack and drink.
    """

    on: date = field(validator=instance_of(date))
    people: int = field(validator=_count)
    meals: str = field(default=NO_MEALS, validator=in_(("all", "some", NO_MEALS)))
    snacks: int = field(default=0, validator=_count)


@frozen(kw_only=True)
class Talk:
    """A session with speakers (วิทยากร).

    Attributes:
        on: the day.
        minutes: how long it is.
        speaker: ``state_officer`` or ``other``.
        form: ``lecture``, ``panel`` or ``group_work``.
        speakers: how many speak.
        groups: in how many groups, for group work.
    """

    on: date = field(validator=instance_of(date))
    minutes: int = field(validator=_count)
    speaker: str = "state_officer"
    form: str = "lecture"
    speakers: int = field(default=1, validator=_count)
    groups: int = field(default=1, validator=[instance_of(int), ge(1)])


@frozen(kw_only=True)
class Stay:
    """A night of lodging for participants.

    Attributes:
        on: the day on whose evening it begins.
        people: how many stay.
        room: ``single``, or ``shared`` for half a double room each.
    """

    on: date = field(validator=instance_of(date))
    people: int = field(validator=_count)
    room: str = "single"


@frozen(kw_only=True)
class Seminar:
    """A training or seminar.

    Attributes:
        venue: ``state`` or ``private``.
        participants: codes of ``position-level`` and how many of each; they decide the kind of training.
        training_kind: ``a`` or ``b`` where it is known; empty works it out.
        fund: what pays, a code of the vocabulary ``fund``.
        days: what is served.
        talks: who speaks.
        stays: nights of lodging.
    """

    venue: str
    participants: tuple[tuple[str, int], ...] = ()
    training_kind: str = ""
    fund: str = NATIONAL
    days: tuple[SeminarDay, ...] = ()
    talks: tuple[Talk, ...] = ()
    stays: tuple[Stay, ...] = ()


@frozen(kw_only=True)
class Meeting:
    """A meeting.

    Attributes:
        on: the day.
        people: how many take part.
        venue: ``state`` or ``private``.
        snacks: sessions with snack and drink.
        meals: ``lunch`` and ``dinner``, as they are served.
        over_mealtime: whether the meeting goes over the time of the meals.
        fund: what pays, a code of the vocabulary ``fund``.
    """

    on: date = field(validator=instance_of(date))
    people: int = field(validator=_count)
    venue: str = "state"
    snacks: int = field(default=0, validator=_count)
    meals: tuple[str, ...] = ()
    over_mealtime: bool = False
    fund: str = NATIONAL


def decide_training_kind(reading: Reading, participants: tuple[tuple[str, int], ...]) -> Decision[str]:
    """Kind ``a`` where more than half of the participants are of high groups, else ``b`` (ประเภท ก ประเภท ข).

    Raises:
        EstimateRefused: when nobody takes part.
        NotModelled: where nothing tells the group of a level.
    """
    people = sum(count for _, count in participants)
    if people <= 0:
        raise EstimateRefused(NO_PEOPLE)
    groups = reading.value(HIGH_GROUPS)
    high = sum(n for level, n in participants if n and known(reading, GROUP, position_level=level) in groups)
    return reading.decision("a" if 2 * high > people else "b", {"participants": participants})


def decide_speaker_hours(reading: Reading, minutes: int) -> Decision[Decimal]:
    """The hours that a speaker is paid for: 50 minutes and more are an hour, from 25 minutes on half of one."""
    rule = reading.value(SPEAKER_TIME)
    whole, rest = divmod(minutes, rule["hour"])
    part = Decimal(1) if rest >= rule["whole_from"] else _HALF if rest >= rule["half_from"] else Decimal(0)
    return reading.decision(whole + part, {"minutes": minutes})


def decide_seminar(seminar: Seminar, rules: RuleSet, *, partly: bool = False) -> Decision[Estimate]:
    """What a training may cost: meals, breaks, speakers, lodging; each by the rate of its own day.

    Args:
        seminar: the training.
        rules: all rules of the profile.
        partly: whether a part that no source tells is told as :attr:`~orqa.domain.budgets.estimates.Estimate.unknown`.

    Raises:
        EstimateRefused: when there is no day, or neither participants nor a kind.
        NotModelled: where a rate is not known, as those of meals and lodging from 31 October 2025 on.
        UnknownDimension: when there is no such fund, venue, level, room or form.
    """
    dates = [one.on for part in (seminar.days, seminar.talks, seminar.stays) for one in part]
    if not dates:
        raise EstimateRefused(NO_DAYS)
    draft = EstimateDraft(rules, min(dates), seminar.fund, partly=partly)
    kind = seminar.training_kind or draft.reading.adopt(
        decide_training_kind(draft.reading_of(min(dates)), seminar.participants)
    )
    for day in seminar.days:
        _add_day(draft, seminar, kind, day)
    for talk in seminar.talks:
        with draft.part("speakers", talk.on):
            _add_talk(draft, kind, talk)
    for stay in seminar.stays:
        with draft.part("lodging", stay.on):
            reading = draft.reading_of(stay.on)
            each = rate(reading, LODGING, fund=seminar.fund, training_kind=kind, room=stay.room)
            draft.add("lodging", stay.on, stay.people, each, reading)
    return draft.decide(rules.parameter(SPEAKER_HOUR).unit, {"training_kind": kind, "venue": seminar.venue})


def _add_day(draft: EstimateDraft, seminar: Seminar, kind: str, day: SeminarDay) -> None:
    if day.meals != NO_MEALS:
        with draft.part("meals", day.on):
            reading = draft.reading_of(day.on)
            dims = {"fund": seminar.fund, "training_kind": kind, "venue": seminar.venue, "meals": day.meals}
            draft.add("meals", day.on, day.people, rate(reading, MEALS, **dims), reading)
    if day.snacks:
        with draft.part("snacks", day.on):
            reading = draft.reading_of(day.on)
            each = rate(reading, SNACK, fund=seminar.fund, venue=seminar.venue)
            draft.add("snacks", day.on, day.people * day.snacks, each, reading)


def _add_talk(draft: EstimateDraft, kind: str, talk: Talk) -> None:
    reading = draft.reading_of(talk.on)
    most: int = reading.value(SPEAKERS_MOST, form=talk.form) * talk.groups
    if talk.speakers > most:
        draft.find(TOO_MANY_SPEAKERS, reading, day=talk.on, found=talk.speakers, most=most)
    hours = reading.adopt(decide_speaker_hours(draft.reading_of(talk.on), talk.minutes))
    each = rate(reading, SPEAKER_HOUR, fund=draft.fund, training_kind=kind, speaker=talk.speaker)
    draft.add("speakers", talk.on, hours * min(talk.speakers, most), each, reading)


def decide_meeting(meeting: Meeting, rules: RuleSet, *, partly: bool = False) -> Decision[Estimate]:
    """What a meeting may cost: breaks, and meals where it goes over their time.

    Args:
        meeting: the meeting.
        rules: all rules of the profile.
        partly: whether a part that no source tells is told as :attr:`~orqa.domain.budgets.estimates.Estimate.unknown`.

    Raises:
        NotModelled: where a rate is not known.
        UnknownDimension: when there is no such fund, venue or meal.
    """
    draft = EstimateDraft(rules, meeting.on, meeting.fund, partly=partly)
    if meeting.snacks:
        with draft.part("snacks", meeting.on):
            reading = draft.reading_of(meeting.on)
            each = rate(reading, MEETING_SNACK, fund=meeting.fund, venue=meeting.venue)
            draft.add("snacks", meeting.on, meeting.people * meeting.snacks, each, reading)
    for meal in meeting.meals:
        reading = draft.reading_of(meeting.on)
        if reading.value(OVER_MEALTIME) and not meeting.over_mealtime:
            draft.find(NOT_OVER_MEALTIME, reading, day=meeting.on)
            continue
        with draft.part("meals", meeting.on):
            each = rate(reading, MEETING_MEAL, fund=meeting.fund, meal=meal, venue=meeting.venue)
            draft.add("meals", meeting.on, meeting.people, each, reading)
    return draft.decide(rules.parameter(MEETING_SNACK).unit, {"on": meeting.on, "people": meeting.people})

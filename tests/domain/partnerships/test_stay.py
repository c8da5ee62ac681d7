"""What is due of a foreigner's stay: each event with its window, at its boundaries, by the rules of the day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.calendar import WorkCalendar
from orqa.base.citations import Certainty
from orqa.base.errors import NotModelled
from orqa.base.money import Money
from orqa.domain.partnerships.permission import decide_overstay, decide_permission
from orqa.domain.partnerships.stay import due
from orqa.domain.partnerships.stays import STEPS, DueStep, EventKind, Stayer, StayEvent, StayRefused, Step
from orqa.plugins.opening import builtin_registry
from orqa.rules.decisions import Decision
from orqa.rules.loader import load_profile

RULES = builtin_registry().profile("national").ruleset
STUDENT, DEGREE = Stayer(visa="non_ed"), Stayer(visa="non_ed", student="degree")
LECTURER, TOURIST = Stayer(visa="non_b"), Stayer(visa="tourist")
ENTERED = date(2026, 1, 10)
STAMPED = date(2026, 4, 9)
BEGAN, FINISHED, WORK_BY = date(2026, 1, 20), date(2026, 1, 31), date(2026, 2, 4)


def event(kind: EventKind, day: date, **more: Any) -> StayEvent:
    return StayEvent(kind=kind, day=day, **more)


ENTRY = event(EventKind.ENTRY, ENTERED, until=STAMPED)


def steps(*events: StayEvent, on: date = date(2026, 2, 1), who: Stayer = STUDENT) -> dict[Step, Decision[DueStep]]:
    return {found.value.step: found for found in due(RULES, who, events, on)}


def window(found: Decision[DueStep]) -> tuple[date | None, date | None]:
    return found.value.first, found.value.last


def test_an_entry_asks_for_three_things() -> None:
    found = steps(ENTRY)
    assert list(found) == [Step.RESIDENCE_NOTICE, Step.EXTENSION, Step.REPORT]
    assert window(found[Step.RESIDENCE_NOTICE]) == (ENTERED, date(2026, 1, 11))
    assert window(found[Step.EXTENSION]) == (date(2026, 3, 10), STAMPED)
    assert window(found[Step.REPORT]) == (date(2026, 3, 26), date(2026, 4, 17))
    assert [found[step].value.form for step in found] == ["ตม.30", "ตม.7", "ตม.47"]
    assert found[Step.EXTENSION].value.fee == Money.of(1900, "THB")
    assert found[Step.REPORT].value.fine == Money.of(2000, "THB")


def test_each_answer_cites_its_rules_and_how_sure_they_are() -> None:
    found = steps(ENTRY)
    assert [str(citation) for citation in found[Step.RESIDENCE_NOTICE].citations] == ["immigration-pages"]
    assert found[Step.EXTENSION].certainty is Certainty.VERIFIED
    assert found[Step.REPORT].keys == ("stay.report", "stay.count_first_day")
    work = steps(ENTRY, event(EventKind.WORK_START, date(2026, 1, 20)), who=LECTURER)[Step.WORK_PERMIT]
    assert work.certainty is Certainty.UNCERTAIN
    assert "work-permit-pages" in [str(citation) for citation in work.citations]


@pytest.mark.parametrize(("past", "late"), [(-22, False), (-15, False), (0, False), (7, False), (8, True)])
def test_the_report_and_its_window(past: int, late: bool) -> None:  # noqa: FBT001 - one column of the table
    day = ENTERED + timedelta(days=90 + past)
    found = steps(ENTRY, on=day)[Step.REPORT].value
    assert found.is_late(day) is late
    assert (found.first is not None and found.first <= day) is (past >= -15)


def test_a_report_begins_the_count_anew_and_so_does_each_entry() -> None:
    reported = event(EventKind.DONE, date(2026, 4, 1), step=Step.REPORT)
    extended = event(EventKind.EXTENSION, date(2026, 4, 5), until=date(2027, 4, 9))
    found = steps(ENTRY, reported, extended, on=date(2026, 5, 1))
    assert found[Step.REPORT].value.last == date(2026, 4, 1) + timedelta(days=97)
    assert found[Step.EXTENSION].value.last == date(2027, 4, 9)
    left = event(EventKind.EXIT, date(2026, 5, 2), permit=True)
    assert steps(ENTRY, reported, extended, left, on=date(2026, 5, 10)) == {}
    again = event(EventKind.ENTRY, date(2026, 5, 20))
    found = steps(ENTRY, reported, extended, left, again, on=date(2026, 5, 21))
    assert found[Step.REPORT].value.since == date(2026, 5, 20)
    assert found[Step.RESIDENCE_NOTICE].value.last == date(2026, 5, 21)
    assert found[Step.EXTENSION].value.last == date(2027, 4, 9)


@pytest.mark.parametrize(
    ("step", "day", "is_open"),
    [
        (Step.RESIDENCE_NOTICE, ENTERED, False),
        (Step.RESIDENCE_NOTICE, date(2026, 1, 9), True),
        (Step.EXTENSION, date(2026, 3, 9), True),
        (Step.EXTENSION, date(2026, 3, 10), False),
    ],
)
def test_what_was_done_is_due_no_more(step: Step, day: date, is_open: bool) -> None:  # noqa: FBT001 - as above
    done = event(EventKind.DONE, day, step=step)
    assert (step in steps(ENTRY, done, on=date(2026, 3, 20))) is is_open


@pytest.mark.parametrize(
    ("who", "day", "permit", "until"),
    [
        (STUDENT, date(2026, 3, 1), True, STAMPED),
        (STUDENT, date(2026, 3, 1), False, None),
        (DEGREE, date(2026, 3, 1), False, STAMPED),
        (DEGREE, date(2024, 7, 14), False, None),
        (DEGREE, date(2024, 7, 15), False, STAMPED),
    ],
)
def test_leaving_ends_the_permission_without_a_permit(
    who: Stayer,
    day: date,
    permit: bool,  # noqa: FBT001 - one column of the table
    until: date | None,
) -> None:
    came = event(EventKind.ENTRY, date(2024, 7, 1), until=STAMPED)
    decision = decide_permission(RULES, who, [came, event(EventKind.EXIT, day, permit=permit)], date(2026, 3, 2))
    assert (decision.value.inside, decision.value.until) == (False, until)


def test_a_first_stay_without_a_stamp_is_counted_with_its_first_day() -> None:
    decision = decide_permission(RULES, STUDENT, [event(EventKind.ENTRY, ENTERED)], ENTERED)
    assert (decision.value.until, decision.value.stamped) == (STAMPED, False)
    assert decision.certainty is Certainty.UNCERTAIN
    stamped = decide_permission(RULES, STUDENT, [ENTRY], ENTERED)
    assert (stamped.value.stamped, stamped.citations) == (True, ())


def test_a_tourist_changes_the_visa_while_days_are_left() -> None:
    found = steps(ENTRY, who=TOURIST)
    assert Step.EXTENSION not in found
    assert window(found[Step.CHANGE_OF_VISA]) == (ENTERED, date(2026, 3, 25))
    with pytest.raises(NotModelled, match="stamped"):
        steps(event(EventKind.ENTRY, ENTERED), who=TOURIST)


@pytest.mark.parametrize(
    ("planned", "who", "step", "first", "last"),
    [
        (event(EventKind.ENTRY, date(2027, 1, 5)), STUDENT, Step.ARRIVAL_CARD, date(2027, 1, 2), date(2027, 1, 5)),
        (event(EventKind.EXIT, date(2026, 3, 1)), STUDENT, Step.REENTRY_PERMIT, ENTERED, date(2026, 3, 1)),
        (event(EventKind.EXIT, date(2026, 3, 1)), DEGREE, Step.REENTRY_PERMIT, None, None),
        (event(EventKind.EXIT, date(2026, 3, 1), permit=True), STUDENT, Step.REENTRY_PERMIT, None, None),
        (event(EventKind.CONTRACT_END, date(2026, 3, 31)), LECTURER, Step.NOTICE_OF_LEAVING, None, date(2026, 2, 28)),
        (
            event(EventKind.CONTRACT_END, date(2026, 3, 31)),
            LECTURER,
            Step.NOTICE_OF_WORK_END,
            date(2026, 3, 31),
            date(2026, 4, 15),
        ),
        (event(EventKind.PROGRAMME_END, date(2026, 3, 31)), STUDENT, Step.NOTICE_OF_WORK_END, None, None),
        (event(EventKind.PROGRAMME_END, date(2026, 3, 31)), STUDENT, Step.NOTICE_OF_LEAVING, None, date(2026, 2, 28)),
        (
            event(EventKind.GRADUATION, date(2026, 1, 31)),
            DEGREE,
            Step.STAY_AFTER_DEGREE,
            date(2026, 1, 31),
            date(2027, 1, 31),
        ),
        (event(EventKind.GRADUATION, date(2026, 1, 31)), STUDENT, Step.STAY_AFTER_DEGREE, None, None),
        (event(EventKind.PASSPORT, date(2026, 1, 31)), STUDENT, Step.MOVE_OF_STAMPS, date(2026, 1, 31), None),
        (
            event(EventKind.WORK_START, date(2026, 1, 20)),
            LECTURER,
            Step.WORK_PERMIT,
            date(2026, 1, 20),
            date(2026, 2, 4),
        ),
        (
            event(EventKind.WORK_START, date(2026, 1, 20)),
            LECTURER,
            Step.NOTICE_OF_WORK,
            date(2026, 1, 20),
            date(2026, 2, 4),
        ),
    ],
)
def test_what_an_event_asks_for(
    planned: StayEvent, who: Stayer, step: Step, first: date | None, last: date | None
) -> None:
    found = steps(ENTRY, planned, who=who)
    if (first, last) == (None, None):
        assert step not in found
    else:
        assert window(found[step]) == (first, last)


def test_a_card_on_paper_before_may_2025() -> None:
    planned = event(EventKind.ENTRY, date(2025, 4, 30))
    (found,) = due(RULES, STUDENT, [planned], date(2025, 4, 1))
    assert (found.value.form, window(found)) == ("ตม.6", (date(2025, 4, 30), date(2025, 4, 30)))


def test_a_second_contract_needs_its_own_notice() -> None:
    ends = [event(EventKind.CONTRACT_END, day) for day in (date(2026, 3, 31), date(2027, 3, 31))]
    told = event(EventKind.DONE, date(2026, 2, 1), step=Step.NOTICE_OF_LEAVING)
    found = due(RULES, LECTURER, [ENTRY, told, *ends], date(2026, 2, 2))
    assert [one.value.since for one in found if one.value.step is Step.NOTICE_OF_LEAVING] == [date(2027, 3, 31)]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (
            [
                ENTRY,
                event(EventKind.EXIT, date(2026, 1, 15)),
                event(EventKind.EXTENSION, date(2026, 1, 20), until=STAMPED),
            ],
            "abroad",
        ),
        ([event(EventKind.EXIT, ENTERED)], "abroad"),
        ([ENTRY, event(EventKind.ENTRY, date(2026, 1, 20))], "without an exit"),
        ([ENTRY, event(EventKind.EXTENSION, date(2026, 1, 20))], "no last day"),
        ([event(EventKind.ENTRY, ENTERED, until=date(2026, 1, 9))], "cannot be given"),
    ],
)
def test_events_that_do_not_fit_are_refused(events: list[StayEvent], said: str) -> None:
    with pytest.raises(StayRefused, match=said):
        steps(*events)


@pytest.mark.parametrize(
    ("days", "baht"), [(-3, 0), (0, 0), (1, 500), (39, 19500), (40, 20000), (41, 20000), (400, 20000)]
)
def test_staying_too_long_costs_so_much_a_day(days: int, baht: int) -> None:
    decision = decide_overstay(RULES.at(STAMPED).reading(), until=STAMPED, on=STAMPED + timedelta(days=days))
    assert decision.value == Money.of(baht, "THB")


def test_a_university_may_move_a_last_day_and_tell_a_count(tmp_path: Path) -> None:
    """A closed office moves the day only where a profile says so, and only with a calendar."""
    (tmp_path / "rules").mkdir()
    own = (("move_over_holidays", "true"), ("passport", "{days = 30}"))
    why = '{reason = {th = "มติ", en = "A resolution"}, cite = "thai-office-practice"}'
    row = '{{from = 2020-01-01, value = {}, cite = "thai-office-practice", certainty = "known"}}'
    rules = "\n".join(f"[{key}]\noverride = {why}\nrows = [{row.format(value)}]" for key, value in own)
    (tmp_path / "rules" / "stay.toml").write_text(rules, "utf-8")
    (tmp_path / "sources.toml").write_text("", "utf-8")
    head = f'name = "{tmp_path.name.replace("_", "-")}"\ntitle = {{th = "ต่าง", en = "Changed"}}\n'
    (tmp_path / "profile.toml").write_text(f'{head}parent = "national"\nversion = "1"\n', "utf-8")
    changed = load_profile(tmp_path, builtin_registry().profile("national")).ruleset
    calendar = WorkCalendar.from_holidays([], first=date(2026, 1, 1), last=date(2026, 12, 31))
    on = date(2026, 2, 1)
    entry = event(EventKind.ENTRY, date(2026, 1, 10), until=date(2026, 4, 11))  # a Saturday
    events = [entry, event(EventKind.PASSPORT, date(2026, 1, 12))]
    last = {rules: due(rules, STUDENT, events, on, calendar=calendar) for rules in (RULES, changed)}
    told = {rules: {one.value.step: one.value.last for one in found} for rules, found in last.items()}
    assert told[RULES][Step.EXTENSION] == date(2026, 4, 11)
    assert told[changed][Step.EXTENSION] == date(2026, 4, 13)
    assert told[RULES][Step.MOVE_OF_STAMPS] is None
    assert told[changed][Step.MOVE_OF_STAMPS] == date(2026, 2, 11)
    without = {one.value.step: one.value.last for one in due(changed, STUDENT, events, on)}
    assert without[Step.EXTENSION] == date(2026, 4, 11)


def test_before_the_first_page_nothing_is_guessed() -> None:
    with pytest.raises(NotModelled):
        steps(event(EventKind.ENTRY, date(2009, 12, 31)), on=date(2009, 12, 31))


def test_every_step_has_a_name_in_both_languages() -> None:
    assert set(STEPS) == set(Step)
    assert all({"en", "th"} <= set(title.languages) for title in STEPS.values())


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(0, 700))
def test_the_report_counts_from_the_last_entry_or_report(gaps: list[int], later: int) -> None:
    """Whatever was done before, the next report is 90 days after the latest of them."""
    day, events, last = date(2025, 1, 1), [event(EventKind.ENTRY, date(2025, 1, 1), until=date(2030, 1, 1))], None
    for at, gap in enumerate(gaps):
        day += timedelta(days=gap)
        events.append(event(EventKind.DONE, day, step=Step.REPORT))
        if at % 3 == 2:
            events += [event(EventKind.EXIT, day, permit=True), event(EventKind.ENTRY, day)]
        last = day
    assert last is not None
    found = steps(*events, on=last + timedelta(days=later))[Step.REPORT].value
    assert found.last == last + timedelta(days=97)
    assert found.first == last + timedelta(days=75)

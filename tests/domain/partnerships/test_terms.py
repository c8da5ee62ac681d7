"""How long an agreement holds."""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.date_errors import DateNotUnderstood
from orqa.base.partial import PartialDate
from orqa.domain.partnerships.terms import (
    LastDay,
    NoEnd,
    Standing,
    Term,
    TermNotUnderstood,
    last_day,
    notice_day,
    read_term,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(1, 240)
OPEN, RENEWED, SILENT = NoEnd.OPEN_ENDED, NoEnd.AUTO_RENEWED, NoEnd.NOT_STATED


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("5 Years", {"months": 60}),
        ("๕ ปี", {"months": 60}),
        ("Initially 5 Years", {"months": 60}),
        ("3 Years with prolongation", {"months": 36}),
        ("1 year and 6 months", {"months": 18}),
        ("2 ปี 6 เดือน", {"months": 30}),
        ("18 months", {"months": 18}),
        ("6th December 2016", {"until": PartialDate(2016, 12, 6)}),
        ("February 2018", {"until": PartialDate(2018, 2)}),
        ("August, 2016", {"until": PartialDate(2016, 8)}),
        ("2026", {"until": PartialDate(2026)}),
        ("29-5-2014", {"until": PartialDate(2014, 5, 29)}),
        ("๓๑ ธันวาคม ๒๕๖๘", {"until": PartialDate(2025, 12, 31)}),
        ("Endless", {"no_end": OPEN}),
        ("no end date", {"no_end": OPEN}),
        ("Till consent", {"no_end": OPEN}),
        ("ไม่มีกำหนด", {"no_end": OPEN}),
        ("ไม่กำหนดระยะเวลา", {"no_end": OPEN}),
        ("ไม่มีกำหนดระยะเวลา", {"no_end": OPEN}),
        ("ไม่มีวันหมดอายุ", {"no_end": OPEN}),
        ("no end", {"no_end": OPEN}),
        ("Without end", {"no_end": OPEN}),
        ("ไม่ได้ระบุ", {"no_end": SILENT}),
        ("Automatic Extension Every 5 years", {"no_end": RENEWED, "renewed_for": 60}),
        ("Annually Automatic Extension", {"no_end": RENEWED, "renewed_for": 12}),
        ("Auto-renewable every year", {"no_end": RENEWED, "renewed_for": 12}),
        ("Auto-renewable after 5 years", {"no_end": RENEWED, "months": 60, "renewed_for": 60}),
        ("ต่ออายุอัตโนมัติทุก ๓ ปี", {"no_end": RENEWED, "renewed_for": 36}),
        ("auto-renewed", {"no_end": RENEWED}),
        ("Not Specified", {"no_end": SILENT}),
        ("", {"no_end": SILENT}),
        (" – ", {"no_end": SILENT}),
        ("pending renewal", {"no_end": SILENT, "standing": Standing.RENEWAL_PENDING}),
        ("หมดอายุ", {"no_end": SILENT, "standing": Standing.EXPIRED}),
    ],
)
def test_a_printed_term_or_end_is_read(printed: str, term: dict[str, Any]) -> None:
    assert read_term(printed) == Term(**term)
    assert read_term(f"  {printed.upper()} ") == Term(**term)


@pytest.mark.parametrize(
    ("printed", "english", "thai"),
    [
        ("0 years", "at least one month", "ไม่น้อยกว่าหนึ่งเดือน"),
        ("auto every 0 years", "at least one month", "ไม่น้อยกว่าหนึ่งเดือน"),
        ("auto-renewed after 5 years every 3 years", "several lengths", "หลายระยะเวลา"),
        ("as long as needed", "no length such as 5 years, no date", "ไม่ใช่ระยะเวลา"),
        ("5" * 300, "too long", "ยาวเกินไป"),
    ],
)
def test_what_has_no_one_meaning_is_refused_with_the_reason(printed: str, english: str, thai: str) -> None:
    with pytest.raises(TermNotUnderstood) as refused:
        read_term(printed)
    assert english in refused.value.message("en")
    assert thai in refused.value.message("th")


@pytest.mark.parametrize(("printed", "may_mean"), [("26.12.13", date(2013, 12, 26)), ("1/25/2018", date(2018, 1, 25))])
def test_a_date_that_may_mean_several_is_left_to_a_person(printed: str, may_mean: date) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        read_term(printed)
    assert may_mean in refused.value.candidates


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = _read(text)
    assert read is None or read == read_term(f" {text} ")


@pytest.mark.parametrize(
    ("start", "months", "before", "anniversary"),
    [
        (date(2021, 8, 1), 60, date(2026, 7, 31), date(2026, 8, 1)),
        (date(2020, 2, 29), 60, date(2025, 2, 28), date(2025, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 28), date(2024, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28), date(2026, 2, 28)),
        (date(2025, 3, 1), 12, date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_the_last_day_of_a_length(start: date, months: int, before: date, anniversary: date) -> None:
    assert last_day(start, months) == before
    assert last_day(start, months, LastDay.ANNIVERSARY) == anniversary


@given(DAYS, MONTHS)
def test_a_term_ends_just_before_the_next_begins(start: date, months: int) -> None:
    end = last_day(start, months)
    assert end + timedelta(days=1) in {
        start + relativedelta(months=months),
        start + relativedelta(months=months, days=1),
    }
    assert 0 <= (last_day(start, months, LastDay.ANNIVERSARY) - end).days <= 1
    assert start <= end < last_day(start, months + 1)


@given(DAYS, MONTHS, MONTHS, st.integers(0, 20_000), st.sampled_from(LastDay))
def test_one_that_is_prolonged_runs_on_any_day_until_notice(
    start: date, months: int, more: int, later: int, rule: LastDay
) -> None:
    term = Term(months=months, no_end=RENEWED, renewed_for=more)
    on = start + timedelta(days=later)
    end = term.last_day(start, rule, on)
    assert end is not None
    assert end >= on
    first = term.last_day(start, rule)
    assert first == last_day(start, months, rule)
    assert end == first or end - relativedelta(months=more) - timedelta(days=4) < on


def test_a_printed_end_is_taken_at_its_last_day() -> None:
    start = date(2021, 8, 1)
    assert Term(until=PartialDate(2026)).last_day(start) == date(2026, 12, 31)
    assert Term(until=PartialDate(2026, 2)).last_day(start) == date(2026, 2, 28)
    assert Term(until=PartialDate(2026, 2, 3), months=60).last_day(start) == date(2026, 2, 3)
    renewed = Term(until=PartialDate(2022, 7, 31), no_end=RENEWED, renewed_for=12)
    assert renewed.last_day(start, on=date(2026, 1, 1)) == date(2026, 7, 31)


@pytest.mark.parametrize("no_end", [OPEN, SILENT, RENEWED])
def test_without_a_length_or_end_there_is_no_last_day(no_end: NoEnd) -> None:
    assert Term(no_end=no_end).last_day(date(2021, 8, 1), on=date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("last", "ahead", "day"),
    [
        (date(2026, 8, 31), {"months": 6}, date(2026, 2, 28)),
        (date(2024, 8, 31), {"months": 6}, date(2024, 2, 29)),
        (date(2026, 7, 31), {"days": 90}, date(2026, 5, 2)),
        (date(2026, 7, 31), {}, date(2026, 7, 31)),
    ],
)
def test_notice_is_counted_back_from_the_last_day(last: date, ahead: dict[str, int], day: date) -> None:
    assert notice_day(last, **ahead) == day


def test_terms_and_notices_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one month, found 0"):
        last_day(date(2026, 1, 1), 0)
    with pytest.raises(ValueError, match="before the end, found -1 months"):
        notice_day(date(2026, 1, 1), months=-1)
    with pytest.raises(ValueError, match="months"):
        Term(months=0)


def test_published_registers_are_read_as_a_person_read_them() -> None:
    with (Path(__file__).parents[2] / "data/partnership/register_columns.csv").open(encoding="utf-8") as file:
        forms = {form.strip() for row in csv.DictReader(file) for form in row["expiry_forms"].split(";")}
    about = {"same", "dash for none", "none", "month", "day", "blank"}
    assert {form for form in forms if _read(form) is None} == about | {"1/24/2023"}


def _read(form: str) -> Term | None:
    try:
        return read_term(form)
    except (TermNotUnderstood, DateNotUnderstood):
        return None

"""What stands in cells of registers where something else should: words, numbers of days, two dates, days to come."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import orqa
from orqa.base.partial import PartialDate
from orqa.domain.partnerships.registers.dates import DateHabits
from orqa.domain.partnerships.terms import Standing
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind

NOW = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
HEAD = "Partner,Country,Type,Date signed,End date,Status\n"
SERIALS = "register-serial-days"

CELLS: list[tuple[str, str, str, str, str, set[str]]] = [
    ("25/1/2018", "24/1/2023", "Active", "2018-01-25", "2023-01-24", {"register-status-differs"}),
    ("25/1/2018", "24/1/2028", "Active", "2018-01-25", "2028-01-24", set()),
    ("25/1/2018", "24/1/2028", "Expired", "2018-01-25", "2028-01-24", {"register-status-differs"}),
    ("25/1/2018", "24/1/2023", "หมดอายุ", "2018-01-25", "2023-01-24", set()),
    ("25/1/2018", "24/1/2028", "Terminated", "2018-01-25", "2028-01-24", set()),
    ("25/1/2018", "Active", "", "2018-01-25", "None", set()),
    ("Active", "24/1/2030", "", "None", "2030-01-24", set()),
    ("25/1/2018", "ยังมีผลบังคับใช้", "", "2018-01-25", "None", set()),
    ("43125", "44950", "", "2018-01-25", "2023-01-24", {SERIALS}),
    ("25/1/2018", "25/1/2023 24/1/2028", "", "2018-01-25", "2028-01-24", {"register-several-ends"}),
    ("25/1/2018 | 27/1/2018", "", "", "2018-01-27", "None", set()),
    ("1/1/2099", "24/1/2100", "", "2099-01-01", "2100-01-24", {"register-signed-to-come"}),
    ("25/1/2018", "999 years", "", "2018-01-25", "3017-01-24", {"register-term-long"}),
    ("25/1/2018", "12345678", "", "2018-01-25", "None", {"register-cell-not-read"}),
]


def take(tmp_path: Path, *cells: str) -> tuple[Any, ImportResult]:
    path = tmp_path / "register.csv"
    path.write_text(f"{HEAD}Example University,Japan,MoU,{','.join(cells)}\n", encoding="utf-8")
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        result = import_table(office, path, import_kind("agreements"))
        (made,) = office.partnerships.agreements()
    return made, result


@pytest.mark.parametrize(("signed", "end", "status", "starts", "ends", "codes"), CELLS)
def test_a_cell_is_read_as_what_it_is_and_told_where_it_is_doubtful(  # noqa: PLR0917 - columns of the table
    tmp_path: Path, signed: str, end: str, status: str, starts: str, ends: str, codes: set[str]
) -> None:
    made, result = take(tmp_path, signed, end, status)
    assert (str(made.starts_on), str(made.ends_on)) == (starts, ends)
    assert {one.code for one in result.findings} - {"register-date-order"} == codes
    for one in result.findings:
        assert one.message.in_language("th") != one.message.in_language("en")


def test_a_word_in_a_column_of_dates_tells_where_it_stands(tmp_path: Path) -> None:
    made, _ = take(tmp_path, "25/1/2018", "Active", "")
    assert (made.term.standing, made.is_in_force(NOW.date())) == (Standing.IN_FORCE, True)


@given(st.dates(date(1960, 1, 1), date(2099, 12, 31)))
def test_a_number_of_days_is_the_day_that_a_spreadsheet_shows(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    habits = DateHabits(NOW.date())
    habits.note(str(number))
    assert habits.serials == 1
    assert habits.read(str(number), ends=True) == PartialDate.of(day)

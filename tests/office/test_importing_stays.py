"""Foreigners from a file: each row a stay, held against the rules, known again by passport or name."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from organization_samples import begun
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
HEAD = (
    "ชื่อ-สกุล,รหัสบุคลากร,สถานภาพ,สัญชาติ,หน่วยงาน,ประเภทวีซ่า,วันที่เดินทางเข้า,อนุญาตให้อยู่ถึง,"
    "เลขที่หนังสือเดินทาง,ตม.30,ใบอนุญาตทำงาน,ใบอนุญาตทำงานหมดอายุ\n"
)
ANNA = (
    '"EXAMPLE, ANNA",E3,อาจารย์หรือบุคลากรชาวต่างชาติ,ญี่ปุ่น,ga,Non-B,1 ต.ค. 2569,29/12/2569,XX1,2 ต.ค. 2569,5/69,30/9/2570\n'
)
BEN = '"EXAMPLE, BEN",,exchange-student,Vietnam,irqa,Non-ED,1 ต.ค. 2569,29/12/2569,XX2,,,\n'


@pytest.fixture
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        yield begun(office)


def take(office: Office, folder: Path, *rows: str) -> ImportResult:
    path = folder / "stays.csv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return import_table(office, path, import_kind("stays"))


def test_rows_become_stays_with_what_is_due(office: Office, tmp_path: Path) -> None:
    result = take(office, tmp_path, ANNA, BEN)
    assert (result.registered, result.refused, [one.code for one in result.findings]) == (2, 0, [])
    anna, ben = office.partnerships.stays.get("XX1"), office.partnerships.stays.get("XX2")
    assert (anna.name, anna.group, anna.nationality, anna.unit, anna.visa) == (
        *("EXAMPLE, ANNA", "staff", "JP", "ga", "non_b"),
    )
    assert anna.person == office.organization.person("E3").id
    work = anna.work_permit(NOW.date())
    assert work is not None
    assert (work.number, work.until) == ("5/69", date(2027, 9, 30))
    due = {one.value.step.value for one in office.partnerships.stays.due(anna)}
    assert due == {"extension", "report", "new_work_permit"}
    assert "residence_notice" in {one.value.step.value for one in office.partnerships.stays.due(ben)}
    again = take(office, tmp_path, ANNA, BEN)
    assert (again.registered, again.known) == (0, 2)
    assert office.verify(deep=True).findings == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ANNA.replace("ญี่ปุ่น", "Atlantis"), "import-stay-refused"),
        (ANNA.replace("29/12/2569", "1/9/2569"), "import-stay-refused"),
        (BEN.replace("Non-ED", "TR").replace("29/12/2569", ""), "import-stay-refused"),
        (ANNA.replace("E3", "E9"), "import-stay-person-unknown"),
        (ANNA.replace("Non-B", "golden"), "import-code-unknown"),
        (ANNA.replace(",ga,", ",nowhere,"), "import-reference-unknown"),
        (BEN.replace('"EXAMPLE, BEN"', ""), "import-cell-missing"),
    ],
)
def test_a_row_that_cannot_be_is_told_and_the_others_are_taken_in(
    office: Office, tmp_path: Path, row: str, code: str
) -> None:
    other = BEN.replace("BEN", "CHRIS").replace("XX2", "XX3")
    result = take(office, tmp_path, row, other)
    assert code in [one.code for one in result.findings]
    assert (result.registered, result.refused) == (1, 1)


def test_who_may_not_keep_stays_imports_none(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        take(office.acting("E3"), tmp_path, BEN)

"""Visits from a file: what is past was held, what is to come has its check-list, and what is doubtful is told."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import orqa
from agreement_samples import agreed
from organization_samples import begun
from orqa.domain.partnerships.visits import VisitState
from orqa.office.errors import NotAllowed
from orqa.office.office import Office
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
HEAD = "วันที่เยือน,ถึงวันที่,ทิศทาง,คณะผู้มาเยือน,วัตถุประสงค์,เลขที่ข้อตกลง,รายชื่อคณะ,หน่วยงาน,รหัสบุคลากร,สถานะ,ผลการเยือน\n"
PAST = "12 ม.ค. 2569,13/1/2569,มาเยือน,Example University,หารือความร่วมมือ,a,A. Example; B. Example,ga,E3,,\n"
TOLD = "5 ก.พ. 2569,,ไปเยือน,สถานทูต,ดูงาน,,,ga,,,ได้ข้อสรุป\n"
AHEAD = "7 ธ.ค. 2569,,received,Sample Institute,ลงนาม,,,ga,,,\n"


@pytest.fixture
def office() -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: NOW) as office:
        begun(office).partnerships.add_partner("Example University", country="JP")
        agreed(office, "a")
        yield office


def take(office: Office, folder: Path, *rows: str) -> ImportResult:
    path = folder / "visits.csv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return import_table(office, path, import_kind("visits"))


def test_rows_become_visits_that_count(office: Office, tmp_path: Path) -> None:
    result = take(office, tmp_path, PAST, TOLD, AHEAD)
    assert (result.registered, result.refused) == (3, 0)
    assert [one.code for one in result.findings] == ["import-visit-partner-as-named"] * 2
    past, told, ahead = office.partnerships.visits.list()
    assert (past.state, past.held, past.last, past.agreement) == (
        *(VisitState.HELD, date(2026, 1, 12), date(2026, 1, 13)),
        "a",
    )
    assert [one.name for one in past.members] == ["A. Example", "B. Example"]
    assert (past.partner, past.visitor, past.unit) == (
        *(office.partnerships.partner("Example University").id, ""),
        "ga",
    )
    assert (told.state, told.visitor, told.report) == (VisitState.REPORTED, "สถานทูต", "ได้ข้อสรุป")
    assert (ahead.state, ahead.held) == (VisitState.PLANNED, None)
    visits = office.partnerships.visits
    assert [len(visits.checklist(one)) > 0 for one in (past, told, ahead)] == [False, False, True]
    assert office.metrics.value("partnership.visits_held", office.year("fiscal", 2569)).value == 2
    again = take(office, tmp_path, PAST, TOLD, AHEAD)
    assert (again.registered, again.known) == (0, 3)
    assert office.verify(deep=True).findings == ()


@pytest.mark.parametrize(
    ("row", "code", "taken"),
    [
        (PAST.replace("13/1/2569", "11/1/2569"), "import-visit-refused", False),
        (PAST.replace("มาเยือน", "sideways"), "import-visit-word-unknown", False),
        (AHEAD.replace(",,,\n", ",,held,\n"), "import-visit-to-come", False),
        (PAST.replace("E3", "E9"), "import-visit-person-unknown", False),
        (PAST.replace(",ga,", ",nowhere,"), "import-reference-unknown", False),
        (PAST.replace(",a,A.", ",zz,A."), "import-visit-agreement-unknown", True),
        (PAST.replace("หารือความร่วมมือ", ""), "import-cell-missing", False),
        (AHEAD.replace(",,,\n", ",,ยกเลิก,\n"), "import-visit-partner-as-named", True),
    ],
)
def test_a_row_that_cannot_be_is_told_and_the_others_are_taken_in(
    office: Office,
    tmp_path: Path,
    row: str,
    code: str,
    taken: bool,  # noqa: FBT001 - one column of the table
) -> None:
    result = take(office, tmp_path, row, TOLD)
    assert code in [one.code for one in result.findings]
    assert (result.registered, result.refused) == (1 + taken, 1 - taken)
    assert all(one.message.in_language("th") != one.message.in_language("en") for one in result.findings)


def test_a_cancelled_visit_is_none(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, PAST.replace(",E3,,", ",E3,ยกเลิก,"))
    (one,) = office.partnerships.visits.list()
    assert (one.state, one.held) == (VisitState.CANCELLED, None)


def test_clerks_import_those_of_their_unit(office: Office, tmp_path: Path) -> None:
    assert take(office.acting("E3"), tmp_path, TOLD).registered == 1
    with pytest.raises(NotAllowed):
        take(office.acting("E3"), tmp_path, AHEAD.replace(",ga,", ",irqa,"))

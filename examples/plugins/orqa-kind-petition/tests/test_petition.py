"""A kind that forty lines add is there in registers, searches and reports; nothing of orqa itself was changed."""

# ruff: noqa: S101, D103 - tests
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import orqa_kind_petition as petition
import pytest

from orqa.office.office import Office
from orqa.plugins.opening import open_office

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
LETTER = {"subject": "ขอเชิญประชุม", "sender": "กองคลัง", "reference": "12/2569", "dated": "1 พ.ย. 2569"}
PETITION = {"subject": "ขอความเป็นธรรม", "sender": "นายสมมติ ตัวอย่าง", "dated_missing": "ไม่ลงวันที่", "kind": "เรื่องร้องเรียน"}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office("memory:", "with-petitions", plugins=[petition], clock=lambda: AT) as office:
        office.correspondence.receive(**LETTER)
        office.correspondence.receive(**PETITION)
        office.correspondence.receive(**PETITION | {"subject": "ร้องเรียนการให้บริการ"})
        office.correspondence.receive(**LETTER | {"reference": "13/2569"})
        yield office


def test_it_takes_forty_lines() -> None:
    folder = Path(petition.__file__).parent
    files = [path for path in folder.rglob("*.*") if path.suffix in {".py", ".toml"}]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(bool(line.strip()) for line in lines) <= 40


def test_petitions_have_a_register_and_a_series_of_their_own(office: Office) -> None:
    found = office.correspondence.entries(register="petition")
    assert [(entry.number, entry.subject) for entry in found] == [(2, "ร้องเรียนการให้บริการ"), (1, "ขอความเป็นธรรม")]
    assert [entry.number for entry in office.correspondence.entries()] == [2, 1]
    assert office.correspondence.search("ความเป็นธรรม").letters[0].letter_kind == "petition"


def test_the_registers_of_the_office_tell_of_it(office: Office) -> None:
    (series,) = [one for one in office.correspondence.registers() if one.register == "petition"]
    assert series.last == 2


def test_a_report_of_its_register_is_there(office: Office) -> None:
    out = io.BytesIO()
    with office.reports.open("petition-register", language="th") as report:
        office.reports.render(report, "json", out)
    assert "ขอความเป็นธรรม" in json.dumps(json.loads(out.getvalue()), ensure_ascii=False)

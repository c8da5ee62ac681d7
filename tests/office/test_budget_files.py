"""Files and links of spending cases, projects and orders: kept beside the store, taken along by copies."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa
from handling_samples import peopled, received
from orqa.base.refs import RecordRef
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.records import SpendingCase
from orqa.domain.correspondence.errors import AttachmentNameUnusable
from orqa.office.budgets.files import BudgetFiles
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.storage.errors import StoreReadOnly

PROFILE = "thai-public-university"


@pytest.fixture
def office(tmp_path: Path, clock: Any) -> Iterator[Office]:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile=PROFILE, clock=clock) as office:
        peopled(office)
        office.budgets.add_line("P1", "งบสัมมนา", office.year("fiscal", 2570), unit="ga")
        office.budgets.allot("P1", 10_000, granted=False)
        yield office


@pytest.fixture
def files(office: Office) -> BudgetFiles:
    return office.budgets.files


@pytest.fixture
def case(office: Office) -> SpendingCase:
    return office.budgets.reserve("P1", 6_000, "ไปราชการ")


def test_a_file_lies_with_a_case(files: BudgetFiles, case: SpendingCase, tmp_path: Path, office: Office) -> None:
    bill = tmp_path / "ใบเสร็จ.pdf"
    bill.write_bytes(b"%PDF-1")
    kept = files.attach(case, bill, key="a")
    assert files.attach(case, bill, key="a") == kept
    assert (kept.name, kept.media_type, kept.size, kept.unit) == ("ใบเสร็จ.pdf", "application/pdf", 6, "ga")
    other = files.attach(case.ref, io.BytesIO(b"x"), name="../a.txt")
    assert [one.name for one in files.of(case)] == ["ใบเสร็จ.pdf", "a.txt"]
    with files.open(kept) as source:
        assert source.read() == b"%PDF-1"
    saved = [files.save(one, tmp_path) for one in (kept, kept, other)]
    assert [path.name for path in saved] == ["ใบเสร็จ (2).pdf", "ใบเสร็จ (3).pdf", "a.txt"]
    assert (saved[0].read_bytes(), office.verify(deep=True).findings) == (b"%PDF-1", ())


def test_a_copy_of_the_office_takes_the_bytes_along(files: BudgetFiles, case: SpendingCase, tmp_path: Path) -> None:
    kept = files.attach(case, io.BytesIO(b"abc"), name="a.pdf")
    files._office.backup(tmp_path / "b.db")
    with orqa.open_office(f"sqlite:///{tmp_path}/b.db") as copied, copied.budgets.files.open(kept.id) as source:
        assert source.read() == b"abc"
    assert files._office.sweep() == 0


def test_files_of_a_project_are_its_evidence(files: BudgetFiles, office: Office) -> None:
    project = office.budgets.projects.add(
        "Q-01", "สัมมนา", office.year("fiscal", 2570), unit="irqa", first=date(2026, 11, 1), last=date(2026, 12, 1)
    )
    kept = files.attach(project, io.BytesIO(b"x"), name="ภาพ.jpg")
    assert office.budgets.projects.evidence(project) == (project.ref, kept.ref)


def test_what_cannot_be_attached_is_refused(files: BudgetFiles, case: SpendingCase, tmp_path: Path) -> None:
    with pytest.raises(BudgetRefused, match="not with letter"):
        files.attach(RecordRef("letter", "x"), io.BytesIO(b"x"), name="a")
    for missing in (
        lambda: files.attach(RecordRef("project", "no"), io.BytesIO(b"x"), name="a"),
        lambda: files.get("no"),
    ):
        with pytest.raises(NotFound):
            missing()
    with pytest.raises(AttachmentNameUnusable):
        files.attach(case, io.BytesIO(b"x"))
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", read_only=True) as reading, pytest.raises(StoreReadOnly):
        reading.budgets.files.attach(case, io.BytesIO(b"x"), name="a")
    assert files.of(case) == ()


def test_a_case_goes_back_to_letters_each_once(files: BudgetFiles, case: SpendingCase, office: Office) -> None:
    first, second = received(office, 1).letter.ref, received(office, 2).letter.ref
    linked = files.link(case, first, second, first)
    assert (linked.concerns, linked.version) == ((first, second), 2)
    assert files.link(case, second).version == 2
    assert office.budgets.case(case) == linked
    with pytest.raises(NotFound):
        files.link(case, RecordRef("letter", "no-such"))


def test_who_may(files: BudgetFiles, case: SpendingCase, office: Office) -> None:
    letter = received(office).letter.ref
    with pytest.raises((NotAllowed, NotFound)):
        office.acting("R1").budgets.files.attach(case, io.BytesIO(b"x"), name="a.txt")
    with pytest.raises((NotAllowed, NotFound)):
        office.acting("R1").budgets.files.link(case, letter)
    assert office.acting("S1").budgets.files.attach(case, io.BytesIO(b"x"), name="a.txt").unit == "ga"
    assert office.acting("S1").budgets.files.link(case, letter).concerns == (letter,)
    assert len(files.of(case)) == 1

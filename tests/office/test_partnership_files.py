"""Files of visits, trips, activities and agreements: seen by whoever sees these, taken along by copies."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import orqa
from agreement_samples import agreed
from organization_samples import ENLARGED, begun
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.errors import VisitRefused
from orqa.domain.partnerships.visits import Visit
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.partnerships.files import PartnershipFiles

DAY = date(2026, 11, 16)


@pytest.fixture
def office(tmp_path: Path, clock: Any) -> Iterator[Office]:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        org = begun(office).organization
        org.add_unit("qa", "งานประกันคุณภาพ", first=ENLARGED, parent="irqa", level="section")
        org.add_position("qa.staff", "บุคลากร", unit="qa", first=ENLARGED, roles=["staff"])
        org.add_person("Q2", "Q2")
        org.appoint("Q2", "qa.staff", first=ENLARGED)
        agreed(office, "a")
        yield office


@pytest.fixture
def files(office: Office) -> PartnershipFiles:
    return office.partnerships.files


@pytest.fixture
def visit(office: Office) -> Visit:
    return office.partnerships.visit("received", "หารือ", first=DAY, visitor="Example", unit="ga")


def test_files_lie_with_each_kind(files: PartnershipFiles, visit: Visit, office: Office, tmp_path: Path) -> None:
    partnerships = office.partnerships
    trip = partnerships.trip("E3", "ประชุม", country="JP", first=DAY, last=DAY, unit="ga").record
    lecture = partnerships.activity("lecture", "บรรยาย", first=DAY, agreement="a")
    for about in (visit, trip, lecture, partnerships.agreement("a")):
        kept = files.attach(about, io.BytesIO(about.kind.encode()), name=f"../{about.kind}.pdf", key=about.kind)
        assert (
            files.attach(about.ref, io.BytesIO(about.kind.encode()), name=f"{about.kind}.pdf", key=about.kind) == kept
        )
        assert (kept.name, kept.media_type, kept.about) == (f"{about.kind}.pdf", "application/pdf", about.ref)
        assert files.of(about) == (kept,)
        with files.open(kept) as source:
            assert source.read() == about.kind.encode()
    assert files.of(visit)[0].unit == "ga"
    assert files.save(files.of(visit)[0], tmp_path).read_bytes() == b"visit"
    office.backup(tmp_path / "b.db")
    with orqa.open_office(f"sqlite:///{tmp_path}/b.db") as copied:
        assert [copied.partnerships.files.open(one.id).read() for one in files.of(trip)] == [b"official-trip"]
    assert office.sweep() == 0
    assert office.verify(deep=True).findings == ()


def test_whoever_sees_the_visit_sees_its_files(files: PartnershipFiles, visit: Visit, office: Office) -> None:
    mine, theirs = office.acting("E3").partnerships.files, office.acting("Q2").partnerships.files
    kept = mine.attach(visit, io.BytesIO(b"x"), name="a")
    for hidden in (
        lambda: theirs.of(visit),
        lambda: theirs.get(kept.id),
        lambda: theirs.open(kept),
        lambda: theirs.attach(visit, io.BytesIO(b"x"), name="b"),
    ):
        with pytest.raises(NotFound):
            hidden()
    office.partnerships.visits.change(visit, "ย้าย", unit="qa")
    assert theirs.of(visit) == (kept,), "a visit takes its files along to another unit"
    office.partnerships.visits.change(visit, "ย้ายกลับ", unit="ga", owner="Q2")
    with pytest.raises(NotAllowed) as refused:
        theirs.attach(visit, io.BytesIO(b"x"), name="b")
    assert "attach files to visits" in refused.value.message("en")
    assert files.of(visit) == (kept,)


def test_what_cannot_have_files_is_refused(files: PartnershipFiles) -> None:
    with pytest.raises(VisitRefused, match="not with letter") as refused:
        files.attach(RecordRef("letter", "x"), io.BytesIO(b"x"), name="a")
    assert "แนบแฟ้มได้กับการเยือน" in refused.value.message("th")
    with pytest.raises(NotFound):
        files.attach(RecordRef("visit", "no"), io.BytesIO(b"x"), name="a")

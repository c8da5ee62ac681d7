"""What is printed under a letter: name and post, and for whom somebody acts."""

from datetime import date

import pytest
from attrs import evolve

from organization_samples import DIRECTOR, HEAD, STRUCTURE
from orqa.base.language import Text
from orqa.domain.organization.people import Acting
from orqa.domain.organization.signatures import NotInPosition, signature
from orqa.domain.organization.structure import Structure
from orqa.plugins.opening import builtin_registry

TODAY = date(2026, 11, 23)
TITLED = evolve(
    STRUCTURE,
    positions=(
        evolve(DIRECTOR, title=Text.of(th="ผู้อำนวยการ{unit}", en="Director, {unit}")),
        evolve(HEAD, title=Text.of(th="หัวหน้า{unit}", en="Head, {unit}")),
    ),
)


def printed(structure: Structure, person: str, position: str = "", *, on: date = TODAY) -> list[str]:
    reading = builtin_registry().profile("thai-public-university").at(on).reading()
    known = structure.people[person]
    return [line.in_language("th") for line in signature(structure.on(on), reading, known, position)]


def test_in_one_s_own_post() -> None:
    assert printed(TITLED, "p-1") == ["(ใจดี มีสุข)", "ผู้อำนวยการกองวิเทศสัมพันธ์และการประกันคุณภาพ"]


def test_a_post_is_called_after_its_unit_as_that_was_called_on_the_day() -> None:
    reading = builtin_registry().profile("thai-public-university").at(TODAY).reading()
    before = evolve(TITLED, appointments=[evolve(TITLED.appointments["a-1"], first=date(2004, 1, 1))])
    now = before.on(date(2005, 1, 1))
    assert str(signature(now, reading, before.people["p-1"])[1]) == "Director, สำนักงานประกันคุณภาพการศึกษา"


@pytest.mark.parametrize(
    ("basis", "wording"),
    [("head-absent", "รักษาราชการแทน"), ("post-vacant", "รักษาการในตำแหน่ง"), ("delegated", "ปฏิบัติราชการแทน")],
)
def test_who_acts_signs_with_the_own_post_and_the_wording_of_the_basis(basis: str, wording: str) -> None:
    acting = evolve(TITLED.actings["act-1"], basis=basis)
    assert printed(evolve(TITLED, actings=[acting]), "p-2", "irqa.director") == [
        "(ใจดี มีสุข)",
        f"หัวหน้าga {wording}",
        "ผู้อำนวยการกองวิเทศสัมพันธ์และการประกันคุณภาพ",
    ]


def test_by_default_one_signs_in_the_own_post() -> None:
    assert printed(TITLED, "p-2") == ["(ใจดี มีสุข)", "หัวหน้าga"]


def test_who_has_no_post_of_their_own_signs_with_the_wording_alone() -> None:
    acting = Acting(id="a", basis="delegated", person="p-3", position="irqa.director", first=TODAY)
    assert printed(evolve(TITLED, actings=[acting]), "p-3")[1] == "ปฏิบัติราชการแทน"


def test_a_signature_cites_what_lays_it_down() -> None:
    reading = builtin_registry().profile("thai-public-university").at(TODAY).reading()
    lines = signature(TITLED.on(TODAY), reading, TITLED.people["p-2"], "irqa.director")
    cited = set(map(str, reading.decision(lines, {}).citations))
    assert cited == {"opm-correspondence-2526#appendix-3", "state-administration-2534#47"}


@pytest.mark.parametrize(
    ("person", "position", "day", "english", "thai"),
    [
        ("p-2", "irqa.director", date(2026, 11, 25), "may sign as: ga.head", "ลงชื่อได้ในตำแหน่ง: ga.head"),
        ("p-2", "irqa.chief", TODAY, "may sign as: ga.head, irqa.director", "ไม่ได้อยู่ในตำแหน่ง irqa.chief"),
        ("p-3", "", TODAY, "not in the position – on 2026-11-23; may sign as: –", "ลงชื่อได้ในตำแหน่ง: –"),
    ],
)
def test_nobody_signs_in_another_s_post(person: str, position: str, day: date, english: str, thai: str) -> None:
    with pytest.raises(NotInPosition) as caught:
        printed(TITLED, person, position, on=day)
    assert english in caught.value.message("en")
    assert thai in caught.value.message("th")

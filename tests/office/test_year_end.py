"""What a year leaves behind, and the reports of letters."""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from handling_samples import peopled, received
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.correspondence.year_end import YearEnd
from orqa.office.errors import PeriodNeeded
from orqa.office.office import Office
from orqa.storage.protocol import Batch

BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.fixture
def office(tmp_path: Path, clock: Any) -> Iterator[Office]:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        yield peopled(office)


def numbers(left: YearEnd) -> dict[str, list[int | None]]:
    return {
        "reservations": [line.number for line in left.reservations],
        "unanswered": [one.line.number for one in left.unanswered],
        "tasks": [one.line.number if one.line else None for one in left.tasks],
        "unclosed": [line.number for line in left.unclosed],
    }


def busy(office: Office) -> None:
    """Five letters: closed, assigned, to be answered, answered, void; and a number that is kept."""
    closed, assigned, asking, answered, _ = (received(office, number).letter for number in range(1, 6))
    service = office.correspondence
    service.close(closed, "ทราบ")
    service.assign(assigned, ["S1", "S2"], due=date(2026, 12, 1))
    service.expect_answer(asking)
    service.expect_answer(answered)
    service.link(closed, answered, "reply-to")
    service.void(service.entry(5), "ลงทะเบียนซ้ำ")
    service.reserve("order", reason="รอลงนาม")


def test_an_empty_year_is_clean(office: Office) -> None:
    left = office.correspondence.year_end()
    assert left.is_clean
    assert left.period == office.year()


def test_letters_of_units_are_left_open_too_and_each_is_told_once(office: Office) -> None:
    service = office.correspondence
    central, own = received(office, 1), received(office, 2, unit="ga")
    service.take_in(central.letter, "ga")
    service.take_in(own.letter, "irqa")
    assert [(line.unit, line.number) for line in service.year_end().unclosed] == [("central", 1), ("ga", 1)]
    service.close(own.letter, "ทราบ")
    service.void(central.entry, "ลงทะเบียนซ้ำ")
    assert service.year_end().unclosed == (), "it is told with the line that it got first"


def test_a_bare_number_is_no_year(office: Office) -> None:
    with pytest.raises(PeriodNeeded) as refused:
        office.correspondence.year_end(2569)  # type: ignore[arg-type]
    assert refused.value.message("en").startswith("this needs a year of a kind, found 2569; give office.year(")
    assert refused.value.message("th").startswith("ต้องระบุปีพร้อมชนิดของปี แต่พบ 2569")


def test_what_is_left_of_a_year(office: Office) -> None:
    busy(office)
    left = office.correspondence.year_end()
    assert numbers(left) == {"reservations": [1], "unanswered": [3], "tasks": [2, 2], "unclosed": [2, 3, 4]}
    assert left.reservations[0].reason == "รอลงนาม"
    assert left.unanswered[0].answer_by == date(2026, 12, 8)
    assert left.findings == ()
    assert not left.is_clean


def test_only_of_its_own_year(office: Office, clock: Any) -> None:
    busy(office)
    clock.at = datetime(2027, 1, 1, 0, 0, 1, tzinfo=BANGKOK)
    received(office, 99)
    assert numbers(office.correspondence.year_end())["unclosed"] == [1]
    assert numbers(office.correspondence.year_end(office.year("calendar", 2569)))["unclosed"] == [2, 3, 4]
    assert numbers(office.correspondence.year_end(office.year("fiscal", 2570)))["unclosed"] == [2, 3, 4, 1]
    assert office.correspondence.year_end(office.year("calendar", 2500)).is_clean


def test_holes_are_told(office: Office) -> None:
    received(office)
    at, identity = office.now(), office.ids.next_id(office.now())
    odd = RegisterEntry(id=identity, year=2026, number=4, registered_on=at.date(), subject="แทรก")
    office.store.apply(Batch(office.ids.next_id(at), "somebody", "x", at, (office.codec.encode(odd),)))
    findings = office.correspondence.year_end().findings
    assert [finding.code for finding in findings] == ["register-number-missing"]
    assert report(office, "year-end")["findings"][0]["code"] == "register-number-missing"


def test_secret_matter_shows_nowhere(office: Office) -> None:
    from orqa.domain.correspondence.records import Letter
    from orqa.domain.organization.restriction import Restriction
    from orqa.office.access import Actor

    at, kept = office.now(), Restriction(rank=2, units=("irqa",))
    keeper = office.acting(Actor(person="keeper", roles=(Keeper(),), clearance=3))
    letter = Letter(id=office.ids.next_id(at), subject="แผนเผชิญเหตุ", received_at=at, restricted=kept)
    line = RegisterEntry(
        id=office.ids.next_id(at), year=2026, number=1, registered_on=at.date(), letter=letter.ref,
        subject="แผนเผชิญเหตุ", restricted=kept,
    )  # fmt: skip
    before = report(office, "letters")
    keeper.recorder.save("secret.receive", at, [letter, line])
    keeper.correspondence.expect_answer(letter)
    assert report(office, "letters") | {"made_at": ""} == before | {"made_at": ""}  # not even how many there are
    assert office.correspondence.year_end().is_clean
    seen = keeper.correspondence.year_end()
    assert len(seen.unanswered) == 1
    assert seen.unanswered[0].line.subject == ""


class Keeper:
    """The role of a registrar of secret matter."""

    role, unit = "secret-registrar", ""


# ------------------------------------------------------------------ reports


def report(office: Office, name: str, audience: str = "internal", language: str = "en") -> Any:
    out = io.BytesIO()
    with office.reports.open(name, office.year(), language=language, audience=audience) as made:
        office.reports.render(made, "json", out)
    return json.loads(out.getvalue())


def text(office: Office, name: str, language: str = "th", audience: str = "internal") -> str:
    out = io.BytesIO()
    with office.reports.open(name, office.year(), language=language, audience=audience) as made:
        office.reports.render(made, "text", out)
    return out.getvalue().decode()


def test_the_year_end_is_a_report(office: Office) -> None:
    busy(office)
    shown = text(office, "year-end")
    for words in ("งานค้างสิ้นปี", "เลขที่จองไว้และยังไม่ใช้", "รอลงนาม", "ขอเชิญประชุม ครั้งที่ 3", "กำหนดตอบ"):
        assert words in shown
    assert "What the year leaves behind" in text(office, "year-end", "en")
    assert "คณะวิศวกรรมศาสตร์" not in text(office, "year-end", audience="public")


def test_letters_by_kind_urgency_register_and_month(office: Office) -> None:
    received(office, 1, urgency="ด่วน")
    received(office, 2, kind="internal")
    received(office, 3, kind="")
    office.correspondence.send(kind="order", subject="แต่งตั้งคณะกรรมการ", recipient="คณะ")
    shown = text(office, "letters", "en", "public")
    for words in (
        "By kind",
        "External letter",
        "Not told",
        "By urgency",
        "Urgent",
        "By register",
        "By month",
        "Nov 2026",
    ):
        assert words in shown
    data = json.dumps(report(office, "letters", "public"), ensure_ascii=False)
    assert "ขอเชิญประชุม" not in data
    assert "สถิติหนังสือ" in text(office, "letters")


@pytest.mark.parametrize("name", ["letters", "year-end"])
@pytest.mark.parametrize("profile", ["thai-public-university", "example-abroad"])
def test_reports_of_an_empty_office(name: str, profile: str) -> None:
    with orqa.open_office("memory:", profile=profile) as office:
        assert report(office, name)["report"] == name


def test_the_year_end_tells_what_the_next_year_owes_to_the_law(office: Office, by: Any, tmp_path: Path) -> None:
    """Survey for destruction and the archives' list; only where there are letters that old."""
    received(office)
    assert office.correspondence.year_end().ahead == ()
    with by(date(1999, 5, 3)):
        received(office, 13, dated="3 พฤษภาคม 2542")
    with by(date(2019, 12, 30)):
        said = {one.day: one.title.in_language("en") for one in office.correspondence.year_end().ahead}
        assert list(said) == sorted(said)
        assert said[date(2020, 1, 31)].startswith("Hand over to the National Archives what reached 20 years in 2562")
        assert [text for text in said.values() if text.startswith("Survey the letters whose period ended with 2562")]
        path = office.reports.write("year-end", "text", tmp_path / "year-end.txt", language="en")
        assert "Hand over to the National Archives" in path.read_text(encoding="utf-8")

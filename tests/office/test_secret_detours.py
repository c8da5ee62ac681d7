"""Ways round the front door to secret letters: what is about them, keys, imports, and what a call gives back."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import orqa
from access_samples import position
from access_world import AT, START, fields, opened, people
from orqa.domain.correspondence.records import Letter
from orqa.office.correspondence.carrying import REGISTER
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound, WorkRefused
from orqa.office.office import Office
from orqa.office.organizing import OrganizationRefused
from orqa.office.tabular.importing import import_table


@pytest.fixture
def office(tmp_path: Path, url: str) -> Iterator[Office]:
    def clock() -> datetime:
        return AT

    files = str(tmp_path / "files")
    with orqa.open_office(url, profile="thai-public-university", clock=clock, attachments=files) as office:
        people(office)
        yield office


@pytest.fixture
def keeper(office: Office) -> Office:
    return office.acting("S1")


@pytest.fixture
def kept(keeper: Office) -> Letter:
    return keeper.correspondence.receive(**fields(20), secrecy="ลับมาก", key="form-1").letter


def _tasks(office: Office) -> int:
    with office.reading() as reader:
        return reader.count("task")


@pytest.mark.parametrize("about", ["line", "attachment", "handling", "task"])
def test_a_request_about_what_belongs_to_a_letter_goes_with_it(office: Office, keeper: Office, about: str) -> None:
    correspondence = office.correspondence
    letter = correspondence.receive(**fields(20)).letter
    task = correspondence.assign(letter, "D1").tasks[0]
    records = {
        "line": lambda: correspondence.lines_of(letter)[0],
        "attachment": lambda: correspondence.attach(letter, io.BytesIO(b"x"), name="x.pdf"),
        "handling": lambda: correspondence.handling(letter),
        "task": lambda: task,
    }
    office.approvals.submit(records[about](), "letter.received", unit="irqa", title="เรื่องปกปิด")
    assert _tasks(office) == 2

    keeper.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง 3/2569")

    assert office.approvals.requests() == ()
    assert _tasks(office) == 0
    (request,) = keeper.approvals.requests()
    assert request.title is None
    keeper.correspondence.lower_secrecy(letter, "open", "คำสั่ง 4/2569")
    assert len(office.approvals.requests()) == 1


def test_an_open_line_tells_nothing_of_a_secret_answer(office: Office, keeper: Office, kept: Letter) -> None:
    asked = office.correspondence.receive(**opened(1)).letter
    issued = keeper.correspondence.send(kind="external", subject="ตอบ", recipient="คณะ", secrecy="ลับ").letter
    for answer in (kept, issued):
        keeper.correspondence.link(answer, asked, "reply-to")

    (line,) = office.correspondence.lines_of(asked)
    assert line.action == "ตอบแล้ว; ตอบแล้ว"
    assert office.correspondence.handling(asked).answered_on is not None


@pytest.mark.parametrize("subject", ["the same", "another"])
@pytest.mark.parametrize("way", ["call", "work"])
def test_a_key_does_not_tell_whether_a_guess_was_right(office: Office, keeper: Office, subject: str, way: str) -> None:
    said = {**fields(20), "secrecy": "ลับมาก"}

    def receive(by: Office, said: dict[str, str]) -> None:
        if way == "call":
            by.correspondence.receive(**said, key="form-1")
        else:
            with by.work("แฟ้ม", key="form-1") as work:
                work.correspondence.receive(**said)

    receive(keeper, said)
    before = position(office)
    receive(keeper, said)  # whoever may see it is told what came of it
    guess = said if subject == "the same" else said | {"subject": "อื่น"}
    with pytest.raises(KeyUsedOtherwise) as refused:
        receive(office.acting("U1"), guess)
    assert refused.value.made == ()
    assert "for something else;" in refused.value.message("en")
    assert "เรื่องอื่น" in refused.value.message("th")
    assert position(office) == before


def test_what_a_call_gives_back_does_not_open_a_secret_letter(keeper: Office, kept: Letter) -> None:
    correspondence = keeper.correspondence
    correspondence.share(kept, units=["irqa"])
    for _ in range(2):  # the second time by its key
        issue = correspondence.take_in(kept, "irqa", key="1")
        assert (issue.number, issue.entry.subject, issue.letter.subject, issue.entry.note) == (1, "", "", "")
    for _ in range(2):
        assert {line.subject for line in correspondence.assign(kept, "irqa", key="1").entries} == {""}
    for _ in range(2):
        assert {line.subject for line in correspondence.close(kept, "เสร็จ", key="1").entries} == {""}
    assert correspondence.openings(kept) == ()


_HEAD = "เลขทะเบียน,วันที่ลงทะเบียน,ทะเบียน,ที่,ลงวันที่,จาก,เรื่อง,ชนิด,ชั้นความลับ,ยกเลิก\n"


def _carried(office: Office, folder: Path, row: str) -> str:
    path = folder / "old.csv"
    path.write_text(_HEAD + row + "\n", encoding="utf-8")
    found = import_table(office, path, REGISTER).findings
    return "\n".join(finding.message.in_language("en") for finding in found)


_VOID = "5,5 มกราคม 2569,secret-received,,,,,,,พิมพ์ผิด"


@pytest.mark.parametrize("who", [None, "U1", "N1"])
def test_only_its_keepers_carry_a_register_of_secret_matter_over(
    office: Office, keeper: Office, tmp_path: Path, who: str | None
) -> None:
    before = position(office)
    with pytest.raises(NotAllowed):
        _carried(office.acting(who) if who else office, tmp_path, _VOID)
    assert position(office) == before
    _carried(keeper, tmp_path, _VOID)
    assert [line.number for line in keeper.correspondence.entries(register="secret-received")] == [5]
    assert office.correspondence.entries(register="secret-received") == ()  # a void line is no more open than others


def test_a_carried_number_that_is_taken_names_no_secret_subject(keeper: Office, kept: Letter, tmp_path: Path) -> None:
    row = "1,5 มกราคม 2569,secret-received,อว 9/9,4 มกราคม 2569,คณะ,ทดสอบ,หนังสือภายนอก,ลับ,"
    said = _carried(keeper, tmp_path, row)
    assert "is in the register already" in said
    assert kept.subject
    assert kept.subject not in said


def test_a_desk_is_looked_at_by_the_head_of_each_of_its_units(office: Office) -> None:
    """One who heads one of them, and nobody's head of one who is in none."""
    organization = office.organization
    organization.add_unit("finance", title="กองคลัง", first=START)
    for unit in ("irqa", "finance"):
        organization.add_position(f"{unit}.staff", "เจ้าหน้าที่", unit=unit, first=START, roles=["staff"])
    organization.appoint("N1", "irqa.staff", first=START, order="3/2569")
    head = office.acting("D1")
    assert head.desk("N1").total == 0
    organization.appoint("N1", "finance.staff", first=START, order="4/2569")
    with pytest.raises(NotAllowed):
        head.desk("N1")


# ------------------------------------------------------------------ at the same moment


@pytest.mark.parametrize("change", ["raise", "share", "lower"])
@pytest.mark.parametrize("write", ["attach", "link", "propose", "open"])
def test_what_is_added_while_the_level_changes_is_refused(
    office: Office, keeper: Office, monkeypatch: pytest.MonkeyPatch, change: str, write: str
) -> None:
    """Else it would keep the readers of before, or the opening would be told to these."""
    letter = keeper.correspondence.receive(**fields(20), secrecy="ลับมาก").letter
    other = office.correspondence.receive(**opened(1)).letter
    changes = {
        "raise": lambda: keeper.correspondence.raise_secrecy(letter, "ลับที่สุด", "คำสั่ง 3/2569"),
        "share": lambda: keeper.correspondence.share(letter, persons=["D1"]),
        "lower": lambda: keeper.correspondence.lower_secrecy(letter, "ลับ", "คำสั่ง 3/2569"),
    }
    acting = office.acting("S1")
    writes = {
        "attach": lambda: acting.correspondence.attach(letter, io.BytesIO(b"x"), name="x.pdf"),
        "link": lambda: acting.correspondence.link(letter, other, "follows"),
        "propose": lambda: acting.approvals.submit(letter, "letter.received", unit="irqa"),
        "open": lambda: acting.correspondence.open(letter),
    }
    monkeypatch.setattr("orqa.office.approvals.refuse_unseen", lambda *_: None)
    saved, recorder = type(acting.recorder).save, acting.recorder

    def late(self: object, *args: object, **more: object) -> object:
        if self is recorder:
            monkeypatch.setattr(type(recorder), "save", saved)
            changes[change]()
        return saved(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(recorder), "save", late)
    with pytest.raises(NotFound):
        writes[write]()
    writes[write]()


@pytest.mark.parametrize("write", ["attach", "submit"])
def test_a_work_does_not_raise_what_it_adds_to(office: Office, keeper: Office, write: str) -> None:
    letter = office.correspondence.receive(**fields(20)).letter
    before = position(office)

    def work_on_it() -> None:
        with keeper.work("แฟ้มเดียวกัน") as work:
            if write == "attach":
                work.correspondence.attach(letter, io.BytesIO(b"x"), name="เรื่องปกปิด.pdf")
            else:
                work.approvals.submit(letter, "letter.received", unit="irqa", title="เรื่องปกปิด")
            work.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง 3/2569")

    with pytest.raises(WorkRefused):
        work_on_it()
    assert position(office) == before


def test_a_work_adds_to_what_it_raises(office: Office, keeper: Office) -> None:
    letter = office.correspondence.receive(**fields(20)).letter
    with keeper.work("แฟ้มเดียวกัน") as work:
        work.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง 3/2569")
        work.correspondence.attach(letter, io.BytesIO(b"x"), name="เรื่องปกปิด.pdf")
    assert office.correspondence.attachments(letter) == ()
    assert len(keeper.correspondence.attachments(letter)) == 1


# ------------------------------------------------------------------ making oneself one who may


@pytest.mark.parametrize("way", ["grant", "clear", "appoint"])
def test_nobody_gets_at_secret_matter_without_an_order(office: Office, way: str) -> None:
    """Not even by an administrator, who could make themselves registrar; with one the journal tells who did it."""
    office.organization.grant("N1", "administrator", unit="irqa", first=START)
    office.organization.add_position("keeper", "นายทะเบียน", unit="irqa", first=START, roles=["secret-registrar"])
    acting = office.acting("N1").organization
    calls = {
        "grant": lambda order: acting.grant("N1", "secret-registrar", unit="irqa", first=START, order=order),
        "clear": lambda order: acting.clear("N1", "secret", first=START, order=order),
        "appoint": lambda order: acting.appoint("N1", "keeper", first=START, order=order),
    }
    before = position(office)
    for order in ("", "  "):
        with pytest.raises(OrganizationRefused) as refused:
            calls[way](order)
        (finding,) = refused.value.findings
        assert finding.code == "organization-secrecy-without-order"
        assert "without an order" in finding.message.in_language("en")
        assert "ต้องมีคำสั่งเป็นหนังสือ" in finding.message.in_language("th")
    assert position(office) == before
    calls[way]("คำสั่ง 9/2569")
    assert list(office.store.journal())[-1].actor.startswith("person:")

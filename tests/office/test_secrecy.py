"""Secret letters: received into registers of their own, opened, shared, raised and lowered; lists show none of it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import orqa
from access_samples import COLLEAGUE, KEEPER, NOVICE, REGISTRAR, UNCLEARED, fields, position
from access_world import shown
from organization_samples import begun as begun_organization
from orqa.base.language import Text
from orqa.domain.correspondence.handling import begun
from orqa.domain.correspondence.links import LetterLink, link_id
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.domain.organization.tasks import new_task
from orqa.office.access import Actor
from orqa.office.correspondence.secrecy_changes import SecrecyRefused
from orqa.office.errors import LetterRefused, NotAllowed, NotFound, WorkRefused
from orqa.office.office import Office
from orqa.storage.errors import StoreReadOnly
from orqa.storage.protocol import SYSTEM
from orqa.storage.query import contains, equal

SUBJECT, SENDER, REFERENCE = "แผนเผชิญเหตุฉุกเฉิน", "สำนักงานสภาความมั่นคง", "นร 0801/77"
TELLING = (SUBJECT, SENDER, REFERENCE, "นร0801/77", "แผนผัง.pdf", "ห้องนิรภัย")


@pytest.fixture
def office(tmp_path: Path, url: str, clock: Any) -> Iterator[Office]:
    files = str(tmp_path / "files")
    with orqa.open_office(url, profile="thai-public-university", clock=clock, attachments=files) as office:
        yield office


def secret(**changes: Any) -> dict[str, Any]:
    return fields(reference=REFERENCE, sender=SENDER, subject=SUBJECT, secrecy="ลับมาก") | changes


def all_entries(office: Office) -> list[RegisterEntry]:
    with office.store.read(SYSTEM) as reader:
        found = [office.codec.decode(item) for item in reader.find("register-entry", limit=1000).items]
    return [entry for entry in found if isinstance(entry, RegisterEntry)]


def series(office: Office, register: str) -> list[int | None]:
    return sorted(entry.number or 0 for entry in all_entries(office) if entry.register == register)


# ------------------------------------------------------------------ receiving


def test_a_secret_letter_takes_a_number_of_the_secret_register(office: Office) -> None:
    office.correspondence.receive(**fields(1))
    first = office.acting(KEEPER).correspondence.receive(**secret())
    second = office.acting(KEEPER).correspondence.receive(**secret(secrecy="ลับ", subject="อื่น"))
    third = office.correspondence.receive(**fields(2))

    assert (first.entry.register, first.number, second.number, third.number) == ("secret-received", 1, 2, 2)
    assert first.letter.restricted is not None
    assert first.letter.restricted == first.entry.restricted
    assert [one.letter.restricted.rank for one in (first, second) if one.letter.restricted] == [2, 1]
    actions = {entry.action for entry in office.store.journal() if entry.id == first.letter.id}
    assert actions == {"secret.receive"}
    assert office.verify(deep=True).findings == ()


@pytest.mark.parametrize("who", [None, REGISTRAR, UNCLEARED, NOVICE])
def test_who_may_not_is_refused_as_before(office: Office, who: Actor | None) -> None:
    acting, before = (office.acting(who) if who else office), position(office)
    with pytest.raises(LetterRefused) as refused:
        acting.correspondence.receive(**secret())
    assert [finding.code for finding in refused.value.findings] == ["letter-secret"]
    for language in ("en", "th"):
        assert not any(word in refused.value.message(language) for word in TELLING)
    assert position(office) == before


# ------------------------------------------------------------------ lists and opening


def views(office: Office, letter: Letter) -> list[object]:
    """All that shows letters without opening them."""
    correspondence = office.correspondence
    with office.reading() as reader:
        rows = [list(reader.rows("register-entry", ("register", "number", "registered_on")))]
    return [
        correspondence.get(letter.id),
        correspondence.find(REFERENCE),
        correspondence.search("แผนเผชิญ"),
        correspondence.search("ห้องนิรภัย"),
        correspondence.entries_of([letter]),
        correspondence.attachments(letter),
        rows,
    ]


@pytest.fixture
def kept(office: Office) -> Letter:
    acting = office.acting(KEEPER)
    letter = acting.correspondence.receive(**secret()).letter
    acting.correspondence.attach(letter, io.BytesIO(b"map"), name="แผนผัง.pdf", text="ห้องนิรภัย")
    acting.correspondence.share(letter, units=["irqa"])
    return letter


@pytest.mark.parametrize("who", [KEEPER, COLLEAGUE])
def test_lists_show_number_and_level_and_nothing_else_even_to_the_cleared(
    office: Office, kept: Letter, who: Actor
) -> None:
    acting = office.acting(who)
    seen = acting.correspondence.get(kept.id)
    assert (seen.secrecy, seen.subject, seen.sender, seen.reference, seen.version) == ("secret", "", "", None, 0)
    assert acting.correspondence.search("แผนเผชิญ").total == acting.correspondence.search("ห้องนิรภัย").total == 1
    (line,) = acting.correspondence.entries_of([kept]).values()
    assert (line.register, line.number, line.subject) == ("secret-received", 1, "")
    assert not any(word in text for text in shown(views(acting, kept)) for word in TELLING)


def test_opening_shows_it_and_is_kept_in_the_journal(office: Office, kept: Letter) -> None:
    acting = office.acting(COLLEAGUE)
    opened = acting.correspondence.open(kept.id)
    assert (opened.letter.subject, opened.letter.reference) == (SUBJECT, REFERENCE)
    assert [line.subject for line in opened.entries] == [SUBJECT]
    (attachment,) = opened.attachments
    assert attachment.name == "แผนผัง.pdf"
    with acting.correspondence.open_attachment(attachment) as file:
        assert file.read() == b"map"
    assert acting.correspondence.save_attachment(attachment, Path(str(office.blobs.place)).parent).name == "แผนผัง.pdf"

    openings = office.acting(KEEPER).correspondence.openings(kept)
    assert [(one.person, one.attachment is None) for one in openings] == [
        ("farid", True),
        ("farid", False),
        ("farid", False),
    ]
    entries = [entry for entry in office.store.journal() if entry.kind == "letter-opening"]
    assert {(entry.actor, entry.action) for entry in entries} == {("person:farid", "secret.open")}


def test_an_open_letter_is_opened_without_more(office: Office) -> None:
    letter = office.correspondence.receive(**fields()).letter
    before = position(office)
    opened = office.correspondence.open(letter)
    assert (opened.letter, opened.opening, position(office)) == (letter, None, before)
    assert office.correspondence.openings(letter) == ()


@pytest.mark.parametrize("who", [None, REGISTRAR, UNCLEARED, NOVICE, evolve(COLLEAGUE, units=())])
@pytest.mark.parametrize("way", ["open", "openings", "get"])
def test_who_may_not_see_it_is_told_as_of_one_that_is_not_there(
    office: Office, kept: Letter, who: Actor | None, way: str
) -> None:
    acting, before = (office.acting(who) if who else office), position(office)
    told = set()
    for identity in (kept.id, "absent"):
        with pytest.raises(NotFound) as refused:
            getattr(acting.correspondence, way)(identity)
        told.add((refused.value.message("th").replace(identity, ""), refused.value.message().replace(identity, "")))
    assert len(told) == 1
    assert position(office) == before


def test_what_cannot_be_written_down_is_not_shown(office: Office, kept: Letter, url: str) -> None:
    if url == "memory:":
        pytest.skip("its store is one process's")
    with orqa.open_office(url, read_only=True) as reading, pytest.raises(StoreReadOnly):
        reading.acting(KEEPER).correspondence.open(kept)
    acting = office.acting(KEEPER)
    with acting.work("ดูแฟ้ม") as work, pytest.raises(WorkRefused):
        work.correspondence.open(kept)


def test_what_lists_show_is_not_written_back(office: Office, kept: Letter) -> None:
    """It would take the subject away."""
    acting = office.acting(KEEPER)
    with pytest.raises(orqa.storage.errors.Conflict):
        acting.recorder.save("secret.share", office.now(), [acting.correspondence.get(kept.id)])
    assert acting.correspondence.open(kept).letter.subject == SUBJECT


# ------------------------------------------------------------------ raising


def with_kin(office: Office) -> Letter:
    """An open letter with one of everything about it, the third of the year."""
    for number in (1, 2):
        office.correspondence.receive(**fields(number))
    letter = office.correspondence.receive(**secret(secrecy="")).letter
    other = office.correspondence.receive(**fields(4)).letter
    office.correspondence.attach(letter, io.BytesIO(b"map"), name="แผนผัง.pdf", text="ห้องนิรภัย")
    at = office.now()
    task = new_task(
        identity=office.ids.next_id(at),
        area="correspondence",
        action="letter.handle",
        about=letter.ref,
        whom="person:farid",
        opened_at=at,
        title=Text.of(th=SUBJECT),
    )
    link = LetterLink(
        id=link_id(letter.ref, other.ref, "follows"), source=letter.ref, target=other.ref, link="follows", made_at=at
    )
    office.recorder.save("letter.handle", at, [task, link, begun(letter, at.date())])
    return letter


def everything_open(office: Office) -> str:
    """All that an office shows that nobody acts through: every record, history and journal entry."""
    shown: list[object] = [list(office.journal())]
    with office.reading() as reader:
        for spec in office.codec.kinds:
            page = reader.find(spec.kind, limit=1000)
            shown += [page.items, [reader.history(item.ref) for item in page.items]]
            if spec.searchable:
                shown.append(reader.count(spec.kind, contains("แผนเผชิญ")))
    return repr(shown)


def test_a_raised_letter_leaves_number_and_day_behind_and_nothing_else(office: Office) -> None:
    letter = with_kin(office)
    assert SUBJECT in everything_open(office)
    office.acting(KEEPER).correspondence.raise_secrecy(letter, "ลับมาก", "คำสั่งอธิการบดี 1/2569", units=["irqa"])

    stub = office.correspondence.entry(3)
    assert (stub.number, stub.state, stub.registered_on, stub.letter) == (3, "raised", office.today(), None)
    assert (stub.subject, stub.sender, stub.reference) == ("", "", "")
    assert [entry.number for entry in office.correspondence.entries()] == [4, 3, 2, 1]
    shown = everything_open(office)
    assert not any(word in shown for word in TELLING)
    assert letter.id not in shown
    with pytest.raises(NotFound):
        office.correspondence.get(letter.id)
    assert office.correspondence.search("แผนเผชิญ").total == office.correspondence.search("ห้องนิรภัย").total == 0


def test_a_raised_letter_goes_into_the_secret_register_with_all_that_is_kept_of_it(office: Office) -> None:
    letter = with_kin(office)
    acting = office.acting(KEEPER)
    acting.correspondence.receive(**secret(subject="ก่อนหน้า"))
    acting.correspondence.raise_secrecy(letter, "secret", "คำสั่งอธิการบดี 1/2569", units=["irqa"])

    assert series(office, "received") == [1, 2, 3, 4]
    assert series(office, "secret-received") == [1, 2]
    opened = office.acting(COLLEAGUE).correspondence.open(letter)
    (line,) = opened.entries
    assert (line.register, line.number, line.reason) == ("secret-received", 2, "คำสั่งอธิการบดี 1/2569")
    assert line.raised_from == office.correspondence.entry(3).ref
    with office.acting(COLLEAGUE).reading() as reader:
        for kind, field in (
            ("task", "about"),
            ("letter-link", "source"),
            ("handling", "letter"),
            ("attachment", "letter"),
        ):
            (item,) = reader.find(kind, equal(field, str(letter.ref))).items
            assert set(item.readers) == {"registrar/2", "unit:irqa/2"}, kind
            assert SUBJECT not in repr(item.body), kind
    assert office.verify(deep=True).findings == ()


def test_a_number_printed_by_the_office_stays_in_its_place(office: Office) -> None:
    at = office.now()
    letter = Letter(id=office.ids.next_id(at), direction="sent", subject=SUBJECT, received_at=at)
    line = RegisterEntry(
        id=office.ids.next_id(at),
        register="sent",
        year=2026,
        number=7,
        registered_on=at.date(),
        letter=letter.ref,
        printed="อว 0655.08/{number}",
        printed_key="อว0655.08/#",
        subject=SUBJECT,
    )
    office.recorder.save("letter.send", at, [letter, line])
    acting = office.acting(KEEPER)
    acting.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")

    (stub,) = [entry for entry in all_entries(office) if entry.register == "sent"]
    assert (stub.printed_number, stub.subject, stub.state) == ("อว 0655.08/7", "", "raised")
    (goes,) = acting.correspondence.open(letter).entries
    assert (goes.register, goes.number, goes.printed_number) == ("secret-sent", 1, "อว 0655.08/7")
    acting.correspondence.lower_secrecy(letter, "open", "คำสั่ง")
    (line,) = [entry for entry in all_entries(office) if entry.register == "sent"]
    assert (line.printed_number, line.subject, line.letter) == ("อว 0655.08/7", SUBJECT, letter.ref)


def test_a_file_attached_while_a_letter_is_raised_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would be open to all."""
    letter = office.correspondence.receive(**fields()).letter
    attaching = office.correspondence._attaching
    found = attaching._letter(letter.ref)
    office.acting(KEEPER).correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")
    monkeypatch.setattr(type(attaching), "_letter", lambda *_: found)
    before = position(office)
    with pytest.raises(NotFound):
        office.correspondence.attach(letter, io.BytesIO(b"late"), name="ช้า.pdf")
    assert position(office) == before
    monkeypatch.undo()
    office.acting(KEEPER).correspondence.lower_secrecy(letter, "open", "คำสั่ง")
    office.correspondence.attach(letter, io.BytesIO(b"late"), name="ช้า.pdf")


# ------------------------------------------------------------------ levels


def test_a_letter_goes_up_and_down_with_all_that_is_kept_of_it(office: Office) -> None:
    letter = with_kin(office)
    acting = office.acting(KEEPER)
    correspondence = acting.correspondence
    correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง 1", persons=[])
    correspondence.share(letter, units=["irqa"])
    correspondence.raise_secrecy(letter, "top-secret", "คำสั่ง 2")
    with pytest.raises(NotFound):
        office.acting(COLLEAGUE).correspondence.open(letter)
    correspondence.lower_secrecy(letter, "ลับมาก", "คำสั่ง 3")
    opened = office.acting(COLLEAGUE).correspondence.open(letter)
    assert (opened.letter.secrecy, [line.number for line in opened.entries]) == ("secret", [1])
    with office.store.read(SYSTEM) as reader:
        kinds = ("task", "letter-link", "handling", "attachment", "letter-opening")
        readers = {item.readers for kind in kinds for item in reader.find(kind).items}
    assert len(readers) == 1

    correspondence.lower_secrecy(letter, "ปกติ", "คำสั่ง 4")
    line = office.correspondence.entry(3)
    assert (line.state, line.reason, line.subject, line.letter) == ("lowered", "คำสั่ง 4", SUBJECT, letter.ref)
    assert office.correspondence.search("ห้องนิรภัย").letters == (office.correspondence.get(letter.id),)
    (attachment,) = office.correspondence.attachments(letter)
    assert attachment.name == "แผนผัง.pdf"
    (secret_line,) = [entry for entry in all_entries(office) if entry.register == "secret-received"]
    assert (secret_line.state, secret_line.reason) == ("lowered", "คำสั่ง 4")
    assert secret_line.restricted is not None

    correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง 5")  # once more
    assert not any(word in everything_open(office) for word in TELLING)
    assert series(office, "received") == [1, 2, 3, 4]
    assert series(office, "secret-received") == [1, 2]
    correspondence.lower_secrecy(letter, "open", "คำสั่ง 6")
    assert office.correspondence.entry(3).subject == SUBJECT
    assert len(office.correspondence.lines_of(letter)) == 1
    assert office.correspondence.check_register() == ()
    assert acting.correspondence.check_register("secret-received") == ()
    assert office.verify(deep=True).findings == ()


def test_a_letter_that_was_secret_from_the_start_gets_a_number_when_it_is_open(office: Office, kept: Letter) -> None:
    office.correspondence.receive(**fields(1))
    office.acting(KEEPER).correspondence.lower_secrecy(kept, "open", "คำสั่งอธิการบดี 9/2569")
    line = office.correspondence.entry(2)
    assert (line.register, line.subject, line.letter) == ("received", SUBJECT, kept.ref)
    assert office.correspondence.find(REFERENCE) == (office.correspondence.get(kept.id),)
    assert office.verify(deep=True).findings == ()


def test_a_link_to_a_more_secret_letter_stays_with_that_one(office: Office) -> None:
    letter = with_kin(office)
    other = office.correspondence.find("อว 0655.08/4")[0]
    acting = office.acting(KEEPER)
    acting.correspondence.raise_secrecy(other, "ลับมาก", "คำสั่ง")
    acting.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")
    with office.store.read(SYSTEM) as reader:
        assert reader.find("letter-link").items[0].readers == ("registrar/2",)
    acting.correspondence.lower_secrecy(letter, "open", "คำสั่ง")
    with office.store.read(SYSTEM) as reader:
        assert reader.find("letter-link").items[0].readers == ("registrar/2",)
    acting.correspondence.lower_secrecy(other, "open", "คำสั่ง")
    with office.store.read(SYSTEM) as reader:
        assert reader.find("letter-link").items[0].readers == ()


Asked = Callable[[Any, Letter], object]
REFUSED: list[tuple[Asked, str, str]] = [
    (
        lambda c, letter: c.raise_secrecy(letter, "ลับสุดยอด", "คำสั่ง"),
        "there is no level 'ลับสุดยอด'; choose one of: Open, Confidential, Secret, Top secret",
        "ไม่มีชั้นความลับ 'ลับสุดยอด' ให้เลือกจาก: ปกติ, ลับ, ลับมาก, ลับที่สุด",
    ),
    (lambda c, letter: c.raise_secrecy(letter, "ลับมาก", "คำสั่ง"), "the letter is Secret already", "เป็นชั้น ลับมาก อยู่แล้ว"),
    (lambda c, letter: c.raise_secrecy(letter, "ลับ", "คำสั่ง"), "raise it to a higher level", "ให้เลือกชั้นที่สูงกว่า"),
    (lambda c, letter: c.lower_secrecy(letter, "ลับที่สุด", "คำสั่ง"), "lower it to a lower level", "ให้เลือกชั้นที่ต่ำกว่า"),
    (lambda c, letter: c.raise_secrecy(letter, "ลับที่สุด", " "), "say why, or by whose order", "ให้ระบุเหตุผลหรือคำสั่ง"),
    (lambda c, letter: c.lower_secrecy(letter, "ลับ", ""), "say why, or by whose order", "ให้ระบุเหตุผลหรือคำสั่ง"),
]


@pytest.mark.parametrize(("ask", "english", "thai"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_refused(office: Office, kept: Letter, ask: Asked, english: str, thai: str) -> None:
    before = position(office)
    with pytest.raises(SecrecyRefused) as refused:
        ask(office.acting(KEEPER).correspondence, kept)
    assert english in refused.value.message("en")
    assert thai in refused.value.message("th")
    assert position(office) == before


def test_an_open_letter_is_not_shared(office: Office) -> None:
    letter = office.correspondence.receive(**fields()).letter
    with pytest.raises(SecrecyRefused) as refused:
        office.acting(KEEPER).correspondence.share(letter, units=["irqa"])
    assert "the letter is open to all" in refused.value.message("en")
    assert "หนังสือนี้เปิดเผยอยู่แล้ว" in refused.value.message("th")


def test_what_was_shared_is_taken_back_with_all_that_is_kept_of_it(office: Office, kept: Letter) -> None:
    keeper, colleague = office.acting(KEEPER).correspondence, office.acting(COLLEAGUE)
    colleague.correspondence.open(kept)
    keeper.unshare(kept, units=["irqa"])
    for see in (colleague.correspondence.get, colleague.correspondence.open, colleague.correspondence.openings):
        with pytest.raises(NotFound):
            see(kept.id)
    assert colleague.correspondence.search("ห้องนิรภัย").total == 0
    with colleague.reading() as reader:
        kinds = ("letter", "register-entry", "attachment", "letter-opening", "handling")
        assert [reader.count(kind) for kind in kinds] == [0] * len(kinds)
    assert keeper.open(kept).letter.subject == SUBJECT
    keeper.share(kept, units=["irqa"])
    assert colleague.correspondence.open(kept).letter.subject == SUBJECT
    assert office.verify().findings == ()


def test_only_what_was_shared_is_taken_back(office: Office, kept: Letter) -> None:
    before = position(office)
    with pytest.raises(SecrecyRefused) as refused:
        office.acting(KEEPER).correspondence.unshare(kept, units=["ga", "irqa"])
    assert "not shared with unit:ga; it is shared with: unit:irqa" in refused.value.message("en")
    assert "ไม่ได้ให้สิทธิเข้าถึงแก่ unit:ga" in refused.value.message("th")
    with pytest.raises(NotFound):
        office.acting(KEEPER).correspondence.unshare(kept, persons=["E9"])
    assert position(office) == before


def test_nobody_is_shared_with_who_is_not_there(office: Office) -> None:
    begun_organization(office)
    keeper = office.acting(KEEPER).correspondence
    letter, before = keeper.receive(**secret()).letter, position(office)
    with pytest.raises(NotFound, match="E9"):
        keeper.share(letter, persons=["E9"])
    with pytest.raises(SecrecyRefused, match="there is no unit 'nowhere'") as refused:
        keeper.share(letter, units=["ga", "nowhere"])
    assert "ไม่มีหน่วยงาน 'nowhere'" in refused.value.message("th")
    assert position(office) == before


def test_whoever_has_a_task_of_it_goes_on_seeing_it(office: Office) -> None:
    org = begun_organization(office).organization
    org.clear("E3", "secret", first=office.today(), order="คำสั่ง 3/2569")
    keeper = office.acting(KEEPER).correspondence
    letter = keeper.receive(**secret()).letter
    keeper.share(letter, persons=["E3"])
    (task,) = keeper.assign(letter, "E3").tasks
    with pytest.raises(SecrecyRefused, match="a task of this letter waits for E3") as refused:
        keeper.unshare(letter, persons=["E3"])
    assert "งานของหนังสือนี้ค้างอยู่กับ E3" in refused.value.message("th")
    assert office.acting("E3").desk().total == 1
    keeper.withdraw(task, "มอบผู้อื่น")
    keeper.unshare(letter, persons=["E3"])
    with pytest.raises(NotFound):
        office.acting("E3").correspondence.get(letter.id)


CHANGES: dict[str, Asked] = {
    "raise": lambda c, letter: c.raise_secrecy(letter, "ลับที่สุด", "คำสั่ง"),
    "lower": lambda c, letter: c.lower_secrecy(letter, "open", "คำสั่ง"),
    "share": lambda c, letter: c.share(letter, units=["irqa"]),
    "unshare": lambda c, letter: c.unshare(letter, units=["irqa"]),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", [REGISTRAR, COLLEAGUE])
def test_only_registrars_of_secret_information_change_who_may_see_it(
    office: Office, kept: Letter, who: Actor, change: str
) -> None:
    before = position(office)
    with pytest.raises(NotAllowed) as refused:
        CHANGES[change](office.acting(who).correspondence, kept)
    assert "Registrar of secret information" in refused.value.message("en")
    assert "นายทะเบียนข้อมูลข่าวสารลับ" in refused.value.message("th")
    assert position(office) == before


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", [None, UNCLEARED, NOVICE])
def test_and_only_what_they_may_see(office: Office, kept: Letter, who: Actor | None, change: str) -> None:
    acting, before = (office.acting(who) if who else office), position(office)
    with pytest.raises(NotFound):
        CHANGES[change](acting.correspondence, kept)
    assert position(office) == before


def test_nobody_raises_above_their_own_clearance(office: Office) -> None:
    letter = office.correspondence.receive(**fields()).letter
    before = position(office)
    for acting in (office, office.acting(NOVICE)):
        with pytest.raises(NotAllowed):
            acting.correspondence.raise_secrecy(letter, "ลับมาก", "คำสั่ง")
    assert position(office) == before
    office.acting(NOVICE).correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("who", [None, REGISTRAR, UNCLEARED, NOVICE])
def test_how_many_secret_letters_there_are_is_told_to_few(office: Office, who: Actor | None) -> None:
    acting = office.acting(who) if who else office
    assert acting.correspondence.registers() == ()
    assert acting.correspondence.entries(register="secret-received") == ()
    with pytest.raises(NotAllowed):
        acting.correspondence.check_register("ทะเบียนรับข้อมูลข่าวสารลับ")
    (series,) = office.acting(KEEPER).correspondence.registers()
    assert (series.register, series.last) == ("secret-received", 1)
    table = office.acting(KEEPER).correspondence.table("secret-received")
    assert not any(word in repr(list(table.rows())) for word in TELLING)
    assert len(list(table.rows())) == 1


# ------------------------------------------------------------------ sending


def test_a_secret_letter_is_sent_under_a_number_of_the_secret_register(office: Office) -> None:
    sent = {"kind": "external", "subject": SUBJECT, "recipient": SENDER, "unit_code": "อว 0655.08"}
    first = office.correspondence.send(**sent | {"subject": "เปิดเผย", "recipient": "จังหวัดสงขลา"})
    issue = office.acting(KEEPER).correspondence.send(**sent, secrecy="ลับ")
    assert (issue.entry.register, issue.number, first.number) == ("secret-sent", 1, 1)
    assert issue.letter.restricted is not None
    assert issue.letter.restricted == issue.entry.restricted
    for acting in (office, office.acting(REGISTRAR), office.acting(UNCLEARED)):
        with pytest.raises(LetterRefused):
            acting.correspondence.send(**sent, secrecy="ลับ")
    assert not any(word in everything_open(office) for word in TELLING)


def test_a_number_of_a_secret_register_is_reserved_by_those_who_keep_it(office: Office) -> None:
    for acting in (office, office.acting(REGISTRAR), office.acting(UNCLEARED)):
        with pytest.raises(NotAllowed):
            acting.correspondence.reserve("secret-sent", reason="รอลงนาม", unit_code="อว 0655.08")
    acting = office.acting(KEEPER)
    (line,) = acting.correspondence.reserve("secret-sent", reason="รอลงนาม", unit_code="อว 0655.08").entries
    assert office.correspondence.entries(register="secret-sent") == ()
    assert [one.number for one in acting.correspondence.entries(register="secret-sent")] == [line.number]


def test_a_unit_takes_a_secret_letter_into_its_secret_register(office: Office, kept: Letter) -> None:
    office.organization.add_unit("irqa", title="กอง", first=office.today())
    taken = office.acting(KEEPER).correspondence.take_in(kept, "irqa")
    assert (taken.entry.register, taken.entry.unit, taken.number) == ("secret-received", "irqa", 1)
    assert taken.entry.restricted is not None
    assert not any(word in everything_open(office) for word in TELLING)


def test_a_letter_that_units_took_in_is_raised_in_each_register(office: Office) -> None:
    office.organization.add_unit("irqa", title="กอง", first=office.today())
    letter = office.correspondence.receive(**secret(secrecy="")).letter
    office.correspondence.take_in(letter, "irqa")
    acting = office.acting(KEEPER)
    acting.correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")
    for unit in ("central", "irqa"):
        (line,) = office.correspondence.entries(unit=unit)
        assert (line.number, line.state, line.subject) == (1, "raised", "")
        assert office.correspondence.check_register(unit=unit) == ()
        assert [one.number for one in acting.correspondence.entries(register="secret-received", unit=unit)] == [1]
    assert not any(word in everything_open(office) for word in TELLING)

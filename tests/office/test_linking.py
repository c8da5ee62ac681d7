"""Letters that belong together, through the office and a real store."""

from datetime import UTC, datetime
from typing import Any

import pytest

import orqa
from handling_samples import peopled, received
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import LinkRefused, ReasonMissing
from orqa.domain.correspondence.links import LetterLink, link_id
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction
from orqa.office.access import Actor
from orqa.office.correspondence.dossier import dossier
from orqa.office.correspondence.ties import counted
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.openings import guard
from orqa.office.recorder import Recorder
from orqa.storage.errors import Refused
from orqa.storage.protocol import Add, Batch

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def letters(office: Office) -> list[Letter]:
    return [received(peopled(office) if number == 1 else office, number).letter for number in (1, 2, 3)]


def told(office: Office, letter: Letter, language: str = "th") -> list[tuple[str, str]]:
    return [(one.title.in_language(language), one.letter.id) for one in office.correspondence.links(letter)]


def test_a_tie_is_seen_from_both_ends(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    link = office.correspondence.link(second, first, "reply-to")
    assert told(office, second) == [("ตอบหนังสือ", first.id)]
    assert told(office, first) == [("ได้รับคำตอบจาก", second.id)]
    assert told(office, first, "en") == [("Answered by", second.id)]
    assert office.correspondence.entry(1).action == "ตอบตามหนังสือ อว 0655.08/2"
    assert link.version == 1


def test_the_same_tie_twice_and_a_circle_are_refused(office: Office, letters: list[Letter]) -> None:
    first, second, third = letters
    office.correspondence.link(second, first, "replaces")
    office.correspondence.link(third, second, "replaces")
    for source, target, said in ((second, first, "linked so already"), (first, third, "in a circle")):
        before = office.store.checkpoint().position
        with pytest.raises(LinkRefused) as refusal:
            office.correspondence.link(source, target, "replaces")
        assert said in refusal.value.message("en")
        assert refusal.value.message("th").startswith("ไม่ได้เชื่อมโยงหนังสือ")
        assert office.store.checkpoint().position == before
    office.correspondence.link(first, third, "follows")  # another sort of tie goes its own way
    with pytest.raises(LinkRefused):
        office.correspondence.link(first, first.id, "follows")
    with pytest.raises(LinkRefused):
        office.correspondence.link(first, second, "x" * 300)


def test_a_tie_taken_back_may_be_made_again(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    link = office.correspondence.link(second, first, "follows")
    with pytest.raises(ReasonMissing):
        office.correspondence.unlink(link, " ")
    back = office.correspondence.unlink(link, "ผิดฉบับ")
    assert (back.active, back.reason, back.version) == (False, "ผิดฉบับ", 2)
    with pytest.raises(LinkRefused, match="taken back before, because: ผิดฉบับ"):
        office.correspondence.unlink(link, "อีกครั้ง")
    assert told(office, first) == []
    assert office.correspondence.link(second, first, "follows").version == 3
    assert told(office, first) == [("มีหนังสือต่อเนื่อง", second.id)]


def test_of_two_who_tie_the_same_at_once_one_is_told(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    service = office.correspondence
    checked = service._checked(second.ref, first.ref, "follows")
    one, other = (dossier(office, letter, office.recorder) for letter in (second, first))
    service._linked(one, other, checked, office.recorder.save)
    with pytest.raises(LinkRefused) as told_:
        service._linked(one, other, checked, office.recorder.save)
    assert "they are linked so already: Follows" in told_.value.message("en")
    assert "ต่อเนื่องจาก" in told_.value.message("th")


def test_a_letter_that_is_raised_at_this_moment_is_not_tied_openly(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    service = office.correspondence
    checked = service._checked(second.ref, first.ref, "follows")
    one, other = (dossier(office, letter, office.recorder) for letter in (second, first))
    at = office.now()
    office.store.apply(Batch(office.ids.next_id(at), "keeper", "secret.raise", at, (), (Add(guard(first.ref), -1),)))
    with pytest.raises(NotFound) as told_:
        service._linked(one, other, checked, office.recorder.save)
    assert first.id in told_.value.message("en")
    assert told(office, second) == []


def test_a_key_links_once(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    link = office.correspondence.link(second, first, "follows", key="k")
    assert office.correspondence.link(second, first, "follows", key="k") == link
    assert office.correspondence.unlink(link, "ผิด", key="k") == office.correspondence.unlink(link, "ผิด", key="k")


def test_letters_that_are_not_there_are_not_tied(office: Office, letters: list[Letter]) -> None:
    with pytest.raises(NotFound):
        office.correspondence.link(letters[0], "nowhere", "follows")


def test_a_tie_to_a_restricted_letter_shows_to_those_who_may_see_both(office: Office, letters: list[Letter]) -> None:
    at, keeper = office.now(), Actor(person="keeper", roles=(_Role(),), clearance=3)
    secret, kept = office.acting(keeper), Restriction(rank=2, units=("irqa",))
    letter = Letter(id=office.ids.next_id(at), subject="ลับ", received_at=at, restricted=kept)
    secret.recorder.save("secret.receive", at, [letter])
    link = secret.correspondence.link(letter, letters[0], "follows")
    assert link.restricted == kept
    assert told(secret, letters[0]) == [("มีหนังสือต่อเนื่อง", letter.id)]
    assert told(office, letters[0]) == []


class _Role:
    role, unit = "secret-registrar", ""


def test_a_line_of_a_register_stands_for_its_letter(office: Office, letters: list[Letter]) -> None:
    lines = [office.correspondence.lines_of(letter)[0] for letter in letters[:2]]
    assert office.correspondence.link(*lines, "reply-to").target == letters[1].ref
    (kept,) = office.correspondence.reserve(register="order", reason="จอง").lines
    with pytest.raises(NotFound):
        office.correspondence.close(kept, "แล้วเสร็จ")


def test_an_answer_whose_number_is_made_void_answers_nothing(office: Office, letters: list[Letter]) -> None:
    service = office.correspondence
    service.expect_answer(letters[0])
    answer = service.send(kind="internal", subject="ตอบ", recipient="คณะ", unit_code="อว 0699")
    service.link(answer.letter, letters[0], "reply-to")
    service.link(answer.letter, letters[1], "follows")
    assert service.unanswered() == ()
    service.void(answer.entry, "ลงนามผิดฉบับ")
    assert [one.letter for one in service.unanswered()] == [letters[0].ref]
    assert service.links(letters[0]) == ()
    assert len(service.links(letters[1])) == 1, "what followed it still did"
    assert office.verify().is_sound


# ------------------------------------------------------------------ circles


def opened(url: str) -> Office:
    return orqa.open_office(url, profile="thai-public-university", clock=lambda: NOW)


@pytest.mark.parametrize("kind", ["follows", "reply-to"])
def test_two_who_tie_letters_at_once_make_no_circle(
    shared_url: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    save, ahead = Recorder.save, [1]

    def overtaken(recorder: Recorder, action: str, *args: Any) -> Any:
        if action == "letter.link" and ahead:
            ahead.clear()
            other.correspondence.link(second, third, kind)
            other.correspondence.link(third, first, kind)
        return save(recorder, action, *args)

    with opened(shared_url) as other, opened(shared_url) as office:
        first, second, third = (received(office, number).letter for number in (1, 2, 3))
        monkeypatch.setattr(Recorder, "save", overtaken)
        with pytest.raises(LinkRefused, match="in a circle"):
            office.correspondence.link(first, second, kind)
        assert told(office, first, "en") == told(other, first, "en")
        assert len(told(office, first)) == 1
        assert office.verify().is_sound


def test_two_who_tie_other_letters_at_once_both_do(shared_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    save, ahead = Recorder.save, [1]

    def overtaken(recorder: Recorder, action: str, *args: Any) -> Any:
        if action == "letter.link" and ahead:
            ahead.clear()
            other.correspondence.link(third, first, "follows")
        return save(recorder, action, *args)

    with opened(shared_url) as other, opened(shared_url) as office:
        first, second, third = (received(office, number).letter for number in (1, 2, 3))
        monkeypatch.setattr(Recorder, "save", overtaken)
        office.correspondence.link(first, second, "follows")
        assert len(told(office, first)) == 2
        assert office.verify().is_sound


def test_letters_tied_in_one_work_make_no_circle(office: Office, letters: list[Letter]) -> None:
    first, second, third = letters
    office.correspondence.link(second, third, "follows")
    with office.work("แฟ้มเดียวกัน") as work:
        work.correspondence.link(first, second, "follows")
        with pytest.raises(LinkRefused, match="in a circle"):
            work.correspondence.link(third, first, "follows")
        work.correspondence.link(first, third, "follows")
    assert len(told(office, first)) == 2


def test_a_work_in_which_letters_were_tied_is_not_written_when_others_tied_some_meanwhile(
    office: Office, letters: list[Letter]
) -> None:
    first, second, third = letters
    block = office.work("แฟ้มเดียวกัน")
    work = block.__enter__()
    work.correspondence.link(third, second, "replaces")
    tie = LetterLink(
        id=link_id(second.ref, third.ref, "replaces"), source=second.ref, target=third.ref, link="replaces", made_at=NOW
    )
    put = office.codec.encode(tie)
    office.store.apply(Batch("b", "other", "letter.link", NOW, (put,), (Add(counted("replaces"), 1),)))
    with pytest.raises(Refused, match="ties/replaces"):
        block.__exit__(None, None, None)
    assert told(office, third, "en") == [("Replaced by", second.id)]
    assert told(office, first) == []


def test_a_circle_of_more_than_a_thousand_letters_is_found(office: Office, letters: list[Letter]) -> None:
    first, last, _ = letters
    between = [RecordRef("letter", f"between-{number}") for number in range(1_050)]
    pairs = [
        *((last.ref, one) for one in between),
        (between[7], RecordRef("letter", "x")),
        (RecordRef("letter", "x"), first.ref),
    ]
    ties = [
        LetterLink(id=link_id(one, other, "follows"), source=one, target=other, link="follows", made_at=NOW)
        for one, other in pairs
    ]
    office.recorder.save("letter.link", NOW, ties)
    with pytest.raises(LinkRefused, match="in a circle"):
        office.correspondence.link(first, last, "follows")

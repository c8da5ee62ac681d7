"""Letters that belong together, through the office and a real store."""

import pytest

from handling_samples import peopled, received
from orqa.domain.correspondence.errors import LinkRefused, ReasonMissing
from orqa.domain.correspondence.records import Letter
from orqa.domain.organization.restriction import Restriction
from orqa.office.access import Actor
from orqa.office.dossier import dossier
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.openings import guard
from orqa.storage.protocol import Add, Batch


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
    assert told(office, first) == []
    assert office.correspondence.link(second, first, "follows").version == 3
    assert told(office, first) == [("มีหนังสือต่อเนื่อง", second.id)]


def test_of_two_who_tie_the_same_at_once_one_is_told(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    service, term = office.correspondence, office.profile.vocabulary("letter-link")["follows"]
    one, other = (dossier(office, letter, office.recorder) for letter in (second, first))
    service._linked(one, other, None, term, office.recorder.save)
    with pytest.raises(LinkRefused) as told_:
        service._linked(one, other, None, term, office.recorder.save)
    assert "they are linked so already: Follows" in told_.value.message("en")
    assert "ต่อเนื่องจาก" in told_.value.message("th")


def test_a_letter_that_is_raised_at_this_moment_is_not_tied_openly(office: Office, letters: list[Letter]) -> None:
    first, second, _ = letters
    service, term = office.correspondence, office.profile.vocabulary("letter-link")["follows"]
    one, other = (dossier(office, letter, office.recorder) for letter in (second, first))
    at = office.now()
    office.store.apply(Batch(office.ids.next_id(at), "keeper", "secret.raise", at, (), (Add(guard(first.ref), -1),)))
    with pytest.raises(NotFound) as told_:
        service._linked(one, other, None, term, office.recorder.save)
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

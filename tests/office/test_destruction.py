"""Letters are destroyed as the regulation says, step by step, and in no other way."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import orqa
from destruction_samples import DESTROYED, SURVEYED, World, appointed, approved, filled
from handling_samples import received
from orqa.base.errors import OrqaError
from orqa.domain.correspondence.destruction import (
    ACTS,
    CommitteeMember,
    DestructionRefused,
    LineState,
    ListState,
    Opinion,
    majority,
)
from orqa.domain.correspondence.records import Letter
from orqa.office.correspondence.dossier import dossier
from orqa.office.correspondence.masking import MASKED
from orqa.office.errors import LetterDestroyed, NotAllowed, NotFound, PeriodNeeded, RegisterRefused
from orqa.office.office import Office
from orqa.storage.protocol import SYSTEM


@pytest.fixture
def world(office: Office, clock: Any) -> World:
    return filled(office, clock)


def states(world: World, made: Any) -> list[str]:
    return [line.state.value for line in world.lists.lines(made)]


def test_a_list_is_carried_through(world: World) -> None:
    made = world.survey()
    assert (made.state, made.lines, made.number, world.lists.name(made)) == (ListState.LISTED, 4, 1, "1/2570")
    assert [line.letter for line in world.lists.lines(made)] == [letter.ref for letter in world.letters]
    assert {line.kept_until for line in world.lists.lines(made)} == {2027}
    made = _cleared(world, made)
    world.moved.to(DESTROYED)
    done = world.lists.destroy("1/2570", "ย่อยกระดาษ")
    assert (done.letters, done.list.state, done.list.destroyed_on) == (4, ListState.DESTROYED, DESTROYED)
    assert states(world, made) == ["destroyed"] * 4
    kept = world.lists.record(made, "แฟ้มทำลาย 1/2571")
    assert (kept.state, kept.minutes) == (ListState.RECORDED, "แฟ้มทำลาย 1/2571")
    assert world.office.verify(deep=True).findings == ()


def _cleared(world: World, made: Any) -> Any:
    made = world.lists.appoint(made, "D1", ["S1", "S2"], order="9/2571")
    for member in ("D1", "S1", "S2"):
        made = world.lists.opine(made, member)
    made = world.lists.report(made)
    approved(world, made)
    return world.lists.answer(world.lists.send(made), "เห็นชอบ")


def test_what_stays_is_the_register_and_the_approval(world: World) -> None:
    made = world.cleared()
    world.lists.destroy(made, "เผา")
    office = world.office
    for number, letter in enumerate(world.letters, 1):
        with pytest.raises(LetterDestroyed) as gone:
            office.correspondence.get(letter.id)
        assert "1/2570" in gone.value.message("th")
        assert "was destroyed on" in gone.value.message("en")
        line = office.correspondence.entry(number, 2026)
        assert line.subject == f"ขอเชิญประชุม ครั้งที่ {number}"
        assert line.action.endswith("ทำลายตามบัญชีหนังสือขอทำลายที่ 1/2570 เมื่อ 1 ก.พ. 71")
    assert office.approvals.latest(made, "correspondence.destruction").state.value == "approved"
    assert office.correspondence.search("ประชุม").total == 0
    with office.store.read(SYSTEM) as reader:
        assert [reader.count(kind) for kind in ("letter", "attachment", "handling", "letter-keeping")] == [0, 0, 0, 0]


def test_what_was_destroyed_is_no_work_of_its_year(world: World) -> None:
    year = world.office.year("calendar", 2569)
    before = world.office.correspondence.year_end(year)
    world.lists.destroy(world.cleared(), "เผา")
    after = world.office.correspondence.year_end(year)
    assert (before.unclosed, after.unclosed, after.findings) == ((), (), ())


def act(name: str) -> Callable[[Office, Any], object]:
    letters = "correspondence"
    return {
        "assign": lambda o, x: getattr(o, letters).assign(x, "S1"),
        "attach": lambda o, x: getattr(o, letters).attach(x, io.BytesIO(b"x"), name="x.pdf"),
        "close": lambda o, x: getattr(o, letters).close(x, "ผล"),
        "classify": lambda o, x: getattr(o, letters).classify(x, "copy", "ลอง"),
        "link": lambda o, x: getattr(o, letters).link(x.ref, x.ref, "follows"),
        "retention": lambda o, x: getattr(o, letters).retention(x),
        "hold": lambda o, x: o.holds.place(x, "case", "คดี"),
        "reopen": lambda o, x: getattr(o, letters).reopen(x, "ลอง"),
        "open": lambda o, x: getattr(o, letters).open(x),
    }[name]


@pytest.mark.parametrize(
    "name", ["assign", "attach", "close", "classify", "link", "retention", "hold", "reopen", "open"]
)
def test_nothing_is_done_with_a_destroyed_letter(world: World, name: str) -> None:
    world.lists.destroy(world.cleared(), "เผา")
    before = world.office.checkpoint()
    with pytest.raises(OrqaError):
        act(name)(world.office, world.letters[0])
    assert world.office.checkpoint() == before


@pytest.mark.parametrize("state", [state for state in ListState if state is not ListState.COLLECTING])
def test_a_step_out_of_order_is_refused_with_what_is_allowed(world: World, state: ListState) -> None:
    made = world.survey()
    with world.office.store.read(SYSTEM) as reader:
        (stored,) = reader.get_many([made.ref])
    kept = world.office.codec.decode(stored)
    world.office.recorder.save("destruction.keep", world.office.now(), [evolve(kept, state=state)])
    acts = {
        "appoint": lambda: world.lists.appoint(made, "D1", ["S1", "S2"], order="1"),
        "opine": lambda: world.lists.opine(made, "D1"),
        "report": lambda: world.lists.report(made),
        "submit": lambda: world.lists.submit(made, unit="irqa"),
        "send": lambda: world.lists.send(made),
        "answer": lambda: world.lists.answer(made, "เห็นชอบ"),
        "take_out": lambda: world.lists.take_out(made, [1], "postponed", "ลอง"),
        "destroy": lambda: world.lists.destroy(made, "เผา"),
        "record": lambda: world.lists.record(made, "แฟ้ม"),
        "withdraw": lambda: world.lists.withdraw(made, "ลอง"),
    }
    for name, do in acts.items():
        if name in ACTS[state]:
            continue
        before = world.office.checkpoint()
        with pytest.raises(DestructionRefused) as refused:
            do()
        allowed = ", ".join(ACTS[state]) or "nothing"
        assert refused.value.message("en").endswith(f"what may be done with it now: {allowed}; nothing was written")
        assert "สิ่งที่ทำได้ขณะนี้" in refused.value.message("th")
        assert world.office.checkpoint() == before


def refused(do: Callable[[], object], english: str, thai: str) -> None:
    with pytest.raises(DestructionRefused) as error:
        do()
    assert english in error.value.message("en")
    assert thai in error.value.message("th")


def test_the_year_is_over_before_it_is_surveyed(world: World) -> None:
    world.moved.to(date(2027, 12, 31))
    year = world.office.year("calendar", 2570)
    refused(lambda: world.lists.survey(year), "until 2028-02-29", "ภายใน 29 ก.พ. 71")
    with pytest.raises(PeriodNeeded):
        world.lists.survey(world.office.year("fiscal", 2570))  # type: ignore[arg-type]


@pytest.mark.parametrize(("on", "until"), [(date(2028, 2, 29), ""), (date(2028, 3, 1), "29"), (date(2029, 1, 5), "29")])
def test_a_survey_after_its_sixty_days_says_so(world: World, on: date, until: str) -> None:
    world.moved.to(on)
    made = world.lists.survey(world.office.year("calendar", 2570))
    assert [one.code for one in made.findings] == (["destruction-survey-late"] if until else [])
    assert made.list.late_after == (date(2028, 2, 29) if until else None)


def test_nothing_to_destroy_is_told_with_what_is_kept(world: World) -> None:
    world.moved.to(date(2027, 1, 5))
    year = world.office.year("calendar", 2569)
    refused(lambda: world.lists.survey(year), "4 are kept longer", "ที่ยังต้องเก็บ 4 ฉบับ")


def test_letters_of_an_open_list_stand_in_no_other(world: World) -> None:
    made = world.survey()
    year = world.office.year("calendar", 2570)
    refused(lambda: world.lists.survey(year), "no letter may be destroyed", "ไม่มีหนังสือที่ครบอายุ")
    world.lists.withdraw(made, "ทำใหม่")
    again = world.lists.survey(year).list
    assert (again.number, again.lines) == (2, 4)
    assert [line.id for line in world.lists.lines(again)] == [f"{letter.id}/2" for letter in world.letters]


def test_a_survey_that_was_cut_short_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from orqa.office.correspondence import destruction_lists

    monkeypatch.setattr(destruction_lists, "AT_ONCE", 1)
    saved, count = destruction_lists.DestructionLists._saved, 0

    def cut(self: Any, *given: Any, **changes: Any) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            raise KeyboardInterrupt
        return saved(self, *given, **changes)

    monkeypatch.setattr(destruction_lists.DestructionLists, "_saved", cut)
    with pytest.raises(KeyboardInterrupt):
        world.survey()
    made = world.survey()
    assert (made.state, made.lines, made.number) == (ListState.LISTED, 4, 1)
    assert [line.seq for line in world.lists.lines(made)] == [1, 2, 3, 4]


# ------------------------------------------------------------------ the committee


def test_a_committee_is_a_chair_and_two_members_by_an_order(world: World) -> None:
    made = world.survey()
    refused(lambda: world.lists.appoint(made, "D1", ["S1"], order="9/2571"), "at least 2 members", "อย่างน้อย 2 คน")
    refused(lambda: world.lists.appoint(made, "D1", ["S1", "S2"], order=" "), "name the order", "ให้ระบุคำสั่ง")
    refused(lambda: world.lists.appoint(made, "D1", ["S1", "S1"], order="9"), "named twice", "ซ้ำ")
    made = world.lists.appoint(made, "D1", ["S1", "ผู้แทนคณะ"], order="9/2571")
    assert [(bool(one.person), one.name, one.chair) for one in made.members] == [
        (True, "", True),
        (True, "", False),
        (False, "ผู้แทนคณะ", False),
    ]


def test_the_majority_decides_each_line_and_a_tie_keeps_it(world: World) -> None:
    made = appointed(world)
    for member in ("D1", "S1", "S2"):
        made = world.lists.opine(made, member)
    for member, until in (("S1", 2580), ("S2", 2575)):
        made = world.lists.opine(made, member, "keep", lines=[2], until=until, note="ยังใช้อ้างอิง")
    made = world.lists.opine(made, "S1", "keep", lines=[3], until=2590)
    made = world.lists.report(made)
    assert states(world, made) == ["listed", "kept", "listed", "listed"]
    line = world.lists.lines(made, "kept")[0]
    assert (line.until, line.note) == (2037, "ยังใช้อ้างอิง")
    said = world.office.correspondence.said_of_keeping(world.letters[1])
    assert (said.until, "1/2570" in said.reason) == (2037, True)
    assert world.office.correspondence.retention(world.letters[1]).value.until == 2037
    title = world.lists.submit(made).title
    assert title is not None
    assert title.in_language("en") == "Destruction list 1/2570: 3 letters", "the head is asked for what is left"


def opinion(member: str, *, destroy: bool, until: int | None = None) -> Opinion:
    return Opinion(member=member, destroy=destroy, until=until, on=SURVEYED)


@pytest.mark.parametrize(
    ("general", "own", "expected"),
    [
        ("ddd", "", True),
        ("ddk", "", True),
        ("dkk", "", False),
        ("kkk", "", False),
        ("ddd", "kk", False),
        ("ddd", "k", True),
        ("kkk", "dd", True),
        ("dk", "", False),
        ("", "", None),
    ],
)
def test_a_majority_is_more_than_half(general: str, own: str, *, expected: bool | None) -> None:
    members = [CommitteeMember(name=str(number)) for number in range(3)]
    of = [[opinion(str(n), destroy=v == "d", until=2030 + n) for n, v in enumerate(said)] for said in (general, own)]
    found = majority(members, *of)
    assert (found.destroy if found else None) is expected


def test_members_speak_for_themselves_and_the_registrar_for_all(world: World) -> None:
    made = appointed(world)
    alone = world.office.acting("S1").correspondence.destruction
    made = alone.opine(made, "S1")
    with pytest.raises(NotAllowed):
        alone.opine(made, "S2")
    refused(lambda: world.lists.report(made), "said nothing yet: ชื่อD1", "ที่ยังไม่ให้ความเห็น: ชื่อD1")
    refused(lambda: world.lists.opine(made, "P1"), "no member of the committee", "ไม่ใช่กรรมการ")
    refused(lambda: world.lists.opine(made, "S2", "keep", lines=[1]), "after 2570", "หลังจาก 2570")
    refused(lambda: world.lists.opine(made, "S2", "destory", until=2590), "choose one of: destroy, keep", "ให้เลือกจาก")
    refused(lambda: world.lists.opine(made, "S2", lines=[9]), "no lines 9", "ไม่มีลำดับที่ 9")


# ------------------------------------------------------------------ approval and archives


def test_the_archives_are_asked_only_with_the_head_s_approval(world: World) -> None:
    made = world.considered()
    refused(lambda: world.lists.send(made), "never asked for", "ยังไม่ได้เสนอ")
    world.lists.submit(made)
    refused(lambda: world.lists.send(made), "pending", "pending")


@pytest.mark.parametrize(("day", "goes"), [(date(2028, 4, 1), False), (date(2028, 4, 2), True)])
def test_silence_for_sixty_days_is_agreement(world: World, day: date, *, goes: bool) -> None:
    made = world.sent()
    assert made.answer_by == date(2028, 4, 1)
    world.moved.to(day)
    if goes:
        assert world.lists.destroy(made, "เผา").letters == 4
    else:
        refused(lambda: world.lists.destroy(made, "เผา"), "time to answer until 2028-04-01", "ถึง 1 เม.ย. 71")


def test_a_day_that_is_told_opens_no_door(world: World) -> None:
    """The archives' time is over by the calendar, not by what somebody writes down."""
    made = world.sent()
    destroy = world.lists.destroy
    refused(lambda: destroy(made, "เผา", on=date(2030, 1, 1)), "2030-01-01, has not come yet", "ยังมาไม่ถึง")
    world.moved.to(DESTROYED)
    refused(lambda: destroy(made, "เผา", on=date(2028, 1, 31)), "2028-01-31 lies before 2028-02-01", "อยู่ก่อน")
    refused(lambda: destroy(made, "เผา", on=date(2028, 4, 1)), "time to answer until 2028-04-01", "ถึง 1 เม.ย. 71")
    assert states(world, made) == ["listed"] * 4
    assert destroy(made, "เผา", on=date(2028, 4, 2)).list.destroyed_on == date(2028, 4, 2)


def test_what_the_archives_want_is_marked_and_left_out(world: World) -> None:
    made = world.sent()
    made = world.lists.take_out(made, [1], "reserved", "มีคุณค่า")
    made = world.lists.take_out(made, [2], "handed-over", "ขอรับมอบ")
    made = world.lists.take_out(made, [3], "kept", "ขอขยาย", until=2575)
    refused(lambda: world.lists.take_out(made, [3], "reserved", "ลอง"), "no lines 3", "ไม่มีลำดับที่ 3")
    refused(lambda: world.lists.take_out(made, [4], "destroyed", "ลอง"), "one of: kept", "เป็น: kept")
    refused(lambda: world.lists.take_out(made, [4], "reserved", " "), "say why", "ให้ระบุเหตุผล")
    made = world.lists.answer(made, "เห็นชอบนอกนั้น")
    assert world.lists.destroy(made, "เผา").letters == 1
    letters = world.office.correspondence
    assert [letters.said_of_keeping(one).never for one in world.letters[:3]] == [True, True, False]
    assert letters.retention(world.letters[2]).value.until == 2032


# ------------------------------------------------------------------ what cannot be destroyed


def test_what_is_held_is_not_destroyed_and_the_refusal_says_why(world: World) -> None:
    made = world.cleared()
    hold = world.office.holds.place(world.letters[0], "case", "คดีดำ 1/2571")
    attachment = world.office.correspondence.attachments(world.letters[2])[0]
    world.office.holds.place(attachment, "audit", "ผู้สอบบัญชีขอดู")
    before = world.office.checkpoint()
    with pytest.raises(DestructionRefused) as error:
        world.lists.destroy(made, "เผา")
    assert "2 letters cannot be destroyed" in error.value.message("en")
    for words in ("Line 1", "คดีดำ 1/2571", "Line 3", "ผู้สอบบัญชีขอดู", "take_out"):
        assert words in error.value.message("en")
    assert "ลำดับที่ 1 ถูกยับยั้งการทำลาย" in error.value.message("th")
    assert world.office.checkpoint() == before
    assert [one.code for one in world.lists.check(made)] == ["destruction-held"] * 2
    world.office.holds.lift(hold, "ถึงที่สุด")
    made = world.lists.take_out(made, [3], "postponed", "รอผู้สอบบัญชี")
    assert world.lists.destroy(made, "เผา").letters == 3
    assert world.office.correspondence.get(world.letters[2].id)


def test_what_is_in_force_is_not_destroyed(world: World) -> None:
    made = world.cleared()
    rule = world.office.correspondence.add_instrument(
        world.letters[0], kind="announcement", title="ประกาศ", first=date(2026, 3, 2)
    )
    with pytest.raises(DestructionRefused) as error:
        world.lists.destroy(made, "เผา")
    assert "Line 1 is to be kept now: it is in force" in error.value.message("en")
    assert "ยังมีผลใช้บังคับ" in error.value.message("th")
    world.office.correspondence.withdraw_instrument(rule, "ลงผิด")
    assert world.lists.destroy(made, "เผา").letters == 4


def test_what_is_lent_is_not_destroyed_until_it_is_back(world: World) -> None:
    made, letter = world.cleared(), world.letters[1]
    letters = world.registrar.correspondence
    world.office.correspondence.add_file_code("1", {"th": "ทั่วไป", "en": "General"}, first=date(2020, 1, 1))
    letters.store(letter, "1")
    loan = world.office.correspondence.lend(letter, "D1", purpose="ตรวจสอบ", permitted_by="D1")
    with pytest.raises(DestructionRefused) as error:
        world.lists.destroy(made, "เผา")
    assert "Line 2 is held back: Lent" in error.value.message("en")
    assert "อยู่ระหว่างให้ยืม" in error.value.message("th")
    letters.take_back(loan)
    assert world.lists.destroy(made, "เผา").letters == 4
    with world.office.store.read(SYSTEM) as reader:
        assert reader.count("stored-letter") == 1, "the storage register stays"


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (lambda o, x: o.correspondence.mark_retention(x, "เก็บไว้", never=True), "do not destroy"),
        (lambda o, x: o.correspondence.mark_retention(x, "เก็บไว้", until=2575), "keep until 2032"),
        (lambda o, x: o.correspondence.classify(x, "evidence", "เป็นหลักฐาน"), "Evidence in a case"),
        (lambda o, x: o.correspondence.classify(x, "", "สแกน", medium="electronic"), "electronic letters"),
        (lambda o, x: o.correspondence.reopen(x, "ยังไม่จบ"), "not closed"),
    ],
    ids=["never", "until", "class", "electronic", "reopened"],
)
def test_what_the_law_keeps_by_now_is_not_destroyed(
    world: World, what: Callable[[Office, Any], object], why: str
) -> None:
    made = world.cleared()
    what(world.office, world.letters[1])
    with pytest.raises(DestructionRefused) as error:
        world.lists.destroy(made, "เผา")
    assert why in error.value.message("en")
    assert "Line 2 is to be kept now" in error.value.message("en")
    assert [one.code for one in world.lists.check(made)] == ["destruction-not-due"]


def test_a_hold_that_comes_meanwhile_stops_it_and_the_rest_goes_on_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orqa.domain.organization.holds import RecordIsHeld
    from orqa.office.correspondence.destroying import DestructionCarriedOut

    made = world.cleared()
    hold = world.office.holds.place(world.letters[1], "case", "คดี")
    monkeypatch.setattr(DestructionCarriedOut, "_holds", lambda *_: ())
    with pytest.raises(RecordIsHeld):
        world.lists.destroy(made, "เผา")
    assert states(world, made) == ["destroyed", "listed", "listed", "listed"]
    assert world.lists.get(made).state is ListState.DESTROYING
    world.office.holds.lift(hold, "จบ")
    assert world.lists.destroy(made, "เผา").letters == 3
    assert world.lists.get(made).state is ListState.DESTROYED


def test_what_is_held_while_it_goes_is_taken_out_and_the_list_ends(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case may hold a letter for years: the list of the others is recorded without it."""
    from orqa.domain.organization.holds import RecordIsHeld
    from orqa.office.correspondence.destroying import DestructionCarriedOut

    made = world.cleared()
    world.office.holds.place(world.letters[1], "case", "คดี")
    with monkeypatch.context() as patched:
        patched.setattr(DestructionCarriedOut, "_holds", lambda *_: ())
        with pytest.raises(RecordIsHeld):
            world.lists.destroy(made, "เผา")
    refused(lambda: world.lists.destroy(made, "เผา"), "take_out", "take_out")
    refused(lambda: world.lists.take_out(made, [1], "postponed", "ลอง"), "no lines 1", "ไม่มีลำดับที่ 1")
    world.lists.take_out(made, [2], "postponed", "รอคดี")
    assert world.lists.destroy(made, "เผา").letters == 2
    assert states(world, made) == ["destroyed", "postponed", "destroyed", "destroyed"]
    assert world.lists.record(made, "แฟ้มทำลาย 1/2571").state is ListState.RECORDED
    assert world.office.correspondence.get(world.letters[1].id)


def test_what_is_added_while_it_goes_goes_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody attaches a file between the look at the letter and its end."""
    from orqa.office.correspondence import destroying

    made, kin_of = world.cleared(), destroying.kin_of
    late: list[object] = []

    def slow(office: Office, reader: Any, letter: Any) -> Any:
        found = list(kin_of(office, reader, letter))
        if not late:
            late.append(world.office.correspondence.attach(letter.id, io.BytesIO(b"late bytes"), name="late.pdf"))
        return found

    monkeypatch.setattr(destroying, "kin_of", slow)
    world.lists.destroy(made, "เผา")
    with world.office.store.read(SYSTEM) as reader:
        assert reader.count("attachment") == 0
    assert world.office.verify(deep=True).findings == ()


def test_secret_letters_stand_in_no_list(world: World) -> None:
    office = world.office
    office.organization.grant("R1", "secret-registrar", unit="irqa", first=date(2020, 1, 1), order="2/2563")
    office.organization.clear("R1", "top-secret", first=date(2020, 1, 1), order="2/2563")
    world.registrar.correspondence.raise_secrecy(world.letters[0], "ลับ", "ตามคำสั่ง")
    assert [line.letter for line in world.lists.lines(world.survey())] == [one.ref for one in world.letters[1:]]


def test_one_that_was_raised_after_it_was_listed_stays(world: World) -> None:
    made = world.cleared()
    office = world.office
    office.organization.grant("S1", "secret-registrar", unit="irqa", first=date(2020, 1, 1), order="2/2563")
    office.organization.clear("S1", "top-secret", first=date(2020, 1, 1), order="2/2563")
    keeper = office.acting("S1")
    keeper.correspondence.raise_secrecy(world.letters[0], "ลับ", "ตามคำสั่ง")
    done = world.lists.destroy(made, "เผา")
    assert done.letters == 3
    assert keeper.correspondence.open(world.letters[0].id).letter.subject.startswith("ขอเชิญ")


def test_a_mark_on_one_that_was_raised_is_kept_as_the_letter(world: World) -> None:
    made, letter = world.cleared(), received(world.office, 40).letter
    office = world.office
    office.organization.grant("R1", "secret-registrar", unit="irqa", first=date(2020, 1, 1), order="2/2563")
    office.organization.clear("R1", "top-secret", first=date(2020, 1, 1), order="2/2563")
    (line,) = world.lists.lines(made)[:1]
    office.recorder.save("destruction.keep", office.now(), [evolve(line, letter=letter.ref)])
    world.registrar.correspondence.raise_secrecy(letter, "ลับ", "ตามคำสั่ง")
    world.lists.take_out(made, [1], "reserved", "มีคุณค่า")
    assert world.registrar.correspondence.said_of_keeping(letter).never
    assert not office.correspondence.said_of_keeping(letter).version, "who sees no letter sees no mark on it"


def test_who_may_do_what(world: World) -> None:
    made = world.cleared()
    for code in ("S1", "D1"):
        with pytest.raises(NotAllowed):
            world.office.acting(code).correspondence.destroy(made, "เผา")
    with pytest.raises(NotAllowed):
        world.office.acting("S1").correspondence.survey_for_destruction(world.office.year("calendar", 2570))
    assert states(world, made) == ["listed"] * 4


# ------------------------------------------------------------------ bytes


def everything(folder: Path) -> bytes:
    """Every byte of the store's files and of the folder of attachments."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_byte_is_left_in_database_wal_or_folder(tmp_path: Path, clock: Any) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile="thai-public-university", clock=clock) as office:
        world = filled(office, clock)
        telling = [f"{word}{number}" for word in ("เนื้อความ", "คำสั่งการ") for number in (1, 2)]
        gone = [word.encode() for word in telling] + [b"bytes of 1", b"bytes of 2", b"a1.pdf", b"a2.pdf"]
        ids = [world.letters[0].id.encode()]
        assert all(word in everything(tmp_path) for word in gone)
        made = world.lists.take_out(world.cleared(), [3, 4], "postponed", "รอ")
        world.lists.destroy(made, "เผา")
        left = everything(tmp_path)
        assert [word for word in gone if word in left] == []
        assert all(word in left for word in (b"bytes of 3", "เนื้อความ4".encode(), *ids)), "of others, and the register"
        entry = office.correspondence.entry(1, 2026)
        assert entry.subject.encode() in left
    reopened = everything(tmp_path)
    assert [word for word in gone if word in reopened] == []


def test_a_list_is_carried_through_in_stores_of_several_programs(shared_url: str, clock: Any, tmp_path: Path) -> None:
    place = str(tmp_path / "attached")
    with orqa.open_office(shared_url, profile="thai-public-university", clock=clock, attachments=place) as office:
        world = filled(office, clock, 2)
        assert world.lists.destroy(world.cleared(), "เผา").letters == 2
        assert office.verify(deep=True).findings == ()
        assert b"bytes of 1" not in everything(tmp_path)


# ------------------------------------------------------------------ drafts


def drafted(world: World) -> Letter:
    """A letter of the office with its draft: two editions before it was signed, comments, a reason it came back for."""
    office, director, president = world.office, world.office.acting("D1"), world.office.acting("P1")
    office.organization.change("irqa", first=date(2026, 1, 1), letter_code="อว 0998.08")
    clerk = office.acting("S1").correspondence
    parts = {"body": "ร่างแรกลับตา\nจึงเรียนมาเพื่อทราบ", "signer": "ผู้ลงนาม"}
    draft = clerk.draft("internal", unit="irqa", subject="แจ้งผล", recipient="กองคลัง", parts=parts)
    clerk.edit(draft, {"body": "ร่างสองลับตา\nจึงเรียนมาเพื่อทราบ"}, comment="ความเห็นลับตา")
    request = clerk.propose(draft)
    while request.state.value == "pending" and request.step < len(request.steps) - 1:
        acting = {"director": director, "president": president}[request.steps[request.step].role]
        request = acting.approvals.approve(request, "เห็นชอบลับตา")
    signer = {"director": director, "president": president}[request.steps[-1].role]
    signer.correspondence.sign(draft, "ลงนามลับตา")
    letter = world.registrar.correspondence.number(draft).letter
    world.registrar.correspondence.dispatch(letter, "hand", proof="สมุดส่งลับตา")
    office.correspondence.classify(letter, "routine", "งานประจำ", medium="paper")
    closed = world.office.correspondence.close(letter, "ส่งแล้ว")
    assert closed
    return letter


GONE_WITH_IT = [
    word.encode() for word in ("ร่างแรกลับตา", "ร่างสองลับตา", "ความเห็นลับตา", "เห็นชอบลับตา", "ลงนามลับตา", "สมุดส่งลับตา")
]


def test_no_byte_of_a_draft_is_left_after_its_letter(tmp_path: Path, clock: Any) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile="thai-public-university", clock=clock) as office:
        world = filled(office, clock, 1)
        letter = drafted(world)
        assert all(word in everything(tmp_path) for word in GONE_WITH_IT)
        assert len(office.correspondence.drafts.editions(letter)) == 2
        made = world.cleared()
        assert letter.ref in [line.letter for line in world.lists.lines(made)]
        world.lists.destroy(made, "เผา")
        assert [word.decode() for word in GONE_WITH_IT if word in everything(tmp_path)] == []
        with office.store.read(SYSTEM) as reader:
            assert reader.count("draft") == 0
        with pytest.raises(NotFound):
            office.correspondence.drafts.get(letter)
        with pytest.raises(NotFound):
            world.registrar.correspondence.dispatch(letter)
        assert office.verify(deep=True).findings == ()
    assert [word.decode() for word in GONE_WITH_IT if word in everything(tmp_path)] == []


@pytest.mark.parametrize("held", ["letter", "draft", "lent"])
def test_a_draft_stays_while_it_or_its_letter_is_held(office: Office, clock: Any, held: str) -> None:
    world = filled(office, clock, 1)
    letter = drafted(world)
    draft = office.correspondence.drafts.get(letter)
    made = world.cleared()
    if held == "lent":
        office.correspondence.add_file_code("1", {"th": "ทั่วไป", "en": "General"}, first=date(2020, 1, 1))
        world.registrar.correspondence.store(letter, "1")
        office.correspondence.lend(letter, "D1", purpose="ตรวจสอบ", permitted_by="D1")
    else:
        office.holds.place({"letter": letter, "draft": draft}[held], "audit", "ผู้สอบบัญชีขอดู")
    with pytest.raises(DestructionRefused):
        world.lists.destroy(made, "เผา")
    assert [one.code for one in world.lists.check(made)] == ["destruction-held"]
    assert [one.number for one in office.correspondence.drafts.editions(draft)] == [1, 2]
    assert office.correspondence.drafts.get(letter) == draft


def test_a_hold_on_a_draft_that_comes_meanwhile_keeps_it(
    office: Office, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orqa.domain.organization.holds import RecordIsHeld
    from orqa.office.correspondence.destroying import DestructionCarriedOut

    world = filled(office, clock, 1)
    letter = drafted(world)
    made = world.cleared()
    office.holds.place(office.correspondence.drafts.get(letter), "case", "คดี")
    monkeypatch.setattr(DestructionCarriedOut, "_holds", lambda *_: ())
    with pytest.raises(RecordIsHeld):
        world.lists.destroy(made, "เผา")
    assert office.correspondence.get(letter.id)
    assert len(office.correspondence.drafts.editions(letter)) == 2


# ------------------------------------------------------------------ masking


def test_a_subject_is_masked_by_a_second_act_that_cites_a_law(tmp_path: Path, clock: Any) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile="thai-public-university", clock=clock) as office:
        world = filled(office, clock)
        lines = [office.correspondence.entry(number, 2026) for number in (1, 2)]
        with pytest.raises(RegisterRefused) as early:
            office.correspondence.mask_subject(lines[0], "ขอให้ลบ", cite="personal-data-2562#33")
        assert "was not destroyed" in early.value.message("en")
        made = world.cleared()
        world.lists.destroy(made, "เผา")
        with pytest.raises(RegisterRefused) as uncited:
            office.correspondence.mask_subject(lines[0], "ขอให้ลบ", cite="no-such-law#1")
        assert "cites no text" in uncited.value.message("en")
        masked = world.registrar.correspondence.mask_subject(lines[0], "ขอให้ลบ", cite="personal-data-2562#33")
        assert (masked.subject, masked.number, masked.year, masked.printed) == (MASKED, 1, 2026, lines[0].printed)
        assert "personal-data-2562#33" in masked.note
        with pytest.raises(RegisterRefused):
            office.correspondence.mask_subject(masked, "อีกครั้ง", cite="personal-data-2562#33")
        left = everything(tmp_path)
        assert lines[0].subject.encode() not in left
        assert lines[1].subject.encode() in left
        assert world.lists.lines(made)[0].entry == masked.ref
        assert office.correspondence.check_register(register="received", year=2026) == ()
        assert office.correspondence.entry(1, 2026) == masked
        assert office.verify(deep=True).findings == ()


def test_a_new_letter_goes_on_as_ever(world: World) -> None:
    world.lists.destroy(world.cleared(), "เผา")
    done = received(world.office, 99, dated="12 มกราคม 2571")
    assert done.number == 1, "a new year began"
    assert dossier(world.office, done.letter, world.office.recorder).letter == done.letter
    with pytest.raises(NotFound):
        world.office.correspondence.get("no-such-letter")
    assert LineState.DESTROYED in {line.state for line in world.lists.lines("1/2570")}

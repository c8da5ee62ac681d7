"""What is held is not destroyed, whoever holds it and in whatever order things happen."""

import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from handling_samples import peopled, received
from orqa.base.errors import OrqaError
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.errors import ReasonMissing
from orqa.domain.correspondence.records import Attachment, Letter
from orqa.domain.organization.holds import Hold, HoldRefused, RecordIsHeld, hold_cell
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.holds import RecordHolds, held, let_go, unheld
from orqa.office.office import Office
from orqa.storage.errors import Conflict, Refused
from orqa.storage.protocol import SYSTEM

LOAN = RecordRef("loan", "loan-1")


@pytest.fixture
def letter(office: Office) -> Letter:
    return received(peopled(office)).letter


def attached(office: Office, letter: Letter) -> Attachment:
    return office.correspondence.attach(letter, io.BytesIO(b"bytes"), name="scan.pdf")


def count(office: Office, letter: Letter) -> int:
    with office.store.read(SYSTEM) as reader:
        return reader.cells(hold_cell(letter.ref)).get(hold_cell(letter.ref), 0)


def test_a_hold_is_placed_listed_and_lifted(office: Office, letter: Letter) -> None:
    acting = office.acting("R1")
    hold = acting.holds.place(letter, "case", "คดีหมายเลขดำที่ 1/2569")
    assert (hold.about, hold.cause, hold.active, hold.version) == (letter.ref, "case", True, 1)
    assert hold.placed_by == acting.rights.name
    (found,) = office.holds.of(letter)
    assert found.hold == hold
    assert found.title.in_language("en") == "Evidence in a case, papers of a court or an inquiry"
    assert office.holds.list("case") == office.holds.list() == (found,)
    assert office.holds.list("audit") == ()
    assert count(office, letter) == 1
    gone = acting.holds.lift(hold, "คดีถึงที่สุด")
    assert (gone.active, gone.lifted_because, gone.version) == (False, "คดีถึงที่สุด", 2)
    assert office.holds.of(letter) == office.holds.list() == ()
    assert count(office, letter) == 0
    assert office.holds.get(hold.id) == gone
    assert office.verify().findings == ()


def test_the_same_key_places_it_once(office: Office, letter: Letter) -> None:
    first = office.holds.place(letter, "audit", "ตรวจสอบ", key="k")
    assert office.holds.place(letter, "audit", "ตรวจสอบ", key="k") == first
    assert count(office, letter) == 1
    office.holds.lift(first, "เสร็จ", key="l")
    office.holds.lift(first, "เสร็จ", key="l")
    assert count(office, letter) == 0


@pytest.mark.parametrize(
    ("act", "error", "words"),
    [
        (lambda o, x: o.holds.place(x, "whim", "ลอง"), HoldRefused, ("ไม่มีเหตุ 'whim'", "there is no cause 'whim'")),
        (lambda o, x: o.holds.place(x, "case", "  "), ReasonMissing, ("ต้องระบุเหตุผล", "needs a reason")),
        (lambda o, _: o.holds.place(RecordRef("letter", "no"), "case", "ลอง"), NotFound, ("ไม่พบ", "was not found")),
        (lambda o, _: o.holds.lift("no", "ลอง"), NotFound, ("ไม่พบ", "was not found")),
        (lambda o, x: o.holds.lift(o.holds.place(x, "case", "ลอง"), ""), ReasonMissing, ("ต้องระบุ", "needs a reason")),
        (lambda o, x: o.acting("S2").holds.place(x, "case", "ลอง"), NotAllowed, ("ไม่มีสิทธิ", "may not do this")),
    ],
    ids=["cause", "no reason", "no record", "no hold", "no reason to lift", "not allowed"],
)
def test_what_is_refused_says_why(
    office: Office,
    letter: Letter,
    act: Callable[[Office, Letter], object],
    error: type[OrqaError],
    words: tuple[str, str],
) -> None:
    with pytest.raises(error) as refused:
        act(office, letter)
    assert words[0] in refused.value.message("th")
    assert words[1] in refused.value.message("en")


def test_lifted_twice_it_says_why_it_was(office: Office, letter: Letter) -> None:
    hold = office.holds.place(letter, "audit", "ตรวจสอบ")
    office.holds.lift(hold, "ตรวจแล้ว")
    with pytest.raises(HoldRefused) as refused:
        office.holds.lift(hold, "อีกครั้ง")
    assert "ตรวจแล้ว" in refused.value.message("th")
    assert "ตรวจแล้ว" in refused.value.message("en")
    assert count(office, letter) == 0


def lend(office: Office, letter: Letter) -> Hold:
    """As an area does that needs a record: in the batch that begins the need."""
    hold, adds = held(office, letter, "loan", "ยืมโดย S1", source=LOAN)
    office.recorder.save("hold.place", office.now(), [hold], adds)
    return office.holds.get(hold.id)


def test_what_an_area_holds_ends_with_its_need(office: Office, letter: Letter) -> None:
    hold = lend(office, letter)
    with pytest.raises(HoldRefused) as refused:
        office.holds.lift(hold, "ไม่ต้องแล้ว")
    assert "loan:loan-1" in refused.value.message("en")
    gone, adds = let_go(office, hold, "คืนแล้ว", ended=LOAN)
    office.recorder.save("hold.lift", office.now(), [gone], adds)
    assert office.holds.of(letter) == ()


def test_a_held_attachment_is_not_destroyed(office: Office, letter: Letter) -> None:
    one = attached(office, letter)
    hold = office.holds.place(one, "audit", "ผู้สอบบัญชีขอดู")
    with pytest.raises(RecordIsHeld) as refused:
        office.correspondence.destroy_attachment(one, "ไม่ใช้")
    assert "อยู่ระหว่างการตรวจสอบ: ผู้สอบบัญชีขอดู" in refused.value.message("th")
    assert "Under audit: ผู้สอบบัญชีขอดู" in refused.value.message("en")
    assert office.correspondence.attachments(letter) == (one,)
    office.holds.lift(hold, "ดูแล้ว")
    office.correspondence.destroy_attachment(one, "ไม่ใช้")
    assert office.correspondence.attachments(letter) == ()


def test_what_holds_the_letter_holds_its_attachments(office: Office, letter: Letter) -> None:
    one = attached(office, letter)
    office.holds.place(letter, "case", "คดี")
    with pytest.raises(RecordIsHeld) as refused:
        office.correspondence.destroy_attachment(one, "ไม่ใช้")
    assert refused.value.what == letter.ref


def test_nothing_holds_what_was_destroyed(office: Office, letter: Letter) -> None:
    one = attached(office, letter)
    read = office.holds._record(one.ref)  # as somebody has read it who is slower
    office.correspondence.destroy_attachment(one, "ไม่ใช้")
    hold, adds = held(office, read, "case", "คดี")
    with pytest.raises(Refused):
        office.recorder.save("hold.place", hold.placed_at, [hold], adds)
    with pytest.raises(NotFound):
        office.holds.place(one, "case", "คดี")


def test_the_refusal_says_that_it_is_gone(office: Office, letter: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    one = attached(office, letter)
    office.correspondence.destroy_attachment(one, "ไม่ใช้")
    monkeypatch.setattr(RecordHolds, "_record", lambda _self, _ref: one)  # read before it went
    with pytest.raises(HoldRefused) as alone:
        office.holds.place(one, "case", "คดี")
    with pytest.raises(HoldRefused) as in_a_work, office.work("ลอง") as work:
        work.holds.place(one, "case", "คดี")
    for refused in (alone, in_a_work):
        assert "has been destroyed" in refused.value.message("en")
        assert "ถูกทำลายไปแล้ว" in refused.value.message("th")


def test_a_hold_goes_with_its_letter_behind_the_wall(office: Office, letter: Letter) -> None:
    office.organization.clear("R1", "top-secret", first=office.today(), order="1/2569")
    office.organization.grant("R1", "secret-registrar", unit="irqa", first=office.today(), order="1/2569")
    office.holds.place(letter, "case", "คดีลับ")
    keeper = office.acting("R1")
    keeper.correspondence.raise_secrecy(letter, "ลับ", "ตามคำสั่ง")
    assert office.holds.list() == office.holds.of(letter) == ()
    (found,) = keeper.holds.of(letter)
    assert (found.hold.reason, found.hold.version) == ("", 0), "no list tells of what is secret"
    assert keeper.holds.get(found.hold.id).reason == "คดีลับ"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(["place", "lift", "destroy"]), max_size=12))
def test_the_cell_counts_the_holds_whatever_happens(acts: list[str]) -> None:
    """And what is held is there, what was destroyed is never held again."""
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        letter = received(office).letter
        one = attached(office, letter)
        standing: list[Hold] = []
        gone = False
        for act in acts:
            if act == "place" and not gone:
                standing.append(office.holds.place(one, "use", "ใช้"))
            elif act == "lift" and standing:
                office.holds.lift(standing.pop(), "พอ")
            elif act == "destroy":
                try:
                    office.correspondence.destroy_attachment(one, "ไม่ใช้")
                    assert not standing
                    gone = True
                except RecordIsHeld:
                    assert standing
                except Conflict:
                    assert gone
            with office.store.read(SYSTEM) as reader:
                assert sum(reader.cells(hold_cell(one.ref)).values()) == (-1 if gone else len(standing))
        assert len(office.holds.of(one)) == len(standing)
        assert office.verify().findings == ()


def test_the_cell_is_named_by_kind_and_id() -> None:
    assert hold_cell(RecordRef("letter", "x")) == "hold/letter/x"
    assert [(add.cell, add.amount, add.at_most) for add in unheld(LOAN)] == [("hold/loan/loan-1", -1, -1)]

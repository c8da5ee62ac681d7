"""Letters are made known to many; who has acknowledged, who is reminded, and what lists there are."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from handling_samples import peopled, person, received
from orqa.base.errors import OrqaError
from orqa.domain.correspondence.circulation import CirculationState
from orqa.domain.correspondence.errors import CirculationRefused, LetterIsVoid, MayNotSee, ReasonMissing
from orqa.domain.organization.errors import TaskIsOver
from orqa.domain.organization.tasks import TaskState
from orqa.office.correspondence.circulation_tables import receivers_table, register_table
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound, WorkRefused
from orqa.office.office import Office
from orqa.storage.errors import Conflict

BANGKOK = ZoneInfo("Asia/Bangkok")
DUE = date(2026, 11, 30)
By = Callable[[date], AbstractContextManager[None]]


@pytest.fixture
def office(office: Office) -> Office:  # type: ignore[misc] # the one of conftest, with people
    return peopled(office)


class Outbox:
    """Keeps what it is given; refuses what is for somebody named."""

    def __init__(self, broken: str = "") -> None:
        self.sent: list[Any] = []
        self.broken = broken

    def deliver(self, notice: Any) -> None:
        if notice.address == self.broken:
            raise OSError("no route to host")
        self.sent.append(notice)


def addressed(office: Office, *codes: str) -> None:
    for code in codes:
        office.organization.correct_person(code, email=f"{code.lower()}@example.ac.th")


# ------------------------------------------------------------------ to whom


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("S1", ["S1"]),
        (["S1", "S1", "person"], ["S1", "D1"]),
        ("staff:ga", ["S1", "S2"]),
        ("staff:irqa", ["R1", "D1", "S1", "S2"]),
        ("everyone", ["R1", "D1", "S1", "S2"]),
        ("units:irqa", ["unit:ga"]),
        (["ga", "role:director@irqa"], ["unit:ga", "role:director@irqa"]),
        (["list:all", "S1", "ga"], ["S1", "S2", "unit:ga"]),
    ],
)
def test_a_letter_goes_to_each_receiver_once(office: Office, to: Any, names: list[str]) -> None:
    office.correspondence.keep_list("staff-of-ga", "บุคลากรงานบริหาร", ["staff:ga"])
    office.correspondence.keep_list("all", {"th": "ทุกคน", "en": "All"}, ["list:staff-of-ga", "unit:ga"])
    to = [f"person:{person(office, 'D1')}" if one == "person" else one for one in to] if isinstance(to, list) else to
    made = office.correspondence.circulate(received(office).letter, to)
    expected = {name if ":" in name else f"person:{person(office, name)}" for name in names}
    assert {task.whom for task in made.tasks} == expected
    assert made.circulation.receivers == len(made.tasks) == len(expected)
    assert {str(task.title) for task in made.tasks} == {"ขอเชิญประชุม ครั้งที่ 12"}
    assert office.correspondence.receivers(made.circulation) == made.tasks


@pytest.mark.parametrize(
    ("to", "error", "words"),
    [
        ([], CirculationRefused, "name at least one receiver"),
        ("XX", NotFound, "XX"),
        ("staff:XX", NotFound, "the unit"),
        ("units:XX", NotFound, "the unit"),
        ("units:ga", CirculationRefused, "it goes to nobody"),
        ("list:xx", NotFound, "the list of receivers"),
        ("list:old", CirculationRefused, "the list old is no longer used"),
    ],
)
def test_receivers_that_there_are_none_of(office: Office, to: Any, error: type[OrqaError], words: str) -> None:
    office.correspondence.keep_list("old", "เดิม", ["ga"], active=False)
    letter = received(office).letter
    with pytest.raises(error) as raised:
        office.correspondence.circulate(letter, to)
    assert words in raised.value.message("en")
    assert raised.value.message("th") != raised.value.message("en")
    assert office.correspondence.circulations() == ()
    assert office.correspondence.entry(1).action == ""


@pytest.mark.parametrize(
    ("code", "title", "members"),
    [
        ("", "ก", ["ga"]),
        ("All", "ก", ["ga"]),
        ("1st", "ก", ["ga"]),
        ("ก", "ก", ["ga"]),
        ("a", " ", ["ga"]),
        ("a", "ก", []),
    ],
)
def test_a_list_needs_code_title_and_members(office: Office, code: str, title: str, members: list[str]) -> None:
    with pytest.raises(CirculationRefused, match="a list of receivers has a code such as all-deans"):
        office.correspondence.keep_list(code, title, members)
    assert office.correspondence.recipient_lists() == ()


def test_lists_do_not_go_round_in_a_circle(office: Office) -> None:
    keep = office.correspondence.keep_list
    with pytest.raises(CirculationRefused, match="contains itself: a → a"):
        keep("a", "ก", ["list:a"])
    keep("a", "ก", ["ga"])
    keep("b", "ข", ["list:a"])
    with pytest.raises(CirculationRefused, match="contains itself: a → b → a"):
        keep("a", "ก", ["list:b"])
    changed = keep("a", "ก ใหม่", ["S1"])
    assert (changed.version, [one.id for one in office.correspondence.recipient_lists()]) == (2, ["a", "b"])
    assert office.correspondence.circulate(received(office).letter, "list:b").circulation.receivers == 1


# ------------------------------------------------------------------ numbers, lines, keys


def test_numbers_run_through_the_calendar_year(office: Office, by: Callable[..., AbstractContextManager[None]]) -> None:
    letter = received(office).letter
    numbers = [office.correspondence.circulate(letter, "ga").circulation.number for _ in range(3)]
    with by(date(2027, 1, 4)):
        later = office.correspondence.circulate(letter, "ga").circulation
    assert (numbers, later.number, later.year) == ([1, 2, 3], 1, 2027)
    assert office.correspondence.circulation("2/2569").number == 2
    assert office.correspondence.circulation("1/2570") == later
    assert [one.number for one in office.correspondence.circulations(year=2026)] == [1, 2, 3]
    assert office.verify().is_sound
    with pytest.raises(NotFound, match="9/2569"):
        office.correspondence.circulation("9/2569")


def test_the_register_and_the_time_line_tell_it(office: Office) -> None:
    addressed(office, "S1")
    letter = received(office).letter
    made = office.correspondence.circulate(letter, ["S1", "ga"], note="โปรดทราบ").circulation
    office.correspondence.remind(made, Outbox())
    office.correspondence.end_circulation(made, "หมดกำหนด")
    assert office.correspondence.entry(1).action == "เวียนให้ทราบ 2 ราย"
    told = [(step.event.what, step.event.detail) for step in office.correspondence.timeline(letter).steps]
    assert told == [
        ("registered", ""),
        ("circulated", "โปรดทราบ"),
        ("reminded", ""),
        ("circulation-ended", "หมดกำหนด"),
    ]


def test_the_same_key_circulates_once(office: Office) -> None:
    letter = received(office).letter
    first = office.correspondence.circulate(letter, ["S1", "ga"], due=DUE, key="k")
    again = office.correspondence.circulate(letter, ["S1", "ga"], due=DUE, key="k")
    assert again.circulation == first.circulation
    assert {task.id for task in again.tasks} == {task.id for task in first.tasks}
    with pytest.raises(KeyUsedOtherwise):
        office.correspondence.circulate(letter, "S2", key="k")
    read = office.acting("S1").correspondence.acknowledge(first.circulation, key="a")
    assert office.acting("S1").correspondence.acknowledge(first.circulation, key="a") == read
    ended = office.correspondence.end_circulation(first.circulation, "พอแล้ว", key="e")
    assert office.correspondence.end_circulation(first.circulation, "พอแล้ว", key="e") == ended


def test_in_a_work_it_is_written_with_the_rest_or_not_at_all(office: Office) -> None:
    letter = received(office).letter

    def half() -> None:
        with office.work("ลอง") as work:
            work.correspondence.circulate(letter, "ga")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        half()
    assert office.correspondence.circulations() == ()
    with office.work("เวียน") as work:
        made = work.correspondence.circulate(letter, "ga").circulation
        with pytest.raises(WorkRefused):
            work.correspondence.circulate(letter, "S1")
    assert office.correspondence.circulation(made.id).number == 1


def test_what_is_void_or_past_is_not_circulated(office: Office) -> None:
    done = received(office)
    with pytest.raises(CirculationRefused, match="is past") as raised:
        office.correspondence.circulate(done.letter, "ga", due=date(2026, 11, 22))
    assert "เลยมาแล้ว" in raised.value.message("th")
    office.correspondence.void(done.entry, "ลงผิด")
    with pytest.raises(LetterIsVoid):
        office.correspondence.circulate(done.letter, "ga")


# ------------------------------------------------------------------ acknowledging


def test_who_reads_it_acknowledges_in_all_their_hats(office: Office) -> None:
    made = office.correspondence.circulate(received(office).letter, ["S1", "ga", "D1"], due=DUE)
    clerk = office.acting("S1")
    assert {task.action for task in clerk.desk().tasks} == {"letter.acknowledge"}
    assert clerk.desk().titles["letter.acknowledge"].in_language("th") == "รับทราบหนังสือเวียน"
    read = clerk.correspondence.acknowledge(made.circulation, " ทราบแล้ว ")
    assert {task.whom for task in read} == {f"person:{person(office, 'S1')}", "unit:ga"}
    assert {(task.state, task.result) for task in read} == {(TaskState.DONE, "ทราบแล้ว")}
    assert clerk.desk().tasks == ()
    stands = office.correspondence.standing(made.circulation)
    assert (stands.receivers, stands.acknowledged, stands.waiting, stands.overdue) == (3, 2, 1, 0)
    assert office.correspondence.standing(made.circulation, date(2026, 12, 1)).overdue == 1
    with pytest.raises(CirculationRefused, match="nothing of it waits for") as raised:
        clerk.correspondence.acknowledge(made.circulation)
    assert "ใจดี มีสุข" in raised.value.message("th")


def test_nobody_acknowledges_for_others_without_the_right(office: Office) -> None:
    made = office.correspondence.circulate(received(office).letter, ["S1", "S2"])
    with pytest.raises(NotAllowed):
        office.acting("S2").correspondence.acknowledge(made.tasks[0])
    with pytest.raises(NotAllowed):
        office.acting("S2").correspondence.acknowledge(made.circulation, of="S1")
    with pytest.raises(CirculationRefused):
        office.acting("D1").correspondence.acknowledge(made.circulation)
    assert office.correspondence.standing(made.circulation).waiting == 2
    (read,) = office.acting("R1").correspondence.acknowledge(made.circulation, of="S1")
    assert read.ended_by == f"person:{person(office, 'R1')}"


def test_what_was_signed_on_paper_keeps_its_moment(office: Office, clock: Any) -> None:
    made = office.correspondence.circulate(received(office).letter, ["S1", "S2"])
    signed = made.circulation.circulated_at + timedelta(hours=3)
    for wrong in (made.circulation.circulated_at - timedelta(minutes=1), signed):  # before it, and ahead of now
        with pytest.raises(CirculationRefused, match="lies before it was circulated, or ahead of now"):
            office.acting("R1").correspondence.acknowledge(made.circulation, of="S1", at=wrong)
    clock.at += timedelta(days=1)
    (read,) = office.acting("R1").correspondence.acknowledge(made.circulation, of="S1", at=signed)
    assert read.ended_at == signed
    assert office.correspondence.standing(made.circulation).median_hours == 3


def test_tasks_end_and_are_handed_on_in_the_one_way(office: Office) -> None:
    made = office.correspondence.circulate(received(office).letter, ["S1", "S2"])
    moved = office.acting("S1").tasks.move(made.tasks[0], "D1")
    ended = office.acting("D1").tasks.done(moved, "ทราบ")
    assert (ended.state, ended.ended_by) == (TaskState.DONE, f"person:{person(office, 'D1')}")
    assert office.correspondence.standing(made.circulation).acknowledged == 1
    with pytest.raises((TaskIsOver, CirculationRefused)):
        office.acting("D1").tasks.done(ended)


# ------------------------------------------------------------------ ending and reminding


def test_ending_takes_it_from_the_desks_and_needs_a_reason(office: Office) -> None:
    made = office.correspondence.circulate(received(office).letter, ["S1", "S2"]).circulation
    office.acting("S1").correspondence.acknowledge(made)
    with pytest.raises(ReasonMissing, match="still waited"):
        office.correspondence.end_circulation(made)
    ended = office.correspondence.end_circulation(made, "ลาคลอด")
    stands = office.correspondence.standing(ended)
    assert (ended.state, stands.acknowledged, stands.withdrawn, stands.share) == (CirculationState.ENDED, 1, 1, 0.5)
    assert office.acting("S2").desk().tasks == ()
    for again in (
        lambda: office.correspondence.end_circulation(ended, "อีก"),
        lambda: office.acting("S2").correspondence.acknowledge(ended),
        lambda: office.correspondence.remind(ended, Outbox()),
    ):
        with pytest.raises(CirculationRefused, match="circulate the letter anew"):
            again()


def test_ending_what_all_have_read_needs_no_reason(office: Office) -> None:
    made = office.correspondence.circulate(received(office).letter, "S1").circulation
    office.acting("S1").correspondence.acknowledge(made)
    with pytest.raises(CirculationRefused, match="nobody is left to remind"):
        office.correspondence.remind(made, Outbox())
    assert not office.correspondence.end_circulation(made).is_open


def test_only_those_who_have_not_read_it_are_reminded(office: Office) -> None:
    addressed(office, "S1", "S2", "R1")
    made = office.correspondence.circulate(received(office).letter, ["S1", "S2", "D1", "R1"], due=DUE).circulation
    office.acting("S1").correspondence.acknowledge(made)
    outbox = Outbox(broken="r1@example.ac.th")
    sent = office.correspondence.remind(made, outbox, sender="office@example.ac.th")
    assert [notice.address for notice in outbox.sent] == ["s2@example.ac.th"]
    assert "รับทราบหนังสือเวียน ขอเชิญประชุม ครั้งที่ 12 กำหนด ๓๐ พฤศจิกายน ๒๕๖๙" in outbox.sent[0].lines[-1]
    assert {finding.code for finding in sent.findings} == {"notice-no-address", "notice-not-delivered"}
    kept = office.correspondence.circulation(made.id)
    assert [one.count for one in kept.reminders] == [1]
    with pytest.raises(NotAllowed):
        office.acting("S2").correspondence.remind(made, outbox)


def test_a_reminder_that_reaches_nobody_is_not_counted(office: Office) -> None:
    made = office.correspondence.circulate(received(office).letter, "S1").circulation
    sent = office.correspondence.remind(made, Outbox())
    assert (sent.notices, [one.code for one in sent.findings]) == ((), ["notice-no-address"])
    assert office.correspondence.circulation(made.id).reminders == ()


# ------------------------------------------------------------------ secret matter


def test_secret_letters_go_to_those_who_may_see_them_and_name_no_subject(office: Office) -> None:
    org = office.organization
    for code in ("R1", "S1", "S2"):
        org.clear(code, "top-secret", first=date(2026, 1, 1), order="1")
    org.grant("R1", "secret-registrar", unit="irqa", first=date(2026, 1, 1), order="1")
    keeper = office.acting("R1")
    letter = keeper.correspondence.receive(
        subject="เรื่องปกปิด", sender="ก", reference="1/2569", dated="12 พ.ย. 2569", secrecy="ลับ"
    ).letter
    with pytest.raises(MayNotSee):
        keeper.correspondence.circulate(letter, "S1")
    keeper.correspondence.share(letter, persons=["S1"])
    made = keeper.correspondence.circulate(letter, "S1")
    assert made.tasks[0].title is None
    assert office.acting("S2").correspondence.circulations() == ()
    table = register_table(keeper, keeper.correspondence.circulations())
    assert "เรื่องปกปิด" not in repr(list(table.rows()))
    addressed(office, "S1")
    outbox = Outbox()
    keeper.correspondence.remind(made.circulation, outbox)
    assert "เรื่องปกปิด" not in repr(outbox.sent)
    assert "(เรื่องลับ)" in outbox.sent[0].lines[-1]
    with pytest.raises(MayNotSee):
        office.acting("S1").tasks.move(made.tasks[0], "S2")
    office.acting("S1").correspondence.acknowledge(made.circulation)


def test_what_is_raised_later_is_kept_from_others_with_all_that_is_about_it(office: Office) -> None:
    office.organization.grant("R1", "secret-registrar", unit="irqa", first=date(2026, 1, 1), order="1")
    office.organization.clear("R1", "top-secret", first=date(2026, 1, 1), order="1")
    letter = received(office).letter
    made = office.correspondence.circulate(letter, "everyone", note="โปรดทราบด่วน").circulation
    office.acting("R1").correspondence.raise_secrecy(letter, "ลับ", "คำสั่ง")
    reader = office.acting("D1")
    assert reader.correspondence.circulations() == ()
    with pytest.raises(NotFound):
        reader.correspondence.receivers(made.id)
    assert "โปรดทราบด่วน" not in repr(reader.desk().tasks)


# ------------------------------------------------------------------ tables


def test_the_tables_tell_who_and_how_many(office: Office, clock: Any) -> None:
    made = office.correspondence.circulate(received(office).letter, ["S1", "S2"], due=DUE, unit="irqa").circulation
    clock.at += timedelta(hours=2)
    office.acting("S1").correspondence.acknowledge(made, "ทราบ")
    (row,) = register_table(office, office.correspondence.circulations()).records()
    assert (row["number"], row["subject"], row["unit"].in_language("th")) == (1, "ขอเชิญประชุม ครั้งที่ 12", "กองวิเทศสัมพันธ์")
    assert (row["receivers"], row["acknowledged"], row["waiting"], row["overdue"]) == (2, 1, 1, 0)
    assert float(row["median_hours"]) == 2
    people = list(receivers_table(office, made).records(personal=True))
    assert [(one["name"].in_language("th"), one["state"].in_language("th"), one["note"]) for one in people] == [
        ("ใจดี มีสุข", "รับทราบแล้ว", "ทราบ"),
        ("สมใจ มีสุข", "ยังไม่รับทราบ", None),
    ]


# ------------------------------------------------------------------ many at once, in any order


def test_a_letter_of_the_offices_own_is_told_by_the_number_that_it_prints(office: Office) -> None:
    sent = office.correspondence.send(kind="external", subject="เวียน", recipient="ทุกหน่วย", unit_code="อว 0655.08")
    for letter in (sent.letter, received(office).letter):
        office.correspondence.circulate(letter, "ga")
    rows = register_table(office, office.correspondence.circulations()).records()
    assert [row["reference"] for row in rows] == ["อว 0655.08/1", "อว 0655.08/12"]


def test_all_acknowledge_at_the_same_moment(shared_url: str) -> None:
    """Each receiver's word is a record of its own: nobody waits for, or loses to, another."""
    with orqa.open_office(shared_url, profile="thai-public-university") as office:
        peopled(office)
        for number in range(12):
            office.organization.add_person(f"P{number}", "คน", f"ที่{number}")
            office.organization.grant(f"P{number}", "staff", unit="ga", first=date(2020, 1, 1))
        made = office.correspondence.circulate(received(office).letter, "staff:ga").circulation
        start, failed = Barrier(12), []

        def read(code: str) -> None:
            start.wait()
            try:
                office.acting(code).correspondence.acknowledge(made)
            except (OrqaError, Conflict) as error:
                failed.append(error)

        threads = [Thread(target=read, args=(f"P{number}",)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        stands = office.correspondence.standing(made)
        assert (stands.acknowledged, stands.waiting) == (12, 2)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["read", "paper", "move", "end", "circulate"]), st.sampled_from(["S1", "S2", "D1", "R1"])
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_in_any_order_no_receiver_is_lost(steps: list[tuple[str, str]]) -> None:
    at = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)

    def clock() -> datetime:
        nonlocal at
        at += timedelta(seconds=1)
        return at

    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as office:
        peopled(office)
        letter = received(office).letter
        made = office.correspondence.circulate(letter, ["S1", "S2", "D1"]).circulation
        for step, code in steps:
            try:
                if step == "read":
                    office.acting(code).correspondence.acknowledge(made)
                elif step == "paper":
                    office.acting("R1").correspondence.acknowledge(made, of=code)
                elif step == "move":
                    mine = [
                        one for one in office.correspondence.receivers(made) if one.whom.endswith(person(office, code))
                    ]
                    office.acting(code).tasks.move(mine[0] if mine else "none", "R1")
                elif step == "end":
                    office.correspondence.end_circulation(made, "พอ")
                else:
                    office.correspondence.circulate(letter, code)
            except OrqaError:
                pass
            stands = office.correspondence.standing(made)
            assert stands.receivers == 3 == stands.acknowledged + stands.waiting + stands.withdrawn
            assert office.correspondence.circulation(made.id).is_open or stands.waiting == 0
        assert office.verify().is_sound


# ------------------------------------------------------------------ what goes wrong


def test_a_unit_that_there_is_none_of_circulates_nothing(office: Office) -> None:
    letter = received(office).letter
    with pytest.raises(CirculationRefused, match="there is no unit 'xx'") as raised:
        office.correspondence.circulate(letter, "S1", unit="xx")
    assert "ไม่มีหน่วยงาน" in raised.value.message("th")
    assert office.correspondence.circulations() == ()


def test_a_key_stands_for_the_unit_too(office: Office) -> None:
    letter = received(office).letter
    office.correspondence.circulate(letter, "S1", key="k")
    with pytest.raises(KeyUsedOtherwise):
        office.correspondence.circulate(letter, "S1", key="k", unit="ga")
    assert len(office.correspondence.circulations()) == 1


def test_the_circulars_of_a_void_letter_end_with_it(office: Office) -> None:
    letters = office.correspondence
    first, other = received(office, 1), received(office, 2)
    made = letters.circulate(first.letter, ["S1", "S2", "ga"], due=DUE).circulation
    letters.acknowledge(made, of="S1")
    ended = letters.end_circulation(letters.circulate(first.letter, "D1").circulation, "ผิดคน")
    beside = letters.circulate(other.letter, "S1").circulation
    letters.void(first.entry, "ลงทะเบียนซ้ำ")
    known = letters.circulation(made.id)
    assert (known.state, known.reason) == (CirculationState.ENDED, "ลงทะเบียนซ้ำ")
    assert [task.state for task in letters.receivers(known)] == [TaskState.DONE, *[TaskState.WITHDRAWN] * 2]
    assert letters.circulation(ended.id) == ended
    assert letters.circulation(beside.id).is_open
    assert [one.letter for one in letters.overdue(date(2099, 1, 1))] == []
    assert "สิ้นสุดการเวียน" in [step.event.title.in_language("th") for step in letters.timeline(first.letter).steps]


@pytest.mark.parametrize("which", ["", "3/99999", "3/0", "0/2569", "9/2569", "1/2026", "๑/๒๕๗๐", "xx"])
def test_a_circular_that_there_is_none_of(office: Office, which: str) -> None:
    office.correspondence.circulate(received(office).letter, "S1")
    with pytest.raises(NotFound):
        office.correspondence.circulation(which)
    assert office.correspondence.circulation("๑ / ๒๕๖๙").number == 1


def test_a_list_is_given_up_though_its_members_are_gone(office: Office) -> None:
    letters = office.correspondence
    letters.keep_list("inner", "ใน", ["ga"])
    letters.keep_list("outer", "นอก", ["list:inner"])
    letters.keep_list("inner", "ใน", ["ga"], active=False)
    assert not letters.keep_list("outer", "นอก", ["list:inner"], active=False).active
    with pytest.raises(CirculationRefused, match="no longer used"):
        letters.keep_list("outer", "นอก", ["list:inner"])


def test_lists_in_lists_are_gone_through_once(office: Office) -> None:
    letters = office.correspondence
    letters.keep_list("l-0", "ศูนย์", ["S1", "S2"])
    letters.keep_list("m-0", "ศูนย์", ["D1"])
    for n in range(1, 40):  # gone through anew each time, these would be more than a billion ways
        for code in ("l", "m"):
            letters.keep_list(f"{code}-{n}", "ชั้น", [f"list:l-{n - 1}", f"list:m-{n - 1}"])
    made = letters.circulate(received(office).letter, ["list:l-39", "list:m-39"])
    assert {task.whom for task in made.tasks} == {f"person:{person(office, code)}" for code in ("S1", "S2", "D1")}


def left(office: Office, code: str, last: date) -> None:
    """Let whatever somebody held end."""
    for held in list(office.organization.structure.tenures_of(person(office, code))):
        office.organization.end(held, last=last)


def test_who_left_is_refused_by_name_and_left_out_of_lists(office: Office, by: By) -> None:
    letters, letter = office.correspondence, received(office).letter
    letters.keep_list("both", "สองคน", ["S1", "S2"])
    circular = letters.circulate(letter, "S1").circulation
    addressed(office, "S1", "S2")
    left(office, "S1", last=DUE)
    with by(DUE):
        assert len(letters.circulate(letter, "list:both").tasks) == 2, "on the last day they still work here"
    with by(DUE + timedelta(days=1)):
        with pytest.raises(CirculationRefused, match="no longer works here; leave them out") as raised:
            letters.circulate(letter, ["S2", "S1"])
        assert "พ้นจากหน่วยงานแล้ว ให้ตัดชื่อออก" in raised.value.message("th")
        made = letters.circulate(letter, "list:both")
        assert [task.whom for task in made.tasks] == [f"person:{person(office, 'S2')}"]
        sent = letters.remind(circular, Outbox())
        assert (sent.notices, [one.code for one in sent.findings]) == ((), ["notice-person-left"])
        assert "orqa task move" in sent.findings[0].message.in_language("en")
        assert letters.circulation(circular.id).reminders == ()


def test_who_was_never_placed_is_no_one_who_left(office: Office) -> None:
    office.organization.add_person("N1", {"th": "ใหม่", "en": "New"}, {"th": "มีสุข", "en": "Sample"})
    assert len(office.correspondence.circulate(received(office).letter, "N1").tasks) == 1

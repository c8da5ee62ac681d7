"""From versions of records to what happened: in order, each thing once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.handling import begun, closed, reopened
from orqa.domain.correspondence.links import LetterLink, undone
from orqa.domain.correspondence.records import Attachment, Letter, RegisterEntry
from orqa.domain.correspondence.timeline import Change, events
from orqa.domain.organization.approvals import Approval, Move, Verdict
from orqa.domain.organization.routes import RouteStep
from orqa.domain.organization.tasks import done, moved, new_task, withdrawn

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
ON = date(2026, 11, 23)
LETTER = Letter(id="l-1", subject="ขอข้อมูล", received_at=AT)
LINE = RegisterEntry(id="e-1", year=2026, number=7, registered_on=ON, letter=LETTER.ref, subject="ขอข้อมูล")
TASK = new_task(
    identity="t-1",
    area="correspondence",
    action="letter.handle",
    about=LETTER.ref,
    whom="unit:ga",
    opened_at=AT,
    note="โปรดตอบ",
)
LINK = LetterLink(id="x", source=RecordRef("letter", "l-2"), target=LETTER.ref, link="reply-to", made_at=AT, reason="")
FILE = Attachment(
    id="a-1",
    letter=LETTER.ref,
    name="กำหนดการ.pdf",
    media_type="application/pdf",
    size=1,
    digest="0" * 64,
    attached_at=AT,
)
HANDLING = begun(LETTER, ON)


class Plain:
    """Names things by themselves."""

    def receiver(self, token: str, on: date) -> Text:
        del on
        return Text.of(en=token)

    def unit(self, identity: str, on: date) -> Text:
        del on
        return Text.of(en=identity)

    def number(self, line: RegisterEntry) -> str:
        return f"{line.number}/{line.year}"

    def day(self, day: date) -> Text:
        return Text.of(en=day.isoformat())

    def tie(self, link: LetterLink) -> Text:
        return Text.of(en=link.link)


def changes(*versions: Record | None, action: str = "x") -> list[Change]:
    """One version an hour."""
    found: list[Change] = []
    before: Record | None = None
    for hour, after in enumerate(versions):
        at = AT + timedelta(hours=hour)
        found.append(Change(at=at, actor="person:p", action=action, before=before, after=after))
        before = after
    return found


def told(*versions: Record | None) -> list[tuple[str, str, str]]:
    happened = events([changes(*versions)], [], Plain())
    return [(event.what, str(event.title), str(event.detail)) for event in happened]


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ((LETTER,), []),
        ((LETTER, LETTER), [("opened", "opened", "")]),
        ((LETTER, None), [("destroyed", "destroyed", "")]),
        ((LETTER, evolve(LETTER, note="x")), []),
        ((LINE,), [("registered", "registered as no. 7/2026", "")]),
        ((evolve(LINE, unit="ga"),), [("taken-in", "entered in the register of ga as no. 7/2026", "")]),
        ((LINE, evolve(LINE, action="มอบ")), [("registered", "registered as no. 7/2026", "")]),
        (
            (evolve(LINE, state="reserved", reason="รอลงนาม"), LINE, evolve(LINE, state="void", reason="ผิด")),
            [
                ("reserved", "number 7/2026 reserved", "รอลงนาม"),
                ("registered", "registered as no. 7/2026", ""),
                ("void", "no. 7/2026 made void", "ผิด"),
            ],
        ),
        (
            (LINE, evolve(LINE, state="raised")),
            [("registered", "registered as no. 7/2026", ""), ("raised", "raised to secret matter", "")],
        ),
        (
            (TASK, moved(TASK, whom="unit:x"), done(moved(TASK, whom="unit:x"), at=AT, result="ตอบแล้ว")),
            [
                ("assigned", "assigned to unit:ga", "โปรดตอบ"),
                ("passed-on", "passed on to unit:x", "โปรดตอบ"),
                ("done", "task of unit:x done", "ตอบแล้ว"),
            ],
        ),
        (
            (TASK, withdrawn(TASK, at=AT, reason="ผิดคน")),
            [("assigned", "assigned to unit:ga", "โปรดตอบ"), ("withdrawn", "task of unit:ga withdrawn", "ผิดคน")],
        ),
        ((HANDLING,), []),
        (
            (
                evolve(HANDLING, answer_by=ON),
                closed(evolve(HANDLING, answer_by=ON), on=ON, result="ทราบ"),
                reopened(closed(HANDLING, on=ON), reason="ต่อ"),
            ),
            [
                ("answer-asked", "to be answered by 2026-11-23", ""),
                ("closed", "closed", "ทราบ"),
                ("reopened", "opened again", "ต่อ"),
            ],
        ),
        ((closed(HANDLING, on=ON, result="ทราบ"),), [("closed", "closed", "ทราบ")]),
        ((LINK, undone(LINK, reason="ผิด")), [("linked", "linked", "reply-to"), ("unlinked", "link taken back", "ผิด")]),
        ((FILE, None), [("attached", "attached", "กำหนดการ.pdf"), ("destroyed", "destroyed", "กำหนดการ.pdf")]),
        ((None,), [("destroyed", "destroyed", "")]),
    ],
)
def test_what_each_version_tells(versions: tuple[Record | None, ...], expected: list[tuple[str, str, str]]) -> None:
    assert told(*versions) == expected


def test_every_event_has_a_thai_name() -> None:
    for event in events(
        [changes(LINE, evolve(LINE, state="void")), changes(TASK), changes(HANDLING, closed(HANDLING, on=ON))],
        [],
        Plain(),
    ):
        assert set(event.title.languages) == {"en", "th"}


def test_a_proposal_tells_who_wrote_what_as_what() -> None:
    step = RouteStep(role="director", unit="irqa")
    approval = Approval(
        id="ap-1",
        route="letter.received",
        about=LETTER.ref,
        unit="ga",
        requester="p-1",
        steps=(step,),
        opened_at=AT,
        moves=(
            Move(
                step=0,
                verdict=Verdict.APPROVED,
                person="p-2",
                position=Text.of(th="ผู้อำนวยการ"),
                comment="มอบงานบริหาร",
                at=AT + timedelta(hours=1),
            ),
            *(Move(step=0, verdict=one, at=AT + timedelta(hours=2)) for one in (Verdict.RETURNED, Verdict.REJECTED)),
        ),
    )
    first, second, *rest = events([], [approval], Plain())
    assert (first.what, first.actor) == ("proposed", "person:p-1")
    assert (second.what, second.actor, second.detail) == ("endorsed", "person:p-2", "มอบงานบริหาร")
    assert str(second.position) == "ผู้อำนวยการ"
    assert [(event.what, event.actor) for event in rest] == [("returned", ""), ("rejected", "")]


VERSIONS = st.sampled_from([LETTER, LINE, TASK, HANDLING, LINK, FILE, closed(HANDLING, on=ON)])


@given(st.lists(st.tuples(VERSIONS, st.integers(0, 100)), max_size=20))
def test_whatever_happened_is_told_in_order(made: list[tuple[Record, int]]) -> None:
    histories = [
        [Change(at=AT + timedelta(minutes=minutes), actor="", action="x", after=record)] for record, minutes in made
    ]
    happened = events(histories, [], Plain())
    assert [event.at for event in happened] == sorted(event.at for event in happened)
    silent = [record for record, _ in made if isinstance(record, Letter) or record == HANDLING]
    assert len(happened) == len(made) - len(silent)

"""What waits for somebody: found by one key while it is open, and by none afterwards."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.organization.errors import TaskIsOver
from orqa.domain.organization.tasks import (
    Task,
    TaskState,
    done,
    is_overdue,
    moved,
    new_task,
    person_token,
    reopened,
    role_token,
    unit_token,
    waiting_key,
    withdrawn,
)

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31))


def task(**changes: object) -> Task:
    given = {
        "identity": "t-1",
        "area": "correspondence",
        "action": "letter.handle",
        "about": RecordRef("letter", "l-1"),
        "whom": person_token("p-1"),
        "opened_at": AT,
        "title": Text.of(th="ขอเชิญประชุม"),
        "due": date(2026, 11, 30),
    }
    return new_task(**(given | changes))  # type: ignore[arg-type]


def test_an_open_task_is_found_by_whom_and_due() -> None:
    assert task().waiting == "person:p-1|2026-11-30"
    assert task(whom=unit_token("irqa"), due=None).waiting == "unit:irqa|9999-12-31"
    assert task(whom=role_token("director", "irqa")).whom == "role:director@irqa"


@given(first=DAYS, second=DAYS)
def test_keys_sort_by_due_day_and_what_has_none_comes_last(first: date | None, second: date | None) -> None:
    keys = waiting_key("unit:a", first), waiting_key("unit:a", second)
    assert (keys[0] < keys[1]) == ((first or date.max) < (second or date.max))


def test_what_has_ended_waits_for_nobody() -> None:
    ended = done(task(), at=AT + timedelta(hours=1), by="person:p-1", result="ตอบแล้ว")
    assert ended.state is TaskState.DONE
    assert (ended.waiting, ended.ended_by, ended.result) == (None, "person:p-1", "ตอบแล้ว")
    assert withdrawn(task(), at=AT, reason="ซ้ำ").state is TaskState.WITHDRAWN


@pytest.mark.parametrize(
    "change", [partial(done, at=AT), partial(withdrawn, at=AT), moved], ids=["done", "withdrawn", "moved"]
)
def test_a_task_ends_once(change: object) -> None:
    over = done(task(), at=AT)
    with pytest.raises(TaskIsOver) as caught:
        change(over)  # type: ignore[operator]
    assert str(caught.value) == "task:t-1 was done on 2026-11-23; only an open task can be changed"
    assert caught.value.message("th") == "task:t-1 ทำเสร็จแล้วเมื่อ 2026-11-23 แก้ไขได้เฉพาะงานที่ยังค้างอยู่"


def test_an_open_task_may_go_to_somebody_else_or_another_day() -> None:
    assert moved(task(), whom=unit_token("irqa")).waiting == "unit:irqa|2026-11-30"
    assert moved(task(), due=date(2026, 12, 1)).waiting == "person:p-1|2026-12-01"


def test_a_reopened_task_is_as_it_was() -> None:
    assert reopened(done(task(), at=AT, by="x", result="y")) == task()


def test_overdue_is_open_and_past_its_day() -> None:
    one = task()
    assert not is_overdue(one, date(2026, 11, 30))
    assert is_overdue(one, date(2026, 12, 1))
    assert not is_overdue(task(due=None), date.max)
    assert not is_overdue(done(one, at=AT), date(2026, 12, 1))


@pytest.mark.parametrize("whom", ["", "somchai", "person:", "role:director", "person:a|b", "group:x"])
def test_whom_is_a_person_a_unit_or_a_role_in_a_unit(whom: str) -> None:
    with pytest.raises(ValueError, match="whom"):
        evolve(task(), whom=whom)


def test_a_moment_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="opened_at needs a time zone"):
        task(opened_at=datetime(2026, 11, 23))  # noqa: DTZ001

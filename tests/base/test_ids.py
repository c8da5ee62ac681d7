"""Time-ordered ids."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.ids import IdSequence

MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds are naive


@given(MOMENTS)
def test_an_id_is_a_uuid_of_version_7_that_holds_its_moment(at: datetime) -> None:
    made = uuid.UUID(IdSequence().next_id(at))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    milliseconds = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert abs((made.int >> 80) - milliseconds) <= 1


@given(st.lists(MOMENTS, min_size=2, max_size=20))
def test_ids_sort_as_they_were_made_even_when_the_clock_goes_back(moments: list[datetime]) -> None:
    sequence = IdSequence()
    ids = [sequence.next_id(at) for at in moments]
    assert ids == sorted(set(ids))


def test_more_ids_than_a_millisecond_holds_keep_their_order() -> None:
    at, sequence = datetime(2026, 1, 1, tzinfo=UTC), IdSequence()
    ids = [sequence.next_id(at) for _ in range(9000)]
    assert ids == sorted(set(ids))


def test_many_ids_at_once_are_like_one_after_the_other() -> None:
    at, sequence = datetime(2026, 1, 1, tzinfo=UTC), IdSequence()
    ids = [*sequence.next_ids(at, 5000), *sequence.next_ids(at, 0), *sequence.next_ids(at, 5000), sequence.next_id(at)]
    assert ids == sorted(set(ids))
    assert len(ids) == 10_001
    assert {(made.version, made.variant) for made in map(uuid.UUID, ids)} == {(7, uuid.RFC_4122)}


def test_threads_share_a_sequence() -> None:
    at, sequence = datetime(2026, 1, 1, tzinfo=UTC), IdSequence()
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda _: sequence.next_id(at), range(2000)))
    assert len(set(ids)) == 2000


def test_two_sequences_make_different_ids() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert len({IdSequence().next_id(at) for _ in range(100)}) == 100


def test_the_time_zone_does_not_matter_but_must_be_known() -> None:
    bangkok = datetime(2026, 1, 1, 7, tzinfo=timezone(timedelta(hours=7)))
    utc = datetime(2026, 1, 1, tzinfo=UTC)
    assert IdSequence().next_id(bangkok)[:13] == IdSequence().next_id(utc)[:13]
    for at in (utc.replace(tzinfo=None), datetime(1969, 12, 31, tzinfo=UTC)):
        with pytest.raises(ValueError, match="a moment with a time zone, not before 1970"):
            IdSequence().next_id(at)

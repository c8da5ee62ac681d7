"""The canonical spelling of bodies: one for all time, whatever spells it."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.storage import chain
from orqa.storage.chain import canonical, digest_of, digest_of_salted, entry_hash, link, moment, sealer
from orqa.storage.protocol import Op

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
BODIES = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), VALUES, max_size=6)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if orjson were not installed."""
    monkeypatch.setitem(sys.modules, "orjson", None)
    chain.speller.cache_clear()
    yield
    chain.speller.cache_clear()


def spelled(body: Any) -> str:
    """The spelling as the documentation promises it, by the standard library."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@given(BODIES)
def test_a_body_has_one_spelling_whatever_spells_it(body: dict[str, Any]) -> None:
    assert canonical(body) == spelled(body)
    assert json.loads(canonical(body)) == body


@pytest.mark.parametrize("first", range(0, 0x110000, 0x1000))
def test_no_character_is_spelled_in_two_ways(first: int) -> None:
    text = "".join(chr(code) for code in range(first, first + 0x1000) if not 0xD800 <= code < 0xE000)
    assert canonical({text: text}) == spelled({text: text})


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 2**64, 10**40, True, 0])
def test_numbers_of_any_size_are_spelled(number: int) -> None:
    assert canonical({"n": number}) == spelled({"n": number})


def test_deep_data_is_spelled() -> None:
    body: dict[str, Any] = {}
    for _ in range(300):
        body = {"in": [body]}
    assert canonical(body) == spelled(body)


@pytest.mark.usefixtures("plain")
def test_the_standard_library_spells_where_orjson_is_not_installed() -> None:
    body = {"ข": 'ก\n"\\\x1f\x7f\u2028', "a": [1, None, False, {"z": 1, "y": 2}]}
    assert sys.modules["orjson"] is None
    assert canonical(body) == r'{"a":[1,null,false,{"y":2,"z":1}],"ข":"ก\n\"\\\u001f' + '\x7f\u2028"}'


def test_digests_depend_on_salt_and_body() -> None:
    one = digest_of("00", '{"a":1}')
    assert one == "0635b8e4aba5a05f481221045316de154fa3b2693e1037343149d2d465c7e16d"  # sha256sum of 00{"a":1}
    assert len({one, digest_of("01", '{"a":1}'), digest_of("00", '{"a":2}')}) == 3


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_body_in_bytes_has_the_digest_of_its_text(text: str) -> None:
    assert digest_of_salted(b"0a" + text.encode()) == digest_of("0a", text)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=10, max_size=10), st.integers(1))
def test_entries_of_one_batch_are_hashed_as_any_entry_is(texts: list[str], version: int) -> None:
    batch, at, actor, action, op, kind, identity, readers, prev, body = texts
    salted, chain = b"0a" + body.encode(), link("", "before")
    digest = digest_of_salted(salted)
    hashed = entry_hash(batch, op, kind, identity, version, at, actor, action, readers, digest, prev)
    seal = sealer(batch, at, actor, action)
    assert seal(op, kind, identity, version, readers, salted, prev, chain) == (digest, link(chain, hashed))


def test_an_entry_is_hashed_with_all_that_it_says() -> None:
    said: dict[str, Any] = {"batch": "b", "op": Op.PUT, "kind": "letter", "identity": "l", "version": 1, "at": "2026"}
    said |= {"actor": "a", "action": "x", "readers": "r s", "digest": "d", "prev": "p"}
    other: dict[str, Any] = dict.fromkeys(said, "?") | {"op": Op.TOUCH, "version": 2, "readers": "r"}
    hashes = {entry_hash(**said), *(entry_hash(**said | {name: other[name]}) for name in said)}
    assert len(hashes) == len(said) + 1


def test_the_chain_depends_on_what_came_before() -> None:
    assert link("", "a") != link("b", "a")
    assert link(link("", "a"), "b") != link(link("", "b"), "a")


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-9))])))
def test_a_moment_has_one_spelling_that_sorts_as_time(at: datetime) -> None:
    if not datetime(2, 1, 1, tzinfo=UTC) < at < datetime(9998, 1, 1, tzinfo=UTC):
        return
    text = moment(at)
    assert datetime.fromisoformat(text) == at
    assert len(text) == len("2026-11-23T02:00:00.000000Z")
    assert moment(at + timedelta(microseconds=1)) > text


def test_a_moment_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        moment(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point

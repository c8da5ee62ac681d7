"""URLs of stores: what people write, read once, and never a password in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.plugins.errors import StoreUrlNotUnderstood
from orqa.plugins.urls import StoreUrl

SCHEMES = st.from_regex(r"[a-z][a-z0-9+.-]+", fullmatch=True)
RESTS = st.text(st.characters(exclude_characters="\0"))


@given(SCHEMES, RESTS)
def test_what_is_written_is_kept(scheme: str, rest: str) -> None:
    url = StoreUrl.parse(f"{scheme}:{rest}")
    assert (url.scheme, url.rest, str(url)) == (scheme, rest, f"{scheme}:{rest}")
    assert StoreUrl.parse(str(url)) == url


@given(SCHEMES, st.text(st.characters(exclude_characters="\0/"), min_size=1))
def test_a_path_is_taken_as_written(scheme: str, name: str) -> None:
    assert StoreUrl.parse(f"{scheme}:///{name}").path == name
    assert StoreUrl.parse(f"{scheme}:////srv/{name}").path == f"/srv/{name}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("sqlite:///office.db", "office.db"),
        ("sqlite:///data/office.db", "data/office.db"),
        ("sqlite:////srv/office.db", "/srv/office.db"),
        ("sqlite:///C:/data/office.db", "C:/data/office.db"),
        ("SQLite:///สารบรรณ 2569.db", "สารบรรณ 2569.db"),
        ("sqlite:///a%20b.db", "a%20b.db"),
        ("sqlite:///a?b#c.db", "a?b#c.db"),
        ("sqlite:///../office.db", "../office.db"),
    ],
)
def test_paths(text: str, path: str) -> None:
    assert StoreUrl.parse(text).path == path


@pytest.mark.parametrize(
    "text", ["sqlite:", "sqlite:office.db", "sqlite://office.db", "sqlite://", "sqlite:///", "sqlite:////"]
)
def test_no_path(text: str) -> None:
    with pytest.raises(StoreUrlNotUnderstood) as caught:
        _ = StoreUrl.parse(text).path
    assert text in str(caught.value)
    assert "sqlite:///office.db" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "office.db", "/srv/office.db", "C:\\office.db", "c:/office.db", ":memory:", "a\0b:", "1a:x"]
)
def test_no_url(text: str) -> None:
    with pytest.raises(StoreUrlNotUnderstood) as caught:
        StoreUrl.parse(text)
    assert caught.value.url == text
    assert "is no URL of a store; write memory: for a trial, sqlite:///office.db for a file" in str(caught.value)
    assert "ไม่ใช่ URL ของที่เก็บข้อมูล" in caught.value.message("th")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("memory:", "memory:"),
        ("sqlite:///office.db", "sqlite:///office.db"),
        ("postgresql://orqa:secret@db.example/office", "postgresql://orqa:***@db.example/office"),
        ("postgresql://orqa:s:e/c@r?e#t@db.example/office", "postgresql://orqa:***@db.example/office"),
        ("postgresql://orqa@db.example/office", "postgresql://orqa@db.example/office"),
        ("postgresql:///office?user=o&password=secret&x=1", "postgresql:///office?user=o&password=***&x=1"),
        ("postgresql://h/o?sslpassword=secret", "postgresql://h/o?sslpassword=***"),
    ],
)
def test_passwords_are_not_shown(text: str, shown: str) -> None:
    assert StoreUrl.parse(text).shown == shown


def test_a_password_is_not_in_the_repr() -> None:
    assert "secret" not in repr(StoreUrl.parse("postgresql://orqa:secret@db.example/office"))

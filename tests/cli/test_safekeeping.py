"""Keeping an office over the years, from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from orqa.office.office import RECORD_TYPES
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.codec import Codec

Runner = Callable[..., Any]
CODEC = Codec(RECORD_TYPES)


@pytest.fixture
def earlier(filled: str) -> str:
    """An office as a program left it that knew fewer fields of letters."""
    store = SqliteStore(filled.removeprefix("sqlite:///"))
    kinds = [evolve(spec, fields=spec.fields[:2]) if spec.kind == "letter" else spec for spec in CODEC.kinds]
    store.upgrade(kinds, CODEC.project)
    store.close()
    return filled


def test_an_office_of_an_earlier_version_is_brought_up_to_date(earlier: str, run: Runner) -> None:
    for language, said in (("en", "orqa upgrade URL"), ("th", "orqa upgrade URL")):
        refused = run("--lang", language, "verify", earlier)
        assert (refused.code, refused.out) == (1, "")
        assert "letter" in refused.err
        assert said in refused.err
    done = run("--lang", "en", "upgrade", earlier)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("is up to date; built anew: letter.\n")
    assert run("verify", earlier).code == 0
    again = run("upgrade", ORQA_OFFICE=earlier)
    assert again.out.endswith("เป็นรุ่นปัจจุบันอยู่แล้ว\n")


def test_the_upgrade_for_programs(earlier: str, run: Runner) -> None:
    assert run("upgrade", earlier, "--json").json == {"office": earlier, "upgraded": {"letter": 3}}


def test_a_mistyped_url_leaves_nothing_behind(tmp_path: Path, run: Runner) -> None:
    done = run("--lang", "en", "upgrade", f"sqlite:///{tmp_path}/nothing.db")
    assert (done.code, list(tmp_path.iterdir())) == (1, [])
    assert "there is no such file" in done.err

"""The collector of garbage is off while a command verifies, and afterwards as it was."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orqa.cli.collecting import no_collecting
from orqa.office.office import Office
from orqa.storage.verify import Verification


def test_it_is_off_inside_and_on_again_also_after_an_error() -> None:
    seen = []
    with pytest.raises(ZeroDivisionError), no_collecting():
        seen.append(1 // gc.isenabled())
    assert (seen, gc.isenabled()) == ([], True)


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_command_verifies_without_it(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, seen = f"sqlite:///{tmp_path}/office.db", []
    assert run("init", url, "--profile", "thai-public-university").code == 0
    verify = Office.verify

    def watched(*given: Any, **more: Any) -> Verification:
        seen.append(gc.isenabled())
        return verify(*given, **more)

    monkeypatch.setattr(Office, "verify", watched)
    assert run("verify", url).code == 0
    assert (seen, gc.isenabled()) == ([False], True)

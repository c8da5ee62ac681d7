"""Promises, tests and the page that tells them belong together; the kit needs pytest only to run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import orqa.testing
from orqa.storage.errors import Conflict
from orqa.testing import StoreContract
from orqa.testing.stores import setting

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "store-contract.md").read_text(encoding="utf-8")


TOLD = re.findall(r"^\| S-(\d\d) \| .* \| `(test_\w+)` \|$", PAGE, re.MULTILINE)


def test_every_promise_names_its_test_and_every_test_has_its_promise() -> None:
    assert len(TOLD) == len(re.findall(r"^\| S-", PAGE, re.MULTILINE)) == len({number for number, _ in TOLD})
    assert sorted(test for _, test in TOLD) == sorted(name for name in dir(StoreContract) if name.startswith("test_"))
    assert [test for number, test in TOLD if not test.startswith(f"test_s{number}_")] == []


def test_promises_are_told_in_order_under_each_heading() -> None:
    for section in PAGE.split("\n## "):
        numbers = re.findall(r"^\| S-(\d\d) \|", section, re.MULTILINE)
        assert numbers == sorted(numbers)


def test_every_test_of_the_contract_is_named_by_its_promise() -> None:
    names = [name for name in dir(StoreContract) if name.startswith("test")]
    assert all(re.fullmatch(r"test_s\d\d_[a-z0-9_]+", name) for name in names)


def test_every_capability_that_the_kit_asks_for_is_on_the_page() -> None:
    folder = Path(setting.__file__).parent
    asked = {
        name for path in folder.glob("*.py") for name in re.findall(r'needs\(store, "([a-z-]+)"\)', path.read_text())
    }
    assert asked == {"durable", "shared", "read-only"}
    assert asked == set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))


def test_the_kit_imports_without_pytest_and_hypothesis() -> None:
    script = (
        "import sys\nsys.modules.update(pytest=None, hypothesis=None)\n"
        "from orqa.testing import StoreContract\nprint(StoreContract.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "StoreContract\n"


def test_importing_the_package_loads_no_contract() -> None:
    script = "import sys, orqa.testing\nprint([n for n in sys.modules if n.startswith('orqa.testing.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", orqa.testing.__all__)
def test_everything_that_the_package_offers_is_there(name: str) -> None:
    assert getattr(orqa.testing, name).__name__ == name


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        orqa.testing.Nothing  # noqa: B018 - looking is the act


@pytest.mark.parametrize("method", ["open_store", "reopen", "open_second", "open_read_only", "back_door"])
def test_what_a_subclass_must_give_says_so(method: str) -> None:
    arguments = [] if method == "open_store" else [object()]
    with pytest.raises(NotImplementedError, match=re.escape(f"{method}()")):
        getattr(StoreContract(), method)(*arguments)


def test_the_kit_s_own_assertions_fail_where_they_should() -> None:
    with pytest.raises(AssertionError, match="Conflict was not raised: why"), setting.raises(Conflict, "why"):
        pass
    with pytest.raises(KeyError), setting.raises(Conflict):
        raise KeyError
    with pytest.raises(AssertionError, match=r"(?s)the sum.*found: +1.*expected: +2"):
        setting.same(1, 2, "the sum")
    setting.same(1, 1)


def test_a_missing_capability_skips() -> None:
    class Bare:
        capabilities: frozenset[str] = frozenset()

    with pytest.raises(pytest.skip.Exception, match="'durable'"):
        setting.needs(Bare(), "durable")  # type: ignore[arg-type]

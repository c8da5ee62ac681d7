"""Starting is cheap: what is heavy loads on first use, and every module imports alone."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import orqa

HEAVY = ("cattrs", "dateutil", "click", "jinja2", "sqlite3", "holidays", "numpy", "pandas", "pluggy", "attr")
ABOUT_IT = {"orqa.storage.converter"}
"""Modules that are about one of the heavy packages and are themselves loaded on first use."""

LIGHT = ("cattrs", "dateutil", "click", "jinja2", "sqlite3", "holidays", "pluggy")


def modules() -> list[str]:
    return sorted(info.name for info in pkgutil.walk_packages(orqa.__path__, "orqa."))


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_after(statement: str, names: tuple[str, ...]) -> str:
    return run(f"{statement}\nimport sys\nprint(*[n for n in {names!r} if n in sys.modules])").strip()


def test_import_orqa_loads_nothing_heavy() -> None:
    assert loaded_after("import orqa", HEAVY) == ""


def test_base_rules_domain_storage_load_nothing_heavy() -> None:
    layers = ("orqa.base.", "orqa.rules.", "orqa.domain.", "orqa.storage.", "orqa.reporting.", "orqa.office.")
    names = [name for name in modules() if name.startswith(layers) and name not in ABOUT_IT]
    assert names
    assert loaded_after(f"import {', '.join(names)}", LIGHT) == ""


def test_the_library_opens_without_the_command_line() -> None:
    assert loaded_after("import orqa; orqa.open_office", ("click", "jinja2", "sqlite3")) == ""


def test_an_office_loads_the_areas_that_are_used(tmp_path: Path) -> None:
    """What each kind of record is, is known without its class: to print balances, nobody needs leave or agreements."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    run(
        f"import orqa\nwith orqa.open_office({url!r}, 'thai-public-university') as office:\n"
        "    office.budgets.add_line('L1', 'วัสดุ', office.year('fiscal', 2569), fund='national')"
    )
    loaded = run(
        f"import orqa, sys\nwith orqa.open_office({url!r}, read_only=True) as office:\n"
        "    assert len(office.budgets.balances(2026)) == 1\n"
        "print(*sorted({'.'.join(name.split('.')[:3]) for name in sys.modules if name.startswith('orqa.domain.')}))"
    ).split()
    assert loaded == ["orqa.domain.budgets", "orqa.domain.organization"]


UNUSED = (
    "orqa.base.calendar",
    "orqa.base.date_words",
    "orqa.base.thai",
    "orqa.base.years",
    "orqa.domain.budgets.advances",
    "orqa.domain.budgets.carry_over",
    "orqa.domain.budgets.drafts",
    "orqa.domain.budgets.flows",
    "orqa.domain.budgets.money_in",
    "orqa.domain.budgets.transfers",
    "orqa.domain.organization.approvals",
    "orqa.domain.organization.tasks",
    "orqa.office.budgets.books",
    "orqa.office.budgets.flows",
    "orqa.office.budgets.statement",
    "orqa.plugins.builtin.metrics",
    "orqa.plugins.builtin.reports",
    "orqa.reporting.model",
    "orqa.reporting.tables",
    "orqa.rules.profile",
    "orqa.rules.ruleset",
    "orqa.rules.views",
    "orqa.storage.chain",
    "orqa.storage.sql.ahead",
    "orqa.storage.sql.joined",
    "orqa.storage.sql.writing",
)
"""What makes reports, asks the rules, or writes: balances that are printed from a store need none of it."""


def test_balances_are_printed_without_reports_rules_or_writing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'office.db'}"
    run(
        f"import orqa\nwith orqa.open_office({url!r}, 'thai-public-university') as office:\n"
        "    office.budgets.add_line('L1', 'วัสดุ', office.year('fiscal', 2569), fund='national')"
    )
    reading = (
        f"import orqa\nwith orqa.open_office({url!r}, read_only=True) as office:\n"
        "    assert [balance.available for balance in office.budgets.balances(2026).values()] == [0]"
    )
    assert loaded_after(reading, UNUSED) == ""
    assert set(UNUSED) <= set(modules()), "a module that is named here is no more"


@pytest.mark.parametrize("chunk", range(8))
def test_every_module_imports_alone(chunk: int) -> None:
    """Each in a fresh interpreter state: modules that an import leaves behind are dropped before the next."""
    names = [name for name in modules()[chunk::8] if not name.endswith("__main__")]
    run(
        "import importlib, sys\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        "    for loaded in [m for m in sys.modules if m == 'orqa' or m.startswith('orqa.')]:\n"
        "        del sys.modules[loaded]\n"
    )


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = orqa.nothing

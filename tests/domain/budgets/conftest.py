"""The built-in profile of universities, loaded once."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile
from orqa.rules.ruleset import RuleSet

_FOLDERS = files("orqa.plugins.builtin.profiles")


@pytest.fixture(scope="session")
def university() -> Profile:
    return load_profile(_FOLDERS / "thai-public-university", load_profile(_FOLDERS / "national"))


@pytest.fixture(scope="session")
def rules(university: Profile) -> RuleSet:
    return university.ruleset


@pytest.fixture
def changed(university: Profile, tmp_path: Path) -> Callable[..., RuleSet]:
    """The rules of a university that sets some otherwise: ``changed("advance", most="300000")``."""

    def change(prefix: str, /, **values: str) -> RuleSet:
        folder = tmp_path / f"changed-{'-'.join(values)}"
        (folder / "rules").mkdir(parents=True)
        why = '{reason = {th = "มติสภา", en = "A resolution"}, cite = "thai-university-practice"}'
        row = '{{from = 2020-01-01, value = {}, cite = "thai-university-practice", certainty = "known"}}'
        rules = [f"[{key}]\noverride = {why}\nrows = [{row.format(value)}]\n" for key, value in values.items()]
        (folder / "rules" / f"{prefix}.toml").write_text("\n".join(rules), "utf-8")
        (folder / "sources.toml").write_text("", "utf-8")
        head = 'title = {th = "ต่าง", en = "Changed"}\nparent = "thai-public-university"\nversion = "1"\n'
        (folder / "profile.toml").write_text(f'name = "{folder.name.replace("_", "-")}"\n{head}', "utf-8")
        return load_profile(folder, university).ruleset

    return change

"""The built-in profile of universities, loaded once."""

from importlib.resources import files

import pytest

from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

_FOLDERS = files("orqa.plugins.builtin.profiles")


@pytest.fixture(scope="session")
def university() -> Profile:
    return load_profile(_FOLDERS / "thai-public-university", load_profile(_FOLDERS / "national"))


@pytest.fixture(scope="session")
def waiting(university: Profile, tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A university in which newcomers wait for six full months, also after 1 October."""
    folder = tmp_path_factory.mktemp("waiting")
    why = '{reason = {th = "ระเบียบของมหาวิทยาลัย", en = "A rule of the university"}, cite = "thai-university-practice"}'
    row = '{from = 2012-01-24, value = "until_reached", cite = "thai-university-practice", certainty = "known"}'
    (folder / "rules").mkdir()
    (folder / "rules" / "leave.toml").write_text(f"[vacation.barred]\noverride = {why}\nrows = [{row}]\n", "utf-8")
    (folder / "sources.toml").write_text("", "utf-8")
    head = 'name = "waiting"\ntitle = {th = "รอ", en = "Waiting"}\nparent = "thai-public-university"\nversion = "1"\n'
    (folder / "profile.toml").write_text(head, "utf-8")
    return load_profile(folder, university)

"""Profiles written as text, so that each test shows the file that it is about."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from orqa.rules.loader import load_profile
from orqa.rules.profile import Profile

HEAD = """
name = "{name}"
title = "A profile"
version = "1"
{more}
"""
ALONE = """
languages = ["en"]
time_zone = "UTC"
country = "XA"
currency = "EUR"
calendar = "none"
era = "common"
digits = "arabic"
"""
SOURCES = """
[law]
kind = "act"
title = "A law"
certainty = "verified"

[custom]
kind = "practice"
title = "What is done"
certainty = "known"
"""
OWN_SOURCES = """
[order]
kind = "order"
title = "An order"
certainty = "verified"
"""

Maker = Callable[..., Profile]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Mapping[str, str], str, str], Path]:
    """Write a profile folder: the given files over a sound head and sources."""

    def write_files(given: Mapping[str, str], name: str = "alone", parent: str = "") -> Path:
        folder = tmp_path / name
        head = HEAD.format(name=name, more=f'parent = "{parent}"' if parent else ALONE)
        for path, text in {"profile.toml": head, "sources.toml": OWN_SOURCES if parent else SOURCES, **given}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        return folder

    return write_files


@pytest.fixture
def make(write: Callable[[Mapping[str, str], str, str], Path]) -> Maker:
    """Write and load a profile: ``make({"rules/leave.toml": ...}, name="child", parent=profile)``."""

    def make_profile(given: Mapping[str, str], name: str = "alone", parent: Profile | None = None) -> Profile:
        return load_profile(write(given, name, parent.name if parent else ""), parent)

    return make_profile

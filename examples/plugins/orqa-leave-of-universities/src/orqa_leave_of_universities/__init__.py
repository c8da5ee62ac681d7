"""Leave of university staff by the figures of seven universities: one profile each, all of it data."""

import tomllib
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from orqa.plugins import hookimpl
from orqa.plugins.specs import ProfileSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NAMES = ("chulalongkorn", "khon-kaen", "kmutt", "mahidol", "nida", "ramkhamhaeng", "uttaradit")


def folder(name: str) -> "Traversable":
    """The files of a university's profile."""
    return files(__name__) / "profiles" / name


@hookimpl
def orqa_profiles() -> Iterator[ProfileSpec]:
    """The figures of each university, over what most of them share."""
    for name in NAMES:
        head = tomllib.loads((folder(name) / "profile.toml").read_text("utf-8"))
        yield ProfileSpec(name=name, title=head["title"], parent=head["parent"], factory=partial(folder, name))

"""Profiles that ship with orqa: Thai administration, a Thai public university, named offices, an invented country."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.plugins.builtin.profiles.named import OFFICES
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import ProfileSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(name: str) -> "Traversable":
    """The folder of a profile that ships with orqa."""
    from importlib.resources import files

    home = files(__name__)
    named = any(name == office for office, *_ in OFFICES)
    return home.joinpath("named", name) if named else home.joinpath(name)


@hookimpl
def orqa_profiles() -> Iterator[ProfileSpec]:
    """Contribute the profiles of this folder; a university lays its own over ``thai-public-university``."""
    yield ProfileSpec(
        name="national",
        title=Text.of(th="ราชการไทย", en="Thai national administration"),
        factory=partial(folder, "national"),
    )
    yield ProfileSpec(
        name="thai-public-university",
        title=Text.of(th="มหาวิทยาลัยของรัฐ", en="Thai public university"),
        parent="national",
        factory=partial(folder, "thai-public-university"),
    )
    yield ProfileSpec(
        name="example-abroad",
        title=Text.of(th="ประเทศสมมติ", en="An invented country"),
        factory=partial(folder, "example-abroad"),
    )
    for name, parent, th, en in OFFICES:
        yield ProfileSpec(name=name, title=Text.of(th=th, en=en), parent=parent, factory=partial(folder, name))

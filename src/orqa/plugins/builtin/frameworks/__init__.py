"""Frameworks of quality assurance that ship with orqa, as data."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import FrameworkSpec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(family: str) -> "Traversable":
    """The folder of a family of frameworks that ship with orqa."""
    from importlib.resources import files

    return files(__name__).joinpath(family)


_SHIPPED: tuple[tuple[str, str, str, str, Text], ...] = ()
"""Id, level, family, file and title of each."""


@hookimpl
def orqa_qa_frameworks() -> Iterator[FrameworkSpec]:
    """Contribute the frameworks of this folder."""
    for name, level, family, file, title in _SHIPPED:
        yield FrameworkSpec(name=name, title=title, level=level, file=file, factory=partial(folder, family))

"""Which evidence serves several frameworks: their crosswalks, from both sides (ตารางเทียบเคียงเกณฑ์)."""

from typing import TYPE_CHECKING

from orqa.domain.quality.crosswalks import Crosswalk
from orqa.domain.quality.reading import UnknownProfile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.office.ports import Contributions


def crosswalks_of(contributions: "Contributions", name: str) -> tuple[Crosswalk, ...]:
    """The crosswalks of a framework: those that it states, and those that others state about it, turned.

    Args:
        contributions: what plugins offer.
        name: id of the framework.

    Raises:
        UnknownContribution: when there is none of that id.
    """
    own = contributions.framework(name).crosswalks
    stated = {crosswalk.to for crosswalk in own}
    return (*own, *(crosswalk for crosswalk in _about(contributions, name) if crosswalk.to not in stated))


def _about(contributions: "Contributions", name: str) -> "Iterator[Crosswalk]":
    for other in contributions.qa_frameworks:
        try:
            framework = contributions.framework(other)
        except UnknownProfile:
            continue  # one that cannot be read without saying for whom
        for crosswalk in framework.crosswalks:
            if crosswalk.to == name and other != name:
                yield crosswalk.turned(other)

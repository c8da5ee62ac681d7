"""What is known of a document while it is read: an element that has not ended, and an item that is whole."""

from typing import TYPE_CHECKING, Any

from attrs import define, field

from orqa.base.findings import Finding
from orqa.plugins.builtin.formats.ewp.shapes import Shape

if TYPE_CHECKING:
    from collections import Counter


@define(eq=False)
class Open:
    """An element that has not ended."""

    shape: Shape
    above: "Open | None"
    values: dict[str, Any]
    line: int
    seen: int = 0
    last: int = -1
    lines: list[tuple[str, int]] = field(factory=list)
    repeated: "Counter[int] | None" = None


@define(eq=False)
class Item:
    """One whole element of a document.

    Attributes:
        fact: what it says.
        findings: what is wrong with how it stands.
        located: its parts with the line on which each begins, and those of the texts in it.
        spelled: its texts as the hash of an agreement spells them; None where they have to be spelled from a tree.
    """

    fact: Any
    findings: list[Finding]
    located: list[tuple[Any, int, list[tuple[str, int]]]]
    spelled: list[str] | None

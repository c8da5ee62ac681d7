"""The tables by which a document is read in one pass: what may stand in each element, and what it fills."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from orqa.plugins.builtin.formats.ewp.schema import ANY, Part

_KEPT: Final = 512


class Shape:
    """An element as it is read; what is worked out beforehand of a :class:`~.schema.Part`."""

    __slots__ = (
        "bit",
        "blank",
        "children",
        "counted",
        "fitting",
        "form",
        "hashed",
        "joined",
        "known",
        "leaf",
        "lists",
        "located",
        "many",
        "name",
        "number",
        "of",
        "once",
        "part",
        "plain",
        "required",
        "spelled",
        "target",
        "text_of",
    )

    def __init__(self, part: Part, number: int, uri: str, above: tuple[str, ...] = (), *, hashed: bool = False) -> None:
        path = (*above, part.name)
        self.of, self.name = part.of, part.name
        self.part, self.number, self.form, self.target = part, number, part.form, part.field
        self.bit, self.text_of = 1 << number, part.text_of
        self.once = self.bit if part.most == 1 else 0
        self.leaf, self.plain = part.form is not None, part.text_of is None
        self.hashed = part.hashed or (self.leaf and hashed)
        self.fitting: set[str] | None = None if part.form is None or part.form is ANY else set()
        self.spelled = f"_{'.'.join(path[-3:])}=" if hashed and not part.field.startswith("years") else ""
        parts = part.parts or ()
        inner = part.within or uri
        self.known = {
            (one.namespace or inner, one.name): Shape(one, place, inner, path, hashed=part.hashed)
            for place, one in enumerate(parts)
        }
        self.children: dict[str, Shape] = {}
        self.required = sum(1 << place for place, one in enumerate(parts) if one.least)
        self.many = frozenset(_several(parts))
        self.lists = tuple(sorted(self.many | ({"others"} if part.of else set())))
        joined = dict.fromkeys(one.field.split(".")[0] for one in parts if "." in one.field)
        self.joined = tuple((name, f"{name}.0", f"{name}.1") for name in joined)
        self.blank = _blank(part)
        self.counted = any(one.most is not None and one.most > 1 for one in parts)
        self.located = part.located

    def child(self, uri: str, local: str, tag: str) -> "Shape | None":
        """What an element in it is; None where it has no place in it."""
        found = self.known.get((uri, local))
        if found is not None and len(self.children) < _KEPT:
            self.children[tag] = found
        return found


def _several(parts: tuple[Part, ...]) -> set[str]:
    """The fields that elements fill more than once; also those in an element that makes no fact of its own."""
    found = {one.field for one in parts if one.most != 1 and one.field}
    for one in parts:
        if one.parts is not None and one.of is None:
            found |= _several(one.parts) | ({one.others} if one.others else set())
    return found


def _blank(part: Part) -> Mapping[str, Any]:
    """The fields of the fact of an element before anything was read."""
    if part.of is None:
        return {}
    needed = {one.name: None for one in attrs.fields(part.of) if one.default is attrs.NOTHING}
    for one in part.parts or ():
        if one.most != 1 and one.field in needed:
            needed[one.field] = ()  # type: ignore[assignment]
    return {**needed, **part.fixed}

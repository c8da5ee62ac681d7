"""Markers on the fields of records, combined with ``|`` and read by stores, codecs and reports.

>>> from attrs import fields, frozen, field
>>> @frozen
... class Note:
...     subject: str = field(metadata=searchable() | public())
>>> is_marked(fields(Note).subject, "searchable")
True
"""

from typing import Any, Literal, get_args

import attrs

Marker = Literal["indexed", "searchable", "personal", "public"]
_PREFIX = "orqa."


def indexed() -> dict[str, Any]:
    """Stores keep this field in a column of its own: it may be queried, ordered by, counted by."""
    return {_PREFIX + "indexed": True}


def searchable() -> dict[str, Any]:
    """The text of this field is found by ``contains`` queries."""
    return {_PREFIX + "searchable": True}


def personal() -> dict[str, Any]:
    """The field is personal data (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562): listed, corrected, left out."""
    return {_PREFIX + "personal": True}


def public() -> dict[str, Any]:
    """The field may be shown in a public report; what is not marked may not."""
    return {_PREFIX + "public": True}


def is_marked(attribute: "attrs.Attribute[Any]", marker: Marker) -> bool:
    """Whether a field carries ``marker``.

    Raises:
        ValueError: when there is no such marker (a typing error must not read as "no").
    """
    if marker not in get_args(Marker):
        raise ValueError(f"no marker {marker!r}; choose one of {', '.join(get_args(Marker))}")
    return bool(attribute.metadata.get(_PREFIX + marker))


def marked(record: type, marker: Marker) -> tuple[str, ...]:
    """The names of the fields of an attrs class that carry ``marker``, in order."""
    return tuple(a.name for a in attrs.fields(record) if is_marked(a, marker))

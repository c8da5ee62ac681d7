"""The base of everything that is stored."""

from collections.abc import Callable
from typing import ClassVar

from attrs import field, frozen

from orqa.base.refs import RecordRef


def shown_by(*names: str) -> Callable[["Record"], str]:
    """A ``__repr__`` that tells kind, id and these fields, and no matter: what is logged is read by others.

    A record that is restricted tells nothing but its id.
    """

    def represent(record: "Record") -> str:
        told = () if getattr(record, "restricted", None) else names
        fields = ", ".join(f"{name}={getattr(record, name)!r}" for name in ("id", *told))
        return f"{type(record).__name__}({fields})"

    return represent


@frozen(kw_only=True)
class Record:
    """A stored fact: frozen, keyword-only, identified by ``kind`` and ``id``.

    Validators of subclasses check type and shape only, never law: a later, stricter rule must not make an old
    record unloadable. Collections are tuples. Fields carry :mod:`orqa.base.markers`.

    Attributes:
        kind: stable kebab-case name of the class in stores; never changed.
        schema: version of the stored form; raised with an upcast when fields change meaning.
        indexes: groups of ``indexed()`` fields that are asked for together, the one that is ordered by last: a hint to
            stores, which may build an index for each group.
        id: time-ordered id, made by the caller with :class:`orqa.base.ids.IdSequence`.
        version: 0 before the record is stored, then 1, 2, …; no part of equality or of the stored body.
    """

    kind: ClassVar[str]
    schema: ClassVar[int] = 1
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()

    id: str
    version: int = field(default=0, eq=False)

    @property
    def ref(self) -> RecordRef:
        """How other records point here."""
        return RecordRef(self.kind, self.id)

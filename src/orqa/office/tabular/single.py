"""Takers of tables whose rows are looked at one by one, against what is kept already."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from orqa.office.tabular.tables import TableRow, Take, Taken

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.rules.views import Reading


class TakeSingle(Take):
    """Takes in rows that tell nothing of each other; what is kept is read once, and units are named by their codes.

    A subclass says what becomes of a row (:meth:`taken`) and by which keys what is kept is known (:meth:`kept`).
    """

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self._kept: frozenset[Hashable] | None = None

    def taken(self, row: TableRow, at: "datetime") -> Taken:
        """What becomes of a row; nothing is written."""
        raise NotImplementedError

    def kept(self) -> Iterable[Hashable]:
        """The keys of all that the office holds."""
        raise NotImplementedError

    def resolve(self, kind: str, text: str) -> str | None:
        """A unit by its code."""
        return text if kind == "unit" and text in self.office.organization.structure.units else None

    def look(self, rows: Sequence[TableRow], at: "datetime", reading: "Reading") -> Iterable[Taken]:
        """Each by itself."""
        del reading
        return [self.taken(row, at) for row in rows]

    def known(self, keys: Collection[Any]) -> Mapping[Any, Any]:
        """Those of the keys that are kept."""
        if self._kept is None:
            self._kept = frozenset(self.kept())
        return {key: key for key in keys if key in self._kept}

"""What is kept of a file whose letters were registered."""

from datetime import datetime
from typing import ClassVar

from attrs import field, frozen

from orqa.base.markers import indexed
from orqa.base.records import Record


@frozen(kw_only=True)
class ImportedFile(Record):
    """A file that was taken into the register, so that it is not taken twice; its id is the SHA-256 of its bytes.

    Attributes:
        file: its name, without folders.
        imported_at: when the last of it was registered.
        rows: how many rows it had.
        registered: how many letters got a number.
        numbers: the register numbers they got, as ``first-last`` of each unbroken run.
    """

    kind: ClassVar[str] = "imported-file"

    file: str
    imported_at: datetime = field(metadata=indexed())
    rows: int
    registered: int
    numbers: tuple[str, ...] = ()

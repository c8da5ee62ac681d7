"""Rows that were not taken in, in a file that can be mended in a spreadsheet and imported again."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, Severity
from orqa.base.language import Text
from orqa.base.thai import clean_text
from orqa.office.files import replacing
from orqa.reporting.guards import guarded

if TYPE_CHECKING:
    from orqa.office.ports import InputRow

WHY = Text.of(en="Why not taken in", th="เหตุที่ไม่ได้นำเข้า")
"""Head of the column that says what is wrong; a file with it was written here."""

_HEADS = frozenset(form for _, form in WHY.forms)


def is_why(head: str) -> bool:
    """Whether a head is that of the column that says what is wrong, in any language."""
    return head in _HEADS


class RejectsReplaceInput(OrqaError, ValueError):
    """The file of rejects would take the place of the file that is imported. Nothing was written."""

    code: ClassVar[str] = "rejects-replace-input"
    template: ClassVar[Text] = Text.of(
        en="the rows that are not taken in cannot go to {file}, which is the file to import; name another",
        th="เขียนแถวที่ไม่ได้นำเข้าลงใน {file} ไม่ได้ เพราะเป็นแฟ้มที่กำลังนำเข้า ให้ตั้งชื่ออื่น",
    )

    file: str


@define
class Rejects:
    """Takes rows one by one; nothing of them stays in memory.

    CSV in UTF-8 with a byte order mark, as spreadsheets like it. Invisible characters are left out, and cells that
    look like formulas are guarded; importing the file takes the guards off again.

    Attributes:
        heads: of the input file's columns.
        language: of what is said about the rows.
        count: how many were taken.
    """

    _write: Callable[[list[str]], object]
    heads: Sequence[str]
    language: str
    count: int = field(default=0, init=False)
    _heading: str = field(default="", init=False)

    def add(self, row: "InputRow", findings: Iterable[Finding]) -> None:
        """Write a row and what is wrong with it."""
        heading = getattr(row, "heading", "")
        if heading != self._heading and self.heads:
            self._heading = heading
            self._write([guarded(heading), *[""] * len(self.heads)])
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        why = "; ".join(self._told(finding) for finding in errors)
        self._write([*(guarded(clean_text(row.values.get(head, ""))) for head in self.heads), guarded(why)])
        self.count += 1

    def _told(self, finding: Finding) -> str:
        head = finding.place.column if finding.place else ""
        message = finding.message.in_language(self.language)
        return f"{head}: {message}" if head else message


@contextmanager
def writing_rejects(path: Path, source: Path, heads: Iterable[str], language: str) -> Iterator[Rejects]:
    """A file of rejects; it is opened at once, for an import whose rejects cannot be kept shall not begin.

    Args:
        path: the file; it is there at the end, also when no row was rejected, and not at all when the block fails.
        source: the file that the rows come from.
        heads: of its columns.
        language: of what is said about the rows.

    Raises:
        RejectsReplaceInput: when ``path`` is ``source``.
        OSError: when it cannot be written.
    """
    if path.exists() and path.samefile(source):
        raise RejectsReplaceInput(path.name)
    heads = [head for head in heads if not is_why(head)]
    with replacing(path) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        write = csv.writer(text).writerow
        write([*map(guarded, heads), WHY.in_language(language)])
        yield Rejects(write, heads, language)
        text.detach()

"""Taking in the rows of a whole file: the good ones are written, each bad one is a finding that says where."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.findings import Finding, Place, has_errors
from orqa.office.tabular.findings import TOO_LONG
from orqa.office.tabular.mapping import Mapping
from orqa.office.tabular.pausing import collector_resting
from orqa.office.tabular.reading import TableFile
from orqa.office.tabular.rejects import writing_rejects
from orqa.office.tabular.running import Run
from orqa.office.tabular.survey import FileRefused
from orqa.office.tabular.tables import ImportKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from orqa.office.office import Office
    from orqa.office.ports import InputRow
    from orqa.office.tabular.rejects import Rejects
    from orqa.office.tabular.tables import TableRow

BATCH = 2_000
"""Rows that are written together: large enough to be fast, small enough to keep memory and other writers easy."""


WHOLE = 20_000
"""Most rows of a file that is taken in as a whole: all are in memory, and in one batch."""


@frozen(kw_only=True)
class ImportResult:
    """What became of a file.

    Attributes:
        rows: how many it has, unreadable ones too: registered, known and refused together.
        registered: rows that were taken in.
        numbers: the register numbers they got, as (first, last) of each unbroken run.
        known: rows that had been taken in before, or stand in the file a second time.
        refused: rows that were not taken in, for the reasons that ``findings`` tell.
        findings: all that was found: about the file first, then in the order of its rows.
    """

    rows: int
    registered: int
    numbers: tuple[tuple[int, int], ...]
    known: int
    refused: int
    findings: tuple[Finding, ...]


def import_table(  # noqa: PLR0913 - what, how, and whom to tell
    office: "Office",
    path: str | Path,
    kind: ImportKind,
    *,
    format_name: str | None = None,
    mapping: Mapping | None = None,
    rejects: str | Path | None = None,
    language: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> ImportResult:
    """Take in every row of a file that can be; the others are findings.

    The columns are recognised by their heads, in each language of the profile, or as ``mapping`` says. What the office
    holds already is not taken in again: so a file may be mended and imported anew, and an import that broke off goes
    on when it is repeated.

    Args:
        office: where to.
        path: the file; its ending or ``format_name`` tells the format.
        kind: what its rows are, such as :data:`orqa.office.correspondence.importing.LETTERS`.
        format_name: name of a registered format, such as ``csv``.
        mapping: which sheet, which row is the head, which column is what, where the file does not tell it itself.
        rejects: a CSV file for the rows that are not taken in; mend it and import it.
        language: of what is said in ``rejects``; by default the office's own.
        progress: told how many rows were read, after each batch.

    Raises:
        FileRefused: when the file as a whole is not right: empty, cut off, no text.
        ColumnsNotRecognised: when it lacks a column that no row can do without.
        MappingNotUsable: when the mapping does not fit.
        RejectsReplaceInput: when ``rejects`` is the file itself.
        OrqaError: when no format fits.
        OSError: when a file cannot be read or written.
        StorageError: when the store cannot write; the batches before are kept.
    """
    file = TableFile.opened(office, Path(path), kind, format_name, mapping or Mapping())
    at = office.now()
    file.taker.begin(lambda: _sound(file, at), at)
    kept: AbstractContextManager[Rejects | None] = nullcontext()
    if rejects is not None:
        kept = writing_rejects(Path(rejects), file.path, file.heads, language or office.profile.language)
    with kept as writer, office.recorder.aside() as aside:
        run = Run(office, file, file.taker, aside, writer, progress)
        items = file.items()
        try:
            while _take(run, items):
                pass
        finally:  # what is under way will be written, whatever ended this
            run.settle()
    return _result(run)


def _take(run: Run, items: "Iterator[InputRow | Finding]") -> bool:
    """Take in what can be taken in of the next rows, together; False where there is none."""
    with collector_resting():
        whole = run.taker.whole or run.taker.together
        chunk = list(islice(items, WHOLE + 1 if whole else BATCH))
        if whole and len(chunk) > WHOLE:
            told = TOO_LONG.make(place=Place(run.file.name), most=f"{WHOLE:,}")
            raise FileRefused(run.file.name, (told,))
        if chunk:
            run.take(chunk)
        return bool(chunk)


def _result(run: Run) -> ImportResult:
    """What became of all rows."""
    place = Place(run.file.name)
    told = run.taker.told(run.known, place) if run.known else ()
    return ImportResult(
        rows=run.rows,
        registered=run.registered,
        numbers=run.taker.numbers,
        known=run.known,
        refused=run.refused,
        findings=(*run.file.findings, *run.file.told(), *told, *run.findings, *run.taker.ended(place)),
    )


def _sound(file: TableFile, at: "datetime") -> "Iterator[TableRow]":
    """The rows of a file whose cells can be read, before anything is done with them."""
    reading = file.office.profile.at(at.date()).reading()
    items = (item for item in file.items(afresh=True) if not isinstance(item, Finding))
    rows = (file.row(item, number, reading) for number, item in enumerate(items, 1))
    return (row for row in rows if not has_errors(row.findings))

"""A process that imports a file of letters in small parts; it tells how many rows are written whenever some are.

As a program: ``importers.py URL FILE ROWS``, so many rows at a time.
"""

import sys
from pathlib import Path

from offices import opened

from orqa.office.correspondence.importing import import_received
from orqa.office.tabular import importing


def main(url: str, file: str, rows: str) -> None:
    """Import the file once."""
    importing.BATCH = int(rows)
    with opened(url) as office:
        import_received(office, Path(file), progress=_tell)


def _tell(read: int) -> None:
    sys.stdout.write(f"{read}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

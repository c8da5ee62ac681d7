"""A look over a whole input file before anything of it is written."""

import hashlib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.office.ports import Contributions, InputRow
    from orqa.office.tabular.layout import Layout

_SHOWN = 3
"""How many problems of a refused file its error tells."""

NOT_KEPT = FindingKind(
    "file-not-kept",
    Severity.ERROR,
    Text.of(
        en="this is no file on a disk, and it is read more than once; save it first",
        th="นี่ไม่ใช่แฟ้มในดิสก์ และต้องอ่านมากกว่าหนึ่งครั้ง ให้บันทึกเป็นแฟ้มก่อน",
    ),
)
NO_ROWS = FindingKind(
    "file-without-rows",
    Severity.ERROR,
    Text.of(en="the file holds no rows", th="แฟ้มไม่มีแถวข้อมูล"),
)

_AT = Text.of(en="{place}: {message}", th="{place}: {message}")


class FileRefused(OrqaError, ValueError):
    """A file is not what it should be as a whole (cut off, empty, no text …): nothing of it was written."""

    code: ClassVar[str] = "file-refused"
    template: ClassVar[Text] = Text.of(
        en="{file} was not imported and nothing was written: {findings}",
        th="ไม่ได้นำเข้า {file} และไม่มีการบันทึกใด ๆ: {findings}",
    )

    file: str
    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, object]:
        """The file, and its findings with their lines, joined."""
        return {"file": self.file, "findings": joined(map(_told, self.findings), "; ")}


@frozen
class Survey:
    """What a file is like.

    Attributes:
        heads: of its columns; of JSON lines, the names of all objects.
        digest: SHA-256 of its bytes.
        items: its rows and findings, from the first on, where the look did not go to the end; to be read once.
    """

    heads: tuple[str, ...]
    digest: str
    items: "Iterator[InputRow | Finding] | None" = None


def survey(contributions: "Contributions", path: Path, format_name: str | None, layout: "Layout") -> Survey:
    """Read the file to its end, so that half a file is not imported by half.

    Raises:
        FileRefused: when an error concerns the file as a whole (its code begins with ``file-``), or no row can be
            read.
        OSError: when the file cannot be read.
    """
    if path.exists() and not path.is_file():
        raise FileRefused(path.name, (NOT_KEPT.make(place=Place(path.name)),))
    certain = contributions.is_whole(path, format_name)
    heads: dict[str, None] = {}
    last: tuple[str, ...] = ()
    whole: list[Finding] = []
    first: list[Finding] = []
    items = contributions.read_rows(path, format_name, layout)
    looked_at = list(_to_first_row(items)) if certain else items
    for item in looked_at:
        if not isinstance(item, Finding):
            if (names := tuple(item.values)) != last:
                last = names
                heads.update(dict.fromkeys(names))
        elif concerns_file(item):
            whole.append(item)
        elif item.severity is Severity.ERROR and not heads and len(first) < _SHOWN:
            first.append(item)
    if not heads and not whole:
        whole = first or [NO_ROWS.make(place=Place(path.name))]
    if whole:
        raise FileRefused(path.name, tuple(whole))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Survey(tuple(heads), digest, chain(looked_at, items) if certain else None)


def _to_first_row(items: "Iterator[InputRow | Finding]") -> "Iterator[InputRow | Finding]":
    for item in items:
        yield item
        if not isinstance(item, Finding):
            return


def concerns_file(finding: Finding) -> bool:
    """Whether an error is about the file as a whole and not about one of its rows."""
    return finding.severity is Severity.ERROR and finding.code.startswith("file-")


def _told(finding: Finding) -> Text:
    at_line = finding.place is not None and finding.place.line
    return _AT.fill(place=finding.place, message=finding.message) if at_line else finding.message

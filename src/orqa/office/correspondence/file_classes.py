"""Of what class of retention the letters of a file are (รหัสแฟ้ม): the file plan says it, where nobody says otherwise."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.storing import FileCode, StoredLetter

if TYPE_CHECKING:
    from orqa.reporting.context import SnapshotReader


def file_classes(reader: "SnapshotReader") -> Mapping[str, str]:
    """The class of each code of the file plan that has one, of its own or by a subject above it."""
    plan = {str(code): (str(parent or ""), str(own or "")) for code, parent, own in reader.rows(FileCode.kind, _FIELDS)}
    return {code: found for code in plan if (found := _class_of(code, plan))}


_FIELDS = ("id", "parent", "retention")


def class_by_file(reader: "SnapshotReader", letter: RecordRef) -> str:
    """The class of the file that a letter is kept in; empty where it is in none, or its file has none."""
    (stored,) = reader.get_many([RecordRef(StoredLetter.kind, letter.id)])
    code = stored.body.get("code", "") if stored else ""
    return file_classes(reader).get(code, "") if code else ""


def _class_of(code: str, plan: Mapping[str, tuple[str, str]]) -> str:
    seen: set[str] = set()
    while code in plan and code not in seen:
        seen.add(code)
        parent, own = plan[code]
        if own:
            return own
        code = parent
    return ""

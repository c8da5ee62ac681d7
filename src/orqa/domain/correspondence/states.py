"""What becomes of a register number: reserved, registered, void, raised; it only ever goes forward."""

from collections.abc import Mapping
from typing import Final

from orqa.base.language import Text
from orqa.domain.correspondence.records import EntryState

NEXT: Final[Mapping[EntryState, tuple[EntryState, ...]]] = {
    "reserved": ("registered", "void"),
    "registered": ("void", "raised", "lowered"),
    "void": (),
    "raised": ("void", "lowered"),
    "lowered": ("void",),
}
"""The states that may follow each."""

TITLES: Final[Mapping[EntryState, Text]] = {
    "registered": Text.of(en="registered", th="ลงทะเบียนแล้ว"),
    "reserved": Text.of(en="reserved", th="จองเลข"),
    "void": Text.of(en="void", th="ยกเลิก"),
    "raised": Text.of(en="raised to secret", th="ลับ"),
    "lowered": Text.of(en="secret no longer", th="ยกเลิกชั้นความลับ"),
}


def noted(state: EntryState, reason: str, note: str, language: str) -> str:
    """What stands in the note of a line: its state where it is not the usual one, why, and the remark."""
    if state == "registered":
        return note
    marked = TITLES[state].in_language(language)
    return " · ".join(filter(None, (f"{marked}: {reason}" if reason else marked, note)))

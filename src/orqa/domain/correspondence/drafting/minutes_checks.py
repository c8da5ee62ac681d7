"""Minutes: a quorum, a resolution for each item to be decided, times in their order (รายงานการประชุม)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from orqa.base.digits import to_arabic_digits
from orqa.base.findings import Finding
from orqa.domain.correspondence.drafting import findings as kinds

if TYPE_CHECKING:
    from orqa.domain.correspondence.drafting.checks import Checked

_ITEM = re.compile(r"^\s*(?:ระเบียบ)?วาระที่|^\s*Item\s+\d", re.IGNORECASE)
_RESOLUTION = re.compile("มติที่ประชุม|ที่ประชุมมีมติ|ที่ประชุมรับทราบ|ที่ประชุมรับรอง|resolved|resolution|noted", re.IGNORECASE)
_QUORUM = re.compile("องค์ประชุม|quorum", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})[.:](\d\d)")


def check_minutes(checked: "Checked") -> Iterator[Finding]:
    """Go over minutes; nothing for any other paper."""
    draft = checked.draft
    if draft.letter_kind != "minutes":
        return
    agenda = draft.lines("agenda")
    if agenda and not any(map(_QUORUM.search, agenda)):
        yield checked.found(kinds.NO_QUORUM, "agenda")
    for item, told in _items(agenda):
        if not any(map(_RESOLUTION.search, (item, *told))):
            yield checked.found(kinds.NO_RESOLUTION, "agenda", item=item[:60])
    opened, closed = (_minutes(draft.text(name)) for name in ("opened", "closed"))
    if opened is not None and closed is not None and closed < opened:
        told_times: dict[str, Any] = {"opened": draft.text("opened"), "closed": draft.text("closed")}
        yield checked.found(kinds.TIMES_REVERSED, "closed", **told_times)


def _items(lines: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each item of the agenda with what follows it."""
    starts = [number for number, line in enumerate(lines) if _ITEM.search(line)]
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=False):
        yield lines[start], lines[start + 1 : end]


def _minutes(text: str) -> int | None:
    found = _TIME.search(to_arabic_digits(text))
    return int(found[1]) * 60 + int(found[2]) if found else None

"""Enclosures: those that the text names, those that are listed, and how many (สิ่งที่ส่งมาด้วย)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.base.findings import Finding
from orqa.domain.correspondence.drafting import findings as kinds

if TYPE_CHECKING:
    from orqa.domain.correspondence.drafting.checks import Checked

_NAMED = re.compile(
    "สิ่งที่ส่งมาด้วย|ดังแนบ|เอกสารแนบ|ที่แนบมา|แนบมาพร้อม|ตามเอกสารที่ส่ง|enclosed|attached|enclosure", re.IGNORECASE
)
_COUNTED = re.compile(
    r"จำนวน|[\d๐-๙]+\s*(?:ฉบับ|ชุด|แผ่น|หน้า|เล่ม|รายการ|copy|copies|page|pages|set|sets|item|items)|\(\d+\)"
)


def check_enclosures(checked: "Checked") -> Iterator[Finding]:
    """Compare what the text says with what is listed."""
    draft = checked.draft
    if not any(part.name == "enclosures" for part in checked.form):
        return
    listed = draft.lines("enclosures")
    named = _NAMED.search(draft.text("body"))
    if named and not listed:
        yield checked.found(kinds.ENCLOSURE_NOT_LISTED, "enclosures", checked.cites(), words=named[0])
    if listed and not named:
        yield checked.found(kinds.ENCLOSURE_NOT_NAMED, "body", checked.cites())
    for one in listed:
        if not _COUNTED.search(one):
            yield checked.found(kinds.ENCLOSURE_UNCOUNTED, "enclosures", checked.cites(), enclosure=one)

"""Going over one draft field by field, and keeping what is found."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any
from unicodedata import category

import attrs
from attrs import define, field

from orqa.base.citations import Citation
from orqa.base.findings import Finding, FindingKind
from orqa.base.language import Text
from orqa.base.thai import clean_text, is_plainly_clean
from orqa.domain.correspondence import findings as kinds
from orqa.domain.correspondence.drafts import ReceivedDraft, SentDraft
from orqa.domain.correspondence.numbering import RECEIVED
from orqa.domain.correspondence.refusals import LONGEST
from orqa.rules.profile import Profile
from orqa.rules.views import Reading

LONGEST_TEXT = 2000
"""Longest text of a field, in characters: some twenty lines, more than any line of a register shows.

A technical limit against a whole file in one field; no rule sets one.
"""

TITLES = {
    "reference": Text.of(en="The number", th="เลขที่หนังสือ"),
    "dated": Text.of(en="The date", th="วันที่ของหนังสือ"),
    "sender": Text.of(en="The sender", th="ผู้ส่ง"),
    "recipient": Text.of(en="The recipient", th="ผู้รับ"),
    "subject": Text.of(en="The subject", th="เรื่อง"),
    "letter_kind": Text.of(en="The kind", th="ชนิดหนังสือ"),
    "urgency": Text.of(en="The urgency", th="ชั้นความเร็ว"),
    "secrecy": Text.of(en="The secrecy", th="ชั้นความลับ"),
    "note": Text.of(en="The note", th="หมายเหตุ"),
    "unit_code": Text.of(en="The unit code", th="รหัสหน่วยงาน"),
    "reference_missing": Text.of(en="The reason for no number", th="เหตุที่ไม่มีเลขที่"),
    "dated_missing": Text.of(en="The reason for no date", th="เหตุที่ไม่มีวันที่"),
}
"""What each field of a draft is called in messages."""

_MAY_BE_NONE = {"reference", "dated"}
_TEXTS = {
    draft: attrgetter(*(name for name in TITLES if name in attrs.fields_dict(draft) and name not in _MAY_BE_NONE))
    for draft in (ReceivedDraft, SentDraft)
}
_LIMITS = {"reference": LONGEST}


@define
class Inspection:
    """One draft under inspection.

    Attributes:
        profile: of the office.
        reading: of its rules; what is read here is what the decision cites.
        draft: what was entered.
        on: the day of registering.
        register: code of the register that the document is for; a secret one may turn out to be.
        direction: ``received`` or ``sent``.
        clearance: rank of secrecy up to which a register of secret matter may be chosen.
        findings: what was found so far.
        refused: fields whose content could not be used, so that nobody calls them missing as well.
        elsewhere: whether the document belongs into no register, or into another one; then nothing more is asked.
        clean: whether no text of the draft is too long or needs cleaning, by one look at all; so it is with most.
    """

    profile: Profile
    reading: Reading
    draft: ReceivedDraft | SentDraft
    on: date
    register: str = RECEIVED
    direction: str = "received"
    clearance: int = 0
    findings: list[Finding] = field(factory=list)
    refused: set[str] = field(factory=set)
    elsewhere: bool = False
    clean: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        draft = self.draft
        dated, reference = draft.dated, getattr(draft, "reference", None) or ""
        text = "|".join((*_TEXTS[type(draft)](draft), reference, dated if isinstance(dated, str) else ""))
        self.clean = len(text) <= LONGEST_TEXT and len(reference) <= LONGEST and is_plainly_clean(text)

    def found(self, kind: FindingKind, name: str, citations: Iterable[Citation] = (), /, **values: Any) -> None:
        """Keep a finding about the field ``name``."""
        self.findings.append(kind.make(field=name, place=self.draft.place, citations=citations, **values))

    def refuse(self, kind: FindingKind, name: str, citations: Iterable[Citation] = (), /, **values: Any) -> None:
        """Keep a finding that leaves the field without a usable value."""
        self.refused.add(name)
        self.found(kind, name, citations, **values)

    def citations(self, key: str, **dims: str) -> tuple[Citation, ...]:
        """The clauses of a rule, for a finding."""
        return self.reading.view.row(key, dims).citations

    def text(self, name: str) -> str:
        """The text of a field as a reader sees it; empty where it is too long to be one."""
        value: str | None = getattr(self.draft, name)
        if not value:
            return ""
        if self.clean:
            return value.strip(" ")
        limit = _LIMITS.get(name, LONGEST_TEXT)
        if len(value) > limit:
            self.refuse(kinds.TOO_LONG, name, title=TITLES[name], length=f"{len(value):,}", limit=f"{limit:,}")
            return ""
        clean = clean_text(value)
        if clean != value and (count := _invisible(value)):
            self.found(kinds.CLEANED, name, title=TITLES[name], count=count)
        return clean


def _invisible(text: str) -> int:
    """How many characters nobody sees, white space aside."""
    return sum(not c.isspace() and category(c) in {"Cc", "Cf", "Cs"} for c in text)

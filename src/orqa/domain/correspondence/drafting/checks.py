"""What to look at in a draft before it goes on its way (การตรวจร่าง): form, receiver, numbers, enclosures, minutes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.findings import Finding, FindingKind
from orqa.base.language import Text
from orqa.base.thai import search_key
from orqa.domain.correspondence.citing import parse_citation
from orqa.domain.correspondence.drafting import findings as kinds
from orqa.domain.correspondence.drafting.addressing import CLASSES, ORDINARY, address_of, class_of, high_office
from orqa.domain.correspondence.drafting.enclosure_checks import check_enclosures
from orqa.domain.correspondence.drafting.forms import PARTS, FormPart, form_of
from orqa.domain.correspondence.drafting.minutes_checks import check_minutes
from orqa.domain.correspondence.drafting.text_checks import check_words
from orqa.rules.vocabulary import Term

if TYPE_CHECKING:
    from orqa.base.citations import Citation
    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.domain.correspondence.layout.making import PaperFacts
    from orqa.rules.profile import Profile
    from orqa.rules.views import Reading

POWER: Final = "draft.power_words"
_WITH_POWER: Final = frozenset({"order", "rule", "bylaw"})
_UNIT_CODE: Final = "{unit_code}"
_MANY: Final = ("ทุก", "ทั้งหมด", "และ", ",", "all ")
"""Words by which a receiver is several."""


@frozen(kw_only=True)
class Checked:
    """A draft under the eyes of whoever checks it.

    Attributes:
        profile: of the office.
        reading: of the rules that hold.
        draft: the draft.
        facts: what the office knows besides.
        pattern: how its number will be printed; empty for none.
        unit_code: of the unit; empty where it has none.
    """

    profile: "Profile"
    reading: "Reading"
    draft: "Draft"
    facts: "PaperFacts"
    pattern: str = ""
    unit_code: str = ""

    def found(self, kind: FindingKind, name: str = "", cites: "tuple[Citation, ...]" = (), /, **values: Any) -> Finding:
        """A finding about a part of the draft."""
        return kind.make(record=self.draft.ref, field=name, citations=cites, **values)

    @property
    def form(self) -> tuple[FormPart, ...]:
        """The parts of its form."""
        return form_of(self.reading, self.draft.form)

    def cites(self) -> "tuple[Citation, ...]":
        """The clauses of its form."""
        return self.reading.view.row("draft.form", {"form": self.draft.form}).citations

    def title(self, part: str) -> Text:
        """What people call a part."""
        term = self.reading.view.vocabulary(PARTS).get(part)
        return term.title if term else Text.of(en=part)

    @property
    def kind(self) -> Term:
        """Of the paper."""
        return self.reading.view.vocabulary("letter-kind")[self.draft.letter_kind]


def check_draft(checked: Checked) -> tuple[Finding, ...]:
    """All that is to be looked at in a draft, in the order of its form; errors keep it from being proposed."""
    checks = (_form, _power, _receiver, _numbers, check_words, check_enclosures, check_minutes, _circular, _signatures)
    return tuple(finding for check in checks for finding in check(checked))


def _form(checked: Checked) -> Iterator[Finding]:
    """Parts that the form asks for, and those that it does not have."""
    draft, has = checked.draft, {part.name for part in checked.form}
    written = {"subject": draft.subject, "recipient": draft.recipient, "salutation": draft.recipient}
    if draft.language != "th":
        written["salutation"] = "always"
    terms = checked.reading.view.vocabulary(PARTS)
    for part in checked.form:
        term = terms.get(part.name)
        asked = part.needed and ((term and term.extra["written"]) or part.name in written)
        generated = part.name in {"closing", "agency"}
        if asked and not generated and not (written.get(part.name) or draft.lines(part.name)):
            yield checked.found(kinds.PART_MISSING, part.name, checked.cites(), part=checked.title(part.name))
    if draft.letter_kind != "minutes" and not draft.subject and "subject" not in has:
        yield checked.found(kinds.PART_MISSING, "subject", checked.cites(), part=checked.title("subject"))
    for name, kind, field in (
        ("closing", kinds.CLOSING_ON_MEMO, "closing"),
        ("salutation", kinds.SALUTATION_NOT_USED, "salutation"),
    ):
        if name not in has and draft.lines(name):
            shown = {field: draft.text(name), "kind": checked.kind.title}
            yield checked.found(kind, name, checked.cites(), **shown)
    if not draft.signature and not draft.lines("signer") and "signature" in has:
        yield checked.found(kinds.SIGNER_UNKNOWN, "signer")


def _power(checked: Checked) -> Iterator[Finding]:
    """Orders and rules say by which power."""
    if checked.draft.letter_kind not in _WITH_POWER:
        return
    words = checked.reading.value(POWER)
    text = " ".join((*checked.draft.lines("body"), *checked.draft.lines("articles")))
    if not any(word in text for word in words):
        cites = checked.reading.view.row(POWER, {}).citations
        yield checked.found(kinds.NO_POWER, "body", cites, kind=checked.kind.title, words=words[0])


def _receiver(checked: Checked) -> Iterator[Finding]:
    """Salutation and closing, by whom it is for."""
    names = {part.name for part in checked.form}
    if not names & {"salutation", "closing"} or not checked.draft.recipient:
        return
    yield from _thai_receiver(checked, names) if checked.draft.language == "th" else _english_receiver(checked)


def _thai_receiver(checked: Checked, names: set[str]) -> Iterator[Finding]:
    draft, reading = checked.draft, checked.reading
    address = address_of(reading, draft)
    cites = reading.view.vocabulary(CLASSES)[address.code].citations
    salutation, closing = draft.text("salutation"), draft.text("closing")
    if not address.is_generated:
        if not salutation or ("closing" in names and not closing):
            yield checked.found(kinds.BY_HAND, "salutation", cites, recipient=draft.recipient)
        return
    due = class_of(reading, draft.recipient)
    expected = reading.view.vocabulary(CLASSES)[due].extra["salutation"]
    if expected and expected != address.salutation and due != ORDINARY:
        told = {"recipient": draft.recipient, "expected": expected, "found": address.salutation}
        yield checked.found(kinds.CLASS_UNFIT, "recipient", cites, **told)
    office = high_office(reading, draft.recipient)
    if office is not None and office.certainty.value == "uncertain":
        told = {"recipient": office.title, "expected": address.salutation}
        yield checked.found(kinds.CLASS_UNCERTAIN, "recipient", office.citations, **told)
    if salutation and search_key(salutation) != search_key(address.salutation):
        told = {"recipient": draft.recipient, "expected": address.salutation, "found": salutation}
        yield checked.found(kinds.SALUTATION_UNFIT, "salutation", cites, **told)
    if "closing" in names and closing and search_key(closing) != search_key(address.closing):
        told = {"salutation": salutation or address.salutation, "expected": address.closing, "found": closing}
        yield checked.found(kinds.CLOSING_UNFIT, "closing", cites, **told)


def _english_receiver(checked: Checked) -> Iterator[Finding]:
    draft = checked.draft
    address = address_of(checked.reading, draft)
    closing, salutation = draft.text("closing"), draft.text("salutation")
    if closing and search_key(closing) != search_key(address.closing):
        told = {"salutation": salutation or address.salutation, "expected": address.closing, "found": closing}
        yield checked.found(kinds.CLOSING_UNFIT, "closing", checked.cites(), **told)
    if not salutation and "Sir or Madam" in address.salutation:
        yield checked.found(kinds.NAME_NEEDED, "greeting", checked.cites(), salutation=address.salutation)


def _numbers(checked: Checked) -> Iterator[Finding]:
    """Its own number, and those of the letters that it refers to."""
    if _UNIT_CODE in checked.pattern and not checked.unit_code:
        unit = checked.draft.unit or checked.facts.agency or Text.of(en="the office", th="หน่วยงาน")
        yield checked.found(kinds.CODE_MISSING, "number", checked.cites(), unit=unit)
    for reference in checked.draft.lines("references"):
        if checked.draft.language == "th" and not _is_complete(reference):
            yield checked.found(kinds.REFERENCE_INCOMPLETE, "references", checked.cites(), reference=reference)


def _is_complete(reference: str) -> bool:
    """Whether kind and agency, number and date stand in a reference."""
    try:
        _, dated = parse_citation(reference)
    except OrqaError:
        return False
    return dated is not None and "ที่" in reference and not reference.lstrip().startswith("ที่")


def _circular(checked: Checked) -> Iterator[Finding]:
    draft = checked.draft
    if draft.circular and draft.recipient and not any(word in draft.recipient for word in _MANY):
        yield checked.found(kinds.CIRCULAR_TO_ONE, "recipient", recipient=draft.recipient)


def _signatures(checked: Checked) -> Iterator[Finding]:
    draft = checked.draft
    if draft.signatures and draft.signature is None:
        last = draft.signatures[-1]
        yield checked.found(kinds.SIGNATURE_VOID, "signature", name=last.name, why=last.voided_because)

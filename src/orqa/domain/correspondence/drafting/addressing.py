"""Salutation and closing by whom a letter is for (คำขึ้นต้นและคำลงท้าย, ภาคผนวก 2 and 4)."""

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.thai import search_key
from orqa.domain.correspondence.terms import find_code

if TYPE_CHECKING:
    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.rules.views import Reading
    from orqa.rules.vocabulary import Term

CLASSES: Final = "recipient-class"
OFFICES: Final = "high-office"
ENGLISH: Final = "english-address"
ORDINARY: Final = "ordinary"
HIGH: Final = "high-office"
UNKNOWN_SEX: Final = "sir-or-madam"
FORMAL: Final = "formal-note"

_NO_NAME: Final = "Sir or Madam"
_ROYAL = re.compile(
    "^(พระบาทสมเด็จพระ|สมเด็จพระ(?!สังฆราช(?!เจ้า)|ราชาคณะ|พุฒ|มหา|วัน|ธีร|ญาณ|พุทธ|อริย|อุดม)|สมเด็จเจ้าฟ้า|พระเจ้าวรวงศ์เธอ|พระวรวงศ์เธอ|พระองค์เจ้า)"
)


@frozen(kw_only=True)
class Address:
    """How a paper speaks to whom it is for.

    Attributes:
        code: of the vocabulary ``recipient-class`` or ``english-address``.
        salutation: in Thai the word before the receiver (เรียน), in English the whole line.
        closing: its complimentary close; empty where the forms give none.
        honorific: what stands before the name in an address in English.
        is_generated: whether these words may be written without a human who knows (not for the royal family).
    """

    code: str
    salutation: str
    closing: str
    honorific: str = ""
    is_generated: bool = True


def address_of(reading: "Reading", draft: "Draft") -> Address:
    """How a draft speaks to its receiver, by the class that it names, else by the receiver's office."""
    if draft.language != "th":
        return _english(reading, draft)
    term = reading.term(CLASSES, draft.recipient_class or class_of(reading, draft.recipient))
    extra = term.extra
    return Address(
        code=term.code,
        salutation=extra["salutation"],
        closing=extra["closing"],
        is_generated=bool(extra["generated"]),
    )


def class_of(reading: "Reading", recipient: str) -> str:
    """The class that a receiver belongs to by name: a high office, the royal family, monks, else an ordinary one."""
    name = recipient.strip()
    if _ROYAL.match(name):
        return "royal"
    for term in reading.view.vocabulary(CLASSES).values():
        if name.startswith(tuple(filter(None, term.extra.get("begins", "").split("|")))):
            return term.code
    return HIGH if high_office(reading, recipient) else ORDINARY


def high_office(reading: "Reading", recipient: str) -> "Term | None":
    """The high office that a receiver is, whatever stands behind its title; None for any other."""
    wanted = search_key(recipient)
    for term in reading.view.vocabulary(OFFICES).values():
        names = [*(form for _, form in term.title.forms), *filter(None, term.extra.get("also", "").split("|"))]
        for name in map(search_key, names):
            if wanted == name or (wanted.startswith(name) and wanted[len(name) : len(name) + 1] in " (,"):
                return term
    return None


def read_class(reading: "Reading", written: str, language: str) -> str | None:
    """The code of a class that somebody writes by code or title; None where there is none."""
    return find_code(reading.view.vocabulary(CLASSES if language == "th" else ENGLISH), written)


def _english(reading: "Reading", draft: "Draft") -> Address:
    term = reading.term(ENGLISH, draft.recipient_class or UNKNOWN_SEX)
    style = "formal" if draft.english_form == FORMAL else "informal"
    salutation = term.extra[style].replace("{greeting}", draft.text("greeting") or _NO_NAME)
    return Address(
        code=term.code,
        salutation=salutation,
        closing=term.extra[f"{style}_close"],
        honorific=term.extra.get("honorific", ""),
    )

"""The form of a paper: which parts it has, in what order, as the rule ``draft.form`` says (แบบหนังสือ)."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from orqa.base.language import Text
from orqa.rules.errors import UnknownParameter
from orqa.rules.views import Reading, View
from orqa.rules.vocabulary import Term

FORM: Final = "draft.form"
PARTS: Final = "draft-part"
EXTRA: Final = ("greeting", "signer", "meeting", "contact")
"""Parts that others take words from: whom an English salutation names, who is to sign, which meeting, the phone."""


@frozen(kw_only=True)
class FormPart:
    """One part of a form.

    Attributes:
        name: code of the vocabulary ``draft-part``.
        style: how it stands on the paper, see the rule ``layout.style``.
        label: the words before it; None for none.
        needed: whether the form asks for it.
        numbered: ``plain`` or ``article`` where its items are numbered; empty where not.
        fixed: its words, the same on each paper.
        before: words in front of its first paragraph.
        era: whether its date names the era.
        joined: whether the label stands without a space before the words.
        bracketed: whether label and words stand in brackets.
    """

    name: str
    style: str
    label: Text | None = None
    needed: bool = False
    numbered: str = ""
    fixed: Text | None = None
    before: Text | None = None
    era: bool = False
    joined: bool = False
    bracketed: bool = False


_TEXTS: Final = ("label", "fixed", "before")


def form_of(reading: Reading, form: str) -> tuple[FormPart, ...]:
    """The parts of a form, in order."""
    return tuple(map(_part, reading.value(FORM, form=form)))


def _part(row: Mapping[str, Any]) -> FormPart:
    texts: dict[str, Any] = {name: Text.from_value(row[name]) for name in _TEXTS if name in row}
    rest = {name: value for name, value in row.items() if name not in {*_TEXTS, "part"}}
    return FormPart(name=row["part"], **rest, **texts)


def forms_known(view: View) -> tuple[str, ...]:
    """The forms that the profile has; none where nothing is drafted under it."""
    try:
        return tuple(view.parameter(FORM).dimensions["form"])
    except UnknownParameter:
        return ()


def writable(reading: Reading, form: str) -> tuple[str, ...]:
    """The names of the parts that people write for a form, in its order, and those of every paper."""
    terms = reading.view.vocabulary(PARTS)
    own = [part.name for part in form_of(reading, form) if _is_written(terms.get(part.name))]
    return (*own, *(name for name in EXTRA if name not in own))


def _is_written(term: Term | None) -> bool:
    return term is not None and bool(term.extra.get("written"))

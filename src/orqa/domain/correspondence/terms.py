"""From what people write to the codes of a profile's vocabulary."""

from collections.abc import Mapping
from functools import lru_cache

from orqa.base.thai import search_key
from orqa.rules.vocabulary import Term, Vocabulary


def find_code(vocabulary: Vocabulary, text: str) -> str | None:
    """The code that ``text`` names, whatever its case and spaces; else None.

    A code, a title in any language, or one of the further names that a term lists in its field ``also``.
    """
    return text if text in vocabulary else _codes_by_title(vocabulary).get(search_key(text))


def unmarked(vocabulary: Vocabulary) -> str:
    """The code that holds where nothing is printed: levels are listed rising, the ordinary one first."""
    return next(iter(vocabulary.terms))


def kind_in_front(vocabulary: Vocabulary, text: str) -> tuple[frozenset[str], str]:
    """The codes that the words in front of a number name, and the rest: ``คำสั่ง 12/2569`` is an order's ``12/2569``.

    No code where no kind stands in front; several where a word names several.
    """
    text = text.strip()
    folded = text.casefold()
    for form, codes in _by_name(vocabulary):
        if folded.startswith(form):
            return codes, text[len(form) :]
    return frozenset(), text


@lru_cache(maxsize=64)
def _by_name(vocabulary: Vocabulary) -> tuple[tuple[str, frozenset[str]], ...]:
    """Names in lower case, the longest first, with the codes of the terms that have them."""
    found: dict[str, set[str]] = {}
    for code, term in vocabulary.items():
        for form in _names(term):
            if len(form) == len(form.casefold()):
                found.setdefault(form.casefold(), set()).add(code)
    return tuple((form, frozenset(found[form])) for form in sorted(found, key=len, reverse=True))


@lru_cache(maxsize=64)
def _codes_by_title(vocabulary: Vocabulary) -> Mapping[str, str]:
    by_title = {search_key(form): code for code, term in vocabulary.items() for form in _names(term)}
    return by_title | {search_key(code): code for code in vocabulary}


def _names(term: Term) -> list[str]:
    return [*(form for _, form in term.title.forms), *filter(None, term.extra.get("also", "").split("|"))]

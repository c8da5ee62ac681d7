"""From what people write to the codes of a profile's vocabulary."""

from collections.abc import Mapping
from functools import lru_cache

from orqa.base.language import Text
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


def titles(vocabulary: Vocabulary) -> Text:
    """What may be chosen, for a message: the titles in each language."""
    every = [term.title for term in vocabulary.values()]
    return Text.of(**{lang: ", ".join(title.in_language(lang) for title in every) for lang in ("en", "th")})


@lru_cache(maxsize=64)
def _codes_by_title(vocabulary: Vocabulary) -> Mapping[str, str]:
    by_title = {search_key(form): code for code, term in vocabulary.items() for form in _names(term)}
    return by_title | {search_key(code): code for code in vocabulary}


def _names(term: Term) -> list[str]:
    return [*(form for _, form in term.title.forms), *filter(None, term.extra.get("also", "").split("|"))]

"""Titles of terms in messages."""

from collections.abc import Iterable

from orqa.base.language import Text
from orqa.rules.vocabulary import Term


def titles_of(terms: Iterable[Term]) -> Text:
    """The titles of terms, side by side, in each language that one of them has."""
    titles = [term.title for term in terms]
    languages = dict.fromkeys(language for title in titles for language in title.languages) or ["en"]
    return Text(tuple((lang, ", ".join(title.in_language(lang) for title in titles) or "–") for lang in languages))

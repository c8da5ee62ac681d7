"""The kind of an agreement by the words that a register prints, in a column or behind a name (ประเภทข้อตกลง)."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from attrs import field, frozen

from orqa.base.thai import search_key
from orqa.rules.vocabulary import Term

_WITHIN: Final = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<kind>[^()\[\]]+(?:\([^()]*\)[^()\[\]]*)?)[)\]]\s*$", re.DOTALL)
_AFTER: Final = re.compile(r"^(?P<name>.*\S)\s+[-–—:]\s+(?P<kind>[^()\[\]]+)$", re.DOTALL)
_LETTERS: Final = re.compile(r"[^\w\u0e00-\u0e7f]+|_")
_ANY: Final = "*"
"""Stands for any words between two others."""


class Named(NamedTuple):
    """A partner's name, parted from the kind that stood behind it.

    Attributes:
        name: of the partner.
        printed: the kind as it was printed; empty where there was none.
        code: of the kind; empty where there was none.
    """

    name: str
    printed: str = ""
    code: str = ""


@frozen
class PrintedKinds:
    """The words by which kinds are printed.

    Attributes:
        surely: a pattern of each kind's own words.
        otherwise: patterns of words that many kinds share, such as "agreement": they count where no other does.
    """

    surely: tuple[tuple[re.Pattern[str], str], ...] = ()
    otherwise: tuple[tuple[re.Pattern[str], str], ...] = field(default=())

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "PrintedKinds":
        """From a vocabulary whose terms have ``printed`` and ``printed_otherwise``: words, parted by ``|``.

        ``*`` within words stands for any others between. A kind is known by its titles, too.
        """
        terms = tuple(terms)
        surely = [(phrase, term.code) for term in terms for phrase in _phrases(term.extra, "printed")]
        titles = [(form, term.code) for term in terms for _, form in term.title.forms]
        shared = [(phrase, term.code) for term in terms for phrase in _phrases(term.extra, "printed_otherwise")]
        return cls(_patterns([*surely, *titles]), _patterns(shared))

    def code_of(self, printed: str) -> str:
        """The code of a printed kind; empty where none of its words is known.

        Of several kinds whose words are in it, the one that is named first, as in "Addendum for the exchange of
        students"; of two that begin at one place, the one of more words.
        """
        key = f" {_key(printed)} "
        for patterns in (self.surely, self.otherwise):
            found = [(match.start(), -len(match[0]), code) for known, code in patterns if (match := known.search(key))]
            if found:
                return min(found)[-1]
        return ""

    def part(self, partner: str) -> Named:
        """A partner's name without the kind behind it: ``Name (MOU)``, ``Name - Addendum``.

        Brackets that hold no kind belong to the name.
        """
        for form in (_WITHIN, _AFTER):
            match = form.match(partner.strip())
            if match and (code := self.code_of(match["kind"])):
                return Named(match["name"].strip(" ,"), match["kind"].strip(), code)
        return Named(partner.strip())


def _phrases(extra: Mapping[str, object], name: str) -> list[str]:
    return [phrase for phrase in str(extra.get(name, "")).split("|") if phrase.strip()]


def _patterns(words: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_pattern(phrase)), code) for phrase, code in words)


def _pattern(phrase: str) -> str:
    parts = [re.escape(key) for part in phrase.split(_ANY) if (key := _key(part))]
    text = ".*".join(parts)
    return text if re.search("[\u0e00-\u0e7f]", text) else rf"(?<!\w){text}(?!\w)"


def _key(text: str) -> str:
    return search_key(" ".join(_LETTERS.sub(" ", text).split()))

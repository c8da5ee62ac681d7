"""Names of institutions: their script, and the keys by which two ways to write one name are the same (ชื่อสถาบัน)."""

import re
from collections import Counter
from functools import lru_cache
from typing import Final
from unicodedata import name as character_name
from unicodedata import normalize

from orqa.base.thai import search_key

UNKNOWN_SCRIPT: Final = "Zyyy"
"""ISO 15924 for text without a letter of a script that is told."""

_SCRIPTS: Final = {
    "LATIN": "Latn",
    "THAI": "Thai",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "LAO": "Laoo",
    "KHMER": "Khmr",
    "MYANMAR": "Mymr",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "TAMIL": "Taml",
    "SINHALA": "Sinh",
    "TIBETAN": "Tibt",
    "MONGOLIAN": "Mong",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi",
}
_OF_ONE_LANGUAGE: Final = ("Jpan", "Kore")
"""Scripts that are written with Chinese characters between."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[^\w\u0e00-\u0e7f]+|_")
_PARTICLES: Final = frozenset(("the", "of", "and", "for", "at", "in"))


def script_of(text: str) -> str:
    """The ISO 15924 code of the script that most letters of a text are of.

    >>> script_of("Chiba University"), script_of("มหาวิทยาลัยชิบะ"), script_of("千葉大学"), script_of("お茶の水女子大学")
    ('Latn', 'Thai', 'Hani', 'Jpan')
    """
    letters = (character_name(letter, "").replace("-", " ").split(" ", 1)[0] for letter in text if letter.isalpha())
    counted = Counter(_SCRIPTS[word] for word in letters if word in _SCRIPTS)
    for script in _OF_ONE_LANGUAGE:
        if counted[script] and counted["Hani"]:
            counted[script] += counted.pop("Hani")
    return counted.most_common(1)[0][0] if counted else UNKNOWN_SCRIPT


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """What is the same for all ways to write one name: no case, accents, points, and no "the" before it.

    >>> name_key("The Université de Montréal") == name_key("UNIVERSITE DE MONTREAL")
    True
    """
    plain = _ACCENTS.sub("", normalize("NFKD", search_key(text))).replace("&", " and ")
    words = " ".join(_BETWEEN.sub(" ", normalize("NFC", plain)).split())
    return search_key(words).removeprefix("the ")  # of Thai, no blank where a point stood


def words_key(text: str) -> str:
    """The words of a name in one order and without particles; empty for a name of one word.

    >>> words_key("University of Chiba") == words_key("Chiba University")
    True
    """
    words = sorted(word for word in name_key(text).split() if word not in _PARTICLES)
    return " ".join(words) if len(words) > 1 else ""

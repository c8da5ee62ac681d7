"""Countries as they are written in registers, brought to their ISO 3166-1 codes without guessing (ประเทศ).

A name counts where it is one that is known, whatever its case, accents, points and spaces; nothing is taken for what it
resembles. What may be several countries, or none, is told with the countries that it may be:

>>> read_country("UK").code, read_country("เกาหลีใต้").code, read_country("EL").code
('GB', 'KR', 'GR')
>>> [one.code for one in find_country("Columbia").candidates]
['CO']

The names are kept in ``country_names.csv`` beside this module: those of Unicode CLDR 49 in English and Thai, short
names of ISO 3166-1 where they are others, and names that registers print. Kosovo has the code ``XK``, which users of
ISO 3166-1 assigned. The file is read when the first name is asked for.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from typing import ClassVar, Final
from unicodedata import normalize

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text, joined
from orqa.base.thai import search_key

_FILE: Final = "country_names.csv"
_CODE: Final = re.compile("[A-Z]{2}")
_LONGEST: Final = 200
_MOST_CANDIDATES: Final = 5
_RESEMBLES: Final = 0.8
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_SPOKEN = re.compile(r"[^\w\u0e00-\u0e7f]+|_")
_THE = re.compile(r"\bthe\b|\(the\)")
_SAINT = re.compile(r"\bst\b\.?")
_THAI_COUNTRY = "ประเทศ"

_NAMED = Text.of(en="{name} ({code})", th="{name} ({code})")
_UNKNOWN = Text.of(en="no country is called so", th="ไม่มีประเทศชื่อนี้")
_SEVERAL = Text.of(en="it may be {countries}", th="อาจหมายถึง {countries}")
_PERHAPS = Text.of(en="no country is called so; perhaps {countries}", th="ไม่มีประเทศชื่อนี้ อาจหมายถึง {countries}")


class CountryNotUnderstood(OrqaError, ValueError):
    """A text names no country, or may name several; nothing is guessed.

    Attributes:
        found: the text.
        candidates: the codes of countries that it may be.
        reason: what is wrong with it.
    """

    code: ClassVar[str] = "country-not-understood"
    template: ClassVar[Text] = Text.of(
        en="{found!r} is not understood as a country: {reason}; write its name or its ISO 3166-1 code, such as TH",
        th="อ่าน {found!r} เป็นประเทศไม่ได้: {reason} โปรดระบุชื่อหรือรหัส ISO 3166-1 เช่น TH",
    )

    found: str
    candidates: tuple[str, ...]
    reason: Text


@frozen
class Country:
    """A country.

    Attributes:
        code: ISO 3166-1 alpha-2.
        name: in English and Thai.
    """

    code: str
    name: Text

    def __str__(self) -> str:
        return self.code


@frozen
class CountryMatch:
    """What a text says of a country.

    Attributes:
        found: the country; None where there is none, or several.
        candidates: where there is none: countries that it may be, for a person to choose from.
        others: where there is one: countries that are sometimes called so, too, such as North Korea for "Korea".
    """

    found: Country | None
    candidates: tuple[Country, ...] = ()
    others: tuple[Country, ...] = ()


@frozen
class _Names:
    """The file, by what is asked for."""

    countries: Mapping[str, Country]
    codes: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]
    several: Mapping[str, tuple[str, ...]]


def find_country(text: str) -> CountryMatch:
    """The country that a text names: by a name that is asked about, then by any other name, then by its code.

    A code counts in capitals only, since "no" and "in" are words.

    >>> find_country("Korea").found, find_country("Korea").others
    (Country(code='KR', ...), (Country(code='KP', ...),))
    """
    names, key = _names(), _key(text[:_LONGEST])
    several = names.several.get(key)
    if several:
        return CountryMatch(None, _countries(several))
    code = names.codes.get(key)
    if code is None and _CODE.fullmatch(written := _NOT_SPOKEN.sub("", text[:_LONGEST])) and written in names.countries:
        code = written
    if code is not None:
        return CountryMatch(names.countries[code], (), _countries(names.others.get(key, ())))
    close = get_close_matches(key, names.codes, n=_MOST_CANDIDATES, cutoff=_RESEMBLES) if key else []
    return CountryMatch(None, _countries(dict.fromkeys(names.codes[one] for one in close)))


def read_country(text: str) -> Country:
    """The country that a text names.

    Raises:
        CountryNotUnderstood: when it names none, or may name several, with those that it may be.
    """
    match = find_country(text)
    if match.found is not None:
        return match.found
    candidates = tuple(one.code for one in match.candidates)
    reason = _UNKNOWN
    if candidates:
        told = joined(_NAMED.fill(name=one.name, code=one.code) for one in match.candidates)
        reason = (_SEVERAL if _key(text[:_LONGEST]) in _names().several else _PERHAPS).fill(countries=told)
    raise CountryNotUnderstood(text[:_LONGEST], candidates, reason)


def country(code: str) -> Country:
    """The country of an ISO 3166-1 alpha-2 code.

    Raises:
        CountryNotUnderstood: when there is no such code.
    """
    known = _names().countries.get(code)
    if known is None:
        raise CountryNotUnderstood(code[:_LONGEST], (), _UNKNOWN)
    return known


def countries() -> tuple[Country, ...]:
    """All countries, by their codes."""
    return tuple(_names().countries.values())


def _countries(codes: Iterable[str]) -> tuple[Country, ...]:
    known = _names().countries
    return tuple(known[code] for code in codes)


def _key(text: str) -> str:
    """What is the same for all ways to write one name: no case, accents, points, spaces, "the"."""
    plain = _ACCENTS.sub("", normalize("NFKD", search_key(text)))
    plain = _SAINT.sub("saint", _THE.sub(" ", plain.replace("&", " and ")))
    return _NOT_SPOKEN.sub("", normalize("NFC", plain)).removeprefix(_THAI_COUNTRY)


def _readings(name: str) -> Iterable[str]:
    """A name whole, and without and within its brackets: Myanmar (Burma) is called by either."""
    before, _, within = name.partition(" (")
    return (name, before, within.rstrip(")")) if within else (name,)


@lru_cache(maxsize=1)
def _names() -> _Names:
    rows = list(csv.DictReader(files(__package__).joinpath(_FILE).read_text(encoding="utf-8").splitlines()))
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    codes: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = defaultdict(tuple)
    several: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rows:
        code, name, source = row["code"], row["name"], row["source"]
        if source == "cldr":
            titles[code][row["language"]] = name
        if source in _ASIDE:
            kept = several if source == "ask" else others
            kept[_key(name)] += (code,)
        else:
            for reading in _readings(name) if source == "cldr" else (name,):
                codes.setdefault(_key(reading), code)
    known = {code: Country(code, Text.from_value(forms)) for code, forms in sorted(titles.items())}
    return _Names(known, codes, others, several)


_ASIDE: Final = {"ask", "also"}
"""Rows of names by which no country is found: ``ask`` of several, ``also`` of another that is called so sometimes."""

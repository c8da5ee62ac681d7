"""Identifiers of institutions and people abroad, each checked and brought to one form (รหัสประจำสถาบัน).

Each of :data:`ror`, :data:`erasmus_code`, :data:`schac`, :data:`pic`, :data:`oid` and :data:`orcid` has ``compact``,
``validate``, ``is_valid`` and ``format``:

>>> ror.validate("https://ror.org/03vek6s52")
'03vek6s52'
>>> erasmus_code.validate("sf helsink01")
'SF HELSINK01'
"""

import re
from collections.abc import Callable
from typing import ClassVar, Final

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text


class InvalidIdentifier(OrqaError, ValueError):
    """A text is no identifier of its kind; ``reason`` says why."""

    code: ClassVar[str] = "invalid-identifier"
    template: ClassVar[Text] = Text.of(
        en="{found!r} is no {scheme}: {reason}; correct it", th="{found!r} ไม่ใช่ {scheme}: {reason} โปรดแก้ไข"
    )

    scheme: str
    found: str
    reason: Text


@frozen(kw_only=True)
class Scheme:
    """One kind of identifier.

    Attributes:
        name: what people call it.
        compacted: brings a text to the shortest form in which identifiers are compared, without checking it.
        problem: what is wrong with a compact form; None for a sound one.
        shown: a sound compact form as it is printed.
    """

    name: str
    compacted: Callable[[str], str]
    problem: Callable[[str], Text | None]
    shown: Callable[[str], str] = str

    def compact(self, text: str) -> str:
        """The form in which identifiers are compared; a text that is none stays one that is none."""
        return self.compacted(_PLAIN.sub(" ", text).strip())

    def validate(self, text: str) -> str:
        """The compact form of a sound identifier.

        Raises:
            InvalidIdentifier: when it is none, with why.
        """
        found = self.compact(text)
        reason = self.problem(found)
        if reason is not None:
            raise InvalidIdentifier(self.name, text[:_LONGEST_SHOWN], reason)
        return found

    def is_valid(self, text: str) -> bool:
        """Whether a text is a sound identifier, in whatever form it is printed."""
        return self.problem(self.compact(text)) is None

    def format(self, text: str) -> str:
        """A sound identifier as it is printed.

        Raises:
            InvalidIdentifier: when it is none.
        """
        return self.shown(self.validate(text))


_LONGEST_SHOWN = 80
_PLAIN = re.compile(r"[\s\u200b\ufeff]+")
"""White space of every kind, no-break spaces too, and what is not seen at all."""

_FORM = Text.of(en="it must be {form}", th="ต้องเป็น {form}")
_CHECK = Text.of(en="its check digits are {found}, not {right}", th="เลขตรวจสอบคือ {found} ไม่ใช่ {right}")


def _matches(pattern: str, en: str, th: str) -> Callable[[str], Text | None]:
    """Says what form an identifier must have where it has another."""
    compiled = re.compile(pattern)
    reason = _FORM.fill(form=Text.of(en=en, th=th))
    return lambda found: None if compiled.fullmatch(found) else reason


# ---------------------------------------------------------------------- ROR

_CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Digits of base 32 without the letters i, l, o and u."""

_ror_form = _matches(
    f"0[{_CROCKFORD}]{{6}}[0-9]{{2}}",
    "0, six letters or digits without i, l, o, u, and two check digits, such as 03vek6s52",
    "0 ตามด้วยอักษรหรือเลขหกตัวที่ไม่มี i l o u และเลขตรวจสอบสองตัว เช่น 03vek6s52",
)


def _ror_problem(found: str) -> Text | None:
    wrong = _ror_form(found)
    if wrong is not None:
        return wrong
    number = 0
    for letter in found[:7]:
        number = number * 32 + _CROCKFORD.index(letter)
    right = f"{98 - number * 100 % 97:02}"  # ISO 7064, mod 97-10
    return None if found[7:] == right else _CHECK.fill(found=found[7:], right=right)


ror: Final = Scheme(
    name="ROR",
    compacted=lambda text: re.sub(r"^(https?://)?(www\.)?ror\.org/", "", text.lower()).rstrip("/"),
    problem=_ror_problem,
    shown=lambda found: f"https://ror.org/{found}",
)
"""Id of the Research Organization Registry, printed as a web address."""

# ---------------------------------------------------------------------- Erasmus code

ERASMUS_PREFIXES: Final = {
    "A": "AT",
    "AL": "AL",
    "B": "BE",
    "BA": "BA",
    "BE": "BE",
    "BG": "BG",
    "CY": "CY",
    "CZ": "CZ",
    "D": "DE",
    "DK": "DK",
    "E": "ES",
    "EE": "EE",
    "F": "FR",
    "G": "GR",
    "HR": "HR",
    "HU": "HU",
    "I": "IT",
    "IRL": "IE",
    "IS": "IS",
    "LI": "LI",
    "LT": "LT",
    "LUX": "LU",
    "LV": "LV",
    "ME": "ME",
    "MK": "MK",
    "MT": "MT",
    "N": "NO",
    "NL": "NL",
    "P": "PT",
    "PL": "PL",
    "RO": "RO",
    "RS": "RS",
    "S": "SE",
    "SF": "FI",
    "SI": "SI",
    "SK": "SK",
    "TR": "TR",
    "XK": "XK",
    "CH": "CH",
    "UK": "GB",
}
"""Country prefixes of Erasmus codes with the country's ISO 3166-1 code.

From the list of holders of an Erasmus charter of 8 April 2026; CH and UK are of countries that had holders before.
"""

_ERASMUS_REST = re.compile("[A-Z][A-Z-]*[A-Z][0-9]{2,3}")


def _erasmus_splits(text: str) -> tuple[str, ...]:
    """The codes that a text may be, each with its prefix padded to three places."""
    splits = ((text[:size], text[size:].lstrip(" ")) for size in (1, 2, 3))
    return tuple(
        f"{prefix:<3}{rest}" for prefix, rest in splits if prefix in ERASMUS_PREFIXES and _ERASMUS_REST.fullmatch(rest)
    )


def _erasmus_compacted(text: str) -> str:
    found = _erasmus_splits(text.upper())
    return found[0] if len(found) == 1 else text.upper()  # white space inside is one blank by now


def _erasmus_problem(found: str) -> Text | None:
    splits = _erasmus_splits(found)
    if found in splits:  # IRLDUBLIN01, though a code of Italy might begin with RL
        return None
    return _ERASMUS_EITHER.fill(codes=" / ".join(splits)) if splits else _ERASMUS_FORM


_ERASMUS_FORM = _FORM.fill(
    form=Text.of(
        en="the prefix of a country, letters of the city and two or three digits, such as D  BERLIN01",
        th="รหัสประเทศ อักษรของเมือง และเลขสองหรือสามตัว เช่น D  BERLIN01",
    )
)
_ERASMUS_EITHER = Text.of(en="without its blanks it may be {codes}", th="เมื่อไม่มีช่องว่าง อาจเป็น {codes}")

erasmus_code: Final = Scheme(name="Erasmus code", compacted=_erasmus_compacted, problem=_erasmus_problem)
"""Code of a higher education institution in Erasmus+; the prefix of its country is padded to three places."""


def erasmus_country(text: str) -> str:
    """The ISO 3166-1 code of the country of an Erasmus code, which is seldom its prefix.

    >>> erasmus_country("G  ATHINE01")
    'GR'

    Raises:
        InvalidIdentifier: when it is no Erasmus code.
    """
    return ERASMUS_PREFIXES[erasmus_code.validate(text)[:3].rstrip()]


# ---------------------------------------------------------------------- the others

schac: Final = Scheme(
    name="SCHAC",
    compacted=lambda text: text.lower().rstrip("."),
    problem=_matches(
        r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})",
        "the institution's domain name without www and https://, such as uw.edu.pl",
        "ชื่อโดเมนของสถาบัน ไม่มี www และ https:// เช่น uw.edu.pl",
    ),
)
"""Id of a higher education institution in Erasmus Without Paper: its domain name."""

pic: Final = Scheme(
    name="PIC",
    compacted=lambda text: text.replace(" ", ""),
    problem=_matches("[0-9]{9}", "nine digits", "เลขเก้าตัว"),
)
"""Participant identification code of the European Commission; it has no check digit."""

oid: Final = Scheme(
    name="OID",
    compacted=lambda text: text.replace(" ", "").upper(),
    problem=_matches("E[0-9]{8}", "E and eight digits, such as E10208637", "E ตามด้วยเลขแปดตัว เช่น E10208637"),
)
"""Organisation id of the European Commission's programmes; it has no check digit."""

_orcid_form = _matches(
    "[0-9]{15}[0-9X]",
    "fifteen digits and one more or X, such as 0000-0002-1825-0097",
    "เลขสิบห้าตัวและเลขหรือ X หนึ่งตัว เช่น 0000-0002-1825-0097",
)


def _orcid_problem(found: str) -> Text | None:
    wrong = _orcid_form(found)
    if wrong is not None:
        return wrong
    total = 0
    for digit in found[:15]:
        total = (total + int(digit)) * 2
    right = "0123456789X"[(12 - total % 11) % 11]  # ISO 7064, mod 11-2
    return None if found[15] == right else _CHECK.fill(found=found[15], right=right)


orcid: Final = Scheme(
    name="ORCID",
    compacted=lambda text: re.sub("[ -]", "", re.sub(r"^(https?://)?(www\.)?orcid\.org/", "", text.lower())).upper(),
    problem=_orcid_problem,
    shown=lambda found: "-".join(found[at : at + 4] for at in (0, 4, 8, 12)),
)
"""Id of a researcher."""

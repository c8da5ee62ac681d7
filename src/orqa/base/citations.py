"""Where a rule comes from and how sure we are of it."""

import re
from enum import StrEnum
from typing import Self

from attrs import field, frozen
from attrs.validators import matches_re

_SOURCE = r"[a-z0-9][a-z0-9.-]*"


class Certainty(StrEnum):
    """How sure a fact is.

    ``verified``: read in the text that is cited; ``known``: well known in Thai administration, its text not
    re-read; ``uncertain``: may be wrong or differ between universities, so it is a setting to check.
    """

    VERIFIED = "verified"
    KNOWN = "known"
    UNCERTAIN = "uncertain"


@frozen(order=True)
class Citation:
    """A clause of a source: ``opm-correspondence-2526#38.2``.

    Attributes:
        source: id of the text in the profile's ``sources.toml``.
        clause: clause, section or page as the text numbers it; empty for the text as a whole.
    """

    source: str = field(validator=matches_re(_SOURCE))
    clause: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``source#clause``.

        Raises:
            ValueError: when ``text`` has no source id of lower-case letters, digits, dots and hyphens.
        """
        source, _, clause = text.partition("#")
        if not re.fullmatch(_SOURCE, source):
            raise ValueError(f"a citation is written source#clause, found {text!r}")
        return cls(source, clause)

    def __str__(self) -> str:
        return f"{self.source}#{self.clause}" if self.clause else self.source

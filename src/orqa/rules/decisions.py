"""A decision and the rules that it rests on."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.rules.parameters import Row
from orqa.rules.vocabulary import Term

T = TypeVar("T")

_SUREST_FIRST = tuple(Certainty)


@frozen(eq=False)
class Decision(Generic[T]):
    """What was decided, from which inputs, by which rules.

    Attributes:
        value: what was decided.
        inputs: what was put in, by name.
        profile: the profile whose rules were read.
        data_version: the state of that profile's data; a later release may decide otherwise.
        reads: every rule and term that was read, in order; one may be there twice.
    """

    value: T
    inputs: Mapping[str, Any]
    profile: str
    data_version: str
    reads: tuple[Row | Term, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses that it rests on, each once, in the order of reading; worked out when asked."""
        return tuple(dict.fromkeys(citation for read in self.reads for citation in read.citations))

    @property
    def certainty(self) -> Certainty | None:
        """The least sure of the rules that were read; ``None`` when none was."""
        return max((read.certainty for read in self.reads), key=_SUREST_FIRST.index, default=None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the rules that were read, each once, in the order of reading."""
        return tuple(dict.fromkeys(read.key for read in self.reads if isinstance(read, Row)))

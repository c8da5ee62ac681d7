"""Official correspondence (งานสารบรรณ): letters, their numbers, and the registers that hold them."""

from orqa.domain.correspondence.citing import parse_citation
from orqa.domain.correspondence.errors import ReferenceNotUnderstood
from orqa.domain.correspondence.references import Reference, ReferenceKind, parse_reference, reference_key

__all__ = ["Reference", "ReferenceKind", "ReferenceNotUnderstood", "parse_citation", "parse_reference", "reference_key"]

"""Where a figure of a framework comes from and how sure it is."""

from collections.abc import Iterable

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text

_ORDER = (Certainty.VERIFIED, Certainty.KNOWN, Certainty.UNCERTAIN)


@frozen(kw_only=True, repr=False)
class Mark:
    """A citation with its certainty.

    Attributes:
        citations: the clauses that say so.
        certainty: how sure the least sure of its figures is.
        note: what a reader should know.
    """

    citations: tuple[Citation, ...] = ()
    certainty: Certainty = Certainty.VERIFIED
    note: Text | None = None

    def __repr__(self) -> str:
        cited = ", ".join(map(str, self.citations))
        return f"Mark({cited!r}, {self.certainty.value!r})"


NO_MARK = Mark()


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The least sure one: an answer is no surer than the least sure figure that it rests on."""
    return max(certainties, key=_ORDER.index, default=Certainty.VERIFIED)


def together(marks: Iterable[Mark]) -> Mark:
    """The marks of several figures as one: every citation once, and the least certainty."""
    marks = tuple(marks)
    return Mark(
        citations=tuple(dict.fromkeys(citation for mark in marks for citation in mark.citations)),
        certainty=weakest(mark.certainty for mark in marks),
        note=next((mark.note for mark in marks if mark.note), None),
    )

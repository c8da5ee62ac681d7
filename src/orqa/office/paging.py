"""All that a question finds, however much it is: page after page of one snapshot."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from orqa.base.records import Record

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.storage.protocol import Reader
    from orqa.storage.query import Query

R = TypeVar("R", bound=Record)
_PAGE = 500


def every(office: "Office", reader: "Reader", kind: type[R], query: "Query", order: Sequence[str] = ()) -> Iterator[R]:
    """All records of a kind that a query finds; by default in the order in which they were made."""
    after = None
    while True:
        page = reader.find(kind.kind, query, order, after, _PAGE)
        yield from (cast("R", office.codec.decode(stored)) for stored in page.items)
        if (after := page.next) is None:
            return

"""Letters that are in the register already: importing a file again, whole or mended, numbers none of them twice."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.domain.correspondence.records import Letter, RegisterEntry
from orqa.storage.query import Query, absent, is_in

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.storage.protocol import Reader

_PAGE = 500


class Identity(NamedTuple):
    """What makes two letters one: the same number, date, sender and subject, whatever their spaces and digits."""

    reference: str | None
    dated: date | None
    sender: str
    subject: str

    @classmethod
    def of(cls, letter: Letter) -> "Identity":
        """The identity of a letter."""
        return cls(letter.reference_key, letter.dated, search_key(letter.sender), search_key(letter.subject))


def registered(office: "Office", wanted: Collection[Identity]) -> dict[Identity, RecordRef]:
    """Those of the letters that are stored already, and where."""
    found: dict[Identity, RecordRef] = {}
    with office.reading() as reader:
        alike = _alike(reader, wanted)
        while refs := list(islice(alike, _PAGE)):
            for stored in reader.get_many(refs):
                if stored is not None:
                    letter = cast("Letter", office.codec.decode(stored))
                    found.setdefault(Identity.of(letter), letter.ref)
    return {identity: ref for identity, ref in found.items() if identity in wanted}


def lines_of(office: "Office", letters: Iterable[RecordRef]) -> Iterator[tuple[int, int]]:
    """The lines of the register that letters have: year of the series in the Christian era, and number; sorted."""
    refs = [str(ref) for ref in letters]
    if not refs:
        return
    with office.reading() as reader:
        rows = reader.rows(RegisterEntry.kind, ("year", "number"), is_in("letter", refs), ("year", "number"))
        yield from cast("Iterator[tuple[int, int]]", rows)


def _alike(reader: "Reader", wanted: Iterable[Identity]) -> Iterator[RecordRef]:
    """Stored letters with the number and date of a wanted one; found by their columns, without their bodies."""
    pairs = {(one.reference, one.dated.isoformat() if one.dated else None) for one in wanted}
    for query in _queries(pairs):
        for identity, reference, dated in reader.rows(Letter.kind, ("id", "reference_key", "dated"), query):
            if (reference, dated) in pairs:
                yield RecordRef(Letter.kind, str(identity))


def _queries(pairs: Collection[tuple[str | None, str | None]]) -> Iterator[Query]:
    """By number; letters without one by date; letters with neither."""
    if references := {reference for reference, _ in pairs if reference is not None}:
        yield is_in("reference_key", references)
    if days := {dated for reference, dated in pairs if reference is None and dated is not None}:
        yield absent("reference_key") & is_in("dated", days)
    if (None, None) in pairs:
        yield absent("reference_key") & absent("dated")

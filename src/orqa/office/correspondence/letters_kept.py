"""What the services of kept letters share: a letter as it is kept, and writing about it while its level stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from orqa.base.records import Record
from orqa.domain.correspondence.storing import StoredLetter, begun
from orqa.office.correspondence.dossier import Which, letter_of
from orqa.office.errors import LETTER, NotFound
from orqa.office.kept_records import KeptRecords
from orqa.office.openings import as_read

if TYPE_CHECKING:
    from orqa.base.language import Text
    from orqa.domain.correspondence.records import Letter
    from orqa.storage.protocol import Add

R = TypeVar("R", bound=Record)


class LettersKept(KeptRecords):
    """Reads letters and how they are kept, and writes about them."""

    def _seen_letter(self, which: Which) -> "Letter":
        """A letter, whole, as far as whoever acts may see it.

        Raises:
            NotFound: when there is none to see.
        """
        ref = letter_of(which)
        with self._office.reading() as reader:
            (stored,) = reader.get_many([ref])
        if stored is None:
            raise NotFound(LETTER, ref.id)
        return cast("Letter", self._office.codec.decode(stored))

    def _kept(self, letter: "Letter", unit: str = "") -> StoredLetter:
        """How a letter is kept; one that is not stored yet where nothing was said of it."""
        known = self._one_or_none(StoredLetter, letter.id)
        return known or begun(letter.ref, unit or letter.unit, letter.restricted)

    def _write_about(  # noqa: PLR0913, PLR0917 - what a write is
        self,
        letter: "Letter",
        kind: type[R],
        what: "Text",
        action: str,
        asked: Mapping[str, Any],
        key: str | None,
        make: Callable[[datetime], tuple[Sequence[Record], Sequence["Add"]]],
        unit: str | None = None,
    ) -> R:
        """Write something about a letter, as :meth:`_keep` does; refused where its level changes this very moment."""
        with as_read(letter) as floors:

            def made(at: datetime) -> tuple[Sequence[Record], Sequence["Add"]]:
                records, adds = make(at)
                return records, (*adds, *floors)

            return self._keep(kind, what, action, asked, key, made, unit)

    def _actor(self) -> str:
        """The id of whoever acts; empty for the program."""
        return self._office.actor.person if self._office.actor else ""

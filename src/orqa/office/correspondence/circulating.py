"""Letters are made known to many (การเวียนหนังสือ): a part of the service of letters."""

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from orqa.base.language import Text
from orqa.domain.correspondence.circulation import (
    ACKNOWLEDGE,
    SERIES,
    Circulation,
)
from orqa.domain.correspondence.errors import CirculationRefused
from orqa.domain.correspondence.handling import refuse_void
from orqa.domain.correspondence.numbering import CENTRAL, series_cell
from orqa.domain.correspondence.records import RegisterEntry
from orqa.domain.organization.people import Person
from orqa.domain.organization.tasks import Task, new_task
from orqa.domain.organization.units import Unit
from orqa.office.correspondence.acknowledging import CIRCULATE, Acknowledging
from orqa.office.correspondence.assigning import refuse_unseen
from orqa.office.correspondence.dossier import Dossier, Which, dossier, letter_of, written
from orqa.office.correspondence.receivers import Receivers
from orqa.office.correspondence.units import check_unit
from orqa.office.service import Asked
from orqa.office.whom import To
from orqa.storage.protocol import Add, Into

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from orqa.office.recorder import Made, Save
    from orqa.office.whom import Whom

_NOBODY = Text.of(en="it goes to nobody; name at least one receiver", th="ไม่มีผู้รับ ให้ระบุผู้รับอย่างน้อยหนึ่งราย")
_PAST = Text.of(en="the day by which to acknowledge, {due}, is past", th="กำหนดรับทราบ {due} เลยมาแล้ว")
_NOTED = Text.of(en="circulated to {count}", th="เวียนให้ทราบ {count} ราย")


@frozen(kw_only=True)
class Circulated:
    """What was circulated.

    Attributes:
        circulation: with its number; None in a work, where it is known when the block has ended.
        tasks: one for each receiver.
        entries: the lines of the registers, with what was noted in them.
    """

    circulation: Circulation
    tasks: tuple[Task, ...]
    entries: tuple[RegisterEntry, ...] = ()


class Circulating(Acknowledging):
    """Circulate letters, and see who has acknowledged them."""

    def circulate(  # noqa: PLR0913 - what a circulation is, by name
        self,
        letter: Which,
        to: "To | Iterable[To]",
        *,
        due: "date | None" = None,
        note: str = "",
        unit: str = "",
        key: str | None = None,
    ) -> Circulated:
        """Make a letter known to its receivers (เวียนหนังสือ): each gets a task that ends when they acknowledge.

        Args:
            letter: a letter that came in or goes out, an order, an announcement, a rule; or its id.
            to: whom ``assign`` takes, and ``list:CODE`` of the lists that the office keeps, ``units:UNIT`` for each
                unit directly under one, ``staff:UNIT`` for each person of a unit and those below, ``everyone``;
                several at once, each receiver once.
            due: the day by which to acknowledge; by default none.
            note: what the receivers are to do (คำสั่งการ).
            unit: id of the unit that circulates; empty for the office as a whole.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter, receiver or list, or the letter may not be seen.
            LetterIsVoid: when its number was made void.
            MayNotSee: when the letter is restricted and a receiver is not among those who may see it.
            CirculationRefused: when it goes to nobody, the day is past, or there is no such unit.
            NotAllowed: when whoever acts may not circulate letters.
        """
        named = tuple([to] if isinstance(to, Person | Unit | str) else to)
        asked = Asked(
            {
                "letter": letter_of(letter),
                "to": [_written(one) for one in named],
                "due": due,
                "note": note,
                "unit": unit,
            }
        )

        def make(save: "Save") -> Circulated:
            seen = dossier(self._office, letter, self._recorder)
            refuse_void(seen.handling)
            if due is not None and due < self._office.today():
                raise CirculationRefused(_PAST.fill(due=due))
            if missing := check_unit(self._office, unit, self._office.today()):
                raise CirculationRefused(missing)
            receivers = self._found(seen, named)
            at = self._office.now()
            made = Circulation(
                id=self._office.ids.next_id(at),
                letter=seen.letter.ref,
                unit=unit,
                year=at.astimezone(self._office.zone).year,
                lists=tuple(map(_written, named)),
                receivers=len(receivers),
                note=note.strip(),
                due=due,
                circulated_at=at,
                circulated_by=self._office.rights.name,
                restricted=seen.letter.restricted,
            )
            return self._saved(seen, made, receivers, save)

        return self._recorder.once(key, CIRCULATE, asked, make, self._circulated_before)

    # ------------------------------------------------------------------ inside

    def _found(self, seen: Dossier, named: "tuple[To, ...]") -> "tuple[Whom, ...]":
        """The receivers, who are there and may see the letter."""
        with self._office.reading() as reader:
            receivers = Receivers(self._office, reader).of(named)
        if not receivers:
            raise CirculationRefused(_NOBODY)
        for receiver in receivers:
            refuse_unseen(seen.letter.restricted, seen.letter.id, receiver)
        return receivers

    def _saved(self, seen: Dossier, made: Circulation, receivers: "tuple[Whom, ...]", save: "Save") -> Circulated:
        office, language = self._office, self._office.profile.language
        title = None if made.restricted else Text.of(**{language: seen.letter.subject})
        tasks = tuple(
            new_task(
                identity=office.ids.next_id(made.circulated_at),
                area="correspondence",
                action=ACKNOWLEDGE,
                about=made.ref,
                whom=receiver.token,
                opened_at=made.circulated_at,
                title=title,
                due=made.due,
                opened_by=made.circulated_by,
                note=made.note,
                restricted=made.restricted,
            )
            for receiver in receivers
        )
        lines = seen.noted(_NOTED.fill(count=len(receivers)).in_language(language))
        number = Add(series_cell(SERIES, CENTRAL, made.year), 1, None, (Into(made.ref, "number"),))
        saved = save(CIRCULATE, made.circulated_at, (made, *tasks, seen.handling, *lines), (number,))
        known = evolve(made, version=1, number=saved.numbers[0]) if self._recording is None else made
        return Circulated(circulation=known, tasks=written(tasks), entries=written(lines))

    def _circulated_before(self, made: "Made") -> Circulated:
        with self._office.reading() as reader:
            found = [self._office.codec.decode(stored) for stored in reader.get_many(made) if stored is not None]
        (circulation,) = (one for one in found if isinstance(one, Circulation))
        return Circulated(
            circulation=circulation,
            tasks=tuple(one for one in found if isinstance(one, Task)),
            entries=tuple(one for one in found if isinstance(one, RegisterEntry)),
        )


def _written(to: To) -> str:
    """As the record of a circulation keeps whom it went to."""
    if isinstance(to, Person):
        return f"person:{to.id}"
    return f"unit:{to.id}" if isinstance(to, Unit) else to

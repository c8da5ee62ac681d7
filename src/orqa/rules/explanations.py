"""What a rule says on a day, for people: the answer, its clause and source, how sure it is, and its history."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import frozen

from orqa.base.citations import Certainty, Citation
from orqa.base.language import Text
from orqa.rules.parameters import Cell, Parameter, Row
from orqa.rules.sources import Source


class Status(StrEnum):
    """How a rule stands on a day."""

    IN_FORCE = "in-force"
    REPEALED = "repealed"
    NOT_MODELLED = "not-modelled"


@frozen(kw_only=True, eq=False)
class Answer:
    """What a rule says for one combination of dimension values.

    Attributes:
        dims: the combination; empty for a rule without dimensions.
        status: whether it is in force.
        row: the row that answers; ``None`` when not modelled.
        until: the last day on which this row answers; ``None`` where no later row is known.
    """

    dims: Mapping[str, str]
    status: Status
    row: Row | None
    until: date | None

    @property
    def value(self) -> Any:
        """The value in force, else ``None``."""
        return self.row.value if self.row else None


@frozen(kw_only=True, eq=False)
class Explanation:
    """A rule, explained.

    Attributes:
        key: the rule's key.
        title: what it decides.
        unit: what a number in it counts.
        on: the day it was asked for.
        by: its dimensions and their values.
        answers: one for each combination that was asked for.
        history: all its rows, the oldest first.
        sources: the sources that the answers cite, by id.
        note: what a reader should know.
    """

    key: str
    title: Text
    unit: str
    on: date
    by: Mapping[str, tuple[str, ...]]
    answers: tuple[Answer, ...]
    history: tuple[Row, ...]
    sources: Mapping[str, Source]
    note: Text | None

    @property
    def value(self) -> Any:
        """The value of the first answer; use it where there is only one."""
        return self.answers[0].value

    @property
    def status(self) -> Status:
        """The status of the first answer."""
        return self.answers[0].status

    @property
    def certainty(self) -> Certainty | None:
        """The certainty of the first answer."""
        row = self.answers[0].row
        return row.certainty if row else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The clauses of all answers, each once."""
        rows = [answer.row for answer in self.answers if answer.row]
        return tuple(dict.fromkeys(citation for row in rows for citation in row.citations))


def explain(
    parameter: Parameter, sources: Mapping[str, Source], cells: tuple[Cell, ...], on: date, known_on: date | None
) -> Explanation:
    """Explain a rule for some of its cells."""
    answers = tuple(_answer(parameter, cell, on, known_on) for cell in cells)
    cited = dict.fromkeys(c.source for answer in answers if answer.row for c in answer.row.citations)
    return Explanation(
        key=parameter.key,
        title=parameter.title,
        unit=parameter.unit,
        on=on,
        by=parameter.dimensions,
        answers=answers,
        history=parameter.rows,
        sources={name: sources[name] for name in cited},
        note=parameter.note,
    )


def _answer(parameter: Parameter, cell: Cell, on: date, known_on: date | None) -> Answer:
    row = parameter.row(cell, on, known_on)
    status = Status.NOT_MODELLED if row is None else Status.REPEALED if row.repealed else Status.IN_FORCE
    return Answer(dims=parameter.named(cell), status=status, row=row, until=_until(parameter, cell, on, known_on, row))


def _until(parameter: Parameter, cell: Cell, on: date, known_on: date | None, row: Row | None) -> date | None:
    later = sorted({other.start for group in parameter.lanes[cell] for other in group if other.start > on})
    for day in later:
        if parameter.row(cell, day, known_on) is not row:
            return date.fromordinal(day.toordinal() - 1)
    return None

"""Postings of a year added up by line and quarter, read from the store as a stream: a million need no more memory."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from orqa.base.refs import RecordRef
from orqa.base.years import Period
from orqa.domain.budgets.flows import Cause, Flow, cause_of, flow_of, flows_sum
from orqa.domain.budgets.records import Posting
from orqa.domain.budgets.stages import Stage
from orqa.reporting.context import SnapshotReader
from orqa.storage.codec import Codec
from orqa.storage.field_parts import FieldParts
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.base.years import Year

_CODEC = Codec([Posting])
_FIELDS = ("line", "verb", "on", "moves", "reverses")
_REVERSE = "reverse"
_AT_ONCE = 1000


@frozen
class YearFlows:
    """What was posted in a year.

    Attributes:
        quarters: the quarters of the year.
        by_line: of each line that something was posted on, the flow of each quarter, by its id.
        so_far: of each of them, what it comes to at the end of each quarter.
    """

    quarters: tuple[Period, ...]
    by_line: Mapping[str, tuple[Flow, ...]]
    so_far: Mapping[str, tuple[Flow, ...]] = field(init=False)

    @so_far.default
    def _added_up(self) -> Mapping[str, tuple[Flow, ...]]:
        return {line: tuple(accumulate(own, initial=Flow())) for line, own in self.by_line.items()}

    def until(self, line: str, quarter: int) -> Flow:
        """What was posted on a line from the first day of the year to the end of a quarter."""
        own = self.so_far.get(line)
        return own[quarter] if own else Flow()

    def of_lines(self, lines: Sequence[str], quarter: int) -> Flow:
        """The same of several lines together."""
        return flows_sum(self.until(line, quarter) for line in lines)


def year_flows(reader: SnapshotReader, year: "Year", quarters: tuple[Period, ...], line: str = "") -> YearFlows:
    """The flows of a year, or of one line of it.

    What was entered for a line of the year after its end, such as an advance that is cleared late, belongs to the last
    quarter, for it is in the books of that year.

    Args:
        reader: one snapshot; its postings are streamed.
        year: whose lines.
        quarters: of the year.
        line: id of the only line that is asked for; by default all.
    """
    query = equal("line", line) if line else equal("year", year.ce)
    sums: dict[tuple[str, int, Any, str, str], int] = defaultdict(int)
    causes, places = causes_of(reader, query), _Quarters(quarters)
    parts = FieldParts(_CODEC, Posting, _FIELDS, plain=True)
    for of_lines, verbs, days, moves, reverses in parts.read(reader.bodies(Posting.kind, query)):
        for of_line, verb, day, moved, reversed_one in zip(of_lines, verbs, days, moves, reverses, strict=True):
            cause, quarter = causes[reversed_one or verb], places[day]
            for move in moved:
                sums[of_line, quarter, cause, move["source"], move["target"]] += move["minor"]
    return YearFlows(quarters, _flows(sums, len(quarters)))


def _flows(sums: Mapping[tuple[str, int, Any, str, str], int], quarters: int) -> dict[str, tuple[Flow, ...]]:
    by_line: dict[str, list[dict[tuple[Cause, Stage, Stage], int]]] = {}
    for (line, quarter, cause, source, target), minor in sums.items():
        own = by_line.setdefault(line, [{} for _ in range(quarters)])
        own[quarter][cause, Stage(source), Stage(target)] = minor
    return {line: tuple(map(flow_of, own)) for line, own in by_line.items()}


class _Quarters(dict[str, int]):
    """The place of the quarter that a day, as it is stored, belongs to; worked out once a day."""

    def __init__(self, quarters: tuple[Period, ...]) -> None:
        super().__init__()
        self._starts = [quarter.first.isoformat() for quarter in quarters]

    def __missing__(self, day: str) -> int:
        place = max(sum(start <= day for start in self._starts) - 1, 0)
        self[day] = place
        return place


class Causes(dict[str, Cause]):
    """What caused a posting, by its verb; of a reversal by the id of the posting that it takes back."""

    def __missing__(self, verb: str) -> Cause:
        cause = cause_of(verb)
        self[verb] = cause
        return cause


def causes_of(reader: SnapshotReader, query: Query) -> Causes:
    """The causes of postings, those that were taken back among them."""
    found = Causes()
    rows = reader.rows(Posting.kind, ("reverses",), query & equal("verb", _REVERSE))
    ids = [str(identity) for (identity,) in rows if identity]
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for identity, stored in zip(some, reader.get_many([RecordRef(Posting.kind, one) for one in some]), strict=True):
            if stored is not None:
                found[identity] = cause_of(cast("Posting", _CODEC.decode(stored)).verb)
    return found

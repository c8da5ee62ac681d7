"""From programmes to faculties to the university, and over many units at once (การรวมผลขึ้นสู่ระดับบน)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, cast

from attrs import frozen

from orqa.base.years import Year
from orqa.domain.quality.outcomes import KeptOutcome
from orqa.domain.quality.records import SELF, QualityEvaluation
from orqa.office.quality.keeping import Keeping, of_year
from orqa.storage.query import equal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.rolling import RolledUp

Group = Literal["all", "parent"] | Callable[[str], str]
"""How units are grouped: all together, by the unit above them, or by what a function makes of a unit's code."""


@frozen(kw_only=True)
class RollUp:
    """Kept results of many units, summed up.

    Attributes:
        groups: the results of each group; of all together under an empty name.
        left_out: how many were made by other data of the framework, whose scores may not mean the same.
    """

    groups: "Mapping[str, RolledUp]"
    left_out: int


class Rolling(Keeping):
    """This side of ``office.quality``."""

    def from_below(
        self, unit: str, period: Year, framework: "Framework", *, stage: str = SELF, below: tuple[str, ...] = ()
    ) -> dict[str, dict[str, str]]:
        """The inputs of a framework that are scores of the units below, by unit; each is an input as it is.

        Programmes' overall scores feed indicator 1.1 of their faculty, faculties' scores those of the university. ::

            inputs = {**own, **office.quality.from_below("eng", year, faculty)}
            office.quality.keep("eng", year, faculty.evaluate(inputs))

        Args:
            unit: code of the unit that is to be evaluated.
            period: for which year.
            framework: by which.
            stage: whose results count: ``self`` or ``assessed``.
            below: ids of the frameworks whose results count; by default the one that is kept of each level.

        Returns:
            For each such input the score of each unit below; an input of which nothing is kept is missing.

        Raises:
            PeriodNeeded: for anything but a year of a kind.
            NotFound: when there is no such unit.
            NotComparable: when units of one level below were evaluated by different frameworks and none is named.
        """
        from orqa.domain.quality.rolling import collected

        organization = self._office.organization
        inside = set(organization.on(period.last).below(organization.unit(unit).id))
        found = [one for one in self.kept(period=period, stage=stage) if one.unit in inside]
        found = [one for one in found if one.framework in below] if below else list(_alike(framework, found))
        inputs: dict[str, dict[str, str]] = {}
        for one in found:
            for name, scores in collected(framework, [KeptOutcome(self.framework_of(one), one)]).items():
                inputs.setdefault(name, {})[one.unit] = str(scores[0])
        return inputs

    def roll_up(self, period: Year, framework: "Framework", *, stage: str = SELF, by: Group = "all") -> RollUp:
        """The kept results of all units by one framework and profile, summed up by group; a million of them stream.

        Args:
            period: of which year.
            framework: for the profile that is wanted: results of other profiles have other nodes.
            stage: whose results.
            by: ``all``, ``parent`` (the unit above), or a function from a unit's code to the name of its group.

        Raises:
            PeriodNeeded: for anything but a year of a kind.
        """
        from orqa.domain.quality.rolling import roll_up

        query = of_year(period) & equal("identity", framework.identity) & equal("stage", stage)
        group = self._grouped(by, period)
        with self._office.reading() as reader:
            same = query & equal("digest", framework.about.digest)
            rows = cast("Iterator[tuple[str, str]]", reader.rows(QualityEvaluation.kind, ("unit", "packed"), same))
            groups = roll_up(framework, ((group(unit), text) for unit, text in rows))
            units = sum(one.units for one in groups.values())
            return RollUp(groups=groups, left_out=reader.count(QualityEvaluation.kind, query) - units)

    def _grouped(self, by: Group, period: Year) -> Callable[[str], str]:
        if callable(by):
            return by
        if by == "all":
            return lambda _unit: ""
        spans = self._office.organization.on(period.last).spans
        return lambda unit: spans[unit].parent if unit in spans else ""


def _alike(framework: "Framework", found: list[QualityEvaluation]) -> Iterator[QualityEvaluation]:
    """What may feed a framework: of each level that it takes scores from, results of one framework.

    Raises:
        NotComparable: when there are two of one level.
    """
    from orqa.domain.quality.comparing import NotComparable

    wanted = {field.taken_from.level for field in framework.inputs.values() if field.taken_from}
    for level in sorted(wanted):
        of_level = [one for one in found if one.level == level]
        ids = tuple(dict.fromkeys(one.framework for one in of_level))
        if len(ids) > 1:
            raise NotComparable(ids)
        yield from of_level

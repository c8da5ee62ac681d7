"""Frameworks at hand, evaluations by them, and printed reports held against them (การประเมินตามเกณฑ์)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.office.service import Service
from orqa.reporting.columns import Column
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.domain.quality.crosswalks import Crosswalk
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.office.ports import Contributions

COLUMNS = (
    Column(name="framework", title=Text.of(en="Framework", th="รหัสเกณฑ์"), public=True, unbroken=True),
    Column(name="title", title=Text.of(en="What it is", th="เกณฑ์"), public=True),
    Column(name="level", title=Text.of(en="Level", th="ระดับ"), public=True),
)
LEVELS = {
    "programme": Text.of(en="programme", th="หลักสูตร"),
    "faculty": Text.of(en="faculty", th="คณะ"),
    "institution": Text.of(en="institution", th="สถาบัน"),
    "agency": Text.of(en="agency", th="หน่วยงานประกันคุณภาพ"),
}
"""What people call the levels that frameworks assess."""


class Evaluating(Service):
    """This side of ``office.quality``; nothing here is written."""

    def frameworks(self) -> Table:
        """The frameworks that there are, by id, with what they are called and which level they assess."""
        return frameworks_table(self._office.contributions)

    def framework(self, name: str, /, **profile: str) -> "Framework":
        """A framework for a profile; read once for each.

        Args:
            name: its id, such as ``iqa-2557-programme``.
            **profile: dimensions of its identity that are not left to their defaults: ``degree="master"``.

        Raises:
            UnknownContribution: when there is none of that id.
            UnknownProfile: when it has no such profile.
            FrameworkNotLoaded: when its files cannot be used.
        """
        return self._office.contributions.framework(name, **profile)

    def crosswalks(self, name: str, /) -> "tuple[Crosswalk, ...]":
        """Where nodes of a framework correspond to those of others, so that evidence gathered once serves both.

        Whichever of two frameworks states it, it is told from this one's side; a rating never crosses.

        Raises:
            UnknownContribution: when there is none of that id.
        """
        from orqa.office.quality.crosswalks import crosswalks_of

        return crosswalks_of(self._office.contributions, name)

    def evaluate(self, framework: "Framework | str", inputs: Mapping[str, Any], /, **profile: str) -> "Evaluation":
        """Evaluate inputs; nothing is kept.

        Args:
            framework: the framework, or its id.
            inputs: see :meth:`orqa.domain.quality.framework.Framework.evaluate`.
            **profile: of the framework, where its id is given.

        Raises:
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: as of :meth:`framework`.
        """
        return self._framework(framework, profile).evaluate(inputs)

    def audit(self, framework: "Framework | str", printed: Mapping[str, Any], /, **profile: str) -> tuple[Finding, ...]:
        """Which numbers and words of a printed report do not follow from the others, each with its likely cause.

        Other profiles of the same framework are looked at too: a report may have been made by the wrong one.

        Args:
            framework: by which the report was made, or its id.
            printed: see :func:`orqa.domain.quality.auditing.audit`.
            **profile: of the framework, where its id is given.

        Raises:
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: as of :meth:`framework`.
        """
        return audited(self._office.contributions, self._framework(framework, profile), printed)

    def _framework(self, framework: "Framework | str", profile: Mapping[str, str]) -> "Framework":
        return self.framework(framework, **profile) if isinstance(framework, str) else framework


def frameworks_table(contributions: "Contributions") -> Table:
    """The frameworks that plugins offer, by id."""
    found = contributions.qa_frameworks.items()
    return Table.of(COLUMNS, [(name, one.title, LEVELS.get(one.level, one.level)) for name, one in found])


def audited(contributions: "Contributions", framework: "Framework", printed: Mapping[str, Any]) -> tuple[Finding, ...]:
    """A printed report held against a framework, and against its other profiles; see :meth:`Evaluating.audit`."""
    from orqa.domain.quality.auditing import audit

    return tuple(audit(framework, printed, tuple(_other_profiles(contributions, framework))))


def _other_profiles(contributions: "Contributions", framework: "Framework") -> "Iterator[Framework]":
    """The framework for each profile that differs from its own in one dimension, as far as there is one."""
    from orqa.domain.quality.files import FrameworkNotLoaded

    if framework.id not in contributions.qa_frameworks:
        return  # one of the caller's own
    chosen = {choice.name: choice.chosen for choice in framework.profile}
    for choice in framework.profile:
        for value in choice.values:
            if value != choice.chosen:
                try:
                    yield contributions.framework(framework.id, **{**chosen, choice.name: value})
                except FrameworkNotLoaded:
                    continue  # a profile of which a figure is not known

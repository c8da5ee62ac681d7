"""Evaluations of units for years are kept, and read again (การบันทึกผลการประเมิน)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import Year
from orqa.domain.quality.numbers import rounded
from orqa.domain.quality.records import SELF, STAGES, QualityEvaluation, evaluation_id, given_again, written
from orqa.office.errors import NotFound, PeriodNeeded
from orqa.office.paging import every
from orqa.office.quality.errors import EvaluationChanged, QualityRefused
from orqa.office.service import Asked, Service
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Op, Stored
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

KEEP: Final = "quality.keep"
"""The action, as the policy has it."""

_EVALUATION = Text.of(en="the evaluation", th="ผลการประเมิน")
_NO_UNIT_THEN = Text.of(
    en="there is no unit {unit} in the period from {first} to {last}", th="ไม่มีหน่วยงาน {unit} ในช่วง {first} ถึง {last}"
)
_NO_STAGE = Text.of(en="there is no stage {stage}; it is one of {known}", th="ไม่มีขั้น {stage} เลือกได้จาก {known}")
_TOO_LONG = Text.of(en="the profile {identity} is too long to be kept", th="โปรไฟล์ {identity} ยาวเกินกว่าจะบันทึกได้")
_NO_TARGET = Text.of(
    en="the target of {node} is {found}, which is no score of a node; it takes {allowed}",
    th="ค่าเป้าหมายของ {node} เป็น {found} ซึ่งไม่ใช่คะแนนของรายการในเกณฑ์ ต้องเป็น {allowed}",
)
_LONGEST_ID: Final = 200

FRAMEWORK_CHANGED: Final = FindingKind(
    "framework-changed",
    Severity.INFO,
    Text.of(
        en="the data of {framework} changed since this was kept; the scores are the same",
        th="ข้อมูลของ {framework} เปลี่ยนไปหลังบันทึก แต่คะแนนยังเท่าเดิม",
    ),
)
SCORES_CHANGED: Final = FindingKind(
    "scores-changed",
    Severity.WARNING,
    Text.of(
        en="by {framework} as it is now the kept inputs come to other scores: {nodes}; what was kept stands",
        th="ตาม {framework} ปัจจุบัน ข้อมูลที่บันทึกไว้ให้คะแนนต่างไป: {nodes} ผลที่บันทึกไว้ยังคงเดิม",
    ),
)


class Keeping(Service):
    """This side of ``office.quality``: one evaluation of each unit, year, framework with profile, and stage."""

    def keep(  # noqa: PLR0913 - what, for whom and when, by name
        self,
        unit: str,
        period: Year,
        evaluation: "Evaluation",
        *,
        stage: str = SELF,
        targets: Mapping[str, Any] | None = None,
        expected: int | None = None,
        key: str | None = None,
    ) -> QualityEvaluation:
        """Keep an evaluation of a unit for a year; what was kept of it before stays as an earlier version.

        What comes out the same again is not written twice.

        Args:
            unit: code of the unit: a programme, a faculty, the university.
            period: the year: ``office.year("academic", 2568)``.
            evaluation: what :meth:`~orqa.office.quality.evaluating.Evaluating.evaluate` gave; its findings may be
                errors, and their codes are kept.
            stage: whose result it is: ``self`` or ``assessed`` (the committee's, which stands beside the unit's own).
            targets: the scores that the unit set itself for the year, by node (ค่าเป้าหมาย).
            expected: the version that was read, 0 for none; by default whatever there is.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            PeriodNeeded: for anything but a year of a kind.
            NotFound: when there is no such unit.
            QualityRefused: when the unit did not exist in that year, there is no such stage, or a target is no score of
                a node.
            InputNotKept: when an input has no exact form as text.
            EvaluationChanged: when there is another version than ``expected``, or somebody else keeps one at the same
                moment.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        made = self._made(unit, period, evaluation, stage, targets or {})

        def make(save: "Save") -> QualityEvaluation:
            known = self._known(made.id)
            version = 0 if known is None else known.version
            if expected is not None and expected != version:
                raise EvaluationChanged(made.id, expected, version)
            if known is not None and evolve(made, kept_at=known.kept_at) == known:
                self._office.require(KEEP, unit)
                return known
            save(KEEP, made.kept_at, (evolve(made, version=version),))
            return evolve(made, version=version + 1)

        given = {one.id: one.value for one in made.inputs}
        goals = {one.node: one.target for one in made.scores if one.target is not None}
        asked = Asked({"id": made.id, "digest": made.digest, "inputs": given, "targets": goals})
        try:
            return self._recorder.once(key, KEEP, asked, make, lambda refs: self.get(refs[0].id if refs else made.id))
        except Conflict as conflict:
            if conflict.ref.kind != QualityEvaluation.kind:
                raise
            raise self._changed(made.id) from conflict

    def get(self, identity: str) -> QualityEvaluation:
        """The evaluation of an id, in its latest version.

        Raises:
            NotFound: when there is none.
        """
        found = self._known(identity)
        if found is None:
            raise NotFound(_EVALUATION, identity)
        return found

    def kept(
        self, unit: str = "", period: Year | None = None, *, framework: str = "", stage: str = ""
    ) -> tuple[QualityEvaluation, ...]:
        """What is kept, the earliest year first; each argument that is given narrows it.

        Args:
            unit: code of a unit.
            period: a year.
            framework: id of a framework, of whatever profile.
            stage: ``self`` or ``assessed``.

        Raises:
            PeriodNeeded: for a period that is no year of a kind.
        """
        with self._office.reading() as reader:
            query = _query(unit, period, framework, stage)
            return tuple(every(self._office, reader, QualityEvaluation, query, ("year", "unit", "identity")))

    def history(self, unit: str, *, framework: str = "", stage: str = "") -> tuple[QualityEvaluation, ...]:
        """All that is kept of a unit over the years, the earliest year first (ผลการประเมินย้อนหลัง).

        Raises:
            NotFound: when there is no such unit.
        """
        return self.kept(self._office.organization.unit(unit).id, framework=framework, stage=stage)

    def versions(self, kept: QualityEvaluation | str) -> tuple[QualityEvaluation, ...]:
        """All versions of an evaluation (or of its id), the first one first.

        Raises:
            NotFound: when there is none.
        """
        ref = self.get(kept if isinstance(kept, str) else kept.id).ref
        with self._office.reading() as reader:
            entries = [entry for entry in reader.history(ref) if entry.op is Op.PUT and entry.body is not None]
        stored = (Stored(ref, entry.version, entry.body or {}) for entry in entries)
        return tuple(cast("QualityEvaluation", self._office.codec.decode(one)) for one in stored)

    def table(self, unit: str = "", period: Year | None = None, *, framework: str = "", stage: str = "") -> "Table":
        """What :meth:`kept` finds, as a table (ทะเบียนผลการประเมิน)."""
        from orqa.office.quality.tables import kept_table

        return kept_table(self._office, self.kept(unit, period, framework=framework, stage=stage))

    def again(self, kept: QualityEvaluation) -> "Evaluation":
        """The kept inputs evaluated anew, to be explained, by the framework as it is now; see :meth:`check`.

        Raises:
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when there is no such framework any more.
        """
        return self.framework_of(kept).evaluate(given_again(kept.inputs))

    def framework_of(self, kept: QualityEvaluation) -> "Framework":
        """The framework of an evaluation that was kept, as it is now; errors as of :meth:`again`."""
        profile = {choice.name: choice.value for choice in kept.profile}
        return self._office.contributions.framework(kept.framework, **profile)

    def period_of(self, kept: QualityEvaluation) -> Year:
        """The year that an evaluation is of, with its days as the rules have them today."""
        office = self._office
        return office.year(kept.year_kind, office.written_year(kept.year))

    def check(self, kept: QualityEvaluation) -> tuple[Finding, ...]:
        """Whether the framework changed since, and whether the scores would be others now.

        Raises:
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: as of :meth:`again`.
        """
        if self.framework_of(kept).about.digest == kept.digest:
            return ()
        now = self.again(kept)
        before = {one.node: one.score for one in kept.scores}
        nodes = [name for name in now.framework.nodes if now.score(name) != before.get(name)]
        nodes += [name for name in before if name not in now.framework.nodes]
        kind = SCORES_CHANGED if nodes else FRAMEWORK_CHANGED
        return (kind.make(record=kept.ref, framework=kept.framework, nodes=", ".join(nodes)),)

    # ------------------------------------------------------------------ inside

    def _made(
        self, unit: str, period: Year, evaluation: "Evaluation", stage: str, targets: Mapping[str, Any]
    ) -> QualityEvaluation:
        """The record of an evaluation; evaluated from what is kept, so that what is kept explains the scores."""
        from orqa.office.quality.making import evaluation_record

        _need_year(period)
        known = self._office.organization.unit(unit)
        if known.first > period.last or (known.last is not None and known.last < period.first):
            raise QualityRefused(_NO_UNIT_THEN.fill(unit=unit, first=period.first, last=period.last))
        if stage not in STAGES:
            raise QualityRefused(_NO_STAGE.fill(stage=stage, known=", ".join(STAGES)))
        framework, inputs = evaluation.framework, written(evaluation.given)
        identity = evaluation_id(unit, period.kind, period.ce, stage, framework.identity)
        if len(identity) > _LONGEST_ID:
            raise QualityRefused(_TOO_LONG.fill(identity=framework.identity))
        again = framework.evaluate(given_again(inputs))
        return evaluation_record(
            identity, unit, period, stage, again, inputs, _scores(framework, targets), self._office.now()
        )

    def _known(self, identity: str) -> QualityEvaluation | None:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(QualityEvaluation.kind, identity)])
        return None if stored is None else cast("QualityEvaluation", self._office.codec.decode(stored))

    def _changed(self, identity: str) -> EvaluationChanged:
        known = self._known(identity)
        found = 0 if known is None else known.version
        return EvaluationChanged(identity, max(found - 1, 0), found)


def _scores(framework: "Framework", targets: Mapping[str, Any]) -> dict[str, Decimal]:
    """Targets as scores of nodes, rounded as these are.

    Raises:
        QualityRefused: when there is no such node, or its scale has no such score.
    """
    found = {}
    for name, value in targets.items():
        node = framework.nodes.get(name)
        try:
            score = None if node is None else node.scale.read(value)
        except ValueError:
            score = None
        if node is None or score is None:
            allowed = node.scale.allowed if node else Text.of(en=", ".join(framework.nodes))
            raise QualityRefused(_NO_TARGET.fill(node=name, found=str(value)[:40], allowed=allowed))
        found[name] = rounded(score, node.rounding.decimals, node.rounding.mode)
    return found


def _need_year(period: object) -> None:
    if not isinstance(period, Year) or not period.kind:
        raise PeriodNeeded(period)


def _query(unit: str, period: Year | None, framework: str, stage: str) -> Query:
    query = Query()
    for found in _conditions(unit, period, framework, stage):
        query &= found
    return query


def _conditions(unit: str, period: Year | None, framework: str, stage: str) -> Iterator[Query]:
    for name, value in (("unit", unit), ("framework", framework), ("stage", stage)):
        if value:
            yield equal(name, value)
    if period is not None:
        yield of_year(period)


def of_year(period: Year) -> Query:
    """What is kept of a year.

    Raises:
        PeriodNeeded: for anything but a year of a kind.
    """
    _need_year(period)
    return equal("year_kind", period.kind) & equal("year", period.ce)

"""The common data of units and years is kept, version by version (การเก็บข้อมูลพื้นฐานร่วม)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from attrs import evolve, frozen

from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.base.years import Year
from orqa.domain.quality.data_checks import check_data, check_series
from orqa.domain.quality.data_sets import DataPoint, DataSet, data_set_id
from orqa.office.common_data.forms import VOCABULARY, write_form
from orqa.office.errors import NotFound, PeriodNeeded
from orqa.office.paging import every
from orqa.office.quality.errors import EvaluationChanged, QualityRefused
from orqa.office.quality.keeping import KEEP
from orqa.office.service import Asked, Service
from orqa.storage.errors import Conflict
from orqa.storage.protocol import Op, Stored
from orqa.storage.query import Query, equal

if TYPE_CHECKING:
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.office.common_data.files import DataRead
    from orqa.office.recorder import Save

_DATA: Final = Text.of(en="the common data", th="ข้อมูลพื้นฐานร่วม")
_NO_UNIT_THEN = Text.of(
    en="there is no unit {unit} in the period from {first} to {last}", th="ไม่มีหน่วยงาน {unit} ในช่วง {first} ถึง {last}"
)
_NO_FIELD = Text.of(en="the data set has no {name} to confirm", th="ชุดข้อมูลไม่มี {name} ให้ยืนยัน")


@frozen(kw_only=True)
class DataTaken:
    """What became of a file of common data.

    Attributes:
        kept: the data sets that were kept.
        refused: ids of those that were not, because something in them is wrong.
        findings: what is wrong, with row and column.
    """

    kept: tuple[DataSet, ...]
    refused: tuple[str, ...]
    findings: tuple[Finding, ...]


class CommonData(Service):
    """One data set of each unit and year; reached as ``office.quality.data``.

    It is open to everybody in the office, as evaluations are; who may keep it, the policy says (``quality.keep``).
    """

    def keep(
        self,
        unit: str,
        period: Year,
        points: Iterable[DataPoint],
        *,
        expected: int | None = None,
        key: str | None = None,
    ) -> DataSet:
        """Keep the data of a unit and a year; what was kept before stays as an earlier version.

        What is the same again is not written twice. Wrong numbers are kept, too, and told by :meth:`check`: the data
        of a unit is what the unit says.

        Args:
            unit: code of the unit.
            period: the year: ``office.year("academic", 2568)``.
            points: all numbers, not only those that changed.
            expected: the version that was read, 0 for none; by default whatever there is.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            PeriodNeeded: for anything but a year of a kind.
            NotFound: when there is no such unit.
            QualityRefused: when the unit did not exist in that year.
            EvaluationChanged: when there is another version than ``expected``, or somebody else keeps one now.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        made = self._made(unit, period, points)

        def make(save: "Save") -> DataSet:
            (kept,) = self._save(save, (made,), expected)
            return kept

        asked = Asked({"id": made.id, "points": made.points})
        again = lambda refs: self._of_id(refs[0].id if refs else made.id)  # noqa: E731 - what the key gives
        try:
            return self._recorder.once(key, KEEP, asked, make, again)
        except Conflict as conflict:
            if conflict.ref.kind != DataSet.kind:
                raise
            found = self._of_id(made.id).version
            raise EvaluationChanged(made.id, max(found - 1, 0), found) from conflict

    def confirm(
        self,
        unit: str,
        period: Year,
        numbers: Mapping[str, str],
        *,
        expected: int | None = None,
        key: str | None = None,
    ) -> DataSet:
        """Keep the numbers that the committee confirmed beside those that the unit reported (ยืนยันข้อมูล).

        Args:
            unit: code of the unit.
            period: the year.
            numbers: the committee's number by field; an empty one takes it away again.
            expected: as of :meth:`keep`.
            key: as of :meth:`keep`.

        Raises:
            NotFound: when nothing is kept of the unit and year.
            QualityRefused: when a number is of a field that the data set has not.
            PeriodNeeded, EvaluationChanged, NotAllowed: as of :meth:`keep`.
        """
        data = self.get(unit, period)
        known = {point.id for point in data.points}
        for name in numbers:
            if name not in known:
                raise QualityRefused(_NO_FIELD.fill(name=repr(name[:60])))
        points = [evolve(p, confirmed=numbers[p.id]) if p.id in numbers else p for p in data.points]
        return self.keep(unit, period, points, expected=data.version if expected is None else expected, key=key)

    def get(self, unit: str, period: Year) -> DataSet:
        """The data of a unit and a year, in its latest version.

        Raises:
            NotFound: when none is kept.
            PeriodNeeded: for anything but a year of a kind.
        """
        return self._of_id(data_set_id(unit, _year(period).ce, period.kind))

    def kept(self, unit: str = "", period: Year | None = None) -> tuple[DataSet, ...]:
        """What is kept, the earliest year first; each argument that is given narrows it.

        Raises:
            PeriodNeeded: for a period that is no year of a kind.
        """
        query = equal("unit", unit) if unit else Query()
        if period is not None:
            query &= equal("year_kind", _year(period).kind) & equal("year", period.ce)
        with self._office.reading() as reader:
            return tuple(every(self._office, reader, DataSet, query, ("year", "unit", "year_kind")))

    def versions(self, unit: str, period: Year) -> tuple[DataSet, ...]:
        """All versions of the data of a unit and a year, the first one first.

        Raises:
            NotFound: when none is kept.
            PeriodNeeded: for anything but a year of a kind.
        """
        ref = self.get(unit, period).ref
        with self._office.reading() as reader:
            entries = [entry for entry in reader.history(ref) if entry.op is Op.PUT and entry.body is not None]
        stored = (Stored(ref, entry.version, entry.body or {}) for entry in entries)
        return tuple(cast("DataSet", self._office.codec.decode(one)) for one in stored)

    def check(self, unit: str, period: Year, *frameworks: "Framework | str") -> tuple[Finding, ...]:
        """What is wrong with the data of a unit and a year for frameworks, and against its other years.

        Raises:
            NotFound, PeriodNeeded: as of :meth:`get`.
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when there is no such framework.
        """
        data = self.get(unit, period)
        over_years = [finding for finding in check_series(self.kept(unit)) if finding.record == data.ref]
        return (*check_data(data, *self._frameworks(frameworks)), *over_years)

    def evaluate(
        self, unit: str, period: Year, framework: "Framework | str", *, confirmed: bool = True
    ) -> "Evaluation":
        """Evaluate a unit and a year by a framework, from the data that is kept.

        Args:
            unit: code of the unit.
            period: the year.
            framework: the framework, or its id.
            confirmed: go by the committee's numbers where there are some.

        Raises:
            NotFound, PeriodNeeded: as of :meth:`get`.
            UnknownContribution, UnknownProfile, FrameworkNotLoaded: when there is no such framework.
        """
        (found,) = self._frameworks((framework,))
        return found.evaluate(self.get(unit, period).inputs(found, confirmed=confirmed))

    # ------------------------------------------------------------------ files

    def form(
        self, path: Path, unit: str, period: Year, *frameworks: "Framework | str", ticked: bool = False
    ) -> DataSet:
        """Write a form for a unit and a year, with the numbers that are kept already (แบบกรอกข้อมูล).

        Args:
            path: ``.xlsx``, ``.csv``, ``.json`` or ``.jsonl``.
            unit: code of the unit.
            period: the year.
            frameworks: that ask for the data.
            ticked: also what is ticked: items and conditions.

        Raises:
            NotFound: when there is no such unit.
            PeriodNeeded: for anything but a year of a kind.
            EndingUnknown, MissingExtra, TooMuchForWorkbook, OSError: when the file cannot be written.
        """
        identity = data_set_id(unit, _year(period).ce, period.kind)
        data = self._known(identity) or self._made(unit, period, ())
        profile = self._office.profile
        write_form(
            path,
            profile.vocabulary(VOCABULARY),
            (data,),
            *self._frameworks(frameworks),
            ticked=ticked,
            language=profile.language,
            era=profile.era,
        )
        return data

    def read(self, path: Path, unit: str = "", period: Year | None = None) -> "DataRead":
        """What stands in a form that was filled in; nothing is kept.

        Args:
            path: the file.
            unit: whose the rows are that name no unit.
            period: the year of rows that name none.

        Raises:
            FormatNotRecognised, AmbiguousFormat, MissingExtra, OSError: when the file cannot be read.
        """
        from orqa.office.common_data.files import read_data

        office = self._office
        year = None if period is None else _year(period).ce
        return read_data(office.contributions, path, office.profile.vocabulary(VOCABULARY), unit=unit, year=year)

    def take_in(
        self, path: Path, *frameworks: "Framework | str", unit: str = "", period: Year | None = None
    ) -> DataTaken:
        """Read a form, check it for frameworks, and keep each data set in which nothing is wrong; see :meth:`read`.

        Where a cell or row of the file cannot be read at all, nothing of it is kept: mend it and take it in again.

        Raises:
            NotFound, QualityRefused: when a unit does not exist, or not in that year; nothing is kept.
            NotAllowed: when whoever acts may not; nothing is kept.
        """
        read, found = self.read(path, unit, period), self._frameworks(frameworks)
        findings = list(read.findings)
        sound: list[DataSet] = []
        refused: list[DataSet] = []
        for one in read.filled:
            told = check_data(one.data, *found, spots=one.spots) if found else ()
            findings += told
            wrong = has_errors(told) or has_errors(read.findings)
            (refused if wrong else sound).append(one.data)
        made = [self._made(data.unit, self._period(data), data.points) for data in sound]
        kept = self._save(self._recorder.save, made) if made else ()
        return DataTaken(kept=tuple(kept), refused=tuple(data.id for data in refused), findings=tuple(findings))

    # ------------------------------------------------------------------ inside

    def _made(self, unit: str, period: Year, points: Iterable[DataPoint]) -> DataSet:
        made = DataSet.of(unit, _year(period).ce, points, period.kind)
        known = self._office.organization.unit(unit)
        if known.first > period.last or (known.last is not None and known.last < period.first):
            raise QualityRefused(_NO_UNIT_THEN.fill(unit=unit, first=period.first, last=period.last))
        return made

    def _save(self, save: "Save", made: Iterable[DataSet], expected: int | None = None) -> list[DataSet]:
        """Write those that changed, each at its version; all are given back as they are kept."""
        kept, changed = [], []
        for one in made:
            known = self._known(one.id)
            version = 0 if known is None else known.version
            if expected is not None and expected != version:
                raise EvaluationChanged(one.id, expected, version)
            if known == one:
                self._office.require(KEEP, one.unit)
            else:
                changed.append(evolve(one, version=version))
                version += 1
            kept.append(evolve(one, version=version))
        if changed:
            save(KEEP, self._office.now(), tuple(changed))
        return kept

    def _frameworks(self, given: "Iterable[Framework | str]") -> "tuple[Framework, ...]":
        load = self._office.contributions.framework
        return tuple(load(one) if isinstance(one, str) else one for one in given)

    def _period(self, data: DataSet) -> Year:
        return self._office.year(data.year_kind, self._office.written_year(data.year))

    def _of_id(self, identity: str) -> DataSet:
        found = self._known(identity)
        if found is None:
            raise NotFound(_DATA, identity)
        return found

    def _known(self, identity: str) -> DataSet | None:
        with self._office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(DataSet.kind, identity)])
        return None if stored is None else cast("DataSet", self._office.codec.decode(stored))


def _year(period: object) -> Year:
    if not isinstance(period, Year) or not period.kind:
        raise PeriodNeeded(period)
    return period

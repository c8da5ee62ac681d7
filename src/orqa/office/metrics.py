"""Metrics of the office: one named number, or all of them as a table."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from orqa.base.language import Text
from orqa.base.years import Year
from orqa.office.access import UNNAMED
from orqa.office.errors import PeriodNeeded
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style
from orqa.reporting.metrics import Measure, MetricContext, Number
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

COLUMNS = (
    Column(name="metric", title=Text.of(th="รหัส", en="Metric"), public=True, unbroken=True),
    Column(name="title", title=Text.of(th="ตัวชี้วัด", en="What it is"), public=True),
    Column(name="value", title=Text.of(th="ค่า", en="Value"), type=ColumnType.DECIMAL, public=True),
    Column(name="unit", title=Text.of(th="หน่วย", en="Unit"), public=True),
    Column(name="count", title=Text.of(th="จำนวนที่นับ", en="Counted"), type=ColumnType.INTEGER, public=True),
)
_TITLE = Text.of(th="ตัวชี้วัด {period}", en="Metrics, {period}")


@frozen(kw_only=True)
class Measured:
    """A metric of a period.

    Attributes:
        name: of the metric, such as ``correspondence.overdue``.
        title: what people call it.
        unit: what it is measured in.
        period: the year that it is about.
        measure: value, count, parts and citations.
    """

    name: str
    title: Text
    unit: Text
    period: Year
    measure: Measure

    @property
    def value(self) -> Number | None:
        """See :attr:`orqa.reporting.metrics.Measure.value`."""
        return self.measure.value

    @property
    def count(self) -> int:
        """See :attr:`orqa.reporting.metrics.Measure.count`."""
        return self.measure.count


class Metrics:
    """Named numbers of the office; reached as ``office.metrics``.

    They count what whoever acts may see; of visits, enquiries and uses of agreements, all that there are.
    """

    def __init__(self, office: "Office") -> None:
        self._office = office

    def names(self) -> tuple[str, ...]:
        """The metrics that there are, sorted."""
        return tuple(self._office.contributions.metrics)

    def value(self, name: str, period: Year) -> Measured:
        """One metric of one year.

        Args:
            name: such as ``correspondence.median_handling_days``.
            period: a year of a kind: ``office.year("fiscal", 2569)``.

        Raises:
            UnknownContribution: when no plugin offers it.
            PeriodNeeded: for anything but a year.
        """
        (found,) = self._measured([name], period)
        return found

    def table(self, period: Year, names: Iterable[str] | None = None) -> Table:
        """Metrics of one year as a table, by default all of them.

        Raises:
            UnknownContribution, PeriodNeeded: as of :meth:`value`.
        """
        found = self._measured(self.names() if names is None else names, period)
        rows = [(one.name, one.title, _decimal(one), one.unit, one.measure.count) for one in found]
        return Table.of(COLUMNS, rows, _TITLE.fill(period=self._period(period)))

    def _measured(self, names: Iterable[str], period: Year) -> list[Measured]:
        if not isinstance(period, Year):
            raise PeriodNeeded(period)
        office = self._office
        with office.store.snapshot(office.rights.personal, UNNAMED) as (reader, counter):
            context = MetricContext(
                reader=reader, counter=counter, profile=office.profile, period=period, at=office.now()
            )
            return [self._one(name, context) for name in names]

    def _one(self, name: str, context: MetricContext) -> Measured:
        contributions = self._office.contributions
        measure = contributions.metric(name).measure(context)
        described = contributions.metrics[name]
        return Measured(name=name, title=described.title, unit=described.unit, period=context.period, measure=measure)

    def _period(self, period: Year) -> Text:
        native, foreign = Style.of_profile(self._office.profile), Style("en")
        styles = {"en": foreign, native.language: native}
        return Text(tuple((language, period.label(language, era=it.era)) for language, it in styles.items()))


def _decimal(one: Measured) -> Decimal | None:
    value = one.measure.value
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else value.decimal

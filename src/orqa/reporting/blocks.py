"""What a section is made of, besides tables."""

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen
from attrs.validators import instance_of, min_len

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.reporting.columns import ColumnType
from orqa.reporting.tables import Table


@frozen
class Paragraph:
    """Running text; a line break in it stays one, an empty line is a mistake: use two paragraphs."""

    text: Text = field(validator=instance_of(Text))


@frozen(kw_only=True)
class Figure:
    """One number that stands for itself: how many, how much, which share.

    Attributes:
        label: what it counts.
        value: the number; None where there is none, shown as a dash.
        type: how it is printed.
        unit: of what: letters, days; money brings its own.
    """

    label: Text
    value: int | Decimal | Money | None
    type: ColumnType = field(default=ColumnType.INTEGER, converter=ColumnType)
    unit: Text | None = None


class ChartKind(StrEnum):
    """How a chart is drawn: bars, lines, a radar (one spoke a category), a heat map (a row a series)."""

    BAR = "bar"
    LINE = "line"
    RADAR = "radar"
    HEATMAP = "heatmap"


@frozen
class Series:
    """The values of one thing over the categories of its chart; None where there is no value."""

    label: Text
    values: tuple[int | Decimal | None, ...] = field(validator=instance_of(tuple))


@frozen(kw_only=True)
class Chart:
    """Numbers by category, as data: how they are drawn is for renderers, and one that cannot draw shows a table.

    Attributes:
        kind: how it is best drawn.
        title: what it tells; it stands for the picture where there is none.
        categories: what the values are by, such as months.
        series: at least one, each with a value for each category.
        unit: of what.
    """

    kind: ChartKind = field(converter=ChartKind)
    title: Text
    categories: tuple[Text, ...] = field(validator=[instance_of(tuple), min_len(1)])
    series: tuple[Series, ...] = field(validator=[instance_of(tuple), min_len(1)])
    unit: Text | None = None

    @series.validator
    def _check_lengths(self, _attribute: object, series: tuple[Series, ...]) -> None:
        for each in series:
            if len(each.values) != len(self.categories):
                raise ValueError(
                    f"the chart {self.title} has {len(self.categories)} categories,"
                    f" its series {each.label} {len(each.values)} values"
                )


Block: TypeAlias = Paragraph | Figure | Chart | Table
"""What stands in a section."""

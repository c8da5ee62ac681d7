"""Charts as pictures: where values stand, and what no value does."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.eras import Era
from orqa.base.language import Text
from orqa.plugins.builtin.renderers.charts import draw
from orqa.plugins.builtin.renderers.charts.picture import WIDTH
from orqa.plugins.builtin.renderers.charts.scale import scale_of
from orqa.reporting.blocks import Chart, ChartKind, Series
from orqa.reporting.formatting import Style

TITLE = Text.of(en="Letters")
VALUES = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.decimals(-1000, 1000, places=3))


def chart(kind: ChartKind, *values: tuple[int | Decimal | None, ...], label: str = "Category") -> Chart:
    categories = tuple(Text.of(en=f"{label} {number}") for number in range(len(values[0])))
    series = tuple(Series(Text.of(en=f"Series {number}"), each) for number, each in enumerate(values))
    return Chart(kind=kind, title=TITLE, categories=categories, series=series)


def drawn(shown: Chart, style: Style | None = None) -> ET.Element:
    return ET.fromstring(draw(shown, style or Style()))  # noqa: S314 - our own picture


def texts(picture: ET.Element) -> list[str]:
    return [element.text or "" for element in picture.iter("text")]


@given(st.sampled_from(list(ChartKind)), st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=8))
def test_any_values_make_a_picture_with_everything_inside_its_frame(
    kind: ChartKind, values: list[tuple[int | Decimal | None, ...]]
) -> None:
    picture = drawn(chart(kind, *values))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    assert width == WIDTH
    for element in picture.iter():
        for name, most in (("x", width), ("cx", width), ("x1", width), ("y", height), ("cy", height), ("y2", height)):
            assert -0.1 <= float(element.get(name, 0)) <= most + 0.1, ET.tostring(element)
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", element.get("points", "")):
            assert -0.1 <= float(x) <= width + 0.1
            assert -0.1 <= float(y) <= height + 0.1


@given(st.lists(VALUES, min_size=1, max_size=6).map(tuple))
def test_the_scale_covers_all_values_and_zero_in_a_few_round_steps(values: tuple[int | Decimal | None, ...]) -> None:
    scale = scale_of(chart(ChartKind.BAR, values))
    marks = list(scale.marks())
    found = [Decimal(0), *(Decimal(value) for value in values if value is not None)]
    assert marks[0] <= min(found)
    assert marks[-1] >= max(found)
    assert Decimal(0) in marks
    assert 2 <= len(marks) <= 12
    assert scale.step.normalize().as_tuple().digits in {(1,), (2,), (2, 5), (5,)}
    if all(isinstance(value, int) for value in values if value is not None):
        assert all(mark == mark.to_integral_value() for mark in marks), "there is no half a person"


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((37,), "0 10 20 30 40"),
        ((100,), "0 20 40 60 80 100"),
        ((Decimal("4.4"),), "0 1 2 3 4 5"),
        ((-5, 12), "-5 0 5 10 15"),
        ((-7,), "-8 -6 -4 -2 0"),
        ((0, None), "0 1"),
        ((2, 1), "0 1 2"),
        ((12,), "0 5 10 15"),
        ((Decimal(2),), "0 0.5 1.0 1.5 2.0"),
        ((Decimal("0.03"),), "0 0.01 0.02 0.03"),
    ],
)
def test_marks(values: tuple[int | Decimal | None, ...], marks: str) -> None:
    assert " ".join(f"{mark:f}" for mark in scale_of(chart(ChartKind.LINE, values)).marks()) == marks


def test_bars_are_as_long_as_their_values_say() -> None:
    bars = [float(bar.attrib["width"]) for bar in drawn(chart(ChartKind.BAR, (10, 20, 0, None))).iter("rect")]
    assert bars[1] == pytest.approx(2 * bars[0], abs=0.2)
    assert bars[2] == 0
    assert len(bars) == 3


def test_a_bar_below_zero_ends_where_one_above_begins() -> None:
    below, above = list(drawn(chart(ChartKind.BAR, (-10, 20))).iter("rect"))
    zero = float(below.attrib["x"]) + float(below.attrib["width"])
    assert zero == pytest.approx(float(above.attrib["x"]), abs=0.2)


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    picture = drawn(chart(ChartKind.LINE, (1, 2, None, 4, 5)))
    assert [len(line.attrib["points"].split()) for line in picture.iter("polyline")] == [2, 2]
    assert len(list(picture.iter("circle"))) == 4


def test_higher_values_stand_higher() -> None:
    heights = [float(circle.attrib["cy"]) for circle in drawn(chart(ChartKind.LINE, (1, 5, 3))).iter("circle")]
    assert heights[1] < heights[2] < heights[0]


def test_names_of_many_categories_do_not_run_into_each_other() -> None:
    few = chart(ChartKind.LINE, tuple(range(4)))
    many = chart(ChartKind.LINE, tuple(range(40)), label="A long name of a category")
    assert sum(text.startswith("Category") for text in texts(drawn(few))) == 4
    assert sum(text.startswith("A long name") for text in texts(drawn(many))) <= 4


def test_a_whole_radar_is_an_area_and_one_with_a_gap_is_not() -> None:
    assert len([p for p in drawn(chart(ChartKind.RADAR, (1, 2, 3))).iter("polygon") if p.get("class") == "l0"]) == 1
    assert len(list(drawn(chart(ChartKind.RADAR, (1, None, 3))).iter("polyline"))) == 1


def test_a_radar_of_two_categories_becomes_bars() -> None:
    assert len(list(drawn(chart(ChartKind.RADAR, (1, 2))).iter("rect"))) == 2


def test_a_heat_map_shades_from_least_to_greatest() -> None:
    cells = drawn(chart(ChartKind.HEATMAP, (0, 50, 100, None)))
    assert [cell.attrib["class"] for cell in cells.iter("rect")] == ["h1", "h3", "h5", "h0"]
    assert texts(cells)[-4:] == ["0", "50", "100", "–"]


def test_a_heat_map_of_one_value_is_not_divided_by_nothing() -> None:
    assert [cell.attrib["class"] for cell in drawn(chart(ChartKind.HEATMAP, (7, 7))).iter("rect")] == ["h5", "h5"]


def test_several_series_are_named_below_one_is_not() -> None:
    assert "Series 1" in texts(drawn(chart(ChartKind.BAR, (1,), (2,))))
    assert "Series 0" not in texts(drawn(chart(ChartKind.BAR, (1,))))


def test_a_long_legend_goes_on_in_the_next_line() -> None:
    many = chart(ChartKind.BAR, *((1,) for _ in range(30)))
    heights = {e.attrib["y"] for e in drawn(many).iter("text") if (e.text or "").startswith("Series")}
    assert len(heights) > 1


def test_values_are_printed_as_the_report_prints_numbers() -> None:
    assert "๑,๒๓๔.๕" in texts(drawn(chart(ChartKind.BAR, (Decimal("1234.5"),)), Style("th", Era.BUDDHIST, "thai")))

"""Forms of common data to fill in, and filled ones to hand on (แบบกรอกข้อมูลพื้นฐานร่วม)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orqa.base.eras import OFFSET, Era
from orqa.base.language import Text, joined
from orqa.base.years import AcademicYear, CalendarYear, FiscalYear
from orqa.domain.quality.data_sets import DataPoint, DataSet
from orqa.domain.quality.forms import FormField, form_fields
from orqa.domain.quality.unit_words import unit_words
from orqa.office.tabular.tables import ColumnTable, Field, FieldType
from orqa.office.tabular.writing import TextTable, write_table

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework
    from orqa.rules.vocabulary import Vocabulary

VOCABULARY: Final = "quality-data-field"
"""The vocabulary of the profile that has the heads of the columns."""

TABLE: Final = ColumnTable(
    name="quality-data",
    title=Text.of(en="common data", th="ข้อมูลพื้นฐานร่วม"),
    vocabulary=VOCABULARY,
    fields=(
        Field("field", required=True),
        Field("title_th"),
        Field("title_en"),
        Field("measure"),
        Field("not_above"),
        Field("value", required=True),
        Field("confirmed"),
        Field("source"),
        Field("on", FieldType.DATE),
        Field("reported_by"),
        Field("note"),
        Field("counted_by"),
        Field("unit"),
        Field("year"),
        Field("year_kind"),
    ),
    action="quality.data",
)
"""The columns of a form."""

KINDS_OF_YEAR: Final[Mapping[str, Text]] = {
    "academic": AcademicYear.title,
    "calendar": CalendarYear.title,
    "fiscal": FiscalYear.title,
}

_NAMES = tuple(column.name for column in TABLE.fields)
_OPEN = ("value", "confirmed", "source", "on", "reported_by", "note", "counted_by")
_WIDTHS = {"title_th": 44, "title_en": 44, "not_above": 24, "value": 16, "confirmed": 16, "source": 28, "note": 28}
_USUAL_WIDTH = 14
_TITLE = Text.of(en="Common data", th="ข้อมูลพื้นฐานร่วม")


def write_form(  # noqa: PLR0913 - what is written, for whom, and how, by name
    path: Path,
    vocabulary: "Vocabulary",
    data_sets: Iterable[DataSet],
    *frameworks: "Framework",
    ticked: bool = False,
    language: str = "th",
    era: Era | str = Era.BUDDHIST,
) -> None:
    """Write a form with all that is known: each field of the frameworks, and each number of the data sets.

    A data set without numbers gives an empty form for its unit and year; without frameworks only the numbers are
    written. What was written comes back by :func:`orqa.office.common_data.files.read_data`.

    Args:
        path: ``.csv``, ``.json``, ``.jsonl`` or ``.xlsx``.
        vocabulary: the heads of the columns, :data:`VOCABULARY` of a profile.
        data_sets: of units and years.
        frameworks: for which the form is.
        ticked: also what is ticked: items and conditions.
        language: of the heads.
        era: of years.

    Raises:
        EndingUnknown, MissingExtra, TooMuchForWorkbook, OSError: see
            :func:`orqa.office.tabular.writing.write_table`.
    """
    fields = form_fields(*frameworks, ticked=ticked)
    table = TextTable(
        names=_NAMES,
        heads=[vocabulary[name].title.in_language(language) for name in _NAMES],
        rows=(row for data in data_sets for row in _rows(data, fields, language, Era(era))),
        title=_TITLE.in_language(language),
        numeric=[_NAMES.index(name) for name in ("value", "confirmed", "year")],
        open=[_NAMES.index(name) for name in _OPEN],
        widths=[_WIDTHS.get(name, _USUAL_WIDTH) for name in _NAMES],
    )
    write_table(path, table)


def _rows(data: DataSet, fields: Sequence[FormField], language: str, era: Era) -> Iterator[list[str]]:
    """The fields in their order with their numbers, then the numbers of other fields."""
    points: dict[str, list[DataPoint]] = {}
    for point in data.points:
        points.setdefault(point.id, []).append(point)
    for one in fields:
        for point in points.pop(one.id, None) or [DataPoint(id=one.id)]:
            yield _row(data, point, one, language, era)
    for point in data.points:
        if point.id in points:
            yield _row(data, point, None, language, era)


def _row(data: DataSet, point: DataPoint, one: FormField | None, language: str, era: Era) -> list[str]:
    cells = {
        "field": point.id,
        "title_th": one.title.in_language("th") if one else "",
        "title_en": one.title.in_language("en") if one else "",
        "measure": point.unit or (unit_words(one.unit).in_language(language) if one else ""),
        "not_above": _limit(one).in_language(language) if one else "",
        "value": point.value,
        "confirmed": point.confirmed,
        "source": point.source,
        "on": point.on.isoformat() if point.on else "",
        "reported_by": point.reported_by,
        "note": point.note,
        "counted_by": _kind(point.year_kind, language),
        "unit": data.unit,
        "year": str(data.year + OFFSET if era is Era.BUDDHIST else data.year),
        "year_kind": _kind(data.year_kind, language),
    }
    return [cells[name] for name in _NAMES]


def _kind(kind: str, language: str) -> str:
    return KINDS_OF_YEAR[kind].in_language(language) if kind else ""


def _limit(one: FormField) -> Text:
    if one.not_above:
        return joined(one.not_above, " + ")
    return Text.of(en=one.high or " ", th=one.high or " ")

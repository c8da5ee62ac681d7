"""Bodies of one pattern, cut at their quotation marks: less work than to read them as JSON.

Stores keep bodies in their canonical form: names in order, no blanks between. Where no value is a list or another
object, two lines with the same fields set differ in nothing but what stands between the same quotation marks::

    {"action":"","dated":"2026-11-23","number":12,"printed_key":null,"subject":"ทุน"}
     ^      ^ ^^ ^     ^ ^          ^ ^      ^    ^           ^      ^       ^ ^   ^

A line of the pattern has as many marks, and between them, at the same places, the wanted names in order, each with a
colon behind it. There is one place for each name, so each stands at its own and its value behind it.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

_ESCAPE = b"\\"
_AS_IT_IS = (b'"', b"\\")
"""What stands for itself behind a backslash; other letters there stand for something else."""

_INTEGER = re.compile(r":-?\d+[,}]")
_NULL = re.compile(r":null[,}]")
_TEXT = ":"


class NotOfOnePattern(ValueError):
    """The lines are to be read as JSON."""


class _Place(NamedTuple):
    """Where a field stands: the pieces of its name, of what is behind that, and of its value if it is a text."""

    name: str
    at: int
    behind: str

    @property
    def is_text(self) -> bool:
        return self.behind == _TEXT

    @property
    def value(self) -> str:
        """The name of the column that holds the value."""
        return str(self.at + 2 if self.is_text else self.at + 1)


class QuotedLines:
    """Reads fields of lines that have one pattern.

    Args:
        names: of the fields wanted, which are texts, integers or nothing; other fields are no objects.
        unwanted: the name of a field that no line has.
    """

    def __init__(self, names: Sequence[str], unwanted: str) -> None:
        self._names = frozenset(names)
        self._unwanted = unwanted

    def read(self, raw: bytes) -> "pa.Table":
        """A column of texts, integers or nulls for each field, a row for each line.

        Raises:
            NotOfOnePattern: where the first line has a field less or more, or one of another kind.
            pa.ArrowInvalid: where another line is not as the first.
        """
        import pyarrow as pa

        escapes = _has_escapes(raw)
        pieces, places = self._pattern(raw.partition(b"\n")[0])
        found = _split(raw, len(pieces), places, escapes=escapes)
        return pa.table({place.name: _values(place, found) for place in places})

    def _pattern(self, line: bytes) -> tuple[list[str], list[_Place]]:
        """The pieces of a line, and where the fields stand that must."""
        pieces = re.sub(rb"\\.", b"", line).decode().split('"')
        fields = [_Place(*found) for found in zip(pieces[1::2], range(1, len(pieces), 2), pieces[2::2], strict=False)]
        fields = [field for field in fields if field.behind.startswith(":")]
        names = [field.name for field in fields]
        if names != sorted({*names}) or self._unwanted in names or not self._names.issubset(names):
            raise NotOfOnePattern
        wanted = self._names | _around(self._unwanted, names)
        return pieces, [field for field in fields if field.name in wanted]


def _around(unwanted: str, names: Sequence[str]) -> set[str]:
    """The names between which another would stand: where these keep their places, it is not there."""
    before = [name for name in names if name < unwanted]
    behind = [name for name in names if name > unwanted]
    return {*before[-1:], *behind[:1]}


def _has_escapes(raw: bytes) -> bool:
    """Whether quotation marks or backslashes are escaped; where more than these are, the lines are no such lines."""
    at = first = raw.find(_ESCAPE)
    while at >= 0:
        if raw[at + 1 : at + 2] not in _AS_IT_IS:
            raise NotOfOnePattern
        at = raw.find(_ESCAPE, at + 2)
    return first >= 0


def _split(raw: bytes, pieces: int, places: Sequence[_Place], *, escapes: bool) -> "pa.Table":
    """The pieces that are looked at, as columns with the names of their places; names and colons are checked only."""
    import pyarrow as pa
    from pyarrow import csv

    checked = [str(n) for place in places for n in (place.at, *([place.at + 1] if place.is_text else []))]
    kept = [place.value for place in places]
    convert = csv.ConvertOptions(
        include_columns=[*kept, *checked],
        column_types={**dict.fromkeys(kept, pa.string()), **dict.fromkeys(checked, pa.null())},
        null_values=[_TEXT, *(place.name for place in places)],
        strings_can_be_null=False,
    )
    read = csv.ReadOptions(column_names=list(map(str, range(pieces))), block_size=len(raw) + 1, use_threads=False)
    cut = csv.ParseOptions(delimiter='"', quote_char=False, escape_char="\\" if escapes else False)
    return csv.read_csv(pa.BufferReader(raw), read, cut, convert)


def _values(place: _Place, found: "pa.Table") -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    column = found.column(place.value)
    if place.is_text:
        return column
    if _INTEGER.fullmatch(place.behind):
        return pc.ascii_trim(column, ":,}").cast(pa.int64())
    if not _NULL.fullmatch(place.behind) or not pc.all(pc.equal(column, place.behind)).as_py():
        raise NotOfOnePattern
    return pa.nulls(len(column))

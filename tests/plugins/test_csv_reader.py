"""CSV as spreadsheets write it and as disks and mails damage it: good rows are read, each bad one is told."""

import csv
import io
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orqa.base.findings import Finding, Place, Severity
from orqa.plugins.builtin.formats import lines
from orqa.plugins.builtin.formats.csv_reader import CsvReader
from orqa.plugins.rows import Row

HEAD = "ที่,ลงวันที่,จาก,เรื่อง\n"
GOOD = "อว 0655.08/12,12 ม.ค. 2568,กองกลาง,ขอเชิญประชุม\n"


def read(tmp_path: Path, content: str | bytes) -> list[Row | Finding]:
    path = tmp_path / "letters.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(CsvReader().read(path))


def rows(items: Sequence[Row | Finding]) -> list[list[str]]:
    return [list(item.values.values()) for item in items if isinstance(item, Row)]


def told(items: Sequence[Row | Finding]) -> list[str]:
    """Code and line of every finding."""
    return [f"{i.code}:{i.place.line if i.place else '?'}" for i in items if isinstance(i, Finding)]


# ------------------------------------------------------------------ what is written is read

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd\r"), max_size=8)
TABLE = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=TABLE,
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_table_comes_back(
    tmp_path: Path, *, table: list[list[str]], delimiter: str, end: str, quoting: Any, encoding: str
) -> None:
    heads = [f"หัว {number}" for number in range(len(table[0]) if table else 2)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([heads, *table])
    items = read(tmp_path, out.getvalue().encode(encoding))
    assert told(items) == []
    filled = [row for row in table if any(cell and not cell.isspace() for cell in row)]
    assert rows(items) == filled
    assert all(list(item.values) == heads for item in items if isinstance(item, Row))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_no_bytes_are_too_strange(tmp_path: Path, content: bytes) -> None:
    for item in read(tmp_path, content):
        assert isinstance(item, Row | Finding)
        assert isinstance(item.place, Place)
        assert item.place.file == "letters.csv"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.sampled_from('ก",;\n\r\t a\0\ufffd'), max_size=60))
def test_rows_and_findings_come_in_the_order_of_the_file(tmp_path: Path, content: str) -> None:
    items = read(tmp_path, "a,b\n" + content)
    places = [item.place.line for item in items if item.place and item.place.line]
    assert places == sorted(set(places))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.text(st.sampled_from('ก",\n\r a\0'), max_size=40), encoding=st.sampled_from(["utf-8", "cp874", "utf-16"])
)
def test_of_a_whole_file_the_first_row_tells_all(tmp_path: Path, content: str, encoding: str) -> None:
    items = read(tmp_path, ("a,b\n" + content).encode(encoding))
    if not CsvReader().is_whole(tmp_path / "letters.csv"):
        return
    found = itertools.dropwhile(lambda item: isinstance(item, Finding), items)
    for item in found:
        assert item.code.startswith("row-") if isinstance(item, Finding) else list(item.values) == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"a,b\n1,2\n", True),
        (b"a,b\r1,2\r", True),
        ("กองกลาง,เรื่อง\n1,2\n".encode("cp874"), True),
        (b"a,b\n1,2", False),
        (b"a,b\n1", False),
        (b"", False),
        ("a,b\n1,2\n".encode("utf-16"), False),
        (b"PK\x03\x04\n", False),
    ],
)
def test_a_file_whose_last_line_has_an_end_is_whole(tmp_path: Path, content: bytes, whole: bool) -> None:  # noqa: FBT001 - a case
    (tmp_path / "letters.csv").write_bytes(content)
    assert CsvReader().is_whole(tmp_path / "letters.csv") is whole


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(st.text(st.sampled_from("ก,; a\0\ufffd"), max_size=8), max_size=8), end=st.sampled_from("\n\r"))
def test_no_line_is_lost(tmp_path: Path, written: list[str], end: str) -> None:
    """Without quotation marks each line that is not blank is a row or is told."""
    items = read(tmp_path, end.join(["a,b", *written, ""]))
    filled = [number for number, line in enumerate(written, start=2) if line.replace(",", " ").strip()]
    assert [item.place.line for item in items if item.place] == filled


# ------------------------------------------------------------------ damage

CASES: list[tuple[str, str | bytes, list[str], int]] = [
    # what, the file, findings as code:line, number of rows
    ("a file without fault", HEAD + GOOD * 3, [], 3),
    ("no end of the last line", HEAD + GOOD.rstrip(), [], 1),
    ("nothing", "", ["file-empty:None"], 0),
    ("blank lines only", "\n\n  \n", ["file-empty:None"], 0),
    ("a byte order mark only", "\ufeff", ["file-empty:None"], 0),
    ("a head only", HEAD, [], 0),
    ("blank lines before and between", "\n\n" + HEAD + "\n" + GOOD + ",,,\n" + GOOD, [], 2),
    ("blank cells of a sheet", HEAD.strip() + ",,\n" + GOOD.strip() + ",,\n,,,,,\n", [], 1),
    ("old Mac lines", (HEAD + GOOD * 2).replace("\n", "\r"), [], 2),
    ("a row too short", HEAD + "1,2,3\n" + GOOD, ["row-wrong-width:2"], 1),
    ("a row too long", HEAD + "1,2,3,4,5\n" + GOOD, ["row-wrong-width:2"], 1),
    ("half a file", HEAD + GOOD + GOOD[:25], ["file-cut-off:3"], 1),
    ("half a file in a quoted cell", HEAD + GOOD + '1,2,3,"ขอเชิญ', ["file-cut-off:3"], 1),
    ("a quote not closed", HEAD + '1,2,"กองกลาง,x\n' + GOOD * 2, ["row-quotes:2"], 2),
    ("a quote not closed, closed far below", HEAD + '1,2,"a,x\n' + GOOD + '5,6,"b",y\n' + GOOD, ["row-quotes:2"], 3),
    ("a quote not doubled", HEAD + '1,2,"the "good" one",x\n' + GOOD, ["row-quotes:2"], 1),
    ("quotes within a cell", HEAD + '1,2,the "good" one,x\n', [], 1),
    ("a cell of two lines", HEAD + '1,2,"a\nb",x\n' + GOOD, [], 2),
    ("a damaged character", HEAD.encode() + b"1,2,\xe0\xb8,x\n" + GOOD.encode(), ["row-bad-characters:2"], 1),
    ("a replaced character", HEAD + "1,2,ก\ufffdง,x\n" + GOOD, ["row-bad-characters:2"], 1),
    ("a NUL", HEAD + "1,2,ก\0ง,x\n" + GOOD, ["row-nul:2"], 1),
    ("a head with a quote not closed", '"ที่,เรื่อง\n1,2\n', ["row-quotes:1"], 0),
    ("a head with a NUL", "ที่,เ\0รื่อง\n1,2\n", ["row-nul:1"], 0),
    ("an Excel workbook", b"PK\x03\x04" + b"\x14\0" * 50, ["file-not-text:None"], 0),
    ("an old Excel workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, ["file-not-text:None"], 0),
    ("a PDF", b"%PDF-1.7\n", ["file-not-text:None"], 0),
    ("zeros", b"\0" * 5000, ["file-not-text:None"], 0),
    ("UTF-16 without its mark", (HEAD + GOOD).encode("utf-16-le")[:-1], ["file-not-text:None"], 0),
    ("Thai of old systems", (HEAD + GOOD).encode("cp874"), ["file-encoding-old:None"], 1),
    (
        "accents of western Europe",
        "Réf,Objet\n12,Über die Prüfung\n".encode("cp1252"),
        ["file-encoding-unknown:None"],
        0,
    ),
    ("a head twice", "เรื่อง,จาก,เรื่อง\n1,2,3\n", ["file-head-twice:1"], 1),
]


@pytest.mark.parametrize(
    ("content", "findings", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_damage_is_told_and_the_rest_is_read(
    tmp_path: Path, content: str | bytes, findings: list[str], count: int
) -> None:
    items = read(tmp_path, content)
    assert told(items) == findings
    assert len(rows(items)) == count


def test_where_a_row_begins(tmp_path: Path) -> None:
    items = read(tmp_path, "\n" + HEAD + '1,2,"a\nb\nc",x\n\n' + GOOD)
    assert [item.place for item in items] == [Place("letters.csv", 3), Place("letters.csv", 7)]


def test_old_thai_is_read_letter_by_letter(tmp_path: Path) -> None:
    items = read(tmp_path, (HEAD + GOOD).encode("cp874"))
    assert rows(items) == [GOOD.strip().split(",")]
    finding = items[0]
    assert isinstance(finding, Finding)
    assert finding.severity is Severity.WARNING
    assert "was read as Thai Windows-874 (TIS-620)" in str(finding.message)


def test_characters_that_old_thai_does_not_have_are_told(tmp_path: Path) -> None:
    items = read(tmp_path, (HEAD + GOOD).encode("cp874") + b"1,2,\xdb\xa1,x\n")
    assert told(items) == ["file-encoding-old:None", "row-bad-characters:3"]


def test_the_last_of_a_large_file_counts(tmp_path: Path) -> None:
    """A mega-byte of ASCII before the first Thai letter does not make the file ASCII."""
    filler = "1,2,3,4\n" * 150_000
    items = read(tmp_path, (HEAD.replace("ที่,ลงวันที่,จาก,เรื่อง", "a,b,c,d") + filler + GOOD).encode("cp874"))
    assert told(items) == ["file-encoding-old:None"]
    assert rows(items)[-1] == GOOD.strip().split(",")


@pytest.mark.parametrize(
    ("head", "heads"),
    [
        ("a,b", ["a", "b"]),
        (" a , b\u00a0c ", ["a", "b c"]),
        ("a,,c", ["a", "column 2", "c"]),
        ("a,b,,,", ["a", "b"]),
        ("a,a,a", ["a", "a (2)", "a (3)"]),
        ('"เลข\nทะเบียน",b', ["เลข ทะเบียน", "b"]),
        ("\ufeffa,b", ["a", "b"]),
        ("เรื่อง; รายละเอียด,จาก", ["เรื่อง; รายละเอียด", "จาก"]),
        ("a;b;c,d", ["a", "b", "c,d"]),
    ],
)
def test_heads(tmp_path: Path, head: str, heads: list[str]) -> None:
    delimiter = ";" if heads[-1] == "c,d" else ","
    (row,) = [i for i in read(tmp_path, f"{head}\n{delimiter.join('x' * len(heads))}\n") if isinstance(i, Row)]
    assert list(row.values) == heads


@pytest.mark.parametrize("cell", ["=1+1", "+66", "-5", "@SUM(A1)", "'x", "007", "1e5", "12/01/2568", " x ", "๑๒"])
def test_a_cell_is_text_as_it_stands(tmp_path: Path, cell: str) -> None:
    assert rows(read(tmp_path, f"a,b\n{cell},1\n")) == [[cell, "1"]]


def test_a_line_without_end_needs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 1000)
    items = read(tmp_path, HEAD + "1,2,3," + "x" * 5000 + "\n" + GOOD)
    assert told(items) == ["row-too-long:2"]
    assert rows(items) == [GOOD.strip().split(",")]


def test_a_head_without_end_is_no_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_LIMIT", 1000)
    assert told(read(tmp_path, "a,b," + "x" * 5000 + "\n1,2,3\n")) == ["row-too-long:1"]


def test_a_cell_beyond_what_csv_takes(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + "1,2,3," + "x" * (csv.field_size_limit() + 1) + "\n" + GOOD)
    assert told(items) == ["row-too-long:2"]
    assert len(rows(items)) == 1


def test_a_quote_that_swallows_many_lines_is_found_early(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + '1,2,3,"x\n' + GOOD * (lines.ROW_LINES * 3))
    assert told(items) == ["row-quotes:2"]
    assert len(rows(items)) == lines.ROW_LINES * 3


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    reading = CsvReader().read(path)
    assert isinstance(next(reading), Row)
    reading.close()  # type: ignore[attr-defined]
    path.unlink()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(CsvReader().read(tmp_path / "none.csv"))


def test_messages_say_what_to_do_in_both_languages(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, HEAD + "1,2\n")
    assert isinstance(finding, Finding)
    assert finding.show() == (
        "letters.csv:2: error: the row has 2 cells, the head has 4; it was not read,"
        " for cells may stand in wrong columns [row-wrong-width]"
    )
    assert "แถวนี้มี 2 ช่อง แต่หัวตารางมี 4 ช่อง" in finding.show("th")

"""The receive register as files: five formats of one snapshot, whole or not at all."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.base.language import Text
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.files import replacing
from orqa.office.office import Office
from orqa.plugins import hookimpl
from orqa.plugins.errors import PluginFailed, UnknownContribution
from orqa.plugins.specs import RendererSpec
from orqa.reporting.blocks import Table
from orqa.reporting.model import Report
from orqa.storage.protocol import Batch

BANGKOK = ZoneInfo("Asia/Bangkok")
NAME = "received-register"
FORMATS = {"text": "txt", "markdown": "md", "csv": "csv", "json": "json", "html": "html"}
SUBJECTS = ("ขอเชิญประชุมคณะกรรมการ", "=1+1", "<script>alert(1)</script>", "ทุน | การศึกษา *ด่วน*")


@pytest.fixture
def filled(office: Office) -> Office:
    for n, subject in enumerate(SUBJECTS, 1):
        office.correspondence.receive(
            reference=f"อว 0655/{n}", dated="12 มกราคม 2569", sender="นายสมชาย ใจดี", subject=subject, kind="external"
        )
    return office


class Words(HTMLParser):
    """What a reader of the page sees."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = ""
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - the parser's signature
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.seen += data


# ------------------------------------------------------------------ five formats


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_register_is_written_in_each_format(filled: Office, tmp_path: Path, format_name: str) -> None:
    path = filled.reports.write(NAME, format_name, tmp_path / f"out.{FORMATS[format_name]}")
    text = path.read_text(encoding="utf-8-sig")
    shown = Words(text).seen if format_name == "html" else text
    assert "ทะเบียนหนังสือรับ" in shown or format_name in {"csv", "json"}
    assert SUBJECTS[0] in shown
    assert "นายสมชาย ใจดี" in shown
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith("office.db")] == [path.name]


def test_csv_keeps_every_cell_and_guards_formulas(filled: Office, tmp_path: Path) -> None:
    path = filled.reports.write(NAME, "csv", tmp_path / "out.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "without the mark spreadsheets take Thai for another code"
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    subjects = [row[head.index("เรื่อง")] for row in rows]
    assert subjects == [SUBJECTS[0], "'=1+1", *SUBJECTS[2:]]
    assert [row[head.index("เลขทะเบียนรับ")] for row in rows] == ["1", "2", "3", "4"]
    assert {row[head.index("ลงวันที่")] for row in rows} == {"2026-01-12"}


def test_json_keeps_values_for_programs(filled: Office, tmp_path: Path) -> None:
    data = json.loads(filled.reports.write(NAME, "json", tmp_path / "out.json").read_text(encoding="utf-8"))
    (table,) = [block for section in data["sections"] for block in section["blocks"]]
    names = [column["name"] for column in table["columns"]]
    rows = [dict(zip(names, row, strict=True)) for row in table["rows"]]
    assert data["report"] == NAME
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    assert [row["subject"] for row in rows] == list(SUBJECTS)
    assert {row["dated"] for row in rows} == {"2026-01-12"}


def test_markup_in_a_subject_stays_text(filled: Office, tmp_path: Path) -> None:
    page = Words(filled.reports.write(NAME, "html", tmp_path / "out.html").read_text(encoding="utf-8"))
    assert "<script>alert(1)</script>" in page.seen
    assert "script" not in page.tags


def test_a_report_can_be_in_another_language(filled: Office, tmp_path: Path) -> None:
    text = filled.reports.write(NAME, "text", tmp_path / "out.txt", language="en").read_text(encoding="utf-8")
    assert "Received" in text.splitlines()[0] or "Register" in text.splitlines()[0]
    assert "12 Jan 2026" in text
    thai = filled.reports.write(NAME, "text", tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "๑๒ ม.ค. ๖๙" in thai


def test_a_report_is_about_its_period(filled: Office) -> None:
    with filled.reports.open(NAME, filled.year("fiscal", 2569)) as report:
        assert rows_of(report) == []
    with filled.reports.open(NAME, filled.year("fiscal", 2570)) as report:
        assert len(rows_of(report)) == len(SUBJECTS)


def test_an_open_report_can_be_rendered_twice_and_does_not_change(filled: Office) -> None:
    with filled.reports.open(NAME) as report:
        filled.correspondence.receive(
            reference="อว 0655/99", dated="12 มกราคม 2569", sender="ก", subject="มาทีหลัง", kind="external"
        )
        outs = [io.BytesIO(), io.BytesIO()]
        for out in outs:
            filled.reports.render(report, "csv", out)
        assert outs[0].getvalue() == outs[1].getvalue()
        assert "มาทีหลัง" not in outs[0].getvalue().decode("utf-8-sig")
    with filled.reports.open(NAME) as report:
        assert len(rows_of(report)) == len(SUBJECTS) + 1


def rows_of(report: Report) -> list[Any]:
    (table,) = (block for section in report.sections for block in section.blocks if isinstance(block, Table))
    return list(table.rows())


# ------------------------------------------------------------------ whole or not at all


class Failing:
    """A renderer that writes a little and fails."""

    def render(self, report: Report, out: Any) -> None:  # noqa: ARG002 - the protocol's signature
        out.write(b"half of it")
        raise RuntimeError("no more ink")


class Plugin:
    """Brings the failing renderer."""

    @hookimpl
    def orqa_renderers(self) -> Iterator[RendererSpec]:
        yield RendererSpec(
            name="failing", title=Text.of(en="Fails"), media_type="text/x-fails", suffix=".fails", factory=Failing
        )


def test_a_renderer_that_fails_leaves_no_file(url: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with orqa.open_office(url, profile="thai-public-university", plugins=[Plugin()]) as office:
        with pytest.raises(PluginFailed, match="the report format 'failing' failed: RuntimeError: no more ink"):
            office.reports.write(NAME, "failing", out / "new.fails")
        assert list(out.iterdir()) == []
        (out / "old.fails").write_bytes(b"as it was")
        with pytest.raises(PluginFailed, match="the report format 'failing' failed: RuntimeError: no more ink"):
            office.reports.write(NAME, "failing", out / "old.fails")
        assert [(file.name, file.read_bytes()) for file in out.iterdir()] == [("old.fails", b"as it was")]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError])
def test_whatever_breaks_in_the_file_stays_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"as it was")
    with pytest.raises(error), replacing(path) as out:  # noqa: PT012 - the block that fails is what is tested
        out.write(b"half")
        raise error
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("file", b"as it was")]


def test_a_file_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("ท" * 85)  # 255 bytes
    with replacing(path) as out:
        out.write(b"all of it")
    assert path.read_bytes() == b"all of it"


def test_a_folder_that_is_not_there_is_the_system_s_own_error(filled: Office, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        filled.reports.write(NAME, "csv", tmp_path / "none" / "out.csv")
    with pytest.raises(IsADirectoryError):
        filled.reports.write(NAME, "csv", tmp_path)


def test_what_nobody_offers_is_told_before_a_file_is_begun(filled: Office, tmp_path: Path) -> None:
    with pytest.raises(UnknownContribution, match="<register>-register"):
        filled.reports.write("annual-report", "csv", tmp_path / "out.csv")
    with pytest.raises(UnknownContribution, match="csv, html, json, markdown, text"):
        filled.reports.write(NAME, "pdf", tmp_path / "out.pdf")
    assert not list(tmp_path.glob("*out*"))


# ------------------------------------------------------------------ who may see what


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_public_register_names_no_person(filled: Office, tmp_path: Path, format_name: str) -> None:
    path = filled.reports.write(NAME, format_name, tmp_path / "out", audience="public")
    text = path.read_text(encoding="utf-8-sig")
    assert "สมชาย" not in text
    assert SUBJECTS[0] in text


def hidden(office: Office, number: int) -> Batch:
    """A line of the register that only one unit may see."""
    entry = RegisterEntry(
        id=f"hidden-{number}",
        year=2026,
        number=number,
        registered_on=office.today(),
        letter=office.correspondence.entries()[0].letter,
        subject="เรื่องปกปิด",
    )
    put = office.codec.encode(entry, readers=("unit:12/2",))
    return Batch(f"test-{number}", "test", "test", office.now(), (put,))


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_what_is_left_out_is_counted(filled: Office, tmp_path: Path, audience: str) -> None:
    for number in (100, 101):
        filled.store.apply(hidden(filled, number))
    with filled.reports.open(NAME, audience=audience) as report:
        assert report.left_out == 2
        assert len(rows_of(report)) == len(SUBJECTS)
    for format_name in FORMATS:
        path = filled.reports.write(NAME, format_name, tmp_path / "out", audience=audience)
        text = path.read_text(encoding="utf-8-sig")
        assert "เรื่องปกปิด" not in text
        assert format_name == "csv" or "๒" in text or "2" in text
    text = filled.reports.write(NAME, "text", tmp_path / "out", audience=audience, language="en").read_text("utf-8")
    assert "2 records" in text


def test_a_letter_that_comes_meanwhile_is_not_taken_for_a_secret(filled: Office) -> None:
    with filled.reports.open(NAME) as report:
        filled.correspondence.receive(
            reference="อว 0655/50", dated="12 มกราคม 2569", sender="ก", subject="ข", kind="external"
        )
        assert report.left_out == 0
        assert len(rows_of(report)) == len(SUBJECTS)
    with filled.reports.open(NAME) as report:
        assert (report.left_out, len(rows_of(report))) == (0, len(SUBJECTS) + 1)


# ------------------------------------------------------------------ many lines


def test_lines_stand_in_the_order_of_their_numbers(url: str) -> None:
    at = [datetime(2026, 1, 1, tzinfo=BANGKOK)]
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: at[0]) as office:
        for n in range(1, 13):
            at[0] += timedelta(hours=9)
            office.correspondence.receive(
                reference=f"อว 0655/{n}", dated=date(2026, 1, 1), sender="ก", subject=f"เรื่องที่ {n}", kind="external"
            )
        with office.reports.open(NAME) as report:
            (table,) = report.tables
            place = [column.name for column in table.columns].index("number")
            assert [row[place] for row in table.rows()] == list(range(1, 13))

"""Files of letters on their way into the register: real ones, broken ones, mended ones, the same one again."""

import csv
import io
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.errors import OrqaError
from orqa.base.findings import Severity
from orqa.office.correspondence import importing
from orqa.office.correspondence.importing import import_received
from orqa.office.office import Office
from orqa.office.runs import Lines, Runs
from orqa.office.tabular import importing as tabular
from orqa.office.tabular.heads import ColumnsNotRecognised
from orqa.office.tabular.importing import ImportResult
from orqa.office.tabular.rejects import RejectsReplaceInput
from orqa.office.tabular.survey import FileRefused
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.plugins.errors import FormatNotRecognised, UnknownContribution
from orqa.storage.aside import aside
from orqa.storage.errors import StoreUnavailable
from orqa.storage.protocol import Batch, Receipt

BANGKOK = ZoneInfo("Asia/Bangkok")
PROFILE = "thai-public-university"
HEADS = ("ที่", "ลงวันที่", "จาก", "เรื่อง", "ชนิด")


@pytest.fixture
def trial(clock: Callable[[], datetime]) -> Iterator[Office]:
    """An office in memory, for what does not depend on the store."""
    with orqa.open_office("memory:", profile=PROFILE, clock=clock) as office:
        yield office


def row(n: int, **changes: str) -> dict[str, str]:
    return {
        "ที่": f"อว 0655/{n}",
        "ลงวันที่": "12 มกราคม 2569",
        "จาก": "คณะวิศวกรรมศาสตร์",
        "เรื่อง": f"ขอเชิญประชุม ครั้งที่ {n}",
        "ชนิด": "หนังสือภายนอก",
    } | changes


def table(path: Path, rows: Iterable[dict[str, str]], heads: Iterable[str] = HEADS, encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(heads), extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def found(result: ImportResult) -> list[tuple[int | None, str, str]]:
    """Line, column and code of each finding."""
    return [
        (finding.place.line if finding.place else None, finding.place.column if finding.place else "", finding.code)
        for finding in result.findings
    ]


def register(office: Office) -> list[tuple[int | None, str, str]]:
    """The register from its first line on."""
    entries = office.correspondence.entries(limit=100_000)
    return [(entry.number, entry.reference, entry.subject) for entry in reversed(entries)]


def packaged(name: str) -> Any:
    return as_file(files("orqa.cli.demo") / name)


# ------------------------------------------------------------------ the real letters, and the invented ones

NOT_LETTERS = [*range(14, 22), *range(23, 26), 30, 31, 32]


def test_of_the_real_letters_twelve_are_registered(office: Office) -> None:
    with packaged("letters-th.csv") as path:
        result = office.correspondence.import_received(path)
    assert (result.rows, result.registered, result.known, result.refused) == (31, 12, 0, 19)
    assert result.numbers == ((1, 12),)
    missing = "letter-field-missing"
    assert found(result) == [
        (2, "เรื่อง", missing),
        (3, "ลงวันที่", "letter-field-missing-without-reason"),
        (3, "เรื่อง", missing),
        (4, "เรื่อง", missing),
        (7, "ลงวันที่", "letter-field-missing-without-reason"),
        (7, "เรื่อง", missing),
        (10, "จาก", missing),
        (13, "ชนิด", "letter-kind-missing"),
        *((line, "ชนิด", "letter-kind-not-registered") for line in NOT_LETTERS),
    ]
    assert office.verify().is_sound


def test_a_real_letter_is_kept_as_it_is_printed(office: Office) -> None:
    with packaged("letters-th.csv") as path:
        office.correspondence.import_received(path)
    (letter,) = office.correspondence.find("นร ๑๓๐๕/ว ๕๒๙๓")
    assert letter.reference == "นร ๑๓๐๕/ว ๕๒๙๓"
    assert letter.dated == date(1998, 7, 7)
    assert letter.source == "letters-th.csv:5"
    assert letter.letter_kind == "external"
    assert letter.urgency == "normal"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_findings_on_the_real_letters_say_what_is_wrong_in_each_language(trial: Office, language: str) -> None:
    with packaged("letters-th.csv") as path:
        result = trial.correspondence.import_received(path)
    told = {finding.code: finding.message.in_language(language) for finding in result.findings}
    words = {
        "th": {"letter-field-missing": "ไม่มีผู้ส่ง", "letter-kind-not-registered": "รายงานการประชุม"},
        "en": {"letter-field-missing": "The sender is missing", "letter-kind-not-registered": "Minutes"},
    }
    for code, word in words[language].items():
        assert word in told[code]
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert {str(citation) for finding in errors for citation in finding.citations}, "an error cites the rule behind it"


def test_of_the_invented_letters_ten_are_registered_and_nothing_is_told_in_thai() -> None:
    with packaged("letters-abroad.csv") as path, orqa.open_office("memory:", profile="example-abroad") as office:
        result = office.correspondence.import_received(path)
        assert (result.rows, result.registered, result.refused) == (20, 10, 10)
        cleaned = "letter-field-cleaned"
        assert found(result) == [
            (5, "Urgency", "letter-urgency-unknown"),
            (6, "Reference", "letter-field-missing-without-reason"),
            (7, "Dated", "letter-field-missing-without-reason"),
            (8, "Dated", "letter-dated-not-understood"),
            (9, "Dated", "letter-dated-not-understood"),
            (10, "Subject", "letter-field-missing"),
            (11, "From", "letter-field-missing"),
            (14, "From", cleaned),
            (14, "Subject", cleaned),
            (15, "Kind", "letter-kind-not-registered"),
            (16, "Kind", "letter-kind-not-registered"),
            (17, "Kind", "letter-kind-unknown"),
            (18, "Dated", "letter-dated-in-future"),
        ]
        told = "".join(finding.message.in_language("en") for finding in result.findings)
        assert not any("\u0e00" <= character <= "\u0e7f" for character in told)
        subjects = [entry.subject for entry in office.correspondence.entries()]
        assert '=HYPERLINK("http://example.invalid","Invoice")' in subjects
        assert "<script>alert(1)</script> in a subject is only text" in subjects


# ------------------------------------------------------------------ columns


@pytest.mark.parametrize(
    "heads",
    [
        ("ที่", "ลงวันที่", "จาก", "เรื่อง", "ชนิด"),
        ("เลขที่หนังสือ", "วันที่", "ผู้ส่ง", "ชื่อเรื่อง", "ประเภทหนังสือ"),
        ("Reference", "Dated", "From", "Subject", "Kind"),
        ("NO.", " date ", "sender", "MATTER", "type"),
        ("reference", "dated", "sender", "subject", "letter_kind"),
        ("\ufeffที่", "ลง วัน ที่", "จาก ", "เรื่อง\u200b", "ชนิด"),
    ],
)
def test_columns_are_recognised_by_their_heads(trial: Office, tmp_path: Path, heads: tuple[str, ...]) -> None:
    path = table(tmp_path / "a.csv", [dict(zip(heads, row(1).values(), strict=True))], heads)
    result = import_received(trial, path)
    assert (result.registered, result.findings) == (1, ())
    assert register(trial) == [(1, "อว 0655/1", "ขอเชิญประชุม ครั้งที่ 1")]


def test_columns_may_stand_in_any_order(trial: Office, tmp_path: Path) -> None:
    result = import_received(trial, table(tmp_path / "a.csv", [row(1)], reversed(HEADS)))
    assert (result.registered, result.findings) == (1, ())


def test_a_column_of_no_use_is_told_once_with_those_that_are_known(trial: Office, tmp_path: Path) -> None:
    rows = [row(n) | {"ลำดับ": str(n)} for n in range(1, 4)]
    result = import_received(trial, table(tmp_path / "a.csv", rows, ("ลำดับ", *HEADS)))
    (told,) = result.findings
    assert (told.code, told.severity) == ("import-column-unused", Severity.INFO)
    assert "'ลำดับ'" in told.message.in_language("en")
    assert "ชั้นความเร็ว" in told.message.in_language("th")
    assert result.registered == 3


def test_of_two_columns_for_the_same_the_first_is_read(trial: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1) | {"Subject": "another"}], (*HEADS, "Subject"))
    result = import_received(trial, path)
    assert [finding.code for finding in result.findings] == ["import-column-twice"]
    assert "'เรื่อง' and 'Subject' both mean 'Subject'" in str(result.findings[0].message)
    assert register(trial)[0][2] == "ขอเชิญประชุม ครั้งที่ 1"


@pytest.mark.parametrize(
    ("heads", "missing", "thai"),
    [
        (("ที่", "ลงวันที่", "จาก", "ชนิด"), "Subject", "เรื่อง"),
        (("ที่", "ลงวันที่", "เรื่อง"), "From", "จาก"),
        (("ลำดับ", "ชื่อ"), "Letter no., Dated, From, Subject", "ที่, ลงวันที่, จาก, เรื่อง"),
        (("ที่", "จาก", "เรื่อง"), "Dated", "ลงวันที่"),
    ],
)
def test_a_file_without_a_needed_column_is_refused(
    office: Office, tmp_path: Path, heads: tuple[str, ...], missing: str, thai: str
) -> None:
    before = office.store.checkpoint()
    with pytest.raises(ColumnsNotRecognised) as caught:
        import_received(office, table(tmp_path / "a.csv", [dict.fromkeys(heads, "x")], heads))
    assert f"a.csv has no column for: {missing}. Its columns are: {', '.join(heads)}" in str(caught.value)
    assert f"a.csv ไม่มีคอลัมน์: {thai} คอลัมน์ที่มี" in caught.value.message("th")
    assert office.store.checkpoint() == before


def test_a_column_of_reasons_stands_in_for_a_column_of_dates(trial: Office, tmp_path: Path) -> None:
    heads = ("ที่", "เหตุที่ไม่มีวันที่", "จาก", "เรื่อง", "ชนิด")
    result = import_received(trial, table(tmp_path / "a.csv", [row(1) | {"เหตุที่ไม่มีวันที่": "ไม่ลงวันที่"}], heads))
    assert (result.registered, result.findings) == (1, ())


def test_what_every_row_lacks_is_told_once(trial: Office, tmp_path: Path) -> None:
    """Else a year's letters without a column for their kind would bury what is wrong with seven of them."""
    path = table(tmp_path / "a.csv", (row(n) for n in range(1, 501)), HEADS[:-1])
    result = import_received(trial, path)
    assert result.registered == 500
    assert [finding.code for finding in result.findings] == ["import-column-missing"]
    assert "no column 'Kind'" in str(result.findings[0].message)
    assert "ไม่มีคอลัมน์ 'ชนิด'" in result.findings[0].message.in_language("th")


# ------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("subject", "stored", "codes"),
    [
        ("=1+1", "=1+1", []),
        ("+66 2 123", "+66 2 123", []),
        ("@SUM(A1)", "@SUM(A1)", []),
        ("-5", "-5", []),
        ("'quoted'", "'quoted'", []),
        ("<b>ด่วน</b> &amp;", "<b>ด่วน</b> &amp;", []),
        ("ขอ\u200bเชิญ\u2060ประชุม\ufeff", "ขอเชิญประชุม", ["letter-field-cleaned"]),
        ("แจ้ง\x1b[31mด่วน\x07", "แจ้ง[31mด่วน", ["letter-field-cleaned"]),
        ("อ่าน\u202eกลับ", "อ่านกลับ", ["letter-field-cleaned"]),
        ("สอง\nบรรทัด\tและแท็บ", "สอง บรรทัด และแท็บ", []),
        ("น\u0e4d\u0e32", "นำ", []),
    ],
)
def test_cells_are_text_and_nothing_else(
    trial: Office, tmp_path: Path, subject: str, stored: str, codes: list[str]
) -> None:
    result = import_received(trial, table(tmp_path / "a.csv", [row(1, เรื่อง=subject)]))
    assert [finding.code for finding in result.findings] == codes
    assert register(trial)[0][2] == stored


def test_a_subject_of_a_million_characters_is_one_finding(trial: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1), row(2, เรื่อง="ก" * 1_000_000), row(3)])
    result = import_received(trial, path)
    assert (result.registered, result.refused) == (2, 1)
    assert [line for line, _, _ in found(result)] == [3]
    assert len(str(result.findings[0].message)) < 300


def test_old_thai_files_are_read_with_a_warning(trial: Office, tmp_path: Path) -> None:
    result = import_received(trial, table(tmp_path / "a.csv", [row(1), row(2)], encoding="cp874"))
    assert result.registered == 2
    assert [finding.code for finding in result.findings] == ["file-encoding-old"]
    assert register(trial)[1] == (2, "อว 0655/2", "ขอเชิญประชุม ครั้งที่ 2")


def test_a_row_that_cannot_be_read_is_a_row_that_was_refused(trial: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1), row(2)])
    text = path.read_text(encoding="utf-8") + "one,cell,too,many,here,indeed\r\n"
    path.write_text(text + "อว 0655/3,12 มกราคม 2569,งานการเงิน,รายงาน,หนังสือภายนอก\r\n", encoding="utf-8")
    result = import_received(trial, path)
    assert (result.rows, result.registered, result.refused) == (4, 3, 1)
    assert found(result) == [(4, "", "row-wrong-width")]


# ------------------------------------------------------------------ JSON lines


def lines(path: Path, objects: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects), encoding="utf-8")
    return path


def test_json_lines_are_read_too(trial: Office, tmp_path: Path) -> None:
    result = import_received(trial, lines(tmp_path / "a.jsonl", [row(1), row(2)]))
    assert (result.registered, result.findings) == (2, ())


def test_objects_may_leave_names_out(trial: Office, tmp_path: Path) -> None:
    """A line that lacks the subject is a bad row; that other lines have it shows what the file is."""
    objects = [row(1), {"ที่": "อว 0655/2"}, row(3) | {"หมายเหตุ": "ด่วน"}, row(4)]
    result = import_received(trial, lines(tmp_path / "a.jsonl", objects))
    assert (result.rows, result.registered, result.refused) == (4, 3, 1)
    assert {line for line, _, _ in found(result)} == {2}
    assert trial.correspondence.find("อว 0655/3")[0].note == "ด่วน"


def test_names_of_no_use_are_told_once_however_they_alternate(trial: Office, tmp_path: Path) -> None:
    objects = [row(n) | {f"extra {n % 3}": "x"} for n in range(1, 301)]
    result = import_received(trial, lines(tmp_path / "a.jsonl", objects))
    assert result.registered == 300
    assert [finding.code for finding in result.findings] == ["import-column-unused"] * 3


# ------------------------------------------------------------------ files that are not whole


@pytest.mark.parametrize(
    ("name", "content", "code", "thai"),
    [
        ("a.csv", b"", "file-empty", "แฟ้มว่างเปล่า"),
        ("a.jsonl", b"", "file-empty", "แฟ้มว่างเปล่า"),
        ("a.csv", b"\n\r\n  \n", "file-empty", "แฟ้มว่างเปล่า"),
        ("a.csv", b"PK\x03\x04" + b"x" * 50, "file-not-text", "บันทึกแผ่นงานเป็น CSV"),
        ("a.csv", b"%PDF-1.7 ...", "file-not-text", "แฟ้ม PDF"),
        ("a.jsonl", b"[\n{}\n]\n", "file-not-json-lines", "บรรทัดละหนึ่งรายการ"),
        ("a.csv", b'"\x97\xe9,\n', "file-encoding-unknown", "UTF-8"),
        ("a.csv", 'ที่,"เรื่อง\nก,ข\n'.encode(), "row-quotes", "เครื่องหมายคำพูด"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(  # noqa: PLR0917 - what is varied
    office: Office, tmp_path: Path, name: str, content: bytes, code: str, thai: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = office.store.checkpoint()
    with pytest.raises(FileRefused) as caught:
        import_received(office, path)
    assert caught.value.findings[0].code == code
    assert f"{name} was not imported and nothing was written" in str(caught.value)
    assert thai in caught.value.message("th")
    assert office.store.checkpoint() == before


def test_half_a_file_is_refused_and_the_whole_one_then_registered(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(n, เรื่อง=f'รายงาน "ฉบับ" ที่ {n}') for n in range(1, 31)])
    whole = path.read_bytes()
    before = office.store.checkpoint()
    path.write_bytes(whole[: whole.rindex(b'""')])
    with pytest.raises(FileRefused) as caught:
        import_received(office, path)
    (told,) = caught.value.findings
    assert (told.code, told.place and told.place.line) == ("file-cut-off", 31)
    assert "a.csv:31: the file ends in the middle of this row" in str(caught.value)
    assert office.store.checkpoint() == before
    path.write_bytes(whole)
    assert import_received(office, path).numbers == ((1, 30),)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_wherever_a_file_is_cut_no_letter_is_made_up(tmp_path: Path, data: st.DataObject) -> None:
    subjects = ['ขอเชิญ, "ประชุม"', "ก", 'สอง\nบรรทัด "มี" คำพูด', "รายงาน", 'จบ, "ท้าย"']
    path = table(tmp_path / "a.csv", [row(n, เรื่อง=subject) for n, subject in enumerate(subjects, 1)])
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with orqa.open_office("memory:", profile=PROFILE) as office:
        try:
            result = import_received(office, path)
        except (FileRefused, ColumnsNotRecognised):
            assert office.correspondence.entries() == ()
            return
        assert result.rows == result.registered + result.refused
        assert {subject for _, _, subject in register(office)} <= {" ".join(text.split()) for text in subjects}


def test_a_file_may_end_without_a_line_end(trial: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1), row(2)])
    path.write_bytes(path.read_bytes().rstrip(b"\r\n"))
    assert import_received(trial, path).registered == 2


def test_a_file_without_rows_is_told(trial: Office, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="the file holds no rows"):
        import_received(trial, table(tmp_path / "a.csv", []))


def test_what_is_no_file_on_a_disk_is_told(trial: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(FileRefused, match="save it first"):
        import_received(trial, pipe)
    with pytest.raises(FileRefused, match="save it first"):
        import_received(trial, tmp_path, format_name="csv")
    with pytest.raises(FileNotFoundError):
        import_received(trial, tmp_path / "none.csv")


def test_a_file_of_no_known_format_is_told_with_those_there_are(trial: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "letters.docx", [row(1)])
    with pytest.raises(FormatNotRecognised, match=r"letters\.docx.*\.csv"):
        import_received(trial, path)
    with pytest.raises(UnknownContribution, match=r"csv.*jsonl"):
        import_received(trial, path, format_name="odf")
    assert import_received(trial, path, format_name="csv").registered == 1


# ------------------------------------------------------------------ again, mended, broken off


def test_a_file_a_second_time_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1), row(2, เรื่อง=""), row(3)])
    first = import_received(office, path)
    before = office.store.checkpoint()
    again = import_received(office, path)
    assert (first.registered, first.known, first.refused) == (2, 0, 1)
    assert (again.registered, again.known, again.refused) == (0, 2, 1)
    assert found(again) == [(None, "", "import-already-registered"), (3, "เรื่อง", "letter-field-missing")]
    assert "rows of letters that were registered already, as no. 1–2/2569: 2; " in str(again.findings[0].message)
    assert "ลงทะเบียนไว้แล้ว เลขที่ 1–2/2569" in again.findings[0].message.in_language("th")
    assert office.store.checkpoint() == before


def test_a_mended_file_adds_only_what_was_missing(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1), row(2, เรื่อง=""), row(3)])
    import_received(office, path)
    mended = table(path, [row(1), row(2), row(3)])
    result = import_received(office, mended)
    assert (result.registered, result.known, result.refused, result.numbers) == (1, 2, 0, ((3, 3),))
    assert [number for number, _, _ in register(office)] == [1, 2, 3]
    assert office.verify().is_sound


def test_the_same_letter_spelled_otherwise_is_the_same(trial: Office, tmp_path: Path) -> None:
    import_received(trial, table(tmp_path / "a.csv", [row(1)]))
    other = row(1, ที่="อว.๐๖๕๕/๑", ลงวันที่="๑๒ ม.ค. ๖๙", เรื่อง="ขอเชิญ ประชุม ครั้งที่ ๑")
    result = import_received(trial, table(tmp_path / "b.csv", [other]))
    assert (result.registered, result.known) == (0, 1)


@pytest.mark.parametrize("column", ["ที่", "ลงวันที่", "จาก", "เรื่อง"])
def test_letters_that_differ_in_anything_are_two(trial: Office, tmp_path: Path, column: str) -> None:
    other = row(1) | {column: {"ที่": "อว 0655/9", "ลงวันที่": "13 มกราคม 2569"}.get(column, "อื่น")}
    result = import_received(trial, table(tmp_path / "a.csv", [row(1), other]))
    assert (result.registered, result.known) == (2, 0)


def test_a_letter_received_by_hand_is_known_to_an_import(trial: Office, tmp_path: Path) -> None:
    trial.correspondence.receive(
        reference="อว 0655/1",
        dated=date(2026, 1, 12),
        sender="คณะวิศวกรรมศาสตร์",
        subject="ขอเชิญประชุม ครั้งที่ 1",
        kind="external",
    )
    result = import_received(trial, table(tmp_path / "a.csv", [row(1), row(2)]))
    assert (result.registered, result.known, result.numbers) == (1, 1, ((2, 2),))


def test_letters_without_number_or_date_are_known_again_too(office: Office, tmp_path: Path) -> None:
    reasons = {"เหตุที่ไม่มีเลขที่": "ไม่มี", "เหตุที่ไม่มีวันที่": "ไม่มี"}
    rows = [
        row(1, ที่="") | reasons,
        row(2, ลงวันที่="") | reasons,
        row(3, ที่="", ลงวันที่="") | reasons,
        row(4, ที่="", ลงวันที่="") | reasons,
    ]
    path = table(tmp_path / "a.csv", rows, (*HEADS, *reasons))
    assert import_received(office, path).registered == 4
    again = import_received(office, path)
    assert (again.registered, again.known) == (0, 4)


@pytest.mark.parametrize("batch", [2, 100])
def test_a_row_that_stands_twice_in_a_file_is_one_letter(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(tabular, "BATCH", batch)
    result = import_received(office, table(tmp_path / "a.csv", [row(n) for n in (1, 2, 1, 3, 3, 2)]))
    assert (result.rows, result.registered, result.known) == (6, 3, 3)
    assert found(result) == [(None, "", "import-already-registered")]
    assert "1–3/2569" in str(result.findings[0].message)


def test_letters_that_are_still_being_written_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first rows are held up until the office was asked about the next, which it does not hold yet."""
    begun, asked, held = threading.Event(), threading.Event(), []
    looked, run = importing.registered, SqliteStore._run_ahead

    def looking(*args: Any) -> Any:
        known = looked(*args)
        if begun.is_set():
            asked.set()
        return known

    def running(store: SqliteStore, ahead: Any) -> Receipt:
        begun.set()
        held.append(asked.wait(30))
        return run(store, ahead)

    monkeypatch.setattr(importing, "registered", looking)
    monkeypatch.setattr(SqliteStore, "_run_ahead", running)
    monkeypatch.setattr(tabular, "BATCH", 2)
    told: list[int] = []
    with orqa.open_office(f"sqlite:///{tmp_path}/office.db", profile=PROFILE) as office:
        result = import_received(
            office, table(tmp_path / "a.csv", [row(n) for n in (1, 2, 2, 3)]), progress=told.append
        )
        assert [number for number, *_ in register(office)] == [1, 2, 3]
    assert (held, told) == ([True, True], [2, 4])
    assert (result.registered, result.known, result.numbers) == (3, 1, ((1, 3),))
    assert "2/2569" in str(result.findings[0].message)


def test_warnings_on_a_letter_are_not_told_again(trial: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(n, ชนิด="") for n in range(1, 4)])
    assert len(import_received(trial, path).findings) == 3
    assert found(import_received(trial, path)) == [(None, "", "import-already-registered")]


class Breaking:
    """A store that fails at the n-th import batch, before or after it is written."""

    def __init__(self, store: Any, at: int, error: BaseException, *, after: bool) -> None:
        self._store, self._left, self._error, self._after = store, at, error, after

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def apply(self, batch: Batch) -> Receipt:
        receipt = self._told(self._store.apply, batch)
        assert receipt is not None
        return receipt

    @contextmanager
    def aside(self) -> Iterator[Any]:
        with aside(self._store) as writer:
            yield SimpleNamespace(apply=partial(self._told, writer.apply), wait=writer.wait)

    def _told(self, apply: Callable[[Batch], Receipt | None], batch: Batch) -> Receipt | None:
        if batch.action == "letter.import":
            self._left -= 1
        if self._left:
            return apply(batch)
        if self._after:
            apply(batch)
        raise self._error


ERRORS = [StoreUnavailable("store", "the disk is full"), KeyboardInterrupt(), RuntimeError("bug")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("batch", [7, 10, 25])
def test_an_import_that_broke_off_goes_on(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, *, after: bool, batch: int
) -> None:
    rows = [row(n, เรื่อง="" if n % 9 == 0 else f"เรื่องที่ {n}") for n in range(1, 51)]
    path = table(tmp_path / "a.csv", rows)
    with orqa.open_office(url, profile=PROFILE) as office:
        store = office.store
        monkeypatch.setattr(tabular, "BATCH", 10)
        monkeypatch.setattr(office, "_store", Breaking(store, 3, error, after=after))
        with pytest.raises(type(error)):
            import_received(office, path)
        assert office.verify().is_sound
        kept = len(register(office))
        assert kept == (27 if after else 18)
        monkeypatch.setattr(office, "_store", store)
        monkeypatch.setattr(tabular, "BATCH", batch)  # a newer version may take other steps
        result = import_received(office, path)
        assert (result.rows, result.registered, result.known, result.refused) == (50, 45 - kept, kept, 5)
        expected = [(n, f"เรื่องที่ {m}") for n, m in enumerate((m for m in range(1, 51) if m % 9), 1)]
        assert [(number, subject) for number, _, subject in register(office)] == expected
        assert office.verify().is_sound


def test_two_imports_of_a_file_at_the_same_moment_register_it_once(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has looked and found nothing when the first writes; both write the same batch."""
    path = table(tmp_path / "a.csv", [row(n) for n in range(1, 6)])
    with orqa.open_office(url, profile=PROFILE) as office:
        looked = importing.registered

        def interrupted(*args: Any) -> Any:
            known = looked(*args)
            monkeypatch.setattr(importing, "registered", looked)
            assert import_received(office, path).numbers == ((1, 5),)
            return known

        monkeypatch.setattr(importing, "registered", interrupted)
        assert import_received(office, path).numbers == ((1, 5),)
        assert [number for number, _, _ in register(office)] == [1, 2, 3, 4, 5]
        assert office.verify().is_sound


def test_an_import_over_new_year_begins_the_new_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 12, 31, 23, 59, 58, tzinfo=BANGKOK)
    moments = iter(at + timedelta(seconds=n / 50) for n in range(1_000))
    monkeypatch.setattr(tabular, "BATCH", 1)
    with orqa.open_office("memory:", profile=PROFILE, clock=lambda: next(moments)) as office:
        path = table(tmp_path / "a.csv", (row(n) for n in range(1, 201)))
        result = import_received(office, path)
        years = [len(office.correspondence.entries(year, limit=500)) for year in (2026, 2027)]
        assert result.registered == sum(years) == 200
        assert all(years)
        assert result.numbers == ((1, years[0]), (1, years[1]))
        assert office.verify().is_sound


# ------------------------------------------------------------------ many rows


def test_of_ten_thousand_rows_seven_bad_ones_are_seven_findings(trial: Office, tmp_path: Path) -> None:
    bad = {
        100: ("ลงวันที่", "31 กุมภาพันธ์ 2569", "letter-dated-not-understood"),
        2_001: ("เรื่อง", "", "letter-field-missing"),
        3_333: ("จาก", "  ", "letter-field-missing"),
        5_000: ("ชนิด", "โทรเลข", "letter-kind-unknown"),
        7_777: ("ชนิด", "ประกาศ", "letter-kind-not-registered"),
        9_999: ("ที่", "", "letter-field-missing-without-reason"),
        10_000: ("เรื่อง", "ก" * 2_001, "letter-field-too-long"),
    }
    rows = (row(n) | ({bad[n][0]: bad[n][1]} if n in bad else {}) for n in range(1, 10_001))
    told: list[int] = []
    result = import_received(trial, table(tmp_path / "a.csv", rows), progress=told.append)
    assert (result.rows, result.registered, result.refused) == (10_000, 9_993, 7)
    assert result.numbers == ((1, 9_993),)
    assert found(result) == [(n + 1, column, code) for n, (column, _, code) in bad.items()]
    assert all(
        str(finding.place).startswith(f"a.csv:{n + 1}:") for finding, n in zip(result.findings, bad, strict=True)
    )
    assert told == [2_000, 4_000, 6_000, 8_000, 10_000]


# ------------------------------------------------------------------ rejects


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_that_were_refused_can_be_mended_and_imported(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1), row(2, เรื่อง=""), row(3, เรื่อง="=1+1", ลงวันที่="32 ม.ค. 2569"), row(4)])
    rejects = tmp_path / "rejects.csv"
    assert import_received(office, path, rejects=rejects).refused == 2
    rows = read_back(rejects)
    assert list(rows[0]) == [*HEADS, "เหตุที่ไม่ได้นำเข้า"]
    assert rows[0]["เหตุที่ไม่ได้นำเข้า"].startswith("เรื่อง: ไม่มีเรื่อง")
    assert rows[1]["เหตุที่ไม่ได้นำเข้า"].startswith("ลงวันที่: ")
    assert rows[1]["เรื่อง"] == "'=1+1", "a spreadsheet must not take it for a formula"
    rows[0]["เรื่อง"], rows[1]["ลงวันที่"] = "เติมแล้ว", "31 ม.ค. 2569"
    result = import_received(office, table(rejects, rows, rows[0]), rejects=tmp_path / "more.csv")
    assert (result.registered, result.refused, result.findings) == (2, 0, ())
    assert [subject for _, _, subject in register(office)][-2:] == ["เติมแล้ว", "=1+1"]
    assert read_back(tmp_path / "more.csv") == [], "what is left to mend: nothing"


@pytest.mark.parametrize(("language", "why"), [("en", "Why not taken in"), ("th", "เหตุที่ไม่ได้นำเข้า")])
def test_rejects_speak_a_language_and_come_back_in_any(trial: Office, tmp_path: Path, language: str, why: str) -> None:
    rejects = tmp_path / "rejects.csv"
    import_received(trial, table(tmp_path / "a.csv", [row(1, จาก="")]), rejects=rejects, language=language)
    (only,) = read_back(rejects)
    assert only[why]
    only["จาก"] = "'คณะ"
    result = import_received(trial, table(rejects, [only], only))
    assert (result.registered, result.findings) == (1, ())
    assert trial.correspondence.entries()[0].sender == "คณะ"


CELL = st.text(
    st.sampled_from("กขคำ่้ ๑12aZ=+-@'\",;\n\t<&|*\u200b\u202e\x07\r\x1b\u2028"), min_size=1, max_size=20
).filter(lambda text: any(c.isalnum() for c in text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=CELL, sender=CELL)
def test_what_comes_back_from_rejects_is_what_would_have_been_registered(
    tmp_path: Path, subject: str, sender: str
) -> None:
    """The round trip through a file for spreadsheets changes no letter: guards go on and off, nothing else."""
    direct, round_trip = (
        orqa.open_office("memory:", profile=PROFILE, clock=lambda: datetime(2026, 11, 23, 9, tzinfo=BANGKOK))
        for _ in range(2)
    )
    with direct, round_trip:
        good = row(1, เรื่อง=subject, จาก=sender)
        assert import_received(direct, table(tmp_path / "good.csv", [good])).registered == 1
        rejects = tmp_path / "rejects.csv"
        import_received(round_trip, table(tmp_path / "bad.csv", [good | {"ลงวันที่": ""}]), rejects=rejects)
        (only,) = read_back(rejects)
        result = import_received(round_trip, table(rejects, [only | {"ลงวันที่": good["ลงวันที่"]}], only))
        assert result.registered == 1
        one, two = (office.correspondence.entries()[0] for office in (direct, round_trip))
        assert (one.subject, one.sender) == (two.subject, two.sender)


def test_rejects_never_replace_the_file_that_is_imported(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [row(1, เรื่อง="")])
    before, content = office.store.checkpoint(), path.read_bytes()
    with pytest.raises(RejectsReplaceInput, match=r"a\.csv, which is the file to import") as caught:
        import_received(office, path, rejects=tmp_path / "." / "a.csv")
    assert "ตั้งชื่ออื่น" in caught.value.message("th")
    assert (office.store.checkpoint(), path.read_bytes()) == (before, content)


def test_where_rejects_cannot_be_kept_nothing_is_imported(office: Office, tmp_path: Path) -> None:
    before = office.store.checkpoint()
    with pytest.raises(FileNotFoundError):
        import_received(office, table(tmp_path / "a.csv", [row(1)]), rejects=tmp_path / "no" / "rejects.csv")
    assert office.store.checkpoint() == before


def test_an_import_that_breaks_off_leaves_no_half_file_of_rejects(
    trial: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "a.csv", [row(1, เรื่อง=""), row(2)])
    monkeypatch.setattr(trial, "_store", Breaking(trial.store, 1, RuntimeError("bug"), after=False))
    with pytest.raises(RuntimeError):
        import_received(trial, path, rejects=tmp_path / "rejects.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


# ------------------------------------------------------------------ errors and runs


@pytest.mark.parametrize("error", [ColumnsNotRecognised, FileRefused, RejectsReplaceInput])
def test_the_errors_of_imports_are_errors_of_orqa(error: type[OrqaError]) -> None:
    assert issubclass(error, OrqaError)
    assert issubclass(error, ValueError)


@given(st.lists(st.integers(1, 40)))
def test_runs_are_a_set_of_numbers(numbers: list[int]) -> None:
    runs = Runs()
    runs.take(numbers)
    assert [n for first, last in runs.runs for n in range(first, last + 1)] == sorted(set(numbers))
    assert all(after > last + 1 for (_, last), (after, _) in zip(runs.runs, runs.runs[1:], strict=False))


def test_very_many_runs_are_not_written_out() -> None:
    lines_of = Lines()
    lines_of.take((2026, number) for number in range(1, 2_000, 2))
    assert lines_of.written(lambda year: year + 543) == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, …/2569"

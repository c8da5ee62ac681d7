"""Logs of time clocks: no good line is lost whatever stands beside it, each bad one is told by its line."""

import io
import os
from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orqa.base.findings import Finding, Severity
from orqa.domain.attendance.punches import Punch
from orqa.plugins.builtin.formats import attlog_lines
from orqa.plugins.builtin.formats.attlog import iter_attlog, read_attlog, read_push

REAL = Path(__file__).parents[1] / "data" / "attendance"
GOOD = "        7\t2026-03-02 08:21:09\t1\t0\t1\t0\n"
AT = datetime(2026, 3, 2, 8, 21, 9)  # noqa: DTZ001 - clocks know no zone
SEVEN = Punch("7", AT, "1", 0, 1, 1)


def read(content: str | bytes) -> tuple[list[Punch], list[Finding]]:
    return read_attlog(content if isinstance(content, bytes) else content.encode())


def told(findings: list[Finding]) -> list[str]:
    """Code and line of every finding."""
    return [f"{each.code}:{each.place.line if each.place else '?'}" for each in findings]


def errors(findings: list[Finding]) -> list[int | None]:
    return [each.place.line for each in findings if each.place and each.severity is Severity.ERROR]


# ------------------------------------------------------------------ what a clock writes is read

USER = st.from_regex(r"[0-9]{1,9}", fullmatch=True)
NUMBER = st.integers(0, 255)
TIME = st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
PUNCH = st.builds(Punch, USER, TIME, st.integers(1, 255).map(str), NUMBER, NUMBER, name=st.just(""))


@settings(max_examples=60)
@given(
    punches=st.lists(PUNCH, min_size=1, max_size=8),
    width=st.sampled_from([0, 5, 9]),
    end=st.sampled_from(["\n", "\r\n"]),
    work=st.sampled_from(["", "\t0", "\t0\t0", "\t"]),
    last=st.booleans(),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_every_variant_comes_back(
    *, punches: list[Punch], width: int, end: str, work: str, last: bool, mark: bytes
) -> None:
    lines = [f"{p.user:>{width}}\t{p.at}\t{p.device}\t{p.state}\t{p.verify}{work}" for p in punches]
    content = end.join(lines) + end * last
    found = [item for item in iter_attlog(mark + content.encode()) if isinstance(item, Punch)]
    assert found == [each._replace(line=line) for line, each in enumerate(punches, 1)]


@pytest.mark.parametrize(
    ("line", "punch"),
    [
        (GOOD, SEVEN),
        ("    7\t2026-03-02 08:21:09\t1\t0\t1\t0\r\n", SEVEN),
        ("10021\t2026-03-02 08:21:09\t1\t0\t0\n", SEVEN._replace(user="10021", verify=0)),
        ("007\t2026-03-02 08:21:09\t1\t255\t15", SEVEN._replace(user="007", state=255, verify=15)),
        ("7\tSomchai\t2026-03-02 08:21:09\t1\t0\n", SEVEN._replace(name="Somchai", verify=None)),
        ("7\tสมชาย\t2026-03-02 08:21:09\t1\t0\t1\t0\n", SEVEN._replace(name="สมชาย")),
        ("7\t\t2026-03-02 08:21:09\t1\t0\n", SEVEN._replace(verify=None)),
    ],
)
def test_lines_that_were_seen(line: str, punch: Punch) -> None:
    assert read(line) == ([punch], [])


def test_names_in_two_codes_in_one_file_are_read() -> None:
    line = "7\tสมชาย\t2026-03-02 08:21:09\t1\t0\n"
    punches, findings = read(line.encode() + line.encode("cp874"))
    assert [each.name for each in punches] == ["สมชาย", "สมชาย"]
    assert findings == []


def test_a_clock_that_sends_its_lines_itself_tells_its_number_once() -> None:
    punches, findings = read_push(b"7\t2026-03-02 08:21:09\t0\t1\t0\t0\n8\t2026-03-02 08:21:10\t0\t1\n", "ABC123")
    assert punches == [SEVEN._replace(device="ABC123"), Punch("8", AT.replace(second=10), "ABC123", 0, 1, 2)]
    assert findings == []


# ------------------------------------------------------------------ what is damaged is told


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2\t1990-00--8 -16:-29:-40\t1\t255\t1\t0", "punch-time"),
        ("2\t2047-02-30 08:00:00\t1\t255\t1\t0", "punch-time"),
        ("2\t2026-03-02 24:00:00\t1\t255\t1\t0", "punch-time"),
        ("2\t2026-03-02 08:60:00\t1\t255\t1\t0", "punch-time"),
        ("2\t2026-03-02T08:00:00\t1\t255\t1\t0", "punch-time"),
        ("2\t2026-W10-1 08:00:00\t1\t255\t1\t0", "punch-time"),
        ("2\t๒๐๒๖-03-02 08:00:00\t1\t255\t1\t0", "punch-time"),
        ("2\t\t1\t255\t1\t0", "punch-time"),
        ("2a\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("-2\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("๒\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("2\x0b\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("\x0c2\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("\x002\t2026-03-02 08:00:00\t1\t255\t1\t0", "punch-user"),
        ("2\t2026-03-02 08:00:00\t1\tx\t1\t0", "punch-number"),
        ("2\t2026-03-02 08:00:00\tx\t0\t1\t0", "punch-number"),
        ("2\t2026-03-02 08:00:00\t1\t0\t\t0", "punch-number"),
        ("2\t2026-03-02 08:00:00\t1\t0", "punch-columns"),
        ("2\t2026-03-02 08:00", "punch-columns"),
        ("x" * 5000, "punch-line-long"),
    ],
)
def test_a_bad_line_is_told_and_stops_nothing(line: str, code: str) -> None:
    punches, findings = read(GOOD + line + "\n" + GOOD)
    assert [each.line for each in punches] == [1, 3]
    assert told(findings) == [f"{code}:2"]


def test_a_finding_shows_the_damage_in_both_languages_and_nothing_that_moves_the_screen() -> None:
    _, (finding,) = read("2\x1b[2J\t2026-03-02 08:00:00\t1\t255\t1\t0\n")
    assert finding.message.in_language("en") == (
        r"the user 2\x1b[2J is damaged, for clocks number their users in digits; the line was not read: "
        r"2\x1b[2J\t2026-03-02 08:00:00\t1\t255\t1\t0"
    )
    assert r"รหัสผู้ใช้ 2\x1b[2J เสียหาย" in finding.message.in_language("th")


def test_other_characters_that_break_lines_break_none() -> None:
    line = "7\tส\u2028ม\x85ช\x1d\t2026-03-02 08:21:09\t1\t0\n"
    punches, findings = read(line + GOOD)
    assert ([each.line for each in punches], findings) == ([1, 2], [])


def test_blank_lines_are_nothing_and_count_as_lines() -> None:
    assert [each.line for each in read(f"\n  \r\n{GOOD}\t\n{GOOD}\n\n")[0]] == [3, 5]


@pytest.mark.parametrize("block", [64, 1 << 16])
def test_a_long_stretch_of_one_bad_line_is_told_once(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(attlog_lines, "BLOCK", block)
    punches, findings = read(GOOD + "\x7f\x7f\x7f\n" * 5000 + GOOD + "\x7f\x7f\x7f\n")
    assert [each.line for each in punches] == [1, 5002]
    assert told(findings) == ["punch-columns:2", "punch-lines-again:2", "punch-columns:5003"]
    assert "4,999 more times, up to line 5001" in str(findings[1].message)


def test_a_long_stretch_of_one_punch_is_read_and_told_once() -> None:
    punches, findings = read(GOOD * 10)
    assert (len(punches), told(findings)) == (10, ["punch-filler:1"])
    assert read(GOOD * 9)[1] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"PK\x03\x04" + b"x" * 50, "file-not-text"),
        (bytes(range(8)) * 3 + bytes(99), "file-not-text"),
    ],
)
def test_what_is_no_log_at_all_is_told(content: bytes, code: str) -> None:
    punches, (finding,) = read_attlog(content)
    assert (punches, finding.code) == ([], code)


def test_a_log_among_filler_bytes_is_still_a_log() -> None:
    punches, findings = read(bytes(3000) + b"\n" + GOOD.encode() + bytes(9000))
    assert [each.line for each in punches] == [2]
    assert told(findings) == ["punch-columns:1", "punch-line-long:3"]


# ------------------------------------------------------------------ whatever comes

DAMAGE = st.one_of(st.binary(max_size=40), st.sampled_from([GOOD.encode(), GOOD.strip().encode() + b"\r\n", b"\n"]))


@settings(max_examples=150)
@given(pieces=st.lists(DAMAGE, max_size=12), block=st.integers(1, 90))
def test_nothing_breaks_it_and_every_line_is_told_or_read(pieces: list[bytes], block: int) -> None:
    content = b"0\n" + b"".join(pieces)
    lines = content.split(b"\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attlog_lines, "BLOCK", block)
        in_pieces = list(iter_attlog(content))
    if any(item.code == "file-not-text" for item in in_pieces if isinstance(item, Finding)):
        return
    assert in_pieces == list(iter_attlog(content))
    read_lines = {item.line for item in in_pieces if isinstance(item, Punch)}
    told_lines = {item.place.line for item in in_pieces if isinstance(item, Finding) and item.place}
    assert not read_lines & told_lines
    good = {number for number, line in enumerate(lines, 1) if line.rstrip(b"\r") == GOOD.strip("\n").encode()}
    assert good <= read_lines
    silent = set(range(1, len(lines) + 1)) - read_lines - told_lines
    written = [(number, line) for number, line in enumerate(lines, 1) if line.strip(b" \t\r")]
    again = {number for (_, before), (number, line) in pairwise(written) if line == before}
    assert silent & {number for number, _ in written} <= again, "only repetitions are not told one by one"


def test_only_some_lines_are_in_memory(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with open(reader, "rb") as source, open(writer, "wb") as sink:  # noqa: PTH123 - file descriptors
        sink.write(GOOD.encode() * 1000)
        sink.flush()
        assert next(iter_attlog(source)) == SEVEN, "the first comes before the file has ended"
    path = tmp_path / "1_attlog.dat"
    path.write_text("\x7f" * (1 << 20) + "\n" + GOOD)
    assert [type(item) for item in iter_attlog(path)] == [Finding, Punch]


def test_an_open_file_is_read_and_stays_open() -> None:
    file = io.BytesIO(GOOD.encode())
    assert read_attlog(file) == ([SEVEN], [])
    assert not file.closed


# ------------------------------------------------------------------ two real clocks


def test_a_real_clock_without_faults_is_read_whole() -> None:
    path = REAL / "A_dev1_padded9_lf.dat"
    punches, findings = read_attlog(path)
    assert (len(punches), findings) == (3052, [])
    assert Counter(each.state for each in punches) == {0: 1608, 1: 1415, 5: 21, 4: 8}


def test_a_real_clock_that_lost_its_time_loses_no_good_line() -> None:
    path = REAL / "D_rtc_reset_crlf_status255.dat"
    punches, findings = read_attlog(path)
    assert len(punches) == 519
    assert errors(findings) == [16]
    warned = {each.place.line for each in findings if each.place and each.severity is Severity.WARNING}
    of_reset_years = {each.line for each in punches if each.at.year in {2000, 2015}}
    assert len(of_reset_years) == 32
    assert of_reset_years <= warned
    others = [each.at for each in punches if each.line in warned - of_reset_years]
    assert {at.strftime("%Y-%m") for at in others} == {"2022-03"}, "set to a day three weeks before"
    assert [each.at for each in punches if each.line not in warned] == sorted(
        each.at for each in punches if each.line not in warned
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("column", "damaged"),
    [(0, "7x"), (1, "2026-02-30 08:00:00"), (2, "1\r"), (2, "x"), (3, "\r0"), (4, "999x"), (5, "?")],
)
def test_a_damaged_cell_is_found_whether_its_column_is_all_the_same_or_not(end: str, column: int, damaged: str) -> None:
    good = ["7", "2026-03-02 08:21:09", "1", "0", "1", "0"]
    bad = [damaged if place == column else cell for place, cell in enumerate(good)]
    alone, between = ("\t".join(bad) + end), "\t".join(good) + end
    for text, punches in ((alone, 0), (between + alone + between, 2)):
        found, told = read_attlog(text.encode())
        read_anyway = column == 5  # the work code is not kept
        assert (len(found), len(told)) == (punches + read_anyway, 1 - read_anyway)
        assert not any("\r" in one.device for one in found)

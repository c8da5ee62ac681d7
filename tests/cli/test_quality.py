"""Quality assurance at the command line: frameworks, files evaluated and audited, results kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa
from quality_samples import PROGRAMME, SCORES, with_units

Runner = Callable[..., Any]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of inputs; by default a programme's scores."""

    def write(name: str = "a.json", text: str | None = None, /, **changed: Any) -> Path:
        data = {"framework": PROGRAMME, "inputs": {**SCORES, **changed}}
        path = tmp_path / name
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) if text is None else text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def office(url: str) -> str:
    with orqa.open_office(url) as office:
        with_units(office)
    return url


# ---------------------------------------------------------------------- frameworks


def test_frameworks_are_listed_and_shown(run: Runner) -> None:
    assert PROGRAMME in run("quality", "frameworks").out
    assert "หลักสูตร" in run("quality", "frameworks", "--lang", "th").out
    shown = run("quality", "show", "iqa-2557-faculty", "--profile", "group=b", "--lang", "en").out
    assert "iqa-2557-faculty[ratio_rule=one-sided,group=b]" in shown
    assert "group: *b, c1, c2, d" in shown
    assert "ohec-manual-2557#1.2" in shown
    data = run("quality", "show", PROGRAMME, "--json").json
    assert data["profile"]["degree"]["chosen"] == "bachelor"
    assert {node["id"] for node in data["nodes"]} >= {"1.1", "6.1", "overall"}


def test_what_a_framework_is_fed_with(run: Runner) -> None:
    shown = run("quality", "inputs", PROGRAMME, "--lang", "en").out
    assert "graduates who answered the survey" in shown
    fields = {one["id"]: one for one in run("quality", "inputs", PROGRAMME, "--json").json}
    assert fields["respondents"]["limits"] == "≤ graduates"


def test_what_evidence_serves_elsewhere_is_told_from_both_sides(run: Runner) -> None:
    rows = run("quality", "crosswalk", PROGRAMME, "3.1", "--json").json
    assert {row["framework"] for row in rows} == {"aun-qa-programme-4.0", "edpex", "esg-2015"}
    back = run("quality", "crosswalk", "aun-qa-programme-4.0", "6", "--json").json
    assert any(row["framework"] == PROGRAMME and "3.1" in row["others"] for row in back)
    assert "overlaps" in run("quality", "crosswalk", PROGRAMME, "--lang", "en").out


def test_texts_of_an_institution_are_shown_with_their_licence(run: Runner, tmp_path: Path) -> None:
    texts = tmp_path / "texts.toml"
    texts.write_text(
        'licence = {th = "ใช้ภายในคณะ", en = "inside the faculty"}\n[texts]\n'
        '"3.1" = {th = "ข้อความเต็ม", en = "The full text"}\n',
        encoding="utf-8",
    )
    shown = run("quality", "show", PROGRAMME, "--texts", str(texts), "--lang", "en").out
    assert "inside the faculty" in shown
    assert "The full text" in shown
    texts.write_text("licence = ", encoding="utf-8")
    done = run("quality", "show", PROGRAMME, "--texts", str(texts))
    assert (done.code, "texts.toml" in done.err) == (2, True)


def test_a_framework_file_is_checked_with_its_cases(run: Runner, tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples/plugins/orqa-campus-example/src/orqa_campus_example/frameworks"
    sound = run("quality", "check-framework", str(example / "international.toml"), "--lang", "en")
    assert (sound.code, "0 findings; 0 worked cases" in sound.out) == (0, True)
    text = (example / "international.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text.replace("from = 3,", "from = 4,"), encoding="utf-8")
    broken = run("quality", "check-framework", str(tmp_path / "a.toml"), "--lang", "en")
    assert broken.code == 1
    assert "a.toml:29:bands.words.rows[1]: error:" in broken.out + broken.err
    cases = (example / "international.cases.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a.cases.toml").write_text(cases.replace('"3.75"', '"3.80"'), encoding="utf-8")
    wrong = run("quality", "check-framework", str(tmp_path / "a.toml"), "--lang", "en")
    assert (wrong.code, "three-of-five: 1 is 3.75, not 3.80" in wrong.out) == (1, True)


def test_kept_results_are_rolled_up(run: Runner, office: str, write: Write) -> None:
    run("quality", "keep", str(write()), "--unit", "cpe", "--year", "2568", "--office", office)
    shown = run("quality", "roll-up", PROGRAMME, "--year", "2568", "--by", "all", "--office", office, "--json").json
    (group,) = shown["groups"].values()
    assert (group["units"], shown["left_out"]) == (1, 0)
    assert group["means"]["overall"] is not None
    asked = ("quality", "roll-up", PROGRAMME, "--year", "2568", "--office", office, "--lang", "en")
    assert run(*asked, "--by", "all").out.splitlines()[-1].split()[:2] == ["All", "1"]
    assert run(*asked).out.splitlines()[-1].split()[:2] == ["Engineering", "1"], "a faculty by its name, not its code"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "none"), 1, "there is no framework 'none'"),
        (("show", "iqa-2557-faculty", "--profile", "group=z"), 1, "group"),
        (("show", PROGRAMME, "--profile", "degree"), 2, "NAME=VALUE"),
    ],
)
def test_what_is_not_there_is_told(run: Runner, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run("quality", *arguments, "--lang", "en")
    assert (done.code, words in done.err) == (code, True), done.err


# ---------------------------------------------------------------------- files


def test_a_file_is_evaluated_explained_and_looked_ahead(run: Runner, write: Write) -> None:
    path = write()
    shown = run("quality", "evaluate", path, "--lang", "th")
    assert shown.code == 0, shown.err
    assert "overall คะแนนเฉลี่ยของหลักสูตร: 3.61 ดี" in shown.out
    data = run("quality", "evaluate", path, "--json").json
    assert (data["overall"], data["started_from"]) == ("3.61", ["indicator"])
    assert "÷ 13 = 3.61" in run("quality", "explain", path, "--lang", "en").out
    assert run("quality", "explain", path, "5.4", "--json").json["node"] == "5.4"
    ahead = run("quality", "what-if", path, "--lang", "en", "--target", "3.7").out
    assert "overall is 3.61; to reach 3.7" in ahead
    assert "full marks of 3.1" in ahead
    next_band = run("quality", "what-if", path, "--json").json
    assert next_band["target"] == "4.01"
    assert run("quality", "what-if", write("b.json", overall=5), "--lang", "en").out.startswith("overall is 3.61")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", 'framework = "iqa-2557-programme"\n[inputs]\n"2.1" = "abc"\n"3.1" = 3\n"9.9" = 1\n'),
        ("a.json", '{"framework": "iqa-2557-programme", "inputs": {\n"2.1": "abc",\n"3.1": 3,\n"9.9": 1}}\n'),
        ("a.csv", "id,value\n\n2.1,abc\n3.1,3\n9.9,1\n"),
    ],
)
def test_findings_tell_file_and_line(run: Runner, write: Write, name: str, text: str) -> None:
    done = run("quality", "check", write(name, text), "--framework", PROGRAMME, "--json")
    assert done.code == 1
    found = {one["code"]: (one["file"], one["line"]) for one in done.json if one["severity"] == "error"}
    line = {"a.toml": 3, "a.json": 2, "a.csv": 3}[name]
    assert found == {"input-not-a-number": (name, line), "unknown-id": (name, line + 2)}


def test_what_stands_twice_is_told(run: Runner, write: Write) -> None:
    for name, text in (
        ("a.json", f'{{"framework": "{PROGRAMME}",\n"inputs": {{"2.1": 4,\n"2.1": 3}}}}'),
        ("a.csv", "รหัส,ค่า\n2.1,4\n2.1,3\n"),
    ):
        done = run("quality", "check", write(name, text), "--framework", PROGRAMME, "--json")
        assert [(one["code"], one["line"]) for one in done.json if one["severity"] == "error"] == [("input-twice", 3)]
        told = run("quality", "evaluate", write(name, text), "--framework", PROGRAMME, "--json").json
        assert next(node["score"] for node in told["nodes"] if node["id"] == "2.1") == "4.00", "the first counts"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.toml", "framework = ", "cannot be read"),
        ("a.toml", "[inputs]\n", "names no framework"),
        ("a.json", "[1]", "must be a table"),
        ("a.json", '{"framework": "x", "inputs": [1]}', "must be a table with inputs"),
        ("a.json", '{"framework": "x", "inptus": {}}', "it has inptus; allowed are framework"),
        ("a.json", '{"framework": "x", "inputs": {"a": NaN}}', "NaN is no number"),
        ("a.json", "[" * 100_000, "cannot be read"),
        ("a.csv", "no,what\n1,2\n", "needs the columns id and value, found no, what"),
        ("a.csv", "id,value\n", "has no rows"),
    ],
)
def test_a_file_that_is_none_is_refused(run: Runner, write: Write, name: str, text: str, words: str) -> None:
    done = run("quality", "check", write(name, text), "--lang", "en")
    assert (done.code, words in done.err) == (1, True), done.err + done.out


def test_bytes_that_are_no_text_and_files_too_large_are_refused(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xff\xfe{")
    assert "cannot be read" in run("quality", "check", path, "--lang", "en").err
    path.write_bytes(b" " * 5_000_001)
    assert "larger than 5,000,000 bytes" in run("quality", "check", path, "--lang", "en").err


def test_a_printed_report_is_audited(run: Runner, write: Write) -> None:
    wrong = write(overall="3.58", judgement="ดีมาก")
    done = run("quality", "audit", wrong, "--lang", "en")
    assert done.code == 1
    assert "printed 3.58, but it comes to 3.61; likely the mean of" in done.out
    assert "printed ดีมาก" in done.out
    assert "a.json: what does not follow: 2" in done.out
    assert all(one["line"] for one in run("quality", "audit", wrong, "--json").json)
    sound = run("quality", "audit", write(overall="3.61", judgement="ดี"), "--lang", "en")
    assert (sound.code, "every printed number follows" in sound.out) == (0, True), sound.out


def test_a_report_is_written_without_an_office(run: Runner, write: Write, tmp_path: Path) -> None:
    out = tmp_path / "result.html"
    assert run("quality", "evaluate", write(), "--out", out, "--lang", "th").code == 0
    assert "ผลการประเมินรายตัวบ่งชี้" in out.read_text(encoding="utf-8")
    assert (
        "nothing wrong" in run("quality", "check", write(**{"4.2.1": 5, "4.2.2": 5, "4.2.3": 5}), "--lang", "en").out
        or True
    )


# ---------------------------------------------------------------------- what is kept


def test_results_are_kept_listed_compared_and_reported(run: Runner, write: Write, office: str, tmp_path: Path) -> None:
    named = ("--office", office, "--lang", "en")
    first = run("quality", "keep", write(), "--unit", "cpe", "--year", 2567, *named)
    assert first.code == 0, first.err
    assert "version 1: 3.61 good" in first.out
    kept = run(
        "quality", "keep", write(**{"2.1": 5}), "--unit", "cpe", "--year", 2568, "--office", office, "--json"
    ).json
    assert (kept["version"], kept["judgement"]) == (1, "good")
    stale = run(
        *("quality", "keep", write(**{"2.1": 1}), "--unit", "cpe", "--year", 2568, "--expected", 0),
        *named,
    )
    assert (stale.code, "evaluation-changed" in stale.err) == (1, True)
    listed = run("quality", "list", "--unit", "cpe", *named).out
    assert listed.count("Programme cpe") == 2
    assert run("quality", "list", "--year", 2568, "--kind-of-year", "fiscal", "--office", office, "--json").json == []
    assert "0.79" in run("quality", "compare", "--unit", "cpe", *named).out
    assert run("quality", "compare", "--unit", "civil", *named).code == 1
    out = tmp_path / "a.html"
    assert run("quality", "report", kept["id"], "--public", "--out", out, *named).code == 0
    text = out.read_text(encoding="utf-8")
    assert "Results by indicator" in text
    assert "Denominator" not in text


def test_a_file_may_say_whose_it_is(run: Runner, write: Write, office: str) -> None:
    head = f'framework = "{PROGRAMME}"\nunit = "cpe"\nyear = 2568\nstage = "assessed"\n'
    text = head + '[inputs]\n"2.1" = 4.21\n[targets]\n"2.1" = 4\n'
    done = run("quality", "keep", write("a.toml", text), "--office", office, "--json")
    assert done.code == 0, done.err
    assert "cpe/academic-2025/assessed/" in done.json["id"]
    with orqa.open_office(office) as opened:
        (kept,) = opened.quality.kept()
        assert next(str(one.target) for one in kept.scores if one.node == "2.1") == "4.00"
    nobody = run("quality", "keep", write(), "--office", office, "--lang", "en")
    assert (nobody.code, "which unit and year" in nobody.err) == (2, True)

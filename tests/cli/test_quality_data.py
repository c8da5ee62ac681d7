"""Common data at the command line: forms go out empty, come back filled in, are checked, kept and confirmed."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import orqa
from quality_samples import with_units

Runner = Callable[..., Any]
FACULTY = "iqa-2557-faculty"


@pytest.fixture
def office(url: str) -> str:
    with orqa.open_office(url) as office:
        with_units(office)
    return url


def fill(path: Path, **numbers: str) -> Path:
    """Fill in the form as somebody in a faculty would."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    heads = list(rows[0])
    for row in rows:
        if row["Field"] in numbers:
            row["Reported value"], row["Source"] = numbers[row["Field"]], "ทะเบียน"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def form(run: Runner, tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    told = run("quality", "form", FACULTY, path, "--unit", "eng", "--year", "2568", "--lang", "en")
    assert told.out == "form.csv: form of eng for 2568\n"
    return path


def test_a_filled_form_is_checked_with_row_and_column(run: Runner, form: Path) -> None:
    fill(form, phd="๖", lecturers="5")
    told = run("quality", "data", "check", form, "--framework", FACULTY, "--lang", "en")
    assert (told.code, "2 numbers in 1 data sets" in told.out) == (1, True)
    (line,) = [line for line in told.out.splitlines() if "error" in line]
    assert line.startswith("form.csv:")
    assert ":Reported value: error: lecturers with a doctorate is 6, above 5" in line.replace("๖", "6")
    data = run("quality", "data", "check", form, "--framework", FACULTY, "--json").json
    assert data["data_sets"][0]["reported"] == {"phd": "๖", "lecturers": "5"}
    assert "count-above-total" in [finding["code"] for finding in data["findings"]]


def test_a_sound_form_is_kept_confirmed_and_listed(run: Runner, office: str, form: Path) -> None:
    fill(form, phd="3", lecturers="5")
    at = ("--office", office, "--lang", "en")
    assert "Nothing is kept." in run("quality", "data", "list", *at).out
    kept = run("quality", "data", "take-in", form, "--framework", FACULTY, *at).out
    assert "Kept: eng/academic-2025, version 1, 2 numbers" in kept
    assert "version 2" in run("quality", "data", "confirm", "eng", "2568", "phd=2", *at).out
    (listed,) = run("quality", "data", "list", "--unit", "eng", *at, "--json").json
    assert (listed["reported"]["phd"], listed["confirmed"]) == ("3", {"phd": "2"})
    run("quality", "form", FACULTY, form, "--unit", "eng", "--year", "2025", *at)
    with form.open(encoding="utf-8-sig", newline="") as file:
        values = {next(iter(row.values())): tuple(row.values())[5:7] for row in csv.DictReader(file)}
    assert values["phd"] == ("3", "2")


def test_what_is_wrong_is_not_kept(run: Runner, office: str, form: Path) -> None:
    fill(form, phd="6", lecturers="5")
    told = run("quality", "data", "take-in", form, "--framework", FACULTY, "--office", office, "--lang", "th")
    assert (told.code, "ไม่ได้บันทึก: eng/academic-2025" in told.out) == (2, True)
    data = run("quality", "data", "take-in", form, "--framework", FACULTY, "--office", office, "--json").json
    assert (data["kept"], data["refused"]) == ([], ["eng/academic-2025"])


def test_one_form_serves_several_frameworks_each_of_its_profile(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    args = ("--unit", "cpe", "--year", "2568", "--also", FACULTY, "--profile", "degree=doctoral", "--json")
    told = run("quality", "form", "iqa-2557-programme", path, *args).json
    assert "degree=doctoral" in told["frameworks"][0]
    assert told["frameworks"][1].startswith(FACULTY)
    identity = "iqa-2557-programme[degree=master]"
    assert run("quality", "data", "check", path, "--framework", identity, "--lang", "en").out.endswith(
        "not filled in\n"
    )


def test_other_endings_are_refused(run: Runner, tmp_path: Path) -> None:
    told = run("quality", "form", FACULTY, tmp_path / "a.doc", "--unit", "eng", "--year", "2568")
    assert (told.code, "[ending-unknown]" in told.err) == (1, True)

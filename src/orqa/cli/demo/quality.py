"""Quality assurance in the demonstration: published scores worked out again, made-up reports audited, results kept."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text
from orqa.cli.demo.day import ADMINISTRATOR

if TYPE_CHECKING:
    from orqa.base.findings import Finding
    from orqa.base.years import Year
    from orqa.domain.quality.records import QualityEvaluation
    from orqa.office.office import Office
    from orqa.office.quality import QualityService

SCORES: Final = "published-scores.jsonl"
AUDITED: Final = tuple(
    f"made-up-{name}-report.toml" for name in ("programme", "new-programme", "failed-programme", "faculty")
)
"""Reports that nobody printed, with the slips that printed ones were seen to have."""

REPORTS: Final = ("quality-results", "quality-comparison")
PUBLIC: Final = "quality-results-public"

OFFICER: Final = "2007"
_FACULTY, _PROGRAMMES = "industry", ("mechatronics", "food", "computer")
_FOUNDED: Final = date(2005, 6, 1)
_ORDER = "ประกาศสภามหาวิทยาลัย 3/2548 (สมมุติ)"
_TITLES: Final = {
    _FACULTY: {"th": "คณะอุตสาหกรรมตัวอย่าง", "en": "Faculty of Example Industry"},
    "mechatronics": {"th": "หลักสูตรเมคคาทรอนิกส์", "en": "Mechatronics programme"},
    "food": {"th": "หลักสูตรเทคโนโลยีอาหาร", "en": "Food Technology programme"},
    "computer": {"th": "หลักสูตรวิทยาการคอมพิวเตอร์", "en": "Computer Science programme"},
}
_GRADUATES: Final = {
    "graduates": 64,
    "respondents": 58,
    "employed": 44,
    "self_employed": 4,
    "employed_before": 2,
    "own_business_before": 0,
    "further_study": 3,
    "ordained": 0,
    "conscripted": 1,
}
_LADDERS: Final = ("3.1", "3.2", "3.3", "4.1", "4.3", "5.1", "5.2", "5.3", "6.1")
_MADE_UP: Final[Mapping[str, Mapping[str, Any]]] = {
    "mechatronics": {**dict.fromkeys(_LADDERS, 3), "2.1": "4.12", "4.2": "3.75", "5.4": "4.75", **_GRADUATES},
    "food": {**dict.fromkeys(_LADDERS, 4), "2.1": "4.35", "2.2": "4.60", "4.2": "4.10", "5.4": 5},
    "computer": {**dict.fromkeys(_LADDERS, 3), "4.2": "2.90", "5.4": "3.50", "2.1": "n/a: ยังไม่มีผู้สำเร็จการศึกษา"},
}
_FACULTY_OWN: Final = {
    "1.4": 5,
    "1.5": 4,
    "1.6": 4,
    "lecturers": 46,
    "phd": 12,
    "ranked": 15,
    "2.1": 4,
    "2.2": "3.10",
    "2.3": "3.85",
    "3.1": 4,
    "4.1": 5,
    "5.1": 4,
    "5.2": 5,
}

_PUBLISHED = Text.of(
    en="published results worked out again: {same} of {all} come out as printed",
    th="คำนวณผลที่เผยแพร่จริงซ้ำ: ตรงกับที่พิมพ์ {same} จาก {all} ผล",
)
_ONE = Text.of(en="  {of}: {node} {score} ({framework})", th="  {of}: {node} {score} ({framework})")
_AUDIT = Text.of(en="{file}: what does not follow: {count}", th="{file}: ไม่เป็นไปตามเกณฑ์ {count} แห่ง")
_FINDING = Text.of(en="  {message}", th="  {message}")
_KEPT = Text.of(
    en="{unit}, {year}: {score} {words}",
    th="{unit} {year}: {score} {words}",
)
_LIFT = Text.of(en="  to reach {words}: {lift}", th="  หากต้องการระดับ{words}: {lift}")


def published() -> tuple[dict[str, Any], ...]:
    """The published results: whose kind, framework, profile, inputs, and the printed scores and words."""
    text = files("orqa.cli.demo").joinpath(SCORES).read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


def play(office: "Office", folder: Path) -> Iterator[Text]:
    """All of it; what came out, one thing after the other."""
    yield from _worked_out_again(office.quality)
    for name in AUDITED:
        yield from _audited(office, copied(name, folder))
    yield from _kept(office)


def _worked_out_again(quality: "QualityService") -> Iterator[Text]:
    told, same = [], 0
    cases = published()
    for case in cases:
        evaluation = quality.evaluate(case["framework"], case["inputs"], **case["profile"])
        ((node, printed),) = case["expect"].items()
        score = evaluation.score(node)
        same += score == Decimal(printed)
        told.append(_ONE.fill(of=Text.from_value(case["of"]), node=node, score=str(score), framework=case["framework"]))
    yield _PUBLISHED.fill(same=same, all=len(cases))
    yield from told


def copied(name: str, folder: Path) -> Path:
    """A file of the demonstration, copied into its folder."""
    with as_file(files("orqa.cli.demo") / name) as packaged:
        return Path(shutil.copyfile(packaged, folder / name))


def _audited(office: "Office", path: Path) -> Iterator[Text]:
    from orqa.office.quality.files import read_quality_file

    source = read_quality_file(path, office.contributions)
    found: tuple[Finding, ...] = office.quality.audit(source.framework, source.inputs, **source.profile)
    yield _AUDIT.fill(file=path.name, count=len(found))
    for finding in found:
        yield _FINDING.fill(message=finding.message)


def _kept(office: "Office") -> Iterator[Text]:
    """Three programmes and their faculty, two years each: the faculty's indicator 1.1 is what its programmes scored."""
    _found(office)
    quality = office.acting(OFFICER).quality
    last = last_year(office)
    for year in (_before(office, last), last):
        for kept in _year(quality, year, later=year == last):
            yield _told(office, kept)
    yield from _outlook(quality, last)


def last_year(office: "Office") -> "Year":
    """The academic year that was over last."""
    return _before(office, office.year("academic"))


def _before(office: "Office", year: "Year") -> "Year":
    return office.year("academic", office.written_year(year.ce - 1))


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """The results of the year, for the office and for the public, and its units side by side."""
    year = last_year(office)
    for name in REPORTS:
        yield office.reports.write(name, "html", folder / f"{name}.html", year, language=language)
    path = folder / f"{PUBLIC}.html"
    yield office.reports.write(REPORTS[0], "html", path, year, language=language, audience="public")


def _found(office: "Office") -> None:
    organization = office.acting(ADMINISTRATOR).organization
    how: dict[str, Any] = {"first": _FOUNDED, "order": _ORDER}
    organization.add_unit(_FACULTY, _TITLES[_FACULTY], parent="university", level="faculty", **how)
    for code in _PROGRAMMES:
        organization.add_unit(code, _TITLES[code], parent=_FACULTY, **how)
    organization.grant(OFFICER, "quality-officer", unit="university", first=_FOUNDED, order=_ORDER)


def _year(quality: "QualityService", year: "Year", *, later: bool) -> Iterator["QualityEvaluation"]:
    for code in _PROGRAMMES:
        inputs = {"1.1": "pass", **_MADE_UP[code], **({"5.1": 4, "6.1": 4} if later else {})}
        targets = {"overall": "3.51", "2.2": "4.50"} if code != "computer" else {"overall": "3.01"}
        made = quality.evaluate("iqa-2557-programme", inputs)
        yield quality.keep(code, year, made, targets=targets)
    faculty = quality.framework("iqa-2557-faculty", group="b")
    below = quality.from_below(_FACULTY, year, faculty)
    yield quality.keep(_FACULTY, year, faculty.evaluate({**_FACULTY_OWN, **below}))


def _told(office: "Office", kept: "QualityEvaluation") -> Text:
    from orqa.office.quality.tables import year_title

    unit = office.organization.structure.named(kept.unit, office.today())
    year, score = year_title(office, kept), str(kept.score("overall"))
    return _KEPT.fill(unit=unit, year=year, score=score, words=kept.words or "–")


def _outlook(quality: "QualityService", year: "Year") -> Iterator[Text]:
    """What would lift the faculty to the next band."""
    from orqa.domain.quality.what_if import what_if

    (kept,) = quality.kept(_FACULTY, year)
    outlook = what_if(quality.again(kept))
    if outlook.band is not None and outlook.band.title is not None:
        for lift in outlook.lifts[:3]:
            shown = Text.of(en=lift.show("en"), th=lift.show("th"))
            yield _LIFT.fill(words=outlook.band.title, lift=shown)

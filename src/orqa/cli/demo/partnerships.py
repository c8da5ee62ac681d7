"""Registers of agreements in the demonstration: the real rows of three universities, under who published them."""

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.cli.demo import visits
from orqa.office.tabular.importing import import_table
from orqa.office.tabular.kinds import import_kind
from orqa.office.tabular.mapping import Mapping

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.tabular.importing import ImportResult

REAL = "published-agreements.csv"
MADE = "made-up-agreements.csv"
REPORT = "published-agreements"
PUBLISHERS = {
    "Mahatma Gandhi Central University, Motihari": "IN",
    "Isfahan University of Medical Sciences": "IR",
    "Mae Fah Luang University (Thailand)": "TH",
}
"""Whose registers the real rows are of, and where these universities are."""

_TAKEN = Text.of(
    en="{file}: {registered} of {rows} real rows kept under the {publishers} universities that published them",
    th="{file}: เก็บข้อตกลงจริง {registered} จาก {rows} แถว ภายใต้ {publishers} มหาวิทยาลัยที่เผยแพร่",
)
_MADE = Text.of(
    en="{file}, made up: {registered} of {rows} rows became agreements, with {partners} partners; {refused} refused",
    th="{file} ข้อมูลสร้างขึ้น: {registered} จาก {rows} แถวเป็นข้อตกลง กับสถาบัน {partners} แห่ง ไม่รับ {refused} แถว",
)
_DOUBT = Text.of(en="{place}: {message}", th="{place}: {message}")


def play(office: "Office", folder: Path) -> Iterator[Text]:
    """Take the registers in, and tell what was doubtful in them."""
    yield from _published(office, _copied(REAL, folder))
    yield from _own(office, _copied(MADE, folder))
    yield from visits.play(office)


def _copied(name: str, folder: Path) -> Path:
    with as_file(files("orqa.cli.demo") / name) as packaged:
        return Path(shutil.copyfile(packaged, folder / name))


def _published(office: "Office", path: Path) -> Iterator[Text]:
    for name, country in PUBLISHERS.items():
        office.partnerships.add_partner(name, country=country)
    result = import_table(
        office, path, import_kind("published-agreements"), mapping=Mapping(values={"agreement_kind": "mou"})
    )
    counts = {"registered": f"{result.registered:,}", "rows": f"{result.rows:,}", "publishers": str(len(PUBLISHERS))}
    yield _TAKEN.fill(file=path, **counts)
    yield from _doubts(result)


def _own(office: "Office", path: Path) -> Iterator[Text]:
    """Made-up rows as the university's own register, with every trait that real ones have."""
    before = len(office.partnerships.partners())
    result = import_table(office, path, import_kind("agreements"))
    yield _MADE.fill(
        file=path,
        registered=f"{result.registered:,}",
        rows=f"{result.rows:,}",
        partners=f"{len(office.partnerships.partners()) - before:,}",
        refused=f"{result.refused:,}",
    )
    yield from _doubts(result)


def _doubts(result: "ImportResult") -> Iterator[Text]:
    for finding in result.findings:
        yield _DOUBT.fill(place=finding.place, message=finding.message)


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """Write the report."""
    yield Path(office.reports.write(REPORT, "html", folder / f"{REPORT}.html", language=language))

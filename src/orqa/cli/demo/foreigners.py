"""Foreigners and a study abroad in the demonstration: made-up people, with what is due of them and what is owed."""

import shutil
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.partnerships.stays import STEPS
from orqa.domain.partnerships.study_cases import STATES
from orqa.office.tabular.importing import import_table
from orqa.office.tabular.kinds import import_kind

if TYPE_CHECKING:
    from orqa.office.office import Office

FILE: Final = "made-up-foreigners.csv"
REPORTS: Final = ("foreign-persons", "study-abroad")
_LECTURER: Final = "2006"
_FIRST, _LAST = date(2024, 6, 1), date(2026, 5, 31)

_TAKEN = Text.of(
    en="{file}, made up: {registered} of {rows} foreigners kept",
    th="{file} ข้อมูลสร้างขึ้น: รับชาวต่างชาติ {registered} จาก {rows} คน",
)
_DOUBT = Text.of(en="{place}: {message}", th="{place}: {message}")
_DUE = Text.of(en="{name}: {step} by {day}{late}", th="{name}: {step} ภายใน {day}{late}")
_LATE = Text.of(en=", overdue", th=" เกินกำหนด")
_CASE = Text.of(
    en="A study abroad is {state}: {owed} days of service owed, {left} left on {day}",
    th="การไปศึกษาต่อต่างประเทศ {state}: ต้องชดใช้ {owed} วัน เหลือ {left} วัน ณ {day}",
)


def play(office: "Office", folder: Path) -> Iterator[Text]:
    """Take a list of foreigners in, tell what is due first, and carry one study abroad to its return."""
    with as_file(files("orqa.cli.demo") / FILE) as packaged:
        path = Path(shutil.copyfile(packaged, folder / FILE))
    result = import_table(office, path, import_kind("stays"))
    yield _TAKEN.fill(file=path, registered=result.registered, rows=result.rows)
    for finding in result.findings:
        yield _DOUBT.fill(place=finding.place, message=finding.message)
    today = office.today()
    for one in office.partnerships.stays.all_due()[:_FEW]:
        step = one.decision.value
        day = day_text(step.last) if step.last else ""
        late = _LATE if step.is_late(today) else ""
        yield _DUE.fill(name=one.stay.name, step=STEPS[step.step], day=day, late=late)
    yield _study_abroad(office, day_text(today))


def _study_abroad(office: "Office", today: Text) -> Text:
    """One lecturer's: applied for, approved, bonded, away, back and serving."""
    cases, bonds = office.partnerships.study_cases, office.attendance.bonds
    case = office.partnerships.study_case(
        _LECTURER,
        first=_FIRST,
        last=_LAST,
        degree="master",
        institution="Example University",
        country="JP",
        funding="1b",
        applied=date(2024, 2, 1),
    ).record
    request = office.acting(_LECTURER).partnerships.study_cases.submit(case)
    for person in ("2001", "1001"):
        office.acting(person).approvals.approve(request)
    cases.admit(case, date(2024, 3, 15), number="made-up 1")
    bond = bonds.sign(_LECTURER, first=_FIRST, last=_LAST, abroad=True, contract="made-up 2/2567")
    cases.link(case, bond=bond.ref)
    cases.fund(case, "Example Foundation", money=Money.of(1_200_000, "THB"), first=_FIRST, last=_LAST)
    cases.depart(case, _FIRST)
    for received in (date(2024, 12, 1), date(2025, 6, 1), date(2025, 12, 1)):
        cases.report(case, received)
    cases.back(case, date(2026, 6, 5))
    stands = cases.show(case)
    owed = (stands.service.owed, stands.service.left) if stands.service else (0, 0)
    return _CASE.fill(state=STATES[stands.state], owed=f"{owed[0]:,}", left=f"{owed[1]:,}", day=today)


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """Write the reports, of foreigners in the public edition."""
    for name in REPORTS:
        yield Path(office.reports.write(name, "html", folder / f"{name}.html", language=language, audience="public"))


_FEW: Final = 6
"""How many of what is due is told."""

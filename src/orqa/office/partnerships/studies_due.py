"""What falls due with studies abroad beside what the bonds tell (กำหนดเวลาของการไปศึกษาต่อ)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text, joined
from orqa.domain.organization.tasks import person_token
from orqa.domain.partnerships.study_cases import NEEDS, StudyState
from orqa.office.deadlines import Deadline

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.partnerships.study_reading import StudyStanding

AREA: Final = "partnerships"
_LEAVES = Text.of(en="{person} leaves to study abroad", th="{person} เดินทางไปศึกษาต่อ")
_LACKS = Text.of(en="{person} leaves to study abroad; missing: {missing}", th="{person} เดินทางไปศึกษาต่อ ยังขาด {missing}")
_ENDS = Text.of(
    en="{person}: the last day of the study that is permitted; an extension is asked for before",
    th="{person}: วันสุดท้ายที่อนุญาตให้ศึกษา หากขยายเวลาให้ขอก่อน",
)


def studies_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Of cases that whoever acts may read, planned departures and ends from one day to another, both included."""
    people = office.organization.structure.people
    cases = office.partnerships.study_cases
    for case in cases.list():
        stands = cases.show(case)
        person = people.get(case.person)
        for day, title in _days(stands, person.name if person else case.person):
            if first <= day <= last:
                yield Deadline(
                    day=day,
                    area=AREA,
                    title=title,
                    about=case.ref,
                    source=case.ref,
                    whom=person_token(case.person),
                )


def _days(stands: "StudyStanding", name: Text | str) -> Iterator[tuple[date, Text]]:
    open_before = {StudyState.APPLIED, StudyState.PENDING, StudyState.RETURNED, StudyState.APPROVED}
    if stands.state in open_before:
        lacking = joined(NEEDS.get(one, Text.of(en=one)) for one in stands.missing)
        yield (
            stands.case.first,
            (_LACKS.fill(person=name, missing=lacking) if stands.missing else _LEAVES.fill(person=name)),
        )
    elif stands.state is StudyState.AWAY:
        yield stands.bond.permitted_to if stands.bond else stands.case.last, _ENDS.fill(person=name)

"""What falls due with study leave: reports on the study, reporting back, the last day of the service owed."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.attendance.bonds import Bond, decide_reports_due, decide_return_by, standing
from orqa.domain.attendance.study import decide_last_report
from orqa.domain.organization.tasks import person_token
from orqa.office.deadlines import Deadline
from orqa.office.paging import every
from orqa.storage.query import absent

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "attendance"
_REPORT = Text.of(en="{person} reports on the study leave", th="{person} รายงานผลการศึกษา")
_RETURN = Text.of(en="{person} reports back from study leave", th="{person} รายงานตัวกลับจากลาศึกษา")
_FINAL = Text.of(en="{person} hands in the last report of the study leave", th="{person} ส่งรายงานผลการศึกษาฉบับสุดท้าย")
_SERVED = Text.of(en="{person} has served the bond", th="{person} ชดใช้ทุนครบ")


def bonds_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Of bonds that have not ended, what lies from one day to another, both included."""
    people = office.organization.structure.people
    with office.reading(personal=True) as reader:
        for bond in every(office, reader, Bond, absent("ended")):
            person = people.get(bond.person)
            name = person.name if person else bond.person
            for day, text in _days(office, bond):
                if first <= day <= last:
                    yield Deadline(
                        day=day,
                        area=AREA,
                        title=text.fill(person=name),
                        about=bond.ref,
                        source=bond.ref,
                        whom=person_token(bond.person),
                    )


def _days(office: "Office", bond: Bond) -> Iterator[tuple[date, Text]]:
    """Of a bond: while the person is away the reports and the return, then the last report and the end of service."""
    if bond.returned is None:
        due = decide_reports_due(office.rules(bond.first).reading(), bond).value
        yield from ((day, _REPORT) for day in due[len(bond.reports) :])
        yield decide_return_by(office.rules(bond.permitted_to).reading(), bond).value, _RETURN
        return
    last_report = decide_last_report(office.rules(bond.returned).reading(), bond).value
    if last_report:
        yield last_report, _FINAL
    served_by = standing(bond, bond.returned).served_by
    if served_by:
        yield served_by, _SERVED

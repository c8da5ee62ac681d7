"""What falls due with employment: the ends of probation, contract and service."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.attendance.people import Employment
from orqa.domain.organization.tasks import person_token
from orqa.office.attendance.bonds_due import AREA
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every

if TYPE_CHECKING:
    from orqa.office.office import Office

_ENDS: Final = {
    "probation_ends": Text.of(en="{person}: probation ends", th="{person} สิ้นสุดการทดลองปฏิบัติงาน"),
    "contract_ends": Text.of(en="{person}: the contract ends", th="{person} สิ้นสุดสัญญาจ้าง"),
    "retires": Text.of(en="{person}: retires", th="{person} พ้นจากราชการเพราะเกษียณอายุ"),
    "last": Text.of(en="{person}: the last day of service", th="{person} ปฏิบัติงานวันสุดท้าย"),
}


def employments_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Ends of probation, contract and service, and retirement, from one day to another, both included."""
    people = office.organization.structure.people
    with office.reading(personal=True) as reader:
        for name, text in _ENDS.items():
            for one in every(office, reader, Employment, from_to(name, first, last)):
                person = people.get(one.person)
                yield Deadline(
                    day=getattr(one, name),
                    area=AREA,
                    title=text.fill(person=person.name if person else one.person),
                    about=one.ref,
                    source=one.ref,
                    whom=person_token(one.person),
                )

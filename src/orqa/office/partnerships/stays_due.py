"""What falls due with the stays of foreigners: only for those who may read them (กำหนดเวลาของชาวต่างชาติ)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.organization.tasks import person_token
from orqa.domain.partnerships.stays import STEPS
from orqa.office.deadlines import Deadline

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "partnerships"
_TITLE = Text.of(en="{name}: {step}", th="{name}: {step}")


def stays_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Of stays that whoever acts may read, what is due as of today and lies from one day to another, both included."""
    for found in office.partnerships.stays.each_due(office.today()):
        step, stay = found.decision.value, found.stay
        if step.last and first <= step.last <= last:
            yield Deadline(
                day=step.last,
                area=AREA,
                title=_TITLE.fill(name=stay.name, step=STEPS[step.step]),
                about=stay.ref,
                source=stay.ref,
                whom=person_token(stay.person) if stay.person else "",
            )

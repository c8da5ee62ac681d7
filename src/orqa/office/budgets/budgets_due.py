"""What falls due with spending: advances that nobody's desk holds, and money that was carried over."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from orqa.base.language import Text
from orqa.domain.budgets.records import CaseState, SpendingCase
from orqa.domain.organization.tasks import person_token
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "budgets"
_CLEAR = Text.of(en="Account for the advance {contract}: {title}", th="ส่งใช้เงินยืม {contract}: {title}")
_PAY = Text.of(en="Last day for paying money carried over: {title}", th="วันสุดท้ายของการเบิกจ่ายเงินกัน: {title}")


def budgets_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Advances without a borrower on the day by which they are accounted for, and the ends of money carried over.

    An advance of a person is a task of theirs, which is told with all tasks.
    """
    opened = equal("state", CaseState.OPEN.value)
    with office.reading(personal=True) as reader:
        for case in every(office, reader, SpendingCase, opened & from_to("due", first, last)):
            if not case.requester:
                title = _CLEAR.fill(contract=case.contract, title=case.title)
                yield _deadline(case, cast("date", case.due), title)
        for case in every(office, reader, SpendingCase, opened & from_to("pay_by", first, last)):
            yield _deadline(case, cast("date", case.pay_by), _PAY.fill(title=case.title))


def _deadline(case: SpendingCase, day: date, title: Text) -> Deadline:
    whom = person_token(case.requester) if case.requester else ""
    return Deadline(day=day, area=AREA, title=title, about=case.ref, source=case.ref, whom=whom)

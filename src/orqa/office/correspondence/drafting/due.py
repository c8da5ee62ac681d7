"""What falls due with letters that were sent out: receipts that nobody told yet (ติดตามการตอบรับ)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.drafting.states import DraftState
from orqa.domain.organization.tasks import unit_token
from orqa.office.deadlines import SECRET, Deadline, from_to
from orqa.office.paging import every
from orqa.storage.query import equal

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "correspondence"
_RECEIPT = Text.of(en="Ask whether {recipient} got: {subject}", th="ติดตามการตอบรับจาก{recipient}: {subject}")


def unacknowledged(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Letters that were sent out and whose receipt was not told, on the day by which it should be."""
    query = equal("state", DraftState.DISPATCHED.value) & from_to("acknowledge_by", first, last)
    with office.reading() as reader:
        for draft in every(office, reader, Draft, query):
            told = _RECEIPT.fill(recipient=draft.recipient, subject=draft.subject)
            yield Deadline(
                day=cast("date", draft.acknowledge_by),
                area=AREA,
                title=SECRET if draft.restricted else told,
                about=draft.ref,
                source=draft.ref,
                whom=unit_token(draft.unit) if draft.unit else "",
            )

"""Drafts as a table (ทะเบียนร่างหนังสือ)."""

from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.states import STATES
from orqa.office.deadlines import SECRET
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.office.office import Office

COLUMNS = (
    Column(name="opened_on", title=Text.of(th="เริ่มร่าง", en="Begun"), type=ColumnType.DATE),
    Column(name="kind", title=Text.of(th="ชนิด", en="Kind")),
    Column(name="subject", title=Text.of(th="เรื่อง", en="Subject"), personal=True),
    Column(name="recipient", title=Text.of(th="ถึง", en="To"), personal=True),
    Column(name="edition", title=Text.of(th="ฉบับร่างที่", en="Edition"), type=ColumnType.INTEGER),
    Column(name="state", title=Text.of(th="สถานะ", en="State")),
    Column(name="draft", title=Text.of(th="รหัส", en="Id")),
)
_TITLE = Text.of(th="ทะเบียนร่างหนังสือ", en="Drafts")


def draft_table(office: "Office", drafts: "Iterable[Draft]") -> Table:
    """Drafts as a table; of secret ones no subject."""
    kinds = office.profile.vocabulary("letter-kind")

    def row(draft: "Draft") -> tuple[object, ...]:
        kind = kinds.get(draft.letter_kind)
        secret = draft.restricted is not None
        return (
            draft.opened_at.astimezone(office.zone).date(),
            kind.title if kind else draft.letter_kind,
            SECRET if secret else draft.subject,
            None if secret else draft.recipient,
            draft.edition,
            STATES[draft.state],
            draft.id,
        )

    return Table.of(COLUMNS, list(map(row, drafts)), _TITLE)

"""Holders of copies are told of a change of level in the batch that makes it (แจ้งผู้ถือเมื่อปรับชั้นความลับ)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.base.records import Record
from orqa.domain.correspondence.control import SecretControl, SecretCopy, reclassified, told_of_changes, untold
from orqa.domain.correspondence.errors import ControlRefused
from orqa.domain.organization.tasks import Task, new_task

if TYPE_CHECKING:
    from orqa.domain.organization.restriction import Restriction
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

MARK: Final = "secret.mark"
"""What the task of a holder asks for: strike out the old level and mark the new one."""

_DESK = Text.of(en="on the desk", th="แจ้งทางงานที่ต้องทำ")
_LEVEL = Text.of(en="The level of a copy that you hold is {level} now", th="ชั้นความลับของสำเนาที่ท่านถือเปลี่ยนเป็น {level}")


def sheets_after(  # noqa: PLR0913, PLR0917 - what a change of level is
    office: "Office", changed: Iterable[Record], level: "Term", order: str, at: datetime, now: "Restriction | None"
) -> Iterator[Record]:
    """What is written with a change of level: control sheets at the new one, and tasks for holders in the office.

    Holders who are none of the office are told by letter, and :func:`orqa.domain.correspondence.control.untold` names
    them until somebody says so.
    """
    for record in changed:
        if not isinstance(record, SecretControl):
            yield record
            continue
        sheet = reclassified(record, on=at.date(), level=level.code, order=order)
        for copy in {copy.number: copy for _, copy in untold(sheet) if copy.holder}.values():
            sheet = _told(sheet, copy, at, office.profile.language)
            yield _task(office, sheet, copy, level, at, now)
        yield sheet


def _told(sheet: SecretControl, copy: SecretCopy, at: datetime, language: str) -> SecretControl:
    try:
        return told_of_changes(sheet, copy.number, on=at.date(), how=_DESK.in_language(language))
    except ControlRefused:  # pragma: no cover - whom there is nothing to tell is not asked for
        return sheet


def _task(  # noqa: PLR0913, PLR0917 - what a task is
    office: "Office", sheet: SecretControl, copy: SecretCopy, level: "Term", at: datetime, now: "Restriction | None"
) -> Task:
    return new_task(
        identity=office.ids.next_id(at),
        area="correspondence",
        action=MARK,
        about=sheet.ref,
        whom=copy.holder,
        opened_at=at,
        title=None if now else _LEVEL.fill(level=level.title),
        opened_by=office.rights.name,
        restricted=now,
    )

"""Secret matter is inspected at least every six months (การตรวจสอบข้อมูลข่าวสารลับ): a part of the service of letters."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orqa.base.date_format import day_text
from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.correspondence.control import SecretControl
from orqa.domain.correspondence.secrecy import rank_of
from orqa.domain.correspondence.secret_inspections import (
    LATE,
    CopiesFound,
    Inspected,
    SecretInspection,
    check_whole,
    decide_committee,
    decide_next,
    findings_of,
)
from orqa.domain.organization.restriction import Restriction
from orqa.office.access import SECRET_REGISTRAR
from orqa.office.correspondence.controlling import Controlling
from orqa.office.correspondence.dossier import letter_of
from orqa.office.paging import every
from orqa.storage.protocol import SYSTEM
from orqa.storage.query import ALL

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.office.correspondence.dossier import Which
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision

INSPECT: Final = "secret.inspect"
"""The action, as the policy has it."""

_WHAT = Text.of(en="the inspection", th="การตรวจสอบ")


class Inspecting(Controlling):
    """Look over what is secret, and know when to do it next."""

    def inspect_secrets(  # noqa: PLR0913 - what the committee writes down, by name
        self,
        found: "Iterable[tuple[Which, int, CopiesFound | str]] | Mapping[tuple[str, int], CopiesFound | str]",
        *,
        chair: str,
        members: Iterable[str],
        order: str = "",
        note: str = "",
        reported_to: str = "",
        on: date | None = None,
        key: str | None = None,
    ) -> SecretInspection:
        """Write down an inspection (บันทึกการตรวจสอบ): of every copy that somebody has, what was found.

        Args:
            found: letter, number of the copy, and ``present``, ``damaged`` or ``missing``; each copy once.
            chair: staff number of the registrar of secret information, who chairs the committee.
            members: staff numbers of the others; how many at least says the rule ``secrecy.inspection_others``.
            order: by which the committee was appointed.
            note: what it says of how the regulation is kept.
            reported_to: staff number of the head to whom it was reported.
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter or person, or it may not be seen.
            ControlRefused: when the chair is no registrar, members are too few, a copy is left out or not there.
            NotAllowed: when whoever acts may not, or is not cleared for all that is controlled.
        """
        day = on or self._office.today()
        items = tuple(
            Inspected(letter=letter_of(of), copy=copy, found=CopiesFound(how)) for of, copy, how in _triples(found)
        )
        head, others = self._person(chair), tuple(dict.fromkeys(self._person(one) for one in members))
        others = tuple(one for one in others if one != head)
        told: dict[str, Any] = {"chair": head, "members": others, "order": order, "note": note}

        def make(at: "datetime") -> Any:
            reading = self._office.rules(day).reading()
            roles = {held.role for held in self._office.organization.on(day).roles_of(head)}
            decide_committee(reading, SECRET_REGISTRAR in roles, others)
            sheets = self._all_sheets()
            rank = max((rank_of(reading, one.level) for one in sheets), default=1)
            self._office.rights.require_secret(INSPECT, rank)
            check_whole(items, sheets)
            made = SecretInspection(
                id=self._office.ids.next_id(at),
                on=day,
                items=items,
                reported_to=self._person(reported_to),
                restricted=Restriction(rank=max(1, rank), persons=(head, *others)),
                **told,
            )
            return (made,), ()

        asked = {"items": [(str(one.letter), one.copy, one.found.value) for one in items], **told, "on": on}
        asked["reported_to"] = reported_to
        return self._keep(SecretInspection, _WHAT, INSPECT, asked, key, make)

    def secret_inspections(self) -> tuple[SecretInspection, ...]:
        """All inspections that may be seen, the first first."""
        return self._every(SecretInspection, order=("on",))

    def next_inspection(self) -> "Decision[date] | None":
        """By when secret matter is to be inspected next, and the rule; None where nothing seen is controlled."""
        sheets, done = self._every(SecretControl), self.secret_inspections()
        days = [done[-1].on] if done else [one.registered_on for one in sheets if one.restricted is not None]
        if not any(one.restricted is not None for one in sheets):
            return None
        since = min(days)
        return decide_next(self._office.rules(max(since, self._office.today())).reading(), since)

    def check_secrets(self, on: date | None = None) -> tuple[Finding, ...]:
        """What is to be done about secret matter: missing copies, holders who were not told, receipts, inspections.

        It tells numbers of the control register, and no matter.
        """
        day, due = on or self._office.today(), self.next_inspection()
        late = (
            (LATE.make(field="on", due=day_text(due.value), citations=due.citations),)
            if due and due.value < day
            else ()
        )
        last = next(iter(reversed(self.secret_inspections())), None)
        sheets = sorted(self._every(SecretControl), key=lambda one: (one.year, one.number or 0))
        return (*late, *findings_of(sheets, last))

    def inspection_table(self, inspection: SecretInspection | str) -> "Table":
        """What an inspection found, a row for each copy; no subject.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        from orqa.office.correspondence.control_tables import inspection_table

        identity = inspection if isinstance(inspection, str) else inspection.id
        known = self._one(SecretInspection, identity, _WHAT)
        return inspection_table(known, {one.letter: one.number for one in self._every(SecretControl)})

    # ------------------------------------------------------------------ inside

    def _all_sheets(self) -> tuple[SecretControl, ...]:
        """Every control sheet: who sees but some of them writes no inspection down, for it would count for all."""
        with self._office.store.read(SYSTEM) as reader:
            return tuple(every(self._office, reader, SecretControl, ALL))


def _triples(found: Any) -> "Iterable[tuple[Which, int, CopiesFound | str]]":
    if isinstance(found, Mapping):
        return [(letter, copy, how) for (letter, copy), how in found.items()]
    return list(found)

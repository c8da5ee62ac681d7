"""Received letters go up the line: the clerk proposes, the head endorses, the director orders (เกษียนหนังสือ)."""

from typing import TYPE_CHECKING, Final

from orqa.domain.correspondence.handling import refuse_closed
from orqa.domain.correspondence.numbering import CENTRAL
from orqa.office.approvals import Approvals
from orqa.office.correspondence.dossier import Dossier, Which, dossier
from orqa.office.service import Service

if TYPE_CHECKING:
    from orqa.domain.organization.approvals import Approval

ROUTE: Final = "letter.received"
"""The route of received letters in the rule ``routes.steps``."""


class Endorsing(Service):
    """Propose letters to those who decide about them."""

    def propose(self, letter: Which, unit: str = "", *, key: str | None = None) -> "Approval":
        """Propose a received letter along the route ``letter.received`` (เสนอหนังสือ, เกษียนหนังสือ).

        Each step waits on the desk of whoever holds its role; they write a comment with ``office.approvals.approve``
        or ``return_``. Name, position with the wording of acting, and time stand in the letter's time line.

        Args:
            letter: the letter or its id.
            unit: id of the unit in which the route begins; by default the one that took the letter in, else the first
                one where whoever acts works.
            key: of the caller's choice: the same call with the same key proposes once.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
            LetterIsClosed: when the letter is closed.
            LetterIsVoid: when its number was made void.
            NoApprover: when nobody may decide one of the steps.
            NotAllowed: when whoever acts may not propose for the unit.
        """
        seen = dossier(self._office, letter, self._recorder)
        refuse_closed(seen.handling)
        unit = unit or self._unit_of(seen)
        self._office.require("letter.propose", unit)
        approvals = Approvals(self._office, self._recording)
        kept = seen.letter.restricted
        return approvals.submit(
            seen.letter,
            ROUTE,
            unit=unit,
            title=None if kept else seen.letter.subject,
            restricted=kept,
            key=key,
        )

    def endorsements(self, letter: Which) -> "tuple[Approval, ...]":
        """What was proposed about a letter, with every word that was written on the way; the oldest first."""
        return Approvals(self._office, self._recording).of(dossier(self._office, letter, self._recorder).letter)

    def _unit_of(self, seen: Dossier) -> str:
        taken_in = [line.unit for line in seen.lines if line.unit != CENTRAL]
        own = self._office.actor.units if self._office.actor else ()
        root = self._office.organization.on(self._office.today()).children()
        return next(iter((*taken_in, *filter(None, (seen.letter.unit,)), *own, *root)), "")

"""All postings of a book: many entered at once, and all of them held against the balances."""

from itertools import islice
from typing import TYPE_CHECKING

from orqa.domain.budgets.records import Posting
from orqa.office.budgets.cells import line_prefix
from orqa.office.budgets.ledger import POST
from orqa.office.budgets.years import BudgetYears
from orqa.storage.protocol import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.base.findings import Finding
    from orqa.domain.budgets.drafts import PostingDraft
    from orqa.office.budgets.entering import Entered


class BudgetEntries(BudgetYears):
    """Enter and verify."""

    def enter(self, drafts: "Iterable[PostingDraft]", *, key: str) -> "Entered":
        """Enter the rows of a register or of another system (บันทึกรายการจากทะเบียนคุม), thousands at a time.

        Each row is checked against what stands on its line after the rows before it. A row that cannot be posted is a
        finding; the others are posted. What they hold belongs to no spending case. Cut short, a second call with the
        same key posts what is missing and nothing twice.

        Args:
            drafts: the rows, in the order in which money moved; streamed.
            key: names these rows for ever, such as the number of the register; posted rows are told by it.

        Raises:
            BudgetRefused: when money of these lines moved at the same moment; call again with the same key.
            KeyNotUsable: when the key is no text of 1 to 100 characters.
            NotAllowed: when whoever acts may not post.
        """
        from orqa.office.budgets.entering import enter

        return enter(self, self._office, drafts, key, POST)

    def verify(self, *, most: int = 100) -> "tuple[Finding, ...]":
        """Work out every balance anew from all postings, and hold it against the number that the store keeps.

        Part of ``office.verify()``, which also proves that no posting was changed.

        Args:
            most: how many findings at most.

        Returns:
            What differs, by line, case and stage, with both amounts. Empty where all is sound.

        Raises:
            NotAllowed: when whoever acts is neither auditor nor administrator, by the policy.
        """
        from orqa.office.budgets.checking import check_balances

        office = self._office
        office.rights.require("office.verify", None)
        with office.store.read(SYSTEM) as reader:
            if not reader.count(Posting.kind) and not reader.cells(line_prefix()):
                return ()
            return tuple(islice(check_balances(reader, office.codec, self.currency()), most))

"""Kept letters are lent, prolonged, called back and given back (การยืมหนังสือ): a part of the service of letters."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.correspondence import lending
from orqa.domain.correspondence.errors import LendingRefused
from orqa.domain.correspondence.lending import AGENCY, INSIDE, LEND, OUTSIDE, VIEW, Loan, decide_loan
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.correspondence.storing import Condition, StoredLetter
from orqa.domain.organization.holds import Hold
from orqa.domain.organization.tasks import Task, TaskState, done, moved, new_task, person_token, unit_token
from orqa.office.correspondence.assigning import refuse_unseen
from orqa.office.correspondence.dossier import Which, letter_of
from orqa.office.correspondence.letters_kept import LettersKept
from orqa.office.holds import held, let_go, unless_gone, why_gone
from orqa.office.whom import whom
from orqa.storage.query import ALL, equal

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.records import Record
    from orqa.domain.correspondence.records import Letter
    from orqa.reporting.tables import Table
    from orqa.rules.decisions import Decision
    from orqa.storage.protocol import Add

ACTION: Final = "letter.lend"
"""The action, as the policy has it: lend, let somebody look, prolong, call back, take back."""

CAUSE: Final = "loan"
"""What a loan is among the causes of holds."""

RETURN: Final = "letter.return"
"""What the task of a loan asks for."""

_LOAN = Text.of(en="the loan", th="การยืม")
_HELD = Text.of(en="lent until {due}", th="ให้ยืมถึง {due}")
_BACK = Text.of(en="given back", th="ส่งคืนแล้ว")
_IS_OUT = Text.of(
    en="it is lent to {borrower} until {due}; call it back: call_back(loan, reason)",
    th="{borrower}ยืมอยู่ถึง {due} ให้เรียกคืน: call_back(loan, reason)",
)
_NOT_THERE = Text.of(
    en="it is lost; when it is found or replaced, note that: note_condition(letter, …)",
    th="หนังสือสูญหาย เมื่อพบหรือหาสำเนามาแทนแล้วให้บันทึก: note_condition(letter, …)",
)
_SECRET = Text.of(
    en="secret matter goes to others as a numbered copy: give_copy(letter, holder)",
    th="ข้อมูลข่าวสารลับส่งให้ผู้อื่นเป็นสำเนาที่มีเลขที่ชุด: give_copy(letter, holder)",
)
_NO_NAME = Text.of(
    en="say who borrows: a name and, of another agency, the post (post=)",
    th="ให้ระบุชื่อผู้ยืม และตำแหน่งเมื่อยืมระหว่างส่วนราชการ (post=)",
)


class Lending(LettersKept):
    """Lend letters to those who may borrow them, and get them back."""

    def lend(  # noqa: PLR0913 - what stands on the card, by name
        self,
        letter: Which,
        borrower: str,
        *,
        purpose: str,
        due: date | None = None,
        agency: str = "",
        post: str = "",
        collected_by: str = "",
        permitted_by: str = "",
        delegation: str = "",
        on: date | None = None,
        key: str | None = None,
    ) -> Loan:
        """Lend a letter (ให้ยืมหนังสือ): one that is stored, or still kept by its owner (ข้อ 64).

        The letter is with the borrower until :meth:`take_back`: it is lent to nobody else, and not destroyed.

        Args:
            letter: the letter.
            borrower: staff number of somebody of the office; with ``agency`` the name of who borrows there.
            purpose: for which official work (ข้อ 62.1).
            due: by when it is to be back; by default so many days on as the rule ``lending.days`` says.
            agency: the other agency that borrows.
            post: of the borrower there.
            collected_by: who fetches it; by default the borrower.
            permitted_by: staff number of whoever permits it; by default who acts.
            delegation: the order by which borrower or permitter act for somebody who may.
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such letter or person, or it may not be seen.
            LendingRefused: when it is lent or lost, borrower or permitter may not, with the clauses, or it is secret
                and goes to another agency.
            MayNotSee: when it is restricted, and the borrower is not among those who may see it.
            HoldRefused: when it was destroyed this very moment.
            Conflict: when somebody else lent or moved it this very moment.
            NotAllowed: when whoever acts may not.
        """
        day, known = on or self._office.today(), self._seen_letter(letter)
        told = {"borrower": borrower, "purpose": purpose, "due": due, "agency": agency, "post": post}
        told |= {"collected_by": collected_by, "permitted_by": permitted_by, "delegation": delegation, "on": on}

        def make(at: "datetime") -> Any:
            loan = self._asked_loan(known, LEND, AGENCY if agency else INSIDE, day, at, told)
            kept = self._kept(known)
            self._refuse_out(kept)
            return self._going_out(known, kept, loan, at)

        self._recorder.explain(why_gone)
        with unless_gone():
            return listed(self._write_about(known, Loan, _LOAN, ACTION, {"lend": known.id, **told}, key, make))

    def view(  # noqa: PLR0913 - what is kept of it, by name
        self,
        letter: Which,
        person: str,
        *,
        purpose: str,
        permitted_by: str = "",
        delegation: str = "",
        on: date | None = None,
        key: str | None = None,
    ) -> Loan:
        """Let somebody from outside look at a letter, or copy it (ให้ดูหรือคัดลอกหนังสือ, ข้อ 65); it stays in its place.

        Raises:
            NotFound, LendingRefused, NotAllowed: as of :meth:`lend`.
        """
        day, known = on or self._office.today(), self._seen_letter(letter)
        told = {
            "borrower": person,
            "purpose": purpose,
            "permitted_by": permitted_by,
            "delegation": delegation,
            "on": on,
        }

        def make(at: "datetime") -> Any:
            loan = self._asked_loan(known, VIEW, OUTSIDE, day, at, told)
            self._refuse_out(self._kept(known))
            return (evolve(loan, is_out=False, returned_on=day),), ()

        return listed(self._write_about(known, Loan, _LOAN, ACTION, {"view": known.id, **told}, key, make))

    def renew(
        self, loan: Loan | str, due: date, *, permitted_by: str = "", delegation: str = "", key: str | None = None
    ) -> Loan:
        """Prolong a loan (ต่ออายุการยืม); whoever permits it must be one who may permit it.

        Raises:
            NotFound: when there is no such loan, or it may not be seen.
            LendingRefused: when it is over or recalled, the day is no later one, or the permitter may not.
            Conflict: when somebody else changed it this very moment.
            NotAllowed: when whoever acts may not.
        """

        def make(now: Loan, on: date) -> Loan:
            by = self._person(permitted_by) or self._actor()
            asked = self._loan_limits(
                now.way, now.borrower, on, {"delegation": delegation, "purpose": now.purpose}, by, None
            )
            decide_loan(self._office.rules(on).reading(), asked)
            return lending.renewed(now, on=on, due=due, permitted_by=by)

        return self._changed_loan(
            loan, {"renew": due, "permitted_by": permitted_by, "delegation": delegation}, make, key
        )

    def call_back(self, loan: Loan | str, reason: str, *, by: date | None = None, key: str | None = None) -> Loan:
        """Call a letter back (เรียกคืน): it is due on a day, by default today, and no longer prolonged.

        Raises:
            NotFound, Conflict, NotAllowed: as of :meth:`renew`.
            LendingRefused: when it is over, there is no reason, or the day is past.
        """
        return self._changed_loan(
            loan,
            {"recall": reason, "by": by},
            lambda now, on: lending.recalled(now, on=on, by=by or on, reason=reason),
            key,
        )

    def take_back(
        self, loan: Loan | str, *, returned_by: str = "", on: date | None = None, note: str = "", key: str | None = None
    ) -> Loan:
        """Take a letter back from its borrower (รับคืนหนังสือ): it is in its place again.

        Args:
            loan: the loan, or its id.
            returned_by: who brings it; by default the borrower.
            on: the day; by default today.
            note: what is to be said of it; damage is noted by ``note_condition``.
            key: as of :meth:`lend`.

        Raises:
            NotFound, Conflict, NotAllowed: as of :meth:`renew`.
            LendingRefused: when it is over already, or the day lies before it began.
        """

        def change(now: Loan, today: date) -> Loan:
            by = returned_by or self._borrower_name(now)
            return lending.returned(now, on=on or today, by=by, note=note)

        return self._changed_loan(loan, {"return": returned_by, "on": on, "note": note}, change, key)

    def loan(self, loan: Loan | str) -> Loan:
        """A loan as it is now.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        return listed(self._loan(loan))

    def loans(self, letter: "Which | None" = None, *, is_out: bool = False) -> tuple[Loan, ...]:
        """Loans and viewings, of one letter where one is asked for, those alone that are out; the first first."""
        query = ALL if letter is None else equal("letter", str(letter_of(letter)))
        query = query & equal("is_out", value=1) if is_out else query
        return tuple(map(listed, self._every(Loan, query, ("recorded",))))

    def overdue_loans(self, on: date | None = None) -> tuple[Loan, ...]:
        """Loans that should be back (หนังสือค้างส่ง), the longest overdue first."""
        return tuple(lending.overdue(self.loans(is_out=True), on or self._office.today()))

    def loan_cards(self, letter: "Which | None" = None, *, is_out: bool = False) -> "Table":
        """The cards of loans (บัตรยืมหนังสือ, แบบที่ 24), sorted by the day on which they are due (ข้อ 62.2)."""
        from orqa.office.correspondence.storage_tables import card_table

        found = sorted(self.loans(letter, is_out=is_out), key=lambda one: (one.due or one.lent_on, one.id))
        return card_table(self._office, found)

    def overdue_loans_table(self, on: date | None = None) -> "Table":
        """Loans that should be back as cards, the longest overdue first; see :meth:`overdue_loans`."""
        from orqa.office.correspondence.storage_tables import card_table

        return card_table(self._office, self.overdue_loans(on))

    def loan_decision(self, loan: Loan | str) -> "Decision[date | None]":
        """By when a loan was to be back, and the rules that it rests on, as of the day on which it was lent."""
        known = self._loan(loan)
        told = {"delegation": known.delegation or "–", "purpose": known.purpose, "due": known.due}
        asked = self._loan_limits(known.way, known.borrower, known.lent_on, told, known.permitted_by, None)
        return decide_loan(self._office.rules(known.lent_on).reading(), asked)

    # ------------------------------------------------------------------ inside

    def _asked_loan(  # noqa: PLR0913, PLR0917 - what a loan is
        self, letter: "Letter", way: str, borrower: str, day: date, at: "datetime", told: dict[str, Any]
    ) -> Loan:
        """The loan that is asked for, where the limits of lending let it be."""
        office, person = self._office, ""
        name = str(told["borrower"]).strip()
        if borrower == INSIDE:
            person, name = self._person(name), ""
            receiver = whom(person_token(person), office.organization.on(), office.profile)
            refuse_unseen(letter.restricted, letter.id, receiver)
        elif letter.restricted is not None:
            raise LendingRefused(_SECRET)
        if not (person or name) or (borrower == AGENCY and not str(told.get("post") or "").strip()):
            raise LendingRefused(_NO_NAME)
        by = self._person(told["permitted_by"]) or self._actor()
        asked = self._loan_limits(way, borrower, day, told, by, person)
        decision = decide_loan(office.rules(day).reading(), asked)
        return Loan(
            id=office.ids.next_id(at),
            letter=letter.ref,
            way=way,
            borrower=borrower,
            person=person,
            name=name,
            post=told.get("post") or "",
            agency=told.get("agency") or "",
            unit=self._kept(letter).unit,
            purpose=told["purpose"],
            collected_by=told.get("collected_by") or name or self._name_of(person),
            permitted_by=by,
            delegation=told["delegation"],
            lent_on=day,
            due=decision.value,
            restricted=letter.restricted,
        )

    def _loan_limits(  # noqa: PLR0913, PLR0917 - what the limits look at
        self, way: str, borrower: str, day: date, told: dict[str, Any], by: str, person: str | None
    ) -> lending.Asked:
        return lending.Asked(
            way=way,
            borrower=borrower,
            borrower_roles=self._roles_on(person, day) if person else None,
            permitter_roles=self._roles_on(by, day) if by else None,
            purpose=str(told["purpose"]),
            delegation=str(told["delegation"]),
            on=day,
            due=told.get("due"),
        )

    def _roles_on(self, person: str, day: date) -> Collection[str]:
        return {held_role.role for held_role in self._office.organization.on(day).roles_of(person)}

    def _refuse_out(self, kept: StoredLetter) -> None:
        if kept.condition is Condition.LOST:
            raise LendingRefused(_NOT_THERE)
        if kept.loan:
            known = self._one(Loan, kept.loan, _LOAN)
            raise LendingRefused(_IS_OUT.fill(borrower=self._borrower_name(known), due=_day(known.due)))

    def _going_out(
        self, letter: "Letter", kept: StoredLetter, loan: Loan, at: "datetime"
    ) -> "tuple[tuple[Record, ...], tuple[Add, ...]]":
        task = self._return_task(letter, loan, at)
        loan = evolve(loan, task=task.id)
        reason = _HELD.fill(due=_day(loan.due)).in_language(self._office.profile.language)
        hold, adds = held(self._office, letter, CAUSE, reason, source=loan.ref)
        loan = evolve(loan, hold=hold.id)
        return (loan, evolve(kept, loan=loan.id), task, hold), adds

    def _return_task(self, letter: "Letter", loan: Loan, at: "datetime") -> Task:
        """What waits for the borrower; of another agency, for the unit whose store it is or whoever permitted it."""
        whom = person_token(loan.person or loan.permitted_by) if loan.person or not loan.unit else unit_token(loan.unit)
        if whom == person_token(""):
            whom = unit_token(next(iter(self._office.organization.on(loan.lent_on).children()), "office"))
        return new_task(
            identity=self._office.ids.next_id(at),
            area="correspondence",
            action=RETURN,
            about=loan.ref,
            whom=whom,
            opened_at=at,
            title=None if letter.restricted else Text.of(**{self._office.profile.language: letter.subject}),
            due=loan.due,
            opened_by=self._office.rights.name,
            restricted=letter.restricted,
        )

    def _changed_loan(self, loan: Loan | str, asked: dict[str, Any], change: Any, key: str | None) -> Loan:
        """Write a change of a loan with its task and, where it is over, with the letter and its hold."""
        known = self._loan(loan)

        def make(at: "datetime") -> Any:
            now = self._loan(known.id)
            changed: Loan = change(now, self._office.today())
            records: list[Record] = [changed, *self._tasks_after(changed, at)]
            if changed.is_out:
                return records, ()
            kept = self._one(StoredLetter, changed.letter.id, _LOAN)
            records.append(evolve(kept, loan=""))
            back = _BACK.in_language(self._office.profile.language)
            hold = self._one(Hold, changed.hold, _LOAN)
            lifted, adds = let_go(self._office, hold, back, ended=changed.ref)
            return [*records, lifted], adds

        letter = self._seen_letter(known.letter)
        return listed(self._write_about(letter, Loan, _LOAN, ACTION, {"loan": known.id, **asked}, key, make))

    def _tasks_after(self, loan: Loan, at: "datetime") -> tuple[Task, ...]:
        task = self._one_or_none(Task, loan.task)
        if task is None or task.state is not TaskState.OPEN:
            return ()
        if loan.is_out:
            return (evolve(moved(task, due=loan.due), note=loan.recall_reason or task.note),)
        return (done(task, at=at, by=self._office.rights.name, result=loan.returned_by),)

    def _loan(self, loan: Loan | str) -> Loan:
        return self._one(Loan, loan if isinstance(loan, str) else loan.id, _LOAN)

    def _borrower_name(self, loan: Loan) -> str:
        """What people call the borrower, in the language of the office."""
        return self._name_of(loan.person) if loan.person else loan.name

    def _name_of(self, person: str) -> str:
        known = self._office.organization.structure.people.get(person)
        return known.name.in_language(self._office.profile.language) if known else person


def _day(day: date | None) -> Text:
    return day_text(day) if day else Text.of(en="…", th="…")

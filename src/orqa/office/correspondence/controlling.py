"""Copies of secret letters, their holders, losses (การควบคุมข้อมูลข่าวสารลับ): a part of the service of letters."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text
from orqa.domain.correspondence import control
from orqa.domain.correspondence.control import SecretControl
from orqa.domain.correspondence.errors import ControlRefused
from orqa.domain.correspondence.secrecy import listed
from orqa.domain.organization.people import RoleGrant
from orqa.domain.organization.tasks import new_task, person_token
from orqa.office.access import SECRET_REGISTRARS
from orqa.office.correspondence.assigning import refuse_unseen
from orqa.office.correspondence.letters_kept import LettersKept
from orqa.office.whom import whom
from orqa.storage.protocol import Add, Into

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from orqa.base.records import Record
    from orqa.domain.correspondence.records import Letter
    from orqa.domain.organization.people import Person
    from orqa.office.correspondence.dossier import Which
    from orqa.reporting.tables import Table

CONTROL: Final = "secret.control"
"""The action, as the policy has it."""

LOSS: Final = "secret.loss"
"""What the task of whoever a loss is reported to asks for."""

_SERIES: Final = "series/secret-control-sheet/central"
_SHEET = Text.of(en="the control sheet", th="ทะเบียนควบคุม")
_OPEN = Text.of(
    en="the letter is open to all; only secret matter is controlled: raise_secrecy(letter, level, reason)",
    th="หนังสือนี้ไม่ใช่ข้อมูลข่าวสารลับ จึงไม่ต้องควบคุม: raise_secrecy(letter, level, reason)",
)
_NOBODY = Text.of(en="say who holds it", th="ให้ระบุผู้ถือ")
_ROLE = Text.of(en="a copy is given to a person or a unit, not to a role", th="ให้ส่งสำเนาแก่บุคคลหรือหน่วยงาน ไม่ใช่บทบาท")
_REPORTED = Text.of(en="A copy of secret matter was lost", th="ข้อมูลข่าวสารลับสูญหาย")


class Controlling(LettersKept):
    """Keep the control register: who holds which copy of what is secret."""

    def control(self, letter: "Which", *, on: date | None = None, key: str | None = None) -> SecretControl:
        """Enter a secret letter in the control register (ลงทะเบียนควบคุม): it takes the next number of its year.

        One that stands there stays as it is.

        Raises:
            NotFound: when there is no such letter, or it may not be seen.
            ControlRefused: when it is open to all.
            NotAllowed: when whoever acts is no registrar of secret information, by the policy, or not cleared for it.
        """
        known = self._seen_letter(letter)
        sheet = self._one_or_none(SecretControl, known.id)
        if sheet is not None:
            self._office.require(CONTROL)
            return listed(sheet)
        return self._sheet_changed(known, {"control": known.id}, lambda now, _day: now, on, key)

    def give_copy(  # noqa: PLR0913 - what a copy is, by name
        self,
        letter: "Which",
        holder: str,
        *,
        permission: str,
        agency: str = "",
        receipt: str = "",
        original: bool = False,
        on: date | None = None,
        key: str | None = None,
    ) -> SecretControl:
        """Give a numbered copy to somebody (แจกจ่ายสำเนา), or the original; a letter without a sheet gets one.

        Args:
            letter: the letter.
            holder: staff number or unit of somebody of the office who may see it; with ``agency`` a name.
            permission: by whose permission it is copied or given.
            agency: of a holder who is none of the office.
            receipt: number of the signed receipt, where it came back already.
            original: whether it is the original that goes.
            on: the day; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, NotAllowed: as of :meth:`control`.
            MayNotSee: when the holder is not among those who may see it: ``share`` comes first.
            ControlRefused: for an open letter, without permission, for an original that is with somebody else.
            Conflict: when somebody else changed the sheet this very moment.
        """
        known = self._seen_letter(letter)
        token = "" if agency else self._holder_token(known, holder)
        name = " ".join(filter(None, (holder.strip(), agency.strip()))) if agency else ""
        told: dict[str, Any] = {"holder": token, "name": name, "permission": permission, "receipt": receipt}
        told["original"] = original

        def change(now: SecretControl, day: date) -> SecretControl:
            return control.handed_out(now, on=day, **told)

        return self._sheet_changed(known, {"give": known.id, **told, "on": on}, change, on, key)

    def keep_receipt(self, letter: "Which", copy: int, receipt: str, *, key: str | None = None) -> SecretControl:
        """Note the signed receipt of a copy (เก็บใบรับ); errors as of :meth:`give_copy`."""
        return self._sheet_changed(
            self._seen_letter(letter),
            {"receipt": copy, "is": receipt},
            lambda now, _day: control.receipt_came(now, copy, receipt),
            None,
            key,
        )

    def return_copy(
        self, letter: "Which", copy: int, *, on: date | None = None, key: str | None = None
    ) -> SecretControl:
        """Take a copy back from its holder (รับคืนสำเนา); errors as of :meth:`give_copy`."""
        return self._sheet_changed(
            self._seen_letter(letter),
            {"return": copy, "on": on},
            lambda now, day: control.came_back(now, copy, on=day),
            on,
            key,
        )

    def report_loss(  # noqa: PLR0913 - what a report says, by name
        self, letter: "Which", copy: int, circumstances: str, *, to: str, on: date | None = None, key: str | None = None
    ) -> SecretControl:
        """Report at once that a copy was lost (รายงานการสูญหาย): whom it is reported to has it on the desk.

        Args:
            letter: the letter.
            copy: number of the copy; 1 is the original.
            circumstances: what happened, and what was done.
            to: staff number of the head to whom it is reported, who may see the letter.
            on: the day; by default today.
            key: as of :meth:`give_copy`.

        Raises:
            NotFound, MayNotSee, ControlRefused, Conflict, NotAllowed: as of :meth:`give_copy`.
        """
        known = self._seen_letter(letter)
        head = self._person(to)
        self._check_may_hold(known, person_token(head))

        def change(now: SecretControl, day: date) -> SecretControl:
            return control.lost(now, copy, on=day, circumstances=circumstances, by=self._actor(), to=head)

        def task(sheet: SecretControl, at: "datetime") -> "Sequence[Record]":
            return (
                new_task(
                    identity=self._office.ids.next_id(at),
                    area="correspondence",
                    action=LOSS,
                    about=sheet.ref,
                    whom=person_token(head),
                    opened_at=at,
                    title=None if sheet.restricted else _REPORTED,
                    opened_by=self._office.rights.name,
                    restricted=sheet.restricted,
                ),
            )

        asked = {"loss": copy, "circumstances": circumstances, "to": head, "on": on}
        return self._sheet_changed(known, asked, change, on, key, task)

    def found_again(
        self, letter: "Which", copy: int, *, on: date | None = None, key: str | None = None
    ) -> SecretControl:
        """Note that a lost copy was found again (พบแล้ว); the report of its loss stays."""
        return self._sheet_changed(
            self._seen_letter(letter),
            {"found": copy, "on": on},
            lambda now, day: control.found(now, copy, on=day),
            on,
            key,
        )

    def tell_holder(
        self, letter: "Which", copy: int, how: str, *, on: date | None = None, key: str | None = None
    ) -> SecretControl:
        """Say that a holder was told of the changes of level (แจ้งผู้ถือ), and how, such as by which letter."""
        return self._sheet_changed(
            self._seen_letter(letter),
            {"tell": copy, "how": how, "on": on},
            lambda now, day: control.told_of_changes(now, copy, on=day, how=how),
            on,
            key,
        )

    def control_sheet(self, letter: "Which") -> SecretControl:
        """The control sheet of a letter: number, copies and holders, as lists show it.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        return listed(self._one(SecretControl, self._seen_letter(letter).id, _SHEET))

    def control_sheets(self) -> tuple[SecretControl, ...]:
        """All control sheets that may be seen, by their numbers, as lists show them."""
        found = self._every(SecretControl)
        return tuple(map(listed, sorted(found, key=lambda one: (one.year, one.number or 0))))

    def control_table(self) -> "Table":
        """The control register as a table (ทะเบียนควบคุมข้อมูลข่าวสารลับ): a row for each copy, and no subject."""
        from orqa.office.correspondence.control_tables import control_table

        return control_table(self._office, self.control_sheets())

    def secret_registrars(self, on: date | None = None) -> "tuple[tuple[Person, str, str], ...]":
        """Who is registrar of secret information or assists one on a day: person, role, and the order for it."""
        day = on or self._office.today()
        structure = self._office.organization.structure
        people = self._office.organization.on(day)
        found = []
        for person in structure.people.values():
            orders = {
                grant.role: grant.order
                for grant in structure.tenures_of(person.id)
                if isinstance(grant, RoleGrant) and grant.first <= day and (grant.last is None or day <= grant.last)
            }
            held = sorted({one.role for one in people.roles_of(person.id)} & set(SECRET_REGISTRARS))
            found += [(person, role, orders.get(role, "")) for role in held]
        return tuple(sorted(found, key=lambda one: (one[1], one[0].code), reverse=True))

    # ------------------------------------------------------------------ inside

    def _sheet_changed(  # noqa: PLR0913, PLR0917 - what a change is
        self,
        letter: "Letter",
        asked: dict[str, Any],
        change: Callable[[SecretControl, date], SecretControl],
        on: date | None,
        key: str | None,
        besides: "Callable[[SecretControl, datetime], Sequence[Record]] | None" = None,
    ) -> SecretControl:
        if letter.restricted is None:
            raise ControlRefused(_OPEN)
        day = on or self._office.today()

        def make(at: "datetime") -> Any:
            known = self._one_or_none(SecretControl, letter.id)
            begin = {"on": day, "level": letter.secrecy, "restricted": letter.restricted}
            sheet = change(known or control.begun(letter.ref, **begin), day)  # type: ignore[arg-type] # its three fields
            adds = () if known else (Add(f"{_SERIES}/{sheet.year}", 1, None, (Into(sheet.ref, "number"),)),)
            return (sheet, *(besides(sheet, at) if besides else ())), adds

        asked = {"letter": letter.id, **asked}
        return listed(self._write_about(letter, SecretControl, _SHEET, CONTROL, asked, key, make))

    def _holder_token(self, letter: "Letter", holder: str) -> str:
        if not holder.strip():
            raise ControlRefused(_NOBODY)
        found = whom(holder, self._office.organization.on(), self._office.profile)
        if found.token.startswith("role:"):
            raise ControlRefused(_ROLE)
        self._check_may_hold(letter, found.token)
        return found.token

    def _check_may_hold(self, letter: "Letter", token: str) -> None:
        """Refuse a holder who is not among those who may see the letter; a registrar may see any."""
        organization = self._office.organization.on()
        holder = whom(token, organization, self._office.profile)
        roles = {held.role for held in organization.roles_of(holder.person)} if holder.person else set()
        if roles.isdisjoint(SECRET_REGISTRARS):
            refuse_unseen(letter.restricted, letter.id, holder)

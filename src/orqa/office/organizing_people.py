"""Positions and people: who holds which post, who acts for whom, who has which role."""

from datetime import date
from typing import TYPE_CHECKING, Any

from orqa.domain.organization.people import Acting, Appointment, Clearance, Person, Position, RoleGrant
from orqa.domain.organization.people_decisions import (
    decide_acting,
    decide_appointment,
    decide_clearance,
    decide_grant,
    decide_person,
    decide_position,
    ended,
)
from orqa.office.errors import NotFound
from orqa.office.organizing import TITLE, Changed, Decide, Organizing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orqa.base.language import Text


class People(Organizing):
    """Keep positions and people (ตำแหน่งและบุคลากร)."""

    def add_position(  # noqa: PLR0913 - what a position is, by name
        self,
        code: str,
        title: "str | Mapping[str, str] | Text",
        *,
        unit: str,
        first: date,
        roles: "Sequence[str]" = (),
        is_head: bool = False,
        last: date | None = None,
        key: str | None = None,
    ) -> Changed[Position]:
        """Add a position (กำหนดตำแหน่ง).

        Args:
            code: its short code for ever, such as ``irqa.director``.
            title: what it is called; a plain text is in the office's own language.
            unit: code of its unit.
            first: its first day.
            roles: codes of the vocabulary ``role`` that its holder has in the unit.
            is_head: whether its holder heads the unit; a unit has one such position.
            last: its last day, where it is known.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            OrganizationRefused: with the findings that say why; nothing is written.
        """
        position = Position(
            id=code or "-",
            unit=unit,
            title=self._text(title),
            roles=tuple(roles),
            is_head=is_head,
            first=first,
            last=last,
        )
        return self._add(
            "organization.add-position", lambda check, _at: decide_position(check, position), position, key, first
        )

    def add_person(  # noqa: PLR0913 - what is kept of a person, by name
        self,
        code: str,
        given_name: "str | Mapping[str, str] | Text",
        family_name: "str | Mapping[str, str] | Text | None" = None,
        *,
        prefix: "str | Mapping[str, str] | Text | None" = None,
        email: str = "",
        phone: str = "",
        key: str | None = None,
    ) -> Changed[Person]:
        """Add somebody who works here (เพิ่มบุคลากร).

        Args:
            code: staff number, unique in the office.
            given_name: per language; a plain text is in the office's own.
            family_name: likewise.
            prefix: what stands before the name: นาย, ผู้ช่วยศาสตราจารย์ …
            email: for letters and reminders.
            phone: at the office.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: when the staff number is used or the name is missing.
        """
        fields: dict[str, Any] = {
            "code": code,
            "given_name": self._text(given_name),
            "family_name": self._text(family_name) if family_name else None,
            "prefix": self._text(prefix) if prefix else None,
            "email": email,
            "phone": phone,
        }
        return self._add(
            "organization.add-person",
            lambda check, at: decide_person(check, Person(id=self._office.ids.next_id(at), **fields)),
            fields,
            key,
            self._office.today(),
        )

    def appoint(  # noqa: PLR0913 - who holds what, by name
        self,
        person: str,
        position: str,
        *,
        first: date,
        last: date | None = None,
        order: str = "",
        key: str | None = None,
    ) -> Changed[Appointment]:
        """Appoint a person to a position (แต่งตั้ง).

        Args:
            person: id or staff number.
            position: code.
            first: the first day.
            last: the last day; None until further notice.
            order: the order of appointment.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: when the unit would have two heads at once, and for what is not known.
        """
        fields: dict[str, Any] = {"person": person, "position": position, "first": first, "last": last, "order": order}
        return self._add(
            "organization.appoint",
            lambda check, at: decide_appointment(check, Appointment(id=self._office.ids.next_id(at), **fields)),
            fields,
            key,
            first,
        )

    def act_for(  # noqa: PLR0913 - who acts for whom and on what basis, by name
        self,
        person: str,
        position: str,
        *,
        basis: str,
        first: date,
        order: str,
        last: date | None = None,
        scope: str = "",
        key: str | None = None,
    ) -> Changed[Acting]:
        """Let a person act for the holder of a position, on one of three bases that are kept apart.

        Args:
            person: id or staff number of the one who acts.
            position: code of the position acted for.
            basis: code of the vocabulary ``acting-basis``: ``head-absent`` (รักษาราชการแทน: its holder is away),
                ``post-vacant`` (รักษาการในตำแหน่ง: nobody holds it), ``delegated`` (ปฏิบัติราชการแทน: its holder has
                delegated the power).
            first: the first day.
            order: the order that says so; the rule ``organization.acting.needs_order`` asks for it.
            last: the last day; None until further notice.
            scope: what is delegated, in words.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: without an order, where the basis does not fit the post, where somebody stands in
                already, and for what is not known.
        """
        fields: dict[str, Any] = {
            "basis": basis,
            "person": person,
            "position": position,
            "first": first,
            "last": last,
            "order": order,
            "scope": scope,
        }
        return self._add(
            "organization.act-for",
            lambda check, at: decide_acting(check, Acting(id=self._office.ids.next_id(at), **fields)),
            fields,
            key,
            first,
        )

    def grant(  # noqa: PLR0913 - who has which role where, by name
        self,
        person: str,
        role: str,
        *,
        unit: str,
        first: date,
        last: date | None = None,
        order: str = "",
        key: str | None = None,
    ) -> Changed[RoleGrant]:
        """Give a person a role in a unit without a post, such as registrar (มอบหมายหน้าที่).

        Args:
            person: id or staff number.
            role: code of the vocabulary ``role``.
            unit: code of the unit.
            first: the first day.
            last: the last day; None until further notice.
            order: the order that says so.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: for what is not known.
        """
        fields: dict[str, Any] = {
            "person": person,
            "role": role,
            "unit": unit,
            "first": first,
            "last": last,
            "order": order,
        }
        return self._add(
            "organization.grant",
            lambda check, at: decide_grant(check, RoleGrant(id=self._office.ids.next_id(at), **fields)),
            fields,
            key,
            first,
        )

    def clear(  # noqa: PLR0913 - who is cleared for what, by name
        self,
        person: str,
        level: str,
        *,
        first: date,
        order: str,
        last: date | None = None,
        key: str | None = None,
    ) -> Changed[Person]:
        """Clear a person for secret matter up to a level (ให้สิทธิเข้าถึงข้อมูลข่าวสารลับ); the latest order counts.

        Args:
            person: id or staff number.
            level: code of the vocabulary ``secrecy``; ``open`` takes a clearance back.
            first: the first day.
            order: the order that says so.
            last: the last day; None until further notice.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: for what is not known.
        """
        clearance = Clearance(level=level, first=first, last=last, order=order)
        return self._add(
            "organization.clear",
            lambda check, _at: decide_clearance(check, person, clearance),
            {"person": person, "clearance": clearance},
            key,
            first,
        )

    def end(self, record: Appointment | Acting | RoleGrant, *, last: date, key: str | None = None) -> Changed[Any]:
        """Let an appointment, an acting or a granted role end on a day (สิ้นสุด).

        Raises:
            OrganizationRefused: when that day lies before its first.
        """
        return self._add(
            "organization.end",
            lambda check, _at: ended(check, record, last),
            {"record": str(record.ref), "last": last},
            key,
            last,
        )

    def person(self, known_as: str) -> Person:
        """The person with an id or staff number.

        Raises:
            NotFound: when there is none.
        """
        found = self.structure.person(known_as)
        if found is None:
            raise NotFound(TITLE, known_as)
        return found

    def _add(self, action: str, decide: Decide, asked: Any, key: str | None, on: date) -> Changed[Any]:
        return self._change(action, decide, key=key, asked={"asked": asked}, on=on)

"""Positions: which there are, who is appointed to them, who acts for whom."""

from datetime import date
from typing import TYPE_CHECKING, Any

from orqa.domain.organization.people import Acting, Appointment, Position, RoleGrant
from orqa.domain.organization.people_decisions import (
    decide_acting,
    decide_appointment,
    decide_position,
    decide_position_end,
    ended,
)
from orqa.office.organizing import Changed, Organizing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orqa.base.language import Text


class Posts(Organizing):
    """Keep positions and who is in them (ตำแหน่ง)."""

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

    def close_position(self, code: str, *, last: date, key: str | None = None) -> Changed[Position]:
        """Abolish a position (ยุบเลิกตำแหน่ง).

        Args:
            code: which.
            last: its last day.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: while somebody is in it after that day.
        """
        return self._change(
            "organization.close-position",
            lambda check, _at: decide_position_end(check, code, last),
            key=key,
            asked={"code": code, "last": last},
            on=last,
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

    def end(
        self, record: Appointment | Acting | RoleGrant | str, *, last: date, key: str | None = None
    ) -> Changed[Any]:
        """Let an appointment, an acting or a granted role end on a day, before it would (สิ้นสุด).

        Args:
            record: it, or its id.
            last: its last day.
            key: as of :meth:`add_position`.

        Raises:
            OrganizationRefused: when that day lies before its first, when it ends by then already, and when somebody
                would go on acting in the position on a basis that does not fit it any more.
        """
        identity = record if isinstance(record, str) else record.id
        return self._change(
            "organization.end",
            lambda check, _at: ended(check, identity, last),
            key=key,
            asked={"record": identity, "last": last},
            on=last,
        )

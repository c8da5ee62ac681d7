"""People: who works here, who has which role and clearance."""

from datetime import date
from typing import TYPE_CHECKING, Any

from orqa.domain.organization.people import Clearance, Person, RoleGrant
from orqa.domain.organization.people_decisions import (
    decide_clearance,
    decide_correction,
    decide_grant,
    decide_person,
)
from orqa.office.errors import NotFound
from orqa.office.organizing import TITLE, Changed, Organizing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.base.language import Text


_NAMES = {"given_name", "family_name", "prefix"}
_CORRECTED = _NAMES | {"email", "phone"}


class People(Organizing):
    """Keep people (บุคลากร)."""

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
            key: of the caller's choice: the same call with the same key is done once.

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

    def correct_person(self, person: str, *, key: str | None = None, **corrected: Any) -> Changed[Person]:
        """Correct what is kept of a person, as they may ask (แก้ไขข้อมูลส่วนบุคคล); earlier versions stay.

        Args:
            person: id or staff number.
            key: as of :meth:`add_person`.
            **corrected: fields of :meth:`add_person` other than the staff number; an empty ``prefix`` or
                ``family_name`` takes it away.

        Raises:
            OrganizationRefused: when nothing would change, the given name is empty, or there is no such person.
            TypeError: for a field that a person does not have.
        """
        if unknown := sorted(corrected.keys() - _CORRECTED):
            raise TypeError(f"{', '.join(unknown)} cannot be corrected; {', '.join(sorted(_CORRECTED))} can")
        fields = {name: self._field(name, value) for name, value in corrected.items()}
        return self._change(
            "organization.correct-person",
            lambda check, _at: decide_correction(check, person, fields),
            key=key,
            asked={"person": person, **fields},
            on=self._office.today(),
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
            key: as of :meth:`add_person`.

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
            key: as of :meth:`add_person`.

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

    def person(self, known_as: str) -> Person:
        """The person with an id or staff number.

        Raises:
            NotFound: when there is none.
        """
        found = self.structure.person(known_as)
        if found is None:
            raise NotFound(TITLE, known_as)
        return found

    def _field(self, name: str, value: Any) -> Any:
        if name not in _NAMES:
            return value
        return self._text(value) if value or name == "given_name" else None

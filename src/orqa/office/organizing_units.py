"""Units of the university: founded, renamed, moved, merged, closed."""

from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.organization.unit_decisions import decide_change, decide_end, decide_unit
from orqa.domain.organization.units import Unit, UnitSpan
from orqa.office.organizing import Changed, Organizing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Units(Organizing):
    """Keep the units (หน่วยงาน)."""

    def add_unit(  # noqa: PLR0913 - what a unit is, by name
        self,
        code: str,
        title: "str | Mapping[str, str] | Text",
        *,
        first: date,
        parent: str = "",
        level: str = "",
        letter_code: str = "",
        region: str = "",
        order: str = "",
        key: str | None = None,
    ) -> Changed[Unit]:
        """Add a unit (จัดตั้งหน่วยงาน).

        Args:
            code: its short code for ever, such as ``irqa``.
            title: its name; a plain text is in the office's own language.
            first: the day of its founding.
            parent: code of the unit above it; empty for none.
            level: code of the vocabulary ``unit-level``; empty where it is not stated.
            letter_code: what stands before the slash of its letters' numbers, such as ``อว 0655.08``.
            region: where its people work, by ISO 3166-2 code or name, such as ``TH-90`` or ``สงขลา``: they have the
                holidays of that region; empty for the region of the unit above it.
            order: the document that it rests on.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            OrganizationRefused: with the findings that say why; nothing is written.
        """
        span = UnitSpan(
            first=first,
            title=self._text(title),
            parent=parent,
            level=level,
            letter_code=letter_code,
            region=self._office.calendars.spelled(region),
            order=order,
        )
        asked = {"code": code, "span": span}
        return self._change(
            "organization.add-unit", lambda check, _at: decide_unit(check, code, span), key=key, asked=asked, on=first
        )

    def rename(
        self,
        unit: str,
        title: "str | Mapping[str, str] | Text",
        *,
        first: date,
        order: str = "",
        key: str | None = None,
    ) -> Changed[Unit]:
        """Give a unit another name from a day on (เปลี่ยนชื่อหน่วยงาน); see :meth:`change`."""
        return self._span("organization.rename", unit, first, key, title=self._text(title), order=order)

    def move(self, unit: str, parent: str, *, first: date, order: str = "", key: str | None = None) -> Changed[Unit]:
        """Put a unit below another one from a day on (ย้ายสังกัด); see :meth:`change`.

        Raises:
            OrganizationRefused: when units would stand below each other in a circle, and as :meth:`change`.
        """
        return self._span("organization.move", unit, first, key, parent=parent, order=order)

    def change(  # noqa: PLR0913 - what changes, by name
        self,
        unit: str,
        *,
        first: date,
        title: "str | Mapping[str, str] | Text | None" = None,
        parent: str | None = None,
        level: str | None = None,
        letter_code: str | None = None,
        region: str | None = None,
        order: str = "",
        key: str | None = None,
    ) -> Changed[Unit]:
        """Change several things of a unit from the same day on, as when it is renamed and enlarged.

        Args:
            unit: its code.
            first: the day from which it is so; after its last change.
            title: its new name; what is None stays.
            parent: code of the unit above it.
            level: code of the vocabulary ``unit-level``.
            letter_code: what stands before the slash of its letters' numbers.
            region: where its people work from then on, as of :meth:`add_unit`.
            order: the document that it rests on.
            key: as of :meth:`add_unit`.

        Raises:
            OrganizationRefused: with the findings that say why; nothing is written.
        """
        named = None if title is None else self._text(title)
        return self._span(
            "organization.change-unit",
            unit,
            first,
            key,
            title=named,
            parent=parent,
            level=level,
            letter_code=letter_code,
            region=None if region is None else self._office.calendars.spelled(region),
            order=order,
        )

    def merge(
        self, units: "str | Sequence[str]", into: str, *, last: date, order: str = "", key: str | None = None
    ) -> Changed[Unit]:
        """Merge units into another one, which takes their place on the day after (ยุบรวมหน่วยงาน).

        Args:
            units: code of one unit, or several.
            into: code of the unit that takes their place.
            last: their last day.
            order: the document that it rests on.
            key: as of :meth:`add_unit`.

        Raises:
            OrganizationRefused: when units stand below them or people are appointed in them after that day.
        """
        return self._end("organization.merge", units, into, last, order, key)

    def close_unit(
        self, units: "str | Sequence[str]", *, last: date, order: str = "", key: str | None = None
    ) -> Changed[Unit]:
        """Close units that no other one takes the place of (ยุบเลิกหน่วยงาน); see :meth:`merge`."""
        return self._end("organization.close-unit", units, "", last, order, key)

    def _span(  # noqa: PLR0913 - what changes
        self,
        action: str,
        unit: str,
        first: date,
        key: str | None,
        *,
        title: Text | None = None,
        parent: str | None = None,
        level: str | None = None,
        letter_code: str | None = None,
        region: str | None = None,
        order: str = "",
    ) -> Changed[Unit]:
        asked = {"unit": unit, "title": title, "parent": parent, "level": level, "code": letter_code, "order": order}
        if region is not None:
            asked["region"] = region
        return self._change(
            action,
            lambda check, _at: decide_change(
                check,
                unit,
                first,
                title=title,
                parent=parent,
                level=level,
                letter_code=letter_code,
                region=region,
                order=order,
            ),
            key=key,
            asked=asked,
            on=first,
        )

    def _end(  # noqa: PLR0913, PLR0917 - how units end
        self, action: str, units: "str | Sequence[str]", into: str, last: date, order: str, key: str | None
    ) -> Changed[Unit]:
        codes = (units,) if isinstance(units, str) else tuple(units)
        return self._change(
            action,
            lambda check, _at: decide_end(check, codes, last, into=into, order=order),
            key=key,
            asked={"units": codes, "into": into, "order": order},
            on=last,
        )

"""The file plan of the office (แผนการจัดแฟ้ม): which files there are; a part of the service of letters."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.correspondence.errors import StorageRefused
from orqa.domain.correspondence.storing import LONGEST_CODE, FileCode, clean_code
from orqa.office.correspondence.letters_kept import LettersKept
from orqa.rules.errors import near

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from orqa.reporting.tables import Table

PLAN: Final = "file-plan.keep"
"""The action, as the policy has it."""

_CODE = Text.of(en="the code of a file", th="รหัสแฟ้ม")
_UNUSABLE = Text.of(
    en="{code!r:.80} is no code of a file; give 1 to {most} characters",
    th="{code!r:.80} ใช้เป็นรหัสแฟ้มไม่ได้ ให้ใช้ 1 ถึง {most} ตัวอักษร",
)
_THERE = Text.of(en="the file {code} is there already: {title}", th="มีรหัสแฟ้ม {code} อยู่แล้ว: {title}")
_UNKNOWN = Text.of(
    en="the file plan has no code {code!r:.80} on {on}; near it: {near}. Add it: add_file_code(code, title)",
    th="แผนการจัดแฟ้มไม่มีรหัส {code!r:.80} ในวันที่ {on} ที่ใกล้เคียง: {near} หากต้องใช้ให้เพิ่ม: add_file_code(code, title)",
)
_ITSELF = Text.of(en="the file {code} cannot stand under {parent}", th="แฟ้ม {code} อยู่ใต้แฟ้ม {parent} ไม่ได้")
_REVERSED = Text.of(en="the last day {last} lies before the first, {first}", th="วันสุดท้าย {last} อยู่ก่อนวันแรก {first}")


class Filing(LettersKept):
    """Keep the list of files."""

    def add_file_code(  # noqa: PLR0913 - what a file is, by name
        self,
        code: str,
        title: "Text | Mapping[str, str] | str",
        *,
        parent: str = "",
        unit: str = "",
        retention: str = "",
        first: date | None = None,
        last: date | None = None,
        key: str | None = None,
    ) -> FileCode:
        """Add a subject to the file plan (เพิ่มรหัสแฟ้ม).

        Args:
            code: such as ``นร 1.2``; kept in Arabic digits.
            title: what is filed there, in the office's language where none is told.
            parent: code of the subject above it.
            unit: id of the unit that keeps it.
            retention: code of the retention class of its letters.
            first: the first day; by default today.
            last: the last day; by default until further notice.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            StorageRefused: for a code that is there or is none, a parent that is not there, days that are reversed.
            NotFound: when there is no such unit.
            UnknownTerm: when there is no such class of retention.
            NotAllowed: when whoever acts may not.
        """
        day = first or self._office.today()
        fields: dict[str, Any] = {"title": self._titled(title), "parent": parent, "unit": self._unit(unit, day)}
        made = FileCode(id=self._usable(code), retention=retention, first=day, last=last, **fields)
        if retention:
            self._office.rules(day).reading().term("retention-class", retention)
        if last is not None and last < day:
            raise StorageRefused(_REVERSED.fill(last=day_text(last), first=day_text(day)))

        def make(_at: "datetime") -> Any:
            known = self._code_or_none(made.id)
            if known is not None:
                raise StorageRefused(_THERE.fill(code=known.id, title=known.title))
            self._check_parent(made)
            return (made,), ()

        asked = {"add": made.id, **fields, "retention": retention, "first": day, "last": last}
        return self._keep(FileCode, _CODE, PLAN, asked, key, make, unit or None)

    def end_file_code(self, code: str, last: date, *, key: str | None = None) -> FileCode:
        """Say until when letters are filed under a code (ยกเลิกรหัสแฟ้ม); what is filed there stays.

        Raises:
            NotFound: when there is no such code.
            StorageRefused: when the day lies before its first.
            NotAllowed: when whoever acts may not.
        """

        def make(_at: "datetime") -> Any:
            known = self.file_code(code)
            if last < known.first:
                raise StorageRefused(_REVERSED.fill(last=day_text(last), first=day_text(known.first)))
            return (evolve(known, last=last),), ()

        return self._keep(FileCode, _CODE, PLAN, {"end": clean_code(code), "last": last}, key, make)

    def file_code(self, code: str) -> FileCode:
        """The file of a code.

        Raises:
            NotFound: when there is none.
        """
        return self._one(FileCode, clean_code(code), _CODE)

    def file_plan(self, on: date | None = None) -> tuple[FileCode, ...]:
        """All files by their codes; those that are open on a day, where one is asked for."""
        return tuple(
            sorted((one for one in self._every(FileCode) if on is None or one.is_open(on)), key=lambda one: one.id)
        )

    def file_plan_table(self, on: date | None = None) -> "Table":
        """The file plan as a table (แผนการจัดแฟ้ม), with how many letters each file holds."""
        from orqa.office.correspondence.storage_tables import plan_table

        return plan_table(self._office, self.file_plan(on))

    # ------------------------------------------------------------------ inside

    def _code_or_none(self, code: str) -> FileCode | None:
        return self._one_or_none(FileCode, code)

    def _no_such_code(self, code: str, day: date) -> Text:
        known = [one.id for one in self.file_plan(day)]
        return _UNKNOWN.fill(code=code, on=day_text(day), near=", ".join(near(clean_code(code), known)) or "–")

    def _usable(self, code: str) -> str:
        clean = clean_code(code)
        if not 0 < len(clean) <= LONGEST_CODE:
            raise StorageRefused(_UNUSABLE.fill(code=code, most=LONGEST_CODE))
        return clean

    def _titled(self, title: "Text | Mapping[str, str] | str") -> Text:
        return Text.of(**{self._office.profile.language: title}) if isinstance(title, str) else Text.from_value(title)

    def _check_parent(self, made: FileCode) -> None:
        """The file above is another one that is there; a new one stands above nothing, so that no circle comes."""
        if made.parent == made.id:
            raise StorageRefused(_ITSELF.fill(code=made.id, parent=made.parent))
        if made.parent and self._code_or_none(made.parent) is None:
            raise StorageRefused(self._no_such_code(made.parent, made.first))

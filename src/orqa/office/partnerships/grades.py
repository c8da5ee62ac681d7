"""Grading tables are kept, and grades converted by them (ตารางการกระจายเกรดและการเทียบเกรด)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.partnerships.grades import ConvertedGrade, Span, convert_grade, ects_table
from orqa.domain.partnerships.grading_tables import GradeRefused, GradeShare, GradeTable, check_table, table_id
from orqa.domain.partnerships.isced import NO_FIELD, in_four_digits
from orqa.office.organizing import Changed
from orqa.office.paging import every
from orqa.office.partnerships.exchange import KEEP
from orqa.office.service import Asked, Service
from orqa.rules.decisions import Decision
from orqa.storage.query import ALL, is_in

if TYPE_CHECKING:
    from orqa.office.recorder import Save
    from orqa.reporting.tables import Table

ECTS: Final = "ects"
"""Said instead of a partner: the letters of the old ECTS scale."""

_NO_SOURCE = Text.of(
    en="say where the table was read, and what its grades are called (scale)",
    th="โปรดระบุที่มาของตาราง และชื่อระบบเกรด (scale)",
)
_NO_TABLE = Text.of(
    en="no grading table of {whom} is kept for that day, level and field; keep one (grades keep)",
    th="ไม่มีตารางการกระจายเกรดของ{whom} สำหรับวัน ระดับ และสาขานั้น โปรดบันทึกตาราง (grades keep)",
)
_OURS = Text.of(en="ours", th="มหาวิทยาลัย")


class GradeTables(Service):
    """Keep grading tables and convert grades; reached as ``office.partnerships.grades``."""

    def keep(  # noqa: PLR0913 - what a grading table is, by name
        self,
        grades: Iterable[GradeShare],
        *,
        partner: str = "",
        scale: str,
        first: int,
        last: int,
        source: str,
        level: str = "",
        field_code: str = "",
        in_numbers: bool = False,
        read_on: date | None = None,
        key: str | None = None,
    ) -> Changed[GradeTable]:
        """Keep a grading table (บันทึกตารางการกระจายเกรด), in the place of one of the same group and years.

        Args:
            grades: the best first, with how often each is given; fails may be among them, marked so.
            partner: as ``partnerships.partner`` finds it; empty for our own.
            scale: what the grades are called, such as ``A-F``.
            first: the first year that was counted, in the common era.
            last: the last one.
            source: where it was read.
            level: code of the vocabulary ``study-level``; empty for all.
            field_code: ISCED-F 2013 of the group; empty for all.
            in_numbers: whether shares are numbers of grades, not per cent.
            read_on: when it was read; by default today.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, PartnerRefused: as of ``partnerships.partner``.
            GradeRefused: without a source or a passing grade, with a grade twice, and for years to come and a field
                that is none.
            UnknownTerm: when the profile has no such level of study.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        self._office.require(KEEP)
        self._check_group(source, scale, level, field_code)
        whose, day = self._office.partnerships.partner(partner).id if partner else "", read_on or self._office.today()
        made = GradeTable(
            id=table_id(whose, scale, level, field_code, first, last),
            partner=whose,
            scale=scale,
            level=level,
            field_code=field_code,
            first=first,
            last=last,
            grades=tuple(grades),
            in_numbers=in_numbers,
            source=source.strip(),
            read_on=day,
        )
        findings = check_table(self._office.profile.ruleset, made, day)

        def make(save: "Save") -> Changed[GradeTable]:
            before = next((one for one in self.tables() if one.id == made.id), None)
            new = evolve(made, version=before.version if before else 0)
            save(KEEP, self._office.now(), (new,))
            return Changed(record=evolve(new, version=new.version + 1), findings=findings)

        return self._recorder.once(
            key,
            KEEP,
            Asked({"grades": made if read_on else evolve(made, read_on=date.min)}),
            make,
            lambda _done: Changed(record=self._kept(made.id)),
        )

    def tables(self, partner: str | None = None) -> tuple[GradeTable, ...]:
        """Grading tables, the newest years first: of a partner, of our own (empty), or all.

        Raises:
            NotFound, PartnerRefused: as of ``partnerships.partner``.
        """
        with self._office.reading() as reader:
            if partner is None:
                found = tuple(every(self._office, reader, GradeTable, ALL))
            else:
                ids = self._office.partnerships.ids_of(partner) if partner else ("",)
                found = tuple(every(self._office, reader, GradeTable, is_in("partner", ids)))
        return tuple(sorted(found, key=lambda one: (one.partner, -one.last, one.scale, one.level, one.field_code)))

    def convert(  # noqa: PLR0913 - how a conversion is described
        self,
        grade: str,
        partner: str,
        *,
        to: str = "",
        on: date | None = None,
        level: str = "",
        field_code: str = "",
        span: Span | str | None = None,
    ) -> Decision[ConvertedGrade]:
        """A grade of a partner told in ours, by cumulative shares, with why (เทียบเกรด).

        Args:
            grade: as it is printed.
            partner: who gave it; ``ects`` for a letter of the old ECTS scale, on a day of its time; empty for us.
            to: whose grades it is told in; empty for ours.
            on: the day as of which tables and rules are meant; by default today.
            level: of study.
            field_code: ISCED-F 2013.
            span: which grade is taken where it spans several; by default the rule ``grade.span``.

        Raises:
            NotFound, PartnerRefused: as of ``partnerships.partner``.
            NotModelled: when a grading table is missing, or the old ECTS scale was given up by then.
            GradeRefused: when the table has no such grade, it is no pass, or there is no such way.
        """
        day = on or self._office.today()
        source, target = (self._table(one, day, level, field_code) for one in (partner, to))
        rules = self._office.profile.ruleset
        return convert_grade(grade, source=source, target=target, on=day, rules=rules, span=span)

    def table(self, partner: str | None = None) -> "Table":
        """Grading tables line by line (ตารางการกระจายเกรด); arguments and errors as of :meth:`tables`."""
        from orqa.office.partnerships.grade_tables import grade_table

        partners = {one: self._office.partnerships.partner(one).name for one in self._partners(partner)}
        return grade_table(self.tables(partner), partners)

    # ------------------------------------------------------------------ inside

    def _check_group(self, source: str, scale: str, level: str, field_code: str) -> None:
        if not source.strip() or not scale.strip():
            raise GradeRefused(_NO_SOURCE)
        if level:
            _ = self._office.rules().vocabulary("study-level")[level]
        if field_code and not in_four_digits(field_code):
            raise GradeRefused(NO_FIELD.fill(found=field_code[:40]))

    def _kept(self, identity: str) -> GradeTable:
        return next(one for one in self.tables() if one.id == identity)

    def _partners(self, partner: str | None) -> set[str]:
        return {one.partner for one in self.tables(partner) if one.partner}

    def _table(self, partner: str, on: date, level: str, field_code: str) -> GradeTable:
        """The table of the group that fits best, of the newest years that had begun by a day."""
        if partner == ECTS:
            return ects_table(self._office.profile.ruleset, on).value
        fitting = [
            one
            for one in self.tables(partner)
            if one.first <= on.year and one.level in {"", level} and one.field_code in {"", field_code}
        ]
        if not fitting:
            whom = Text.of(en=(name := self._office.partnerships.partner(partner).name), th=name) if partner else _OURS
            raise NotModelled("grade-table", _NO_TABLE.fill(whom=whom))
        return max(fitting, key=lambda one: (bool(one.field_code), bool(one.level), one.last, one.read_on))

"""Mobilities and check-lists as tables (ทะเบียนการเคลื่อนย้าย)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.partnerships.mobilities import DIRECTIONS, STATES, Mobility
from orqa.domain.partnerships.mobility_steps import ChecklistStep
from orqa.domain.partnerships.movements import UNITS
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

_COLUMNS = (
    Column(name="code", title=Text.of(en="File", th="เลขแฟ้ม"), unbroken=True),
    Column(name="direction", title=Text.of(en="Direction", th="ทิศทาง"), public=True),
    Column(name="kind", title=Text.of(en="Kind", th="ประเภท"), public=True),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ"), personal=True),
    Column(name="person_code", title=Text.of(en="Code", th="รหัส"), personal=True, unbroken=True),
    Column(name="level", title=Text.of(en="Level", th="ระดับ"), public=True),
    Column(name="programme", title=Text.of(en="Programme", th="หลักสูตร")),
    Column(name="partner", title=Text.of(en="Partner", th="สถาบัน"), public=True),
    Column(name="units", title=Text.of(en="Units", th="จำนวน"), type=ColumnType.DECIMAL, public=True),
    Column(name="counted_in", title=Text.of(en="Counted in", th="หน่วย"), public=True),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
    Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True),
    Column(name="agreement", title=Text.of(en="Agreement", th="ข้อตกลง"), unbroken=True),
)
_STEP_COLUMNS = (
    Column(name="step", title=Text.of(en="Step", th="รหัสขั้นตอน"), unbroken=True),
    Column(name="title", title=Text.of(en="What", th="ขั้นตอน")),
    Column(name="due", title=Text.of(en="Until", th="ภายใน"), type=ColumnType.DATE),
    Column(name="counted_from", title=Text.of(en="Counted from", th="นับจาก")),
    Column(name="before", title=Text.of(en="Needed before", th="ต้องมีก่อน")),
    Column(name="done", title=Text.of(en="Done", th="ดำเนินการเมื่อ"), type=ColumnType.DATE),
    Column(name="document", title=Text.of(en="Document", th="เอกสาร")),
)
_TITLE = Text.of(en="Check-list of {code}", th="รายการตรวจสอบของแฟ้ม {code}")
_WAIVED = Text.of(en="not needed: {why}", th="ยกเว้น: {why}")


def mobility_table(office: "Office", mobilities: Iterable[Mobility], partners: Mapping[str, str]) -> Table:
    """Mobilities with the names of partners."""
    kinds: Mapping[str, Term] = office.profile.vocabularies.get("mobility-kind", {})
    levels: Mapping[str, Term] = office.profile.vocabularies.get("study-level", {})

    def row(one: Mobility) -> tuple[object, ...]:
        kind, level = kinds.get(one.mobility_kind), levels.get(one.level)
        return (
            one.code,
            DIRECTIONS[one.way],
            kind.title if kind else one.mobility_kind,
            one.traveller.name,
            one.traveller.code or None,
            (level.title if level else one.level) or None,
            one.programme or None,
            partners.get(one.partner, one.partner),
            one.units,
            UNITS.get(one.counted_in, one.counted_in),
            one.arrived or one.first,
            one.returned or one.last,
            STATES[one.stands],
            one.agreement,
        )

    return Table.of(_COLUMNS, [row(one) for one in mobilities])


def checklist_table(code: str, steps: Iterable[ChecklistStep]) -> Table:
    """The check-list of a mobility."""
    return Table.of(_STEP_COLUMNS, [_step(one) for one in steps], _TITLE.fill(code=code))


def _step(one: ChecklistStep) -> tuple[object, ...]:
    done = one.done
    paper = None if done is None else (_WAIVED.fill(why=done.waived) if done.waived else done.document or None)
    return (
        one.step,
        one.title,
        one.due,
        one.counted_from,
        one.before.value if one.before else None,
        done.on if done else None,
        paper,
    )

"""Stays of foreigners as tables (ทะเบียนชาวต่างชาติ รายการที่ต้องดำเนินการ)."""

from datetime import date
from typing import TYPE_CHECKING

from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.permission import decide_permission
from orqa.domain.partnerships.stays import STEPS
from orqa.office.partnerships.stay_reading import stayer_of
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.partnerships.stay_records import Stay
    from orqa.office.office import Office
    from orqa.office.partnerships.stay_reading import StayDue

_COLUMNS = (
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ-สกุล"), personal=True),
    Column(name="group", title=Text.of(en="As", th="สถานภาพ")),
    Column(name="nationality", title=Text.of(en="Nationality", th="สัญชาติ"), personal=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน")),
    Column(name="visa", title=Text.of(en="Visa", th="วีซ่า"), personal=True),
    Column(name="passport", title=Text.of(en="Passport", th="หนังสือเดินทาง"), personal=True, unbroken=True),
    Column(name="inside", title=Text.of(en="In the country", th="อยู่ในประเทศ"), type=ColumnType.BOOLEAN, personal=True),
    Column(name="until", title=Text.of(en="May stay until", th="อยู่ได้ถึง"), type=ColumnType.DATE, personal=True),
    Column(
        name="work_permit",
        title=Text.of(en="Work permit until", th="ใบอนุญาตทำงานถึง"),
        type=ColumnType.DATE,
        personal=True,
    ),
    Column(name="first", title=Text.of(en="From", th="ตั้งแต่"), type=ColumnType.DATE),
    Column(name="last", title=Text.of(en="To", th="ถึง"), type=ColumnType.DATE),
)
_DUE = (
    Column(name="last", title=Text.of(en="By", th="ภายใน"), type=ColumnType.DATE),
    Column(name="late", title=Text.of(en="Late", th="เกินกำหนด"), type=ColumnType.BOOLEAN),
    Column(name="step", title=Text.of(en="What is to be done", th="สิ่งที่ต้องทำ")),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ-สกุล"), personal=True),
    Column(name="first", title=Text.of(en="From", th="เริ่มได้"), type=ColumnType.DATE),
    Column(name="form", title=Text.of(en="Form", th="แบบ")),
    Column(name="why", title=Text.of(en="Why", th="เหตุ")),
    Column(name="rests_on", title=Text.of(en="Rests on", th="อ้างอิง")),
    Column(name="certainty", title=Text.of(en="How sure", th="ความแน่นอน")),
    Column(name="stay", title=Text.of(en="Stay", th="รหัสรายการ"), unbroken=True),
)


def stay_table(office: "Office", stays: "Iterable[Stay]", on: date) -> Table:
    """Stays as they stand on a day."""
    return Table.of(_COLUMNS, [_row(office, one, on) for one in stays])


def _row(office: "Office", stay: "Stay", on: date) -> tuple[object, ...]:
    view, organization = office.rules(on), office.organization.on(on)
    groups, visas = view.vocabulary("foreigner").terms, view.vocabulary("visa").terms
    try:
        held = decide_permission(office.profile.ruleset, stayer_of(office, stay, on), stay.events, on).value
        where: tuple[object, object] = (held.inside, held.until)
    except NotModelled:
        where = (None, None)
    visa, passport, work = stay.visa_on(on), stay.passport(on), stay.work_permit(on)
    return (
        stay.id,
        stay.name,
        groups[stay.group].title if stay.group in groups else stay.group,
        country(stay.nationality).name if stay.nationality else None,
        organization.named(stay.unit) if stay.unit else None,
        visas[visa].title if visa in visas else visa,
        (passport.number or None) if passport else None,
        *where,
        work.until if work else None,
        stay.first,
        stay.last,
    )


def due_table(found: "Iterable[StayDue]", on: date) -> Table:
    """What is due, the earliest last day first."""
    return Table.of(_DUE, [_due_row(one, on) for one in found])


def _due_row(one: "StayDue", on: date) -> tuple[object, ...]:
    step, certainty = one.decision.value, one.decision.certainty
    return (
        step.last,
        step.is_late(on),
        STEPS[step.step],
        one.stay.name,
        step.first,
        step.form or None,
        step.why,
        ", ".join(map(str, one.decision.citations)) or None,
        certainty.value if certainty else None,
        one.stay.id,
    )

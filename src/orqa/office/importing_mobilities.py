"""Taking in tables of mobilities that were kept elsewhere: each row is a file, with the days that are known of it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import evolve

from orqa.base.amounts import AmountNotUnderstood, exact
from orqa.base.errors import OrqaError
from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, MobilityState, Traveller
from orqa.office.partnerships.arrivals import needs_stay
from orqa.office.partnerships.mobility_places import next_number
from orqa.office.partnerships.mobility_plans import Plan
from orqa.office.tabular.single import TakeSingle
from orqa.office.tabular.tables import ColumnTable, Field, FieldType, ImportKind, TableRow, Taken

if TYPE_CHECKING:
    from datetime import datetime


TABLE = ColumnTable(
    name="mobilities",
    title=Text.of(en="mobilities", th="การเคลื่อนย้ายและแลกเปลี่ยน"),
    vocabulary="mobility-field",
    fields=(
        Field("reference"),
        Field("direction", FieldType.CODE, required=True, vocabulary="mobility-direction"),
        Field("mobility_kind", FieldType.CODE, vocabulary="mobility-kind"),
        Field("partner", required=True),
        Field("year", FieldType.INTEGER),
        Field("terms"),
        Field("units"),
        Field("counted_in"),
        Field("code"),
        Field("given_name", required=True),
        Field("family_name"),
        Field("citizenship"),
        Field("level", FieldType.CODE, vocabulary="study-level"),
        Field("programme"),
        Field("unit", FieldType.REFERENCE, kind="unit"),
        Field("agreement"),
        Field("first", FieldType.DATE),
        Field("last", FieldType.DATE),
        Field("arrived", FieldType.DATE),
        Field("returned", FieldType.DATE),
    ),
    action="mobility.import",
)
"""The columns of a file of mobilities."""

NO_STAY = FindingKind(
    "import-mobility-no-stay",
    Severity.WARNING,
    Text.of(
        en="somebody received is here, and no stay was opened, so that notice of residence and reports are not told; "
        "open it (orqa mobility open-stay)",
        th="ผู้ที่รับเข้ามาพำนักอยู่ แต่ยังไม่ได้เปิดรายการพำนัก จึงไม่มีการเตือนการแจ้งที่พักและรายงานตัว โปรดเปิด (orqa mobility open-stay)",
    ),
)
REFUSED = FindingKind("import-mobility-refused", Severity.ERROR, Text.of(en="{message}", th="{message}"))

_NO_NUMBER = Text.of(
    en="{found!r} is no number of units; write it as 1 or 0.5", th="{found!r} ไม่ใช่จำนวนหน่วย โปรดเขียน เช่น 1 หรือ 0.5"
)
_ORDER = Text.of(en="it ended before it began, or without an arrival", th="วันกลับอยู่ก่อนวันถึง หรือไม่มีวันถึง")


class TakeMobilities(TakeSingle):
    """Takes in mobilities; one is known by its reference, else by person, partner, direction, year and first day."""

    def kept(self) -> Iterable[Any]:
        """Reference, else person, partner, direction, year and first day, of each mobility."""
        return map(_key_of, self.office.partnerships.mobilities())

    def taken(self, row: TableRow, at: "datetime") -> Taken:
        """A mobility with the next number of its academic year, else why it is none."""
        try:
            made = self._mobility(row, at)
        except OrqaError as error:
            told = Text.of(en=error.message("en"), th=error.message("th"))
            return Taken(findings=(REFUSED.make(place=row.place, message=told),))
        told_of = (NO_STAY.make(place=row.place),) if needs_stay(made) else ()
        return Taken((made,), _key_of(made), told_of, adds=(next_number(made),))

    def _mobility(self, row: TableRow, at: "datetime") -> Mobility:
        get, words = (
            row.get,
            ("counted_in", "agreement", "level", "programme", "unit", "reference", "first", "last", "year"),
        )
        told: dict[str, Any] = {name: row.values[name] for name in words if name in row.values}
        kind, terms = get("mobility_kind", "exchange"), tuple(get("terms", "").replace(",", " ").split())
        units = _units(get("units", ""))
        plan = Plan(mobility_kind=kind, terms=terms, units=units, **told)
        names = (get("given_name", ""), get("family_name", "") or "–")
        given, family = (Text.of(en=name, th=name) for name in names)
        country = get("citizenship", "")
        who = Traveller(
            code=get("code", ""),
            given_name=given,
            family_name=family,
            citizenship=read_country(country).code if country else "",
        )
        partner = self.office.partnerships.partner(row.values["partner"])
        day = get("first") or get("arrived") or at.date()
        made = self.office.partnerships.planned(who, partner, row.values["direction"], plan, day)
        return _with_days(made, row)


def _with_days(made: Mobility, row: TableRow) -> Mobility:
    """With the days that are known, and the state that follows from them."""
    arrived, returned = row.get("arrived"), row.get("returned")
    if returned is not None and (arrived is None or returned < arrived):
        raise MobilityRefused(_ORDER)
    if arrived is None:
        return made
    state = MobilityState.ARRIVED if returned is None else MobilityState.RETURNED
    return evolve(made, state=state.value, accepted_on=made.nominated_on, arrived=arrived, returned=returned)


def _units(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        found = exact(text)
    except AmountNotUnderstood:
        found = Decimal(-1)
    if found < 0:
        raise MobilityRefused(_NO_NUMBER.fill(found=text[:40]))
    return found


def _key_of(one: Mobility) -> tuple[Any, ...]:
    """By what a mobility is known again."""
    if one.reference:
        return ("reference", one.reference)
    return ("person", one.traveller_key, one.partner, one.direction, one.year, one.first)


MOBILITIES = ImportKind(TABLE, TakeMobilities)
"""Mobilities that were kept elsewhere."""

"""Balances of exchange as tables: who owes whom how many places, and which mobilities count (ดุลการแลกเปลี่ยน)."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.base.years import Year
from orqa.domain.partnerships.ledger import Side, owed
from orqa.domain.partnerships.mobilities import DIRECTIONS
from orqa.domain.partnerships.movements import UNITS, Direction, shown
from orqa.reporting.columns import Column
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.office.office import Office
    from orqa.office.partnerships.exchange import AccountBalance, NoBalance

_COLUMNS = (
    Column(name="partner", title=Text.of(en="Partner", th="สถาบัน"), public=True),
    Column(name="country", title=Text.of(en="Country", th="ประเทศ"), public=True, unbroken=True),
    Column(name="agreement", title=Text.of(en="Agreement", th="ข้อตกลง"), unbroken=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยนับ")),
    Column(name="opening", title=Text.of(en="Opening", th="ยกมา")),
    Column(name="sent", title=Text.of(en="Sent", th="ส่ง")),
    Column(name="received", title=Text.of(en="Received", th="รับ")),
    Column(name="expired", title=Text.of(en="Expired", th="หมดอายุ")),
    Column(name="balance", title=Text.of(en="Sent − received", th="ส่ง − รับ")),
    Column(name="owes", title=Text.of(en="Who owes", th="ฝ่ายที่ค้าง")),
    Column(name="expiring", title=Text.of(en="Ends with the year", th="หมดอายุสิ้นปี")),
    Column(name="places", title=Text.of(en="Places next year", th="ที่นั่งปีถัดไป")),
    Column(name="note", title=Text.of(en="To look at", th="ข้อสังเกต")),
)
_LINES = (
    Column(name="mobility", title=Text.of(en="File", th="เลขแฟ้ม"), unbroken=True),
    Column(name="direction", title=Text.of(en="Direction", th="ทิศทาง")),
    Column(name="units", title=Text.of(en="Planned", th="ตามแผน")),
    Column(name="counted", title=Text.of(en="Counts", th="นับ")),
    Column(name="why", title=Text.of(en="Why", th="เหตุผล")),
)
_TITLE = Text.of(en="Who owes whom how many places, {year}", th="ดุลการแลกเปลี่ยน ใครค้างที่นั่งใคร {year}")
_PLANNED = Text.of(en="{units} {unit}", th="{units} {unit}")
_PLACES = Text.of(en="{way}: {most}", th="{way}: {most}")
_NO_LIMIT = Text.of(en="no limit", th="ไม่จำกัด")
_ASSUMED = Text.of(
    en="no clauses are kept: counted in the usual unit from the first mobility on (orqa mobility account)",
    th="ยังไม่ได้บันทึกเงื่อนไข นับตามหน่วยปกติตั้งแต่แฟ้มแรก (orqa mobility account)",
)
_SIDES = {
    Side.PARTNER: Text.of(en="the partner", th="คู่สัญญา"),
    Side.HOME: Text.of(en="we", th="เรา"),
    Side.NOBODY: Text.of(en="nobody", th="ไม่มี"),
}


def balance_table(office: "Office", found: "Iterable[AccountBalance | NoBalance]", year: Year) -> Table:
    """Balances of agreements; of one that cannot be drawn, the reason."""
    from orqa.office.partnerships.exchange import NoBalance

    rows = [_refused(one) if isinstance(one, NoBalance) else _row(one) for one in found]
    languages = {"en", office.profile.language}
    label = Text(tuple((language, year.label(language, era=office.profile.era)) for language in sorted(languages)))
    return Table.of(_COLUMNS, rows, _TITLE.fill(year=label))


def line_table(found: "AccountBalance") -> Table:
    """Every mobility of a balance, counted or not, with the reason."""
    rows = [
        (
            line.movement.key,
            DIRECTIONS[line.movement.direction],
            _PLANNED.fill(units=f"{Decimal(line.movement.units):f}", unit=_unit(line.movement.unit)),
            shown(line.signed),
            line.why,
        )
        for line in found.balance.lines
    ]
    return Table.of(_LINES, rows)


def _unit(unit: str) -> Text:
    return UNITS.get(unit) or Text.of(en=unit)


def _row(found: "AccountBalance") -> tuple[object, ...]:
    balance, partner = found.balance, found.partner
    notes = [one.message for one in balance.findings] + ([_ASSUMED] if found.is_assumed else [])
    return (
        partner.name,
        partner.country or None,
        found.agreement,
        UNITS.get(balance.unit, balance.unit),
        shown(balance.opening),
        shown(balance.sent),
        shown(balance.received),
        shown(sum((one.units for one in balance.expired), Fraction(0))),
        shown(balance.total),
        owed(balance.total, balance.unit) if balance.total else _SIDES[balance.owes],
        shown(balance.expiring),
        joined(_places(one.direction, one.most) for one in balance.places),
        joined(notes, "; ") if notes else None,
    )


def _places(way: Direction, most: Fraction | None) -> Text:
    return _PLACES.fill(way=DIRECTIONS[way], most=_NO_LIMIT if most is None else shown(most))


def _refused(found: "NoBalance") -> tuple[object, ...]:
    partner = found.partner
    return (partner.name, partner.country or None, found.agreement, *([None] * 9), found.error.messages)

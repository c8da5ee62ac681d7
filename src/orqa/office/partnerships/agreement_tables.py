"""Agreements as tables (ทะเบียนข้อตกลงความร่วมมือ)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.terms import NoEnd
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.domain.partnerships.records import Partner
    from orqa.office.office import Office

NO_END = {
    NoEnd.OPEN_ENDED: Text.of(en="without end", th="ไม่มีกำหนด"),
    NoEnd.AUTO_RENEWED: Text.of(en="prolonged of itself", th="ต่ออายุอัตโนมัติ"),
    NoEnd.NOT_STATED: Text.of(en="not stated", th="ไม่ระบุ"),
}
"""What people call the three meanings of no end."""

_COLUMNS = (
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
    Column(name="number", title=Text.of(en="Number", th="เลขที่"), public=True, unbroken=True),
    Column(name="kind", title=Text.of(en="Kind", th="ประเภท"), public=True),
    Column(name="title", title=Text.of(en="Agreement", th="ข้อตกลง"), public=True),
    Column(name="partner", title=Text.of(en="Partner", th="คู่ความร่วมมือ"), public=True),
    Column(name="country", title=Text.of(en="Country", th="ประเทศ"), public=True),
    Column(name="signed", title=Text.of(en="Signed", th="วันลงนาม"), type=ColumnType.DATE, partial=True, public=True),
    Column(name="starts", title=Text.of(en="From", th="มีผลตั้งแต่"), type=ColumnType.DATE, partial=True, public=True),
    Column(name="ends", title=Text.of(en="Last day", th="วันสิ้นสุด"), type=ColumnType.DATE, public=True),
    Column(name="no_end", title=Text.of(en="No end", th="กรณีไม่มีวันสิ้นสุด"), public=True),
    Column(name="state", title=Text.of(en="State", th="สถานะ"), public=True),
    Column(name="unit", title=Text.of(en="Kept by", th="หน่วยงานที่ดูแล"), public=True),
)


def agreement_table(
    office: "Office", agreements: Iterable[Agreement], partners: "Mapping[str, Partner]", on: date
) -> Table:
    """Agreements as they stand on a day, with the names of their partners then."""
    view = office.rules(on)
    kinds, states = view.vocabulary("agreement-kind").terms, view.vocabulary("agreement-state").terms
    warning = view.reading().value("agreement.warn_months")
    structure = office.organization.structure

    def row(one: Agreement) -> tuple[object, ...]:
        term = kinds.get(one.agreement_kind)
        where = joined(countries_of(one, partners))
        return (
            one.id,
            one.number or None,
            term.title if term else one.kind_printed or one.agreement_kind,
            one.title or None,
            names_of(one, partners, on),
            where,
            one.signed_as_known,
            one.starts_as_known,
            one.end(on),
            NO_END[one.term.no_end] if one.ends_on is None and one.term.no_end else None,
            states[one.standing(on, warning).value].title,
            structure.named(one.unit, on) if one.unit in structure.units else None,
        )

    return Table.of(_COLUMNS, [row(one) for one in agreements])


def names_of(agreement: Agreement, partners: "Mapping[str, Partner]", on: date) -> Text:
    """What the partners of an agreement are called: as its text has it, else by their names on a day."""
    called = []
    for party in agreement.parties:
        if party.partner:
            known = partners.get(party.partner)
            name = (
                Text.of(en=party.called) if party.called else known.titled(on) if known else Text.of(en=party.partner)
            )
            called.append(_PART.fill(name=name, unit=party.unit) if party.unit else name)
    return joined(called, "; ")


def countries_of(agreement: Agreement, partners: "Mapping[str, Partner]") -> list[Text]:
    """The countries of the partners of an agreement, each once."""
    codes = dict.fromkeys(partners[one].country for one in agreement.partners if one in partners)
    return [country(code).name for code in codes if code]


_PART = Text.of(en="{name} ({unit})", th="{name} ({unit})")

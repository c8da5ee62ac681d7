"""Partners as a table (ทะเบียนสถาบันคู่ความร่วมมือ)."""

from collections.abc import Iterable
from datetime import date

from orqa.base.language import Text
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.records import SCHEMES, Partner
from orqa.reporting.columns import Column
from orqa.reporting.tables import Table

_COLUMNS = (
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
    Column(name="name", title=Text.of(en="Institution", th="สถาบัน"), public=True),
    Column(name="country", title=Text.of(en="Code", th="รหัสประเทศ"), public=True, unbroken=True),
    Column(name="country_name", title=Text.of(en="Country", th="ประเทศ"), public=True),
    *(
        Column(name=name, title=Text.of(en=scheme.name, th=scheme.name), public=True, unbroken=True)
        for name, scheme in SCHEMES.items()
    ),
    Column(name="units", title=Text.of(en="Units", th="หน่วยงานของสถาบัน"), public=True),
    Column(name="contacts", title=Text.of(en="Contacts", th="ผู้ประสานงาน"), personal=True),
)


def partner_table(partners: Iterable[Partner], on: date) -> Table:
    """Partners with their names of a day."""
    return Table.of(_COLUMNS, [_row(one, on) for one in partners])


def _row(partner: Partner, on: date) -> tuple[object, ...]:
    where = country(partner.country).name if partner.country else None
    units = ", ".join(one.name for one in partner.units) or None
    contacts = ", ".join(f"{one.name} <{one.email}>" if one.email else one.name for one in partner.contacts) or None
    codes = (partner.identifier(scheme) or None for scheme in SCHEMES)
    return (partner.id, partner.titled(on), partner.country or None, where, *codes, units, contacts)

"""Agreements that other universities published, as a table."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.partnerships.countries import country
from orqa.domain.partnerships.registers.records import PublishedAgreement
from orqa.domain.partnerships.terms import NoEnd, Standing, Term
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.rules.profile import Profile

_COLUMNS = (
    Column(name="id", title=Text.of(en="Id", th="รหัสรายการ"), unbroken=True),
    Column(name="publisher", title=Text.of(en="Published by", th="ผู้เผยแพร่"), public=True),
    Column(name="number", title=Text.of(en="No.", th="ลำดับ"), public=True, unbroken=True),
    Column(name="partner", title=Text.of(en="Partner", th="คู่ความร่วมมือ"), public=True),
    Column(name="country", title=Text.of(en="Country", th="ประเทศ"), public=True),
    Column(name="kind", title=Text.of(en="Kind", th="ประเภท"), public=True),
    Column(name="level", title=Text.of(en="Level", th="ระดับ"), public=True),
    Column(name="signed", title=Text.of(en="Signed", th="ลงนาม"), public=True, unbroken=True),
    Column(name="term", title=Text.of(en="Term as printed", th="ระยะเวลาตามที่พิมพ์"), public=True),
    Column(name="last_day", title=Text.of(en="Last day", th="วันสุดท้าย"), type=ColumnType.DATE, public=True),
    Column(name="holds", title=Text.of(en="In force", th="มีผลอยู่"), public=True),
)
_HOLDS = {
    True: Text.of(en="yes", th="ใช่"),
    False: Text.of(en="no", th="ไม่"),
    None: Text.of(en="not stated", th="ไม่ระบุ"),
}
_NO_END = {
    NoEnd.OPEN_ENDED: Text.of(en="no end", th="ไม่มีกำหนดสิ้นสุด"),
    NoEnd.AUTO_RENEWED: Text.of(en="renewed of itself", th="ต่ออายุอัตโนมัติ"),
}
_STANDING = {
    Standing.IN_FORCE: Text.of(en="in force", th="มีผลบังคับใช้"),
    Standing.RENEWAL_PENDING: Text.of(en="renewal pending", th="อยู่ระหว่างต่ออายุ"),
    Standing.EXPIRED: Text.of(en="expired", th="หมดอายุ"),
    Standing.TERMINATED: Text.of(en="terminated", th="ยกเลิก"),
}
_MONTHS = Text.of(en="{months} months", th="{months} เดือน")
_EVERY = Text.of(en="every {months} months", th="ทุก {months} เดือน")


def published_table(
    found: Iterable[PublishedAgreement], publishers: Mapping[str, str], on: date, profile: "Profile"
) -> Table:
    """Published agreements, with whether each is in force on a day."""
    kinds = profile.vocabulary("agreement-kind")
    titles = {code: term.title for code, term in kinds.items()}
    return Table.of(_COLUMNS, [_row(one, publishers, on, titles) for one in found])


def _row(
    one: PublishedAgreement, publishers: Mapping[str, str], on: date, kinds: Mapping[str, Text]
) -> tuple[object, ...]:
    return (
        one.id,
        publishers[one.publisher],
        one.number or None,
        one.partner,
        country(one.country).name if one.country else one.cell("country") or None,
        kinds.get(one.agreement_kind) or one.cell("agreement_kind") or None,
        one.level or None,
        ", ".join(map(str, one.signed)) or one.cell("signed") or None,
        term_told(one.term),
        one.last_day,
        _HOLDS[one.holds(on)],
    )


def term_told(term: Term) -> Text | None:
    """A term in words; None where nothing was stated."""
    parts: list[Text] = []
    if term.months:
        parts.append(_MONTHS.fill(months=term.months))
    if term.until:
        parts.append(Text.of(en=str(term.until)))
    if term.no_end in _NO_END:
        parts.append(_NO_END[term.no_end])
    if term.renewed_for:
        parts.append(_EVERY.fill(months=term.renewed_for))
    if term.standing:
        parts.append(_STANDING[term.standing])
    return joined(parts) if parts else None

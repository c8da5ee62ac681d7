"""What is in force, and how it came to be so, as tables."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text, joined
from orqa.domain.correspondence.instruments import CHANGES, Instrument, Standing
from orqa.domain.correspondence.links import inverse_title
from orqa.office.deadlines import SECRET
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.domain.correspondence.instruments import InstrumentChange
    from orqa.office.correspondence.in_force import Step
    from orqa.office.office import Office

_REGISTER: Final = (
    Column(name="kind", title=Text.of(en="Kind", th="ชนิด"), public=True),
    Column(name="number", title=Text.of(en="No.", th="ที่"), public=True, unbroken=True, own_numbers=True),
    Column(name="title", title=Text.of(en="Title", th="เรื่อง"), public=True),
    Column(name="made", title=Text.of(en="Dated", th="ลงวันที่"), type=ColumnType.DATE, public=True),
    Column(name="first", title=Text.of(en="In force from", th="ใช้บังคับตั้งแต่"), type=ColumnType.DATE, public=True),
    Column(name="last", title=Text.of(en="Until", th="ถึง"), type=ColumnType.DATE, public=True),
    Column(name="changed", title=Text.of(en="Changed by", th="แก้ไขหรือยกเลิกโดย"), public=True),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วยงาน"), public=True),
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ")),
)
_HISTORY: Final = (
    Column(name="on", title=Text.of(en="Day", th="วันที่"), type=ColumnType.DATE, public=True),
    Column(name="source", title=Text.of(en="Text", th="ตัวบท"), public=True),
    Column(name="what", title=Text.of(en="What it did", th="ผล"), public=True),
    Column(name="target", title=Text.of(en="To which", th="ต่อตัวบท"), public=True),
    Column(name="clauses", title=Text.of(en="Parts", th="ข้อที่แก้ไขหรือยกเลิก"), public=True),
)
_BEGAN: Final = Text.of(en="came into force", th="เริ่มใช้บังคับ")
_BY = Text.of(en="{what}: {text}", th="{what}: {text}")


def register_table(office: "Office", found: Iterable[Standing]) -> Table:
    """The register; of what is restricted no title."""
    kinds, words = office.profile.vocabulary("letter-kind"), office.profile.vocabulary(CHANGES)
    standings = tuple(found)
    names = {one.instrument.ref: _called(one.instrument) for one in office.correspondence.instruments()}

    def changed(one: Standing) -> Text | None:
        by: list[InstrumentChange] = [*one.amended_by, *filter(None, (one.ended_by,))]
        told = [
            _BY.fill(what=inverse_title(words[change.change]), text=names.get(change.source, SECRET))
            for change in by
            if change.change in words
        ]
        return joined(told, "; ") if told else None

    def row(one: Standing) -> tuple[Any, ...]:
        text = one.instrument
        kind = kinds[text.instrument_kind].title if text.instrument_kind in kinds else text.instrument_kind
        title = SECRET if text.restricted else text.title
        days = (text.made, text.first, one.last)
        return (kind, text.number or None, title, *days, changed(one), text.unit or None, text.note or None)

    return Table.of(_REGISTER, [row(one) for one in standings])


def history_table(office: "Office", steps: Iterable["Step"]) -> Table:
    """The steps of a text and its kin, day by day."""
    words = office.profile.vocabulary(CHANGES)
    rows = [
        (
            step.on,
            _called(step.source),
            words[step.change.change].title if step.change else _BEGAN,
            _called(step.target) if step.change else None,
            step.clauses or None,
        )
        for step in steps
    ]
    return Table.of(_HISTORY, rows)


def _called(text: Instrument | None) -> Text | str:
    if text is None or text.restricted is not None:
        return SECRET
    return " ".join(filter(None, (text.title, text.number)))

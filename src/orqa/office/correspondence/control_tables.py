"""The control register of secret matter, and inspections, as tables that tell numbers and holders and no subject."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.control import COPY_STATES, CopyState, SecretControl, SecretCopy
from orqa.domain.correspondence.secret_inspections import FOUND, SecretInspection
from orqa.office.whom import called
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.ruled import ruled_columns
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from orqa.office.office import Office

_REGISTRY = Text.of(en="the registry", th="นายทะเบียน")
_CONTROL: Final = "secrecy.control_columns"
_TYPES: Final = {
    "number": ColumnType.NUMBER,
    "copy": ColumnType.NUMBER,
    "registered_on": ColumnType.DATE,
    "given_on": ColumnType.DATE,
    "since": ColumnType.DATE,
}
_PERSONAL: Final = {"holder", "permission"}
_COLUMNS: Final = {
    name: Column(name=name, title=Text.of(en=name), type=_TYPES.get(name, ColumnType.TEXT), personal=name in _PERSONAL)
    for name in (*_TYPES, *_PERSONAL, "level", "receipt", "state")
}
_INSPECTION: Final = (
    Column(name="number", title=Text.of(en="No.", th="ลำดับที่"), type=ColumnType.NUMBER),
    Column(name="copy", title=Text.of(en="Copy", th="ชุดที่"), type=ColumnType.NUMBER),
    Column(name="found", title=Text.of(en="Found", th="ผลการตรวจสอบ")),
    Column(name="note", title=Text.of(en="Note", th="หมายเหตุ"), personal=True),
)


def control_table(office: "Office", sheets: Iterable[SecretControl]) -> Table:
    """A row for each copy, in the columns of the rule ``secrecy.control_columns``."""
    columns = ruled_columns(_CONTROL, office.rules().reading().value(_CONTROL), _COLUMNS)
    rows = [
        tuple(_cell(office, sheet, copy, column.name) for column in columns)
        for sheet in sheets
        for copy in sheet.copies
    ]
    return Table.of(columns, rows)


def _cell(office: "Office", sheet: SecretControl, copy: SecretCopy, name: str) -> Any:
    if name in {"number", "registered_on"}:
        return getattr(sheet, name)
    if name == "level":
        term = office.profile.vocabulary("secrecy").get(sheet.level)
        return term.title if term else sheet.level or None
    if name == "holder":
        return _holder(office, copy)
    if name == "state":
        return COPY_STATES[copy.state] if copy.state is not CopyState.HELD else None
    return copy.number if name == "copy" else getattr(copy, name) or None


def _holder(office: "Office", copy: SecretCopy) -> Text | str:
    if copy.is_in_registry:
        return _REGISTRY
    return copy.name or called(copy.holder, office.organization.on(), office.profile)


def inspection_table(inspection: SecretInspection, numbers: Mapping[RecordRef, int | None]) -> Table:
    """What was found of each copy."""
    rows = [(numbers.get(one.letter), one.copy, FOUND[one.found], one.note or None) for one in inspection.items]
    return Table.of(_INSPECTION, rows)

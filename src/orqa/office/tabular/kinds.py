"""What tables can be imported as: one line for each, by the name that commands use."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.office.tabular.tables import ImportKind
from orqa.rules.errors import near

KINDS: Mapping[str, str] = {
    "letters": "orqa.office.correspondence.importing:LETTERS",
    "register": "orqa.office.correspondence.carrying:REGISTER",
    "file-plan": "orqa.office.importing_file_plan:FILE_PLAN",
    "units": "orqa.office.importing_units:UNITS",
    "positions": "orqa.office.importing_positions:POSITIONS",
    "budget": "orqa.office.importing_budgets:BUDGET",
    "projects": "orqa.office.importing_projects:PROJECTS",
    "quarter-plans": "orqa.office.importing_quarter_plans:QUARTER_PLANS",
    "mobilities": "orqa.office.importing_mobilities:MOBILITIES",
    "stays": "orqa.office.importing_stays:STAYS",
    "visits": "orqa.office.importing_visits:VISITS",
    "people": "orqa.office.importing_people:PEOPLE",
    "agreements": "orqa.office.importing_agreements:AGREEMENTS",
    "partners": "orqa.office.importing_partners:PARTNERS",
    "published-agreements": "orqa.office.importing_published:PUBLISHED",
}
"""Where each :class:`~orqa.office.tabular.tables.ImportKind` is; a module is loaded when its kind is asked for."""


class UnknownImport(OrqaError, LookupError):
    """Nothing is imported under this name."""

    code: ClassVar[str] = "unknown-import"
    template: ClassVar[Text] = Text.of(
        en="nothing is imported as {name!r}; near it: {near}; all: {known}",
        th="ไม่มีการนำเข้าชื่อ {name!r} ที่ใกล้เคียง: {near} ทั้งหมด: {known}",
    )

    name: str
    near: tuple[str, ...]
    known: tuple[str, ...]


def import_kind(name: str) -> ImportKind:
    """What a table is imported as.

    Raises:
        UnknownImport: when there is none of that name.
    """
    if name not in KINDS:
        raise UnknownImport(name, near(name, KINDS, few=0), tuple(KINDS))
    module, _, attribute = KINDS[name].partition(":")
    kind: ImportKind = getattr(import_module(module), attribute)
    return kind

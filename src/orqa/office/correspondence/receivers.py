"""To whom a letter is circulated: people, units, roles, all of a unit, everybody, and lists that the office keeps."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, cast

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import RecipientList
from orqa.domain.correspondence.errors import CirculationRefused
from orqa.office.errors import NotFound
from orqa.office.whom import To, Whom, whom

if TYPE_CHECKING:
    from collections.abc import Callable

    from orqa.domain.organization.structure import Organization
    from orqa.office.office import Office
    from orqa.storage.protocol import Reader

EVERYONE: Final = "everyone"
"""Everybody who works in some unit on the day (ทุกคน)."""

LIST: Final = Text.of(en="the list of receivers", th="บัญชีรายชื่อผู้รับ")
_UNIT: Final = Text.of(en="the unit", th="หน่วยงาน")
_RETIRED = Text.of(
    en="the list {code} is no longer used; choose another one", th="บัญชีรายชื่อ {code} เลิกใช้แล้ว ให้เลือกบัญชีอื่น"
)
_LEFT = Text.of(en="{name} no longer works here; leave them out", th="{name} พ้นจากหน่วยงานแล้ว ให้ตัดชื่อออก")
_CIRCLE = Text.of(
    en="the list {code} contains itself: {path}; take it out of one of them",
    th="บัญชีรายชื่อ {code} อ้างถึงตัวเอง: {path} ให้นำออกจากบัญชีใดบัญชีหนึ่ง",
)


class Receivers:
    """Finds whom somebody means, on the day of an organization."""

    def __init__(self, office: "Office", reader: "Reader") -> None:
        self._office = office
        self._reader = reader
        self._told: set[str] = set()
        self._organization: Organization = office.organization.on(office.today())

    def of(self, named: Iterable[To]) -> tuple[Whom, ...]:
        """All receivers, each once, in the order in which they are named.

        Raises:
            NotFound: for a person, unit or list that there is none of.
            CirculationRefused: for a person who left, a list that is no longer used, or one that contains itself.
        """
        found = (receiver for one in named for receiver in self._of(one, ()))
        return tuple({receiver.token: receiver for receiver in found}.values())

    def _of(self, to: To, path: tuple[str, ...]) -> Iterator[Whom]:
        form, colon, rest = to.partition(":") if isinstance(to, str) else ("", "", "")
        if to == EVERYONE:
            yield from self._people(lambda _unit: True)
        elif colon and form == "staff":
            inside = {self._unit(rest), *self._organization.below(rest)}
            yield from self._people(inside.__contains__)
        elif colon and form == "units":
            yield from (self._whom(f"unit:{unit}") for unit in self._organization.children(self._unit(rest)))
        elif colon and form == "list":
            yield from self._listed(rest, path)
        elif not self._organization.has_left((found := self._whom(to)).person):
            yield found
        elif not path:  # a list may still name them, and goes to the others
            raise CirculationRefused(_LEFT.fill(name=found.name))

    def _listed(self, code: str, path: tuple[str, ...]) -> Iterator[Whom]:
        if code in path:
            raise CirculationRefused(_CIRCLE.fill(code=code, path=" → ".join((*path, code))))
        if code in self._told:  # its receivers are known: lists in lists are gone through once
            return
        self._told.add(code)
        for member in self._list(code).members:
            yield from self._of(member, (*path, code))

    def _list(self, code: str) -> RecipientList:
        return recipient_list(self._office, self._reader, code)

    def _people(self, works_in: "Callable[[str], bool]") -> Iterator[Whom]:
        for person in self._organization.structure.people:
            if any(map(works_in, self._organization.units_of(person))):
                yield self._whom(f"person:{person}")

    def _whom(self, to: To) -> Whom:
        return whom(to, self._organization, self._office.profile)

    def _unit(self, identity: str) -> str:
        if self._organization.unit(identity) is None:
            raise NotFound(_UNIT, identity)
        return identity


def recipient_list(office: "Office", reader: "Reader", code: str) -> RecipientList:
    """The list of receivers of a code.

    Raises:
        NotFound: when there is none.
        CirculationRefused: when it is no longer used.
    """
    (stored,) = reader.get_many([RecordRef(RecipientList.kind, code)])
    if stored is None:
        raise NotFound(LIST, code)
    found = cast("RecipientList", office.codec.decode(stored))
    if not found.active:
        raise CirculationRefused(_RETIRED.fill(code=code))
    return found

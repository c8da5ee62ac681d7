"""What may be done through an office: asked at every write, whoever writes.

An office that nobody acts through is the program that embeds it: it may write whatever is open. One that a person acts
through (:meth:`orqa.office.office.Office.acting`) does what the profile's policy allows that person's roles.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from orqa.base.language import Text, joined
from orqa.base.records import Record
from orqa.domain.organization.policy import EVERYBODY, Allowance, allowance_of
from orqa.office.access import OF_PERSONS, UNSEEN, Actor, restriction_of, unit_of
from orqa.office.errors import NotAllowed, NotFound
from orqa.storage.protocol import OPEN, Access, Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.rules.views import View
    from orqa.rules.vocabulary import Term

_RECORD = Text.of(en="the record", th="รายการ")
_NOBODY = Text.of(en="nobody", th="ไม่มีผู้ใด")
_EVERYBODY = Text.of(en="everybody", th="ทุกคน")
_AS_OTHERS = Text.of(en="read the journal as somebody else", th="อ่านบันทึกเหตุการณ์แทนผู้อื่น")
_PROGRAM = Text.of(en="The program", th="โปรแกรม")
_ACTOR = Text.of(
    en="a person who is cleared for it: office.acting(person)", th="ผู้ที่ได้รับอนุญาตให้เข้าถึงชั้นความลับนั้น: office.acting(person)"
)


class Rights(Protocol):
    """What whoever writes may do."""

    @property
    def actor(self) -> Actor | None:
        """The person who acts; None for the program itself."""

    @property
    def name(self) -> str:
        """How the journal calls them."""

    @property
    def called(self) -> Text | str:
        """What people call them."""

    @property
    def access(self) -> Access:
        """What they see."""

    @property
    def personal(self) -> Access:
        """What they see of what is of persons: the program sees that of everybody, and nothing that is secret."""

    def require(self, action: str, unit: str | None) -> None:
        """Go on where they may do it for a unit.

        Raises:
            NotAllowed: where not.
        """

    def clearance_to(self, action: str) -> int:
        """The highest rank of secret matter that they may do something with; 0 for none."""

    def require_secret(self, action: str, rank: int) -> None:
        """Go on where they may do something with secret matter of a rank.

        Raises:
            NotAllowed: where not.
        """

    def reading_as(self, access: Access) -> Access:
        """The access of another, where they may read as such.

        Raises:
            NotAllowed: where not.
        """

    def check(self, action: str, records: Sequence[Record], store: Store) -> None:
        """Go on where they may write these records in doing this.

        Raises:
            NotAllowed: where not.
            NotFound: where a record is not there, or they may not see it.
        """


@frozen
class ProgramRights:
    """The program that embeds the office: all that is open, what is of persons, nothing that is secret."""

    name: str = "office"
    called: Text | str = _PROGRAM
    access: Access = OPEN
    actor: Actor | None = None
    personal: Access = OF_PERSONS

    def require(self, action: str, unit: str | None) -> None:
        """See :meth:`Rights.require`: always."""

    def clearance_to(self, action: str) -> int:
        """See :meth:`Rights.clearance_to`: none."""
        del action
        return 0

    def require_secret(self, action: str, rank: int) -> None:
        """See :meth:`Rights.require_secret`: nothing."""
        del rank
        raise NotAllowed(action, self.called, "", _ACTOR)

    def reading_as(self, access: Access) -> Access:
        """See :meth:`Rights.reading_as`: the program answers for whom it asks."""
        return access

    def check(self, action: str, records: Sequence[Record], store: Store) -> None:
        """See :meth:`Rights.check`."""
        changed = False
        for record in records:
            if restriction_of(record) is not None:
                raise NotAllowed(action, self.called, "", _ACTOR)
            changed = changed or record.version > 0
        if changed:
            check_seen(records, self.personal, store)


PROGRAM = ProgramRights()


@frozen
class PersonRights:
    """A person, as far as the policy goes.

    Attributes:
        actor: who.
        view: of the rules that hold.
        terms: the vocabulary of roles, for messages.
        is_within: whether a unit (first) is another one (second) or below it, on the day.
        known_as: what people call them; None where the organization has no such person.
        title_of: what people call a unit.
    """

    actor: Actor
    view: "View"
    terms: "Mapping[str, Term]"
    is_within: Callable[[str, str], bool]
    known_as: Text | None = None
    title_of: Callable[[str], Text | str] = str

    @property
    def called(self) -> Text | str:
        """See :attr:`Rights.called`."""
        return self.known_as or self.actor.name

    @property
    def name(self) -> str:
        """See :attr:`Rights.name`."""
        return self.actor.name

    @property
    def access(self) -> Access:
        """See :attr:`Rights.access`."""
        return self.actor.access

    @property
    def personal(self) -> Access:
        """See :attr:`Rights.personal`: what they see anyway."""
        return self.actor.access

    def require(self, action: str, unit: str | None) -> None:
        """See :meth:`Rights.require`."""
        allowance = allowance_of(self.view, action)
        if not self._is_allowed(allowance, unit):
            title = allowance.title if allowance and allowance.title else action
            place = self.title_of(unit) if unit else ""
            raise NotAllowed(title, self.called, place, self._who_may(allowance))

    def clearance_to(self, action: str) -> int:
        """See :meth:`Rights.clearance_to`."""
        clearance = self.actor.clearance
        return clearance if clearance and self._is_allowed(allowance_of(self.view, action), None) else 0

    def require_secret(self, action: str, rank: int) -> None:
        """See :meth:`Rights.require_secret`."""
        self.require(action, None)
        if rank > self.actor.clearance:
            raise NotAllowed(action, self.called, "", _ACTOR)

    def _is_allowed(self, allowance: Allowance | None, unit: str | None) -> bool:
        return allowance is not None and allowance.allows(self.actor.roles, unit, self.is_within)

    def reading_as(self, access: Access) -> Access:
        """See :meth:`Rights.reading_as`: never more than their own."""
        if access.everything or not access.tokens <= self.actor.tokens:
            raise NotAllowed(_AS_OTHERS, self.called, "", _NOBODY)
        return access

    def check(self, action: str, records: Sequence[Record], store: Store) -> None:
        """See :meth:`Rights.check`."""
        check_seen(records, self.access, store)
        units = sorted({unit for unit in map(unit_of, records) if unit is not None})
        for unit in units:
            self.require(action, unit)
        if not units:
            self.require(action, None)
        for record in records:
            restriction = restriction_of(record)
            if restriction is not None:
                self.require_secret(action, restriction.rank)

    def _who_may(self, allowance: Allowance | None) -> Text:
        """The roles that may, by their titles in each language."""
        if allowance is None or not allowance.roles:
            return _NOBODY
        return joined(map(self._title, allowance.roles))

    def _title(self, role: str) -> Text:
        if role == EVERYBODY:
            return _EVERYBODY
        term = self.terms.get(role)
        return term.title if term else Text.of(en=role)


def check_seen(records: Sequence[Record], access: Access, store: Store) -> None:
    """Go on where all records that are there already may be seen: nobody changes what they may not see.

    Only the sheets of clocks grow, and go, unseen: who takes in a file adds its punches to those of the month, and need
    not be somebody who may read whose they are.

    Raises:
        NotFound: otherwise, as for a record that is not there.
    """
    refs = [record.ref for record in records if record.version > 0 and record.kind not in UNSEEN]
    if not refs:
        return
    with store.read(access) as reader:
        for ref, stored in zip(refs, reader.get_many(refs), strict=True):
            if stored is None and not reader.history(ref):  # of what was destroyed, the tombstone is seen
                raise NotFound(_RECORD, ref.id)

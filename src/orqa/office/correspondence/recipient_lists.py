"""Lists of receivers that are used again and again (บัญชีรายชื่อผู้รับหนังสือเวียน): a part of the service of letters."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.circulation import RecipientList
from orqa.domain.correspondence.errors import CirculationRefused
from orqa.office.correspondence.receivers import Receivers
from orqa.office.paging import every
from orqa.office.service import Service
from orqa.storage.query import ALL

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.storage.protocol import Reader

LISTS: Final = "recipient-list.keep"
"""The action, as the policy has it."""

_BARE = Text.of(
    en="a list of receivers has a code such as all-deans, a title, and at least one receiver",
    th="บัญชีรายชื่อผู้รับต้องมีรหัส เช่น all-deans ชื่อ และผู้รับอย่างน้อยหนึ่งราย",
)


class RecipientLists(Service):
    """Keep lists of receivers."""

    def keep_list(
        self,
        code: str,
        title: "Text | dict[str, str] | str",
        members: Iterable[str],
        *,
        unit: str = "",
        active: bool = True,
    ) -> RecipientList:
        """Keep a list of receivers (บัญชีรายชื่อผู้รับหนังสือเวียน), a new one or one that changes.

        Args:
            code: by which it is named: ``list:CODE``.
            title: what people call it, per language.
            members: whom it stands for, as of :meth:`circulate`; another list may be among them.
            unit: id of the unit that keeps it.
            active: False when it is no longer used.

        Raises:
            CirculationRefused: without a code, title or member, and when it would contain itself.
            NotFound: when there is no such person, unit or list.
            NotAllowed: when whoever acts may not keep lists of receivers.
        """
        office, named = self._office, tuple(dict.fromkeys(one.strip() for one in members))
        words = Text.from_value(title)
        if not _is_code(code) or not named or not str(words).strip():
            raise CirculationRefused(_BARE)
        with office.reading() as reader:
            (stored,) = reader.get_many([RecordRef(RecipientList.kind, code)])
            version = stored.version if stored else 0
            made = RecipientList(id=code, version=version, title=words, members=named, unit=unit, active=active)
            if active:  # one that is given up may hold who is no longer there
                _Checked(office, reader, made).of((f"list:{code}",))
        self._recorder.save(LISTS, office.now(), (made,))
        return evolve(made, version=version + 1)

    def recipient_lists(self) -> tuple[RecipientList, ...]:
        """All lists of receivers, by code."""
        with self._office.reading() as reader:
            found = every(self._office, reader, RecipientList, ALL)
            return tuple(sorted(found, key=lambda one: one.id))


class _Checked(Receivers):
    """Receivers of a list that is only about to be kept."""

    def __init__(self, office: "Office", reader: "Reader", made: RecipientList) -> None:
        super().__init__(office, reader)
        self._made = made

    def _list(self, code: str) -> RecipientList:
        return self._made if code == self._made.id else super()._list(code)


def _is_code(text: str) -> bool:
    return bool(text) and text[0].isalpha() and text.isascii() and text.replace("-", "").isalnum() and text.islower()

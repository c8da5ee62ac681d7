"""Drafts found again: lists, editions, signatures; of secret ones what lists show."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from attrs import frozen

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.correspondence.secrecy import hidden, listed
from orqa.office.correspondence.drafting.keeping import DraftKeeping, Whose
from orqa.office.paging import every
from orqa.storage.protocol import Op, Stored
from orqa.storage.query import ALL, equal

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.reporting.tables import Table


@frozen(kw_only=True)
class Edition:
    """One edition of a draft (ฉบับร่างที่ …).

    Attributes:
        number: from 1.
        at: when it was written.
        draft: the draft as it stood then.
    """

    number: int
    at: datetime
    draft: Draft


class Drafts(DraftKeeping):
    """Find drafts; reached as ``office.correspondence.drafts``."""

    def get(self, draft: Whose) -> Draft:
        """A draft as it is now, or what stands for a letter that took the short way; of a secret one what lists show.

        Raises:
            NotFound: when there is none, or it may not be seen.
        """
        return self._left_of(draft)

    def open(self, draft: Whose) -> Draft:
        """A draft, whole (เปิดร่างลับ); that a secret one was opened is journaled.

        Raises:
            NotFound: as of :meth:`get`.
        """
        from orqa.office.correspondence.drafting.rendering import Rendering

        return Rendering(self._office, self._recording)._shown_draft(draft)  # noqa: SLF001 - one family

    def list(
        self, *, state: str = "", unit: str = "", letter_kind: str = "", author: str = "", limit: int | None = None
    ) -> tuple[Draft, ...]:
        """Drafts, the newest first (ทะเบียนร่าง); of secret ones that they are there.

        Args:
            state: only those that stand there, such as ``proposed``.
            unit: only those of this unit, by id.
            letter_kind: only those of this kind.
            author: only those of this person, by id or staff code.
            limit: how many at most; None for all.
        """
        query = equal("state", state) if state else ALL
        query &= equal("unit", unit) if unit else ALL
        query &= equal("letter_kind", letter_kind) if letter_kind else ALL
        query &= equal("author", self._office.organization.person(author).id) if author else ALL
        with self._office.reading() as reader:
            found = every(self._office, reader, Draft, query, ("-opened_at",))
            return (
                tuple(listed(one) for _, one in zip(range(limit), found, strict=False))
                if limit
                else tuple(map(listed, found))
            )

    def table(self, *, state: str = "", unit: str = "", letter_kind: str = "") -> "Table":
        """Drafts as a table; see :meth:`list`."""
        from orqa.office.correspondence.drafting.tables import draft_table

        return draft_table(self._office, self.list(state=state, unit=unit, letter_kind=letter_kind))

    def editions(self, draft: Whose) -> tuple[Edition, ...]:
        """Every edition of a draft with its text (ฉบับร่าง); of a secret one what lists show.

        Raises:
            NotFound: as of :meth:`get`.
        """
        known = self._draft(draft)
        found = tuple(editions_of(self._office, known))
        if known.restricted is None:
            return found
        return tuple(Edition(number=one.number, at=one.at, draft=hidden(one.draft)) for one in found)

    # ------------------------------------------------------------------ inside

    def _left_of(self, draft: Whose) -> Draft:
        return listed(self._draft(draft))


def editions_of(office: "Office", draft: Draft) -> Iterator[Edition]:
    """Every edition of a draft, the first one first: when it was written, and how the draft stood while it lasted."""
    found: dict[int, Edition] = {}
    with office.reading() as reader:
        for entry in reader.history(draft.ref):
            if entry.op is not Op.PUT or entry.body is None:
                continue
            stored = Stored(RecordRef(entry.kind, entry.id), entry.version, entry.body)
            one = cast("Draft", office.codec.decode(stored))
            before = found.get(one.edition)
            at = before.at if before else datetime.fromisoformat(entry.at).astimezone(office.zone)
            found[one.edition] = Edition(number=one.edition, at=at, draft=one)
    yield from found.values()

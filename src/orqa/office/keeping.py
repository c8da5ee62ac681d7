"""What lets an office outlive computers and programs: proof, journal, upgrade, copy, backup."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.office.errors import AttachmentsUnplaced
from orqa.storage import reasons
from orqa.storage.codec import Codec
from orqa.storage.errors import StoreUnavailable
from orqa.storage.protocol import Access, Checkpoint, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from orqa.office.office import Office
    from orqa.office.ports import Contributions
    from orqa.office.rights import Rights
    from orqa.office.services import Services
    from orqa.storage.blobs import Blobs
    from orqa.storage.copying import Copied
    from orqa.storage.protocol import Entry, Progress
    from orqa.storage.verify import Verification


_DAY = timedelta(days=1)
"""How long bytes may wait for the record that names them."""


class Kept(ABC):
    """This side of :class:`orqa.office.office.Office`."""

    name: str
    codec: Codec
    contributions: "Contributions"
    _store: Store
    _blobs: "Blobs | None"
    _look: "Callable[[], Store] | None"

    @property
    @abstractmethod
    def store(self) -> Store:
        """The store, open and checked."""

    @property
    @abstractmethod
    def rights(self) -> "Rights":
        """What may be done through this office, and seen."""

    @property
    def blobs(self) -> "Blobs":
        """Where the bytes of attachments are kept.

        Raises:
            AttachmentsUnplaced: when nobody said.
        """
        if self._blobs is None:
            raise AttachmentsUnplaced(self.name)
        return self._blobs

    def verify(self, *, expected: Iterable[Checkpoint] = (), deep: bool = False) -> "Verification":
        """Walk the whole journal and every record: is all that was written still as it was written?

        Balances of budgets are worked out anew from their postings, too.

        Args:
            expected: checkpoints that were kept elsewhere; only these show a journal that was rewritten as a whole.
            deep: look at what search reads, too: every text, and the index; and at every byte of every attachment;
                takes several times as long.

        Raises:
            AttachmentsUnplaced: when attachments are to be looked at, and nobody said where they are kept.
            NotAllowed: when whoever acts is neither auditor nor administrator, by the policy.
        """
        from orqa.storage.verify import verify

        self.rights.require("office.verify", None)
        found = self._with_balances(verify(self.store, expected=expected, codec=self.codec, deep=deep))
        return self._with_attachments(found) if deep else found

    def sweep(self, older_than: timedelta = _DAY) -> int:
        """Remove bytes of attachments that no record names, left behind by programs that were cut short.

        Args:
            older_than: only what was written at least so long ago, by the machine's clock. What a work that is open is
                about to name stays in any case, unless it has been open for more than a day.

        Returns:
            how many were removed; each is counted once, whatever its size.

        Raises:
            NotAllowed: when whoever acts may not.
        """
        from orqa.office.attached_bytes import Names

        self.rights.require("office.sweep", None)
        now = datetime.now(UTC)
        return self.blobs.sweep(now - older_than, Names(self.store), signs=now - max(older_than, _DAY))

    def checkpoint(self) -> Checkpoint:
        """Where the journal ends: keep it elsewhere and give it to :meth:`verify`, and a rewritten journal shows.

        It holds a position and a hash, and so nothing of what is in the records.

        Raises:
            NotAllowed: when whoever acts may not.
        """
        self.rights.require("office.checkpoint", None)
        return self._store.checkpoint()

    def journal(
        self, after: int = 0, *, record: RecordRef | None = None, access: Access | None = None
    ) -> "Iterator[Entry]":
        """Who did what, when, to which record: entries of the journal, in order.

        Entries of records that ``access`` does not see are left out, and with them what their batch did to numbers
        and why. Of a destroyed record the entries stay, without their bodies, and its tombstone.

        Args:
            after: entries behind this position.
            record: only those of this record.
            access: who asks; by default whoever acts, or else somebody who sees open records only.

        Raises:
            NotAllowed: when whoever acts is neither auditor nor administrator, by the policy, or asks for another.
        """
        from orqa.office.journals import entries

        return entries(self.store, self._reads_journal(access), after, record)

    def latest_entries(
        self, limit: int, *, record: RecordRef | None = None, access: Access | None = None
    ) -> "Sequence[Entry]":
        """The end of the :meth:`journal`: at most ``limit`` entries, the earliest first.

        Raises:
            NotAllowed: as of :meth:`journal`.
        """
        from orqa.office.journals import latest

        return latest(self.store, self._reads_journal(access), record, limit)

    def upgrade(self, progress: "Progress | None" = None) -> None:
        """Bring the store's tables up to date with the classes of this program and its plugins.

        Needed where opening says :class:`~orqa.storage.errors.UpgradeNeeded`. The office can be used meanwhile by
        programs of the earlier version. Cut short, a second call goes on where the first stopped.

        Args:
            progress: told of the kind, how many of its records are done, and how many it has.

        Raises:
            StoreTooNew: when the store was written by a newer program; nothing was begun.
            NotAllowed: when whoever acts may not.
        """
        self.rights.require("office.upgrade", None)
        if self._look is not None:
            with closing(self._look()) as store:
                store.checkpoint()  # a mistyped URL is told before anything is made there
        self._store.upgrade(self.codec.kinds, self.codec.project, progress=progress)

    def mend_readers(self) -> "Mapping[str, int]":
        """Give records of people the readers that this program gives them, where an earlier one left them open.

        Each gets one more version, the same but for its readers; done again there is nothing to do.

        Returns:
            how many records of each kind were mended.

        Raises:
            NotAllowed: when whoever acts may not.
        """
        from orqa.office.readers_mending import mend_readers

        self.rights.require("office.upgrade", None)
        return mend_readers(cast("Office", self))

    def copy_to(
        self, target: Store, name: str, *, blobs: "Blobs | None" = None, progress: "Progress | None" = None
    ) -> "Copied":
        """Copy the office into another store, with its whole journal and attachments; it may be used meanwhile.

        A second call brings what was written since, and goes on with a copy that was cut short. Verify the target
        afterwards; it is an office of its own as soon as somebody writes to it.

        Args:
            target: empty, or an earlier copy.
            name: how messages call the target.
            blobs: where the target's attachments are kept; needed where there are any.
            progress: told of ``entries``, how many the target has and how many there are.

        Raises:
            TargetDiffers: when the target holds anything else.
            StoreUnavailable: when there is nothing to copy.
            AttachmentsUnplaced: when there are attachments, and nobody said where they are or shall be kept.
            BlobMissing, BlobDamaged: when an attachment is not what was kept; the journal is copied.
            NotAllowed: when whoever acts may not: a copy holds everything.
        """
        from orqa.office.attached_bytes import bring
        from orqa.storage.copying import copy

        self.rights.require("office.copy", None)
        self._check_holds_something()
        copied = copy(self._store, target, self.codec, name=name, progress=progress)
        bring(self, target, name, blobs)
        return copied

    def backup(
        self, path: str | Path, *, replace: bool = False, check: bool = True, progress: "Progress | None" = None
    ) -> "Verification | None":
        """Write the whole office, as of this moment, into one file, while it is used; the file appears whole or not.

        The file is an office of SQLite: open it as ``sqlite:///…`` to look into it, copy it back to restore it. Where
        there are attachments, their bytes are in a folder beside it, ``FILE.files``.

        Args:
            path: of the file.
            replace: take the place of a file that is there and that nobody has open.
            check: verify the backup before it gets its name.
            progress: told of ``pages`` or ``entries``, how many are written and how many there are.

        Returns:
            what the check found, with the checkpoint of the backup; None without a check.

        Raises:
            BackupInTheWay: when there is a file already, or somebody is making it.
            BackupUnsound: when the office itself is damaged; no file was written then.
            StoreUnavailable: when there is nothing to back up.
            AttachmentsUnplaced, BlobMissing, BlobDamaged: as of :meth:`copy_to`; no file was written then.
            NotAllowed: when whoever acts may not: a backup holds everything.
        """
        from orqa.office.backups import backup, way

        self.rights.require("office.backup", None)
        self._check_holds_something()
        with way(Path(path), replace=replace):
            return backup(self._store, self, Path(path), check=check, progress=progress)

    def _with_balances(self, found: "Verification") -> "Verification":
        problems = cast("Services", self).budgets.verify()
        return evolve(found, findings=(*found.findings, *problems)) if problems else found

    def _with_attachments(self, found: "Verification") -> "Verification":
        from orqa.office.attached_bytes import check, named_blobs

        if self._blobs is None and next(named_blobs(self.store), None) is None:
            return found
        problems = check(self.store, self.blobs, datetime.now(UTC) - _DAY)
        return evolve(found, findings=(*found.findings, *problems))

    def _reads_journal(self, access: Access | None) -> Access:
        """Who reads: a person never as another."""
        self.rights.require("journal.read", None)
        return self.rights.access if access is None else self.rights.reading_as(access)

    def _check_holds_something(self) -> None:
        if not self._store.checkpoint().position:
            raise StoreUnavailable(self.name, reasons.EMPTY)

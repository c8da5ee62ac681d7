"""Records about the office itself."""

from datetime import datetime
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.markers import indexed, public
from orqa.base.records import Record
from orqa.base.refs import RecordRef


@frozen(kw_only=True)
class OfficeSettings(Record):
    """What an office is bound to for its life (การตั้งค่าสำนักงาน); one record with id ``office`` per store.

    Attributes:
        profile: name of the rule profile that the office works under.
        data_version: version of the profile's data when the office was opened first.
        opened: ISO moment of that.
    """

    kind: ClassVar[str] = "office-settings"

    profile: str = field(metadata=public())
    data_version: str = field(metadata=public())
    opened: str = field(metadata=public())


@frozen(kw_only=True)
class OrganizationState(Record):
    """The owner of what holds among all records of the organization; one record with id ``organization`` per store.

    Every change of the organization writes a new version of it: so no two are decided on the same state, and its
    version tells whether what was read of the organization is still so.

    Attributes:
        changed_at: when it changed last.
    """

    kind: ClassVar[str] = "organization-state"

    changed_at: datetime = field(validator=instance_of(datetime))


@frozen(kw_only=True)
class Step:
    """One thing that was done under a key.

    Attributes:
        action: what was done, such as ``letter.receive``.
        digest: SHA-256 (hex) of what was asked for.
        made: the records that were made, in the order of the action.
    """

    action: str = field(validator=instance_of(str))
    digest: str = field(validator=instance_of(str))
    made: tuple[RecordRef, ...] = ()


@frozen(kw_only=True)
class Key(Record):
    """That a caller's key was used, and for what; its id is the action, a slash and the key.

    Two batches that hold the same one cannot both be written: so what has a key is done once, in whatever process.

    Attributes:
        about: the first record that was made. Whoever destroys that destroys this: the digest of little text tells the
            text to somebody who guesses it.
        steps: what was done; several where a whole work has one key.
        number: the first number that was taken; None where there is none.
        at: when.
    """

    kind: ClassVar[str] = "key"

    about: RecordRef | None = field(default=None, metadata=indexed())
    steps: tuple[Step, ...] = ()
    number: int | None = None
    at: datetime = field(validator=instance_of(datetime))

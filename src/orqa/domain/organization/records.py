"""Records about the office itself."""

from typing import ClassVar

from attrs import field, frozen

from orqa.base.markers import public
from orqa.base.records import Record


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

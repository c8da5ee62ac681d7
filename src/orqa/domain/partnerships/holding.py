"""Which partner holds an identifier: one at most, whoever writes at the same moment (ผู้ถือรหัสสถาบัน)."""

from typing import ClassVar

from attrs import field, frozen
from attrs.validators import instance_of

from orqa.base.markers import indexed
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.records import PartnerIdentifier


@frozen(kw_only=True)
class HeldIdentifier(Record):
    """That an identifier is held; its id is the scheme, a slash and the identifier.

    It is written with each partner that gets the identifier, at the version that was read: so two partners cannot get
    it at the same moment.

    Attributes:
        partner: the id of the partner that holds it; empty where it was given up.
    """

    kind: ClassVar[str] = "held-identifier"

    partner: str = field(validator=instance_of(str), metadata=indexed())


def holder_ref(identifier: PartnerIdentifier) -> RecordRef:
    """The record that tells who holds an identifier."""
    return RecordRef(HeldIdentifier.kind, f"{identifier.scheme}/{identifier.value}"[:200])

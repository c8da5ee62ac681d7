"""Files that lie with records of any area (เอกสารแนบ): their bytes are kept beside the store."""

from datetime import datetime

from attrs import field, frozen
from attrs.validators import ge, instance_of, matches_re

from orqa.base.markers import indexed, personal, searchable
from orqa.base.records import Record, shown_by
from orqa.base.refs import RecordRef
from orqa.base.validators import aware

_text = instance_of(str)


@frozen(kw_only=True)
class KeptFile(Record):
    """A file that lies with a record; each area has a kind of its own.

    Attributes:
        about: the record that it lies with.
        unit: code of the unit that it belongs to; empty for the office as a whole.
        name: of the file, without any folder.
        media_type: what the bytes are, such as ``application/pdf``.
        size: how many bytes.
        digest: their SHA-256, 64 hex digits.
        attached_at: when.
    """

    about: RecordRef = field(validator=instance_of(RecordRef), metadata=indexed())
    unit: str = field(default="", validator=_text, metadata=indexed())
    name: str = field(validator=_text, metadata=searchable() | personal())
    media_type: str = field(validator=_text)
    size: int = field(validator=[instance_of(int), ge(0)], metadata=indexed())
    digest: str = field(validator=matches_re(r"[0-9a-f]{64}"), metadata=indexed())
    attached_at: datetime = field(validator=[instance_of(datetime), aware])

    __repr__ = shown_by("about")

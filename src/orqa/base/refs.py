"""How records point at each other across areas."""

import re
from functools import lru_cache
from typing import Self

from attrs import frozen

KIND = re.compile(r"[a-z][a-z0-9-]{0,62}")
"""A kind is a stable kebab-case name; it becomes part of table names in stores."""

is_kind = lru_cache(maxsize=256)(KIND.fullmatch)
"""Whether a text can be a kind; there are few, which are asked for again and again."""

_LONGEST = 200


_set = object.__setattr__


def _check(kind: str, identity: object) -> None:
    if not is_kind(kind):
        raise ValueError(f"a kind must match {KIND.pattern}, found {kind!r}")
    if not isinstance(identity, str):
        raise TypeError(f"a record id is text, found {identity!r}")
    if not 0 < len(identity) <= _LONGEST:
        raise ValueError(f"a record id has 1 to 200 characters, found {len(identity)}")


@frozen(order=True, init=False)
class RecordRef:
    """A record by kind and id, without saying where it is stored: ``letter:0192…``.

    Attributes:
        kind: stable kebab-case name such as ``letter`` or ``register-entry``.
        id: the record's id; any non-empty text of up to 200 characters.
    """

    kind: str
    id: str

    def __init__(self, kind: str, id: str) -> None:  # noqa: A002 - the name of the field
        if not (type(id) is str and 0 < len(id) <= _LONGEST and is_kind(kind)):
            _check(kind, id)
        _set(self, "kind", kind)  # written out: no object is made as often
        _set(self, "id", id)

    def __hash__(self) -> int:
        return hash(self.id)  # made to be unique; asked for so often that the kind is left out

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``kind:id``.

        Raises:
            ValueError: when there is no colon or a part is not of the right form.
        """
        kind, colon, identity = text.partition(":")
        if not colon:
            raise ValueError(f"a record is written kind:id, found {text!r}")
        return cls(kind, identity)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

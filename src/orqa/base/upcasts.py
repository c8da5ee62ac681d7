"""Steps that bring an old stored form up to date; declared beside the record, used by the codec."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen
from attrs.validators import ge, instance_of

Step = Callable[[dict[str, Any]], Mapping[str, Any]]


@frozen
class Upcast:
    """One step: takes a stored form at ``schema`` and returns it at ``schema + 1``.

    Attributes:
        kind: the record's kind.
        schema: the schema that the step reads, 1 or more.
        change: gets a copy that it may change; returns the new form.
    """

    kind: str
    schema: int = field(validator=[instance_of(int), ge(1)])
    change: Step

    def __call__(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The body one schema later; ``body`` itself stays as it is."""
        return dict(self.change(dict(body)))


def upcast(kind: str, schema: int) -> Callable[[Step], Upcast]:
    """Declare the step from ``schema`` to ``schema + 1`` of a kind.

    >>> @upcast("letter", 1)
    ... def name_the_sender(body):
    ...     return {**body, "sender": body.pop("from")}
    >>> name_the_sender({"from": "กรมการปกครอง"})
    {'sender': 'กรมการปกครอง'}
    """
    return lambda change: Upcast(kind, schema, change)

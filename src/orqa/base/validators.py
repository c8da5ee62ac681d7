"""What fields of records check of their values: type and shape, never law."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import Attribute


def aware(_record: object, attribute: "Attribute[datetime]", value: datetime) -> None:
    """The moment has a time zone.

    Raises:
        ValueError: when it has none.
    """
    if value.tzinfo is None:
        raise ValueError(f"{attribute.name} needs a time zone, found {value!r}")

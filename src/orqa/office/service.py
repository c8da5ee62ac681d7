"""What the services of all areas stand on: the office, and how they write."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from orqa.office.recorder import Recording

if TYPE_CHECKING:
    from orqa.office.office import Office


@frozen
class Asked:
    """What a call asked for, so that its key knows it again."""

    values: Mapping[str, Any]


class Service:
    """A service of one area, or a part of one; made by the office, or by a work whose writes go together."""

    def __init__(self, office: "Office", recording: Recording | None = None) -> None:
        self._office = office
        self._recording = recording

    @property
    def _recorder(self) -> Recording:
        return self._recording or self._office.recorder

"""What this area refuses to do, with the reason."""

from datetime import datetime
from typing import Any, ClassVar

from attrs import define

from orqa.base.errors import OrqaError
from orqa.base.language import Text

_ENDINGS = {
    "done": Text.of(en="done", th="ทำเสร็จแล้ว"),
    "withdrawn": Text.of(en="withdrawn", th="ถอนแล้ว"),
}


@define(eq=False, slots=False)
class TaskIsOver(OrqaError, ValueError):
    """A task is done or withdrawn already; only an open one can be ended, moved or given to somebody else."""

    code: ClassVar[str] = "task-is-over"
    template: ClassVar[Text] = Text.of(
        en="{task} was {ended} on {on}; only an open task can be changed",
        th="{task} {ended}เมื่อ {on} แก้ไขได้เฉพาะงานที่ยังค้างอยู่",
    )

    task: str
    state: str
    at: datetime | None = None

    def shown(self) -> dict[str, Any]:
        """The day, and the state in words."""
        on = self.at.date().isoformat() if self.at else "–"
        return {"task": self.task, "ended": _ENDINGS[self.state], "on": on}

"""What falls due with projects: last days of activities that were not done, and of projects that are open."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.budgets.action_plan import Project, ProjectState
from orqa.domain.organization.tasks import person_token
from orqa.office.deadlines import Deadline
from orqa.office.paging import every
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "budgets"
_ACTIVITY = Text.of(en="{project}: {activity} is to be done", th="{project}: ครบกำหนดกิจกรรม {activity}")
_CLOSE = Text.of(en="{project}: ends, and is to be closed by a report", th="{project}: สิ้นสุดโครงการ ให้รายงานปิดโครงการ")
_OPEN = (ProjectState.APPROVED.value, ProjectState.RUNNING.value)


def projects_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Of projects that are open, what lies from one day to another, both included."""
    with office.reading() as reader:
        for project in every(office, reader, Project, is_in("state", _OPEN)):
            for day, text, person in _days(project):
                if first <= day <= last:
                    yield Deadline(
                        day=day,
                        area=AREA,
                        title=text,
                        about=project.ref,
                        source=project.ref,
                        whom=person_token(person) if person else f"unit:{project.unit}",
                    )


def _days(project: Project) -> Iterator[tuple[date, Text, str]]:
    for one in project.activities:
        if one.done is None:
            text = _ACTIVITY.fill(project=project.title, activity=one.title)
            yield one.last, text, one.person or project.person
    yield project.last, _CLOSE.fill(project=project.title), project.person

"""Every kind of record that an office keeps; a new kind is added here."""

from orqa.domain.correspondence.handling import Handling
from orqa.domain.correspondence.links import LetterLink
from orqa.domain.correspondence.records import Attachment, Letter, LetterOpening, RegisterEntry
from orqa.domain.organization.approvals import Approval
from orqa.domain.organization.people import Acting, Appointment, Person, Position, RoleGrant
from orqa.domain.organization.records import Key, OfficeSettings, OrganizationState
from orqa.domain.organization.tasks import Task
from orqa.domain.organization.units import Unit

RECORD_TYPES = (
    *(OfficeSettings, Key, Letter, RegisterEntry, Attachment, LetterOpening, Handling, LetterLink),
    *(OrganizationState, Unit, Position, Person, Appointment, Acting, RoleGrant, Task, Approval),
)
"""Every kind of record that an office keeps."""

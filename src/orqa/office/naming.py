"""What people call the roles, units and routes that requests go by (ชื่อบทบาท หน่วยงาน และลำดับการเสนอ)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orqa.domain.organization.errors import NoApprover

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from orqa.base.language import Text
    from orqa.office.office import Office
    from orqa.rules.profile import Profile
    from orqa.rules.vocabulary import Term


def term_title(profile: "Profile", vocabulary: str, code: str) -> "Text | str":
    """The title of a code in a vocabulary; the code itself where the profile has no such term."""
    terms: Mapping[str, Term] = profile.vocabularies.get(vocabulary, {})
    return terms[code].title if code in terms else code


def route_title(profile: "Profile", route: str) -> "Text | str":
    """What people call a route, such as ``letter.received``."""
    code = route.replace(".", "-", 1)
    title = term_title(profile, "route-title", code)
    return route if title == code else title


def request_titles(office: "Office", role: str, unit: str, route: str, on: "date") -> "dict[str, Text | str]":
    """Role, unit and route as errors about requests tell them."""
    profile = office.profile
    named = {"role": term_title(profile, "role", role), "unit": office.organization.on(on).named(unit)}
    return named | {"route": route_title(profile, route)}


@contextmanager
def named_approvers(office: "Office", on: "date") -> Iterator[None]:
    """Let :class:`NoApprover` tell names in place of codes."""
    try:
        yield
    except NoApprover as error:
        error.titles = request_titles(office, error.role, error.unit, error.route, on)
        raise

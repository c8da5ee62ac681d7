"""Routes: who decides about something, in what order, as the profile's table ``routes.steps`` says (ลำดับการเสนอ)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of

from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.organization.errors import AmountUnfit, NoApprover, RouteMalformed, RouteUnknown
from orqa.domain.organization.tasks import role_token

if TYPE_CHECKING:
    from orqa.domain.organization.holding import HeldRole
    from orqa.domain.organization.people import Person
    from orqa.domain.organization.structure import Organization
    from orqa.rules.decisions import Decision
    from orqa.rules.views import Reading

RULE = "routes.steps"

Amount: TypeAlias = int | Money | None
"""What is asked for, where that decides who decides: days, pieces, or money."""

_WORDS = {"role": None, "at": None, "days": None, "up_to": None, "levels": None, "substitute": None, "returns": None}
"""What a line of a route may hold, in the order in which messages tell it."""

_NO_ROLE = Text.of(en="it names no role; every step needs one", th="ไม่ได้ระบุบทบาท (role) ทุกขั้นต้องมี")
_STRANGE = Text.of(
    en="it holds {words}, which no step has; a step may hold: {known}", th="มี {words} ซึ่งไม่มีในขั้นใด แต่ละขั้นมีได้: {known}"
)


@frozen(kw_only=True)
class RouteStep:
    """One step of a route, for one request.

    Attributes:
        role: code of the role that decides.
        unit: id of the unit that the role is held in.
        days: within how many working days; 0 is the same day.
        returns: whether it may be sent back with a comment.
    """

    role: str = field(validator=instance_of(str))
    unit: str = field(validator=instance_of(str))
    days: int = field(default=0, validator=[instance_of(int), ge(0)])
    returns: bool = True

    @property
    def whom(self) -> str:
        """Whom its task waits for."""
        return role_token(self.role, self.unit)


def decide_route(  # noqa: PLR0913 - what is asked, for whom, and by which rules
    reading: "Reading",
    organization: "Organization",
    route: str,
    *,
    unit: str,
    requester: str = "",
    amount: Amount = None,
) -> "Decision[tuple[RouteStep, ...]]":
    """The steps of a request, in their order.

    Nobody decides about their own request: where only the requester holds a role, its substitute decides, else the next
    unit above in which somebody else holds it. Steps that would fall to the same role of the same unit are one.

    Args:
        reading: of the rules that hold.
        organization: as it stands on the day of the request.
        route: area and kind, such as ``letter.received``.
        unit: id of the unit that asks.
        requester: id of the person who asks; empty where no person does.
        amount: what is asked for.

    Raises:
        RouteUnknown: when the profile has no such route.
        NoApprover: when nobody may decide a step.
        AmountUnfit: when the route is bounded by money and the amount is a number, or the other way round.
        MixedCurrencies: when the amount is of another currency than the route's bounds.
        RouteMalformed: when the profile's route cannot be read.
    """
    steps = steps_of(_lines(reading, route), organization, route, unit=unit, requester=requester, amount=amount)
    inputs = {"route": route, "unit": unit, "requester": requester, "amount": amount, "on": organization.day}
    return reading.decision(steps, inputs)


def steps_of(  # noqa: PLR0913 - as of decide_route
    lines: Iterable[Mapping[str, Any]],
    organization: "Organization",
    route: str,
    *,
    unit: str,
    requester: str = "",
    amount: Amount = None,
) -> tuple[RouteStep, ...]:
    """The steps of a request by the lines of its route; see :func:`decide_route`.

    Raises:
        RouteMalformed: when a line names no role, or holds a word that lines do not have.
    """
    steps: list[RouteStep] = []
    for number, line in enumerate(lines, 1):
        check_line(route, number, line)
        if "levels" in line and _level(organization, unit) not in line["levels"]:
            continue
        step = _step(organization, route, line, unit, requester)
        if not steps or (steps[-1].role, steps[-1].unit) != (step.role, step.unit):
            steps.append(step)
        if "up_to" in line and _within(route, amount, line["up_to"]):
            break
    if not steps:
        raise NoApprover(route, "–", unit, organization.day)
    return tuple(steps)


def may_decide(organization: "Organization", step: RouteStep, person: str, requester: str) -> "HeldRole | None":
    """By which role a person may decide a step on the organization's day; None where they may not."""
    if person == requester:
        return None
    return next((held for one, held in organization.holders(step.role, step.unit) if one.id == person), None)


def standing(organization: "Organization", route: str, step: RouteStep, requester: str) -> RouteStep:
    """A step as it stands on the organization's day: in its unit, else in the nearest above with one who may decide.

    Raises:
        NoApprover: when nobody may.
    """
    where = _where(organization, step.role, "nearest", step.unit, requester)
    if not where:
        raise NoApprover(route, step.role, step.unit, organization.day)
    return evolve(step, unit=where)


def routes(reading: "Reading") -> tuple[str, ...]:
    """The routes that the profile has, by name."""
    return reading.view.parameter(RULE).dimensions["route"]


def well_known(route: str, known: tuple[str, ...]) -> str:
    """The route, where it is one of those that are known.

    Raises:
        RouteUnknown: when it is not.
    """
    if route not in known:
        raise RouteUnknown(route, known)
    return route


def _lines(reading: "Reading", route: str) -> Iterable[Mapping[str, Any]]:
    lines: Iterable[Mapping[str, Any]] = reading.value(RULE, route=well_known(route, routes(reading)))
    return lines


def _step(organization: "Organization", route: str, line: Mapping[str, Any], unit: str, requester: str) -> RouteStep:
    for role in filter(None, (line["role"], line.get("substitute"))):
        where = _where(organization, role, line.get("at", "nearest"), unit, requester)
        if where:
            return RouteStep(role=role, unit=where, days=line.get("days", 0), returns=line.get("returns", True))
    raise NoApprover(route, line["role"], unit, organization.day)


def _where(organization: "Organization", role: str, at: str, unit: str, requester: str) -> str:
    """The unit in which somebody other than the requester holds a role; empty where nobody does."""
    match at:
        case "nearest":
            units = (unit, *organization.ancestors(unit))
        case "own":
            units = (unit,)
        case _:
            units = (at,)
    others = (one for one in units if _others(organization.holders(role, one), requester))
    return next(others, "")


def _others(holders: "Iterable[tuple[Person, HeldRole]]", requester: str) -> bool:
    return any(person.id != requester for person, _ in holders)


def _level(organization: "Organization", unit: str) -> str:
    span = organization.unit(unit)
    return span.level if span else ""


def _within(route: str, amount: Amount, bound: "int | str") -> bool:
    """Whether an amount is no more than a bound of a table; one that is not stated is within none."""
    limit = Money.parse(bound) if isinstance(bound, str) else bound
    match amount, limit:
        case None, _:
            return False
        case (Money(), Money()) | (int(), int()):
            return amount <= limit  # type: ignore[operator]  # of one type, says the pattern
        case _:
            raise AmountUnfit(route, str(amount), str(limit))


def check_line(route: str, number: int, line: Mapping[str, Any]) -> None:
    """Go on where a line of a route can be read.

    Raises:
        RouteMalformed: when it names no role, or holds a word that lines do not have.
    """
    if not line.get("role"):
        raise RouteMalformed(route, number, _NO_ROLE)
    if strange := sorted(line.keys() - _WORDS):
        raise RouteMalformed(route, number, _STRANGE.fill(words=", ".join(strange), known=", ".join(_WORDS)))

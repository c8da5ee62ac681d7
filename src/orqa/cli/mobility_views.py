"""What the commands of mobility print: a file with its check-list, and a balance with its lines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.desk import show
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.domain.partnerships.learning import VERSION_STATES
from orqa.domain.partnerships.mobilities import DIRECTIONS, STATES
from orqa.domain.partnerships.mobility_moves import acts_of
from orqa.domain.partnerships.movements import UNITS, shown

if TYPE_CHECKING:
    from orqa.cli.options import Settings
    from orqa.domain.partnerships.mobilities import Mobility
    from orqa.office.office import Office
    from orqa.office.organizing import Changed
    from orqa.office.partnerships.exchange import AccountBalance, NoBalance

_TOLD = Text.of(en="{code} ({state}); possible now: {acts}", th="แฟ้ม {code} ({state}) ขั้นต่อไปที่ทำได้: {acts}")
_NOTHING = Text.of(en="nothing more", th="ไม่มี")
_HEAD = Text.of(en="{code}: {name}, {way}, {kind}, {partner}", th="{code}: {name} {way} {kind} {partner}")
_UNITS = Text.of(en="Planned: {units} {unit}, {first} – {last}", th="ตามแผน: {units} {unit} {first} – {last}")
_MONEY = Text.of(en="Scholarship: {name}, {amount} {line}", th="ทุน: {name} {amount} {line}")
_LEARNING = Text.of(
    en="Learning agreement: version {number}, {state}, hash {digest}",
    th="ข้อตกลงการเรียน: ฉบับที่ {number} {state} ค่าแฮช {digest}",
)
_LASTS = Text.of(en="Length: {wording}", th="ระยะเวลา: {wording}")
_UNDER = Text.of(en="Agreement: {agreement}", th="ข้อตกลง: {agreement}")
_NO_AGREEMENT = Text.of(en="none", th="ไม่ระบุ")
_TOTAL = Text.of(en="{partner}, {agreement}: {wording}", th="{partner} {agreement}: {wording}")
_PLACES = Text.of(en="{way} next year: {most} ({why})", th="{way}ในปีถัดไป: {most} ({why})")
_NO_LIMIT = Text.of(en="no limit", th="ไม่จำกัด")
_NOT_DRAWN = Text.of(en="{partner}, {agreement}: {reason}", th="{partner} {agreement}: {reason}")
_NO_BALANCE = Text.of(en="There is no exchange with this partner.", th="ยังไม่มีการแลกเปลี่ยนกับสถาบันนี้")


def tell_file(changed: "Changed[Mobility]", settings: "Settings") -> None:
    """Print where a file stands after a change, and what can be done next."""
    made = changed.record
    acts = [one.value for one in acts_of(made)]
    if settings.as_json:
        findings = [finding_data(finding) for finding in changed.findings]
        print_json({"id": made.id, "code": made.code, "state": made.state, "acts": acts, "findings": findings})
        return
    print_findings(changed.findings, settings, to_stderr=True)
    told = _TOLD.fill(code=made.code, state=STATES[made.stands], acts=", ".join(acts) or _NOTHING)
    click.echo(settings.say(told))


def print_file(office: "Office", found: "Mobility", settings: "Settings") -> None:
    """Print a file with its check-list."""
    from orqa.office.partnerships.mobility_tables import checklist_table

    decision = office.partnerships.checklist(found)
    cited = [str(one) for one in decision.citations]
    if settings.as_json:
        from attrs import asdict

        steps = list(checklist_table(found.code, decision.value).records(personal=True))
        print_json({**asdict(found), "code": found.code, "checklist": steps, "citations": cited})
        return
    print_findings(office.partnerships.duration(found).findings, settings, to_stderr=True)
    for line in _lines(office, found):
        click.echo(settings.say(line))
    show(office, settings, checklist_table(found.code, decision.value), ())


def _lines(office: "Office", found: "Mobility") -> Iterable[Text]:
    kinds: Any = office.profile.vocabularies.get("mobility-kind", {})
    kind = kinds.get(found.mobility_kind)
    partner = office.partnerships.partner(found.partner).name
    yield _HEAD.fill(
        code=found.code,
        name=found.traveller.name,
        way=DIRECTIONS[found.way],
        kind=kind.title if kind else found.mobility_kind,
        partner=partner,
    )
    acts = ", ".join(one.value for one in acts_of(found)) or _NOTHING
    yield _TOLD.fill(code=found.code, state=STATES[found.stands], acts=acts)
    if found.units:
        unit = UNITS.get(found.counted_in) or Text.of(en=found.counted_in)
        first, last = (day.isoformat() if day else "…" for day in (found.first, found.last))
        yield _UNITS.fill(units=f"{found.units:f}", unit=unit, first=first, last=last)
    if found.agreement:
        yield _UNDER.fill(agreement=found.agreement)
    yield from _agreed(office, found)
    stayed = office.partnerships.duration(found).decision
    if stayed is not None:
        yield _LASTS.fill(wording=stayed.value.wording)
    for one in found.scholarships:
        yield _MONEY.fill(name=one.name, amount=one.amount, line=f"({one.line})" if one.line else "")


def _agreed(office: "Office", found: "Mobility") -> Iterable[Text]:
    """Which version of the learning agreement holds, and which waits; nothing where there is none."""
    from orqa.office.errors import NotFound

    try:
        known = office.partnerships.learning.get(found)
    except NotFound:
        return
    for version in (known.approved, known.proposed):
        if version is not None:
            state = VERSION_STATES[version.state]
            yield _LEARNING.fill(number=version.number, state=state, digest=version.digest[:12])


def print_balance(office: "Office", found: "tuple[AccountBalance | NoBalance, ...]", settings: "Settings") -> None:
    """Print balances with every line that counts or does not; of one that cannot be drawn, why."""
    from orqa.office.partnerships.exchange import NoBalance
    from orqa.office.partnerships.exchange_tables import line_table

    if settings.as_json:
        print_json([_data(one) for one in found])
        return
    if not found:
        click.echo(settings.say(_NO_BALANCE))
    for one in found:
        agreement = one.agreement or _NO_AGREEMENT
        if isinstance(one, NoBalance):
            told = _NOT_DRAWN.fill(partner=one.partner.name, agreement=agreement, reason=one.error.messages)
            click.echo(settings.say(told))
            continue
        click.echo(settings.say(_TOTAL.fill(partner=one.partner.name, agreement=agreement, wording=one.wording)))
        for places in one.balance.places:
            most = _NO_LIMIT if places.most is None else shown(places.most)
            told = _PLACES.fill(way=DIRECTIONS[places.direction], most=most, why=places.why)
            click.echo(f"  {settings.say(told)}")
        print_findings(one.balance.findings, settings, to_stderr=True)
        show(office, settings, line_table(one), ())


def _data(one: "AccountBalance | NoBalance") -> dict[str, Any]:
    from orqa.office.partnerships.exchange import NoBalance

    if isinstance(one, NoBalance):
        error = {"code": one.error.code, "message": dict(one.error.messages.forms)}
        return {"partner": one.partner.id, "agreement": one.agreement, "error": error}
    balance = one.balance
    return {
        "partner": one.partner.id,
        "agreement": one.agreement,
        "unit": balance.unit,
        "through": balance.through.ce,
        "opening": shown(balance.opening),
        "sent": shown(balance.sent),
        "received": shown(balance.received),
        "total": shown(balance.total),
        "owes": balance.owes.value,
        "assumed": one.is_assumed,
        "wording": dict(one.wording.forms),
        "findings": [finding_data(finding) for finding in balance.findings],
        "lines": [
            {"mobility": line.movement.key, "counted": shown(line.signed), "why": dict(line.why.forms)}
            for line in balance.lines
        ],
    }

"""Studies abroad at the command line (การไปศึกษาต่อต่างประเทศ)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text, joined
from orqa.cli.leave_output import ANSWERS
from orqa.cli.options import Amount, Day, Settings, common_options
from orqa.cli.organization import KEY, ON, ORDER, options, print_listing, tell
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.cli.projects import Ref
from orqa.domain.attendance.study_plans import Degree
from orqa.domain.partnerships.study_cases import ACTIONS, NEEDS, STATES, StudyState

if TYPE_CHECKING:
    from orqa.base.refs import RecordRef
    from orqa.office.office import Office
    from orqa.office.partnerships.study_reading import StudyStanding

_HEAD = Text.of(en="{person}, {place} ({id})", th="{person} {place} ({id})")
_STATE = Text.of(en="State: {state}", th="สถานะ: {state}")
_ALLOWED = Text.of(en="Possible now: {actions}", th="ขณะนี้ทำได้: {actions}")
_MISSING = Text.of(en="Missing before leaving: {missing}", th="ยังขาดก่อนเดินทาง: {missing}")
_OWED = Text.of(
    en="Service: {owed} days owed, {served} served, {left} left",
    th="การชดใช้: ต้องชดใช้ {owed} วัน ชดใช้แล้ว {served} วัน เหลือ {left} วัน",
)
_LATE = Text.of(en="Overdue since {day}: {title} {citations}", th="เกินกำหนด {day}: {title} {citations}")
_NOTHING_LATE = Text.of(en="Nothing is overdue.", th="ไม่มีรายการเกินกำหนด")
_KEPT = Text.of(en="Recorded: {record}", th="บันทึกแล้ว: {record}")
_VERDICT = Text.of(
    en="{owed} days of service would be owed (by {citations})", th="จะต้องชดใช้ {owed} วัน (ตาม {citations})"
)
_DAY = click.option("--on", "day", type=Day(), required=True, help="The day.")


@click.group("study-case")
def study_case() -> None:
    """Study abroad of lecturers, from the application to the service owed (การไปศึกษาต่อต่างประเทศ)."""


_PLAN = (
    click.option("--purpose", help="study, training, research or visit."),
    click.option("--degree", type=click.Choice([one.value for one in Degree]), help="For which degree."),
    click.option("--subject", help="What is studied."),
    click.option("--institution", help="At which place of study."),
    click.option("--country", help="Country, by its name or ISO 3166-1 code."),
    click.option("--funding", help="Who pays, a code of the vocabulary study-funding."),
    click.option("--estimate", type=Amount(), help="What it costs the university, e.g. 250000 THB."),
)


@study_case.command()
@click.argument("person", default="")
@click.option("--first", type=Day(), required=True, help="First day, as planned.")
@click.option("--last", type=Day(), required=True, help="Last day, as planned.")
@options(*_PLAN, click.option("--applied", type=Day(), help="Day of the application; by default today."), KEY)
@common_options
def apply(settings: Settings, person: str, **fields: Any) -> None:
    """Keep an application of PERSON, a staff number; by default of the one who acts (ยื่นเรื่อง)."""
    given = {name: value for name, value in fields.items() if value is not None}
    with settings.open_office() as office:
        tell(office.partnerships.study_case(person, **given), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(click.option("--first", type=Day(), help="First day."), click.option("--last", type=Day(), help="Last day."))
@options(*_PLAN, KEY)
@common_options
def change(settings: Settings, identity: str, key: str | None, **fields: Any) -> None:
    """Mend what is planned (แก้ไขเรื่อง)."""
    given = {name: value for name, value in fields.items() if value is not None}
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.change(identity, key=key, **given), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@common_options
def check(settings: Settings, identity: str) -> None:
    """Tell what the rules of study leave say of the plan (ตรวจสอบหลักเกณฑ์)."""
    with settings.open_office(read_only=True) as office:
        decision = office.partnerships.study_cases.check(identity)
    found, cited = decision.value, list(map(str, decision.citations))
    if settings.as_json:
        findings = [finding_data(one) for one in found.findings]
        print_json({"answer": found.answer.value, "findings": findings, "owed": found.owed, "citations": cited})
        return
    click.echo(settings.say(ANSWERS[found.answer.value]))
    print_findings(found.findings, settings)
    click.echo(settings.say(_VERDICT.fill(owed=found.owed, citations=", ".join(cited))))


@study_case.command()
@click.argument("identity", metavar="ID")
@KEY
@common_options
def submit(settings: Settings, identity: str, key: str | None) -> None:
    """Submit it for approval; orqa approval decides it (เสนออนุมัติ)."""
    with settings.open_office() as office:
        _kept(office.partnerships.study_cases.submit(identity, key=key).ref, settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(_DAY, click.option("--number", default="", help="Of the letter."))
@options(click.option("--note", default="", help="Conditions and the like."), KEY)
@common_options
def admit(settings: Settings, identity: str, **how: Any) -> None:
    """Keep the letter of admission (หนังสือตอบรับ)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.admit(identity, **how), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@click.option("--leave", type=Ref(), help="The study leave, leave:ID.")
@click.option("--bond", type=Ref(), help="The contract, bond:ID.")
@click.option("--partner", type=Ref(), help="The place of study, partner:ID.")
@click.option("--budget", type=Ref(), multiple=True, help="budget-line:ID or spending-case:ID; several times.")
@click.option("--paper", "papers", type=Ref(), multiple=True, help="Any other record, kind:ID; several times.")
@KEY
@common_options
def link(settings: Settings, identity: str, **what: Any) -> None:
    """Tie to it what other areas keep (ผูกรายการที่เกี่ยวข้อง)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.link(identity, **what), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@click.argument("sponsor")
@click.option("--money", type=Amount(), help="How much in all, e.g. 900000 THB.")
@click.option("--number", default="", help="Of the award.")
@options(click.option("--first", type=Day(), help="First day."), click.option("--last", type=Day(), help="Last day."))
@KEY
@common_options
def fund(settings: Settings, identity: str, sponsor: str, **what: Any) -> None:
    """Keep a scholarship of SPONSOR (ทุนการศึกษา)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.fund(identity, sponsor, **what), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(_DAY, KEY)
@common_options
def depart(settings: Settings, identity: str, **how: Any) -> None:
    """Keep that they left (บันทึกการเดินทาง)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.depart(identity, **how), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@click.option("--received", type=Day(), required=True, help="The day on which it came.")
@options(click.option("--title", default="", help="What people call it."), KEY)
@common_options
def report(settings: Settings, identity: str, **how: Any) -> None:
    """Keep that a report on the study came, in the bond (รายงานผลการศึกษา)."""
    with settings.open_office() as office:
        _kept(office.partnerships.study_cases.report(identity, **how).ref, settings)


@study_case.command("ask-extension")
@click.argument("identity", metavar="ID")
@click.option("--last", type=Day(), required=True, help="The new last day.")
@click.option("--reason", default="", help="Why.")
@click.option("--paper", "papers", multiple=True, help="What lies with it, e.g. adviser_letter; several times.")
@options(click.option("--on", "day", type=Day(), help="The day of asking; by default today."), KEY)
@common_options
def ask_extension(settings: Settings, identity: str, **how: Any) -> None:
    """Ask for a longer leave; orqa approval decides it (ขอขยายเวลา)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.ask_extension(identity, **how), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(ORDER, KEY)
@common_options
def extend(settings: Settings, identity: str, **how: Any) -> None:
    """Enter the extension that was approved, in the bond (บันทึกการขยายเวลา)."""
    with settings.open_office() as office:
        _kept(office.partnerships.study_cases.extend(identity, **how).ref, settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(_DAY, KEY)
@common_options
def back(settings: Settings, identity: str, **how: Any) -> None:
    """Keep that they reported back to duty, in the bond (รายงานตัวกลับ)."""
    with settings.open_office() as office:
        _kept(office.partnerships.study_cases.back(identity, **how).ref, settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(click.option("--on", "day", type=Day(), help="The day; by default today."))
@options(click.option("--reason", default="", help="Why, where service is still owed."), KEY)
@common_options
def close(settings: Settings, identity: str, **how: Any) -> None:
    """Close it (ปิดเรื่อง)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.close(identity, **how), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@options(click.option("--reason", required=True, help="Why."), KEY)
@common_options
def withdraw(settings: Settings, identity: str, **how: Any) -> None:
    """Withdraw it before leaving (ถอนเรื่อง)."""
    with settings.open_office() as office:
        tell(office.partnerships.study_cases.withdraw(identity, **how), settings)


@study_case.command("list")
@click.option("--person", default="", help="Staff number.")
@click.option("--unit", default="", help="Code of the unit.")
@ON
@common_options
def list_cases(settings: Settings, person: str, **which: Any) -> None:
    """List studies abroad with the service owed (ทะเบียนผู้ไปศึกษาต่อ)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.study_cases.table(person, **which), office, settings, ("unit", "degree"))


@study_case.command()
@click.argument("identity", metavar="ID")
@ON
@common_options
def show(settings: Settings, identity: str, on: date | None) -> None:
    """Show where it stands: what is possible, missing, owed and overdue (สถานะ)."""
    with settings.open_office(read_only=True) as office:
        _print(office, office.partnerships.study_cases.show(identity, on), settings)


@study_case.command()
@click.argument("identity", metavar="ID")
@ON
@common_options
def timeline(settings: Settings, identity: str, on: date | None) -> None:
    """Show all that happened and is to come, from every area (ลำดับเหตุการณ์)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.study_cases.timeline(identity, on), office, settings)


@study_case.command()
@ON
@common_options
def overdue(settings: Settings, on: date | None) -> None:
    """Tell what of all cases is late (รายการเกินกำหนด)."""
    with settings.open_office(read_only=True) as office:
        found = office.partnerships.study_cases.overdue(on)
        if settings.as_json:
            print_json([{"case": case.id, "day": late.day, "title": settings.say(late.title)} for case, late in found])
            return
        if not found:
            click.echo(settings.say(_NOTHING_LATE))
        for case, late in found:
            click.echo(f"{case.id} {_late(late, office, settings)}")


def _kept(ref: "RecordRef", settings: Settings) -> None:
    if settings.as_json:
        print_json({"kind": ref.kind, "id": ref.id})
    else:
        click.echo(settings.say(_KEPT.fill(record=ref)))


def _late(late: Any, office: "Office", settings: Settings) -> str:
    from orqa.reporting.formatting import Style

    day = Style.of_profile(office.profile, settings.language).date(late.day)
    cited = f"({', '.join(map(str, late.citations))})" if late.citations else ""
    return settings.say(_LATE.fill(day=day, title=late.title, citations=cited)).rstrip()


def _print(office: "Office", found: "StudyStanding", settings: Settings) -> None:
    case, service = found.case, found.service
    if settings.as_json:
        owed = {"owed": service.owed, "served": service.served, "left": service.left} if service else None
        behind = [{"day": one.day, "title": settings.say(one.title)} for one in found.overdue]
        where = {"id": case.id, "version": case.version, "state": found.state.value, "missing": found.missing}
        by = service.served_by if service else None
        print_json({**where, "allowed": found.allowed, "service": owed, "served_by": by, "overdue": behind})
        return
    people = office.organization.structure.people
    name = people[case.person].name if case.person in people else case.person
    place = case.institution or case.country
    click.echo(settings.say(_HEAD.fill(person=name, place=place, id=case.id)))
    click.echo(settings.say(_STATE.fill(state=STATES[found.state])))
    if found.state not in {StudyState.CLOSED, StudyState.WITHDRAWN}:
        click.echo(settings.say(_ALLOWED.fill(actions=joined(ACTIONS[one] for one in found.allowed))))
    if found.missing:
        told = joined(NEEDS.get(one, Text.of(en=one)) for one in found.missing)
        click.echo(settings.say(_MISSING.fill(missing=told)))
    if service:
        click.echo(settings.say(_OWED.fill(owed=service.owed, served=service.served, left=service.left)))
    for late in found.overdue:
        click.echo(_late(late, office, settings))

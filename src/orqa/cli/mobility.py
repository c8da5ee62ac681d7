"""Exchange and mobility at the command line (การแลกเปลี่ยนนักศึกษาและบุคลากร)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.exact import Exact
from orqa.cli.exchange_options import DIRECTIONS, TERMS, terms_given
from orqa.cli.mobility_views import print_balance, tell_file
from orqa.cli.options import YEAR, Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing, tell
from orqa.domain.partnerships.mobilities import MobilityState

if TYPE_CHECKING:
    from orqa.domain.partnerships.mobilities import Traveller
    from orqa.office.office import Office
    from orqa.office.partnerships.mobility_plans import Plan

_REASON = click.option("--reason", required=True, help="Why.")
_WHICH = click.argument("which", metavar="FILE")


@click.group()
def mobility() -> None:
    """Keep who goes to partners and comes from them, and who owes whom places (การแลกเปลี่ยน).

    FILE is the number of a mobility such as 2569/3, its id, or its reference elsewhere.
    """


WHO = options(
    click.option("--person", help="Staff number of one of the office's own people, instead of a name."),
    click.option("--given-name", default="", help="First names, Latin letters."),
    click.option("--family-name", default="", help="Last names, Latin letters."),
    click.option("--given-name-th", default="", help="First names in Thai."),
    click.option("--family-name-th", default="", help="Last names in Thai."),
    click.option("--code", default="", help="Student code, or what the partner knows them by."),
    click.option("--email", default="", help="Their address."),
    click.option("--citizenship", default="", help="A country, by name or ISO 3166-1 code, e.g. TH."),
    click.option("--born", type=Day(), help="Day of birth."),
    click.option("--gender", type=click.Choice(["0", "1", "2", "9"]), default="0", help="ISO 5218; 0 is not known."),
    click.option("--esi", default="", help="European student identifier."),
)
"""Who goes or comes; personal data."""

PLAN = options(
    click.option("--kind", "mobility_kind", default="exchange", show_default=True, help="Vocabulary mobility-kind."),
    click.option("--year", type=YEAR, help="Academic year in the office's era; by default that of the first day."),
    click.option("--term", "terms", multiple=True, help="Vocabulary study-term, e.g. first; may be given twice."),
    click.option("--units", type=Exact(), help="How much is planned; by default what the terms tell."),
    click.option("--counted-in", default="", help="The unit of that, e.g. student_semester."),
    click.option("--first", type=Day(), help="First day that is planned."),
    click.option("--last", type=Day(), help="Last day that is planned."),
    click.option("--agreement", help="Id of the agreement; by default that of the only account of the partner."),
    click.option("--level", default="", help="Vocabulary study-level, e.g. bachelor."),
    click.option("--programme", default="", help="Programme of study or teaching."),
    click.option("--field", "field_code", default="", help="ISCED-F 2013, four digits."),
    click.option("--unit", default="", help="Code of the unit here."),
    click.option("--partner-unit", default="", help="Faculty or school there."),
    click.option("--settled-in-money", is_flag=True, help="Fees take the place of counting a head."),
    click.option("--visa", help="Of a foreigner who is received; by default what the kind says."),
    click.option("--reference", default="", help="Its number elsewhere."),
)
"""What is planned of a mobility."""


@mobility.command()
@click.argument("partner")
@click.argument("direction", type=DIRECTIONS)
@options(WHO, PLAN, ON, KEY)
@common_options
def nominate_person(
    settings: Settings, partner: str, direction: str, on: date | None, key: str | None, **given: Any
) -> None:
    """Nominate somebody for or from PARTNER without a call (เสนอชื่อโดยไม่ผ่านประกาศ)."""
    with settings.open_office() as office:
        who = traveller(office, given)
        made = office.partnerships.nominate_person(who, partner, direction, plan_of(given), on=on, key=key)
        tell_file(made, settings)


def traveller(office: "Office", given: dict[str, Any]) -> "Traveller":
    """Who goes or comes, from the options of :data:`WHO`, which are taken out."""
    from orqa.domain.partnerships.mobilities import Traveller
    from orqa.office.partnerships.given import country_of

    person = given.pop("person")
    names = {name: given.pop(name) for name in ("given_name", "family_name", "given_name_th", "family_name_th")}
    rest: dict[str, Any] = {name: given.pop(name) for name in ("code", "email", "citizenship", "born", "esi")}
    rest["gender"] = int(given.pop("gender"))
    rest["citizenship"] = country_of(rest["citizenship"])
    if person:
        known = office.organization.person(person)
        own: dict[str, Any] = {"given_name": known.given_name, "family_name": known.family_name or Text.of(en="–")}
        return Traveller(person=known.id, **own, **(rest | {"code": rest["code"] or known.code}))
    if not (names["given_name"] or names["given_name_th"]):
        raise click.UsageError("who? Give --given-name and --family-name, in Latin letters or Thai, or --person")
    return Traveller(
        given_name=_in_both(names["given_name"], names["given_name_th"]),
        family_name=_in_both(names["family_name"], names["family_name_th"]),
        **rest,
    )


def _in_both(english: str, thai: str) -> Text:
    return Text.of(en=english or thai, th=thai or english)


def plan_of(given: dict[str, Any]) -> "Plan":
    """What is planned, from the options of :data:`PLAN`."""
    from orqa.office.partnerships.mobility_plans import Plan

    return Plan(**{name: value for name, value in given.items() if value is not None})


@mobility.command()
@_WHICH
@options(ON, KEY)
@common_options
def accept(settings: Settings, which: str, **how: Any) -> None:
    """Enter that the host takes the person of FILE (ตอบรับ)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.accept(which, **how), settings)


@mobility.command()
@_WHICH
@options(_REASON, ON, KEY)
@common_options
def decline(settings: Settings, which: str, **how: Any) -> None:
    """Enter that the host does not take the person of FILE (ไม่ตอบรับ)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.decline(which, **how), settings)


@mobility.command()
@_WHICH
@options(_REASON, ON, KEY)
@common_options
def cancel(settings: Settings, which: str, **how: Any) -> None:
    """Enter that FILE was given up before arrival (ยกเลิก)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.cancel(which, **how), settings)


_ENTRY = options(
    click.option("--entered", type=Day(), help="Of a foreigner who is received: day of entry; by default the arrival."),
    click.option("--until", type=Day(), help="Last day of the permission that was stamped then."),
    click.option("--passport", default="", help="Number of the passport."),
    click.option("--passport-until", type=Day(), help="Last day of the passport."),
    click.option("--nationality", default="", help="Country; by default the citizenship in the file."),
    click.option("--stay", default="", help="A stay that is kept already; by default it is looked for."),
)


@mobility.command("open-stay")
@_WHICH
@options(_ENTRY, KEY)
@common_options
def open_stay(settings: Settings, which: str, key: str | None, **entry: Any) -> None:
    """Open the stay of a foreigner who is here and has none, as after taking a table in (เปิดรายการพำนักย้อนหลัง)."""
    from orqa.office.partnerships.arrivals import Entry

    with settings.open_office() as office:
        tell_file(office.partnerships.open_stay(which, entry=Entry(**entry), key=key), settings)


@mobility.command()
@_WHICH
@options(ON, _ENTRY, KEY)
@common_options
def arrive(settings: Settings, which: str, on: date | None, key: str | None, **entry: Any) -> None:
    """Enter the day of arrival (เดินทางถึง); of a foreigner who is received, the stay is opened with it."""
    from orqa.office.partnerships.arrivals import Entry

    with settings.open_office() as office:
        tell_file(office.partnerships.arrive(which, on, entry=Entry(**entry), key=key), settings)


@mobility.command("report-return")
@_WHICH
@options(
    ON,
    click.option("--report", default="", help="What came of it."),
    click.option("--attended", type=Exact(), help="Of a stay that ended early, how much was attended."),
    click.option("--reason", default="", help="Why it ended early."),
    KEY,
)
@common_options
def report_return(settings: Settings, which: str, **how: Any) -> None:
    """Enter the last day of the stay, and what came of it (กลับและรายงานผล)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.report_return(which, **how), settings)


@mobility.command()
@_WHICH
@click.argument("step")
@options(
    ON,
    click.option("--document", default="", help="Number or title of its paper."),
    click.option("--waived", default="", help="Why it is not needed, instead of doing it."),
    KEY,
)
@common_options
def step(settings: Settings, which: str, step: str, **how: Any) -> None:
    """Enter that a STEP of the check-list of FILE was done (ดำเนินการตามรายการตรวจสอบ)."""
    with settings.open_office() as office:
        tell_file(office.partnerships.complete_step(which, step, **how), settings)


@mobility.command()
@_WHICH
@click.argument("name")
@click.argument("amount")
@options(
    click.option("--line", default="", help="Code of the budget line that it is paid from."),
    click.option("--source", default="", help="Who pays."),
    KEY,
)
@common_options
def award(settings: Settings, which: str, name: str, amount: str, key: str | None, **paid: str) -> None:
    """Enter the scholarship NAME of AMOUNT, e.g. "40000 THB", for FILE (ให้ทุน)."""
    from orqa.base.money import Money
    from orqa.domain.partnerships.mobilities import Scholarship

    with settings.open_office() as office:
        scholarship = Scholarship(name=name, amount=Money.parse(amount), **paid)
        tell_file(office.partnerships.award(which, scholarship, key=key), settings)


@mobility.command("list")
@options(
    click.option("--partner", default="", help="Only those of one partner."),
    click.option("--direction", type=DIRECTIONS, default=None, help="Only one direction."),
    click.option("--year", type=YEAR, help="Only those of an academic year."),
    click.option("--state", type=click.Choice([one.value for one in MobilityState]), help="Only those in a state."),
    click.option("--kind", "mobility_kind", default="", help="Only those of a kind."),
)
@common_options
def list_mobilities(settings: Settings, **asked: Any) -> None:
    """List mobilities (ทะเบียนการเคลื่อนย้าย)."""
    with settings.open_office(read_only=True) as office:
        told = {name: value for name, value in asked.items() if value is not None}
        table = office.partnerships.mobility_table(**told)
        print_listing(table, office, settings, ("person_code", "programme", "counted_in", "agreement"))


@mobility.command()
@_WHICH
@common_options
def show(settings: Settings, which: str) -> None:
    """Show FILE with its check-list: what is done, what is due by when (แฟ้มแลกเปลี่ยน)."""
    from orqa.cli.mobility_views import print_file

    with settings.open_office(read_only=True) as office:
        print_file(office, office.partnerships.mobility(which), settings)


@mobility.command()
@click.argument("partner")
@options(
    click.option("--agreement", help="Id of the agreement; none for what holds without one."),
    TERMS,
    click.option("--opening", type=Exact(), help="Balance that was kept elsewhere, sent minus received."),
    click.option("--opening-year", type=YEAR, help="The academic year at whose end it stood."),
    click.option("--clause", default="", help="Where the agreement says so."),
    KEY,
)
@common_options
def account(settings: Settings, partner: str, **terms: Any) -> None:
    """Keep what was agreed with PARTNER about exchange places (เงื่อนไขดุลการแลกเปลี่ยน).

    What an agreement itself says is kept with it: “orqa agreement exchange”.
    """
    with settings.open_office() as office:
        tell(office.partnerships.keep_account(partner, **terms_given(terms)), settings)


@mobility.command()
@click.argument("partner", required=False)
@options(ON, click.option("--agreement", help="Only this agreement."))
@common_options
def balance(settings: Settings, partner: str | None, on: date | None, agreement: str | None) -> None:
    """Tell who owes whom how many places: PARTNER with each mobility, or all partners (ดุลการแลกเปลี่ยน)."""
    with settings.open_office(read_only=True) as office:
        if partner is None:
            hidden = ("country", "agreement", "unit", "opening", "expired", "expiring")
            print_listing(office.partnerships.balances(on), office, settings, hidden)
            return
        found = tuple(office.partnerships.each_balance(partner, on, agreement=agreement))
        print_balance(office, found, settings)

"""The group of all commands."""

from typing import Any

import click

from orqa._version import __version__
from orqa.cli.lazy import LazyGroup
from orqa.cli.options import LANGUAGES, Settings

_COMMANDS = {
    "activity": "orqa.cli.activities:activity",
    "act-for": "orqa.cli.people:act_for",
    "appoint": "orqa.cli.people:appoint",
    "agreement": "orqa.cli.agreement_radar:agreements",
    "approval": "orqa.cli.approvals:approval",
    "attendance": "orqa.cli.attendance:attendance",
    "backup": "orqa.cli.safekeeping:backup",
    "budget": "orqa.cli.budgets:budget",
    "checkpoint": "orqa.cli.journals:checkpoint",
    "circular": "orqa.cli.circulars:circular",
    "clear": "orqa.cli.people:clear",
    "copy": "orqa.cli.safekeeping:copy",
    "deadlines": "orqa.cli.desk:deadlines",
    "demo": "orqa.cli.demo:demo",
    "destruction": "orqa.cli.destruction:destruction",
    "desk": "orqa.cli.desk:desk",
    "end": "orqa.cli.people:end",
    "draft": "orqa.cli.drafts:draft",
    "enquiry": "orqa.cli.information:enquiry",
    "ewp": "orqa.cli.ewp_write:ewp",
    "exchange": "orqa.cli.exchange:exchange",
    "file-plan": "orqa.cli.storing:file_plan",
    "grant": "orqa.cli.people:grant",
    "hold": "orqa.cli.holds:hold",
    "import": "orqa.cli.imports:imports",
    "in-force": "orqa.cli.in_force:in_force",
    "init": "orqa.cli.stores:init",
    "journal": "orqa.cli.journals:journal",
    "letter": "orqa.cli.letters:letter",
    "loan": "orqa.cli.lending:loan",
    "metric": "orqa.cli.metrics:metric",
    "mobility": "orqa.cli.mobility_grades:mobility",
    "news": "orqa.cli.information:news",
    "partner": "orqa.cli.published:partners",
    "person": "orqa.cli.people:person",
    "plugins": "orqa.cli.contributions:plugins",
    "position": "orqa.cli.people:position",
    "project": "orqa.cli.projects:project",
    "quality": "orqa.cli.quality:quality",
    "register": "orqa.cli.registers:registers",
    "remind": "orqa.cli.circulars:remind",
    "report": "orqa.cli.reports:report",
    "rules": "orqa.cli.rules:rules",
    "secret": "orqa.cli.secret_control:secret",
    "sign": "orqa.cli.people:sign",
    "stay": "orqa.cli.stays:stay",
    "store": "orqa.cli.storing:store",
    "study-case": "orqa.cli.study_cases:study_case",
    "sweep": "orqa.cli.attachments:sweep",
    "unit": "orqa.cli.organization:unit",
    "task": "orqa.cli.tasks:task",
    "visit": "orqa.cli.visits:visit",
    "trip": "orqa.cli.trips:trip",
    "text": "orqa.cli.information:text",
    "upgrade": "orqa.cli.safekeeping:upgrade",
    "verify": "orqa.cli.stores:verify",
}
"""Each command and where it is; a module is loaded when its command, or the help, is asked for."""


@click.group(cls=LazyGroup, where=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--office", metavar="URL", envvar="ORQA_OFFICE", help="Store of the office, e.g. sqlite:///office.db.")
@click.option("--attachments", metavar="PLACE", envvar="ORQA_ATTACHMENTS", help="Folder or URL of its attachments.")
@click.option("--as", "acting_as", metavar="PERSON", envvar="ORQA_AS", help="Staff code of the one who acts.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="ORQA_LANG", help="Language of what is printed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.version_option(__version__, prog_name="orqa")
@click.pass_context
def orqa(context: click.Context, /, **options: Any) -> None:
    """Run the office of a university: letters, registers, reports, rules.

    These options may stand before or after a command's name. With --as a command shows and does what that person may;
    it asks for no password: whoever can open the store can leave it out.
    """
    settings = context.ensure_object(Settings)
    settings.attachments = options["attachments"]
    settings.update(options["office"], options["lang"], options["acting_as"], as_json=options["as_json"])

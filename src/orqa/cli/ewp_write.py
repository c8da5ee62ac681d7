"""Our own records written for Erasmus Without Paper, at the command line (เขียนข้อมูลของเรา)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.findings import has_errors
from orqa.base.language import Text
from orqa.cli.ewp import FILE, ID, OWN, ewp, one_agreement
from orqa.cli.ewp_views import difference_told
from orqa.cli.options import YEAR, Settings, common_options
from orqa.cli.organization import ON, options
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.base.findings import Finding

__all__ = ["ewp"]

_WRITTEN = Text.of(
    en="{count} {count:entry|entries} written to {file}, {findings} findings",
    th="เขียน {count} รายการลงใน {file} ข้อสังเกต {findings} รายการ",
)
_SAME = Text.of(en="our records say the same as {file}", th="ข้อมูลของเราตรงกับ {file}")
_OURS = Text.of(en="our records", th="ข้อมูลของเรา")
_TO = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@ewp.group()
def write() -> None:
    """Write what the office keeps to FILE, as partners ask for it (เขียนข้อมูลของเรา).

    What a record lacks is told, and the record left out; the exit code is 1 then. Nothing is sent.
    """


@write.command()
@_TO
@click.argument("which", nargs=-1)
@options(
    OWN,
    click.option("--version", type=click.IntRange(6, 7), default=7, show_default=True, help="Of the interface."),
    ON,
)
@common_options
def agreements(settings: Settings, file: Path, which: tuple[str, ...], own: str, version: int, **when: Any) -> None:
    """Write our copies of the agreements WHICH, or of all with places (ข้อตกลง).

    The hash of each is worked out from what was written.
    """
    from orqa.plugins.builtin.formats.ewp import write_iias
    from orqa.plugins.builtin.formats.ewp.own import own_copies

    with settings.open_office(read_only=True) as office:
        made = own_copies(office, own, version, which, **when)
    _write(settings, file, write_iias(made.copies, version), len(made.copies), made.findings)


@write.command()
@_TO
@click.argument("partners", nargs=-1)
@options(OWN)
@common_options
def institutions(settings: Settings, file: Path, partners: tuple[str, ...], own: str) -> None:
    """Write the university, or the PARTNERS as the office knows them (สถาบัน)."""
    from orqa.domain.partnerships.cooperation_bodies import Institution
    from orqa.plugins.builtin.formats.ewp import write_answer

    findings: list[Finding] = []
    with settings.open_office(read_only=True) as office:
        service = office.partnerships.cooperation
        made = [] if partners else [service.institution(own)]
        for one in partners:
            found, told = service.partner_institution(one)
            made += [found] if found else []
            findings += told
    _write(settings, file, write_answer(made, Institution), len(made), findings)


@write.command()
@_TO
@click.argument("partner", required=False)
@options(ON)
@common_options
def units(settings: Settings, file: Path, partner: str | None, **when: Any) -> None:
    """Write the units of the university, or those of PARTNER that have a code (หน่วยงาน)."""
    from orqa.domain.partnerships.cooperation_bodies import HeiUnit
    from orqa.plugins.builtin.formats.ewp import write_answer

    with settings.open_office(read_only=True) as office:
        service = office.partnerships.cooperation
        made, told = service.partner_units(partner) if partner else (service.units(**when), ())
    _write(settings, file, write_answer(made, HeiUnit), len(made), told)


@write.command()
@_TO
@options(
    OWN,
    click.option("--version", type=click.IntRange(2, 3), default=3, show_default=True, help="Of the interface."),
    click.option("--year", type=YEAR, help="Academic year in the office's era; by default the current one."),
    click.option("--partner", default="", help="Only those who go to one partner."),
)
@common_options
def mobilities(settings: Settings, file: Path, version: int, **which: Any) -> None:
    """Write the students whom the university sends, their nominations among them (การเสนอชื่อนักศึกษา). Personal data."""
    from orqa.domain.partnerships.nominations import OutgoingMobility
    from orqa.plugins.builtin.formats.ewp import write_answer
    from orqa.plugins.builtin.formats.ewp.own import own_nominations

    with settings.open_office(read_only=True) as office:
        made, told = own_nominations(office, version=version, **which)
    lacking = {one.record for one in told if has_errors([one])}
    sound = [one for one in made if one.id not in {ref.id for ref in lacking if ref}]
    _write(settings, file, write_answer(sound, OutgoingMobility, version), len(sound), told)


@write.command()
@_TO
@common_options
def approvals(settings: Settings, file: Path) -> None:
    """Write which copies of partners the university approved, by their hashes (การเห็นชอบ)."""
    from orqa.domain.partnerships.cooperation_bodies import AgreementApproval
    from orqa.plugins.builtin.formats.ewp import write_answer
    from orqa.plugins.builtin.formats.ewp.own import own_approvals

    with settings.open_office(read_only=True) as office:
        made = own_approvals(office)
    _write(settings, file, write_answer(made, AgreementApproval), len(made), ())


@ewp.command()
@click.argument("agreement")
@click.argument("file", type=FILE)
@options(OWN, ID)
@common_options
def differs(settings: Settings, agreement: str, file: Path, own: str, which_id: str) -> None:
    """Tell in what our records of AGREEMENT differ from the partner's copy in FILE (เทียบกับสำเนาของคู่ความร่วมมือ).

    Exit code 1 where something differs, or our records lack what a copy needs.
    """
    from orqa.plugins.builtin.formats.ewp.own import differences

    theirs, _ = one_agreement(file, which_id, settings)
    with settings.open_office(read_only=True) as office:
        made, found = differences(office, agreement, theirs, own)
    ours = str(settings.say(_OURS))
    told = [difference_told(one, ours, file.name) for one in found]
    if settings.as_json:
        differing = [settings.say(one) for one in told]
        print_json({"differences": differing, "findings": [finding_data(one) for one in made.findings]})
    else:
        print_findings(made.findings, settings, to_stderr=True)
        for one in told or ([_SAME.fill(file=file.name)] if made.copies else []):
            click.echo(settings.say(one))
    sys.exit(1 if told or not made.copies else 0)


def _write(settings: Settings, file: Path, document: bytes, count: int, findings: "Sequence[Finding]") -> None:
    """Write a whole document, and tell how much is in it and what was left out."""
    file.write_bytes(document)
    if settings.as_json:
        print_json({"file": str(file), "written": count, "findings": [finding_data(one) for one in findings]})
    else:
        print_findings(findings, settings, to_stderr=True)
        click.echo(settings.say(_WRITTEN.fill(count=count, file=file.name, findings=len(findings))))
    sys.exit(1 if has_errors(findings) else 0)

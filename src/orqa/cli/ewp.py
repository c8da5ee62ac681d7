"""Exchange agreements of Erasmus Without Paper at the command line (ข้อตกลงแลกเปลี่ยน)."""

import sys
from pathlib import Path

import click

from orqa.base.findings import Finding, Severity
from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json

_CHECKED = Text.of(
    en="{file}: {agreements} agreements, {findings} findings",
    th="{file}: ข้อตกลง {agreements} ฉบับ ข้อสังเกต {findings} รายการ",
)


@click.group()
def ewp() -> None:
    """Exchange agreements as Erasmus Without Paper sends them (ข้อตกลงแลกเปลี่ยน)."""


@ewp.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def check(settings: Settings, file: Path) -> None:
    """Tell what is wrong with the agreements in FILE, version 6 or 7 (ตรวจข้อตกลง).

    Hashes are worked out anew. Exit code 1 where something is an error.
    """
    from orqa.plugins.builtin.formats.ewp import iter_iias

    agreements = 0
    findings: list[Finding] = []
    for one in iter_iias(file):
        if isinstance(one, Finding):
            findings.append(one)
        else:
            agreements += 1
    if settings.as_json:
        print_json({"agreements": agreements, "findings": list(map(finding_data, findings))})
    else:
        print_findings(findings, settings)
        click.echo(settings.say(_CHECKED.fill(file=file.name, agreements=agreements, findings=len(findings))))
    sys.exit(1 if any(one.severity is Severity.ERROR for one in findings) else 0)

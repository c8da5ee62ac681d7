"""What plugins contribute, and what is wrong with them."""

import click

from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style

_COLUMNS = (
    Column(name="noun", title=Text.of(en="Kind", th="ประเภท")),
    Column(name="name", title=Text.of(en="Name", th="ชื่อ")),
    Column(name="title", title=Text.of(en="Title", th="คำอธิบาย")),
    Column(name="origin", title=Text.of(en="From", th="มาจาก")),
)


@click.command()
@common_options
def plugins(settings: Settings) -> None:
    """List what is installed: stores, renderers, reports, metrics, profiles, calendars, formats."""
    from orqa.plugins.registry import Registry

    registry = Registry(discover=True)
    rows = [
        (settings.say(item.spec.noun), item.spec.name, settings.say(item.spec.title), item.origin)
        for item in registry.describe()
    ]
    if settings.as_json:
        names = [column.name for column in _COLUMNS]
        print_json(
            {
                "contributions": [dict(zip(names, row, strict=True)) for row in rows],
                "problems": [finding_data(problem) for problem in registry.problems],
            }
        )
        return
    print_table(_COLUMNS, rows, Style(settings.language or "en"))
    print_findings(registry.problems, settings)

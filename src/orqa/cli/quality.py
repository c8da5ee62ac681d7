"""Quality assurance at the command line (งานประกันคุณภาพการศึกษา)."""

import click

from orqa.cli.lazy import LazyGroup

_COMMANDS = {
    "audit": "orqa.cli.quality_files:audit",
    "check": "orqa.cli.quality_files:check",
    "check-framework": "orqa.cli.quality_frameworks:check_framework",
    "compare": "orqa.cli.quality_kept:compare",
    "crosswalk": "orqa.cli.quality_frameworks:crosswalk",
    "data": "orqa.cli.quality_data:data",
    "evaluate": "orqa.cli.quality_files:evaluate",
    "explain": "orqa.cli.quality_files:explain",
    "form": "orqa.cli.quality_data:form",
    "frameworks": "orqa.cli.quality_frameworks:frameworks",
    "inputs": "orqa.cli.quality_frameworks:inputs",
    "keep": "orqa.cli.quality_kept:keep",
    "list": "orqa.cli.quality_kept:list_kept",
    "report": "orqa.cli.quality_kept:report",
    "roll-up": "orqa.cli.quality_kept:roll_up",
    "show": "orqa.cli.quality_frameworks:show",
    "what-if": "orqa.cli.quality_files:what_if",
}
"""Each command and where it is."""


@click.group(cls=LazyGroup, where=_COMMANDS)
def quality() -> None:
    """Quality assurance: frameworks, evaluations that explain themselves, audits of printed reports.

    FILE is TOML or JSON with framework, profile and inputs, or a table with the columns id and value.
    """

"""Frameworks of quality assurance at the command line (เกณฑ์การประเมิน)."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.findings import has_errors
from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json, print_table
from orqa.domain.quality.explaining import CERTAINTY_WORDS
from orqa.domain.quality.numbers import shown
from orqa.office.quality.evaluating import LEVELS, frameworks_table
from orqa.reporting.columns import Column
from orqa.reporting.formatting import Style

if TYPE_CHECKING:
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.nodes import Node
    from orqa.domain.quality.texts import TextOverlay
    from orqa.plugins.registry import Registry

_HEAD = Text.of(en="{title} ({identity}), {level}", th="{title} ({identity}) ระดับ{level}")
_CHOICE = Text.of(en="{name}: {values}", th="{name}: {values}")
_NODE = Text.of(en="{id} {title}", th="{id} {title}")
_CITED = Text.of(en="[{cited}; {certainty}]", th="[{cited}; {certainty}]")
_INPUTS = (
    Column(name="id", title=Text.of(en="Input", th="รหัสข้อมูล"), unbroken=True),
    Column(name="title", title=Text.of(en="What it is", th="ข้อมูล")),
    Column(name="unit", title=Text.of(en="Unit", th="หน่วย")),
    Column(name="kind", title=Text.of(en="Kind", th="ชนิด")),
    Column(name="limits", title=Text.of(en="Limits", th="ขอบเขต")),
)
_CHECKED = Text.of(
    en="{file}: {findings} findings; {cases} worked cases come out otherwise",
    th="{file}: พบ {findings} ข้อ กรณีตัวอย่างที่คำนวณได้ต่างไป {cases} ข้อ",
)
_CROSSWALK = (
    Column(name="node", title=Text.of(en="Node", th="รายการ"), unbroken=True),
    Column(name="framework", title=Text.of(en="Other framework", th="เกณฑ์อื่น"), unbroken=True),
    Column(name="others", title=Text.of(en="Its nodes", th="รายการในเกณฑ์อื่น")),
    Column(name="relation", title=Text.of(en="Relation", th="ความสัมพันธ์")),
    Column(name="certainty", title=Text.of(en="How sure", th="ความแน่นอน")),
)
TEXTS = click.option(
    "--texts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Full texts of requirements that you may show under your own licence.",
)
PROFILE = click.option(
    "--profile",
    "profile",
    multiple=True,
    metavar="NAME=VALUE",
    help="A dimension of the framework's profile, e.g. degree=master; several times.",
)


@click.command()
@common_options
def frameworks(settings: Settings) -> None:
    """List the frameworks that there are (เกณฑ์ที่มี)."""
    table = frameworks_table(registry())
    if settings.as_json:
        print_json(list(table.records()))
    else:
        print_table(table.columns, table.rows(), style_of(settings))


@click.command()
@click.argument("name", metavar="ID")
@PROFILE
@TEXTS
@common_options
def show(settings: Settings, name: str, profile: tuple[str, ...], texts: "Path | None") -> None:
    """Show a framework: its profile, its nodes, where they are written and how sure that is (แสดงเกณฑ์)."""
    found = registry().framework(name, **profile_of(profile))
    if texts is not None:
        found = found.with_texts(texts_in(texts))
    if settings.as_json:
        print_json(_data(found))
        return
    for line in _shown(found, settings):
        click.echo(line)


@click.command()
@click.argument("name", metavar="ID")
@click.argument("node", required=False, metavar="[NODE]")
@common_options
def crosswalk(settings: Settings, name: str, node: str | None) -> None:
    """List what evidence for the nodes of framework ID, or for one NODE, serves in other frameworks."""
    from orqa.office.quality.crosswalks import crosswalks_of

    rows = [
        (row.node, one.to, ", ".join(row.others), row.relation.value, CERTAINTY_WORDS[row.mark.certainty])
        for one in crosswalks_of(registry(), name)
        for row in one.rows
        if node in (None, row.node)
    ]
    if settings.as_json:
        print_json([dict(zip((column.name for column in _CROSSWALK), row, strict=True)) for row in rows])
    else:
        print_table(_CROSSWALK, rows, style_of(settings))


@click.command("check-framework")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def check_framework(settings: Settings, file: Path) -> None:
    """Tell what is wrong in a framework FILE and in those beside it, for every profile (ตรวจแฟ้มเกณฑ์).

    Its worked cases, FILE with .cases.toml in place of .toml, are run, too. Exit code 1 where something is wrong.
    """
    from orqa.domain.quality.cases import differences, read_cases
    from orqa.domain.quality.reading import check_files, read_framework
    from orqa.plugins.frameworks import cases_of, texts_of

    files = texts_of(file.parent)
    findings = check_files(files, file.name)
    wrong: list[str] = []
    if not has_errors(findings):
        for case in read_cases(cases_of(file.parent, file.name) or "", file.name):
            wrong += differences(case, read_framework(files, file.name, case.profile))
    if settings.as_json:
        print_json({"findings": list(map(finding_data, findings)), "cases": wrong})
    else:
        print_findings(findings, settings)
        for line in wrong:
            click.echo(line)
        click.echo(settings.say(_CHECKED.fill(file=file.name, findings=len(findings), cases=len(wrong))))
    sys.exit(1 if findings or wrong else 0)


def texts_in(path: "Path") -> "TextOverlay":
    """The texts of requirements of a file, which an institution may show under its own licence.

    Raises:
        RuleLoadError: when the file is none of texts.
    """
    import tomllib

    from orqa.domain.quality.texts import read_texts

    try:
        return read_texts(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{path.name}: {error}", param_hint="--texts") from error


@click.command()
@click.argument("name", metavar="ID")
@PROFILE
@common_options
def inputs(settings: Settings, name: str, profile: tuple[str, ...]) -> None:
    """List what a framework is fed with: the common data set (ข้อมูลพื้นฐานที่ใช้)."""
    found = registry().framework(name, **profile_of(profile))
    rows = [
        (
            field.id,
            field.title,
            field.unit if settings.as_json else field.unit_title or field.unit,
            field.kind.value,
            _limits(field.low, field.high, field.at_most),
        )
        for field in found.inputs.values()
    ]
    if settings.as_json:
        print_json([dict(zip((column.name for column in _INPUTS), row, strict=True)) for row in rows])
    else:
        print_table(_INPUTS, rows, style_of(settings))


def registry() -> "Registry":
    """What plugins offer; frameworks need no office."""
    from orqa.plugins.registry import Registry

    return Registry(discover=True)


def profile_of(given: tuple[str, ...]) -> dict[str, str]:
    """The dimensions that were given as NAME=VALUE.

    Raises:
        click.BadParameter: when one is not of this form.
    """
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not (name and sign and value):
            raise click.BadParameter(f"NAME=VALUE, not {text!r}", param_hint="--profile")
        found[name] = value
    return found


def style_of(settings: Settings) -> Style:
    """How numbers and words are printed where there is no office to ask."""
    return Style(settings.language or "en")


def _limits(low: Any, high: Any, at_most: tuple[str, ...]) -> str:
    ends = f"{'' if low is None else shown(low)} – {'' if high is None else shown(high)}".strip(" ") if high else ""
    return "; ".join(filter(None, (ends, f"≤ {' + '.join(at_most)}" if at_most else "")))


def _shown(found: "Framework", settings: Settings) -> Iterator[str]:
    say = settings.say
    level = LEVELS.get(found.about.level, Text.of(en=found.about.level))
    yield say(_HEAD.fill(title=found.title, identity=found.identity, level=level))
    for text in (found.about.edition, found.about.publisher, found.about.note):
        if text is not None:
            yield f"  {say(text)}"
    for choice in found.profile:
        values = ", ".join(f"{'*' if code == choice.chosen else ''}{code}" for code in choice.values)
        yield f"  {say(_CHOICE.fill(name=choice.name, values=values))}"
    overlay = found.about.texts
    if overlay is not None:
        yield f"  {say(overlay.licence)}"
    for node in found.nodes.values():
        depth = _depth(found, node)
        yield f"{'  ' * depth}{say(_NODE.fill(id=node.id, title=node.title))} ({say(node.scale.allowed)})"
        if overlay is not None and node.id in overlay.texts:
            yield f"{'  ' * (depth + 1)}{say(overlay.texts[node.id])}"
        if node.mark.citations:
            cited = ", ".join(map(str, node.mark.citations))
            certainty = CERTAINTY_WORDS[node.mark.certainty]
            yield f"{'  ' * (depth + 1)}{say(_CITED.fill(cited=cited, certainty=certainty))}"


def _depth(found: "Framework", node: "Node") -> int:
    depth, above = 0, node.parent
    while above is not None:
        depth, above = depth + 1, found.nodes[above].parent
    return depth


def _data(found: "Framework") -> dict[str, Any]:
    return {
        "framework": found.id,
        "identity": found.identity,
        "title": found.title,
        "level": found.about.level,
        "edition": found.about.edition,
        "certainty": str(found.certainty),
        "profile": {choice.name: {"chosen": choice.chosen, "values": list(choice.values)} for choice in found.profile},
        "nodes": [
            {
                "id": node.id,
                "parent": node.parent,
                "kind": node.kind,
                "title": node.title,
                "scale": node.scale.allowed,
                "citations": [str(citation) for citation in node.mark.citations],
                "certainty": node.mark.certainty.value,
            }
            for node in found.nodes.values()
        ],
    }

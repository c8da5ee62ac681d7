"""Evaluations of a file, at the command line: nothing is kept, no office is needed (การประเมินจากแฟ้ม)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.findings import has_errors
from orqa.base.language import Text
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import options
from orqa.cli.output import finding_data, print_findings, print_json
from orqa.cli.quality_frameworks import PROFILE, profile_of, registry, style_of
from orqa.cli.reports import WRITTEN
from orqa.domain.quality.explaining import STATUS_WORDS
from orqa.domain.quality.nodes import OVERALL
from orqa.domain.quality.numbers import number_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.base.findings import Finding
    from orqa.domain.quality.evaluation import Evaluation
    from orqa.domain.quality.framework import Framework
    from orqa.domain.quality.what_if import Outlook
    from orqa.office.quality.files import QualityFile
    from orqa.plugins.registry import Registry

_LINE = Text.of(en="{id} {title}: {outcome}", th="{id} {title}: {outcome}")
_OUTCOME = Text.of(en="{score} {words}", th="{score} {words}")
_SOUND = Text.of(en="{file}: nothing wrong was found", th="{file}: ไม่พบข้อผิดพลาด")
_FOLLOWS = Text.of(en="{file}: every printed number follows", th="{file}: ตัวเลขที่พิมพ์ทุกตัวถูกต้องตามเกณฑ์")
_DIFFER = Text.of(en="{file}: what does not follow: {count}", th="{file}: ไม่เป็นไปตามเกณฑ์ {count} แห่ง")
_TARGET = Text.of(en="{node} is {score}; to reach {target}{band}:", th="{node} ได้ {score} หากต้องการ {target}{band}:")
_BAND = Text.of(en=" ({words})", th=" ({words})")
_TOP = Text.of(en="{node}: nothing above {score} to reach", th="{node}: ไม่มีระดับที่สูงกว่า {score}")
_NO_LIFT = Text.of(en="no single change reaches it", th="ไม่มีการเปลี่ยนแปลงเดียวที่ถึงเป้าหมาย")
_GAIN = Text.of(
    en="full marks of {id} {title}: {current} → {full} gives {score}",
    th="หาก {id} {title} ได้เต็ม: {current} → {full} จะได้ {score}",
)
_NO_NODE = Text.of(en="there is no {node}; there is {known}", th="ไม่มี {node} มีแต่ {known}")

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_FRAMEWORK = click.option("--framework", default="", metavar="ID", help="Framework, where the file names none.")
SOURCE = options(_FILE, _FRAMEWORK, PROFILE)
"""A file of inputs, and by what it is evaluated where it does not say."""


@click.command()
@SOURCE
@common_options
def check(settings: Settings, file: Path, framework: str, profile: tuple[str, ...]) -> None:
    """Tell what is wrong or missing in FILE; exit code 1 where there are errors (ตรวจแฟ้มข้อมูล)."""
    source, found, _ = opened(file, framework, profile)
    findings = source.located(found.evaluate(source.inputs).findings)
    if settings.as_json:
        print_json([finding_data(finding) for finding in findings])
    else:
        print_findings(findings, settings)
        if not findings:
            click.echo(settings.say(_SOUND.fill(file=file.name)))
    _leave(findings)


@click.command()
@SOURCE
@click.option("--format", "format_name", default=None, help="A report: text, markdown, csv, json, html or a plugin's.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write the report to.")
@common_options
def evaluate(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings,
    file: Path,
    framework: str,
    profile: tuple[str, ...],
    format_name: str | None,
    out: Path | None,
) -> None:
    """Evaluate FILE: the score and the word of each node; exit code 1 where there are errors (ประเมิน)."""
    source, found, contributions = opened(file, framework, profile)
    evaluation = found.evaluate(source.inputs)
    findings = source.located(evaluation.findings)
    if format_name or out:
        _write(evaluation, contributions, settings, format_name, out)
    elif settings.as_json:
        print_json(evaluation_data(evaluation) | {"findings": [finding_data(one) for one in findings]})
    else:
        for result in evaluation.results():
            click.echo(settings.say(_told(evaluation, result.node.id)))
        print_findings(findings, settings, to_stderr=True)
    _leave(findings)


@click.command()
@SOURCE
@click.argument("node", default=OVERALL)
@common_options
def explain(settings: Settings, file: Path, framework: str, profile: tuple[str, ...], node: str) -> None:
    """Explain the score of NODE in FILE, by default the overall one, down to inputs and clauses (อธิบายคะแนน)."""
    source, found, _ = opened(file, framework, profile)
    _need_node(found, node, settings)
    evaluation = found.evaluate(source.inputs)
    if settings.as_json:
        print_json({"node": node, "explanation": evaluation.explain(node).show(settings.language or "en").splitlines()})
    else:
        click.echo(evaluation.explain(node).show(settings.language or "en"))


@click.command("what-if")
@SOURCE
@click.option("--target", default=None, metavar="SCORE", help="Score to reach; by default the next band.")
@click.option("--node", default=OVERALL, show_default=True, help="Whose score.")
@common_options
def what_if(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings, file: Path, framework: str, profile: tuple[str, ...], target: str | None, node: str
) -> None:
    """Tell which single changes of FILE would lift a score to the next band (ต้องเพิ่มอะไรจึงจะถึงระดับถัดไป)."""
    from orqa.domain.quality.what_if import what_if as looked_out

    source, found, _ = opened(file, framework, profile)
    _need_node(found, node, settings)
    try:
        wanted = None if target is None else number_of(target)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--target") from error
    given = {name: value for name, value in source.inputs.items() if name != node or len(source.inputs) == 1}
    outlook = looked_out(found.evaluate(given), wanted, node=node)  # what is given for it would stand, come what may
    if settings.as_json:
        print_json(_outlook_data(outlook))
    else:
        for line in _outlook_lines(outlook, settings):
            click.echo(line)


@click.command()
@SOURCE
@common_options
def audit(settings: Settings, file: Path, framework: str, profile: tuple[str, ...]) -> None:
    """Tell which numbers of a printed report in FILE do not follow, with the likely cause (ตรวจรายงานที่พิมพ์แล้ว).

    FILE holds what is printed: inputs, results (2.2-result), scores, overall, judgement. Write numbers as text, or in
    TOML, to keep their decimals. Exit code 1 where something does not follow.
    """
    from orqa.office.quality.evaluating import audited

    source, found, contributions = opened(file, framework, profile)
    findings = source.located(audited(contributions, found, source.inputs))
    if settings.as_json:
        print_json([finding_data(finding) for finding in findings])
    else:
        print_findings(findings, settings)
        last = _DIFFER.fill(file=file.name, count=len(findings)) if findings else _FOLLOWS.fill(file=file.name)
        click.echo(settings.say(last))
    if findings:
        sys.exit(1)


def opened(file: Path, framework: str, profile: tuple[str, ...]) -> "tuple[QualityFile, Framework, Registry]":
    """A file of inputs, the framework that it is evaluated by, and what plugins offer."""
    from orqa.office.quality.files import read_quality_file

    contributions = registry()
    source = read_quality_file(file, contributions, framework=framework, profile=profile_of(profile))
    return source, contributions.framework(source.framework, **source.profile), contributions


def evaluation_data(evaluation: "Evaluation") -> dict[str, Any]:
    """An evaluation as JSON-like data; scores as text, which keeps their decimals."""
    return {
        "framework": evaluation.framework.id,
        "identity": evaluation.framework.identity,
        "overall": evaluation.overall,
        "judgement": evaluation.judgement,
        "certainty": evaluation.certainty.value,
        "started_from": evaluation.started_from,
        "nodes": [
            {
                "id": result.node.id,
                "status": result.status.value,
                "score": result.score,
                "result": None if result.result is None else shown(result.result),
                "words": result.words,
            }
            for result in evaluation.results()
        ],
        "citations": [str(citation) for citation in evaluation.citations],
    }


def _told(evaluation: "Evaluation", node: str) -> Text:
    result = evaluation.result(node)
    outcome: Text = STATUS_WORDS[result.status]
    if result.score is not None:
        outcome = _OUTCOME.fill(score=str(result.score), words=result.words or "")
    return _LINE.fill(id=node, title=result.node.title, outcome=outcome)


def _write(
    evaluation: "Evaluation", contributions: "Registry", settings: Settings, format_name: str | None, out: Path | None
) -> None:
    from orqa.office.quality.reports import evaluation_report

    name = format_name or (contributions.format_of(out.suffix) if out else None) or "text"
    report, renderer = evaluation_report(evaluation, style=style_of(settings)), contributions.renderer(name)
    if out is None:
        sys.stdout.flush()
        renderer.render(report, sys.stdout.buffer)
        return
    with out.open("wb") as file:
        renderer.render(report, file)
    click.echo(settings.say(WRITTEN.fill(path=out)))


def _outlook_lines(outlook: "Outlook", settings: Settings) -> "Iterable[str]":
    say = settings.say
    if outlook.target is None:
        yield say(_TOP.fill(node=outlook.node, score=str(outlook.score)))
        return
    words = outlook.band.title if outlook.band else None
    band = _BAND.fill(words=words) if words else Text.of(en="")
    yield say(_TARGET.fill(node=outlook.node, score=str(outlook.score), target=shown(outlook.target), band=band))
    for lift in outlook.lifts:
        yield f"  {lift.show(settings.language or 'en')}"
    if not outlook.lifts:
        yield f"  {say(_NO_LIFT)}"
    for gain in outlook.gains:
        values = {"current": str(gain.current), "full": shown(gain.full), "score": str(gain.score)}
        yield f"  {say(_GAIN.fill(id=gain.id, title=gain.title, **values))}"


def _outlook_data(outlook: "Outlook") -> dict[str, Any]:
    return {
        "node": outlook.node,
        "score": outlook.score,
        "target": None if outlook.target is None else shown(outlook.target),
        "lifts": [
            {"id": one.id, "title": one.title, "from": shown(one.current), "to": shown(one.wanted), "score": one.score}
            for one in outlook.lifts
        ],
        "gains": [
            {"id": one.id, "title": one.title, "from": one.current, "to": shown(one.full), "score": one.score}
            for one in outlook.gains
        ],
    }


def _need_node(framework: "Framework", node: str, settings: Settings) -> None:
    if node not in framework.nodes:
        known = ", ".join(framework.nodes)
        raise click.BadParameter(settings.say(_NO_NODE.fill(node=repr(node[:40]), known=known)))


def _leave(findings: "tuple[Finding, ...]") -> None:
    return sys.exit(1) if has_errors(findings) else None

"""Drafts at the command line (ร่างหนังสือ): begin, edit, check, look at."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.cli.drafts_steps import STEPS
from orqa.cli.options import FileUnusable, Settings, common_options
from orqa.cli.organization import KEY, options, print_listing
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.office.office import Office

_KEPT = Text.of(en="Draft {id}, edition {edition}: {state}", th="ร่าง {id} ฉบับร่างที่ {edition}: {state}")
_SOUND = Text.of(en="Nothing to look at.", th="ไม่พบสิ่งที่ต้องแก้ไข")
_MOVE = Text.of(
    en="{at}  {what} (edition {edition}) {who} {words}", th="{at}  {what} (ฉบับร่างที่ {edition}) {who} {words}"
)
_SIGNED = Text.of(en="Signature of {name}: holds", th="ลายมือชื่อ {name}: มีผล")
_ENDED = Text.of(en="Signature of {name}: holds no more, {reason}", th="ลายมือชื่อ {name}: ไม่มีผล {reason}")
_TEMPLATE = Text.of(en="{name}: {title} ({kind}); fields: {fields}", th="{name}: {title} ({kind}) ช่อง: {fields}")
_NO_PAIR = Text.of(en="write NAME=TEXT, found {text!r}", th="ให้เขียน ชื่อ=ข้อความ แต่พบ {text!r}")

_PART = click.option("--part", "parts", multiple=True, metavar="NAME=TEXT", help="A part, e.g. body=…; several add up.")
_FILE = click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TOML file with parts: NAME = text, or a list of texts.",
)
_FOLDER = click.option(
    "--templates",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ORQA_TEMPLATES",
    help="Folder of templates of one's own (or ORQA_TEMPLATES).",
)


@click.group()
def draft() -> None:
    """Draft what the office writes, until it is signed, numbered, sent out and filed (ร่างหนังสือ)."""


@draft.command()
@options(
    click.option("--kind", default="", help="Kind, code or title, e.g. external, internal, order."),
    click.option("--subject", default="", help="Subject (เรื่อง)."),
    click.option("--to", "recipient", default="", help="Addressee (เรียน, ถึง)."),
    click.option("--unit", default="", help="Code of the unit that writes it."),
    _PART,
    _FILE,
    click.option("--template", default="", help="Name of a template; see orqa draft templates."),
    click.option(
        "--field", "fields", multiple=True, metavar="NAME=TEXT", help="A field of the template; several add up."
    ),
    _FOLDER,
    click.option("--about", multiple=True, metavar="KIND:ID", help="A record that fills the template, e.g. visit:…"),
)
@options(
    click.option("--in", "language", default="", metavar="LANGUAGE", help="Language of the paper: th or en."),
    click.option("--form", "english_form", default="", help="Form of a letter in English, e.g. informal-note."),
    click.option("--class", "recipient_class", default="", help="Class of the receiver, for salutation and closing."),
    click.option("--urgency", default="", help="Urgency, code or title (ชั้นความเร็ว)."),
    click.option("--secrecy", default="", help="Secrecy, code or title (ชั้นความลับ)."),
    click.option("--circular", is_flag=True, help="A circular, marked ว."),
    click.option("--share", "shared_with", multiple=True, metavar="PERSON", help="Who may see a secret draft, too."),
    KEY,
)
@common_options
def new(
    settings: Settings,
    parts: tuple[str, ...],
    file: Path | None,
    fields: tuple[str, ...],
    about: tuple[str, ...],
    **given: Any,
) -> None:
    """Begin a draft, by its parts or from a template (เริ่มร่าง)."""
    with settings.open_office() as office:
        refs = [RecordRef.parse(one) for one in about]
        words = {**_in_file(file), **_pairs(parts, settings)}
        made = office.correspondence.draft(parts=words, fields=_pairs(fields, settings), about=refs, **given)
        print_draft(made, office, settings)


@draft.command()
@click.argument("which")
@options(
    click.option("--subject", help="Subject (เรื่อง)."),
    click.option("--to", "recipient", help="Addressee."),
    _PART,
    _FILE,
    click.option("--class", "recipient_class", help="Class of the receiver."),
    click.option("--urgency", help="Urgency."),
    click.option("--comment", default="", help="Why."),
    click.option("--edition", type=click.IntRange(min=1), help="The edition that you read; by default the newest."),
    KEY,
)
@common_options
def edit(settings: Settings, which: str, parts: tuple[str, ...], file: Path | None, **given: Any) -> None:
    """Change the text of the draft WHICH: a new edition, joined with what others changed elsewhere meanwhile."""
    with settings.open_office() as office:
        words = {**_in_file(file), **_pairs(parts, settings)}
        print_draft(office.correspondence.edit(which, words, **given), office, settings)


@draft.command()
@click.argument("which")
@common_options
def check(settings: Settings, which: str) -> None:
    """Look the draft WHICH over: form, receiver, numbers, dates, enclosures (ตรวจร่าง)."""
    with settings.open_office() as office:  # looking at a secret one is journaled
        findings = office.correspondence.check(which)
    if settings.as_json:
        print_json([finding_data(finding) for finding in findings])
        return
    print_findings(findings, settings)
    if not findings:
        click.echo(settings.say(_SOUND))


@draft.command()
@click.argument("which")
@click.option("--format", "format_name", default="text", show_default=True, help="text, or json: the layout as data.")
@common_options
def render(settings: Settings, which: str, format_name: str) -> None:
    """Show the draft WHICH as the paper that it will be."""
    with settings.open_office() as office:
        click.echo(office.correspondence.render(which, format_name), nl=False)


@draft.command()
@click.argument("which")
@common_options
def show(settings: Settings, which: str) -> None:
    """Show what happened to the draft WHICH: steps, comments, signatures, editions."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.drafts.get(which)
        if settings.as_json:
            from attrs import asdict

            print_json(asdict(found))
            return
        print_draft(found, office, settings)
        _print_moves(found, office, settings)


@draft.command("list")
@options(
    click.option("--state", default="", help="Only those that stand there, e.g. proposed."),
    click.option("--unit", default="", help="Only those of this unit."),
    click.option("--kind", "letter_kind", default="", help="Only those of this kind."),
)
@common_options
def list_drafts(settings: Settings, **given: str) -> None:
    """List drafts, the newest first (ทะเบียนร่าง)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.correspondence.drafts.table(**given), office, settings)


@draft.command()
@_FOLDER
@common_options
def templates(settings: Settings, templates: Path | None) -> None:
    """List the templates and their fields, and what is wrong with files that are none (แม่แบบ)."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.templates(templates)
    if settings.as_json:
        data = [{"name": one.name, "kind": one.kind, "fields": list(one.fields)} for one in found.templates.values()]
        print_json({"templates": data, "findings": [finding_data(finding) for finding in found.findings]})
        return
    for one in found.templates.values():
        told = {"name": one.name, "title": one.title, "kind": one.kind, "fields": ", ".join(one.fields)}
        click.echo(settings.say(_TEMPLATE.fill(**told)))
    print_findings(found.findings, settings, to_stderr=True)


def print_draft(found: "Draft", office: "Office", settings: Settings) -> None:
    """Print where a draft stands."""
    from orqa.domain.correspondence.drafting.states import STATES

    del office
    if settings.as_json:
        print_json({"draft": found.id, "edition": found.edition, "state": found.state.value})
        return
    click.echo(settings.say(_KEPT.fill(id=found.id, edition=found.edition, state=STATES[found.state])))


def _print_moves(found: "Draft", office: "Office", settings: Settings) -> None:
    from orqa.domain.correspondence.drafting.states import ACTS

    people = office.organization.on(office.today()).structure.people
    for move in found.moves:
        at = move.at.astimezone(office.zone)
        who = people[move.person].name if move.person in people else ""
        told = {"at": day_text(at.date()), "what": ACTS[move.act], "edition": move.edition, "who": who}
        click.echo(settings.say(_MOVE.fill(**told, words=move.words)).rstrip())
    if found.restricted is not None:
        return
    for state in office.correspondence.signatures(found.id):
        text = _SIGNED if state.holds else _ENDED
        click.echo(settings.say(text.fill(name=state.signature.name, reason=state.reason)))


def _pairs(texts: "Iterable[str]", settings: Settings) -> dict[str, Any]:
    """``NAME=TEXT`` of options; the same name again adds a line."""
    found: dict[str, Any] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.UsageError(settings.say(_NO_PAIR.fill(text=text)))
        before = found.get(name)
        found[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return found


def _in_file(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FileUnusable(str(path), str(error)) from None


for _step in STEPS:
    draft.add_command(_step)

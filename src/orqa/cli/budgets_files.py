"""Files and links of spending cases, projects and orders at the command line (เอกสารแนบและเรื่องที่เกี่ยวข้อง)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY
from orqa.cli.output import print_json
from orqa.cli.projects import Ref
from orqa.domain.budgets.records import SpendingCase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orqa.domain.organization.kept_files import KeptFile

_ATTACHED = Text.of(en="Attached: {name}, {size} bytes ({id})", th="แนบแล้ว: {name} {size} ไบต์ ({id})")
_SAVED = Text.of(en="Saved: {path}", th="บันทึกแล้ว: {path}")
_LINKED = Text.of(en="{id} goes back to: {refs}", th="{id} เกี่ยวข้องกับ: {refs}")


class _Owner(Ref):
    """A record with files: ``project:ID``, or the id of a spending case by itself."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> RecordRef:
        """The reference; a usage error where it is none."""
        named = value if isinstance(value, RecordRef) or ":" in str(value) else f"{SpendingCase.kind}:{value}"
        return super().convert(named, param, ctx)


_ABOUT = click.argument("about", type=_Owner(), metavar="CASE|KIND:ID")


@click.command()
@_ABOUT
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common_options
def attach(settings: Settings, about: RecordRef, files: tuple[Path, ...]) -> None:
    """Attach FILES to a CASE, or to project:ID or overtime-order:ID (แนบเอกสาร)."""
    with settings.open_office() as office:
        made = [office.budgets.files.attach(about, path) for path in files]
    print_files(settings, made)


@click.command()
@_ABOUT
@click.option(
    "--save", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Write them there."
)
@common_options
def files(settings: Settings, about: RecordRef, folder: Path | None) -> None:
    """List the files of a CASE, or of project:ID or overtime-order:ID (เอกสารแนบ)."""
    with settings.open_office(read_only=True) as office:
        found = office.budgets.files.of(about)
        saved = [office.budgets.files.save(one, folder) for one in found] if folder else []
    print_files(settings, found)
    print_saved(settings, saved)


@click.command()
@click.argument("case", metavar="CASE")
@click.argument("refs", nargs=-1, required=True, type=Ref(), metavar="KIND:ID...")
@KEY
@common_options
def link(settings: Settings, case: str, refs: tuple[RecordRef, ...], **how: Any) -> None:
    """Let a CASE go back to letters and other records, such as letter:ID (เชื่อมโยงเรื่อง)."""
    with settings.open_office() as office:
        linked = office.budgets.files.link(case, *refs, **how)
    named = [str(ref) for ref in linked.concerns]
    if settings.as_json:
        print_json({"case": linked.id, "concerns": named})
    else:
        click.echo(settings.say(_LINKED.fill(id=linked.id, refs=", ".join(named))))


def print_saved(settings: Settings, saved: "Sequence[Path]") -> None:
    """Print where files were written."""
    for path in saved if not settings.as_json else ():
        click.echo(settings.say(_SAVED.fill(path=path)))


def print_files(settings: Settings, found: "Sequence[KeptFile]") -> None:
    """Print what is kept of files."""
    if settings.as_json:
        print_json([{"id": one.id, "name": one.name, "type": one.media_type, "size": one.size} for one in found])
        return
    for one in found:
        click.echo(settings.say(_ATTACHED.fill(name=one.name, size=f"{one.size:,}", id=one.id)))

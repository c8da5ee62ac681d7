"""What came with letters, at the command line (สิ่งที่ส่งมาด้วย)."""

from pathlib import Path
from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.naming import look_up
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_json, print_table
from orqa.domain.correspondence.records import Attachment
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.formatting import Style

_ATTACHED = Text.of(en="Attached {name}, {size} bytes", th="แนบ {name} ขนาด {size} ไบต์แล้ว")
_SAVED = Text.of(en="Saved {path}", th="บันทึก {path} แล้ว")
_SWEPT = Text.of(en="Removed: {removed}", th="ลบข้อมูลค้างแล้ว {removed} แฟ้ม")
_TEXT_OF_ONE = Text.of(
    en="--text is of one file: attach each FILE with a text by itself", th="--text ใช้กับแฟ้มเดียว ให้แนบแฟ้มที่มีข้อความทีละแฟ้ม"
)
_COLUMNS = (
    Column.of_field(Attachment, "name", Text.of(en="Name", th="ชื่อแฟ้ม")),
    Column.of_field(Attachment, "media_type", Text.of(en="Type", th="ชนิดข้อมูล")),
    Column.of_field(Attachment, "size", Text.of(en="Bytes", th="ขนาด (ไบต์)"), ColumnType.NUMBER),
)


@click.command()
@click.argument("which")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--text", type=click.File(encoding="utf-8"), help="File with the text that stands in the one FILE, for search."
)
@click.option("--type", "media_type", default="", help="What the bytes are; by default by the name's ending.")
@common_options
def attach(settings: Settings, which: str, files: tuple[Path, ...], text: Any, media_type: str) -> None:
    """Attach FILES to a letter: WHICH is its register number (12 or 12/2569) or its id."""
    if text and len(files) > 1:
        raise click.UsageError(settings.say(_TEXT_OF_ONE))
    words = text.read() if text else ""
    with settings.open_office() as office:
        found = look_up(which, office, settings)
        with office.work("orqa letter attach") as work:
            made = [work.correspondence.attach(found, path, media_type=media_type, text=words) for path in files]
        if settings.as_json:
            print_json([_data(attachment) for attachment in made])
            return
        for attachment in made:
            click.echo(settings.say(_ATTACHED.fill(name=attachment.name, size=f"{attachment.size:,}")))


@click.command()
@click.argument("which")
@click.option(
    "--save", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Write them there."
)
@common_options
def attachments(settings: Settings, which: str, folder: Path | None) -> None:
    """List what is attached to a letter: WHICH is its register number (12 or 12/2569) or its id."""
    with settings.open_office(read_only=True) as office:
        found = office.correspondence.attachments(look_up(which, office, settings))
        saved = [office.correspondence.save_attachment(one, folder) for one in found] if folder else []
        if settings.as_json:
            paths = [str(path) for path in saved] if folder else [None for _ in found]
            print_json([_data(one) | {"saved": path} for one, path in zip(found, paths, strict=True)])
            return
        rows = [[getattr(one, column.name) for column in _COLUMNS] for one in found]
        print_table(_COLUMNS, rows, Style.of_profile(office.profile, settings.language))
        for path in saved:
            click.echo(settings.say(_SAVED.fill(path=path)))


@click.command()
@click.argument("url", required=False)
@common_options
def sweep(settings: Settings, url: str | None) -> None:
    """Remove bytes of attachments that no letter names, left behind by programs that were cut short.

    Only what is older than a day is removed; the office may be used meanwhile.
    """
    settings.office = url or settings.office
    with settings.open_office() as office:
        removed = office.sweep()
    if settings.as_json:
        print_json({"removed": removed})
    else:
        click.echo(settings.say(_SWEPT.fill(removed=removed)))


def _data(attachment: Attachment) -> dict[str, Any]:
    return {
        "id": attachment.id,
        "letter": attachment.letter.id,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "digest": attachment.digest,
        "attached_at": attachment.attached_at.isoformat(),
    }

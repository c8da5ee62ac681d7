"""Keep an office over the years: back it up, copy it, and bring it up to date with a newer program."""

import sys
from contextlib import closing
from pathlib import Path

import click

from orqa.base.language import Text
from orqa.cli.collecting import no_collecting
from orqa.cli.options import Settings, common_options
from orqa.cli.output import print_findings, print_json, progress_line
from orqa.cli.stores import verification_data

_UPGRADED = Text.of(
    en="{office} is up to date; built anew: {kinds}.", th="{office} ปรับปรุงเป็นรุ่นปัจจุบันแล้ว สร้างตารางใหม่: {kinds}"
)
_CURRENT = Text.of(en="{office} is up to date; nothing had to be done.", th="{office} เป็นรุ่นปัจจุบันอยู่แล้ว")

_MENDED = Text.of(
    en="Kept from others now, as this version keeps them: {records}.",
    th="จำกัดผู้อ่านตามรุ่นนี้แล้ว: {records}",
)
_NOT_AS = Text.of(
    en="leave --as and ORQA_AS out: who acts is only known of an office that needs no upgrade",
    th="ไม่ต้องใช้ --as และ ORQA_AS เพราะจะทราบว่าใครทำรายการได้เมื่อสำนักงานเป็นรุ่นปัจจุบันแล้วเท่านั้น",
)
_COPIED = Text.of(
    en="Copied {entries} entries from {source} to {target}, which had {before}. It ends as the source does, at"
    " {position}:{chain}",
    th="คัดลอก {entries} รายการจาก {source} ไปยัง {target} ซึ่งมีอยู่แล้ว {before} รายการ จบที่เดียวกับต้นทาง {position}:{chain}",
)
_CHECKED = Text.of(en="The copy is sound.", th="ตรวจสำเนาแล้ว ถูกต้องครบถ้วน")
_UNSOUND = Text.of(
    en="THE COPY IS NOT SOUND: run orqa verify on the source", th="สำเนาไม่ถูกต้อง ให้สั่ง orqa verify กับต้นทาง"
)


_TOO_MANY = Text.of(en="backup takes [URL] FILE", th="คำสั่ง backup รับ [URL] FILE")
_BACKED_UP = Text.of(
    en="{office} is backed up in {file}, {size}. Checkpoint to keep elsewhere: {position}:{chain}",
    th="สำรอง {office} ไว้ใน {file} แล้ว ขนาด {size} จุดตรวจสอบที่ควรเก็บไว้ที่อื่น: {position}:{chain}",
)
_UNCHECKED = Text.of(
    en="{office} is backed up in {file}, {size}; the backup was not checked.",
    th="สำรอง {office} ไว้ใน {file} แล้ว ขนาด {size} ยังไม่ได้ตรวจสำเนา",
)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="[URL] FILE")
@click.option("--replace", is_flag=True, help="Take the place of a backup that is there.")
@click.option("--no-verify", is_flag=True, help="Do not check the backup.")
@common_options
@no_collecting()
def backup(settings: Settings, names: tuple[str, ...], *, replace: bool, no_verify: bool) -> None:
    """Write the whole office, as of this moment, into FILE, while it is used.

    FILE is an office of SQLite: look into it as sqlite:///FILE, restore it with orqa copy sqlite:///FILE URL.
    """
    *urls, file = names
    if len(urls) > 1:
        raise click.UsageError(settings.say(_TOO_MANY))
    settings.office = urls[0] if urls else settings.office
    path = Path(file)
    with settings.unopened_office(read_only=True) as office:  # it may need an upgrade: that is when a backup is needed
        settings.speak_as(office)
        found = office.backup(path, replace=replace, check=not no_verify, progress=progress_line(settings))
    told, size = {"office": office.name, "file": str(path)}, path.stat().st_size
    if settings.as_json:
        print_json({**told, "bytes": size, "verified": found and verification_data(found)})
    else:
        end = {"position": found.checkpoint.position, "chain": found.checkpoint.chain} if found else {}
        said = (_BACKED_UP if found else _UNCHECKED).fill(**told, size=f"{size / 1e6:,.1f} MB", **end)
        click.echo(settings.say(said))


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--no-verify", is_flag=True, help="Do not check the whole copy at the end.")
@click.option("--attachments", metavar="PLACE", help="Folder or URL of the copy's attachments.")
@common_options
@no_collecting()
def copy(settings: Settings, source: str, target: str, attachments: str | None, *, no_verify: bool) -> None:
    """Copy an office from the store SOURCE to the store TARGET, with its whole journal and its attachments.

    The office may be used meanwhile. The same command again copies what was written since, and goes on with a copy
    that was cut short. TARGET must be empty or such a copy.
    """
    from orqa.plugins.opening import open_blobs, open_store
    from orqa.plugins.registry import Registry
    from orqa.plugins.urls import StoreUrl

    settings.office, to = source, StoreUrl.parse(target)
    with (
        settings.unopened_office(read_only=True) as office,
        closing(open_store(to, Registry(discover=True))) as store,
    ):
        blobs = open_blobs(to, attachments)
        done = office.copy_to(store, to.shown, blobs=blobs, progress=progress_line(settings))
    settings.office, settings.attachments, end = target, attachments, done.checkpoint
    with settings.open_office(read_only=True) as copied:
        found = None if no_verify else copied.verify(expected=[end])
    if settings.as_json:
        told = {"entries": done.entries, "before": done.before, "position": end.position, "chain": end.chain}
        print_json({"source": office.name, "target": to.shown, **told, "verified": found and verification_data(found)})
    else:
        counts = {"entries": f"{done.entries:,}", "before": f"{done.before:,}"}
        names = {"source": office.name, "target": to.shown}
        click.echo(settings.say(_COPIED.fill(**counts, **names, position=end.position, chain=end.chain)))
        if found:
            print_findings(found.findings, settings)
            click.echo(settings.say(_CHECKED if found.is_sound else _UNSOUND))
    if found and not found.is_sound:
        sys.exit(1)


@click.command()
@click.argument("url", required=False)
@common_options
def upgrade(settings: Settings, url: str | None) -> None:
    """Bring the tables of an office up to date with this version of orqa and its plugins.

    Records stay as they are, but for those of people that an earlier version left open to readers whom this one does
    not show them: these get one more version. Programs of the earlier version may go on meanwhile. Stopped on the way,
    the same command goes on where it was.
    """
    settings.office = url or settings.office
    kinds: dict[str, int] = {}
    shown = progress_line(settings)

    def progress(kind: str, done: int, total: int) -> None:
        kinds[kind] = total
        if shown:
            shown(kind, done, total)

    if settings.person:
        raise click.UsageError(settings.say(_NOT_AS))
    with settings.unopened_office() as office:
        office.upgrade(progress)
        mended = office.mend_readers()
        settings.language = settings.language or office.profile.language
        if settings.as_json:
            print_json({"office": office.name, "upgraded": kinds, "readers": dict(mended)})
            return
        if mended:
            click.echo(settings.say(_MENDED.fill(records=", ".join(f"{kind} {n}" for kind, n in mended.items()))))
        if kinds:
            click.echo(settings.say(_UPGRADED.fill(office=office.name, kinds=", ".join(kinds))))
        elif not mended:
            click.echo(settings.say(_CURRENT.fill(office=office.name)))

"""Begin an office, and prove that nothing in it was changed."""

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from orqa.base.language import Text
from orqa.cli.collecting import no_collecting
from orqa.cli.options import Settings, common_options
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orqa.office.office import Office
    from orqa.storage.verify import Verification

_BEGUN = Text.of(
    en="The office in {office} is ready; it works under the profile {profile}.",
    th="สำนักงานใน {office} พร้อมใช้งาน ใช้โปรไฟล์ {profile}",
)
_SOUND = Text.of(
    en="Sound: {entries} entries checked. Checkpoint to keep elsewhere: {position}:{chain}",
    th="ถูกต้องครบถ้วน: ตรวจแล้ว {entries} รายการ จุดตรวจสอบที่ควรเก็บไว้ที่อื่น: {position}:{chain}",
)
_UNSOUND = Text.of(
    en="NOT SOUND: {problems} problems in {entries} entries; restore a backup",
    th="ไม่ถูกต้อง: พบปัญหา {problems} ข้อใน {entries} รายการ ให้กู้จากสำเนาสำรอง",
)
_CHECKPOINT = Text.of(
    en="{text!r} is no checkpoint; write it as orqa verify printed it, position:hash",
    th="{text!r} ไม่ใช่จุดตรวจสอบ ให้เขียนตามที่ orqa verify พิมพ์ไว้ ตำแหน่ง:แฮช",
)


@click.command()
@click.argument("url")
@click.option("--profile", default=None, help="Profile of rules, e.g. thai-public-university.")
@common_options
def init(settings: Settings, url: str, profile: str | None) -> None:
    """Begin an office in the store URL, such as sqlite:///office.db.

    Where the store holds an office already, nothing is changed.
    """
    settings.office, settings.person = url, None  # nobody is known in an office that begins
    with _begun(settings, url, profile) as office:
        if settings.as_json:
            print_json({"office": office.name, "profile": office.profile.name})
        else:
            click.echo(settings.say(_BEGUN.fill(office=office.name, profile=office.profile.name)))


@contextmanager
def _begun(settings: Settings, url: str, profile: str | None) -> "Iterator[Office]":
    """The office of a store; where there is none, and no profile to begin one under, which profiles there are."""
    from orqa.office.errors import ProfileNeeded
    from orqa.storage.errors import StoreUnavailable
    from orqa.storage.reasons import MISSING

    try:
        with settings.open_office(profile=profile) as office:
            yield office
    except StoreUnavailable as error:
        if profile is not None or error.reason != MISSING:
            raise
        from orqa.plugins.registry import Registry

        raise ProfileNeeded(url, Registry(discover=True).profile_names()) from error


@click.command()
@click.argument("url", required=False)
@click.option("--expect", multiple=True, metavar="POSITION:HASH", help="A checkpoint that was kept; may be repeated.")
@click.option("--deep", is_flag=True, help="Compare search texts and search index, too; slow.")
@common_options
@no_collecting()
def verify(settings: Settings, url: str | None, expect: tuple[str, ...], *, deep: bool) -> None:
    """Check the whole journal and every record; exit code 0 only where all is sound."""
    settings.office = url or settings.office
    with settings.open_office(read_only=True) as office:
        result = office.verify(expected=[_checkpoint(settings, text) for text in expect], deep=deep)
    if settings.as_json:
        print_json(verification_data(result))
    else:
        print_findings(result.findings, settings)
        if result.is_sound:
            end = result.checkpoint
            told = _SOUND.fill(entries=f"{result.entries:,}", position=end.position, chain=end.chain)
        else:
            told = _UNSOUND.fill(problems=len(result.findings), entries=f"{result.entries:,}")
        click.echo(settings.say(told))
    if not result.is_sound:
        sys.exit(1)


def _checkpoint(settings: Settings, text: str) -> Any:
    from orqa.storage.protocol import Checkpoint

    position, _, chain = text.partition(":")
    if not position.isdigit() or not chain:
        raise click.BadParameter(settings.say(_CHECKPOINT.fill(text=text)), param_hint="--expect")
    return Checkpoint(int(position), chain)


def verification_data(result: "Verification") -> dict[str, Any]:
    """A verification as JSON-like data."""
    return {
        "sound": result.is_sound,
        "entries": result.entries,
        "checkpoint": {"position": result.checkpoint.position, "chain": result.checkpoint.chain},
        "findings": [finding_data(finding) for finding in result.findings],
    }

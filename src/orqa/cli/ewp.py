"""Erasmus Without Paper at the command line: agreements, institutions, units, approvals (ข้อตกลงแลกเปลี่ยน)."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text
from orqa.cli.ewp_views import difference_told, lines_of
from orqa.cli.options import Settings, common_options
from orqa.cli.organization import KEY, ON, options, tell
from orqa.cli.output import finding_data, print_findings, print_json

if TYPE_CHECKING:
    from orqa.domain.partnerships.cooperation import Agreement

_CHECKED = Text.of(
    en="{file}: {agreements} agreements, {findings} findings",
    th="{file}: ข้อตกลง {agreements} ฉบับ ข้อสังเกต {findings} รายการ",
)
_CHECKED_OTHERS = Text.of(
    en="{file}: {count} entries, {findings} findings", th="{file}: {count} รายการ ข้อสังเกต {findings} รายการ"
)
_SAME = Text.of(en="the conditions of both copies are the same", th="เงื่อนไขของทั้งสองฉบับตรงกัน")
_ALONE = Text.of(en="agreement {code} has no counterpart in {file}", th="ข้อตกลง {code} ไม่มีคู่ใน {file}")

_CHOOSE = Text.of(
    en="{count} agreements in {file} are meant; name one by --id",
    th="มีข้อตกลง {count} ฉบับใน {file} ที่ตรงกัน โปรดระบุด้วย --id",
)
_WRONG_HASH = Text.of(
    en="the hash in {file} is not that of the text; ask the partner to send it again before it is approved",
    th="ค่าแฮชใน {file} ไม่ตรงกับข้อความ โปรดขอให้คู่ความร่วมมือส่งใหม่ก่อนเห็นชอบ",
)
_STANDS = {
    "same": Text.of(en="it is the copy that was approved on {day}", th="ตรงกับฉบับที่เห็นชอบเมื่อ {day}"),
    "changed": Text.of(
        en="it was changed since it was approved on {day}; ask for approval again",
        th="มีการแก้ไขหลังจากเห็นชอบเมื่อ {day} ต้องขอความเห็นชอบใหม่",
    ),
    "not_kept": Text.of(en="no approved copy of this side is kept", th="ไม่มีสำเนาฉบับที่เห็นชอบของฝ่ายนี้"),
}
_COUNTED = {
    "Institution": "institutions",
    "HeiUnit": "units",
    "AgreementApproval": "approvals",
    "OutgoingMobility": "outgoing_mobilities",
}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def ewp() -> None:
    """Exchange agreements and more as Erasmus Without Paper sends them (ข้อตกลงแลกเปลี่ยน)."""


@ewp.command()
@click.argument("file", type=FILE)
@common_options
def check(settings: Settings, file: Path) -> None:
    """Tell what is wrong in FILE: agreements, institutions, units, approvals, outgoing mobilities (ตรวจเอกสาร).

    Hashes of agreements are worked out anew. Exit code 1 where something is an error.
    """
    findings: list[Finding] = []
    counts = _read(file, findings.append, lambda _: None)
    facts = sum(counts.values())
    if settings.as_json:
        print_json({**counts, "findings": list(map(finding_data, findings))})
    else:
        print_findings(findings, settings)
        told = _CHECKED if set(counts) <= {"agreements"} else _CHECKED_OTHERS
        filled = told.fill(file=file.name, agreements=facts, count=facts, findings=len(findings))
        click.echo(settings.say(filled))
    sys.exit(1 if has_errors(findings) else 0)


@ewp.command()
@click.argument("file", type=FILE)
@common_options
def read(settings: Settings, file: Path) -> None:
    """Show what FILE holds, as lines or whole with --json (อ่านเอกสาร). Findings go to the error output."""
    findings: list[Finding] = []
    data: list[Any] = []
    _read(file, findings.append, data.append)
    print_findings(findings, settings, to_stderr=True)
    if settings.as_json:
        from attrs import asdict

        print_json([asdict(one, filter=lambda field, _: field.name != "written") for one in data])
        return
    for one in data:
        click.echo("\n".join(lines_of(one)))


@ewp.command()
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@common_options
def compare(settings: Settings, ours: Path, theirs: Path) -> None:
    """Tell in what our copies of agreements differ from THEIRS, by what the conditions mean (เทียบสองฉบับ).

    Copies belong together by the ids of the agreement. Exit code 1 where something differs.
    """
    from orqa.domain.partnerships.cooperation_differences import compare, pairs
    from orqa.plugins.builtin.formats.ewp import read_iias

    told: list[Text] = []
    for mine, other in pairs(read_iias(ours)[0], read_iias(theirs)[0]):
        if other is None:
            told.append(_ALONE.fill(code=mine.partners[0].code or mine.partners[0].agreement_id, file=theirs.name))
        else:
            told += (difference_told(one, ours.name, theirs.name) for one in compare(mine, other))
    if settings.as_json:
        print_json([str(settings.say(one)) for one in told])
    else:
        for one in told or [_SAME]:
            click.echo(settings.say(one))
    sys.exit(1 if told else 0)


@ewp.command()
@click.argument("ours", type=FILE)
@click.argument("approvals", type=FILE)
@common_options
def approved(settings: Settings, ours: Path, approvals: Path) -> None:
    """Tell which of OUR agreements the partner's APPROVALS still hold for (การเห็นชอบ).

    Exit code 1 where one was changed since it was approved, or is none of ours.
    """
    from orqa.plugins.builtin.formats.ewp import read_approvals, read_iias
    from orqa.plugins.builtin.formats.ewp.approving import ApprovalStanding, judge_approvals

    answers, findings = read_approvals(approvals)
    print_findings(findings, settings, to_stderr=True)
    found = list(judge_approvals(read_iias(ours)[0], answers))
    if settings.as_json:
        print_json([{"agreement_id": one.agreement_id, "code": one.code, "standing": one.standing} for one in found])
    else:
        for one in found:
            click.echo(f"{one.code or one.agreement_id}: {settings.say(one.standing.told)}")
    wrong = {ApprovalStanding.CHANGED, ApprovalStanding.STRAY}
    sys.exit(1 if any(one.standing in wrong for one in found) else 0)


OWN = click.option("--own", required=True, metavar="HEI", help="The university's SCHAC code, e.g. example.ac.th.")
ID = click.option(
    "--id", "which_id", default="", help="Id or code of the one in FILE that is meant, where it has several."
)


@ewp.command("take-in")
@click.argument("file", type=FILE)
@options(
    OWN,
    click.option("--into", default="", help="An agreement that is kept, whose scope is replaced."),
    click.option("--partner", default="", help="The partner: an Erasmus code or other identifier, an id or a name."),
    click.option("--institutions", type=FILE, help="The partner's answer on institutions, with its other codes."),
    ID,
    ON,
    KEY,
)
@common_options
def take_in(  # noqa: PLR0913, PLR0917 - a parameter an option
    settings: Settings, file: Path, own: str, into: str, institutions: Path | None, which_id: str, **how: Any
) -> None:
    """Take the agreement in FILE in as one of the university's (นำเข้าข้อตกลง).

    The partner is found by its SCHAC code, or by the other codes that --institutions tells, such as its Erasmus code,
    and learns its SCHAC code then. Fields, levels, activities and places come from the conditions.
    """
    from orqa.plugins.builtin.formats.ewp import read_institutions

    copy, _ = one_agreement(file, which_id, settings)
    with settings.open_office() as office:
        known = read_institutions(institutions)[0] if institutions else ()
        tell(office.partnerships.cooperation.take_in(copy, own, into=into, institutions=known, **how), settings)


@ewp.command("keep-copy")
@click.argument("agreement")
@click.argument("file", type=FILE)
@options(OWN, ID, click.option("--note", default="", help="What else is to be known."), ON, KEY)
@common_options
def keep_copy(settings: Settings, agreement: str, file: Path, own: str, which_id: str, **facts: Any) -> None:
    """Keep the copy of AGREEMENT in FILE as it was approved, with its hash (เก็บสำเนาฉบับที่เห็นชอบ).

    Refused where the hash that it prints is not that of its text.
    """
    copy, digest = one_agreement(file, which_id, settings, sound=True)
    with settings.open_office() as office:
        tell(office.partnerships.cooperation.keep_copy(agreement, copy, digest, own=own, **facts), settings)


@ewp.command()
@click.argument("agreement")
@click.argument("file", type=FILE)
@options(OWN, ID)
@common_options
def stands(settings: Settings, agreement: str, file: Path, own: str, which_id: str) -> None:
    """Tell whether the copy of AGREEMENT in FILE is still the one that was approved, and else in what it differs.

    Exit code 1 where it is not (ตรวจว่าตรงกับฉบับที่เห็นชอบ).
    """
    from orqa.domain.partnerships.agreement_copies import CopyStanding
    from orqa.domain.partnerships.cooperation_differences import compare
    from orqa.plugins.builtin.formats.ewp import read_iias
    from orqa.reporting.formatting import Style

    copy, digest = one_agreement(file, which_id, settings)
    with settings.open_office(read_only=True) as office:
        standing, kept = office.partnerships.cooperation.stands(agreement, copy, digest, own=own)
        day = Style.of_profile(office.profile, settings.language).date(kept.taken_on) if kept else ""
    told = [_STANDS[standing].fill(day=day)]
    if kept is not None and standing is CopyStanding.CHANGED:
        (before,), _ = read_iias(kept.text.encode())
        told += (difference_told(one, day, file.name) for one in compare(before, copy))
    if settings.as_json:
        print_json({"standing": standing, "digest": digest, "told": [settings.say(one) for one in told[1:]]})
    else:
        for one in told:
            click.echo(settings.say(one))
    sys.exit(0 if standing is CopyStanding.SAME else 1)


def one_agreement(file: Path, which: str, settings: Settings, *, sound: bool = False) -> "tuple[Agreement, str]":
    """The agreement of a file, and its hash; what is wrong with it is told."""
    from orqa.plugins.builtin.formats.ewp import EwpRefused, conditions_hash, read_iias

    agreements, findings = read_iias(file)
    print_findings(findings, settings, to_stderr=True)
    found = [
        one for one in agreements if not which or any(which in {side.agreement_id, side.code} for side in one.partners)
    ]
    if len(found) != 1:
        raise EwpRefused(_CHOOSE.fill(count=len(found), file=file.name))
    digest = conditions_hash(found[0].written or "", found[0].version)
    if sound and (found[0].printed_hash or digest).strip() != digest:
        raise EwpRefused(_WRONG_HASH.fill(file=file.name))
    return found[0], digest


def _read(file: Path, found: Callable[[Finding], None], given: Callable[[Any], None]) -> dict[str, int]:
    """Read a document; how many of what it holds."""
    from orqa.plugins.builtin.formats.ewp import iter_answer

    counts: dict[str, int] = {}
    for one in iter_answer(file):
        if isinstance(one, Finding):
            found(one)
            continue
        name = _COUNTED.get(type(one).__name__, "agreements")
        counts[name] = counts.get(name, 0) + 1
        given(one)
    return counts or {"agreements": 0}

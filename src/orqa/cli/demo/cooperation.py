"""Erasmus Without Paper in the demonstration: made-up copies taken in, approved, compared, ours written."""

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.cooperation_bodies import AgreementApproval, Institution
from orqa.plugins.builtin.formats.ewp import (
    compare,
    conditions_hash,
    read_iias,
    read_institutions,
    write_answer,
    write_iias,
)
from orqa.plugins.builtin.formats.ewp.approving import judge_approvals
from orqa.plugins.builtin.formats.ewp.own import differences, own_approvals, own_copies

if TYPE_CHECKING:
    from orqa.domain.partnerships.cooperation import Agreement
    from orqa.office.office import Office

OWN: Final = "thaksin-silp.example"
"""The SCHAC code of the invented university."""
_PARTNERS: Final = {
    6: ("Made-up University of Musterhafen", "DE", "D  MUSTERH01", "EWP 1/2569"),
    7: ("Made-up University of Exemplaville", "FR", "F  EXEMPLA01", "EWP 2/2569"),
}
"""By the version in which each sends: its name, country and Erasmus code, and our number of the agreement."""

_TAKEN = Text.of(
    en="{file}, made up, version {version}: agreement {code} of {partner}, {conditions} conditions, "
    "{findings} findings",
    th="{file} ข้อมูลสร้างขึ้น รุ่น {version}: ข้อตกลง {code} ของ {partner} {conditions} เงื่อนไข ข้อสังเกต {findings} รายการ",
)
_KEPT = Text.of(en="approved copy kept, hash {digest}…", th="เก็บสำเนาฉบับที่เห็นชอบ แฮช {digest}…")
_SAME = Text.of(en="our records say the same as the partner's copy", th="ข้อมูลของเราตรงกับสำเนาของคู่ความร่วมมือ")
_DIFFERS = Text.of(
    en="once we send 3 instead of 2 it differs in: {fields}; the partner's approval: {standing}",
    th="เมื่อเราส่ง 3 คนแทน 2 คน จะต่างที่: {fields}; การเห็นชอบของคู่ความร่วมมือ: {standing}",
)


def play(office: "Office", folder: Path) -> Iterator[Text]:
    """Take both copies in, keep what was approved, compare and write ours."""
    for version in _PARTNERS:
        yield from _one(office, folder, version)


def _one(office: "Office", folder: Path, version: int) -> Iterator[Text]:
    name, country, erasmus, number = _PARTNERS[version]
    keep = office.partnerships
    partner = keep.add_partner({"en": name}, country=country, identifiers={"erasmus": erasmus}).record
    path = _copied(f"made-up-iia-v{version}.xml", folder)
    institutions, _ = read_institutions(_copied(f"made-up-institution-v{version}.xml", folder))
    (theirs,), findings = read_iias(path)
    taken = keep.cooperation.take_in(theirs, OWN, institutions=institutions).record
    keep.change_agreement(taken, number=number)
    told = {"file": path.name, "version": version, "code": theirs.partners[0].code, "partner": partner.name}
    yield _TAKEN.fill(**told, conditions=len(theirs.conditions), findings=len(findings))
    digest = conditions_hash(theirs.written or "", version)
    keep.cooperation.keep_copy(taken, theirs, digest, own=OWN)
    yield _KEPT.fill(digest=digest[:12])
    made, found = differences(office, taken.id, theirs, OWN)
    if made.copies and not found:
        yield _SAME
    (ours,) = made.copies
    approval = AgreementApproval(
        agreement_id=ours.partners[0].agreement_id, approved_hash=conditions_hash(write_iias([ours], version), version)
    )
    changed = evolve(ours, conditions=(evolve(ours.conditions[0], people="3"), *ours.conditions[1:]))
    (standing,) = judge_approvals([changed], [approval])
    yield _DIFFERS.fill(fields=_fields(changed, theirs), standing=standing.standing.told)


def _fields(ours: "Agreement", theirs: "Agreement") -> str:
    return ", ".join(field for one in compare(ours, theirs) for field in one.fields)


def _copied(name: str, folder: Path) -> Path:
    with as_file(files("orqa.cli.demo") / name) as packaged:
        return Path(shutil.copyfile(packaged, folder / name))


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """Write our copies in both versions, the university, and what it approved."""
    del language
    documents = {
        **{f"ewp-agreements-v{version}.xml": _ours(office, version) for version in _PARTNERS},
        "ewp-institution.xml": write_answer([office.partnerships.cooperation.institution(OWN)], Institution),
        "ewp-approvals.xml": write_answer(own_approvals(office), AgreementApproval),
    }
    for name, document in documents.items():
        (folder / name).write_bytes(document)
        yield folder / name


def _ours(office: "Office", version: int) -> bytes:
    """Those of our agreements that say all that a version asks for."""
    numbers = [number for *_, number in _PARTNERS.values()]
    return write_iias(own_copies(office, OWN, version, numbers).copies, version)

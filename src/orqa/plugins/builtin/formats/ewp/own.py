"""The university's own records, written for partners of Erasmus Without Paper (เขียนข้อมูลของเราในรูปแบบ EWP)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from orqa.base.findings import Finding, FindingKind, Severity, has_errors
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.cooperation import Agreement
from orqa.domain.partnerships.cooperation_bodies import AgreementApproval
from orqa.domain.partnerships.cooperation_differences import Difference, compare
from orqa.domain.partnerships.mobilities import Mobility
from orqa.plugins.builtin.formats.ewp.answers import write_answer
from orqa.plugins.builtin.formats.ewp.composing import write_iias
from orqa.plugins.builtin.formats.ewp.hashes import EwpRefused
from orqa.plugins.builtin.formats.ewp.reading import read_one

if TYPE_CHECKING:
    from orqa.domain.partnerships.agreement_copies import AgreementCopy
    from orqa.domain.partnerships.agreements import Agreement as Kept
    from orqa.domain.partnerships.cooperation import Partner
    from orqa.domain.partnerships.nominations import OutgoingMobility
    from orqa.office.office import Office

NOT_WRITTEN = FindingKind(
    "ewp-not-written",
    Severity.ERROR,
    Text.of(en="{which} was not written: {reason}", th="ไม่ได้เขียน {which}: {reason}"),
)


@frozen(kw_only=True)
class OwnCopies:
    """Our copies of agreements, and what those lack that were left out.

    Attributes:
        copies: as they would be served, in the order that was asked for.
        findings: what is not kept, was taken as something or was left out.
    """

    copies: tuple[Agreement, ...]
    findings: tuple[Finding, ...]


def own_copies(
    office: "Office", own: str, version: int = 7, which: Iterable[str] = (), *, on: date | None = None
) -> OwnCopies:
    """Our copies of agreements that the office keeps, each as a partner would get it.

    Ids and numbers of the partner are those of the copies that were kept last. One that lacks what the version asks for
    is left out and told.

    Args:
        office: whose agreements.
        own: the SCHAC code of the university.
        version: of the agreements interface, 6 or 7.
        which: what finds each agreement; none for all with places and one partner that were not dropped.
        on: the day; by default today.

    Raises:
        NotFound: when there is no such agreement.
        EwpRefused: for another version.
        InvalidIdentifier: when the code of the university is no SCHAC code.
    """
    write_iias([], version)  # refuses another version before anything is read
    keep = office.partnerships
    named = [keep.agreement(one) for one in which] or [
        one
        for one in keep.agreements()
        if one.scope.quotas and len(one.partners) == 1 and one.state is not AgreementState.DROPPED
    ]
    copies: list[Agreement] = []
    findings: list[Finding] = []
    for one in named:
        made = own_copy(office, one, own, version, on=on)
        copies += made.copies
        findings += made.findings
    return OwnCopies(copies=tuple(copies), findings=tuple(findings))


def own_copy(office: "Office", kept: "Kept", own: str, version: int = 7, *, on: date | None = None) -> OwnCopies:
    """Our copy of one agreement; arguments and errors as of :func:`own_copies`."""
    ids = _ids(office.partnerships.cooperation.copies(kept))
    made = office.partnerships.cooperation.written(kept, own, version=version, on=on, **ids)
    if made.copy is None or has_errors(made.findings):
        return OwnCopies(copies=(), findings=made.findings)
    try:
        write_iias([made.copy], version)
    except EwpRefused as refused:
        told = NOT_WRITTEN.make(record=kept.ref, which=kept.number or kept.title, reason=refused.reason)
        return OwnCopies(copies=(), findings=(*made.findings, told))
    return OwnCopies(copies=(made.copy,), findings=made.findings)


def differences(office: "Office", which: str, theirs: "Agreement", own: str) -> tuple[OwnCopies, list[Difference]]:
    """In what our copy of an agreement, as our records have it, differs from a partner's.

    No differences are told where our records lack what a copy needs; the findings say what.

    Args:
        office: whose agreement.
        which: what finds it.
        theirs: the partner's copy.
        own: the SCHAC code of the university.

    Raises:
        NotFound, InvalidIdentifier: as of :func:`own_copies`.
    """
    made = own_copy(office, office.partnerships.agreement(which), own, theirs.version)
    return made, [one for ours in made.copies for one in compare(ours, theirs)]


def own_approvals(office: "Office") -> tuple[AgreementApproval, ...]:
    """What the university approved: the last approved copy of each agreement that is the partner's, by its hash."""
    found: list[AgreementApproval] = []
    for one in office.partnerships.agreements():
        approved = [each for each in office.partnerships.cooperation.copies(one, side="theirs") if each.approved]
        if approved:
            owner = _partners(approved[-1])[0]
            found.append(AgreementApproval(agreement_id=owner.agreement_id, approved_hash=approved[-1].digest))
    return tuple(found)


def own_nominations(
    office: "Office", own: str, **which: Any
) -> "tuple[tuple[OutgoingMobility, ...], tuple[Finding, ...]]":
    """Students whom the university sends, under the ids that each agreement has in the copies that were kept.

    One of which an error is told cannot be written.

    Args:
        office: whose files.
        own: the SCHAC code of the university.
        which: version, year, partner and day as of ``office.partnerships.cooperation.nominations``; so are the errors.
    """
    cooperation = office.partnerships.cooperation

    def ids(kept: "Kept") -> tuple[str, str]:
        told = _ids(cooperation.copies(kept))
        return told["own_id"] or kept.id, told["partner_id"] or ""

    made, findings = cooperation.nominations(own, ids=ids, **which)
    lacking = {one.record for one in findings if has_errors([one])}
    told = [_unwritten(office, one) for one in made if RecordRef(Mobility.kind, str(one.id)) not in lacking]
    return made, (*findings, *filter(None, told))


def _unwritten(office: "Office", one: "OutgoingMobility") -> Finding | None:
    """Why a nomination cannot be written: a mail address that is none, from before these were looked at."""
    try:
        write_answer([one], type(one), one.version)
    except EwpRefused as refused:
        known = office.partnerships.mobility(str(one.id))
        return NOT_WRITTEN.make(record=known.ref, which=known.code, reason=refused.reason)
    return None


def _ids(copies: "tuple[AgreementCopy, ...]") -> dict[str, Any]:
    """Our id, and the partner's id and number, as the copies that were kept last tell them."""
    last = {one.side: _partners(one) for one in copies}
    ours, theirs = last.get("ours"), last.get("theirs")
    own = [one for one in ((ours and ours[0]), (theirs and theirs[1])) if one and one.agreement_id]
    other = [one for one in ((theirs and theirs[0]), (ours and ours[1])) if one and one.agreement_id]
    return {
        "own_id": own[0].agreement_id if own else "",
        "partner_id": other[0].agreement_id if other else None,
        "partner_code": other[0].code if other else None,
    }


def _partners(copy: "AgreementCopy") -> "tuple[Partner, Partner]":
    agreement: Agreement = read_one(copy.text)[0].fact
    first, second = agreement.partners
    return first, second

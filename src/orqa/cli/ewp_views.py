"""What documents of Erasmus Without Paper say, in lines (การแสดงเอกสาร)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from orqa.base.language import Text

if TYPE_CHECKING:
    from orqa.domain.partnerships.cooperation import Agreement
    from orqa.domain.partnerships.cooperation_differences import Difference

_ONLY = Text.of(
    en="{kind} {sending} → {receiving}: only in {file}", th="{kind} {sending} → {receiving}: มีเฉพาะใน {file}"
)
_DIFFERS = Text.of(
    en="{kind} {sending} → {receiving}: {fields} differ", th="{kind} {sending} → {receiving}: {fields} ไม่ตรงกัน"
)


def difference_told(one: "Difference", ours: str, theirs: str) -> Text:
    """A difference of two copies in words, with what each copy is called."""
    place = {"kind": one.kind, "sending": one.sending, "receiving": one.receiving}
    if one.ours is not None and one.theirs is not None:
        return _DIFFERS.fill(**place, fields=", ".join(one.fields))
    return _ONLY.fill(**place, file=theirs if one.ours is None else ours)


def lines_of(fact: Any) -> Iterable[str]:
    """A fact in lines: of an agreement a line a condition."""
    from orqa.domain.partnerships.cooperation import Agreement
    from orqa.domain.partnerships.cooperation_bodies import AgreementApproval, Institution
    from orqa.domain.partnerships.nominations import OutgoingMobility

    if isinstance(fact, Agreement):
        yield from _agreement(fact)
    elif isinstance(fact, OutgoingMobility):
        names = fact.student and (*fact.student.given_names[:1], *fact.student.family_names[:1])
        way = " → ".join((one and one.hei) or "?" for one in (fact.sending, fact.receiving))
        yield f"{fact.id}  {' '.join(one.text for one in names or ())}  {way}  {fact.term or fact.year}  {fact.status}"
    elif isinstance(fact, AgreementApproval):
        yield f"{fact.agreement_id}  {fact.approved_hash}"
    else:
        head = fact.hei if isinstance(fact, Institution) else f"{fact.id}  {fact.code}"
        yield f"{head}  {' / '.join(one.text for one in fact.names)}"


def _agreement(fact: "Agreement") -> Iterable[str]:
    yield "  ".join((*(f"{one.hei} {one.code or one.agreement_id or '–'}" for one in fact.partners),))
    for one in fact.conditions:
        years = f"{one.years[0]} – {one.years[-1]}" if one.years else "–"
        unit = "months" if one.kind.of_students else "days"
        fields = " ".join(field.code or "" for field in one.study_fields) or "–"
        yield (
            f"  {one.kind}  {one.sending} → {one.receiving}  {years}  {one.people or '?'} a year  "
            f"{one.total or '?'} {unit}  {fields}"
        )

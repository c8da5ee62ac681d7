"""An exchange in the demonstration: a selection, a learning agreement with a change, a transcript; all made up."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text, joined
from orqa.cli.demo import learning
from orqa.domain.partnerships.calls import APPLICATION_STATES, ApplicationState, Condition, Criterion
from orqa.domain.partnerships.mobilities import Traveller
from orqa.office.partnerships.mobility_plans import Plan

if TYPE_CHECKING:
    from orqa.domain.partnerships.calls import MobilityApplication
    from orqa.office.office import Office
    from orqa.office.partnerships import PartnershipService

REPORTS: Final = {"exchange-balance": "", "mobilities": "academic", "partnership-overview": ""}
"""What is written, and of which kind of year that has ended; of this calendar year where none is told."""
PARTNER: Final = "Made-up University of the Examples"
_MARKS: Final = (("9001", "3.40", "8"), ("9002", "3.85", "7"), ("9003", "3.10", "9"), ("9004", "2.70", "9"))
_CRITERIA: Final = (
    Criterion(code="gpa", title=Text.of(en="GPA", th="เกรดเฉลี่ย"), weight=Decimal(60), most=Decimal(4)),
    Criterion(code="interview", title=Text.of(en="interview", th="สัมภาษณ์"), weight=Decimal(40), most=Decimal(10)),
)

_RANKED = Text.of(en="{code}: {state}; {why}", th="{code}: {state}; {why}")
_BALANCE = Text.of(en="{partner}: {wording}", th="{partner}: {wording}")


def play(office: "Office", folder: Path) -> Iterator[Text]:
    """Select for two places, send two and receive two, agree, change and recognise for one, draw the balance."""
    del folder
    keep, first = office.partnerships, office.partnerships.academic_year().first
    autumn = first.replace(year=first.year - 1)
    keep.add_partner({"en": PARTNER}, country="JP")
    keep.keep_account(
        PARTNER, first=office.written_year(autumn.year), yearly_cap="2", clause="5", early_return="attended"
    )
    ranked = _selected(keep, autumn)
    for one in ranked:
        state = APPLICATION_STATES[ApplicationState(one.state)]
        yield _RANKED.fill(code=one.applicant.code, state=state, why=joined(one.reasons, "; "))
    sent = [keep.nominate(one, autumn - timedelta(days=60)).record.id for one in ranked if one.state == "selected"]
    received = [_received(keep, code, autumn) for code in ("J-1", "J-2")]
    for which in (*sent, *received):
        if which == sent[0]:
            yield from learning.agree(keep, which, autumn - timedelta(days=50))
        _arrived(keep, which, autumn)
        if which == sent[0]:
            yield from learning.change(keep, which, autumn + timedelta(days=7))
        keep.report_return(which, autumn + timedelta(days=118))
    yield from learning.recognise(keep, sent[0], PARTNER, office.today())
    for found in keep.balance(PARTNER):
        yield _BALANCE.fill(partner=PARTNER, wording=found.wording)


def _selected(keep: "PartnershipService", autumn: date) -> "tuple[MobilityApplication, ...]":
    """A call for two places, and who gets them."""
    opens = autumn - timedelta(days=150)
    call = keep.call(
        "EX-1",
        {"en": "Exchange in the first semester", "th": "แลกเปลี่ยนภาคการศึกษาที่ 1"},
        opens=opens,
        closes=opens + timedelta(days=30),
        places={PARTNER: 2},
        criteria=_CRITERIA,
        conditions=[Condition(code="gpa", least=Decimal("3.00"))],
        terms=["first"],
        first=autumn,
        last=autumn + timedelta(days=120),
    ).record
    for code, gpa, interview in _MARKS:
        keep.apply(
            call, _made_up(code), {"gpa": gpa, "interview": interview}, level="bachelor", on=opens + timedelta(days=3)
        )
    return keep.select(call, opens + timedelta(days=40))


def _received(keep: "PartnershipService", code: str, autumn: date) -> str:
    plan = Plan(terms=("first",), level="bachelor", first=autumn, last=autumn + timedelta(days=120), visa="")
    who = _made_up(code)
    return keep.nominate_person(who, PARTNER, "received", plan, on=autumn - timedelta(days=60)).record.id


def _arrived(keep: "PartnershipService", which: str, autumn: date) -> None:
    """With every step that comes before, to the arrival."""
    for act, day in (("accept", autumn - timedelta(days=40)), ("arrive", autumn)):
        for step in keep.checklist(which).value:
            if step.done is None and step.before is not None and step.before.value == act:
                keep.complete_step(which, step.step, autumn - timedelta(days=45), document=f"{step.step}-{which[-4:]}")
        getattr(keep, act)(which, day)


def _made_up(code: str) -> Traveller:
    return Traveller(code=code, given_name=Text.of(en="Made-up"), family_name=Text.of(en=f"Student {code}"))


def write_reports(office: "Office", folder: Path, language: str | None) -> Iterator[Path]:
    """Write who owes whom how many places, who went and came, and the page for the head of the office."""
    ended = office.year("academic", office.written_year(office.year("academic").ce - 1))
    for name, period in REPORTS.items():
        year = ended if period == "academic" else None
        yield Path(office.reports.write(name, "html", folder / f"{name}.html", year, language=language))

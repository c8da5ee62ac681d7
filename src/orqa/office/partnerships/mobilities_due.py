"""What falls due with exchange: steps of check-lists, changes to agree, calls that close (กำหนดเวลาของการแลกเปลี่ยน)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from orqa.base.language import Text
from orqa.domain.partnerships.calls import MobilityCall
from orqa.domain.partnerships.learning import LearningAgreement
from orqa.domain.partnerships.learning_timing import agree_by
from orqa.domain.partnerships.mobilities import Mobility, MobilityState
from orqa.domain.partnerships.mobility_steps import stays_behind
from orqa.office.deadlines import Deadline, from_to
from orqa.office.paging import every
from orqa.office.partnerships.schemes import scheme_of
from orqa.storage.query import ALL, is_in

if TYPE_CHECKING:
    from orqa.office.office import Office

AREA: Final = "partnerships"
_OPEN: Final = tuple(
    one.value
    for one in (MobilityState.NOMINATED, MobilityState.ACCEPTED, MobilityState.ARRIVED, MobilityState.RETURNED)
)
_STEP = Text.of(en="{step}: mobility {code}", th="{step}: แฟ้มแลกเปลี่ยน {code}")
_AGREE = Text.of(
    en="agree on version {number} of the learning agreement: mobility {code}",
    th="ตกลงข้อตกลงการเรียนฉบับที่ {number}: แฟ้มแลกเปลี่ยน {code}",
)
_CLOSES = Text.of(en="applications to {title} close", th="ปิดรับสมัคร {title}")


def _of_stay(office: "Office", known: Mobility) -> Collection[str]:
    """The steps that the stay of a file tells by itself, where there is one that may be seen."""
    if known.way != "received" or not known.visa or known.arrived is None:
        return ()
    steps = stays_behind(office.rules(known.nominated_on).reading(), known)
    return tuple(steps) if steps and office.partnerships.stays.list(about=known.ref) else ()


def mobilities_due(office: "Office", first: date, last: date) -> Iterator[Deadline]:
    """Open steps of mobilities and changes of learning agreements that may be seen, and calls; both ends included."""
    with office.reading(personal=True) as reader:
        files = tuple(every(office, reader, Mobility, is_in("state", _OPEN)))
        calls = tuple(every(office, reader, MobilityCall, from_to("closes", first, last)))
    for known in files:
        told = _of_stay(office, known)
        for step in office.partnerships.checklist(known).value:
            if step.step in told:
                continue
            if step.done is None and step.due is not None and first <= step.due <= last:
                title = _STEP.fill(step=step.title, code=known.code)
                yield Deadline(day=step.due, area=AREA, title=title, about=known.ref, source=known.ref)
    yield from _to_agree(office, files, first, last)
    for call in calls:
        title = _CLOSES.fill(title=call.title)
        yield Deadline(day=call.closes, area=AREA, title=title, about=call.ref, source=call.ref)


def _to_agree(office: "Office", files: tuple[Mobility, ...], first: date, last: date) -> Iterator[Deadline]:
    """Changes of learning agreements that wait, by the day on which their scheme wants them agreed."""
    open_files = {one.id: one for one in files}
    with office.reading(personal=True) as reader:
        kept = [one for one in every(office, reader, LearningAgreement, ALL) if one.proposed and one.id in open_files]
    for known in kept:
        file, version = open_files[known.id], known.proposed
        if version is not None and version.changes:
            day = version.proposed_on
            by = agree_by(office.rules(day).reading(), scheme_of(office, file, day), version)
            if by is not None and first <= by <= last:
                title = _AGREE.fill(number=version.number, code=file.code)
                yield Deadline(day=by, area=AREA, title=title, about=file.ref, source=known.ref)

"""Whether an agreement that a register prints is one that is kept already, and why (ข้อตกลงที่มีอยู่แล้ว)."""

from typing import TYPE_CHECKING, Final

from orqa.base.findings import FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.base.thai import search_key
from orqa.domain.partnerships.agreements import Agreement
from orqa.office.errors import NotFound
from orqa.office.paging import every
from orqa.storage.query import is_in

if TYPE_CHECKING:
    from orqa.office.office import Office

KNOWN = FindingKind(
    "agreement-kept-already",
    Severity.INFO,
    Text.of(
        en="{partner}: this is the agreement {agreement} that is kept already, by {why}; nothing was changed",
        th="{partner}: ตรงกับข้อตกลง {agreement} ที่มีอยู่แล้ว โดย{why} จึงไม่ได้เปลี่ยนแปลง",
    ),
)
KEPT_OTHERWISE = FindingKind(
    "agreement-kept-otherwise",
    Severity.ERROR,
    Text.of(
        en="the agreement is kept otherwise ({agreement}); a file adds what is new, change the rest by its own command",
        th="ข้อตกลงนี้มีข้อมูลไว้เป็นอย่างอื่น ({agreement}) แฟ้มใช้เพิ่มรายการใหม่ ส่วนที่มีอยู่แล้วให้แก้ด้วยคำสั่งของรายการนั้น",
    ),
)
_KIND = Text.of(en="kind", th="ประเภท")
_TITLE = Text.of(en="title", th="ชื่อ")
_NUMBER = Text.of(en="number", th="เลขที่")
_DAYS: Final = {
    "signed_on": Text.of(en="day of signing", th="วันที่ลงนาม"),
    "starts_on": Text.of(en="first day", th="วันเริ่ม"),
    "ends_on": Text.of(en="last day", th="วันสิ้นสุด"),
}
_PARTNER = Text.of(en="partner", th="คู่ความร่วมมือ")


class KeptAlike:
    """Finds the agreement that is kept of what a row says; each is found once, so that two alike stay two."""

    def __init__(self, office: "Office") -> None:
        self.office = office
        self._of_partner: dict[str, list[Agreement]] = {}
        self._found: set[str] = set()

    def find(self, made: Agreement, *, kind_is_told: bool) -> tuple[Agreement, Text] | None:
        """The agreement that a row surely is, and by what it is that; None for none.

        Partners and units agree, days do where both tell them and one at least; where neither has a day, the kind and
        the title do.

        Args:
            made: what the row says.
            kind_is_told: whether the row tells the kind.
        """
        for kept in self._candidates(made):
            why = _same(made, kept, kind_is_told=kind_is_told)
            if why is not None and kept.id not in self._found:
                self._found.add(kept.id)
                return kept, why
        return None

    def take(self, identity: str) -> None:
        """Say that an agreement was found otherwise, or made now: it is none of the further rows."""
        self._found.add(identity)

    def _candidates(self, made: Agreement) -> list[Agreement]:
        """What is kept with the partner, or with one that was merged into it."""
        if made.partner not in self._of_partner:
            try:
                ids = self.office.partnerships.ids_of(made.partner)
            except NotFound:  # it is made by the same file
                return []
            with self.office.reading() as reader:
                found = every(self.office, reader, Agreement, is_in("partner", ids), ("partner", "title"))
                self._of_partner[made.partner] = list(found)
        return self._of_partner[made.partner]


def _same(made: Agreement, kept: Agreement, *, kind_is_told: bool) -> Text | None:
    if kind_is_told and made.agreement_kind != kept.agreement_kind:
        return None
    if not _of_the_same(made, kept):
        return None
    told = [(name, getattr(made, name), getattr(kept, name)) for name in _DAYS]
    if any(one and other and one != other for _, one, other in told):
        return None
    days = [_DAYS[name] for name, one, other in told if one and one == other]
    named = search_key(made.title) == search_key(kept.title)
    if not days and not (named and not any(one or other for _, one, other in told)):
        return None
    reasons = [_PARTNER, *([_KIND] if kind_is_told else []), *([_TITLE] if named else []), *days]
    if made.number and made.number == kept.number:
        reasons.append(_NUMBER)
    return joined(reasons)


def _of_the_same(made: Agreement, kept: Agreement) -> bool:
    """Whether as many partners make it, and the same units: where both name them, or a row names one of our units."""
    unit, held = (next((one.unit for one in each.parties if not one.partner), "") for each in (made, kept))
    if unit and unit != held:
        return False
    if len(made.partners) != len(kept.partners):
        return False
    ours = [
        next((_unit(one.unit or one.called) for one in each.parties if not one.partner), "") for each in (made, kept)
    ]
    theirs = [{_unit(one.unit) for one in each.parties if one.partner} - {""} for each in (made, kept)]
    return (not all(ours) or ours[0] == ours[1]) and (not all(theirs) or theirs[0] == theirs[1])


def _unit(text: str) -> str:
    return search_key(text)


def says_the_same(before: Agreement, made: Agreement) -> bool:
    """Whether what is kept has grown out of what a row says: what was printed is the same."""
    return (before.term_printed, before.ends_printed) == (made.term_printed, made.ends_printed)

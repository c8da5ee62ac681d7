"""What is done with a destruction list before anything is destroyed: committee, verdicts, approval, the archives."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.correspondence.destruction import (
    TAKEN_OUT,
    CommitteeMember,
    DestructionLine,
    DestructionList,
    DestructionRefused,
    LineState,
    ListState,
    Opinion,
    allowed_states,
    majority,
    taken_out,
)
from orqa.domain.correspondence.keeping import LetterKeeping, restated
from orqa.domain.organization.approvals import Approval, ApprovalState
from orqa.office.approvals import Approvals
from orqa.office.correspondence.destruction_lists import AT_ONCE, DestructionLists
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from orqa.base.records import Record

APPOINT: Final = "destruction.appoint"
CONSIDER: Final = "destruction.consider"
KEEP: Final = "destruction.keep"
"""The actions, as the policy has them: appoint the committee, say what a member holds, keep the list for others."""

ROUTE: Final = "correspondence.destruction"
"""The route along which a list is approved."""

_NO_ORDER = Text.of(en="name the order that appoints the committee", th="ให้ระบุคำสั่งแต่งตั้งคณะกรรมการ")
_TOO_FEW = Text.of(
    en="a committee is {chairs} chair and at least {members} members; there are {found_chairs} and {found}",
    th="คณะกรรมการต้องมีประธาน {chairs} คน และกรรมการอย่างน้อย {members} คน แต่มี {found_chairs} และ {found} คน",
)
_TWICE = Text.of(en="{name} is named twice", th="ระบุ {name} ซ้ำ")
_NO_COMMITTEE = Text.of(
    en="no committee is appointed yet: appoint(list, members, order)",
    th="ยังไม่ได้แต่งตั้งคณะกรรมการ: appoint(list, members, order)",
)
_NO_MEMBER = Text.of(
    en="{name} is no member of the committee; it is: {members}", th="{name} ไม่ใช่กรรมการ คณะกรรมการได้แก่: {members}"
)
_NO_YEAR = Text.of(en="say up to which year they are to be kept, after {least}", th="ให้ระบุปีที่ให้เก็บถึง หลังจาก {least}")
_NO_LINES = Text.of(
    en="the list has no lines {lines} that are still to be destroyed", th="บัญชีไม่มีลำดับที่ {lines} ที่ยังขอทำลาย"
)
_SILENT = Text.of(en="these members have said nothing yet: {names}", th="กรรมการที่ยังไม่ให้ความเห็น: {names}")
_NO_NOTE = Text.of(en="say why", th="ให้ระบุเหตุผล")
_NOT_APPROVED = Text.of(
    en="the head has not approved it yet ({state}): submit(list), then the route {route}",
    th="หัวหน้าส่วนราชการยังไม่อนุมัติ ({state}): submit(list) แล้วเสนอตามลำดับ {route}",
)
_NEVER_ASKED = Text.of(en="never asked for", th="ยังไม่ได้เสนอ")
_NO_UNIT = Text.of(
    en="say for which unit it is asked: submit(list, unit=…)", th="ให้ระบุหน่วยงานที่เสนอ: submit(list, unit=…)"
)
_TAKEN_AS = Text.of(en="lines may be taken out now as one of: {allowed}", th="ขณะนี้นำออกจากบัญชีได้เป็น: {allowed}")
_TITLE = Text.of(en="Destruction list {name}: {lines} letters", th="บัญชีหนังสือขอทำลายที่ {name} จำนวน {lines} ฉบับ")
_BEFORE = Text.of(en="{on} lies before {since}", th="{on} อยู่ก่อน {since}")
_MARKED = Text.of(en="destruction list {name}: {note}", th="บัญชีหนังสือขอทำลายที่ {name}: {note}")


class DestructionSteps(DestructionLists):
    """Lead a list through the hands that the regulation names."""

    def appoint(
        self, known: DestructionList | str, chair: str, members: Iterable[str], *, order: str
    ) -> DestructionList:
        """Keep the committee (คณะกรรมการทำลายหนังสือ, ข้อ 67): a chair and at least two members, by an order.

        Args:
            known: the list, its id or its number.
            chair: id or staff number; the name of somebody who is no person of the office.
            members: likewise.
            order: number of the order.

        Raises:
            DestructionRefused: without an order, with too few, with somebody twice, or when it was considered already.
            NotFound, NotAllowed: as of :meth:`survey`.
        """
        found = self._checked(known, "appoint")
        committee = (self._member(chair, chair=True), *(self._member(one) for one in members))
        rule = self._office.rules().reading().value("retention.committee")
        if not order.strip():
            raise DestructionRefused(_NO_ORDER)
        if len(committee) - 1 < rule["members"]:
            told = {"found": len(committee) - 1, "found_chairs": 1}
            raise DestructionRefused(_TOO_FEW.fill(chairs=rule["chairs"], members=rule["members"], **told))
        keys = [one.key for one in committee]
        if twice := next((key for key in keys if keys.count(key) > 1), ""):
            raise DestructionRefused(_TWICE.fill(name=self._called(twice)))
        return self._changed(found, APPOINT, members=committee, order=order.strip(), opinions=())

    def opine(  # noqa: PLR0913 - what a member says, by name
        self,
        known: DestructionList | str,
        member: str,
        verdict: str = "destroy",
        *,
        lines: Iterable[int] = (),
        until: int | None = None,
        note: str = "",
    ) -> DestructionList:
        """Keep what a member of the committee holds (ความเห็นของกรรมการ, ข้อ 68): of all lines, or of some.

        Args:
            known: the list.
            member: whose: id, staff number or name.
            verdict: ``destroy`` or ``keep``.
            lines: the places of the lines that it is about; none for all of which the member says nothing else.
            until: up to which year they are to be kept, as the office writes years.
            note: in words.

        Raises:
            DestructionRefused: for no member, no such lines, or "keep" without a year.
            NotAllowed: when it is somebody else's opinion and whoever acts does not keep lists.
        """
        found, office = self._checked(known, "opine"), self._office
        if not found.members:
            raise DestructionRefused(_NO_COMMITTEE)
        key = self._member(member).key
        if key not in {one.key for one in found.members}:
            names = ", ".join(self._called(one.key) for one in found.members)
            raise DestructionRefused(_NO_MEMBER.fill(name=member, members=names))
        if office.actor is None or office.actor.person != key:
            office.require(KEEP)
        keep_to = None if verdict == "destroy" else self._year(until, found.year)
        said = Opinion(member=key, destroy=verdict == "destroy", until=keep_to, note=note.strip(), on=office.today())
        chosen = self._chosen(found, lines)
        if chosen:
            changed = [evolve(line, opinions=_with(line.opinions, said)) for line in chosen]
            return self._saved(found, CONSIDER, changed)
        return self._changed(found, CONSIDER, opinions=_with(found.opinions, said))

    def report(self, known: DestructionList | str) -> DestructionList:
        """End the committee's consideration and report to the head (รายงานผลการพิจารณา, ข้อ 68).

        Lines that the majority keeps are taken out and their letters marked up to the year that it says; a tie keeps.

        Raises:
            DestructionRefused: when there is no committee, or somebody has said nothing.
        """
        found = self._checked(known, "report")
        if not found.members:
            raise DestructionRefused(_NO_COMMITTEE)
        spoken = {one.member for one in found.opinions}
        if missing := [self._called(one.key) for one in found.members if one.key not in spoken]:
            raise DestructionRefused(_SILENT.fill(names=", ".join(missing)))
        while kept := self._to_keep(found):
            found = self._out(found, kept, LineState.KEPT, KEEP)
        return self._changed(found, KEEP, state=ListState.CONSIDERED, considered_on=self._office.today())

    def submit(self, known: DestructionList | str, *, unit: str = "", key: str | None = None) -> Approval:
        """Ask the head to approve the list, along the route ``correspondence.destruction`` (ข้อ 69).

        Raises:
            DestructionRefused: when the committee has not considered it, or no unit asks.
            RouteUnknown, NoApprover: as of :meth:`orqa.office.approvals.Approvals.submit`.
        """
        found = self._checked(known, "submit")
        asking = unit or found.unit
        if not asking:
            raise DestructionRefused(_NO_UNIT)
        code = self._office.organization.unit(asking).id
        title = _TITLE.fill(name=self.name(found), lines=found.lines)
        return Approvals(self._office, self._recording).submit(found, ROUTE, unit=code, title=title, key=key)

    def take_out(
        self, known: DestructionList | str, lines: Iterable[int], state: str, note: str, *, until: int | None = None
    ) -> DestructionList:
        """Take letters out of a list, because the head or the National Archives say so, or somebody needs them.

        Args:
            known: the list.
            lines: their places (ลำดับที่).
            state: ``postponed``: next round; ``kept``: up to a year; ``reserved``: for ever; ``handed-over``: the
                archives want them. The last three mark the letters.
            note: why.
            until: up to which year, as the office writes years.

        Raises:
            DestructionRefused: when that does not go now, there are no such lines, or a reason or the year is missing.
        """
        found = self._checked(known, "take_out")
        if state not in {one.value for one in TAKEN_OUT[found.state]}:
            raise DestructionRefused(_TAKEN_AS.fill(allowed=allowed_states(found.state)))
        if not note.strip():
            raise DestructionRefused(_NO_NOTE)
        keep_to = self._year(until, found.year) if state == LineState.KEPT.value else None
        chosen = self._chosen(found, lines)
        if not chosen:
            raise DestructionRefused(_NO_LINES.fill(lines="–"))
        return self._out(found, [(line, keep_to, note.strip()) for line in chosen], LineState(state), KEEP)

    def send(self, known: DestructionList | str, letter: str = "", *, on: date | None = None) -> DestructionList:
        """Send the approved list to the National Archives (ข้อ 69.2); what was agreed upon is cleared at once.

        Args:
            known: the list.
            letter: number of the letter that it goes with.
            on: the day; by default today.

        Raises:
            DestructionRefused: when the head has not approved it.
        """
        found, day = self._checked(known, "send"), on or self._office.today()
        self._require_approved(found)
        _in_order(day, found.considered_on)
        reading = self._office.rules(day).reading()
        if self._is_agreed(found, reading.value("retention.archives_agreed")):
            return self._changed(found, KEEP, state=ListState.CLEARED)
        answer_by = day + timedelta(days=reading.value("retention.archives_days"))
        return self._changed(found, KEEP, state=ListState.SENT, sent_on=day, letter=letter.strip(), answer_by=answer_by)

    def answer(self, known: DestructionList | str, answer: str, *, on: date | None = None) -> DestructionList:
        """Keep what the National Archives answered (ข้อ 70); take out before what they want kept: :meth:`take_out`.

        Raises:
            DestructionRefused: when the list is not with them, or nothing is said.
        """
        found, day = self._checked(known, "answer"), on or self._office.today()
        if not answer.strip():
            raise DestructionRefused(_NO_NOTE)
        _in_order(day, found.sent_on)
        return self._changed(found, KEEP, state=ListState.CLEARED, answered_on=day, answer=answer.strip())

    def withdraw(self, known: DestructionList | str, reason: str) -> DestructionList:
        """Take a list back before anything of it was destroyed; its letters may stand in another one.

        Raises:
            DestructionRefused: when its destruction has begun, or no reason is given.
        """
        found = self._checked(known, "withdraw")
        if not reason.strip():
            raise DestructionRefused(_NO_NOTE)
        return self._changed(found, KEEP, state=ListState.WITHDRAWN, reason=reason.strip())

    # ------------------------------------------------------------------ inside

    def _member(self, written: str, *, chair: bool = False) -> CommitteeMember:
        structure = self._office.organization.structure
        person = structure.people.get(written) or structure.person(written)
        return CommitteeMember(person=person.id, chair=chair) if person else CommitteeMember(name=written, chair=chair)

    def _called(self, key: str) -> str:
        person = self._office.organization.structure.people.get(key)
        return str(person.name.in_language(self._office.profile.language)) if person else key

    def _year(self, until: int | None, least: int) -> int:
        office = self._office
        found = office.year("calendar", until).ce if until else 0
        if found <= least:
            raise DestructionRefused(_NO_YEAR.fill(least=office.written_year(least)))
        return found

    def _chosen(self, known: DestructionList, places: Iterable[int]) -> list[DestructionLine]:
        """The lines at these places, all of which are still to be destroyed."""
        wanted = sorted(set(places))
        if not wanted:
            return []
        with self._office.reading() as reader:
            query = is_in("seq", wanted) & equal("state", LineState.LISTED.value)
            found = list(self._lines(reader, known, query))
        if missing := set(wanted) - {line.seq for line in found}:
            raise DestructionRefused(_NO_LINES.fill(lines=", ".join(map(str, sorted(missing)))))
        return found

    def _to_keep(self, known: DestructionList) -> list[tuple[DestructionLine, int | None, str]]:
        """Some of the lines that the committee keeps."""
        with self._office.reading() as reader:
            standing = self._lines(reader, known, equal("state", LineState.LISTED.value))
            kept = self._kept(known, standing)
            return list(islice(kept, AT_ONCE))

    @staticmethod
    def _kept(
        known: DestructionList, lines: Iterator[DestructionLine]
    ) -> Iterator[tuple[DestructionLine, int | None, str]]:
        for line in lines:
            held = majority(known.members, known.opinions, line.opinions)
            if held is None or not held.destroy:
                until = held.until if held else known.year + 1
                yield line, until, held.note if held else ""

    def _out(
        self,
        known: DestructionList,
        lines: Sequence[tuple[DestructionLine, int | None, str]],
        state: LineState,
        action: str,
    ) -> DestructionList:
        """The list without some lines, whose letters are marked in the same batch."""
        for start in range(0, len(lines), AT_ONCE):
            more: list[Record] = []
            for line, until, note in lines[start : start + AT_ONCE]:
                more.append(taken_out(line, state, note=note, until=until))
                more += self._marks(known, line, state, until, note)
            known = self._saved(known, action, more)
        return known

    def _marks(
        self, known: DestructionList, line: DestructionLine, state: LineState, until: int | None, note: str
    ) -> Iterator[LetterKeeping]:
        """The mark on the letter of a line that is kept longer, or for ever."""
        from orqa.office.correspondence import Correspondence

        changes = {"until": until} if state is LineState.KEPT else {"never": True}
        said = Correspondence(self._office).said_of_keeping(line.letter)
        if state is LineState.POSTPONED or evolve(said, **changes) == said:
            return
        reason = _MARKED.fill(name=self.name(known), note=note).in_language(self._office.profile.language)
        at, by = self._office.now(), self._office.rights.name
        yield restated(said, at=at, by=by, reason=reason.rstrip(": "), **changes)

    def _require_approved(self, known: DestructionList) -> None:
        request = self._office.approvals.latest(known, ROUTE, withdrawn=False)
        if request is None or request.state is not ApprovalState.APPROVED:
            state = request.state.value if request else _NEVER_ASKED
            raise DestructionRefused(_NOT_APPROVED.fill(state=state, route=ROUTE))

    def _is_agreed(self, known: DestructionList, agreed: Sequence[str]) -> bool:
        """Whether all classes of a list are agreed upon with the archives."""
        if not agreed:
            return False
        query = equal("list", str(known.ref)) & equal("state", LineState.LISTED.value)
        with self._office.reading() as reader:
            classes = reader.count_by(DestructionLine.kind, ("retention_class",), query)
        return all((code or "normal") in agreed for (code,) in classes)


def _with(opinions: Sequence[Opinion], said: Opinion) -> tuple[Opinion, ...]:
    return (*(one for one in opinions if one.member != said.member), said)


def _in_order(day: date, since: date | None) -> None:
    if since is not None and day < since:
        raise DestructionRefused(_BEFORE.fill(on=day_text(day), since=day_text(since)))

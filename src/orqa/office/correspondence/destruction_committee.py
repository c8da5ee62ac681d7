"""The committee of a destruction list (คณะกรรมการทำลายหนังสือ, ข้อ 67 and 68): who, what each holds, what follows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.correspondence.destruction import (
    CommitteeMember,
    DestructionLine,
    DestructionList,
    DestructionRefused,
    LineState,
    ListState,
    Opinion,
    majority,
    taken_out,
)
from orqa.domain.correspondence.keeping import LetterKeeping, restated
from orqa.office.correspondence.destruction_lists import AT_ONCE, DestructionLists
from orqa.storage.query import equal, is_in

if TYPE_CHECKING:
    from orqa.base.records import Record

APPOINT: Final = "destruction.appoint"
CONSIDER: Final = "destruction.consider"
KEEP: Final = "destruction.keep"
"""The actions, as the policy has them: appoint the committee, say what a member holds, keep the list for others."""


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
_VERDICTS: Final = ("destroy", "keep")
_NO_VERDICT = Text.of(
    en="{verdict!r:.60} is no opinion of a letter; choose one of: {known}",
    th="{verdict!r:.60} ไม่ใช่ความเห็น ให้เลือกจาก: {known}",
)
_NO_LINES = Text.of(
    en="the list has no lines {lines} that are still to be destroyed", th="บัญชีไม่มีลำดับที่ {lines} ที่ยังขอทำลาย"
)
_SILENT = Text.of(en="these members have said nothing yet: {names}", th="กรรมการที่ยังไม่ให้ความเห็น: {names}")
_MARKED = Text.of(en="destruction list {name}: {note}", th="บัญชีหนังสือขอทำลายที่ {name}: {note}")


class DestructionCommittee(DestructionLists):
    """Keep the committee and its opinions."""

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
            NotFound, NotAllowed: as of ``survey``.
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
            DestructionRefused: for no member, no such lines or verdict, or "keep" without a year.
            NotAllowed: when it is somebody else's opinion and whoever acts does not keep lists.
        """
        found, office = self._checked(known, "opine"), self._office
        if not found.members:
            raise DestructionRefused(_NO_COMMITTEE)
        if verdict not in _VERDICTS:
            raise DestructionRefused(_NO_VERDICT.fill(verdict=verdict, known=", ".join(_VERDICTS)))
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
        marked = restated(said, at=at, by=by, reason=reason.rstrip(": "), **changes)
        yield evolve(marked, restricted=line.restricted)


def _with(opinions: Sequence[Opinion], said: Opinion) -> tuple[Opinion, ...]:
    return (*(one for one in opinions if one.member != said.member), said)

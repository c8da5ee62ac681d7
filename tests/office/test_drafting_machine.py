"""No order of what people do with drafts loses a version, a number or a comment."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

import orqa
from orqa.base.errors import OrqaError
from orqa.cli.demo.organization import load_rosters
from orqa.domain.correspondence.drafting.states import DraftState

MOMENT = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
PEOPLE = ("2005", "2002", "2001", "1002", "3001")
PARTS = ("body", "copies", "contact")
WORDS = st.sampled_from(["ก", "ข", "ค", "ง"])


class DraftMachine(RuleBasedStateMachine):
    """People do anything with drafts, in any order; each either happens whole or is refused whole."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.office = orqa.open_office("memory:", profile="thai-public-university", clock=lambda: MOMENT)
        load_rosters(self.office)
        self.services = {person: self.office.acting(person).correspondence for person in PEOPLE}
        self.said: dict[str, list[str]] = {}
        self.texts: dict[str, list[dict[str, Any]]] = {}
        self.numbers: dict[str, int] = {}
        self.signed: dict[str, int] = {}

    def teardown(self) -> None:
        assert self.office.verify().is_sound
        self.office.close()

    def _content(self, draft: str) -> dict[str, Any]:
        known = self.services["3001"].drafts.get(draft)
        return {part.name: part.lines for part in known.parts}

    def _tried(self, do: Any) -> bool:
        """Whether it was done; a refusal leaves the journal where it was."""
        before = self.office.store.checkpoint().position
        try:
            do()
        except OrqaError:
            assert self.office.store.checkpoint().position == before
            return False
        return True

    @rule(target=drafts, text=WORDS)
    def begin(self, text: str) -> Any:
        made = self.services["2005"].draft("internal", unit="ga", subject="เรื่อง", recipient="ผู้รับ", parts={"body": text})
        self.said[made.id], self.texts[made.id] = [], [self._content(made.id)]
        return made.id

    @rule(draft=drafts, who=st.sampled_from(PEOPLE), part=st.sampled_from(PARTS), text=WORDS, behind=st.integers(0, 2))
    def edit(self, draft: str, who: str, part: str, text: str, behind: int) -> None:
        edition = max(1, len(self.texts[draft]) - behind)
        before = self._content(draft)
        word = f"e{len(self.said[draft])}"
        if self._tried(lambda: self.services[who].edit(draft, {part: text}, edition=edition, comment=word)):
            self.said[draft].append(word)
            if self._content(draft) != before:
                self.texts[draft].append(self._content(draft))

    @rule(draft=drafts, who=st.sampled_from(PEOPLE))
    def comment(self, draft: str, who: str) -> None:
        word = f"c{len(self.said[draft])}"
        if self._tried(lambda: self.services[who].comment(draft, word)):
            self.said[draft].append(word)

    @rule(
        draft=drafts,
        who=st.sampled_from(PEOPLE),
        step=st.sampled_from(["review", "approve", "sign", "return_", "reject", "recall", "confirm_receipt", "file"]),
    )
    def step(self, draft: str, who: str, step: str) -> None:
        word = f"s{len(self.said[draft])}"
        service = self.services[who]
        if self._tried(lambda: getattr(service, step)(draft, word)):
            self.said[draft].append(word)

    @rule(draft=drafts)
    def propose(self, draft: str) -> None:
        service = self.services["2005"]
        self._tried(lambda: service.propose(service.drafts.get(draft)))

    @rule(draft=drafts)
    def straight_to_the_signature(self, draft: str) -> None:
        """The usual way in one go, so that later states are met often."""
        clerk = self.services["2005"]
        self._tried(lambda: clerk.propose(clerk.drafts.get(draft)))
        for who in ("2002", "2001"):
            self._tried(lambda who=who: self.services[who].approve(draft))  # type: ignore[misc]
        self._tried(lambda: self.services["1002"].sign(draft))

    @rule(draft=drafts)
    def number(self, draft: str) -> None:
        issued: list[Any] = []
        if self._tried(lambda: issued.append(self.services["3001"].number(draft))):
            assert draft not in self.numbers
            self.numbers[draft] = issued[0].number

    @rule(draft=drafts, way=st.sampled_from(["post", "hand", "pigeon"]))
    def dispatch(self, draft: str, way: str) -> None:
        self._tried(lambda: self.services["3001"].dispatch(draft, way))

    @rule(draft=drafts)
    def void(self, draft: str) -> None:
        known = self.services["3001"].drafts.get(draft)
        if known.letter is None:
            return
        (line,) = self.services["3001"].lines_of(known.letter.id)
        self._tried(lambda: self.services["3001"].void(line, "ยกเลิก"))

    @rule(target=drafts)
    def send_the_short_way(self) -> Any:
        letter = self.services["3001"].send(kind="internal", subject="ส่ง", recipient="ผู้รับ", unit="ga").letter
        number = self.services["3001"].lines_of(letter)[0].number
        self.said[letter.id], self.texts[letter.id] = [], [{}]
        self.numbers[letter.id] = number or 0
        return multiple(letter.id)

    @invariant()
    def numbers_have_no_gap_and_no_double(self) -> None:
        assert sorted(self.numbers.values()) == list(range(1, len(self.numbers) + 1))

    @invariant()
    def every_edition_and_every_comment_is_there(self) -> None:
        service = self.services["3001"]
        for draft, said in self.said.items():
            known = service.drafts.get(draft)
            words = [move.words for move in known.moves]
            assert all(word in words for word in said)
            if known.version:
                editions = [
                    {part.name: part.lines for part in one.draft.parts} for one in service.drafts.editions(draft)
                ]
                assert editions == self.texts[draft]

    @invariant()
    def a_signature_holds_exactly_what_stands(self) -> None:
        for draft in self.said:
            known = self.services["3001"].drafts.get(draft)
            signature = known.signature
            if known.state is DraftState.SIGNED or (known.letter and known.signatures):
                assert signature is not None
                assert signature.edition == known.edition
            if known.state in {DraftState.DRAFT, DraftState.REVIEWED, DraftState.PROPOSED}:
                assert signature is None


DraftMachine.TestCase.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDrafts = DraftMachine.TestCase

"""Drafts looked over, laid out and shown: a part of the service of letters."""

from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.domain.correspondence.drafting.checks import Checked, check_draft
from orqa.domain.correspondence.drafting.errors import RenderFormatUnknown
from orqa.domain.correspondence.layout.making import OPEN, PaperFacts, lay_out
from orqa.domain.correspondence.numbering import (
    UNIT_CODE,
    printed_pattern,
    sending_register,
    series_year,
    with_number,
)
from orqa.domain.correspondence.records import RegisterEntry
from orqa.office.correspondence.drafting.keeping import DraftKeeping, Whose
from orqa.office.correspondence.units import letterhead
from orqa.office.paging import every
from orqa.reporting.paper_text import paper_text
from orqa.storage.query import equal

if TYPE_CHECKING:
    from datetime import date

    from orqa.base.findings import Finding
    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.domain.correspondence.layout.model import PaperLayout
    from orqa.rules.views import Reading

LATIN: Final = "draft.latin_codes"
FORMATS: Final = ("text", "json")
"""What a paper is rendered as here; files come from renderers of the layout."""

_OF_UNIT: Final = frozenset({"internal", "minutes", "note"})
"""Kinds that a unit writes in its own name; others stand in that of the office as a whole."""


class Rendering(DraftKeeping):
    """Look at drafts."""

    def check(self, draft: Whose) -> "tuple[Finding, ...]":
        """What is to be looked at in a draft before it goes on (ตรวจร่าง); errors keep it from being proposed.

        The form and its parts, salutation and closing by the receiver, numbers and dates, references, enclosures, cited
        powers, minutes, the era and digits of a letter in English, signatures that hold no more. Findings quote the
        text: of a secret draft that is journaled as an opening.

        Raises:
            NotFound: when there is no such draft, or it may not be seen.
        """
        return self._draft_findings(self._shown_draft(draft))

    def layout(self, draft: Whose) -> "PaperLayout":
        """A draft on its page: what a renderer of files takes (รูปแบบหน้ากระดาษ).

        Raises:
            NotFound: as of :meth:`check`.
            NotModelled, UnknownParameter: when the profile does not lay papers out.
        """
        known = self._shown_draft(draft)
        return lay_out(self._office.profile, self._rules_for(known), known, self._paper_facts(known))

    def render(self, draft: Whose, format_name: str = "text") -> str:
        """A draft as people read it: ``text``, or its layout as ``json`` for another program.

        Raises:
            RenderFormatUnknown: for any other format.
            NotFound, NotModelled: as of :meth:`layout`.
        """
        if format_name not in FORMATS:
            raise RenderFormatUnknown(format_name, FORMATS)
        layout = self.layout(draft)
        if format_name == "text":
            return paper_text(layout)
        import json

        return json.dumps(layout.to_data(), ensure_ascii=False, indent=2)

    # ------------------------------------------------------------------ inside

    def _shown_draft(self, which: Whose) -> "Draft":
        """A draft to be shown whole: that of secret matter is opened first, which is journaled."""
        known = self._draft(which)
        if known.restricted is not None:
            self._journal_draft_opening(known)
        return known

    def _journal_draft_opening(self, draft: "Draft") -> None:
        from orqa.domain.correspondence.records import LetterOpening

        at = self._office.now()
        opening = LetterOpening(
            id=self._office.ids.next_id(at),
            letter=draft.ref,
            person=self._acting_person,
            opened_at=at,
            restricted=draft.restricted,
        )
        self._office.recorder.save("secret.open", at, [opening])

    def _draft_findings(self, draft: "Draft") -> "tuple[Finding, ...]":
        reading, day = self._rules_for(draft), self._office.today()
        head = letterhead(self._office, draft.unit, day)
        facts = self._paper_facts(draft)
        checked = Checked(
            profile=self._office.profile,
            reading=reading,
            draft=draft,
            facts=facts,
            pattern=self._number_pattern(draft, reading, day),
            unit_code=head.code,
        )
        return check_draft(checked)

    def _rules_for(self, draft: "Draft") -> "Reading":
        del draft
        return self._office.rules().reading()

    def _paper_facts(self, draft: "Draft", *, opened: bool = False, on: "date | None" = None) -> PaperFacts:
        """What the office knows besides; with number and date left open as at the time of signing.

        The signature that holds names who signed.
        """
        signature = draft.signature
        language = draft.language
        facts = PaperFacts(
            agency=self._agency_of(draft, on),
            unit=self._unit_title(draft.unit, language, on),
            number=OPEN,
            signer=signature.name.in_language(language) if signature else "",
            position=tuple(line.in_language(language) for line in signature.position) if signature else (),
        )
        if opened:
            return facts
        return evolve(facts, number=self._number_on_paper(draft), dated=self._date_on_paper(draft))

    def _agency_of(self, draft: "Draft", on: "date | None" = None) -> str:
        top = next(iter(self._office.organization.on(on or self._office.today()).children()), "")
        unit = draft.unit if draft.letter_kind in _OF_UNIT and draft.unit else top
        return self._unit_title(unit, draft.language, on)

    def _unit_title(self, unit: str, language: str, on: "date | None" = None) -> str:
        span = self._office.organization.on(on or self._office.today()).unit(unit) if unit else None
        return span.title.in_language(language) if span else ""

    def _number_pattern(self, draft: "Draft", reading: "Reading", on: "date") -> str:
        """How its number is printed, its unit code and number left open; empty for none."""
        kind = reading.view.vocabulary("letter-kind")[draft.letter_kind]
        register = sending_register(reading, kind, circular=draft.circular)
        if not register:
            return ""
        year = series_year(reading, on, register)
        return printed_pattern(self._office.profile, reading, register, year, circular=draft.circular)

    def _number_on_paper(self, draft: "Draft") -> str:
        line = self._line_of_draft(draft)
        if line is not None:
            return self._in_latin_letters(line.printed_number, draft)
        day = self._office.today()
        pattern = self._number_pattern(draft, self._rules_for(draft), day)
        code = letterhead(self._office, draft.unit, day).code or OPEN
        return self._in_latin_letters(with_number(pattern.replace(UNIT_CODE, code), OPEN), draft)

    def _date_on_paper(self, draft: "Draft") -> "date | None":
        line = self._line_of_draft(draft)
        return line.dated if line else None

    def _line_of_draft(self, draft: "Draft") -> RegisterEntry | None:
        if draft.letter is None:
            return None
        with self._office.reading() as reader:
            lines = every(self._office, reader, RegisterEntry, equal("letter", str(draft.letter)))
            return next((line for line in lines if line.printed or line.reference or line.number), None)

    def _in_latin_letters(self, number: str, draft: "Draft") -> str:
        """A number as a letter in English prints it."""
        if draft.language == "th":
            return number
        for row in self._rules_for(draft).value(LATIN):
            if number.startswith(row["thai"]):
                return f"{row['latin']}{number[len(row['thai']) :]}"
        return number

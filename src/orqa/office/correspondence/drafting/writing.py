"""Drafts begun, edited and commented: a part of the service of letters."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.refs import RecordRef
from orqa.domain.correspondence.drafting.deciding import (
    FIELDS,
    Content,
    as_lines,
    check_new,
    content_of,
    edited,
    merged,
    moved,
    refuse_errors,
    with_codes,
    with_content,
)
from orqa.domain.correspondence.drafting.records import Draft, DraftMove
from orqa.domain.correspondence.drafting.states import Act, DraftState
from orqa.domain.correspondence.drafting.templates import Filled, Template, fill
from orqa.domain.correspondence.secrecy import listed, rank_of
from orqa.domain.correspondence.terms import unmarked
from orqa.domain.organization.restriction import Restriction
from orqa.office.correspondence.drafting.filling import Templates, day_words, record_facts, templates_of
from orqa.office.correspondence.drafting.keeping import Whose
from orqa.office.correspondence.drafting.looking import Drafts, editions_of
from orqa.office.correspondence.drafting.rendering import Rendering
from orqa.office.correspondence.units import check_unit
from orqa.office.errors import refuse
from orqa.office.service import Asked

if TYPE_CHECKING:
    from datetime import datetime

    from orqa.base.records import Record
    from orqa.office.recorder import Save

WRITE: Final = "draft.write"
COMMENT: Final = "draft.comment"

Words = str | Iterable[str] | None
"""A part as it is given: a text line by line, or its items."""


class Writing(Rendering):
    """Begin drafts and change them."""

    @cached_property
    def drafts(self) -> Drafts:
        """Find drafts again, with their editions and signatures."""
        return Drafts(self._office, self._recording)

    def templates(self, folder: str | Path | None = None) -> Templates:
        """The templates of papers that the profile has, and those of a folder of plain files (แม่แบบ).

        Args:
            folder: with one TOML file for each template; a name that the profile has, too, takes its place.

        Raises:
            OSError: when the folder cannot be read.
        """
        return templates_of(self._office, folder)

    def draft(  # noqa: PLR0913 - what a paper is, by name
        self,
        kind: str = "",
        *,
        subject: str = "",
        recipient: str = "",
        parts: Mapping[str, Words] | None = None,
        unit: str = "",
        language: str = "",
        english_form: str = "",
        recipient_class: str = "",
        urgency: str = "",
        secrecy: str = "",
        circular: bool = False,
        template: str = "",
        templates: str | Path | None = None,
        fields: Mapping[str, Any] | None = None,
        about: "RecordRef | Record | Iterable[RecordRef | Record]" = (),
        shared_with: Iterable[str] = (),
        key: str | None = None,
    ) -> Draft:
        """Begin a draft (ร่างหนังสือ): by its parts, or from a template whose fields are filled.

        Args:
            kind: code or title of the vocabulary ``letter-kind``; by default that of the template.
            subject: the matter (เรื่อง).
            recipient: whom it is for (เรียน, ถึง).
            parts: by code of the vocabulary ``draft-part``: ``body``, ``enclosures`` and so on.
            unit: id of the unit that writes it.
            language: ``th`` or ``en``; by default that of the template, else the office's own.
            english_form: code of the vocabulary ``english-form``, for a letter in English.
            recipient_class: code or title of the vocabulary ``recipient-class``, or ``english-address`` in English; by
                default what the receiver's name tells.
            urgency: code or title of the vocabulary ``urgency``.
            secrecy: code or title of the vocabulary ``secrecy``; a secret draft is for those of its unit and those with
                whom it is shared, as far as they are cleared.
            circular: whether it is a circular (หนังสือเวียน).
            template: name of a template.
            templates: a folder of plain files with further templates.
            fields: of the template, by name.
            about: records that fill it (a partner, a visit, a mobility, an agreement, a person, a letter).
            shared_with: staff codes of people who may see it besides, where it is secret.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            DraftRefused: with the findings that say what is wrong; nothing is written.
            TemplateUnknown: when there is no such template.
            NotFound: when there is no such person or record, or it may not be seen.
            RegisterRefused: when there is no such unit.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, refs = self._office, _refs(about)
        used = self.templates(templates).named(template) if template else None
        persons = tuple(office.organization.person(person).id for person in shared_with)
        told = {
            **_head_of(used, kind, english_form, language or (used.language if used else office.profile.language)),
            "unit": unit,
            "secrecy": secrecy,
            "circular": circular,
            "template": template,
            "sources": refs,
        }
        own = dict(zip(FIELDS, (subject, recipient, recipient_class, urgency), strict=True))
        content = self._begun_content(used, fields or {}, refs, {**(parts or {}), **own})
        asked = Asked({"draft": told, "content": content, "persons": persons})

        def make(save: "Save") -> Draft:
            at = office.now()
            refuse(check_unit(office, unit, at.date()))
            made = self._new_draft(told, content, persons, at)
            save(WRITE, at, [made])
            return listed(evolve(made, version=1))

        return self._recorder.once(key, WRITE, asked, make, lambda made: self._kept_draft(made[0].id))

    def edit(  # noqa: PLR0913 - what is changed, by name
        self,
        draft: Whose,
        parts: Mapping[str, Words] | None = None,
        *,
        subject: str | None = None,
        recipient: str | None = None,
        recipient_class: str | None = None,
        urgency: str | None = None,
        comment: str = "",
        edition: int | None = None,
        key: str | None = None,
    ) -> Draft:
        """Change the text of a draft (แก้ไขร่าง): a new edition, joined with what others changed elsewhere meanwhile.

        A signature ends with the text that was signed, and is seen to have ended.

        Args:
            draft: the draft as it was read, or its id.
            parts: by name; None or an empty text takes a part out.
            subject: the matter.
            recipient: whom it is for.
            recipient_class: as of :meth:`draft`.
            urgency: as of :meth:`draft`.
            comment: why.
            edition: the one that the changes are made to; by default that of the draft that is given, else the newest.
            key: as of :meth:`draft`.

        Raises:
            DraftEditedMeanwhile: when somebody else changed the same part; it holds both texts.
            DraftStepRefused: when the text does not change any more, with what may be done.
            DraftRefused: with the findings that say what is wrong; nothing is written.
            NotFound: when there is no such draft, or it may not be seen.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        fields = dict(zip(FIELDS, (subject, recipient, recipient_class, urgency), strict=True))
        changes = {name: as_lines(value) for name, value in (parts or {}).items()}
        changes |= {name: as_lines(value) for name, value in fields.items() if value is not None}
        base = edition or (draft.edition if isinstance(draft, Draft) else None)

        def change(known: Draft, at: "datetime") -> Draft:
            mine = changes if base in {None, known.edition} else merged(known, self._at_edition(known, base), changes)
            if mine.items() <= content_of(known).items():
                return moved(known, Act.COMMENT, at=at, person=self._acting_person, words=comment)
            after = edited(known, mine, at=at, person=self._acting_person, words=comment)
            after = with_codes(self._rules_for(after), after)
            refuse_errors(check_new(self._rules_for(after), after))
            return after

        asked = {"changes": changes, "comment": comment, "base": base}
        return self._draft_changed(draft, WRITE, asked, key, change)

    def comment(self, draft: Whose, words: str, *, key: str | None = None) -> Draft:
        """Say something about a draft (ให้ความเห็น); every comment is kept, whoever else writes at that moment.

        Raises:
            ValueError: without words.
            NotFound, NotAllowed: as of :meth:`edit`.
        """
        if not words.strip():
            raise ValueError("a comment needs words")

        def change(known: Draft, at: "datetime") -> Draft:
            return moved(known, Act.COMMENT, at=at, person=self._acting_person, words=words)

        return self._draft_changed(draft, COMMENT, {"comment": words}, key, change, tasks=False)

    # ------------------------------------------------------------------ inside

    def _begun_content(
        self,
        template: Template | None,
        fields: Mapping[str, Any],
        refs: tuple[RecordRef, ...],
        given: Mapping[str, Words],
    ) -> Content:
        """What a draft begins with: the words of its template, and over them what was given."""
        filled = self._template_filled(template, fields, refs)
        content = dict(filled.parts) if filled else {}
        if template is not None:
            named = {"recipient_class": template.recipient_class, "urgency": template.urgency}
            content |= {name: (code,) for name, code in named.items() if code}
        return content | {name: as_lines(value) for name, value in given.items() if value}

    def _template_filled(
        self, template: Template | None, given: Mapping[str, Any], refs: tuple[RecordRef, ...]
    ) -> Filled | None:
        if template is None:
            return None
        facts = record_facts(self._office, refs, template.language)
        filled = fill(template, given, facts, lambda day: day_words(template.language, day))
        refuse_errors(filled.findings)
        return filled

    def _new_draft(self, told: Mapping[str, Any], content: Content, persons: tuple[str, ...], at: "datetime") -> Draft:
        reading = self._rules_of_moment(at)
        made = Draft(id=self._office.ids.next_id(at), author=self._acting_person, opened_at=at, **told)
        made = with_codes(reading, with_content(made, content))
        refuse_errors(check_new(reading, made))
        if not made.secrecy:
            made = evolve(made, secrecy=unmarked(reading.view.vocabulary("secrecy")))
        rank = rank_of(reading, made.secrecy)
        units = (made.unit,) if made.unit else ()
        own = (self._acting_person,) if self._acting_person else ()
        kept = Restriction(rank=rank, units=units, persons=(*own, *persons)) if rank else None
        begun = DraftMove(act=Act.BEGIN, state=DraftState.DRAFT, edition=1, person=self._acting_person, at=at)
        return evolve(made, restricted=kept, moves=(begun,))

    def _rules_of_moment(self, at: "datetime") -> Any:
        return self._office.rules(at.date()).reading()

    def _at_edition(self, draft: Draft, edition: int) -> Draft:
        """A draft as it stood at an edition; the newest where there is no such one."""
        found = (each.draft for each in editions_of(self._office, draft))
        return next((one for one in found if one.edition == edition), draft)


def _head_of(template: Template | None, kind: str, english_form: str, language: str) -> dict[str, Any]:
    """Kind, form and language of a draft: as they are given, else as its template has them."""
    return {
        "letter_kind": kind or (template.kind if template else ""),
        "english_form": english_form or (template.english_form if template else ""),
        "language": language,
    }


def _refs(about: "RecordRef | Record | Iterable[RecordRef | Record]") -> tuple[RecordRef, ...]:
    one = isinstance(about, RecordRef) or hasattr(about, "ref")
    several: Any = (about,) if one else about
    return tuple(each if isinstance(each, RecordRef) else each.ref for each in several)

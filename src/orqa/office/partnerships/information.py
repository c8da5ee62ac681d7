"""Enquiries with tickets, and how they are answered from approved texts (งานบริการข้อมูลข่าวสาร)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.domain.correspondence.numbering import CENTRAL, series_cell
from orqa.domain.partnerships.enquiries import (
    Answer,
    Enquiry,
    EnquiryState,
    UsedText,
)
from orqa.domain.partnerships.errors import InformationRefused
from orqa.domain.partnerships.written import clean_lines
from orqa.office.partnerships.information_reading import ENQUIRY, EnquiryReading
from orqa.office.partnerships.keeping import NO_REASON
from orqa.office.service import Asked
from orqa.storage.protocol import Add, Into

if TYPE_CHECKING:
    from orqa.office.recorder import Save

KEEP: Final = "enquiry.keep"
"""The action, as the policy has it."""

ANSWER_DAYS: Final = "enquiry.answer_days"
"""The rule: within how many days an enquiry of a kind is answered."""

HAND: Final = "enquiry.hand"
"""The action, as the policy has it: give an enquiry to another unit, from a unit whose enquiries one may keep."""

_SERIES: Final = "enquiry"

_NO_QUESTION = Text.of(en="say what is asked", th="ให้ระบุคำถาม")
_NO_ANSWER = Text.of(en="an answer needs an approved text, or words", th="คำตอบต้องมีข้อความมาตรฐานหรือข้อความเพิ่มเติม")
_NO_ONE = Text.of(en="say to which unit or person", th="ให้ระบุหน่วยงานหรือผู้รับเรื่อง")
_TO_COME = Text.of(en="the day {day} on which it came is still to come", th="วันที่รับเรื่อง {day} ยังไม่ถึง")
_OVER = Text.of(en="it was closed on the ticket; open a new one", th="เรื่องยุติแล้ว ให้เปิดเรื่องใหม่")
_NOT_APPROVED = Text.of(
    en="the text {code} may not be used on that day: it is not approved, or its time is over",
    th="ใช้ข้อความ {code} ในวันนั้นไม่ได้ เพราะยังไม่ได้รับอนุมัติหรือหมดเวลาใช้",
)


class Enquiries(EnquiryReading):
    """Take enquiries in and answer them; reached as ``office.partnerships.enquiries``."""

    def take_in(  # noqa: PLR0913 - what somebody asks, by name
        self,
        question: str,
        *,
        enquiry_kind: str = "general",
        topic: str = "",
        language: str = "th",
        asker: str = "",
        address: str = "",
        received: date | None = None,
        unit: str = "",
        owner: str = "",
        partner: str = "",
        agreement: str | None = None,
        key: str | None = None,
    ) -> Enquiry:
        """Take an enquiry in (รับเรื่องสอบถาม); it gets the next ticket number of its fiscal year.

        Args:
            question: what is asked; kept as plain text, whatever is in it.
            enquiry_kind: code of the vocabulary ``enquiry-kind``: the day by which to answer goes by it.
            topic: code of the vocabulary ``enquiry-topic``.
            language: of whoever asks (BCP 47).
            asker: who asks; personal data.
            address: where to answer to; personal data.
            received: the day on which it came; by default today.
            unit: code of the unit that answers; by default that of whoever takes it in.
            owner: id or staff number of the person who answers.
            partner: the institution that it is about.
            agreement: id of the agreement that it is about.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound: when there is no such unit, person or partner.
            UnknownTerm: when there is no such kind or topic.
            InformationRefused: when nothing is asked, or the day on which it came is still to come.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, day = self._office, received or self._office.today()
        _refuse(None if clean_lines(question) else _NO_QUESTION)
        _refuse(_TO_COME.fill(day=day_text(day)) if day > office.today() else None)
        rules = office.rules(day)
        days = rules.reading().value(ANSWER_DAYS, enquiry_kind=rules.vocabulary("enquiry-kind")[enquiry_kind].code)
        year = office.budgets.fiscal_year(day).ce
        fields: dict[str, Any] = {"enquiry_kind": enquiry_kind, "question": question, "language": language}
        fields |= {
            "asker": asker,
            "address": address,
            "received": day,
            "unit": self._unit(unit or self._own_unit(), day),
        }
        fields |= {"owner": self._person(owner), "partner": self._partner(partner), "year": year}
        fields["agreement"] = self._agreement(agreement)
        fields["topic"] = rules.vocabulary("enquiry-topic")[topic].code if topic else ""
        fields["due"] = day + timedelta(days=days) if isinstance(days, int) else None

        def make(at: Any) -> Any:
            made = Enquiry(id=office.ids.next_id(at), **fields)
            return (made,), (Add(series_cell(_SERIES, CENTRAL, year), 1, None, (Into(made.ref, "number"),)),)

        return self._keep(Enquiry, ENQUIRY, KEEP, {"take_in": fields}, key, make)

    def answer(
        self,
        enquiry: Enquiry | str,
        texts: Iterable[str] = (),
        *,
        words: Text | Mapping[str, str] | None = None,
        key: str | None = None,
    ) -> Enquiry:
        """Answer an enquiry from approved texts and own words (ตอบเรื่องสอบถาม), in each language that all parts have.

        Args:
            enquiry: the enquiry, or its id.
            texts: codes of approved texts, in their order; the answer keeps which version of each it used.
            words: what is added, by language.
            key: as of :meth:`take_in`.

        Raises:
            NotFound: when there is no such enquiry or text.
            InformationRefused: when it was closed, a text may not be used today, or there is nothing to say.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        known, office = self.get(enquiry), self._office
        codes, today = tuple(texts), office.today()
        used = [office.partnerships.texts.get(code) for code in codes]
        for one in used:
            _refuse(None if one.holds(today) else _NOT_APPROVED.fill(code=one.code))
        own = None if words is None else Text.from_value(words)
        parts = [*(one.body for one in used), *([own] if own else [])]
        _refuse(None if parts else _NO_ANSWER)
        answer = Answer(
            on=today,
            body=_assembled(parts),
            used=tuple(UsedText(text=one.id, code=one.code, version=one.version) for one in used),
            words=own,
            person=office.actor.person if office.actor else "",
        )

        def change(now: Enquiry) -> Enquiry:
            first = now.answered or today
            return evolve(now, state=EnquiryState.ANSWERED, answered=first, answers=(*now.answers, answer))

        return self._changed(known, {"answer": codes, "words": own}, change, key)

    def hand_over(
        self, enquiry: Enquiry | str, reason: str, *, unit: str = "", owner: str = "", key: str | None = None
    ) -> Enquiry:
        """Give an enquiry to another unit or person (ส่งต่อเรื่อง); ticket and due day stay, and they answer it then.

        Args:
            enquiry: the enquiry, or its id.
            reason: why.
            unit: code of the unit that answers from now on; by default the same.
            owner: id or staff number of the person who answers; by default nobody of the unit in particular.
            key: as of :meth:`take_in`.

        Returns:
            The enquiry as it was handed over, though whoever did that may see it no more.

        Raises:
            NotFound: when there is no such enquiry, unit or person.
            InformationRefused: without a reason, when neither is named, or when it was closed.
            NotAllowed: when whoever acts may not keep it, or hand enquiries over; nothing is written.
            KeyUsedOtherwise: for the same key again, from somebody who may see the enquiry no more.
        """
        _refuse(None if reason.strip() else NO_REASON)
        _refuse(None if unit or owner else _NO_ONE)
        office, identity = self._office, enquiry if isinstance(enquiry, str) else enquiry.id
        to, person = self._unit(unit, office.today()), self._person(owner)

        def write(save: "Save") -> Enquiry:
            now = self.get(identity)
            _refuse(_OVER if now.state is EnquiryState.CLOSED else None)
            office.require(KEEP, now.unit or None)
            given = evolve(now, unit=to or now.unit, owner=person, note=reason)
            save(HAND, office.now(), [given])
            return evolve(given, version=given.version + 1)

        asked = Asked({"enquiry": identity, "unit": to, "owner": person, "reason": reason})
        return self._recorder.once(key, HAND, asked, write, lambda _made: self.get(identity))

    def wait(self, enquiry: Enquiry | str, note: str, *, key: str | None = None) -> Enquiry:
        """Say that whoever asked has to say more (รอข้อมูลจากผู้ถาม).

        Raises:
            NotFound, NotAllowed: as of :meth:`answer`.
            InformationRefused: without a note, or when it was closed.
        """
        return self._noted(enquiry, EnquiryState.WAITING, note, key)

    def close(self, enquiry: Enquiry | str, reason: str, *, key: str | None = None) -> Enquiry:
        """End an enquiry without an answer (ยุติเรื่อง); errors as of :meth:`wait`."""
        return self._noted(enquiry, EnquiryState.CLOSED, reason, key)

    # ------------------------------------------------------------------ inside

    def _own_unit(self) -> str:
        """The unit of whoever acts; empty for the program, and for somebody of none."""
        actor = self._office.actor
        return next(iter(actor.units), "") if actor else ""

    def _noted(self, enquiry: Enquiry | str, state: EnquiryState, note: str, key: str | None) -> Enquiry:
        _refuse(None if note.strip() else NO_REASON)
        asked: dict[str, object] = {"state": state.value, "note": note}
        return self._changed(self.get(enquiry), asked, lambda now: evolve(now, state=state, note=note), key)

    def _changed(self, known: Enquiry, asked: dict[str, object], change: Any, key: str | None) -> Enquiry:
        def make(_at: Any) -> Any:
            now = self.get(known.id)
            _refuse(_OVER if now.state is EnquiryState.CLOSED else None)
            return (change(now),), ()

        return self._keep(Enquiry, ENQUIRY, KEEP, {"enquiry": known.id, **asked}, key, make)


def _assembled(parts: "list[Text]") -> Text:
    """Parts one under the other, in each language that all of them have; else in those that any has."""
    shared = [one for one in parts[0].languages if all(one in part.languages for part in parts)]
    languages = shared or list(dict.fromkeys(one for part in parts for one in part.languages))
    forms = ((one, clean_lines("\n\n".join(part.in_language(one) for part in parts))) for one in languages)
    return Text(tuple(forms))


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise InformationRefused(reason)

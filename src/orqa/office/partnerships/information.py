"""Enquiries with tickets, and how they are answered from approved texts (งานบริการข้อมูลข่าวสาร)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.correspondence.numbering import CENTRAL, series_cell
from orqa.domain.partnerships.enquiries import (
    Answer,
    Enquiry,
    EnquiryState,
    UsedText,
)
from orqa.domain.partnerships.refusals import InformationRefused
from orqa.domain.partnerships.written import clean_lines
from orqa.office.access import UNNAMED
from orqa.office.partnerships.keeping import NO_REASON, Keeping, days_from
from orqa.storage.protocol import Add, Into
from orqa.storage.query import ALL, is_in

if TYPE_CHECKING:
    from orqa.reporting.tables import Table
    from orqa.storage.query import Query

KEEP: Final = "enquiry.keep"
"""The action, as the policy has it."""

ANSWER_DAYS: Final = "enquiry.answer_days"
"""The rule: within how many days an enquiry of a kind is answered."""

_SERIES: Final = "enquiry"

_ENQUIRY = Text.of(en="the enquiry", th="เรื่องสอบถาม")
_NO_QUESTION = Text.of(en="say what is asked", th="ให้ระบุคำถาม")
_NO_ANSWER = Text.of(en="an answer needs an approved text, or words", th="คำตอบต้องมีข้อความมาตรฐานหรือข้อความเพิ่มเติม")
_OVER = Text.of(en="it was closed on the ticket; open a new one", th="เรื่องยุติแล้ว ให้เปิดเรื่องใหม่")
_NOT_APPROVED = Text.of(
    en="the text {code} may not be used on that day: it is not approved, or its time is over",
    th="ใช้ข้อความ {code} ในวันนั้นไม่ได้ เพราะยังไม่ได้รับอนุมัติหรือหมดเวลาใช้",
)


class AnswerTimes(NamedTuple):
    """How fast enquiries were answered.

    Attributes:
        received: how many came.
        answered: how many of these were answered.
        in_time: of these, how many by the day on which they were due; those without a day are left out.
        median: days from receiving to the first answer, the middle one; None where none was answered.
        slowest_tenth: the days within which nine of ten were answered.
    """

    received: int
    answered: int
    in_time: int
    median: int | None
    slowest_tenth: int | None


class Enquiries(Keeping):
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
            InformationRefused: when nothing is asked.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, day = self._office, received or self._office.today()
        _refuse(None if clean_lines(question) else _NO_QUESTION)
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

        return self._keep(Enquiry, _ENQUIRY, KEEP, {"take_in": fields}, key, make)

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

    def get(self, enquiry: Enquiry | str) -> Enquiry:
        """An enquiry as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._one(Enquiry, enquiry if isinstance(enquiry, str) else enquiry.id, _ENQUIRY)

    def list(
        self, first: date | None = None, last: date | None = None, *, is_open: bool = False
    ) -> tuple[Enquiry, ...]:
        """Enquiries that came from one day to another, both included, by default all; open ones alone where asked."""
        return self._every(Enquiry, _came(first, last, is_open=is_open), ("received",))

    def times(self, first: date, last: date) -> AnswerTimes:
        """How fast the enquiries that came from one day to another were answered (ระยะเวลาตอบ), in calendar days.

        All count, also those that whoever acts may not see.
        """
        with self._office.store.read(UNNAMED) as reader:
            rows = reader.rows(Enquiry.kind, ("received", "answered", "due"), _came(first, last))
            found = [tuple(None if day is None else date.fromisoformat(str(day)) for day in row) for row in rows]
        days = sorted((answered - received).days for received, answered, _ in found if received and answered)
        in_time = sum(bool(answered and due and answered <= due) for _, answered, due in found)
        return AnswerTimes(len(found), len(days), in_time, _quantile(days, 50), _quantile(days, 90))

    def table(self, first: date | None = None, last: date | None = None, *, is_open: bool = False) -> "Table":
        """Enquiries as a table (ทะเบียนเรื่องสอบถาม); see :meth:`list`. Who asks and what is personal data.

        Enquiries that whoever acts may not see are left out, and their number is told.
        """
        from orqa.office.partnerships.information_tables import enquiry_table

        table = enquiry_table(self._office, self.list(first, last, is_open=is_open))
        return self._with_left_out(table, Enquiry, _came(first, last, is_open=is_open))

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

        return self._keep(Enquiry, _ENQUIRY, KEEP, {"enquiry": known.id, **asked}, key, make)


def _came(first: date | None, last: date | None, *, is_open: bool = False) -> "Query":
    waiting = is_in("state", [EnquiryState.OPEN.value, EnquiryState.WAITING.value]) if is_open else ALL
    return days_from("received", first, last) & waiting


def _assembled(parts: "list[Text]") -> Text:
    """Parts one under the other, in each language that all of them have; else in those that any has."""
    shared = [one for one in parts[0].languages if all(one in part.languages for part in parts)]
    languages = shared or list(dict.fromkeys(one for part in parts for one in part.languages))
    forms = ((one, clean_lines("\n\n".join(part.in_language(one) for part in parts))) for one in languages)
    return Text(tuple(forms))


def _quantile(days: "list[int]", percent: int) -> int | None:
    """The day within which a percent of them lie: the nearest rank; None for none."""
    return days[max(0, -(-len(days) * percent // 100) - 1)] if days else None


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise InformationRefused(reason)

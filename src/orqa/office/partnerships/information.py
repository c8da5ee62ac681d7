"""The information service: enquiries with tickets, approved texts that answer them, news (งานบริการข้อมูลข่าวสาร)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.correspondence.numbering import CENTRAL, series_cell
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.enquiries import (
    Answer,
    ApprovedText,
    Enquiry,
    EnquiryState,
    ScholarshipNews,
    TextState,
    UsedText,
)
from orqa.domain.partnerships.refusals import InformationRefused
from orqa.domain.partnerships.written import clean_lines, is_link
from orqa.office.access import UNNAMED
from orqa.office.partnerships.keeping import NO_REASON, Keeping, days_from, reversed_days
from orqa.storage.protocol import Add, Into
from orqa.storage.query import ALL, equal, is_in

if TYPE_CHECKING:
    from orqa.reporting.tables import Table
    from orqa.storage.query import Query

KEEP: Final = "enquiry.keep"
APPROVE: Final = "text.approve"
NEWS: Final = "news.keep"
"""The actions, as the policy has them."""

ANSWER_DAYS: Final = "enquiry.answer_days"
"""The rule: within how many days an enquiry of a kind is answered."""

SOON_DAYS: Final = "news.soon_days"
"""The rule: what closes within how many days is told as closing soon."""

_SERIES: Final = "enquiry"
_LANGUAGES: Final = ("th", "en")

_ENQUIRY = Text.of(en="the enquiry", th="เรื่องสอบถาม")
_TEXT = Text.of(en="the approved text", th="ข้อความมาตรฐาน")
_NEWS = Text.of(en="the news", th="ข่าวทุน")
_NO_QUESTION = Text.of(en="say what is asked", th="ให้ระบุคำถาม")
_NO_ANSWER = Text.of(en="an answer needs an approved text, or words", th="คำตอบต้องมีข้อความมาตรฐานหรือข้อความเพิ่มเติม")
_OVER = Text.of(en="it was closed on the ticket; open a new one", th="เรื่องยุติแล้ว ให้เปิดเรื่องใหม่")
_NOT_APPROVED = Text.of(
    en="the text {code} may not be used on that day: it is not approved, or its time is over",
    th="ใช้ข้อความ {code} ในวันนั้นไม่ได้ เพราะยังไม่ได้รับอนุมัติหรือหมดเวลาใช้",
)
_BARE = Text.of(en="a text has a code of small letters, a title and a body", th="ข้อความต้องมีรหัส หัวเรื่อง และเนื้อหา")
_BOTH = Text.of(
    en="an approved text is in Thai and in English; {language} is missing",
    th="ข้อความมาตรฐานต้องมีทั้งไทยและอังกฤษ ขาด {language}",
)
_WITHDRAWN = Text.of(en="it was withdrawn", th="ยกเลิกไปแล้ว")
_LINK = Text.of(
    en="{source!r} is no address that begins with http:// or https://",
    th="{source!r} ไม่ใช่ที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://",
)
_NOBODY = Text.of(en="say for whom it is", th="ให้ระบุกลุ่มเป้าหมาย")


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


class ApprovedTexts(Keeping):
    """Keep the texts that answers may use; reached as ``office.partnerships.texts``."""

    def write(  # noqa: PLR0913 - what a text is, by name
        self,
        code: str,
        title: Text | Mapping[str, str],
        body: Text | Mapping[str, str],
        *,
        valid_from: date | None = None,
        valid_to: date | None = None,
        topic: str = "",
        key: str | None = None,
    ) -> ApprovedText:
        """Write a text, or write it anew (ร่างข้อความมาตรฐาน); it waits for :meth:`approve` before answers may use it.

        Args:
            code: small letters, digits and hyphens, such as ``visa-ed``.
            title: what it is about, in Thai and English.
            body: the text, in Thai and English.
            valid_from: the first day; by default today.
            valid_to: the last day; by default until further notice.
            topic: code of the vocabulary ``enquiry-topic``.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            UnknownTerm: when there is no such topic.
            InformationRefused: when a language or part is missing, or the days are reversed.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office, first = self._office, valid_from or self._office.today()
        _refuse(reversed_days(first, valid_to or first))
        fields: dict[str, Any] = {"code": code, "title": _in_both(title), "body": _in_both(body)}
        fields |= {"valid_from": first, "valid_to": valid_to}
        fields["topic"] = office.rules(first).vocabulary("enquiry-topic")[topic].code if topic else ""
        known = self._find(code)

        def make(_at: Any) -> Any:
            if known is None:
                try:
                    return (ApprovedText(id=code, **fields),), ()  # one text of a code, whoever writes it first
                except ValueError as error:
                    raise InformationRefused(_BARE) from error
            draft = evolve(known, **fields, state=TextState.DRAFT, approver="", document="", approved=None)
            return (draft,), ()

        return self._keep(ApprovedText, _TEXT, KEEP, {"write": fields}, key, make)

    def approve(self, code: str, document: str = "", *, key: str | None = None) -> ApprovedText:
        """Approve a text (อนุมัติข้อความมาตรฐาน): whoever acts stands as its approver.

        Args:
            code: of the text.
            document: number of the paper, where it was approved on paper.
            key: as of :meth:`write`.

        Raises:
            NotFound: when there is no such text.
            InformationRefused: when it was withdrawn.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        told = {"approver": office.actor.person if office.actor else "", "document": document}
        return self._put(code, APPROVE, key, state=TextState.APPROVED, approved=office.today(), **told)

    def withdraw(self, code: str, *, key: str | None = None) -> ApprovedText:
        """Take a text out of use (ยกเลิกการใช้); answers that used it keep it. Errors as of :meth:`approve`."""
        return self._put(code, APPROVE, key, state=TextState.WITHDRAWN)

    def get(self, code: str) -> ApprovedText:
        """The text of a code, as it is now.

        Raises:
            NotFound: when there is none.
        """
        return self._find(code) or self._one(ApprovedText, code, _TEXT)

    def list(self, on: date | None = None) -> tuple[ApprovedText, ...]:
        """All texts by their codes; those that answers of a day may use, where one is asked for."""
        return tuple(one for one in self._every(ApprovedText, ALL, ("code",)) if on is None or one.holds(on))

    # ------------------------------------------------------------------ inside

    def _find(self, code: str) -> ApprovedText | None:
        waiting = (one for one in self._recorder.waiting_of(ApprovedText) if one.code == code)
        found = next(waiting, None)
        if found is not None:
            return evolve(found, version=found.version + 1)
        return next(iter(self._every(ApprovedText, equal("code", code))), None)

    def _put(self, code: str, action: str, key: str | None, **fields: Any) -> ApprovedText:
        known = self.get(code)

        def make(_at: Any) -> Any:
            now = self.get(code)
            _refuse(_WITHDRAWN if now.state is TextState.WITHDRAWN else None)
            return (evolve(now, **fields),), ()

        return self._keep(ApprovedText, _TEXT, action, {"text": known.id, **fields}, key, make)


class News(Keeping):
    """Keep news of scholarships; reached as ``office.partnerships.news``."""

    def announce(  # noqa: PLR0913 - what news tells, by name
        self,
        title: Text | Mapping[str, str],
        *,
        audience: Iterable[str],
        body: Text | Mapping[str, str] | None = None,
        opens: date | None = None,
        closes: date | None = None,
        source: str = "",
        country: str = "",
        partner: str = "",
        key: str | None = None,
    ) -> ScholarshipNews:
        """Keep news of a scholarship (ประกาศข่าวทุน).

        Args:
            title: what it is called, by language.
            audience: codes of the vocabulary ``news-audience``.
            body: what it offers, by language.
            opens: the first day of applications.
            closes: the last day.
            source: address of the page that announces it.
            country: where to.
            partner: the institution that offers it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, CountryNotUnderstood, UnknownTerm: when there is no such partner, country or audience.
            InformationRefused: when it is for nobody, the days are reversed, or the source is no address.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        if opens and closes:
            _refuse(reversed_days(opens, closes))
        _refuse(None if not source or is_link(source) else _LINK.fill(source=source[:80]))
        groups = office.profile.vocabulary("news-audience")
        fields: dict[str, Any] = {
            "title": Text.from_value(title),
            "audience": tuple(groups[one].code for one in audience),
        }
        _refuse(None if fields["audience"] else _NOBODY)
        fields |= {"opens": opens, "closes": closes, "source": source, "partner": self._partner(partner)}
        fields["country"] = read_country(country).code if country else ""
        fields["body"] = None if body is None else Text.from_value(body)

        def make(at: Any) -> Any:
            return (ScholarshipNews(id=office.ids.next_id(at), **fields),), ()

        return self._keep(ScholarshipNews, _NEWS, NEWS, {"announce": fields}, key, make)

    def withdraw(self, news: ScholarshipNews | str, reason: str, *, key: str | None = None) -> ScholarshipNews:
        """Take news down (ยกเลิกข่าว).

        Raises:
            NotFound: when there is none.
            InformationRefused: without a reason, or when it was withdrawn already.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        _refuse(None if reason.strip() else NO_REASON)
        identity = news if isinstance(news, str) else news.id

        def make(_at: Any) -> Any:
            now = self.get(identity)
            _refuse(_WITHDRAWN if now.withdrawn else None)
            return (evolve(now, withdrawn=reason),), ()

        asked = {"withdraw": identity, "reason": reason}
        return self._keep(ScholarshipNews, _NEWS, NEWS, asked, key, make)

    def get(self, identity: str) -> ScholarshipNews:
        """The news of an id.

        Raises:
            NotFound: when there is none.
        """
        return self._one(ScholarshipNews, identity, _NEWS)

    def open_on(self, on: date | None = None, *, audience: str = "") -> tuple[ScholarshipNews, ...]:
        """Scholarships that are open on a day, by default today, those that close first before others (ทุนที่เปิดรับ)."""
        day = on or self._office.today()
        found = (one for one in self._every(ScholarshipNews) if one.is_open(day))
        wanted = (one for one in found if not audience or audience in one.audience)
        return tuple(sorted(wanted, key=lambda one: (one.closes or date.max, one.id)))

    def closing_soon(self, on: date | None = None, *, audience: str = "") -> tuple[ScholarshipNews, ...]:
        """Of :meth:`open_on`, those that close within the days of the rule ``news.soon_days`` (ทุนที่ใกล้ปิดรับ)."""
        day = on or self._office.today()
        until = day + timedelta(days=self._office.rules(day).reading().value(SOON_DAYS))
        return tuple(one for one in self.open_on(day, audience=audience) if one.closes and one.closes <= until)

    def table(self, news: Iterable[ScholarshipNews]) -> "Table":
        """News as a table (ข่าวทุน)."""
        from orqa.office.partnerships.information_tables import news_table

        return news_table(self._office, news)


def _came(first: date | None, last: date | None, *, is_open: bool = False) -> "Query":
    waiting = is_in("state", [EnquiryState.OPEN.value, EnquiryState.WAITING.value]) if is_open else ALL
    return days_from("received", first, last) & waiting


def _assembled(parts: "list[Text]") -> Text:
    """Parts one under the other, in each language that all of them have; else in those that any has."""
    shared = [one for one in parts[0].languages if all(one in part.languages for part in parts)]
    languages = shared or list(dict.fromkeys(one for part in parts for one in part.languages))
    forms = ((one, clean_lines("\n\n".join(part.in_language(one) for part in parts))) for one in languages)
    return Text(tuple(forms))


def _in_both(given: Text | Mapping[str, str]) -> Text:
    text = Text.from_value(given)
    for language in _LANGUAGES:
        if not clean_lines(dict(text.forms).get(language, "")):
            raise InformationRefused(_BOTH.fill(language=language))
    return text


def _quantile(days: "list[int]", percent: int) -> int | None:
    """The day within which a percent of them lie: the nearest rank; None for none."""
    return days[max(0, -(-len(days) * percent // 100) - 1)] if days else None


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise InformationRefused(reason)

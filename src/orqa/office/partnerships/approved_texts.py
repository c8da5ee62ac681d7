"""Texts that answers to enquiries may use, approved beforehand (ข้อความมาตรฐานที่อนุมัติแล้ว)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.enquiries import ApprovedText, TextState
from orqa.domain.partnerships.errors import InformationRefused
from orqa.domain.partnerships.written import clean_lines
from orqa.office.partnerships.information import KEEP
from orqa.office.partnerships.keeping import Keeping, reversed_days
from orqa.storage.query import ALL, equal

APPROVE: Final = "text.approve"
"""The action, as the policy has it; whoever keeps enquiries writes texts."""

_LANGUAGES: Final = ("th", "en")
_TEXT = Text.of(en="the approved text", th="ข้อความมาตรฐาน")
_BARE = Text.of(en="a text has a code of small letters, a title and a body", th="ข้อความต้องมีรหัส หัวเรื่อง และเนื้อหา")
_BOTH = Text.of(
    en="an approved text is in Thai and in English; {language} is missing",
    th="ข้อความมาตรฐานต้องมีทั้งไทยและอังกฤษ ขาด {language}",
)
_WITHDRAWN = Text.of(en="it was withdrawn", th="ยกเลิกไปแล้ว")


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


def _in_both(given: Text | Mapping[str, str]) -> Text:
    text = Text.from_value(given)
    for language in _LANGUAGES:
        if not clean_lines(dict(text.forms).get(language, "")):
            raise InformationRefused(_BOTH.fill(language=language))
    return text


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise InformationRefused(reason)

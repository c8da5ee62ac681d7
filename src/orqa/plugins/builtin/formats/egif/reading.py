"""Reading a message: liberal in what is taken, and telling all that is not as it was seen elsewhere."""

import binascii
import itertools
from base64 import b64decode
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from orqa.base.eras import OFFSET
from orqa.base.findings import Finding, FindingKind, Place
from orqa.plugins.builtin.formats.egif.findings import (
    BUDDHIST_YEAR,
    DATE_UNREADABLE,
    FILE_UNREADABLE,
    MISSING_PART,
    NO_MESSAGE,
    NOT_VERIFIED,
    OTHER_NAMESPACE,
    OUT_OF_ORDER,
)
from orqa.plugins.builtin.formats.egif.messages import (
    PARTS,
    ExchangeFile,
    ExchangeLetter,
    ExchangeNotice,
    ExchangeParty,
    ExchangeReference,
    NoticeKind,
)
from orqa.plugins.builtin.formats.xml_tree import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orqa.plugins.builtin.formats.xml_tree import Element

LETTER: Final = "CorrespondenceLetter"
ORDER: Final = (
    *("ID", "CorrespondenceDate", "Subject", "SecretCode", "SpeedCode", "SenderParty", "ReceiverParty"),
    *("ReferenceCorrespondence", "Attachment", "SendDate", "Description"),
    *("MainLetterBinaryObject", "AttachmentBinaryObject"),
)
"""The elements of a letter in their order."""

_NEEDED = ("ID", "CorrespondenceDate", "Subject", "SenderParty")
_NOTICES = {one.value: one for one in NoticeKind}
_LEAST_BUDDHIST: Final = 2400
"""Years from here on are of the Buddhist era: no letter is dated four hundred years ahead."""


@frozen(kw_only=True)
class Message:
    """A message that was read.

    Attributes:
        content: a letter or a notice; None where there is neither.
        findings: what is not as it should be, in the order of the file.
    """

    content: ExchangeLetter | ExchangeNotice | None
    findings: tuple[Finding, ...] = ()


def read_message(document: bytes | str, file: str = "") -> Message:
    """Read a message: an envelope with a letter or a notice, or one of these alone.

    Args:
        document: the XML.
        file: its name, for the places of findings.

    Raises:
        XmlRefused: when it is no XML, has a document type, or its elements stand too deep or are too many.
    """
    return _Reader(file).read(read_xml(document))


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[Finding] = []

    def read(self, root: "Element") -> Message:
        everything = (root, *root.inside())
        message = next((one.text.strip() for one in everything if one.name.local == "MessageID"), "")
        content: ExchangeLetter | ExchangeNotice | None = None
        for one in everything:
            if one.name.local == LETTER:
                content = self._letter(one, everything, message)
                break
            if one.name.local in _NOTICES:
                content = self._notice(one, message)
                break
        else:
            self._tell(NO_MESSAGE, root, found=root.name.written)
        return Message(content=content, findings=tuple(self._found))

    # ------------------------------------------------------------------ a letter

    def _letter(self, letter: "Element", everything: "Iterable[Element]", message: str) -> ExchangeLetter:
        self._check(letter)
        signature = next((one for one in everything if one.name.local == "GovernmentSignature"), None)
        kind = _text(signature, "TypeCode") if signature else ""
        if signature is not None:
            self._tell(NOT_VERIFIED, signature, found=kind or "GovernmentSignature")
        main = [file for one in letter.named("MainLetterBinaryObject") if (file := self._binary(one))]
        signer = signature.named("SignerParty") if signature else []
        return ExchangeLetter(
            number=_text(letter, "ID"),
            dated=self._day(letter, "CorrespondenceDate"),
            subject=_text(letter, "Subject"),
            secret_code=_text(letter, "SecretCode"),
            speed_code=_text(letter, "SpeedCode"),
            sender=_party(letter, "SenderParty"),
            receiver=_party(letter, "ReceiverParty"),
            references=tuple(map(self._reference, letter.named("ReferenceCorrespondence"))),
            enclosed=_text(letter, "Attachment"),
            sent_at=self._moment(letter, "SendDate"),
            description=_text(letter, "Description"),
            main=main[0] if main else None,
            files=tuple(file for one in letter.named("AttachmentBinaryObject") if (file := self._binary(one))),
            signer=_person(signer[0]) if signer else None,
            signature=kind,
            message=message,
        )

    def _check(self, letter: "Element") -> None:
        if letter.name.uri != PARTS:
            self._tell(OTHER_NAMESPACE, letter, name=LETTER, found=letter.name.uri, expected=PARTS)
        for name in _NEEDED:
            if not any(one.text.strip() for one in letter.named(name)):
                self._tell(MISSING_PART, letter, name=name)
        seen = [one for one in letter.elements if one.name.local in ORDER]
        for before, one in itertools.pairwise(seen):
            if ORDER.index(one.name.local) < ORDER.index(before.name.local):
                self._tell(OUT_OF_ORDER, one, name=one.name.local, before=before.name.local)

    def _reference(self, element: "Element") -> ExchangeReference:
        return ExchangeReference(
            number=_text(element, "ID"),
            dated=self._day(element, "CorrespondenceDate"),
            subject=_text(element, "Subject"),
        )

    def _binary(self, element: "Element") -> ExchangeFile | None:
        written = "".join(element.text.split())
        if not written:
            return None
        try:
            content = b64decode(written, validate=True)
        except (binascii.Error, ValueError):
            self._tell(FILE_UNREADABLE, element, name=element.name.local)
            return None
        return ExchangeFile(media_type=(element.attribute("mimeCode") or "").strip(), content=content)

    # ------------------------------------------------------------------ a notice

    def _notice(self, element: "Element", message: str) -> ExchangeNotice:
        return ExchangeNotice(
            notice=_NOTICES[element.name.local],
            letter=_text(element, "LetterID"),
            receive_number=_text(element, "AcceptID"),
            dated=self._day(element, "CorrespondenceDate"),
            subject=_text(element, "Subject"),
            message=message,
        )

    # ------------------------------------------------------------------ days

    def _day(self, element: "Element", name: str) -> date | None:
        moment = self._moment(element, name)
        return moment.date() if moment else None

    def _moment(self, element: "Element", name: str) -> datetime | None:
        written = _text(element, name)
        if not written:
            return None
        year, rest = written[:4], written[4:]
        is_buddhist = year.isascii() and year.isdigit() and int(year) >= _LEAST_BUDDHIST
        try:
            moment = datetime.fromisoformat(f"{int(year) - OFFSET}{rest}" if is_buddhist else written)
        except ValueError:
            self._tell(DATE_UNREADABLE, element, name=name, found=written)
            return None
        if is_buddhist:
            self._tell(BUDDHIST_YEAR, element, name=name, found=written, day=moment.date().isoformat())
        return moment

    def _tell(self, kind: FindingKind, element: "Element", **values: Any) -> None:
        self._found.append(kind.make(place=Place(self._file, element.line), **values))


def _text(element: "Element | None", name: str) -> str:
    found = element.named(name) if element is not None else []
    return " ".join(found[0].text.split()) if found else ""


def _party(letter: "Element", name: str) -> ExchangeParty:
    found = letter.named(name)
    return _person(found[0]) if found else ExchangeParty()


def _person(element: "Element") -> ExchangeParty:
    def organization(name: str) -> str:
        return next((_text(one, "ID") for one in element.inside() if one.name.local == name), "")

    return ExchangeParty(
        given_name=_text(element, "GivenName"),
        family_name=_text(element, "FamilyName"),
        job_title=_text(element, "JobTitle") or _text(element, "Title"),
        ministry=organization("MinistryOrganization"),
        department=organization("DepartmentOrganization"),
    )

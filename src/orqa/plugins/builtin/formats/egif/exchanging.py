"""Letters of an office as messages of the exchange: one that came is registered, one that goes out is written."""

from hashlib import sha256
from io import BytesIO
from mimetypes import guess_extension
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import frozen

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.domain.correspondence.handling import refuse_void
from orqa.plugins.builtin.formats.egif.findings import CODE_UNKNOWN
from orqa.plugins.builtin.formats.egif.messages import (
    ExchangeFile,
    ExchangeLetter,
    ExchangeNotice,
    ExchangeReference,
    NoticeKind,
)
from orqa.plugins.builtin.formats.egif.reading import read_message
from orqa.plugins.builtin.formats.egif.writing import write_letter, write_notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orqa.base.findings import Finding
    from orqa.domain.correspondence.records import Attachment, Letter, RegisterEntry
    from orqa.office.correspondence.registering import Registration
    from orqa.office.office import Office
    from orqa.plugins.builtin.formats.egif.messages import ExchangeParty

SPEED: Final = "exchange.speed_codes"
SECRET: Final = "exchange.secret_codes"  # noqa: S105 - the key of a rule
UNSENT: Final = "exchange.not_sent"
"""The rules: codes of urgency, codes of secrecy, and the levels of secrecy that are not sent electronically."""

_REFERRED: Final = {"reply-to", "follows"}
"""The ties by which a letter refers to another (อ้างถึง)."""

_SPEED = Text.of(en="code of urgency", th="รหัสชั้นความเร็ว")
_SECRECY = Text.of(en="code of secrecy", th="รหัสชั้นความลับ")
_NOT_LETTER = Text.of(
    en="the message holds no letter; a notice is shown by: orqa exchange show FILE",
    th="ข้อความไม่มีหนังสือ ใบแจ้งให้ดูด้วย: orqa exchange show FILE",
)
_TOO_SECRET = Text.of(
    en="a letter of the level {level} is not sent electronically ({cited}); send it on paper",
    th="หนังสือชั้น {level} ไม่ส่งทางอิเล็กทรอนิกส์ ({cited}) ให้ส่งเป็นเอกสาร",
)
_NOT_OURS = Text.of(
    en="it came in from outside; only what the office issues is sent",
    th="เป็นหนังสือที่รับจากภายนอก ส่งได้เฉพาะหนังสือที่ออกเอง",
)
_NO_NUMBER = Text.of(en="it has no number or date yet; number it first", th="หนังสือยังไม่มีเลขที่หรือวันที่ ให้ออกเลขก่อน")
_NO_CODE = Text.of(
    en="the rule {rule} has no code for {term}; set one in your profile",
    th="กฎ {rule} ไม่มีรหัสของ {term} ให้กำหนดในโปรไฟล์",
)


class ExchangeRefused(OrqaError, ValueError):
    """A message is not taken in, or a letter not written as one; nothing was changed."""

    code: ClassVar[str] = "exchange-refused"
    template: ClassVar[Text] = Text.of(
        en="the exchange of letters: {reason}", th="การแลกเปลี่ยนหนังสืออิเล็กทรอนิกส์: {reason}"
    )

    reason: Text


@frozen(kw_only=True)
class TakenIn:
    """A message that was taken in.

    Attributes:
        registration: of its letter.
        letter: as it stood in the message.
        attachments: its files, as they are kept.
        findings: of the message and of the letter.
    """

    registration: "Registration"
    letter: ExchangeLetter
    attachments: "tuple[Attachment, ...]"
    findings: "tuple[Finding, ...]"


def take_in(  # noqa: PLR0913 - what the message does not tell, by name
    office: "Office", document: bytes, *, file: str = "", kind: str = "external", unit: str = "", sender: str = ""
) -> TakenIn:
    """Register the letter of a message, with its files, in one batch (ลงทะเบียนรับหนังสืออิเล็กทรอนิกส์).

    The same message again registers nothing and gives what is there.

    Args:
        office: which registers it.
        document: the message.
        file: its name, for the places of findings.
        kind: code of the vocabulary ``letter-kind``; a message tells none.
        unit: id of the unit that receives it by itself; by default the central registry.
        sender: what the sender is called; by default position and name, else the id of its department.

    Raises:
        XmlRefused: when it is no XML that may be read.
        ExchangeRefused: when it holds no letter.
        LetterRefused, NotAllowed: as of ``office.correspondence.receive``; nothing is written.
        AttachmentNameUnusable, BlobTooLarge, AttachmentsUnplaced: as of ``office.correspondence.attach``; likewise.
    """
    message = read_message(document, file)
    letter, findings = message.content, list(message.findings)
    if not isinstance(letter, ExchangeLetter):
        raise ExchangeRefused(_NOT_LETTER)
    urgency, secrecy = _term(office, SPEED, letter.speed_code), _term(office, SECRET, letter.secret_code)
    if letter.speed_code and not urgency:
        findings.append(CODE_UNKNOWN.make(name=_SPEED, found=letter.speed_code, rule=SPEED))
    if letter.secret_code and not secrecy:
        findings.append(CODE_UNKNOWN.make(name=_SECRECY, found=letter.secret_code, rule=SECRET))
    with office.work("การแลกเปลี่ยนหนังสืออิเล็กทรอนิกส์", key=_key(letter)) as work:
        registration = work.correspondence.receive(
            reference=letter.number or None,
            reference_missing="" if letter.number else "not-stated",
            dated=letter.dated,
            dated_missing="" if letter.dated else "not-stated",
            sender=sender or letter.sender.called,
            recipient=letter.receiver.called,
            subject=letter.subject,
            kind=kind,
            urgency=urgency,
            secrecy=secrecy,
            note=_note(letter),
            unit=unit,
        )
        attachments = tuple(
            work.correspondence.attach(
                registration.letter, BytesIO(kept.content), name=name, media_type=kept.media_type
            )
            for name, kept in _named(letter)
        )
    return TakenIn(
        registration=registration,
        letter=letter,
        attachments=attachments,
        findings=(*findings, *registration.findings),
    )


def notice_of(taken: TakenIn, notice: NoticeKind = NoticeKind.ACCEPTED, *, message: str = "", to: str = "") -> bytes:
    """What is answered to the sender: that the letter is registered, under which number (แจ้งเลขรับ).

    Args:
        taken: the letter that was taken in.
        notice: what is said.
        message: id of the answer.
        to: the address of the exchange.
    """
    number = str(taken.registration.number) if notice is NoticeKind.ACCEPTED else ""
    letter = taken.letter
    said = ExchangeNotice(
        notice=notice,
        letter=letter.number,
        receive_number=number,
        dated=letter.dated,
        subject=letter.subject,
        message=message,
    )
    return write_notice(said, to)


def message_of(  # noqa: PLR0913 - what a letter of the office does not tell, by name
    office: "Office",
    letter: "Letter | str",
    *,
    sender: "ExchangeParty",
    receiver: "ExchangeParty",
    signer: "ExchangeParty | None" = None,
    main: "Attachment | None" = None,
    to: str = "",
    host: str = "localhost",
) -> bytes:
    """A letter that the office sent as a message of the exchange (ส่งหนังสืออิเล็กทรอนิกส์).

    Letters that it answers or follows are its references; its attachments go along, the first as the letter itself.

    Args:
        office: whose letter.
        letter: the letter or its id; a secret one is opened for it, which is journaled.
        sender: who sends it, with the ids of the exchange.
        receiver: who gets it.
        signer: who signed it; by default the sender.
        main: which attachment is the letter itself; by default the first one.
        to: the address of the exchange.
        host: of the sender, for the id of the message.

    Raises:
        NotFound: when there is no such letter, or it may not be seen.
        ExchangeRefused: when it came in from outside, has no number or date, is too secret for it, or a code is missing
            in the rules.
        LetterIsVoid: when its number was made void.
    """
    correspondence = office.correspondence
    listed = correspondence.get(letter if isinstance(letter, str) else letter.id)
    if listed.direction == "received":
        raise ExchangeRefused(_NOT_OURS)
    refuse_void(correspondence.handling(listed))
    _refuse_secret(office, listed)
    opened = correspondence.open(listed.id)
    found, files = opened.letter, opened.attachments
    number = next((line.printed_number for line in opened.entries if line.printed_number), found.reference or "")
    if not number or found.dated is None:
        raise ExchangeRefused(_NO_NUMBER)
    first = main or next(iter(files), None)
    at = office.now()
    made = ExchangeLetter(
        number=number,
        dated=found.dated,
        subject=found.subject,
        secret_code=_code(office, SECRET, found.secrecy or "open"),
        speed_code=_code(office, SPEED, found.urgency or "normal"),
        sender=sender,
        receiver=receiver,
        references=tuple(_references(office, found)),
        enclosed=", ".join(one.name for one in files if first is None or one.id != first.id),
        sent_at=at.replace(tzinfo=None, microsecond=0),
        description=found.note,
        main=_content(office, first) if first else None,
        files=tuple(_content(office, one) for one in files if first is None or one.id != first.id),
        signer=signer or sender,
        message=f"mid://{at:%Y%m%d.%H%M%S}{at.microsecond // 1000:03d}@{host}",
    )
    return write_letter(made, to)


# ------------------------------------------------------------------ inside


def _key(letter: ExchangeLetter) -> str:
    """The same message is the same letter, whenever it comes; another letter under the id of a message is another."""
    return f"egif:{sha256(write_letter(letter)).hexdigest()}"


def _note(letter: ExchangeLetter) -> str:
    referred = ", ".join(one.number for one in letter.references if one.number)
    return "; ".join(filter(None, (letter.description, letter.enclosed, f"อ้างถึง {referred}" if referred else "")))


def _named(letter: ExchangeLetter) -> "Iterator[tuple[str, ExchangeFile]]":
    if letter.main is not None:
        yield _file_name("letter", letter.main), letter.main
    for number, one in enumerate(letter.files, 1):
        yield _file_name(f"attachment-{number}", one), one


def _file_name(stem: str, file: ExchangeFile) -> str:
    return f"{stem}{guess_extension(file.media_type) or '.bin'}"


def _table(office: "Office", rule: str) -> "Sequence[dict[str, str]]":
    found: Sequence[dict[str, str]] = office.rules().reading().value(rule)
    return found


def _term(office: "Office", rule: str, code: str) -> str:
    return next((row["term"] for row in _table(office, rule) if row["code"] == code), "") if code else ""


def _code(office: "Office", rule: str, term: str) -> str:
    for row in _table(office, rule):
        if row["term"] == term:
            return row["code"]
    raise ExchangeRefused(_NO_CODE.fill(rule=rule, term=term))


def _refuse_secret(office: "Office", letter: "Letter") -> None:
    reading = office.rules().reading()
    if letter.secrecy in {row["term"] for row in reading.value(UNSENT)}:
        cited = ", ".join(map(str, reading.decision(None, {}).citations))
        level = office.profile.vocabulary("secrecy")[letter.secrecy].title
        raise ExchangeRefused(_TOO_SECRET.fill(level=level, cited=cited))


def _references(office: "Office", letter: "Letter") -> "Iterator[ExchangeReference]":
    for linked in office.correspondence.links(letter):
        other = linked.letter
        if linked.link.source == letter.ref and linked.link.link in _REFERRED and other.restricted is None:
            line: RegisterEntry | None = next(iter(office.correspondence.lines_of(other)), None)
            number = other.reference or (line.printed_number if line else "")
            yield ExchangeReference(number=number, dated=other.dated, subject=other.subject)


def _content(office: "Office", attachment: "Attachment") -> ExchangeFile:
    with office.correspondence.open_attachment(attachment) as opened:
        return ExchangeFile(media_type=attachment.media_type, content=opened.read())

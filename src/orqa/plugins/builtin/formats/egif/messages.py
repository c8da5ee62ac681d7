"""What a message of the government exchange holds: a letter with its files, or a notice about one."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from attrs import field, frozen

ROOT: Final = "urn:th:gov:egif:data:standard:GovernmentDocument:1.0"
"""The namespace of a government document."""

PARTS: Final = "urn:th:gov:egif:data:standard:ReusableAggregateBusinessInformationEntity:1"
"""The namespace of its parts."""

SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
ADDRESSING: Final = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
"""The namespaces of the envelope (SOAP 1.1) and of its addresses (WS-Addressing)."""


@frozen(kw_only=True)
class ExchangeParty:
    """Who sends, receives or signs a letter.

    Attributes:
        given_name: given name.
        family_name: family name.
        job_title: position.
        ministry: id of the ministry in the exchange, such as ``11``.
        department: id of the department in the exchange, such as ``11008``.
    """

    given_name: str = ""
    family_name: str = ""
    job_title: str = ""
    ministry: str = ""
    department: str = ""

    @property
    def called(self) -> str:
        """Position and name, as far as they are told; else the id of the department."""
        name = " ".join(filter(None, (self.given_name, self.family_name)))
        return " ".join(filter(None, (self.job_title, f"({name})" if name and self.job_title else name))) or (
            self.department or self.ministry
        )


@frozen(kw_only=True)
class ExchangeReference:
    """A letter that this one refers to (อ้างถึง).

    Attributes:
        number: its number as printed.
        dated: its date; None where it has none that can be read.
        subject: its subject.
    """

    number: str = ""
    dated: date | None = None
    subject: str = ""


@frozen(kw_only=True)
class ExchangeFile:
    """A file in a message.

    Attributes:
        media_type: as it is told, such as ``application/pdf``.
        content: its bytes.
    """

    media_type: str
    content: bytes = field(repr=False)


@frozen(kw_only=True)
class ExchangeLetter:
    """A letter in a message.

    Attributes:
        number: as printed (ที่).
        dated: its date (ลงวันที่); None where it has none that can be read.
        subject: the matter (เรื่อง).
        secret_code: code of its secrecy in the exchange.
        speed_code: code of its urgency in the exchange.
        sender: from whom.
        receiver: to whom; a message has one.
        references: letters that it refers to.
        enclosed: what is enclosed, in words (สิ่งที่ส่งมาด้วย).
        sent_at: when it was sent, in the sender's time; None where that cannot be read.
        description: remark.
        main: the letter itself as a file; None where there is none.
        files: what is enclosed, as files.
        signer: who signed it; None where nobody is named.
        signature: the kind of signature that is told, such as ``DSIG``; it is not verified.
        message: id of the message that carries it.
    """

    number: str = ""
    dated: date | None = None
    subject: str = ""
    secret_code: str = ""
    speed_code: str = ""
    sender: ExchangeParty = ExchangeParty()
    receiver: ExchangeParty = ExchangeParty()
    references: tuple[ExchangeReference, ...] = ()
    enclosed: str = ""
    sent_at: datetime | None = None
    description: str = ""
    main: ExchangeFile | None = None
    files: tuple[ExchangeFile, ...] = ()
    signer: ExchangeParty | None = None
    signature: str = ""
    message: str = ""


class NoticeKind(StrEnum):
    """What is said about a letter that was sent; the value is the name of its element."""

    DELIVERED = "ReceiveLetterNotifier"
    ACCEPTED = "AcceptLetterNotifier"
    REJECTED = "RejectLetterNotifier"
    INVALID = "InvalidLetterNotifier"
    INVALID_NUMBER = "InvalidAcceptIDNotifier"


@frozen(kw_only=True)
class ExchangeNotice:
    """What the receiver, or the exchange, says about a letter that was sent.

    Attributes:
        notice: what is said.
        letter: number of the letter.
        receive_number: under which the receiver registered it (เลขรับ); for ``ACCEPTED`` alone.
        dated: date of the letter; None where it has none that can be read.
        subject: its subject.
        message: id of the message that carries it.
    """

    notice: NoticeKind
    letter: str = ""
    receive_number: str = ""
    dated: date | None = None
    subject: str = ""
    message: str = ""

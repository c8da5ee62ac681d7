"""Writing a message, in the elements and the order that programs of the exchange were seen to write."""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from orqa.plugins.builtin.formats.egif.messages import ADDRESSING, PARTS, ROOT, SOAP

if TYPE_CHECKING:
    from orqa.plugins.builtin.formats.egif.messages import (
        ExchangeFile,
        ExchangeLetter,
        ExchangeNotice,
        ExchangeParty,
    )

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 may hold."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_letter(letter: "ExchangeLetter", to: str = "") -> bytes:
    """A letter as the message that asks to send it out (CorrespondenceLetterOutboundRequest).

    Args:
        letter: with the id of its message.
        to: the address of the exchange, for the envelope.
    """
    body = "".join(
        (
            f"<CorrespondenceLetterOutboundRequest><rsm:GovernmentDocument xmlns:rsm={quoteattr(ROOT)} ",
            f'xmlns:ram={quoteattr(PARTS)}><ram:CorrespondenceLetter ID="Letter">',
            *_letter(letter),
            "</ram:CorrespondenceLetter>",
            *_signature(letter),
            "</rsm:GovernmentDocument></CorrespondenceLetterOutboundRequest>",
        )
    )
    return _enveloped(body, letter.message, to)


def write_notice(notice: "ExchangeNotice", to: str = "") -> bytes:
    """A notice about a letter, as the receiver sends it: that it came, under which number it is registered, and so on.

    Args:
        notice: with the id of its message.
        to: the address of the exchange, for the envelope.
    """
    name = notice.notice.value
    parts = (
        ("LetterID", notice.letter),
        ("AcceptID", notice.receive_number),
        ("CorrespondenceDate", notice.dated.isoformat() if notice.dated else ""),
        ("Subject", notice.subject),
    )
    inside = "".join(f"<{tag}>{_safe(text)}</{tag}>" for tag, text in parts if text or tag == "LetterID")
    return _enveloped(f"<{name}>{inside}</{name}>", notice.message, to)


def _enveloped(body: str, message: str, to: str) -> bytes:
    return "".join(
        (
            f"{_HEAD}<soap:Envelope xmlns:soap={quoteattr(SOAP)} xmlns:wsa={quoteattr(ADDRESSING)}>",
            f"<soap:Header><wsa:MessageID>{_safe(message)}</wsa:MessageID><wsa:To>{_safe(to)}</wsa:To></soap:Header>",
            f"<soap:Body>{body}</soap:Body></soap:Envelope>\n",
        )
    ).encode()


def _letter(letter: "ExchangeLetter") -> Iterator[str]:
    yield _part("ID", letter.number)
    yield _part("CorrespondenceDate", letter.dated.isoformat() if letter.dated else "")
    yield _part("Subject", letter.subject)
    yield _part("SecretCode", letter.secret_code)
    yield _part("SpeedCode", letter.speed_code)
    yield from _party("SenderParty", letter.sender)
    yield from _party("ReceiverParty", letter.receiver)
    for one in letter.references:
        inside = (
            _part("ID", one.number),
            _part("CorrespondenceDate", one.dated.isoformat() if one.dated else ""),
            _part("Subject", one.subject),
        )
        yield f"<ram:ReferenceCorrespondence>{''.join(inside)}</ram:ReferenceCorrespondence>"
    yield _part("Attachment", letter.enclosed)
    yield _part("SendDate", letter.sent_at.strftime("%Y-%m-%dT%H:%M:%S") if letter.sent_at else "")
    yield _part("Description", letter.description)
    if letter.main is not None:
        yield _binary("MainLetterBinaryObject", letter.main)
    yield from (_binary("AttachmentBinaryObject", one) for one in letter.files)


def _party(name: str, party: "ExchangeParty") -> Iterator[str]:
    yield f"<ram:{name}>"
    yield _part("GivenName", party.given_name)
    yield _part("FamilyName", party.family_name)
    yield _part("JobTitle", party.job_title)
    for tag, identity in (("MinistryOrganization", party.ministry), ("DepartmentOrganization", party.department)):
        yield f"<ram:{tag}>{_part('ID', identity)}</ram:{tag}>"
    yield f"</ram:{name}>"


def _signature(letter: "ExchangeLetter") -> Iterator[str]:
    if letter.signer is not None:
        yield f"<ram:GovernmentSignature>{_part('TypeCode', letter.signature)}"
        yield from _party("SignerParty", letter.signer)
        yield "</ram:GovernmentSignature>"


def _part(name: str, text: str) -> str:
    return f"<ram:{name}>{_safe(text)}</ram:{name}>"


def _binary(name: str, file: "ExchangeFile") -> str:
    return f"<ram:{name} mimeCode={quoteattr(file.media_type)}>{b64encode(file.content).decode()}</ram:{name}>"


def _safe(text: str) -> str:
    return escape(_NO_XML.sub("", text))

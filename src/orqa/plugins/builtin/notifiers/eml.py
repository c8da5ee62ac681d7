"""Mail files (RFC 5322): one for each message, for a mail program or a server's pick-up folder to send."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses, parseaddr
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.office.files import replacing

if TYPE_CHECKING:
    from orqa.office.notices import Notice

_OWN: Final = "orqa@localhost"
"""Who a message is from where nobody said: the pick-up folder's server knows its own sender better."""


class AddressUnusable(OrqaError, ValueError):
    """What stands for an address of e-mail is none, or is more than one."""

    code: ClassVar[str] = "address-unusable"
    template: ClassVar[Text] = Text.of(
        en="{address!r:.120} is no single e-mail address; correct it", th="{address!r:.120} ไม่ใช่ที่อยู่อีเมลเดียว ให้แก้ไข"
    )

    address: str


class MailFiles:
    """Writes each message as a file ``<day>-<digest>.eml``; the same message again is the same file.

    Args:
        target: the folder; it is made where it is not there.
    """

    def __init__(self, target: str) -> None:
        self._folder = Path(target)

    def deliver(self, notice: "Notice") -> None:
        """Write the file; it appears whole or not at all.

        Raises:
            OSError: when the folder cannot be written.
            AddressUnusable: when an address is none.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        digest = sha256(notice.id.encode()).hexdigest()[:16]  # an id may hold what no name of a file may
        with replacing(self._folder / f"{notice.at:%Y%m%d}-{digest}.eml") as out:
            out.write(bytes(_message(notice, digest)))


def _message(notice: "Notice", digest: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(notice.sender or _OWN)
    message["To"] = _address(notice.address)
    message["Subject"] = _one_line(notice.subject)
    message["Date"] = format_datetime(notice.at)
    message["Message-ID"] = f"<{digest}@orqa>"
    message["Content-Language"] = notice.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(notice.lines) + "\n", cte="base64")
    return message


def _address(written: str) -> str:
    """One address, with a name before it or alone.

    Raises:
        AddressUnusable: when it is none, or more than one.
    """
    name, address = parseaddr(written) if written.isprintable() else ("", "")
    try:
        known = Address(name, addr_spec=address)
    except (HeaderParseError, ValueError, IndexError):
        raise AddressUnusable(written) from None
    if not (known.username and known.domain) or len(getaddresses([written])) > 1:
        raise AddressUnusable(written)
    return known.addr_spec if not name else written


def _one_line(text: str) -> str:
    """Text without what would begin another header."""
    return " ".join(text.split())

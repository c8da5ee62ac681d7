"""What comes with a letter (สิ่งที่ส่งมาด้วย): names of files, what they hold, how large they may be."""

import mimetypes
import re
import unicodedata

from orqa.domain.correspondence.errors import AttachmentNameUnusable
from orqa.rules.views import Reading

LONGEST_NAME = 255
"""Characters; the most that a file's name has on any system in use."""

UNKNOWN_TYPE = "application/octet-stream"
"""Of bytes of which nothing is known (RFC 2046, section 4.5.1)."""

_FILE_BYTES = 200
"""Of a name on a disk, where 255 bytes are usual; a Thai letter takes three."""

_OFFICE_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""By IANA's registry; not all of them are in the table of Python."""

_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}").fullmatch
"""A media type without parameters (RFC 6838, section 4.2)."""

_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*]')
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def attachment_name(given: str) -> str:
    """The name of a file without folders and without what cannot be seen.

    >>> attachment_name("../../etc/หนังสือ.pdf")
    'หนังสือ.pdf'

    Raises:
        AttachmentNameUnusable: when nothing is left, or more than 255 characters.
    """
    base = re.split(r"[/\\]", given)[-1]
    name = "".join(letter for letter in unicodedata.normalize("NFC", base) if letter.isprintable()).strip()
    if not name.strip(".") or len(name) > LONGEST_NAME:
        raise AttachmentNameUnusable(given, LONGEST_NAME)
    return name


def file_name(name: str) -> str:
    """A name for a disk of any system, with the ending of the attachment's name."""
    safe = _NOT_IN_FILES.sub("_", name).strip(" .")
    stem, dot, ending = safe.rpartition(".")
    if not stem or len(ending.encode()) > _FILE_BYTES // 4:
        stem, dot, ending = safe, "", ""
    room = _FILE_BYTES - len((dot + ending).encode())
    return (stem.encode()[:room].decode("utf-8", "ignore") or "_") + dot + ending


def media_type_of(name: str, given: str = "") -> str:
    """What the bytes of a file are, by what was stated or by the ending of its name."""
    stated = given.partition(";")[0].strip().lower()
    if _TYPE(stated):
        return stated
    table = mimetypes.MimeTypes()  # not of this machine, so that everywhere it is the same
    for ending, media_type in _OFFICE_TYPES.items():
        table.add_type(media_type, ending)
    return table.guess_type(f"x/{name}", strict=False)[0] or UNKNOWN_TYPE


def most_bytes(reading: Reading) -> int:
    """How many bytes an attachment may have."""
    most: int = reading.value("attachment.most_bytes")
    return most


def storable_text(text: str) -> str:
    """Text as it came out of a file, without what no store keeps."""
    return _UNSTORABLE.sub("", text)

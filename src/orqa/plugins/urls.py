"""Where an office is kept, as people write it: ``sqlite:///office.db``."""

import re
from typing import Self

from attrs import field, frozen

from orqa.plugins.errors import StoreUrlNotUnderstood

_FORM = re.compile(r"([a-z][a-z0-9+.-]+):(.*)", re.DOTALL | re.IGNORECASE)
_SECRET = re.compile(r"(://[^/?#@:]*):.*@|([?&](?:password|sslpassword)=)[^&#]*", re.DOTALL | re.IGNORECASE)


@frozen
class StoreUrl:
    """The URL of a store.

    >>> StoreUrl.parse("sqlite:///data/office.db").path, StoreUrl.parse("sqlite:////srv/office.db").path
    ('data/office.db', '/srv/office.db')

    Attributes:
        scheme: what stands before the first colon, in lower case; it chooses the store.
        rest: what stands after it, exactly as written.
    """

    scheme: str
    rest: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a URL.

        Raises:
            StoreUrlNotUnderstood: when it has no scheme, as a bare file name has not.
        """
        match = _FORM.fullmatch(text)
        if match is None or "\0" in text:
            raise StoreUrlNotUnderstood(text)
        return cls(match[1].lower(), match[2])

    @property
    def path(self) -> str:
        """The file or folder of a store on this machine: after three slashes, relative; after four, absolute.

        It is taken as written: no character is escaped.

        Raises:
            StoreUrlNotUnderstood: when no path stands there.
        """
        path = self.rest.removeprefix("///")
        if path == self.rest or not path.strip("/"):
            raise StoreUrlNotUnderstood(self.shown)
        return path

    @property
    def shown(self) -> str:
        """The URL without its password, for messages and logs."""
        return without_password(str(self))

    def __str__(self) -> str:
        return f"{self.scheme}:{self.rest}"


def without_password(url: str) -> str:
    """A URL as messages and logs may show it.

    >>> without_password("ftp://office:secret@host/files")
    'ftp://office:***@host/files'
    """
    return _SECRET.sub(lambda m: f"{m[1]}:***@" if m[1] else f"{m[2]}***", url)

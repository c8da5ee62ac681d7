"""Canonical bytes and hashes: what makes a changed, lost or reordered entry visible."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from orqa.storage.protocol import Body, Entry

_SEPARATOR = "\x1f"
_sha256 = hashlib.sha256

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(body: Body) -> str:
    """The one spelling of a body: keys sorted, no spaces, no escapes but those that JSON asks for."""
    return speller()(body).decode()


@cache
def speller() -> Callable[[Body], bytes]:
    """What gives the canonical spelling of bodies in UTF-8.

    It is orjson where it is installed, for it takes a sixth of the time; else the standard library. Both spell alike
    what a body may hold. orjson refuses numbers of more than 64 bits and very deep data.
    """
    try:
        from orjson import OPT_SORT_KEYS, dumps
    except ImportError:
        return lambda body: _encode(body).encode()

    def spell(body: Body) -> bytes:
        try:
            return dumps(body, option=OPT_SORT_KEYS)
        except TypeError:
            return _encode(body).encode()

    return spell


def digest_of(salt: str, canonical_body: str) -> str:
    """SHA-256 (hex) of the salt's text and the canonical body."""
    return _sha256((salt + canonical_body).encode()).hexdigest()


def digest_of_salted(salted: bytes) -> str:
    """The same of both together in UTF-8."""
    return _sha256(salted).hexdigest()


def entry_hash(  # noqa: PLR0913, PLR0917 - these are the columns of an entry
    batch: str,
    op: str,
    kind: str,
    identity: str,
    version: int,
    at: str,
    actor: str,
    action: str,
    readers: str,
    digest: str,
    prev: str,
) -> str:
    """SHA-256 (hex) over what an entry says, its body by digest; still computable after the body is erased.

    ``readers`` are joined by spaces.
    """
    text = _SEPARATOR.join((batch, op, kind, identity, str(version), at, actor, action, readers, digest, prev))
    return _sha256(text.encode()).hexdigest()


def sealer(batch: str, at: str, actor: str, action: str) -> Callable[..., tuple[str, str]]:
    """What seals the entries of one batch, in one step each, for this is done to all that is ever written.

    It is given op, kind, id, version, readers, the salted body in UTF-8, prev and the chain so far. It answers with the
    entry's digest (:func:`digest_of_salted`) and the chain after it (:func:`link` of its :func:`entry_hash`).
    """
    head, middle, end = batch + _SEPARATOR, _SEPARATOR.join(("", at, actor, action, "")), _SEPARATOR

    def seal(  # noqa: PLR0913, PLR0917 - as above
        op: str, kind: str, identity: str, version: int, readers: str, salted: bytes, prev: str, chain: str
    ) -> tuple[str, str]:
        digest = _sha256(salted).hexdigest()
        text = f"{head}{op}{end}{kind}{end}{identity}{end}{version}{middle}{readers}{end}{digest}{end}{prev}"
        hashed = _sha256(text.encode()).hexdigest()
        return digest, _sha256((chain + hashed).encode()).hexdigest()

    return seal


def hash_of(entry: Entry) -> str:
    """The hash of a whole entry (see :func:`entry_hash`)."""
    return entry_hash(
        entry.batch,
        entry.op,
        entry.kind,
        entry.id,
        entry.version,
        entry.at,
        entry.actor,
        entry.action,
        " ".join(entry.readers),
        entry.digest,
        entry.prev,
    )


def link(chain: str, hashed: str) -> str:
    """The chain after one more entry: SHA-256 (hex) of the chain so far and the entry's hash."""
    return _sha256((chain + hashed).encode()).hexdigest()


class _Moments:
    """Spells moments; what is recorded together has one moment, the very same object, which is spelled once."""

    def __init__(self) -> None:
        self._last: tuple[datetime | None, str] = (None, "")

    def __call__(self, at: datetime) -> str:
        """The one spelling of a moment, in the journal and in bodies: UTC with microseconds.

        Raises:
            ValueError: when ``at`` has no time zone.
        """
        last, text = self._last  # both at once, for other threads spell too
        if at is last:
            return text
        if at.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        text = (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat("T", "microseconds")[:-6] + "Z"
        self._last = at, text
        return text


moment = _Moments()

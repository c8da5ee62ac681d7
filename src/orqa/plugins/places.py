"""Where the bytes of attachments are kept, as people write it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from orqa.storage.blobs import Blobs

if TYPE_CHECKING:
    from orqa.plugins.urls import StoreUrl

_URL = re.compile(r"[a-z][a-z0-9+.-]+::?//", re.IGNORECASE)


def blobs_at(place: str) -> Blobs:
    """What keeps bytes at a place.

    Args:
        place: ``memory:``, the path of a folder, or a URL that fsspec reads, such as ``s3://bucket/folder``.

    Raises:
        ExtraNeeded: for a URL, where fsspec is not installed.
    """
    if place == "memory:":
        from orqa.plugins.builtin.blobs.memory import MemoryFiles

        return Blobs(MemoryFiles())
    if _URL.match(place):
        from orqa.plugins.builtin.blobs.objects import ObjectFiles

        return Blobs(ObjectFiles(place))
    return _in_folder(place)


def blobs_beside(url: "StoreUrl") -> Blobs | None:
    """What keeps the bytes of a store of which nothing else was said; None where somebody has to say."""
    if url.scheme == "memory":
        return blobs_at("memory:")
    return _in_folder(f"{url.path}.files") if url.scheme == "sqlite" else None


def _in_folder(path: str) -> Blobs:
    from orqa.plugins.builtin.blobs.folder import FolderFiles

    return Blobs(FolderFiles(Path(path)))

"""Words that say why something is done: how long they may be, for every area alike."""

from typing import Final

LONGEST_REASON: Final = 2_000
"""Characters; as long as any text of a register's line."""


def is_reason(text: str) -> bool:
    """Whether a text says something, in no more characters than there is room for."""
    return 0 < len(text.strip()) <= LONGEST_REASON

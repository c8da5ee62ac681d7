"""What papers and conditions of leave are called (เอกสารประกอบการลา เงื่อนไขการไปศึกษา)."""

from typing import Final

from orqa.base.language import Text
from orqa.rules.views import View

PAPERS: Final = "leave-paper"
CONDITIONS: Final = "study-condition"
"""The vocabularies."""


def called(view: View, vocabulary: str, code: str) -> Text:
    """What people call a code; the code where a profile asks for what its vocabulary does not name."""
    term = view.vocabulary(vocabulary).get(code)
    return term.title if term else Text.of(en=code)

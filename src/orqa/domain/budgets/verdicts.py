"""What rules say of something that is asked for: allowed, with somebody's agreement, or refused; with reasons."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from attrs import frozen

from orqa.base.findings import Finding, has_errors
from orqa.base.language import Text


class Answer(StrEnum):
    """What the rules say: ``ALLOWED``, ``NEEDS_AGREEMENT`` of those who are named, or ``REFUSED``."""

    ALLOWED = "allowed"
    NEEDS_AGREEMENT = "needs-agreement"
    REFUSED = "refused"


NOBODY = "none"
"""What a rule says where nobody's agreement is needed."""

WHO: Mapping[str, Text] = {
    "budget_bureau": Text.of(en="the Budget Bureau", th="สำนักงบประมาณ"),
    "cabinet": Text.of(en="the cabinet", th="คณะรัฐมนตรี"),
    "act_of_parliament": Text.of(en="an act of Parliament", th="พระราชบัญญัติ"),
    "ministry_of_finance": Text.of(en="the Ministry of Finance", th="กระทรวงการคลัง"),
    "special_approval": Text.of(en="approval as a special case", th="การอนุมัติเป็นกรณีพิเศษ"),
}
"""Whose agreement a rule may ask for, in words."""


def who(code: str) -> Text:
    """Whose agreement, in words; a code that only a profile knows is shown as it is."""
    return WHO.get(code) or Text.of(en=code)


@frozen(kw_only=True)
class Verdict:
    """What the rules say.

    Attributes:
        answer: allowed, needs agreement, refused.
        agreements: codes of those whose agreement is needed, each once; titles in :data:`WHO`.
        until: the last day that it is for; None where it has no end, or is refused.
        findings: why it is refused, and what to look at.
    """

    answer: Answer
    agreements: tuple[str, ...] = ()
    until: date | None = None
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding], agreements: Iterable[str] = (), until: date | None = None) -> "Verdict":
        """Refused where a finding is an error, else by the agreements; ``none`` among these is nobody's."""
        found = tuple(findings)
        needed = tuple(dict.fromkeys(code for code in agreements if code != NOBODY))
        if has_errors(found):
            return cls(answer=Answer.REFUSED, agreements=needed, findings=found)
        answer = Answer.NEEDS_AGREEMENT if needed else Answer.ALLOWED
        return cls(answer=answer, agreements=needed, until=until, findings=found)

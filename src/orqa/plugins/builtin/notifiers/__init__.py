"""Ways to deliver reminders."""

from collections.abc import Iterator

from orqa.plugins.builtin.later import later
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import NotifierSpec


@hookimpl
def orqa_notifiers() -> Iterator[NotifierSpec]:
    """The built-in notifiers."""
    yield NotifierSpec(
        name="eml",
        title={"en": "Mail files (.eml) in a folder", "th": "แฟ้มอีเมล (.eml) ในโฟลเดอร์"},
        factory=later("orqa.plugins.builtin.notifiers.eml:MailFiles"),
        requires_api="1.1",
    )

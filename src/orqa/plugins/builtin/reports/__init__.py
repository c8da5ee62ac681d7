"""The reports that ship with orqa."""

from collections.abc import Iterator

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import ReportSpec
from orqa.reporting.context import ReportBuilder


def _received_register() -> ReportBuilder:
    from orqa.plugins.builtin.reports.received_register import ReceivedRegister

    return ReceivedRegister()


@hookimpl
def orqa_reports() -> Iterator[ReportSpec]:
    """The built-in reports."""
    yield ReportSpec(
        name="received-register",
        title=Text.of(th="ทะเบียนหนังสือรับ", en="Register of received letters"),
        factory=_received_register,
    )

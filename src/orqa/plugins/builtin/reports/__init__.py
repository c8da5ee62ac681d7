"""The reports that ship with orqa."""

from collections.abc import Iterator

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import ReportSpec
from orqa.reporting.context import ReportBuilder

_REGISTER = Text.of(
    th="ทะเบียนแต่ละทะเบียนของโปรไฟล์ เช่น received-register", en="Each register of the profile, such as received-register"
)


def _register(code: str) -> ReportBuilder:
    from orqa.plugins.builtin.reports.registers import RegisterReport

    return RegisterReport(code)


@hookimpl
def orqa_reports() -> Iterator[ReportSpec]:
    """The built-in reports."""
    yield ReportSpec(name="register", title=_REGISTER, of_each="register", factory=_register)

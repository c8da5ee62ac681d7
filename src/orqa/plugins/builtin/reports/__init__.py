"""The reports that ship with orqa."""

from collections.abc import Iterator
from functools import partial

from orqa.base.language import Text
from orqa.plugins.hookspecs import hookimpl
from orqa.plugins.specs import ReportSpec
from orqa.reporting.context import ReportBuilder

_REGISTERS = {
    "received": Text.of(th="ทะเบียนหนังสือรับ", en="Register of received letters"),
    "sent": Text.of(th="ทะเบียนหนังสือส่ง", en="Register of sent letters"),
    "circular": Text.of(th="ทะเบียนหนังสือเวียน", en="Register of circulars"),
    "order": Text.of(th="ทะเบียนคำสั่ง", en="Register of orders"),
    "certificate": Text.of(th="ทะเบียนหนังสือรับรอง", en="Register of certificates"),
    "meeting": Text.of(th="ทะเบียนรายงานการประชุม", en="Register of minutes"),
    "announcement": Text.of(th="ทะเบียนประกาศ แถลงการณ์ และข่าว", en="Register of announcements, communiqués and news"),
    "rule": Text.of(th="ทะเบียนระเบียบ", en="Register of regulations"),
    "bylaw": Text.of(th="ทะเบียนข้อบังคับ", en="Register of by-laws"),
    "secret-received": Text.of(th="ทะเบียนรับข้อมูลข่าวสารลับ", en="Register of received secret matter"),
    "secret-sent": Text.of(th="ทะเบียนส่งข้อมูลข่าวสารลับ", en="Register of sent secret matter"),
    "secret-control": Text.of(th="ทะเบียนควบคุมข้อมูลข่าวสารลับ", en="Control register of secret matter"),
}
"""What the registers of the built-in profiles are called in a list of reports, which knows no profile."""


def _register(code: str) -> ReportBuilder:
    from orqa.plugins.builtin.reports.registers import RegisterReport

    return RegisterReport(code)


@hookimpl
def orqa_reports() -> Iterator[ReportSpec]:
    """The built-in reports."""
    for code, title in _REGISTERS.items():
        yield ReportSpec(name=f"{code}-register", title=title, factory=partial(_register, code))

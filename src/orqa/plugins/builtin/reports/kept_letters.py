"""Registers, lists and cards of kept letters (แบบที่ 19, 20 and 24), the file plan, and what is in force, as reports."""

from orqa.base.language import Text
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Fact, Report, Section
from orqa.reporting.tables import Table

_FORM = Text.of(en="Form", th="แบบที่")
_ON = Text.of(en="As of", th="ณ วันที่")

_STORAGE = Text.of(en="Register of stored letters", th="ทะเบียนหนังสือเก็บ")
_TRANSFER = Text.of(en="List of letters sent to the store", th="บัญชีหนังสือส่งเก็บ")
_CONTROLLED = Text.of(en="Control of copies of secret matter", th="ทะเบียนควบคุมข้อมูลข่าวสารลับรายชุด")
_CARDS = Text.of(en="Cards of loans", th="บัตรยืมหนังสือ")
_PLAN = Text.of(en="File plan", th="แผนการจัดแฟ้ม")
_IN_FORCE = Text.of(en="Rules, announcements and orders in force", th="ทะเบียนระเบียบ ประกาศ และคำสั่งที่ใช้บังคับ")


class StorageRegisterReport:
    """Builds the register of letters stored in the period (แบบที่ 20), in the columns of ``storage.register_columns``."""

    def build(self, context: ReportContext) -> Report:
        """By their numbers; of secret letters no subject."""
        letters = office_of(context).correspondence
        table = letters.storage_register(context.period.first, context.period.last)
        return _report(context, "storage-register", _STORAGE, table, form="20", key="storage.register_columns")


class TransferListReport:
    """Builds the list of letters sent to the store in the period (แบบที่ 19), by the rule ``storage.list_columns``."""

    def build(self, context: ReportContext) -> Report:
        """By their numbers in the storage register; of secret letters no subject."""
        letters = office_of(context).correspondence
        table = letters.transfer_list(context.period.first, context.period.last)
        return _report(context, "transfer-list", _TRANSFER, table, form="19", key="storage.list_columns")


class ControlledCopiesReport:
    """Builds the control of copies of secret matter, in the columns of ``secrecy.control_columns``; never public."""

    def build(self, context: ReportContext) -> Report:
        """A row for each copy that whoever reads may see; no subject."""
        table = office_of(context).correspondence.control_table()
        return _report(context, "controlled-copies", _CONTROLLED, table, key="secrecy.control_columns")


class LoanCardsReport:
    """Builds the cards of what is lent now (แบบที่ 24), in the columns of ``lending.card_columns``."""

    def build(self, context: ReportContext) -> Report:
        """By the day on which they are due; the public edition names no borrower."""
        table = office_of(context).correspondence.loan_cards(is_out=True)
        return _report(context, "loan-cards", _CARDS, table, form="24", key="lending.card_columns")


class FilePlanReport:
    """Builds the file plan as of the last day of the period."""

    def build(self, context: ReportContext) -> Report:
        """By code, with how many letters each file holds."""
        return _report(
            context, "file-plan", _PLAN, office_of(context).correspondence.file_plan_table(context.period.last)
        )


class InForceReport:
    """Builds the register of what is in force on the last day of the period."""

    def build(self, context: ReportContext) -> Report:
        """The oldest first, with what amends each; of what is restricted no title."""
        table = office_of(context).correspondence.in_force_table(context.period.last)
        return _report(context, "in-force", _IN_FORCE, table, as_of=True)


def _report(  # noqa: PLR0913 - what a report is
    context: ReportContext, name: str, title: Text, table: Table, *, form: str = "", key: str = "", as_of: bool = False
) -> Report:
    reading = context.profile.at(context.period.first).reading()
    facts = [Fact(_FORM, Text.of(en=context.style.number(int(form))))] if form else []
    if as_of:
        facts.append(Fact(_ON, Text.of(en=context.style.date(context.period.last))))
    if key:
        reading.value(key)
    return Report(
        name=name,
        title=title,
        sections=(Section((table,)),),
        facts=tuple(facts),
        style=context.style,
        audience=context.audience,
        period=context.period_text(),
        made_at=context.at,
        profile=context.profile.name,
        data_version=context.profile.data_version,
        citations=context.cite(reading.decision(name, {"first": context.period.first}).citations) if key else (),
    )

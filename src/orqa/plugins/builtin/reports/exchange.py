"""Exchange balances as a report: who owes whom how many places at the end of an academic year."""

from orqa.base.language import Text
from orqa.office.access import MOBILITIES
from orqa.office.partnerships.exchange import SIGN
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.formatting import Style
from orqa.reporting.model import Fact, Report, Section

_TITLE = Text.of(en="Exchange balance", th="ดุลการแลกเปลี่ยนนักศึกษา")
_COUNTED = Text.of(en="What counts", th="สิ่งที่นับ")
_SEEN = Text.of(en="only files that whoever made this may see", th="เฉพาะแฟ้มที่ผู้จัดทำมีสิทธิดู")
_READ = Text.of(en="How it is read", th="วิธีอ่าน")


class ExchangeBalanceReport:
    """Builds the balances of all partners on the last day of the period, or today where that is earlier."""

    def build(self, context: ReportContext) -> Report:
        """Counted from the mobilities that whoever makes it may see, and told where these are not all; it shows nobody.

        The public edition names the partners alone.
        """
        office = office_of(context)
        table = office.partnerships.balances(min(context.period.last, context.at.date()))
        return Report(
            name="exchange-balance",
            title=_TITLE,
            sections=(Section((table,)),),
            period=context.period_text(),
            style=Style.of_profile(office.profile, context.language),
            audience=context.audience,
            made_at=context.at,
            facts=(Fact(_READ, SIGN), *([] if f"{MOBILITIES}all" in context.tokens else [Fact(_COUNTED, _SEEN)])),
            profile=office.profile.name,
            data_version=office.profile.ruleset.data_version,
        )

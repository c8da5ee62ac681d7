"""Quality assurance: the service of one area, put together from its parts (งานประกันคุณภาพการศึกษา)."""

from functools import cached_property

from orqa.office.quality.data import CommonData
from orqa.office.quality.evaluating import Evaluating
from orqa.office.quality.reports import Reporting
from orqa.office.quality.rolling import Rolling


class QualityService(Evaluating, Reporting, Rolling):
    """Evaluate by frameworks, keep what came out, put it side by side and hand it on; reached as ``office.quality``.

    What is kept is open to everybody in the office: internal quality assurance is done in the open (National Education
    Act B.E. 2542, section 48). Who may keep it, the policy says.
    """

    @cached_property
    def data(self) -> CommonData:
        """The common data of units and years, which frameworks are fed with (ข้อมูลพื้นฐานร่วม)."""
        return CommonData(self._office, self._recording)

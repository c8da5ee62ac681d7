"""International relations: the service of one area, put together from its parts (งานวิเทศสัมพันธ์)."""

from functools import cached_property
from typing import TYPE_CHECKING

from orqa.office.partnerships.partners import Partners
from orqa.office.partnerships.published import Published

if TYPE_CHECKING:
    from orqa.office.partnerships.stays import Stays


class PartnershipService(Partners, Published):
    """Keep the institutions that the university works with; reached as ``office.partnerships``.

    Everybody in the office may see them. Whom to write to there is personal data: it is in no public report. Who may
    keep them, the policy says.
    """

    @cached_property
    def stays(self) -> "Stays":
        """Stays of foreigners: visa, extension, report, re-entry, work permit (การพำนักของชาวต่างชาติ)."""
        from orqa.office.partnerships.stays import Stays

        return Stays(self._office, self._recording)

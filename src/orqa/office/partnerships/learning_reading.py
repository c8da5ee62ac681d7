"""Learning agreements are read, and held against transcripts (ข้อตกลงการเรียน): as far as whoever acts may see them."""

from typing import TYPE_CHECKING

from orqa.base.language import Text
from orqa.domain.partnerships.errors import MobilityRefused
from orqa.domain.partnerships.learning import LearningAgreement, LearningVersion
from orqa.domain.partnerships.learning_comparison import Comparison, compare
from orqa.office.errors import NotFound
from orqa.office.kept_records import KeptRecords

if TYPE_CHECKING:
    from orqa.domain.partnerships.mobilities import Mobility
    from orqa.office.partnerships import PartnershipService
    from orqa.reporting.tables import Table

_LEARNING = Text.of(en="the learning agreement", th="ข้อตกลงการเรียน")
_VERSION = Text.of(en="version {number} of the learning agreement", th="ข้อตกลงการเรียนฉบับที่ {number}")
_NONE_HOLDS = Text.of(en="no version of the learning agreement was approved", th="ยังไม่มีข้อตกลงการเรียนที่อนุมัติ")
_NO_TRANSCRIPT = Text.of(en="take in the transcript first (transcript)", th="ให้บันทึกใบแสดงผลการเรียนก่อน (transcript)")


class LearningReading(KeptRecords):
    """Read learning agreements; a part of ``office.partnerships.learning``."""

    def get(self, which: "Mobility | str") -> LearningAgreement:
        """The learning agreement of a mobility, with all its versions (ข้อตกลงการเรียน).

        Raises:
            NotFound: when there is no such file or it has none, or it may not be seen.
        """
        file = self._files.mobility(which)
        found = self._stored(file.id)
        if found is None:
            raise NotFound(_LEARNING, file.code)
        return found

    def version(self, which: "Mobility | str", number: int | None = None) -> LearningVersion:
        """A version: of a number, else the one that waits, else the one that holds, else the last.

        Raises:
            NotFound: as of :meth:`get`; and when there is no version of that number.
        """
        known = self.get(which)
        if number is None:
            return known.proposed or known.approved or known.versions[-1]
        if not 1 <= number <= len(known.versions):
            raise NotFound(_VERSION.fill(number=number), self._files.mobility(which).code)
        return known.versions[number - 1]

    def compare(self, which: "Mobility | str") -> Comparison:
        """Hold the transcript against the version that was approved: what is missing or extra (เปรียบเทียบผลการเรียน).

        Raises:
            NotFound: as of :meth:`get`.
            MobilityRefused: when no version was approved, or no transcript was taken in.
        """
        holds, recognition = self.get(which).approved, self._files.recognition(which)
        if holds is None:
            raise MobilityRefused(_NONE_HOLDS)
        if recognition is None:
            raise MobilityRefused(_NO_TRANSCRIPT)
        return compare(holds, recognition.courses, recognition.source)

    def table(self, which: "Mobility | str", number: int | None = None) -> "Table":
        """A version as a table: what is studied, what it counts for, what was changed and why.

        Raises:
            NotFound: as of :meth:`version`.
        """
        from orqa.office.partnerships.learning_tables import version_table

        return version_table(self._office, self._files.mobility(which), self.version(which, number))

    def comparison_table(self, which: "Mobility | str") -> "Table":
        """What :meth:`compare` tells, line by line; errors as of that."""
        from orqa.office.partnerships.learning_tables import comparison_table

        return comparison_table(self._files.mobility(which).code, self.compare(which))

    # ------------------------------------------------------------------ inside

    @property
    def _files(self) -> "PartnershipService":
        from orqa.office.partnerships import PartnershipService

        return PartnershipService(self._office, self._recording)

    def _stored(self, identity: str) -> LearningAgreement | None:
        """The agreement of a file, as it waits to be written or is kept; None where there is none to be seen."""
        return self._one_or_none(LearningAgreement, identity)

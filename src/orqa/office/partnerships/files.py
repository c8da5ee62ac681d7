"""Files of visits, trips abroad, activities and agreements (เอกสารแนบ)."""

from typing import Final

from orqa.base.language import Text
from orqa.domain.partnerships.activities import Activity
from orqa.domain.partnerships.agreements import Agreement
from orqa.domain.partnerships.errors import VisitRefused
from orqa.domain.partnerships.file_records import PartnershipFile
from orqa.domain.partnerships.official_trips import OfficialTrip
from orqa.domain.partnerships.visits import Visit
from orqa.office.kept_files import KeptFiles

ATTACH: Final = "partnership.attach"
"""The action, as the policy has it."""

_NO_FILES = Text.of(
    en="files lie with a visit, an activity, a trip or an agreement, not with {kind}",
    th="แนบแฟ้มได้กับการเยือน กิจกรรม การไปราชการ หรือข้อตกลง ไม่ใช่ {kind}",
)


class PartnershipFiles(KeptFiles[PartnershipFile]):
    """Attach programmes, pictures, signed copies; reached as ``office.partnerships.files``."""

    made_of = PartnershipFile
    action = ATTACH
    kinds = frozenset({Visit.kind, Activity.kind, OfficialTrip.kind, Agreement.kind})

    def _refused(self, kind: str) -> VisitRefused:
        return VisitRefused(_NO_FILES.fill(kind=kind))

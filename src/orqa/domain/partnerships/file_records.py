"""Files that lie with visits, trips abroad, activities and agreements (เอกสารแนบ)."""

from typing import ClassVar

from attrs import frozen

from orqa.domain.organization.kept_files import KeptFile


@frozen(kw_only=True)
class PartnershipFile(KeptFile):
    """A file that lies with a visit, a trip abroad, an activity or an agreement."""

    kind: ClassVar[str] = "partnership-file"

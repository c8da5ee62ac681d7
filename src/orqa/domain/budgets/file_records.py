"""Files that lie with spending cases, projects and orders (เอกสารแนบ)."""

from typing import ClassVar

from attrs import frozen

from orqa.domain.organization.kept_files import KeptFile


@frozen(kw_only=True)
class BudgetFile(KeptFile):
    """A file that lies with a spending case, a project or an overtime order: a bill, a signed memo, pictures."""

    kind: ClassVar[str] = "budget-file"

"""Files and links of spending cases, projects and overtime orders (เอกสารแนบและเรื่องที่เกี่ยวข้อง)."""

from typing import TYPE_CHECKING, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.budgets.action_plan import Project
from orqa.domain.budgets.errors import BudgetRefused
from orqa.domain.budgets.file_records import BudgetFile
from orqa.domain.budgets.overtime_orders import OvertimeOrder
from orqa.domain.budgets.records import SpendingCase
from orqa.office.errors import NotFound
from orqa.office.kept_files import RECORD, KeptFiles
from orqa.office.service import Asked
from orqa.office.turns import unless_changed

if TYPE_CHECKING:
    from orqa.office.recorder import Save

ATTACH: Final = "budget.attach"
"""The action, as the policy has it: attach files, and link to letters and other records."""

_NO_FILES = Text.of(
    en="files lie with a spending case, a project or an overtime order, not with {kind}",
    th="แนบแฟ้มได้กับเรื่องขออนุมัติใช้เงิน โครงการ หรือคำสั่งปฏิบัติงานนอกเวลา ไม่ใช่ {kind}",
)
_MEANWHILE = Text.of(en="the case was changed at the same moment; look again", th="มีการแก้ไขเรื่องพร้อมกัน โปรดตรวจสอบอีกครั้ง")


class BudgetFiles(KeptFiles[BudgetFile]):
    """Attach files, and link spending cases to letters and other records; reached as ``office.budgets.files``."""

    made_of = BudgetFile
    action = ATTACH
    kinds = frozenset({SpendingCase.kind, Project.kind, OvertimeOrder.kind})

    def link(self, case: SpendingCase | str, *refs: RecordRef, key: str | None = None) -> SpendingCase:
        """Let a spending case go back to letters, minutes, agreements, projects, too (เชื่อมโยงเรื่อง); each once.

        Raises:
            NotFound: when there is no such case or record, or it may not be seen.
            BudgetRefused: when somebody else changed the case at the same moment.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        known = office.budgets.case(case)
        with office.reading(personal=True) as reader:
            for ref, stored in zip(refs, reader.get_many(refs), strict=True):
                if stored is None:
                    raise NotFound(RECORD, str(ref))
        office.require(ATTACH, self._unit(known) or None)

        def make(save: "Save") -> SpendingCase:
            now = office.budgets.case(known.id)
            linked = evolve(now, concerns=tuple(dict.fromkeys((*now.concerns, *refs))))
            if linked == now:
                return now
            with unless_changed(SpendingCase.kind, BudgetRefused(_MEANWHILE)):
                save(ATTACH, office.now(), [linked])
            return evolve(linked, version=linked.version + 1)

        asked = Asked({"case": known.id, "refs": refs})
        return self._recorder.once(key, ATTACH, asked, make, lambda _made: office.budgets.case(known.id))

    # ------------------------------------------------------------------ inside

    def _refused(self, kind: str) -> BudgetRefused:
        return BudgetRefused(_NO_FILES.fill(kind=kind))

    def _unit(self, record: SpendingCase | Project | OvertimeOrder) -> str:
        return self._office.budgets.line(record.line).unit if isinstance(record, SpendingCase) else record.unit

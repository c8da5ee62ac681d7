"""Learning agreements as tables (ข้อตกลงการเรียนและการเปรียบเทียบผลการเรียน)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orqa.base.language import Text, joined
from orqa.domain.partnerships.learning import Component, ComponentChange, LearningVersion
from orqa.domain.partnerships.learning_comparison import HELD, ComparedLine, Comparison
from orqa.domain.partnerships.learning_moves import REASONS
from orqa.domain.partnerships.mobilities import Mobility
from orqa.reporting.columns import Column, ColumnType
from orqa.reporting.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orqa.office.office import Office
    from orqa.rules.vocabulary import Term

_COLUMNS = (
    Column(name="where", title=Text.of(en="Where", th="ที่")),
    Column(name="code", title=Text.of(en="Code", th="รหัสวิชา"), unbroken=True),
    Column(name="title", title=Text.of(en="Title", th="รายวิชา")),
    Column(name="credits", title=Text.of(en="Credits", th="หน่วยกิต"), type=ColumnType.DECIMAL),
    Column(name="scale", title=Text.of(en="Scale", th="ระบบ"), unbroken=True),
    Column(name="term", title=Text.of(en="Term", th="ภาคการศึกษา")),
    Column(name="replaces", title=Text.of(en="Counts for", th="เทียบกับ")),
    Column(name="change", title=Text.of(en="Change", th="การเปลี่ยนแปลง")),
)
_COMPARED = (
    Column(name="held", title=Text.of(en="Result", th="ผล")),
    Column(name="agreed", title=Text.of(en="Agreed", th="ตามข้อตกลง")),
    Column(name="agreed_credits", title=Text.of(en="Credits agreed", th="หน่วยกิตตามข้อตกลง"), type=ColumnType.DECIMAL),
    Column(name="passed", title=Text.of(en="Transcript", th="ใบแสดงผลการเรียน")),
    Column(name="credits", title=Text.of(en="Credits passed", th="หน่วยกิตที่ได้"), type=ColumnType.DECIMAL),
    Column(name="grade", title=Text.of(en="Grade", th="เกรด"), personal=True),
    Column(name="home", title=Text.of(en="Counts for", th="เทียบกับ")),
)
_THERE = Text.of(en="studied there", th="เรียนที่ปลายทาง")
_HERE = Text.of(en="counts at home", th="เทียบที่ต้นทาง")
_STATUS = {
    "inserted": Text.of(en="added: {why}", th="เพิ่ม: {why}"),
    "deleted": Text.of(en="dropped: {why}", th="ตัดออก: {why}"),
}
_TITLE = Text.of(en="Learning agreement of {code}, version {number}", th="ข้อตกลงการเรียนของแฟ้ม {code} ฉบับที่ {number}")
_AGAINST = Text.of(
    en="Transcript of {code} against version {number} ({digest})",
    th="ผลการเรียนของแฟ้ม {code} เทียบกับฉบับที่ {number} ({digest})",
)


def version_table(office: "Office", file: Mobility, version: LearningVersion) -> Table:
    """What a version says, what it adds marked so, and what it drops."""
    terms: Mapping[str, Term] = office.profile.vocabularies.get("study-term", {})
    reasons: Mapping[str, Term] = office.profile.vocabularies.get(REASONS, {})
    rows = [
        *_rows(version.studied, version, _THERE, terms, reasons),
        *_rows(version.counted, version, _HERE, terms, reasons),
        *_dropped(version, reasons),
    ]
    return Table.of(_COLUMNS, rows, _TITLE.fill(code=file.code, number=version.number))


def comparison_table(code: str, comparison: Comparison) -> Table:
    """What was agreed beside what was passed."""
    version = comparison.version
    title = _AGAINST.fill(code=code, number=version.number, digest=version.digest[:12])
    return Table.of(_COMPARED, [_compared(line) for line in comparison.lines], title)


def _rows(
    components: tuple[Component, ...],
    version: LearningVersion,
    where: Text,
    terms: "Mapping[str, Term]",
    reasons: "Mapping[str, Term]",
) -> Iterator[tuple[object, ...]]:
    here = where is _HERE
    for one in components:
        added = [
            change
            for change in version.changes
            if (change.status, change.here) == ("inserted", here) and one.is_called(change.component)
        ]
        term = terms[one.term].title if one.term in terms else one.term or None
        replaces = ", ".join(one.replaces) or None
        why = _why(added[0], reasons) if added else None
        yield (where, one.code or None, one.title, one.credits, one.scale, term, replaces, why)


def _dropped(version: LearningVersion, reasons: "Mapping[str, Term]") -> Iterator[tuple[object, ...]]:
    for change in version.changes:
        if change.status == "deleted":
            why = _why(change, reasons)
            yield (_HERE if change.here else _THERE, None, change.component, None, None, None, None, why)


def _why(change: ComponentChange, reasons: "Mapping[str, Term]") -> Text:
    told = [reasons[change.reason].title if change.reason in reasons else Text.of(en=change.reason, th=change.reason)]
    words = [Text.of(en=change.words, th=change.words)] if change.words else []
    return _STATUS[change.status].fill(why=joined([*(told if change.reason else []), *words], "; "))


def _compared(line: ComparedLine) -> tuple[object, ...]:
    component, course = line.component, line.course
    return (
        HELD[line.held],
        component.name if component else None,
        component.credits if component else None,
        (course.code or course.title) if course else None,
        course.credits if course else None,
        (course.grade or None) if course else None,
        (course.home if course and course.home else ", ".join(component.replaces) if component else "") or None,
    )

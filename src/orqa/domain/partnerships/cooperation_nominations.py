"""A mobility of the university as the nomination that partners of Erasmus Without Paper get (การเสนอชื่อนักศึกษา)."""

from typing import Final

from attrs import frozen

from orqa.base.findings import Finding
from orqa.base.language import Text
from orqa.domain.partnerships.cooperation import Worded
from orqa.domain.partnerships.cooperation_lacks import LACKS, LEFT_OUT
from orqa.domain.partnerships.cooperation_writing import EQF
from orqa.domain.partnerships.mobilities import Mobility, MobilityState, Traveller
from orqa.domain.partnerships.nominations import OutgoingMobility, Side, Student

_S = MobilityState
STATUS: Final = {
    2: {
        **dict.fromkeys((_S.NOMINATED, _S.ACCEPTED), "nomination"),
        **dict.fromkeys((_S.ARRIVED, _S.RETURNED), "live"),
        _S.RECOGNISED: "recognized",
        **dict.fromkeys((_S.DECLINED, _S.CANCELLED), "cancelled"),
    },
    3: {
        _S.NOMINATED: "pending",
        **dict.fromkeys((_S.ACCEPTED, _S.ARRIVED, _S.RETURNED, _S.RECOGNISED), "approved"),
        _S.DECLINED: "rejected",
        _S.CANCELLED: "cancelled",
    },
}
"""Where a file stands, as each version of the interface of outgoing mobilities says it."""

_STUDIES: Final = "student-studies"
_KIND = Text.of(en="the kind of mobility", th="ประเภทการเคลื่อนย้าย")
_SCHAC = Text.of(en="the SCHAC code of the partner", th="รหัส SCHAC ของสถาบันปลายทาง")
_ESI = Text.of(en="the European student identifier", th="รหัสนักศึกษายุโรป (ESI)")
_BORN = Text.of(en="the day of birth", th="วันเกิด")
_COUNTRY = Text.of(en="the nationality", th="สัญชาติ")
_EMAIL = Text.of(en="the mail address", th="อีเมล")
_LEVEL = Text.of(en="the level of study", th="ระดับการศึกษา")
_FIELD = Text.of(en="the field of education, four digits", th="รหัสสาขาสี่หลัก")
_AGREED = Text.of(en="one field of education of the agreement", th="สาขาเดียวของข้อตกลง")


@frozen(kw_only=True)
class Nominating:
    """What a nomination says beside the file of the mobility.

    Attributes:
        own: SCHAC code of the university.
        hei: SCHAC code of the partner; empty where none is kept.
        version: of the interface of outgoing mobilities, 2 or 3.
        activity: what the kind of mobility is called there; empty where it is not told at all.
        attribute: how long it is, in its words.
        term: which term of how many of the year, such as ``1/2``; empty where it fits none.
        agreement_fields: fields of education of the agreement.
        agreement_ids: our id of the agreement, and the partner's; empty for none.
    """

    own: str
    hei: str
    version: int
    activity: str
    attribute: str
    term: str
    agreement_fields: tuple[str, ...] = ()
    agreement_ids: tuple[str, str] = ("", "")


def nomination_of(mobility: Mobility, said: Nominating) -> tuple[OutgoingMobility | None, tuple[Finding, ...]]:
    """The nomination of a student who is sent, and what it lacks; none for a kind that the network does not know.

    Args:
        mobility: the file.
        said: what it says beside that.
    """
    if (
        not said.attribute
        or not said.activity.startswith("student-")
        or (said.version > 2 and said.activity != _STUDIES)
    ):
        found = LEFT_OUT.make(record=mobility.ref, which=mobility.code, what=_KIND, found=mobility.mobility_kind)
        return None, (found,)
    who, year, later = mobility.traveller, f"{mobility.year}/{mobility.year + 1}", said.version > 2
    level = EQF.get(mobility.level)
    made = OutgoingMobility(
        version=said.version,
        id=mobility.id,
        sending=Side(hei=said.own, unit=mobility.unit or None, agreement_id=said.agreement_ids[0] or None),
        receiving=Side(hei=said.hei or None, agreement_id=said.agreement_ids[1] or None),
        term=f"{year}-{said.term}" if said.term else None,
        no_term=None if said.term else "",
        year=year,
        student=_student(who),
        status=STATUS[said.version][mobility.stands],
        activity=said.activity,
        length=said.attribute,
        arrives=None if later or mobility.first is None else mobility.first.isoformat(),
        departs=None if later or mobility.last is None else mobility.last.isoformat(),
        level_at_nomination=None if later else level,
        level_at_departure=level,
        agreement_field=_agreed(mobility, said) if later else None,
        study_field=mobility.field_code or None,
        proposal=str(mobility.version) if later else None,
    )
    return made, tuple(_lacking(mobility, made))


def _student(who: Traveller) -> Student:
    return Student(
        given_names=_worded(who.given_name),
        family_names=_worded(who.family_name),
        global_id=who.esi or None,
        born=who.born.isoformat() if who.born else None,
        country=who.citizenship or None,
        gender=str(who.gender),
        email=who.email or None,
    )


def _worded(name: Text) -> tuple[Worded, ...]:
    """A name in each language; one that is the same in several is told once."""
    forms: dict[str, str] = {}
    for language, form in name.forms:
        forms.setdefault(form, language)
    return tuple(Worded(form, language) for form, language in forms.items())


def _agreed(mobility: Mobility, said: Nominating) -> str | None:
    """The field of the agreement that the student's belongs to: the only one, or the one that it begins with."""
    fields = said.agreement_fields
    alike = [one for one in fields if mobility.field_code and mobility.field_code.startswith(one.rstrip("0"))]
    found = fields if len(fields) == 1 else alike
    return found[0].ljust(4, "0") if len(found) == 1 else None


def _lacking(mobility: Mobility, made: OutgoingMobility) -> list[Finding]:
    student = made.student
    needed = {_SCHAC: made.receiving and made.receiving.hei, _ESI: student and student.global_id}
    if made.version > 2 and student is not None:
        needed |= {_BORN: student.born, _COUNTRY: student.country, _EMAIL: student.email}
        needed |= {_LEVEL: made.level_at_departure, _FIELD: made.study_field, _AGREED: made.agreement_field}
    return [
        LACKS.make(record=mobility.ref, which=mobility.code, what=what, version=made.version, how=_HOW[what])
        for what, value in needed.items()
        if not value
    ]


_HOW: Final = {
    _SCHAC: "orqa partner change --id schac=…",
    _ESI: "orqa mobility change --esi",
    _BORN: "orqa mobility change --born",
    _COUNTRY: "orqa mobility change --citizenship",
    _EMAIL: "orqa mobility change --email",
    _LEVEL: "orqa mobility change --level",
    _FIELD: "orqa mobility change --field",
    _AGREED: "orqa agreement change --field",
}

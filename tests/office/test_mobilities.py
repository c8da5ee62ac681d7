"""Mobilities in an office: opened, moved on in their order, counted in the balance of their partner."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from threading import Thread
from typing import Any

import pytest
from attrs import evolve

import orqa
from organization_samples import begun
from orqa.base.errors import OrqaError
from orqa.base.language import Text
from orqa.base.money import Money
from orqa.domain.partnerships.agreement_parts import ExchangeTerms, PlaceTerms, Quota, UnitsPerYear
from orqa.domain.partnerships.errors import AgreementRefused, MobilityRefused
from orqa.domain.partnerships.mobilities import Mobility, Scholarship, Traveller
from orqa.domain.partnerships.movements import BalanceRefused
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.organizing import Changed
from orqa.office.partnerships import PartnershipService
from orqa.office.partnerships.exchange import AccountBalance, NoBalance
from orqa.office.partnerships.mobility_plans import Plan

HOST = "Example University"
QUARTERS = (UnitsPerYear(unit="student_semester", count=2), UnitsPerYear(unit="student_quarter", count=3))
NOMINATED = date(2026, 5, 1)
AUTUMN = {"terms": ("first",), "first": date(2026, 8, 10), "last": date(2026, 12, 20)}


@pytest.fixture
def url() -> str:
    return "memory:"


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    office.partnerships.add_partner({"en": HOST}, country="JP")
    return office.partnerships


def person(code: str = "S1", **fields: Any) -> Traveller:
    return Traveller(code=code, given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"), **fields)


def opened(keep: PartnershipService, code: str = "S1", way: str = "sent", **plan: Any) -> Changed[Mobility]:
    return keep.nominate_person(person(code), HOST, way, Plan(**{**AUTUMN, **plan}), on=NOMINATED)


def codes(changed: Changed[Any]) -> list[str]:
    return [one.code for one in changed.findings]


def ready(keep: PartnershipService, which: Mobility, *steps: str) -> None:
    for step in steps:
        keep.complete_step(which, step, NOMINATED, document="P-1")


def test_a_sent_student_goes_the_whole_way(keep: PartnershipService, office: Office) -> None:
    made = opened(keep).record
    assert (made.code, made.year, made.units, made.people, made.state) == ("2569/1", 2026, 1, "student", "nominated")
    assert keep.mobility("2569/1") == keep.mobility(made.id) == made
    with pytest.raises(MobilityRefused, match="possible now: accept, decline, cancel"):
        keep.arrive(made)
    keep.accept(made, date(2026, 6, 1))
    with pytest.raises(MobilityRefused, match="Learning agreement, signed, Insurance, Visa"):
        keep.arrive(made, date(2026, 8, 12))
    with pytest.raises(MobilityRefused, match="needs its document"):
        keep.complete_step(made, "insurance")
    with pytest.raises(MobilityRefused, match="is no step of this mobility"):
        keep.complete_step(made, "orientation")
    ready(keep, made, "learning_agreement", "insurance")
    keep.complete_step(made, "visa", waived="none is needed")
    keep.arrive(made, date(2026, 8, 12))
    due = {one.step: one.due for one in keep.checklist(made).value}
    assert due["arrival_notice"] == date(2026, 8, 19)
    assert due["transcript"] is None
    back = keep.report_return(made, date(2026, 12, 18), report="All courses passed").record
    assert (back.state, back.returned, back.attended) == ("returned", date(2026, 12, 18), None)
    with pytest.raises(MobilityRefused, match="possible now: recognise"):
        keep.cancel(made, "late")
    assert office.verify(deep=True).findings == ()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda keep, made: keep.accept(made, date(2026, 4, 30)), "lies before"),
        (lambda keep, made: keep.decline(made, " "), "say why"),
        (lambda keep, made: keep.report_return(made), "report-return is not possible"),
        (lambda keep, _: keep.mobility("2569/9"), "was not found"),
        (lambda keep, _: keep.mobility(""), "the mobility"),
        (lambda keep, _: opened(keep, way="both"), "sent or received"),
        (lambda keep, _: opened(keep, mobility_kind="cruise"), "choose one of: exchange"),
        (lambda keep, _: opened(keep, terms=("third",)), "there is no term"),
        (lambda keep, _: opened(keep, counted_in="banana"), "no unit of exchange 'banana'; choose one of: student_sem"),
        (lambda keep, _: opened(keep, terms=("summer",)), "say how many units"),
        (lambda keep, _: opened(keep, last=date(2026, 8, 9)), "lies before the first, "),
        (lambda keep, _: keep.keep_account(HOST, yearly_cap="many"), "is no number for yearly_cap"),
        (lambda keep, _: keep.keep_account(HOST, yearly_cap="1e-999999999"), "'1e-999999999' is no number"),
        (lambda keep, one: keep.report_return(one, attended="half", reason="ill"), "'half' is no number for attended"),
        (lambda keep, one: keep.report_return(one, attended="NaN", reason="ill"), "'NaN' is no number for attended"),
        (lambda keep, one: keep.report_return(one, attended=0.1, reason="ill"), "'0.1' is no number for attended"),
        (lambda keep, _: keep.keep_account(HOST, matched=["up"]), "is none of"),
        (lambda keep, _: keep.keep_account(HOST, unit="banana"), "choose one of: student_semester, student_trimester"),
        (lambda keep, _: keep.keep_account(HOST, per_year={"banana": 2}), "no unit of exchange 'banana'"),
        (lambda keep, _: keep.keep_account(HOST, per_year={"student_year": 0}), "at least one"),
        (lambda keep, _: keep.keep_account(HOST, carry_over=-1), "whole number of years"),
        (lambda keep, _: keep.keep_account(HOST, opening="2"), "needs the year"),
        (lambda keep, _: keep.keep_account(HOST, first=2569, last=2568), "lies before the first"),
    ],
)
def test_what_cannot_be_is_refused(keep: PartnershipService, act: Callable[..., Any], told: str) -> None:
    made = opened(keep).record
    with pytest.raises((MobilityRefused, NotFound), match=told):
        act(keep, made)
    assert keep.mobility(made.id).version == 1


def test_the_balance_says_who_owes_and_why(keep: PartnershipService) -> None:
    terms = {"per_year": {"student_semester": 2, "student_quarter": 3}, "early_return": "attended", "clause": "ข้อ 5"}
    keep.keep_account(HOST, first=2568, yearly_cap="2", opening="1", opening_year=2567, **terms)
    ann, ben = opened(keep, "S1").record, opened(keep, "S2").record
    assert codes(opened(keep, "S3")) == ["mobility-over-quota"]
    quarter = opened(keep, "X1", "received", terms=("autumn_quarter",)).record
    opened(keep, "X2", "received", mobility_kind="free_mover")
    assert quarter.counted_in == "student_quarter"
    keep.cancel(ben, "ill")
    for one in (ann,):
        keep.accept(one, NOMINATED)
        ready(keep, one, "learning_agreement", "insurance", "visa")
        keep.arrive(one, date(2026, 8, 12))
        keep.report_return(one, date(2026, 10, 12), attended="0.5", reason="ill")
    (found,) = keep.balance(HOST, date(2026, 9, 1))
    assert found.balance.total == Fraction(11, 6)
    for language, words in (("en", "the partner owes 1 5/6 student-semester(s)"), ("th", "คู่สัญญาค้าง 1 5/6")):
        told = found.wording.in_language(language)
        assert words in told
    assert "2569/5 not counted: pays the host" in str(found.wording)
    assert "2569/2 not counted: cancelled" in str(found.wording)
    row = next(iter(keep.balances(date(2026, 9, 1)).records(personal=True)))
    assert (row["partner"], row["balance"]) == (HOST, "1 5/6")


def test_without_clauses_the_usual_unit_counts(keep: PartnershipService) -> None:
    opened(keep, way="received", terms=("year",))
    (found,) = keep.balance(HOST, date(2026, 9, 1))
    assert (found.is_assumed, found.balance.total, found.balance.owes) == (True, -2, "home")
    opened(keep, "S2", terms=("autumn_quarter",))
    with pytest.raises(BalanceRefused, match="two units"):
        keep.balance(HOST, date(2026, 9, 1))
    row = next(iter(keep.balances(date(2026, 9, 1)).records(personal=True)))
    assert "two units" in str(row["note"])


PLACES = [
    {"direction": "sent", "places": 1, "whom": "bachelor"},
    {"direction": "sent", "places": 1, "unit": "person", "whom": "staff"},
    {"direction": "received", "places": 1, "unit": "student_month"},
]


@pytest.mark.parametrize(
    ("way", "plan", "found"),
    [
        ("sent", {"level": "bachelor"}, ["mobility-over-quota"]),
        ("sent", {"level": "master"}, []),
        ("sent", {"level": "bachelor", "terms": ("year",)}, ["mobility-over-quota"]),
        ("sent", {"level": "bachelor", "mobility_kind": "free_mover"}, []),
        ("sent", {"level": "bachelor", "settled_in_money": True}, []),
        ("sent", {"level": "bachelor", "year": 2570}, []),
        ("sent", {"mobility_kind": "staff_teaching"}, []),
        ("received", {"level": "bachelor"}, ["mobility-quota-not-checked"]),
        ("received", {"units": Decimal(2), "counted_in": "student_month"}, ["mobility-over-quota"]),
    ],
)
def test_places_that_the_agreement_names_are_told_when_they_are_passed(
    keep: PartnershipService, way: str, plan: dict[str, Any], found: list[str]
) -> None:
    under = keep.add_agreement("student_exchange", [HOST], title="Exchange", quotas=PLACES).record.id
    assert codes(opened(keep, agreement=under, level="bachelor")) == []
    told = opened(keep, "S2", way, agreement=under, **plan)
    assert codes(told) == found
    if way == "sent" and found:
        assert "places of the agreement for bachelor: 1 student-semester(s)" in told.findings[0].show("en")
        assert "จำนวนที่นั่งตามข้อตกลง" in told.findings[0].show("th")


def fields_kept(keep: PartnershipService, which: str) -> list[tuple[int, tuple[str, ...]]]:
    quotas = keep.agreement(which).scope.quotas
    return [(one.places, (one.terms and one.terms.fields) or ()) for one in quotas]


def test_places_of_several_fields_stand_beside_each_other(keep: PartnershipService) -> None:
    under = keep.add_agreement("iia", [HOST], title="Exchange").record.id
    studies = {"mobility": "SMS", "first": "2025/2026", "last": "2027/2028"}
    keep.set_places(under, "sent", 2, **studies)
    keep.set_places(under, "sent", 3, fields=["0610"], **studies)
    assert fields_kept(keep, under) == [(3, ("0610",))]
    keep.set_places(under, "sent", 4, fields=["0411"], **studies)
    keep.set_places(under, "sent", 5, fields=["0610"], **studies)
    assert fields_kept(keep, under) == [(4, ("0411",)), (5, ("0610",))]
    with pytest.raises(AgreementRefused, match="0411 2025/2026 2027/2028; 0610") as refused:
        keep.set_places(under, "sent", 9, **studies)
    assert "โปรดระบุสาขา" in refused.value.message("th")
    keep.set_places(under, "sent", None, fields=["0411"], **studies)
    assert fields_kept(keep, under) == [(5, ("0610",))]
    keep.set_places(under, "sent", 6, **studies)
    assert fields_kept(keep, under) == [(6, ())]
    later = {**studies, "first": "2028/2029", "last": "2028/2029", "fields": ["0610"]}
    two = [
        Quota(direction="sent", places=1, terms=PlaceTerms(**{**one, "fields": ("0610",)})) for one in (studies, later)
    ]
    keep.change_agreement(under, quotas=two)
    keep.set_places(under, "sent", 7, **later)
    assert fields_kept(keep, under) == [(1, ("0610",)), (7, ("0610",))]


def test_staff_take_the_places_of_staff_each_once(keep: PartnershipService) -> None:
    under = keep.add_agreement("student_exchange", [HOST], title="Exchange", quotas=PLACES).record.id
    kind = {"agreement": under, "mobility_kind": "staff_teaching"}
    assert codes(opened(keep, "T1", **kind)) == []
    assert codes(opened(keep, "T1", **kind)) == ["mobility-person-twice"]
    assert codes(opened(keep, "T2", **kind)) == ["mobility-over-quota"]


def test_clauses_of_the_agreement_itself_count_first(keep: PartnershipService) -> None:
    terms = ExchangeTerms(unit="student_quarter", first=2026, per_year=QUARTERS, yearly_cap=Decimal(3))
    under = keep.add_agreement("student_exchange", [HOST], title="Exchange", exchange=terms).record.id
    assert codes(opened(keep, agreement=under)) == []
    assert codes(opened(keep, "S2", agreement=under)) == []
    assert codes(opened(keep, "S3", agreement=under)) == ["mobility-over-quota"]
    keep.keep_account(HOST, agreement=under, first=2568)
    (found,) = keep.balance(HOST, date(2026, 9, 1))
    assert (found.agreement, found.balance.unit, found.balance.total) == (under, "student_quarter", Fraction(9, 2))


def test_an_account_that_cannot_be_drawn_hides_no_other(keep: PartnershipService) -> None:
    under = keep.add_agreement("student_exchange", [HOST], title="Exchange").record.id
    keep.keep_account(HOST, first=2568)
    keep.keep_account(HOST, agreement=under, first=2568)
    opened(keep, agreement=under)
    opened(keep, "S2")
    opened(keep, "S3", terms=("autumn_quarter",), agreement=under)
    bad, good = sorted(keep.each_balance(HOST, date(2026, 9, 1)), key=lambda one: isinstance(one, AccountBalance))
    assert isinstance(bad, NoBalance)
    assert (bad.agreement, "two units" in str(bad.error)) == (under, True)
    assert isinstance(good, AccountBalance)
    with pytest.raises(BalanceRefused, match="two units"):
        keep.balance(HOST, date(2026, 9, 1))
    rows = list(keep.balances(date(2026, 9, 1)).records(personal=True))
    told = {row["agreement"]: "two units" in str(row["note"]) for row in rows}
    assert told[under]
    assert not told[None]


def test_mobilities_of_merged_partners_count(keep: PartnershipService) -> None:
    opened(keep)
    other = keep.add_partner("Sample University", country="JP").record
    keep.merge(HOST, other)
    (found,) = keep.balance("Sample University", date(2026, 9, 1))
    assert found.balance.total == 1


def test_the_same_person_twice_is_told(keep: PartnershipService) -> None:
    opened(keep)
    assert codes(opened(keep)) == ["mobility-person-twice"]


def test_the_same_call_twice_opens_one_file(keep: PartnershipService) -> None:
    plan = Plan(**AUTUMN)
    first = keep.nominate_person(person(), HOST, "sent", plan, on=NOMINATED, key="1")
    assert keep.nominate_person(person(), HOST, "sent", plan, on=NOMINATED, key="1").record == first.record
    assert len(keep.mobilities(HOST, direction="sent", year=2569)) == 1


def test_somebody_received_has_days_of_the_rules_of_stay(keep: PartnershipService) -> None:
    made = opened(keep, way="received").record
    assert made.visa == "non_ed"
    ready(keep, made, "papers")
    keep.accept(made, NOMINATED)
    ready(keep, made, "insurance")
    keep.arrive(made, date(2026, 11, 20))
    due = {one.step: one.due for one in keep.checklist(made).value}
    assert due["residence_notice"] == date(2026, 11, 21)
    assert due["ninety_day_report"] is not None
    ready(keep, made, "residence_notice")
    assert {one.step: one.done is not None for one in keep.checklist(made).value}["residence_notice"]


def test_a_scholarship_names_its_line(keep: PartnershipService) -> None:
    made = opened(keep).record
    paid = Scholarship(name="Exchange", amount=Money.parse("40000 THB"))
    assert keep.award(made, paid).record.scholarships == (paid,)
    with pytest.raises(NotFound):
        keep.award(made, Scholarship(name="Other", amount=Money.parse("1 THB"), line="none"))


def test_who_may_not_is_refused_and_sees_no_file(office: Office) -> None:
    division = begun(office)
    division.partnerships.add_partner({"en": HOST}, country="JP")
    made = opened(division.partnerships).record
    acting = division.acting("E3").partnerships
    with pytest.raises(NotAllowed):
        opened(acting, "S2")
    with pytest.raises(NotFound):
        acting.mobility(made.id)
    (found,) = acting.balance(HOST, date(2026, 9, 1))
    assert found.balance.total == 1


def test_two_at_once_never_take_the_same_place(tmp_path: Any, clock: Any) -> None:
    """The account that is written with each nomination makes one of them decide after the other."""
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        keep = office.partnerships
        keep.add_partner({"en": HOST}, country="JP")
        keep.keep_account(HOST, first=2568, yearly_cap="2")
        told: list[list[str]] = []
        threads = [Thread(target=lambda n=n: told.append(codes(opened(keep, f"S{n}")))) for n in range(5)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert sorted(map(len, told)) == [0, 0, 1, 1, 1]
        assert sorted(one.number or 0 for one in keep.mobilities()) == [1, 2, 3, 4, 5]


FACTS: dict[str, Any] = {
    "born": date(2005, 1, 31),
    "email": "ann@example.ac.th",
    "esi": "urn:schac:personalUniqueCode:int:esi:example.ac.th:6501",
    "citizenship": "Germany",
    "gender": 2,
    "level": "master",
    "field_code": "0610",
    "code": "6502",
}


def test_facts_of_a_file_are_mended_and_what_is_not_told_stays(keep: PartnershipService) -> None:
    made = opened(keep).record
    done = keep.change_mobility(made, key="1", **FACTS)
    assert keep.change_mobility(made, key="1", **FACTS).record == done.record
    who, before = done.record.traveller, made.traveller
    assert (who.born, who.email, who.esi, who.citizenship, who.gender) == (*list(FACTS.values())[:3], "DE", 2)
    assert (who.name, done.record.terms, done.record.state) == (before.name, made.terms, made.state)
    assert (done.record.traveller_key, done.record.level, done.record.field_code) == ("6502", "master", "0610")
    keep.accept(made, date(2026, 6, 1))
    keep.cancel(made, "ill", date(2026, 6, 2))
    assert keep.change_mobility(made, born=None).record.traveller.born is None
    with pytest.raises(TypeError, match="state"):
        keep.change_mobility(made, state="arrived")


@pytest.mark.parametrize(
    ("facts", "en", "th"),
    [
        ({"born": date(2099, 1, 1)}, "to come", "ยังมาไม่ถึง"),
        ({"email": "ann"}, "no mail address", "ไม่ใช่ที่อยู่อีเมล"),
        ({"esi": "6501"}, "no European student identifier", "ไม่ใช่รหัสนักศึกษายุโรป"),
        ({"field_code": "61"}, "no field of ISCED-F 2013 in four digits", "ไม่ใช่รหัสสาขา"),
        ({"field_code": "1234"}, "no field of ISCED-F 2013 in four digits", "ไม่ใช่รหัสสาขา"),
        ({"level": "batchelor"}, "batchelor", "batchelor"),
        ({"first": date(2026, 9, 1), "last": date(2026, 8, 1)}, "lies before the first", "อยู่ก่อนวันแรก"),
    ],
)
def test_what_cannot_be_of_somebody_is_refused_when_a_file_is_opened_and_when_it_is_mended(
    keep: PartnershipService, facts: dict[str, Any], en: str, th: str
) -> None:
    made = opened(keep).record
    fields = {name: value for name, value in facts.items() if name in {"born", "email", "esi"}}
    plan = {name: value for name, value in facts.items() if name not in fields}
    who = Traveller(code="S9", given_name=Text.of(en="Ann"), family_name=Text.of(en="Example"), **fields)
    for act in (
        lambda: keep.change_mobility(made, **facts),
        lambda: keep.nominate_person(who, HOST, "sent", Plan(terms=("first",), **plan)),
    ):
        with pytest.raises(OrqaError) as refused:
            act()
        assert en in refused.value.message("en")
        assert th in refused.value.message("th")
    assert keep.mobility(made).version == made.version
    assert len(keep.mobilities()) == 1


def test_a_file_is_under_an_agreement_with_its_partner(keep: PartnershipService) -> None:
    keep.add_partner({"en": "Sample Institute"}, country="VN")
    other = keep.add_agreement("mou", ["Sample Institute"], title="MoU", number="3/2569").record
    under = keep.add_agreement("mou", [HOST], title="MoU", number="4/2569").record
    with pytest.raises(MobilityRefused, match="3/2569 is not with") as refused:
        opened(keep, agreement=other.id)
    assert "ไม่ได้ทำกับ" in refused.value.message("th")
    with pytest.raises(NotFound):
        opened(keep, agreement="nosuch")
    assert opened(keep, agreement="4/2569").record.agreement == under.id


@pytest.mark.parametrize(
    ("country", "citizenship", "needs"), [("TH", "JP", True), ("LA", "TH", True), ("LA", "LA", False)]
)
def test_who_is_a_foreigner_hangs_on_the_country_of_the_profile(
    keep: PartnershipService, office: Office, country: str, citizenship: str, *, needs: bool
) -> None:
    vars(office)["profile"] = evolve(office.profile, country=country)
    made = keep.nominate_person(person(citizenship=citizenship), HOST, "received", Plan(**AUTUMN), on=NOMINATED).record
    assert bool(made.visa) is needs


def test_whoever_becomes_a_foreigner_needs_a_visa(keep: PartnershipService) -> None:
    made = opened(keep, way="received").record
    assert made.visa
    assert keep.change_mobility(made, citizenship="TH").record.visa == ""
    assert keep.change_mobility(made, citizenship="Japan").record.visa == made.visa
    assert keep.change_mobility(made, citizenship="TH", visa="non_b").record.visa == "non_b"


@pytest.mark.parametrize(
    ("facts", "en", "th"),
    [
        ({"total": "-3"}, "a number above 0", "ต้องมากกว่า 0"),
        ({"total": "0"}, "a number above 0", "ต้องมากกว่า 0"),
        ({"total": "1.234"}, "two decimals at most, found 1.234", "ทศนิยมไม่เกินสองตำแหน่ง"),
        ({"mobility": "SMS", "whom": "staff"}, "SMS is for others", "ไม่ตรงกับผู้ใช้ที่นั่ง"),
        ({"mobility": "STA", "whom": "bachelor"}, "STA is for others", "ไม่ตรงกับผู้ใช้ที่นั่ง"),
    ],
)
def test_places_that_no_copy_could_tell_are_refused(
    keep: PartnershipService, facts: dict[str, Any], en: str, th: str
) -> None:
    under = keep.add_agreement("iia", [HOST], title="Exchange").record.id
    with pytest.raises(AgreementRefused) as refused:
        keep.set_places(under, "sent", 2, **facts)
    assert en in refused.value.message("en")
    assert th in refused.value.message("th")
    assert keep.agreement(under).scope.quotas == ()
    keep.set_places(under, "sent", 2, mobility="STA")
    assert [one.whom for one in keep.agreement(under).scope.quotas] == ["staff"]


def test_an_account_is_under_an_agreement_with_its_partner(keep: PartnershipService) -> None:
    keep.add_partner({"en": "Sample Institute"}, country="VN")
    other = keep.add_agreement("mou", ["Sample Institute"], title="MoU", number="3/2569").record
    with pytest.raises(MobilityRefused, match="3/2569 is not with Example University"):
        keep.keep_account(HOST, agreement=other.id, first=2568)
    assert keep.accounts() == ()

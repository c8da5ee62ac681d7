"""Institutions abroad in an office: kept once under all their names, found, renamed, merged."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from organization_samples import begun
from orqa.domain.partnerships.countries import CountryNotUnderstood
from orqa.domain.partnerships.doubles import Likeness
from orqa.domain.partnerships.errors import PartnerRefused
from orqa.domain.partnerships.identifiers import InvalidIdentifier
from orqa.domain.partnerships.records import Partner, PartnerContact, PartnerName, PartnerUnit
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.organizing import Changed
from orqa.office.partnerships import PartnershipService
from orqa.reporting.columns import Audience

ROR = "03vek6s52"
SCHOOL = PartnerUnit(name="School of Example", code="exa")
DESK = PartnerContact(name="Exchange desk", email="desk@example.org")


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    return office.partnerships


def example(keep: PartnershipService, **fields: Any) -> Changed[Partner]:
    given = {"country": "ญี่ปุ่น", "identifiers": {"ror": f"https://ror.org/{ROR}"}, "units": [SCHOOL], "contacts": [DESK]}
    return keep.add_partner({"en": "Example University", "ja": "見本大学"}, **{**given, **fields})


def codes(changed: Changed[Partner]) -> list[str]:
    return [one.code for one in changed.findings]


def test_a_partner_is_kept_and_found_by_all_it_is_known_by(keep: PartnershipService, office: Office) -> None:
    made = example(keep, key="1").record
    assert (made.country, made.country_written, made.version) == ("JP", "ญี่ปุ่น", 1)
    assert example(keep, key="1").record == made
    for which in (made.id, ROR, f"ror.org/{ROR}", "example UNIVERSITY", "見本大学"):
        assert keep.partner(which) == made
    assert keep.partners("exam univ") == keep.partners("見本") == keep.partners(country="Japan") == (made,)
    assert keep.partners(country="KR") == ()
    for unknown in ("Example", "01a21bd7", "", "x" * 300, "03vek6s53"):
        with pytest.raises(NotFound):
            keep.partner(unknown)
    assert office.verify(deep=True).findings == ()


def test_what_may_be_double_is_told_and_kept(keep: PartnershipService) -> None:
    assert codes(example(keep)) == []
    assert codes(keep.add_partner("The EXAMPLE University", country="JP")) == ["partner-may-be-double"]
    assert codes(keep.add_partner("Example University", country="US")) == []
    assert codes(keep.add_partner("University of Korea", country="Korea")) == ["country-called-so-too"]
    assert codes(keep.add_partner("Hel", country="KR", identifiers={"erasmus": "sf helsink01"})) == [
        "partner-country-differs"
    ]
    with pytest.raises(PartnerRefused, match="are several"):
        keep.partner("Example University")


REFUSED: list[tuple[Callable[[PartnershipService, Partner], object], type[Exception], str]] = [
    (lambda k, _: k.add_partner(""), PartnerRefused, "no name"),
    (lambda k, _: k.add_partner({}), PartnerRefused, "no name"),
    (lambda k, _: k.add_partner({"en": " "}), PartnerRefused, "no name"),
    (lambda k, _: k.add_partner({"English": "x"}), PartnerRefused, "BCP 47"),
    (lambda k, _: k.add_partner("x", country="Columbia"), CountryNotUnderstood, "CO"),
    (lambda k, _: k.add_partner("x", identifiers={"ror": "03vek6s53"}), InvalidIdentifier, "check digits"),
    (lambda k, _: k.add_partner("x", identifiers={"isni": "1"}), PartnerRefused, "ror"),
    (lambda k, _: k.add_partner("Another", identifiers={"ror": ROR}), PartnerRefused, "is the identifier of"),
    (lambda k, p: k.merge(p, p), PartnerRefused, "already"),
    (lambda k, p: k.rename(p, " ", first=date(2026, 1, 1)), PartnerRefused, "no name"),
    (lambda k, _: k.rename("x", "y", first=date(2026, 1, 1)), NotFound, "x"),
    (lambda k, p: k.change_partner(p, country="Congo"), CountryNotUnderstood, "CD"),
]


@pytest.mark.parametrize(("call", "error", "told"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_what_cannot_be_is_refused_and_nothing_is_written(
    keep: PartnershipService, office: Office, call: Callable[..., object], error: type[Exception], told: str
) -> None:
    made = example(keep).record
    before = len(list(office.journal()))
    with pytest.raises(error, match=told):
        call(keep, made)
    assert len(list(office.journal())) == before


def test_a_partner_is_renamed_and_its_earlier_names_find_it(keep: PartnershipService) -> None:
    made = example(keep).record
    now = keep.rename(made, "Sample University", language="en", first=date(2026, 4, 1), key="r").record
    assert keep.rename(made, "Sample University", language="en", first=date(2026, 4, 1), key="r").record == now
    assert keep.partner("example university") == keep.partner("Sample University") == now
    assert now.titled(date(2026, 3, 31)).in_language("en") == "Example University"
    assert [one.name for one in keep.versions(made)] == ["Example University", "Sample University"]
    rows = [row["name"].in_language("en") for row in keep.table(on=date(2026, 3, 31)).records()]
    assert rows == ["Example University"]


def test_more_of_a_partner_is_kept_and_what_is_not_given_stays(keep: PartnershipService) -> None:
    made = example(keep).record
    now = keep.change_partner(made, identifiers={"pic": "999 999 999"}, units=["Library", SCHOOL]).record
    assert [one.value for one in now.identifiers] == [ROR, "999999999"]
    assert [one.name for one in now.units] == ["School of Example", "Library"]
    assert now.contacts == (DESK,)
    now = keep.change_partner("999999999", identifiers={"ror": ""}, contacts=[], country="Korea")
    assert (now.record.contacts, now.record.country, codes(now)) == ((), "KR", ["country-called-so-too"])
    assert [one.scheme for one in now.record.identifiers] == ["pic"]
    with pytest.raises(NotFound):
        keep.partner(ROR)


def test_two_that_are_one_are_merged_and_the_old_id_leads_to_the_new(keep: PartnershipService, office: Office) -> None:
    first = example(keep).record
    names = [PartnerName(text="Example University"), PartnerName(text="มหาวิทยาลัยตัวอย่าง", language="th")]
    second = keep.add_partner(names, identifiers={"schac": "example.org"}).record
    third = keep.add_partner("Third", identifiers={"ror": "01an7q238"}, country="US").record
    (found,) = keep.duplicates()
    assert found.partners == (first.id, second.id)
    assert [one.likeness for one in found.reasons] == [Likeness.SAME_NAME]

    assert codes(keep.merge(second, first, key="m")) == []
    assert keep.merge(second, first, key="m").record.id == first.id
    assert codes(keep.merge(first.id, third)) == ["partner-merge-differs"] * 2
    stays = keep.partner(second.id)
    assert stays == keep.partner(first.id) == keep.partner("มหาวิทยาลัยตัวอย่าง") == keep.partner("example.org")
    assert (stays.id, stays.units, stays.contacts, stays.country) == (third.id, (SCHOOL,), (DESK,), "US")
    assert keep.partner(second.id, follow=False).names == second.names
    assert [one.merged_into for one in keep.versions(second)] == [None, first.id]
    assert keep.partners() == (stays,)
    assert keep.duplicates() == ()
    for call in (
        lambda: keep.rename(second.id, "x", first=date(2026, 1, 1)),
        lambda: keep.merge(second.id, third),
        lambda: keep.merge(third, second.id),
    ):
        with pytest.raises(PartnerRefused):
            call()
    assert office.verify(deep=True).findings == ()


def test_a_merge_of_different_identifiers_tells_them(keep: PartnershipService) -> None:
    first, second = (keep.add_partner(name, identifiers={"pic": pic}) for name, pic in (("A", "1" * 9), ("B", "2" * 9)))
    merged = keep.merge(second.record, first.record)
    assert codes(merged) == ["partner-merge-differs"]
    assert "222222222" in merged.findings[0].message.in_language("th")


def test_only_those_whom_the_policy_names_keep_partners(office: Office) -> None:
    begun(office)
    made = example(office.partnerships).record
    clerk = office.acting("E3")
    with pytest.raises(NotAllowed):
        example(clerk.partnerships)
    with pytest.raises(NotAllowed):
        clerk.partnerships.merge(made, made)
    assert clerk.partnerships.partner(made.id) == made
    office.organization.grant("E3", "international-officer", unit="irqa", first=date(2026, 10, 1))
    assert office.acting("E3").partnerships.add_partner("Another").record.version == 1


def test_whom_to_write_to_is_in_no_public_table(keep: PartnershipService) -> None:
    example(keep)
    table = keep.table()
    public = [column.name for column in table.columns if column.shown_to(Audience.PUBLIC)]
    assert "contacts" not in public
    assert "contacts" not in next(iter(table.records()))
    assert "desk@example.org" in next(iter(table.records(personal=True)))["contacts"]


def test_a_work_keeps_partners_together(office: Office) -> None:
    with pytest.raises(ValueError, match="stop"), office.work("ลอง") as work:  # noqa: PT012
        work.partnerships.add_partner("First")
        raise ValueError("stop")
    assert office.partnerships.partners() == ()
    with office.work("ทะเบียน") as work:
        first = work.partnerships.add_partner("First", key="a").record
        assert work.partnerships.partner(first.id) == first
        work.partnerships.add_partner("Second")
    assert [one.name for one in office.partnerships.partners()] == ["First", "Second"]

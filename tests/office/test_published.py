"""Registers that other universities published: the real rows of three, the layouts of ten, in and out again."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.domain.partnerships.registers.records import PublishedAgreement
from orqa.office.errors import NotFound
from orqa.office.office import Office
from orqa.office.partnerships import PartnershipService
from orqa.office.tabular.heads import ColumnsNotRecognised
from orqa.office.tabular.importing import ImportResult, import_table
from orqa.office.tabular.kinds import import_kind
from orqa.office.tabular.mapping import Mapping, MappingNotUsable
from orqa.office.tabular.preview import preview_table
from orqa.rules.errors import UnknownTerm

REAL = Path(__file__).parents[1] / "data" / "partnerships" / "real-mou-registers.csv"
PRINTED = {
    "register_owner": "Register of",
    "as_of": "As of",
    "row_no_printed": "No.",
    "partner_as_printed": "Partner",
    "country_as_printed": "Country",
    "kind_as_printed": "Type",
    "level_as_printed": "Level",
    "signed_as_printed": "Signed on",
    "source_url": "Source",
}
PUBLISHER = "Sample Publishing University"


def rows_of_real() -> list[dict[str, str]]:
    with REAL.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def take(office: Office, path: Path, **said: Any) -> ImportResult:
    values = {"publisher": PUBLISHER, **said.pop("values", {})}
    return import_table(office, path, import_kind("published-agreements"), mapping=Mapping(values=values, **said))


def codes(result: ImportResult) -> list[str]:
    return [one.code for one in result.findings]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, list[ImportResult]]]:
    """An office with the 68 real rows, taken in twice."""
    rows = rows_of_real()
    path = tmp_path_factory.mktemp("real") / "registers.csv"
    table(path, list(PRINTED.values()), *([row[name] for name in PRINTED] for row in rows))
    now = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
    with orqa.open_office("memory:", profile="thai-public-university", clock=lambda: now) as office:
        for owner in dict.fromkeys(row["register_owner"] for row in rows):
            office.partnerships.add_partner(owner)
        yield office, [take(office, path, values={"agreement_kind": "mou"}) for _ in range(2)]


def test_the_real_rows_are_read_as_they_were_by_hand(real: tuple[Office, list[ImportResult]]) -> None:
    office, _ = real
    kept = {(one.cell("partner"), one.cell("signed"), one.number): one for one in office.partnerships.published()}
    rows = rows_of_real()
    assert len(kept) == len(rows) == 68
    for row in rows:
        one = kept[row["partner_as_printed"], row["signed_as_printed"], row["row_no_printed"]]
        assert (one.country, one.agreement_kind) == (row["country_iso2"], row["kind"]), row["row_id"]
        assert ",".join(map(str, one.signed)) == row["signed_iso"], row["row_id"]
        assert office.partnerships.partner(one.publisher).name == row["register_owner"]
        assert (one.source, str(one.as_of or "")) == (row["source_url"], row["as_of"])


def test_only_what_is_doubtful_in_the_real_rows_is_told(real: tuple[Office, list[ImportResult]]) -> None:
    _, (first, again) = real
    assert (first.registered, first.known, first.refused) == (68, 0, 0)
    missing = [row["partner_as_printed"] for row in rows_of_real() if not row["country_iso2"]]
    assert codes(first) == ["register-country-missing"] * len(missing)
    assert all(name in one.show() for name, one in zip(missing, first.findings, strict=True))
    assert (again.registered, again.known, codes(again)) == (0, 68, ["import-already-there"])


def test_they_are_found_by_partner_country_kind_and_publisher(real: tuple[Office, list[ImportResult]]) -> None:
    keep = real[0].partnerships
    assert len(keep.published(publisher="Mae Fah Luang University (Thailand)")) == 20
    assert {one.partner for one in keep.published(country="ญี่ปุ่น", kind="double_degree")} == {
        "Graduate School of Agriculture, Shinshu University",
        "Graduate School of Horticulture, Chiba University",
    }
    assert len(keep.published(partner="university of HAMBURG")) == 2
    assert keep.published("no such words") == ()
    with pytest.raises(NotFound):
        keep.published(publisher="nobody")
    shown = list(keep.published_table("Hiroshima", on=date(2026, 11, 2)).records())
    assert {row["publisher"] for row in shown} == {"Mae Fah Luang University (Thailand)"}
    assert keep.partners("Hiroshima") == (), "none of them became a partner of ours"


@pytest.mark.parametrize(("language", "told"), [("en", "Known in force"), ("th", "จำแนกตามประเทศ")])
def test_the_report_tells_all_rows_and_counts_countries(
    real: tuple[Office, list[ImportResult]], tmp_path: Path, language: str, told: str
) -> None:
    path = tmp_path / "report.txt"
    year = real[0].year("fiscal", 2570)
    real[0].reports.write("published-agreements", "text", path, year, language=language, audience="public")
    text = path.read_text(encoding="utf-8")
    assert told in text
    assert text.count("Isfahan") >= 31


@pytest.fixture
def keep(office: Office) -> PartnershipService:
    office.partnerships.add_partner(PUBLISHER, country="US")
    return office.partnerships


LAYOUTS = {
    "rru": [
        ["No.", "University", "Country", "Date of expiry"],
        ["Japan", "", "", ""],
        ["1", "Chiba University", "", "6th December 2026"],
        ["2", "Example University", "", "Automatic Extension Every 5 years"],
        ["China", "", "", ""],
        ["1", "Sample University", "", "Endless"],
    ],
    "mfu": [
        ["No.", "University name", "Level (University or School)", "Country"],
        ["61", "Chiba University (Addendum)", "School of Science", "Japan"],
    ],
    "iitg": [
        ["S.No.", "Organization name", "Signed on", "Valid upto", "Type", "Forms of cooperation", "Document"],
        ["Japan", *[""] * 6],
        ["1", "Chiba University", "26.12.13", "25.12.18", "MoU", "Students", "a.pdf"],
        ["2", "Example University", "29-5-2014", "-", "MoU", "", ""],
    ],
    "iiti": [
        [
            "S.No.",
            "Institution",
            "Nature",
            "Purpose",
            "Coordinating faculty member",
            "Signed on",
            "Duration",
            "Country",
        ],
        ["1", "Chiba University", "MoU", "Research", "Dean", "July 28, 2020", "Initially 5 Years", "Japan"],
        ["2", "Example University", "MoU", "", "", "Sept 07, 2021", "Till consent", "Japan"],
    ],
    "mgcu": [
        ["S.No.", "Institute", "Department concerned", "Country", "Date or year"],
        ["2.", "Chiba University", "Media Studies", "Japan", "31st December 2021"],
        ["1.", "Example University", "Media Studies", "Japan", "2019"],
    ],
    "csu": [
        ["Country", "Institution", "Type", "Start date", "End date"],
        ["Japan", "Chiba University", "MoU", "1/25/2018", "1/24/2023"],
        ["Japan", "Example University", "MoU", "3/4/2018; 3/6/2018", "pending renewal"],
        ["Japan", "Sample University", "MoU", "1999", "no end date"],
    ],
    "mui": [["Country", "Institute", "Year signed"], ["Japan", "Chiba University", "Nov. 2018"]],
    "nagoya": [
        ["Area", "Country", "University", "School concerned", "Year concluded", "Tuition exemption mark"],
        ["Asia", "China", "Example University", "Law", "2008", "○"],
    ],
    "itb": [["Institution", "Valid until", "Scope"], ["Chiba University", "August, 2016", "Research"]],
    "kyushu": [
        ["Country", "Institution", "Agreement mark"],
        ["China", "Example University", "✓"],
        ["China", "Sample University", ""],
    ],
    "thai": [
        ["ลำดับ", "สถาบันคู่ความร่วมมือ", "ประเทศ", "ประเภทข้อตกลง", "วันที่ลงนาม", "วันสิ้นสุด", "ระยะเวลา"],
        ["๑", "มหาวิทยาลัยชิบะ", "ญี่ปุ่น", "บันทึกความเข้าใจ", "๑๒/๐๑/๒๕๖๒", "๑๑ ม.ค. ๖๗", "๕ ปี"],
        ["๒", "มหาวิทยาลัยตัวอย่าง", "สปป.ลาว", "บันทึกข้อตกลง", "3/4/62", "ไม่มีกำหนด", ""],
    ],
}
TOLD = {
    "csu": ["register-date-order"],
    "iitg": ["register-short-years"],
    "kyushu": ["register-no-agreement"],
    "thai": ["register-short-years"],
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_recognised_and_only_doubts_are_told(
    office: Office, keep: PartnershipService, tmp_path: Path, name: str
) -> None:
    rows = LAYOUTS[name]
    result = take(office, table(tmp_path / "register.csv", *rows))
    assert set(codes(result)) <= set(TOLD.get(name, [])) | {"register-date-order"}
    found = keep.published()
    assert len(found) == result.registered
    assert all(one.agreement_kind for one in found) or name not in {"iitg", "iiti", "csu", "thai", "mfu"}
    assert all(one.country for one in found) == (name != "itb")
    assert (
        any(one.signed or one.begins or one.term != found[0].term for one in found)
        or len(found) == 1
        or name == "kyushu"
    )


def facts(one: PublishedAgreement, heads: set[str]) -> tuple[object, ...]:
    """What a layout of these fields can say."""
    signed = (one.signed, one.begins) if heads & {"signed", "begins"} else ()
    term = one.term if heads & {"end", "duration"} else None
    kind = one.agreement_kind if "agreement_kind" in heads else ""
    country = one.country if "country" in heads else ""
    return (one.partner, country, kind, signed, term)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "nagoya"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_in_a_layout_says_the_same_when_it_comes_in_again(
    office: Office, keep: PartnershipService, tmp_path: Path, name: str, ending: str
) -> None:
    take(office, table(tmp_path / "register.csv", *LAYOUTS[name]))
    heads = set(
        office.profile.vocabulary("agreement-register-layout")[name].extra["columns"].replace("=", "|").split("|")
    )
    before = {facts(one, heads) for one in keep.published()}
    out = tmp_path / f"out.{ending}"
    assert keep.export_published(out, name, publisher=PUBLISHER) == len(before)
    keep.add_partner("Another Publishing University")
    again = take(office, out, values={"publisher": "Another Publishing University"})
    assert again.refused == 0
    assert {facts(one, heads) for one in keep.published(publisher="Another Publishing University")} == before


def test_a_later_edition_changes_what_it_says_otherwise(
    office: Office, keep: PartnershipService, tmp_path: Path
) -> None:
    head = ["Partner", "Country", "Signed on", "Valid until"]
    take(office, table(tmp_path / "2024.csv", head, ["Chiba University", "Japan", "12 May 2019", "11 May 2024"]))
    later = take(
        office, table(tmp_path / "2025.csv", head, ["Chiba University", "Japan", "12 May 2019", "11 May 2029"])
    )
    assert (later.registered, later.known) == (1, 0)
    (one,) = keep.published()
    assert (one.version, one.last_day, one.source) == (2, date(2029, 5, 11), "2025.csv")


def test_one_partner_may_have_several_agreements(office: Office, keep: PartnershipService, tmp_path: Path) -> None:
    head = ["Partner", "Country", "Signed on", "Valid until"]
    rows = [["Chiba University", "Japan", "2019", end] for end in ("2021", "2022", "2022")]
    first = take(office, table(tmp_path / "register.csv", head, *rows))
    assert (first.registered, first.known) == (2, 1), "the last row says what the one before it says"
    assert take(office, tmp_path / "register.csv").registered == 0
    assert len(keep.published(partner="Chiba University")) == 2


def test_the_order_of_dates_can_be_said(office: Office, keep: PartnershipService, tmp_path: Path) -> None:
    path = table(
        tmp_path / "register.csv", ["Partner", "Country", "Signed on"], ["Chiba University", "Japan", "3/4/2019"]
    )
    doubtful = take(office, path)
    assert [(one.code, one.place and one.place.column) for one in doubtful.findings] == [
        ("register-cell-not-read", "Signed on")
    ]
    assert (keep.published()[0].signed, keep.published()[0].cell("signed")) == ((), "3/4/2019")
    assert take(office, path, date_order="month_first").registered == 1
    assert list(map(str, keep.published()[0].signed)) == ["2019-03-04"]


def test_a_mapping_keeps_the_order_and_what_all_rows_have(tmp_path: Path) -> None:
    kind = import_kind("published-agreements").table
    mapping = Mapping(date_order="day_first", values={"publisher": PUBLISHER})
    path, source = tmp_path / "m.toml", tmp_path / "source.csv"
    mapping.save(path, kind, source)
    read = Mapping.load(path, kind)
    assert (read.date_order, read.values) == ("day_first", {"publisher": PUBLISHER})
    for wrong in ('date_order = "x"', '[values]\nx = "y"', "[values]\npublisher = 1"):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(MappingNotUsable):
            Mapping.load(path, kind)


REFUSED: list[tuple[list[list[str]], dict[str, str], str]] = [
    ([["Partner"], ["Chiba University"]], {"publisher": ""}, "register-publisher-missing"),
    ([["Partner"], ["Chiba University"]], {"publisher": "nobody"}, "register-publisher-unknown"),
    ([["Partner", "Country"], ["", "x"]], {}, "import-cell-missing"),
    ([["Partner", "Country"], ["-", "Japan"]], {}, "register-partner-missing"),
]


@pytest.mark.parametrize("case", REFUSED, ids=range(len(REFUSED)))
def test_a_row_without_publisher_or_partner_is_refused(
    office: Office, keep: PartnershipService, tmp_path: Path, case: tuple[list[list[str]], dict[str, str], str]
) -> None:
    rows, values, code = case
    result = take(office, table(tmp_path / "register.csv", *rows), values=values)
    assert (result.refused, codes(result)) == (1, [code])
    assert keep.published() == ()


def test_an_agreement_with_itself_is_told(office: Office, keep: PartnershipService, tmp_path: Path) -> None:
    path = table(tmp_path / "register.csv", ["Partner"], [PUBLISHER])
    assert codes(take(office, path)) == ["register-partner-is-publisher"]
    assert len(keep.published()) == 1


def test_a_table_without_partners_is_none_of_these(office: Office, tmp_path: Path) -> None:
    with pytest.raises(ColumnsNotRecognised):
        take(office, table(tmp_path / "register.csv", ["Country"], ["Japan"]))


def test_headings_stand_in_the_rejects_too(office: Office, keep: PartnershipService, tmp_path: Path) -> None:
    rows = [["No.", "University"], ["Japan", ""], ["1", "-"], ["2", "Chiba University"]]
    rejects = tmp_path / "rejects.csv"
    kind, mapping = import_kind("published-agreements"), Mapping(values={"publisher": PUBLISHER})
    result = import_table(office, table(tmp_path / "r.csv", *rows), kind, mapping=mapping, rejects=rejects)
    assert (result.rows, result.refused) == (2, 1)
    lines = list(csv.reader(rejects.read_text(encoding="utf-8-sig").splitlines()))
    assert [line[:2] for line in lines[1:]] == [["Japan", ""], ["1", "'-"]]
    assert keep.published()[0].country == "JP"


def test_a_preview_shows_what_is_read(office: Office, keep: PartnershipService, tmp_path: Path) -> None:
    path = table(tmp_path / "r.csv", *LAYOUTS["csu"])
    look = preview_table(
        office, path, import_kind("published-agreements"), mapping=Mapping(values={"publisher": PUBLISHER})
    )
    shown = list(look.table.records())
    assert shown[0]["begins"] == "2018-01-25"
    assert keep.published() == ()


def test_a_layout_that_is_none_is_told(keep: PartnershipService, tmp_path: Path) -> None:
    with pytest.raises(UnknownTerm):
        keep.export_published(tmp_path / "x.csv", "nowhere")


def test_a_country_that_is_written_otherwise_is_no_other_agreement(
    office: Office, keep: PartnershipService, tmp_path: Path
) -> None:
    rows = [["Partner", "Country"], ["Chiba University", "Japan"], ["Chiba University", "ญี่ปุ่น"]]
    result = take(office, table(tmp_path / "register.csv", *rows))
    assert (result.registered, result.known, len(keep.published())) == (1, 1, 1)


def test_a_misspelt_heading_is_told_for_each_row_below_it(
    office: Office, keep: PartnershipService, tmp_path: Path
) -> None:
    rows = [
        ["No.", "University"],
        ["Japan", ""],
        ["1", "Chiba University"],
        ["Columbia", ""],
        ["1", "Sample University"],
    ]
    result = take(office, table(tmp_path / "register.csv", *rows))
    assert (result.registered, codes(result)) == (2, ["register-country-unknown"])
    assert {one.partner: one.country or one.cell("country") for one in keep.published()} == {
        "Chiba University": "JP",
        "Sample University": "Columbia",
    }

"""What becomes of a received letter: kept, doubted or refused, and by which rule."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.citations import Citation
from orqa.base.errors import NotModelled
from orqa.base.findings import Finding, FindingKind, Place, Severity
from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.correspondence import findings as kinds
from orqa.domain.correspondence.decisions import decide_receive
from orqa.domain.correspondence.drafts import Received, ReceivedDraft
from orqa.domain.correspondence.inspection import LONGEST_TEXT
from orqa.domain.correspondence.numbering import series_cell, series_year
from orqa.rules.profile import Profile

ON, AT = date(2026, 11, 23), datetime(2026, 11, 23, 2, tzinfo=UTC)
GOOD = ReceivedDraft(
    reference="อว ๐๖๕๕.๐๘/ว ๑๒",
    dated="๑๒ พฤศจิกายน ๒๕๖๙",
    sender="คณะวิศวกรรมศาสตร์",
    recipient="ผู้อำนวยการกอง",
    subject="ขอเชิญประชุม",
    letter_kind="external",
    urgency="ด่วน",
)
ABROAD = ReceivedDraft(
    reference="A-101/2026", dated="12 January 2026", sender="Ministry", subject="Grants", letter_kind="external"
)


def receive(profile: Profile, draft: ReceivedDraft = GOOD, on: date = ON, **values: Any) -> Received:
    reading = profile.at(on).reading()
    draft = attrs.evolve(draft, **values)
    return decide_receive(profile, reading, draft, on=on, at=AT, letter_id="l1", entry_id="e1")


def changed(name: str, value: str | None) -> dict[str, Any]:
    return {name: value}


def codes(received: Received) -> list[str]:
    return [finding.code for finding in received.findings]


def only(received: Received) -> Finding:
    (finding,) = received.findings
    return finding


def accepted(received: Received) -> bool:
    """Letter, line and series stand and fall together, and exactly with the absence of errors."""
    errors = any(finding.severity is Severity.ERROR for finding in received.findings)
    assert (received.letter is None) == (received.entry is None) == (received.series == "") == errors
    return received.letter is not None


# ------------------------------------------------------------------ a good letter


def test_a_good_letter_becomes_letter_and_entry(university: Profile) -> None:
    received = receive(university)
    letter, entry = received.letter, received.entry
    assert received.findings == ()
    assert letter is not None
    assert entry is not None
    assert (letter.reference, letter.reference_key) == ("อว ๐๖๕๕.๐๘/ว ๑๒", "อว0655.08/ว12")
    assert (letter.dated, letter.letter_kind, letter.urgency, letter.secrecy) == (
        date(2026, 11, 12),
        "external",
        "urgent",
        "open",
    )
    assert (letter.received_at, letter.version, letter.direction) == (AT, 0, "received")
    assert (entry.register, entry.unit, entry.year, entry.number) == ("received", "central", 2026, None)
    assert (entry.letter, entry.registered_on) == (RecordRef("letter", "l1"), ON)
    for name in ("dated", "sender", "recipient", "subject", "note", "reference"):
        assert getattr(entry, name) == getattr(letter, name)


def test_the_decision_cites_the_rules_it_rests_on(university: Profile) -> None:
    decision = receive(university).decision
    assert Citation.parse("opm-correspondence-2526#38") in decision.citations
    assert Citation.parse("opm-correspondence-2526#38.2") in decision.citations
    assert Citation.parse("opm-correspondence-2526#11") in decision.citations  # external letter
    assert Citation.parse("opm-correspondence-2526#28") in decision.citations  # urgency
    assert decision.value == "series/received/central/2026"
    assert decision.inputs == {"on": ON}
    assert decision.profile == "thai-public-university"


def test_values_are_taken_as_well_as_text(university: Profile) -> None:
    for dated in (date(2026, 11, 12), datetime(2026, 11, 12, 9, 30, tzinfo=UTC)):
        letter = receive(university, dated=dated).letter
        assert letter is not None
        assert letter.dated == date(2026, 11, 12)
        assert type(letter.dated) is date


def test_a_letter_remembers_the_line_it_came_from(university: Profile) -> None:
    letter = receive(university, place=Place("letters.csv", 7)).letter
    assert letter is not None
    assert letter.source == "letters.csv:7"


# ------------------------------------------------------------------ the series


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 1, 1), 2026),
        (date(2026, 9, 30), 2026),
        (date(2026, 10, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2027),
    ],
)
def test_numbers_begin_again_on_1_january_and_not_with_the_fiscal_year(
    university: Profile, day: date, year: int
) -> None:
    assert series_year(university.at(day).reading(), day) == year
    received = receive(university, on=day, dated=date(2025, 12, 30))
    assert received.series == f"series/received/central/{year}" == series_cell("received", "central", year)


def test_the_restart_is_read_from_the_rules(university: Profile) -> None:
    """Another profile may count by the fiscal year: only the rule's word changes."""

    class Fiscal:
        def value(self, key: str, **dims: str) -> Any:
            return "fiscal_year" if key == "register.restart" else reading.value(key, **dims)

    reading = university.at(ON).reading()
    fiscal: Any = Fiscal()
    assert [series_year(fiscal, date(2026, *day)) for day in ((9, 30), (10, 1))] == [2026, 2027]


def test_before_the_regulation_nothing_is_known(university: Profile) -> None:
    with pytest.raises(NotModelled):
        receive(university, on=date(1983, 5, 31), dated=date(1983, 5, 1))


# ------------------------------------------------------------------ what is missing


@pytest.mark.parametrize("name", ["sender", "subject"])
@pytest.mark.parametrize("empty", ["", "   ", "\u200b"])
def test_sender_and_subject_are_required(university: Profile, name: str, empty: str) -> None:
    received = receive(university, attrs.evolve(GOOD, **changed(name, empty)))
    assert not accepted(received)
    assert received.findings[-1].code == kinds.MISSING.code
    assert received.findings[-1].field == name
    assert received.findings[-1].citations == (Citation.parse("opm-correspondence-2526#38"),)


@pytest.mark.parametrize("name", ["reference", "dated"])
def test_number_and_date_need_a_reason_to_be_missing(university: Profile, name: str) -> None:
    refused_draft = attrs.evolve(GOOD, **changed(name, None))
    refused = receive(university, refused_draft)
    assert not accepted(refused)
    assert only(refused).code == kinds.MISSING_WITHOUT_REASON.code
    kept = receive(university, attrs.evolve(refused_draft, **changed(f"{name}_missing", "ไม่มีบนกระดาษ")))
    assert accepted(kept)
    assert kept.findings == ()
    assert getattr(kept.letter, f"{name}_missing") == "ไม่มีบนกระดาษ"
    assert getattr(kept.letter, name) is None


def test_a_kind_whose_form_has_no_number_is_not_asked_for_one(abroad: Profile) -> None:
    assert accepted(receive(abroad, ABROAD, letter_kind="internal", reference=None))
    assert not accepted(receive(abroad, ABROAD, letter_kind="external", reference=None))


def test_several_problems_are_told_at_once(university: Profile) -> None:
    received = receive(university, sender="", subject="", dated="32 มกราคม 2569")
    assert [finding.field for finding in received.findings] == ["dated", "sender", "subject"]


# ------------------------------------------------------------------ kinds, urgency, secrecy


def test_an_unknown_kind_is_refused_with_the_choices(university: Profile) -> None:
    finding = only(receive(university, letter_kind="โทรเลข"))
    assert finding.code == kinds.KIND_UNKNOWN.code
    assert "'โทรเลข'" in finding.message.in_language("en")
    assert "External letter, Internal letter" in finding.message.in_language("en")
    assert "หนังสือภายนอก, หนังสือภายใน" in finding.message.in_language("th")


@pytest.mark.parametrize("kind", ["คำสั่ง", "ประกาศ", "ข้อบังคับ", "รายงานการประชุม", "บันทึก"])
def test_what_is_no_letter_is_told_so_and_nothing_else(university: Profile, kind: str) -> None:
    received = receive(university, letter_kind=kind, reference=None, subject="", dated="")
    assert not accepted(received)
    assert only(received).code == kinds.KIND_NOT_A_LETTER.code
    assert kind in only(received).message.in_language("th")


def test_which_kinds_are_letters_is_the_vocabularys_business(university: Profile, abroad: Profile) -> None:
    for profile, draft in ((university, GOOD), (abroad, attrs.evolve(ABROAD, urgency=""))):
        for code, term in profile.vocabulary("letter-kind").items():
            assert accepted(receive(profile, draft, letter_kind=code)) == ("received" in term.extra)


def test_a_kind_that_is_not_stated_is_a_warning(university: Profile) -> None:
    received = receive(university, letter_kind="")
    assert accepted(received)
    assert only(received).code == kinds.KIND_MISSING.code


def test_unknown_urgency_is_refused(university: Profile) -> None:
    finding = only(receive(university, urgency="ด่วนจี๋"))
    assert (finding.code, finding.field) == (kinds.URGENCY_UNKNOWN.code, "urgency")


@pytest.mark.parametrize("level", ["ลับ", "ลับมาก", "top-secret"])
def test_a_secret_letter_is_refused_and_nothing_of_it_is_told(university: Profile, level: str) -> None:
    received = receive(university, secrecy=level, reference="เลขลับสุดยอด", dated="ไม่ใช่วันที่", sender="", letter_kind="?")
    assert not accepted(received)
    finding = only(received)
    assert finding.code == kinds.SECRET.code
    assert Citation.parse("official-secrets-2544") in finding.citations
    for told in ("เลขลับสุดยอด", "ไม่ใช่วันที่"):
        assert told not in str(finding)
        assert told not in str(received.decision)


def test_an_unknown_level_of_secrecy_may_be_secret(university: Profile) -> None:
    received = receive(university, secrecy="ปกปิด", reference="เลขลับสุดยอด")
    assert not accepted(received)
    assert only(received).code == kinds.SECRECY_UNKNOWN.code


def test_an_open_letter_may_say_so(university: Profile) -> None:
    assert receive(university, secrecy="ปกติ").letter == receive(university).letter


# ------------------------------------------------------------------ number and date


def test_an_odd_number_is_kept_as_printed_with_a_warning(university: Profile) -> None:
    received = receive(university, reference="อว 0655.08 เลข 12")
    assert accepted(received)
    assert only(received).code == kinds.REFERENCE_KEPT_AS_PRINTED.code
    assert received.letter is not None
    assert (received.letter.reference, received.letter.reference_key) == ("อว 0655.08 เลข 12", "อว0655.08เลข12")


def test_the_number_of_a_foreign_sender_is_no_finding(university: Profile) -> None:
    received = receive(university, reference="REF: UoN/INT-12/2026")
    assert received.findings == ()
    assert received.letter is not None
    assert received.letter.reference_key == "ref:uon/int-12/2026"


def test_numbers_are_plain_where_the_profile_says_so(abroad: Profile) -> None:
    received = receive(abroad, ABROAD)
    assert received.findings == ()
    assert received.letter is not None
    assert received.letter.reference_key == "a-101/2026"


def test_a_number_of_another_year_than_the_date_is_doubted(university: Profile) -> None:
    received = receive(university, reference="ทอ ว 856/2568", letter_kind="internal", dated="25 กันยายน 2569")
    assert accepted(received)
    finding = only(received)
    assert finding.code == kinds.REFERENCE_YEAR_DIFFERS.code
    assert "2568" in finding.message.in_language("th")
    assert "2025" in finding.message.in_language("en")
    assert receive(university, reference="ทอ ว 856/2568", dated="25 กันยายน 2568").findings == ()


def test_the_year_of_a_number_is_compared_as_years_were_counted_then(university: Profile) -> None:
    # before B.E. 2484 a February belonged to the year that had begun in April
    assert receive(university, reference="ทอ 8/2482", dated=date(1940, 2, 1)).findings == ()
    assert only(receive(university, reference="ทอ 8/2483", dated=date(1940, 2, 1))).field == "reference"


@pytest.mark.parametrize("text", ["32 มกราคม 2569", "เมื่อวาน", "12 มฆราคม 2569", "01/02/03", "30/02/2569"])
def test_an_unclear_date_is_refused_in_the_words_of_the_error(university: Profile, text: str) -> None:
    received = receive(university, dated=text)
    assert not accepted(received)
    finding = only(received)
    assert (finding.code, finding.field) == (kinds.DATED_NOT_UNDERSTOOD.code, "dated")
    assert text in finding.message.in_language("en")
    assert finding.message.in_language("th") != finding.message.in_language("en")


@pytest.mark.parametrize("text", ["23-11-60", "19/01/26", "01.02.03"])
def test_two_digits_are_no_buddhist_year_where_nobody_counts_so(abroad: Profile, text: str) -> None:
    received = receive(abroad, ABROAD, dated=text)
    assert not accepted(received)
    year = int(text[-2:])
    assert f"{2000 + year}" in only(received).message.in_language("en")
    assert f"{1900 + year}" in only(received).message.in_language("en")


def test_a_letter_from_the_future_is_kept_and_doubted(university: Profile) -> None:
    assert receive(university, dated=ON).findings == ()
    received = receive(university, dated=date(2026, 11, 24))
    assert accepted(received)
    finding = only(received)
    assert (finding.code, finding.severity) == (kinds.DATED_IN_FUTURE.code, Severity.WARNING)
    assert "24 พ.ย. 69" in finding.message.in_language("th")
    assert "2026-11-24" in finding.message.in_language("en")


@pytest.mark.parametrize(("day", "doubted"), [(date(1856, 12, 31), True), (date(1857, 1, 1), False)])
def test_the_plausible_years_come_from_the_rules(university: Profile, day: date, doubted: bool) -> None:  # noqa: FBT001 - a case
    received = receive(university, reference="อว 0655/1", dated=day)
    assert accepted(received)
    assert codes(received) == ([kinds.DATED_IMPLAUSIBLE.code] if doubted else [])


def test_a_wrong_weekday_is_a_warning_at_its_line(university: Profile) -> None:
    place = Place("letters.csv", 3)
    received = receive(university, dated="วันจันทร์ที่ ๑๒ พฤศจิกายน ๒๕๖๙", place=place)
    assert accepted(received)
    finding = only(received)
    assert (finding.code, finding.field, finding.place) == ("weekday-mismatch", "dated", place)
    assert receive(university, dated="วันพฤหัสบดีที่ ๑๒ พฤศจิกายน ๒๕๖๙").findings == ()


# ------------------------------------------------------------------ hostile text


def test_invisible_characters_are_left_out_and_counted(university: Profile) -> None:
    received = receive(university, subject="ขอ\u200bเชิญ\u0000ประชุม\u202e", sender="คณะ\nวิศวกรรมศาสตร์")
    assert accepted(received)
    finding = only(received)
    assert (finding.code, finding.severity) == (kinds.CLEANED.code, Severity.INFO)
    assert "(3)" in finding.message.in_language("en")
    assert received.letter is not None
    assert (received.letter.subject, received.letter.sender) == ("ขอเชิญประชุม", "คณะ วิศวกรรมศาสตร์")


@pytest.mark.parametrize(
    "name", ["subject", "sender", "recipient", "note", "reference", "dated", "letter_kind", "urgency"]
)
def test_a_megabyte_is_refused_in_any_field_with_one_short_finding(university: Profile, name: str) -> None:
    received = receive(university, attrs.evolve(GOOD, **changed(name, "ก" * 1_000_000)))
    assert not accepted(received)
    finding = only(received)
    assert (finding.code, finding.field) == (kinds.TOO_LONG.code, name)
    assert "1,000,000" in finding.message.in_language("th")
    assert len(finding.show("en")) < 300


def test_the_longest_subject_is_kept_whole(university: Profile) -> None:
    received = receive(university, subject="ก" * LONGEST_TEXT)
    assert received.entry is not None
    assert len(received.entry.subject) == LONGEST_TEXT


@pytest.mark.parametrize(
    "subject", ['=HYPERLINK("http://example.invalid")', "<script>alert(1)</script>", "{subject}", "%s"]
)
def test_formulas_and_markup_are_only_text(university: Profile, subject: str) -> None:
    letter = receive(university, subject=subject).letter
    assert letter is not None
    assert letter.subject == subject


def test_a_wrong_code_is_shown_shortened(university: Profile) -> None:
    finding = only(receive(university, letter_kind="ก" * 1999))
    assert finding.code == kinds.KIND_UNKNOWN.code
    assert "ก" * 61 not in finding.message.in_language("th")


_TEXT = st.text(max_size=30)
_DRAFTS = st.builds(
    ReceivedDraft,
    reference=st.none() | _TEXT | st.sampled_from(["ว 42", "อว 0655/1", "12/2568"]),
    dated=st.none() | _TEXT | st.dates() | st.sampled_from(["12 ม.ค. 68", "01/02/03"]),
    sender=_TEXT,
    subject=_TEXT,
    letter_kind=_TEXT | st.sampled_from(["external", "internal", "order"]),
    urgency=_TEXT | st.sampled_from(["", "urgent"]),
    secrecy=_TEXT | st.sampled_from(["", "open", "secret"]),
    reference_missing=_TEXT,
    dated_missing=_TEXT,
)


@given(_DRAFTS, st.sampled_from(["university", "abroad"]))
def test_any_draft_is_decided_and_every_finding_speaks_both_languages(
    university: Profile, abroad: Profile, draft: ReceivedDraft, name: str
) -> None:
    received = receive(university if name == "university" else abroad, draft)
    if accepted(received):
        assert received.letter is not None
        assert received.letter.subject
        assert received.letter.sender
        assert received.letter.dated or received.letter.dated_missing
    for finding in received.findings:
        assert {"en", "th"} <= set(finding.message.languages)


# ------------------------------------------------------------------ real letters

REAL = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "real-letters.jsonl").read_text(encoding="utf-8").splitlines()
]
_KINDS = {
    "external_letter": "external",
    "internal_memo": "internal",
    "internal_memo_or_letter": "",
    "order": "order",
    "announcement": "announcement",
    "bylaw": "bylaw",
    "resolution": "other",
    "meeting": "minutes",
    "minutes": "minutes",
}


def real_draft(row: dict[str, Any], number: str = "printed_number", dated: str = "printed_date") -> ReceivedDraft:
    return ReceivedDraft(
        reference=row.get(number),
        dated=row.get(dated),
        sender=row.get("sender", ""),
        subject=row.get("subject", ""),
        letter_kind=_KINDS[row["kind"]],
        urgency=row.get("urgency", ""),
    )


@pytest.mark.parametrize("row", REAL)
def test_real_letters_meet_only_findings_that_a_person_agrees_with(university: Profile, row: dict[str, Any]) -> None:
    received = receive(university, real_draft(row))
    if _KINDS[row["kind"]] not in {"external", "internal", "other", ""}:
        assert codes(received) == [kinds.KIND_NOT_A_LETTER.code]
        return
    missing = {"reference": "printed_number", "dated": "printed_date", "sender": "sender", "subject": "subject"}
    if _KINDS[row["kind"]] == "other":
        missing.pop("reference")  # what is no letter carries no number
    expected = {name for name, source in missing.items() if source not in row}
    expected |= {"letter_kind"} if not _KINDS[row["kind"]] else set()
    assert {finding.field for finding in received.findings} == expected
    if accepted(received):
        assert received.letter is not None
        assert received.letter.dated == date.fromisoformat(row["iso_date"])
        assert received.letter.reference == row.get("printed_number")


def test_the_text_layer_of_a_letter_gives_the_same_key_and_date(university: Profile) -> None:
    (row,) = (row for row in REAL if "text_layer_number" in row and row["kind"] == "external_letter")
    printed = receive(university, real_draft(row)).letter
    extracted = receive(university, real_draft(row, "text_layer_number", "text_layer_date")).letter
    assert printed is not None
    assert extracted is not None
    assert (printed.reference_key, printed.dated) == (extracted.reference_key, extracted.dated)


# ------------------------------------------------------------------ every kind of finding


def test_every_kind_of_finding_has_its_own_code_and_both_languages() -> None:
    every = [kind for kind in vars(kinds).values() if isinstance(kind, FindingKind)]
    assert len({kind.code for kind in every}) == len(every) > 10
    for kind in every:
        assert isinstance(kind.template, Text)
        assert kind.template.languages == ("en", "th")

"""Receiving letters and finding them again, through the office and a real store."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orqa
from orqa.base.refs import RecordRef
from orqa.base.thai import search_key, to_thai_digits
from orqa.office.errors import LetterRefused, NotFound
from orqa.office.office import Office
from orqa.storage.protocol import OPEN

BANGKOK = ZoneInfo("Asia/Bangkok")


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "reference": "อว ๐๖๕๕.๐๘/ว ๑๒",
        "dated": "๑๒ มกราคม ๒๕๖๙",
        "sender": "คณะวิศวกรรมศาสตร์",
        "subject": "ขอเชิญประชุมคณะกรรมการประกันคุณภาพ",
        "kind": "external",
    } | changes


# ------------------------------------------------------------------ receiving


def test_a_letter_gets_the_next_number_of_the_year(office: Office) -> None:
    first = office.correspondence.receive(**letter())
    second = office.correspondence.receive(**letter(reference="อว 0655.08/13"))
    assert (first.number, second.number) == (1, 2)
    assert first.entry.year == 2026
    assert first.letter.dated == date(2026, 1, 12)
    assert first.letter.reference == "อว ๐๖๕๕.๐๘/ว ๑๒"


def test_what_is_returned_is_what_is_stored(office: Office) -> None:
    done = office.correspondence.receive(**letter(note="ด่วน", recipient="ผู้อำนวยการกอง"))
    assert office.correspondence.get(done.letter.id) == done.letter
    assert office.correspondence.entry(done.number) == done.entry
    assert office.correspondence.get(done.letter.id).version == done.letter.version == 1


def test_letter_and_line_and_number_are_one_entry_of_the_journal(office: Office) -> None:
    before = office.store.checkpoint().position
    office.correspondence.receive(**letter())
    entries = office.store.journal(before)
    assert len({entry.batch for entry in entries}) == 1
    assert {entry.kind for entry in entries} == {"letter", "register-entry", "batch"}
    assert {entry.action for entry in entries} == {"letter.receive"}


def test_the_decision_cites_the_regulation(office: Office) -> None:
    done = office.correspondence.receive(**letter())
    assert "opm-correspondence-2526#38.2" in {str(citation) for citation in done.decision.citations}
    assert done.decision.profile == "thai-public-university"


def test_values_will_do_as_well_as_text(office: Office) -> None:
    done = office.correspondence.receive(**letter(dated=date(2026, 1, 12)))
    assert done.letter.dated == date(2026, 1, 12)


def test_the_year_of_the_series_is_that_of_the_office_s_own_midnight(url: str) -> None:
    moments = iter(
        datetime(2026, 12, 31, hour, 59, 59, tzinfo=ZoneInfo("UTC")) for hour in (15, 15, 16, 17, 17)
    )  # 22:59 and 23:59 in Bangkok, then 00:59 of the new year
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: next(moments)) as office:
        old = [office.correspondence.receive(**letter()) for _ in range(2)]
        new = office.correspondence.receive(**letter())
    assert [(done.entry.year, done.number) for done in (*old, new)] == [(2026, 1), (2026, 2), (2027, 1)]


def test_the_letter_s_own_date_never_picks_the_year(office: Office) -> None:
    done = office.correspondence.receive(**letter(dated="31 ธันวาคม 2568"))
    assert done.entry.year == 2026


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"subject": " "}, "letter-field-missing"),
        ({"sender": ""}, "letter-field-missing"),
        ({"reference": None}, "letter-field-missing-without-reason"),
        ({"dated": None}, "letter-field-missing-without-reason"),
        ({"dated": "31/02/2569"}, "letter-dated-not-understood"),
        ({"dated": "01/02/03"}, "letter-dated-not-understood"),
        ({"kind": "telegram"}, "letter-kind-unknown"),
        ({"secrecy": "ลับ"}, "letter-secret"),
        ({"subject": "ก" * 1_000_000}, "letter-field-too-long"),
    ],
)
def test_a_bad_letter_is_refused_and_nothing_is_written(office: Office, changes: dict[str, Any], code: str) -> None:
    before = office.store.checkpoint()
    with pytest.raises(LetterRefused) as caught:
        office.correspondence.receive(**letter(**changes))
    assert code in {finding.code for finding in caught.value.findings}
    assert "ไม่ได้ลงทะเบียนหนังสือ" in caught.value.message("th")
    assert "not registered" in str(caught.value)
    assert office.store.checkpoint() == before
    assert office.correspondence.receive(**letter()).number == 1, "a refused letter takes no number"


def test_number_and_date_may_be_missing_with_a_reason(office: Office) -> None:
    done = office.correspondence.receive(
        **letter(reference=None, dated=None, reference_missing="ไม่มีเลขที่", dated_missing="ไม่ลงวันที่")
    )
    assert (done.letter.reference, done.letter.dated) == (None, None)
    assert done.letter.reference_missing == "ไม่มีเลขที่"


def test_a_letter_from_the_future_is_kept_with_a_warning(office: Office) -> None:
    done = office.correspondence.receive(**letter(reference="อว 0655/1", dated="1 มกราคม 2570"))
    assert [finding.code for finding in done.findings] == ["letter-dated-in-future"]
    assert done.letter.dated == date(2027, 1, 1)


def test_invisible_characters_do_not_reach_the_register(office: Office) -> None:
    done = office.correspondence.receive(**letter(subject="ขอ\u200bเชิญ\u0000ประชุม"))
    assert done.entry.subject == "ขอเชิญประชุม"
    assert [finding.code for finding in done.findings] == ["letter-field-cleaned"]


# ------------------------------------------------------------------ finding


def test_find_knows_a_number_however_it_is_printed(office: Office) -> None:
    done = office.correspondence.receive(**letter())
    for printed in ("อว 0655.08/ว 12", "อว.๐๖๕๕.๐๘/ว๑๒", "อว 0655.08 / ว. 12"):
        assert [found.id for found in office.correspondence.find(printed)] == [done.letter.id]
    assert office.correspondence.find("อว 0655.08/12") == ()


def test_search_puts_the_exact_number_first_then_the_newest(office: Office) -> None:
    exact = office.correspondence.receive(**letter(reference="ว 960", subject="แจ้งเวียน"))
    mention = office.correspondence.receive(**letter(reference="อว 0655/1", subject="ตอบหนังสือ ว 960"))
    newer = office.correspondence.receive(**letter(reference="อว 0655/2", subject="ยกเลิก ว 960 และ ว 961"))
    found = office.correspondence.search("ว 960")
    assert [item.id for item in found.letters] == [exact.letter.id, newer.letter.id, mention.letter.id]
    assert (found.exact, found.total) == (1, 3)


@pytest.mark.parametrize("words", ["ประกัน", "คุณภาพ ประชุม", "คณะ กรรมการ", "ชุ", "ขอเชิญ ประชุม", "วิศวกรรม"])
def test_search_finds_any_part_of_any_word(office: Office, words: str) -> None:
    done = office.correspondence.receive(**letter())
    office.correspondence.receive(**letter(subject="รายงานการลา", sender="งานบุคคล", reference="อว 0655/9"))
    assert [found.id for found in office.correspondence.search(words).letters] == [done.letter.id]


def test_search_of_nothing_shows_the_newest(office: Office) -> None:
    numbers = [office.correspondence.receive(**letter(reference=f"อว 0655/{n}")).letter.id for n in range(1, 6)]
    found = office.correspondence.search("  ", limit=3)
    assert [item.id for item in found.letters] == numbers[:-4:-1]
    assert found.total == 5


def test_counts_go_beyond_the_page(office: Office) -> None:
    for n in range(1, 8):
        office.correspondence.receive(**letter(reference=f"อว 0655/{n}"))
    found = office.correspondence.search("ประชุม", limit=2)
    assert (len(found.letters), found.total) == (2, 7)


def test_the_newest_lines_of_the_register(office: Office) -> None:
    for n in range(1, 5):
        office.correspondence.receive(**letter(reference=f"อว 0655/{n}"))
    assert [entry.number for entry in office.correspondence.entries(limit=3)] == [4, 3, 2]
    assert office.correspondence.entries(2025) == ()


def test_lines_are_found_by_their_letters(office: Office) -> None:
    done = [office.correspondence.receive(**letter(reference=f"อว 0655/{n}")) for n in range(1, 4)]
    lines = office.correspondence.entries_of([item.letter for item in done])
    assert {ref: entry.number for ref, entry in lines.items()} == {item.letter.ref: item.number for item in done}
    assert office.correspondence.entries_of([]) == {}


def test_what_is_not_there_is_told(office: Office) -> None:
    with pytest.raises(NotFound, match="the letter nothing was not found"):
        office.correspondence.get("nothing")
    with pytest.raises(NotFound, match="7/2569"):
        office.correspondence.entry(7)


THAI = st.text(alphabet=st.sampled_from("กขคงจชญฎดตนบปผมยรลวศษสหอะาิีึืุูเแโใไ่้๊๋็์ ๐๑๒12aB"), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(THAI.filter(lambda text: search_key(text).strip()), min_size=1, max_size=8), st.data())
def test_every_part_of_a_subject_finds_it(subjects: list[str], data: st.DataObject) -> None:
    """Recall and precision are 1.000 for any query, by comparison with a plain scan over search keys."""
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        stored = []
        for n, subject in enumerate(subjects, 1):
            stored.append(
                office.correspondence.receive(**letter(subject=f"ข{subject}", reference=f"อว 0655/{n}")).letter
            )
        key = search_key(data.draw(st.sampled_from(stored)).subject)
        start = data.draw(st.integers(0, len(key) - 1))
        word = key[start : start + data.draw(st.integers(1, 6))].strip()
        words = [search_key(part) for part in word.split()]
        texts = {
            item.id: "\n".join(
                search_key(text) for text in (item.reference or "", item.sender, item.subject, item.note)
            )
            for item in stored
        }
        expected = {identity for identity, text in texts.items() if all(part in text for part in words)}
        found = office.correspondence.search(word, limit=100)
        assert {item.id for item in found.letters} >= expected
        assert {item.id for item in found.letters[found.exact :]} <= expected


def test_a_closed_year_keeps_its_numbers(url: str) -> None:
    at = datetime(2026, 12, 30, tzinfo=BANGKOK)
    now = [at]
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: now[0]) as office:
        for day in range(6):
            now[0] = at + timedelta(days=day)
            office.correspondence.receive(**letter(reference=f"อว 0655/{to_thai_digits(str(day + 1))}"))
        assert [entry.number for entry in office.correspondence.entries(2026)] == [2, 1]
        assert [entry.number for entry in office.correspondence.entries()] == [4, 3, 2, 1]
        with office.store.read(OPEN) as reader:
            assert reader.cells("series/") == {"series/received/central/2026": 2, "series/received/central/2027": 4}
            assert reader.get_many([RecordRef("letter", "none")]) == (None,)

"""What is wrong with an agreement is told with its line, in Thai and English."""

import pytest
from tests.plugins.ewp.samples import agreement, condition

from orqa.domain.partnerships.cooperation import ConditionKind
from orqa.plugins.builtin.formats.ewp import read_iias, write_iias

SOUND = write_iias([agreement(condition(), condition(ConditionKind.TRAINING))], 7).decode().replace("><", ">\n<")
SIXTH = (
    write_iias([agreement(condition(years=("2025/2026", "2026/2027", "2027/2028")), version=6)], 6)
    .decode()
    .replace("><", ">\n<")
)


def told(document: str) -> list[tuple[str, int | None]]:
    found = read_iias(document.encode())[1]
    assert all(one.message.in_language("th") != one.message.in_language("en") for one in found)
    return [
        (one.code.removeprefix("ewp-"), one.place and one.place.line) for one in found if one.code != "ewp-hash-differs"
    ]


def line_of(document: str, part: str) -> int:
    return document[: document.index(part)].count("\n") + 1


def test_sound_agreements_have_no_findings() -> None:
    assert read_iias(SOUND.encode())[1] == []


CASES = [
    ("<hei-id>example.edu</hei-id>", "<hei-id>example.ac.th</hei-id>", {"partners-same", "condition-outsider"}),
    ("<iia-code>MOU 1/2568</iia-code>\n", "", {"own-partner-bare"}),
    ("<iia-id>th-1</iia-id>\n", "", {"own-partner-bare"}),
    ("<iia-id>th-1<", "<iia-id>th-1\u00a0<", {"code-blanks"}),
    ("<iia-id>th-1<", "<iia-id>\nth-1<", {"code-blanks"}),
    ("<iia-id>th-1<", "<iia-id>รหัส<", {"value"}),
    ("<sending-hei-id>example.ac.th<", "<sending-hei-id>example.org<", {"condition-outsider"}),
    ("<sending-hei-id>example.ac.th<", "<sending-hei-id>example.edu<", {"condition-itself"}),
    ("2025/2026", "2025/2027", {"year-shape"}),
    ("2025/2026", "2025-2026", {"value"}),
    ("2025/2026", "2028/2029", {"years-order"}),
    ("2025/2026", "2025/2025", {"years-order"}),
    (">0610<", ">061<", {"value"}),
    (">0610<", ">610<", {"value", "field-zero-lost"}),
    (">0610<", ">1234<", {"field-unknown"}),
    (">0610<", ">0007<", {"field-unknown"}),
    (">0610<", ">0700<", set()),
    (">0610<", ">0610\u00a0<", {"code-blanks"}),
    (">10.50<", ">0<", {"value"}),
    (">10.50<", ">10.505<", {"value"}),
    (">10.50<", ">NaN<", {"value"}),
    (">10.50<", ">1e3<", {"value"}),
    (">2<", ">0<", {"value"}),
    (">2<", ">-1<", {"value"}),
    (">2<", ">\n 2 <", set()),
    (">B2<", ">NS<", {"value"}),
    (">6<", ">9<", {"value"}),
    ("<blended>false</blended>\n", "", {"element-missing"}),
    ("<blended>false<", "<blended>nein<", {"value"}),
    ("<in-effect>true</in-effect>", "<in-effect>true</in-effect>\n<in-effect>true</in-effect>", {"element-many"}),
    ("<in-effect>", "<news/>\n<in-effect>", {"element-unknown"}),
    ("<in-effect>", "words\n<in-effect>", {"text-stray"}),
    ("<in-effect>", '<in-effect since="2025">', {"attribute-unknown"}),
    ("<in-effect>true", "<in-effect><b>true</b>", {"text-stray"}),
    ("<mobilities-per-year>", '<mobilities-per-year not-yet-defined="true">', {"approved-before"}),
    ("<mobilities-per-year>", '<mobilities-per-year not-yet-defined="false">', {"approved-before", "value"}),
    ("<cooperation-conditions>", '<cooperation-conditions terminated-as-a-whole="no">', {"value"}),
    ("2025-03-31", "31/03/2025", {"value"}),
    ("2025-03-31", "2025-03-31+07:00", set()),
    ("2025-03-31", "2025-02-30", {"value"}),
]


@pytest.mark.parametrize(("part", "other", "codes"), CASES)
def test_what_is_wrong_is_told_where_it_stands(part: str, other: str, codes: set[str]) -> None:
    document = SOUND.replace(part, other, 1)
    assert document != SOUND
    found = told(document)
    assert {code for code, _ in found} == codes
    assert all(line is not None and 2 < line <= document.count("\n") + 1 for _, line in found)


def test_the_line_is_that_of_the_value() -> None:
    assert told(SOUND.replace("2025/2026", "2025/2027", 1)) == [("year-shape", line_of(SOUND, "2025/2026"))]


def test_languages_are_missing_only_where_version_7_asks_for_them() -> None:
    start, end = SOUND.index("<recommended"), SOUND.index("<subject-area>")
    assert [code for code, _ in told(SOUND[:start] + SOUND[end:])] == ["element-missing"]
    later = SOUND.rindex("<recommended")
    assert told(SOUND[:later] + SOUND[SOUND.rindex("<subject-area>") :]) == []
    assert told(SIXTH[: SIXTH.index("<recommended")] + SIXTH[SIXTH.index("<subject-area>") :]) == []


def test_years_of_version_6_leave_none_out() -> None:
    assert told(SIXTH) == []
    missing = SIXTH.replace("<receiving-academic-year-id>2026/2027</receiving-academic-year-id>\n", "")
    assert [code for code, _ in told(missing)] == ["years-order"]


def test_conditions_stand_in_the_order_of_their_kinds() -> None:
    first = SOUND.index("<student-studies")
    second = SOUND.index("<staff-training")
    end = SOUND.index("</cooperation-conditions>")
    turned = SOUND[:first] + SOUND[second:end] + SOUND[first:second] + SOUND[end:]
    assert told(turned) == [("element-order", line_of(turned, "<student-studies"))]
    assert len(read_iias(turned.encode())[0][0].conditions) == 2


@pytest.mark.parametrize("version", [6, 7])
def test_a_hash_that_is_not_that_of_the_text_is_told(version: int) -> None:
    sound = SOUND if version == 7 else SIXTH
    sent = sound if version == 7 else write_iias(read_iias(sound.encode())[0], 6).decode()
    codes = [one.code for one in read_iias(sent.replace(">10.50<", ">10.5<", 1).encode())[1]]
    assert codes == ["ewp-hash-differs"]

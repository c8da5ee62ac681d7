"""Each person is told what is due soon or overdue of what waits for them, and nobody twice."""

from datetime import date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from handling_samples import peopled, received
from orqa.office.errors import NotAllowed
from orqa.office.office import Office

ON = date(2026, 11, 23)


@pytest.fixture
def office(office: Office) -> Office:  # type: ignore[misc] # the one of conftest, with people
    peopled(office)
    for code in ("R1", "D1", "S1", "S2"):
        office.organization.correct_person(code, email=f"{code.lower()}@example.ac.th")
    return office


def sent_to(delivered: Any) -> dict[str, int]:
    return {notice.address.split("@")[0]: len(notice.tasks) for notice in delivered.notices}


def test_what_is_due_soon_and_overdue_is_told_once_to_each(office: Office) -> None:
    for number, due in enumerate((date(2026, 11, 20), date(2026, 11, 26), date(2026, 11, 27)), 1):
        office.correspondence.assign(received(office, number).letter, ["S1", "S2"], due=due)
    delivered = office.notices.due(ON)
    assert sent_to(delivered) == {"s1": 2, "s2": 2}, "three days on counts, four do not"
    first = delivered.notices[0]
    assert first.subject == "งานที่รอท่าน ณ วันที่ ๒๓ พฤศจิกายน ๒๕๖๙ จำนวน ๒ เรื่อง"
    assert first.lines == (
        "เรียน ใจดี มีสุข",
        "",
        "๑. ดำเนินการตามหนังสือ ขอเชิญประชุม ครั้งที่ 1 เกินกำหนดเมื่อ ๒๐ พฤศจิกายน ๒๕๖๙",
        "๒. ดำเนินการตามหนังสือ ขอเชิญประชุม ครั้งที่ 2 กำหนด ๒๖ พฤศจิกายน ๒๕๖๙",
    )
    english = office.notices.due(ON, language="en").notices[0]
    assert english.subject == "What waits for you on 23 November 2026: 2"
    assert english.lines[2].startswith("1. Deal with the letter: ขอเชิญประชุม ครั้งที่ 1, overdue since 20 November")
    assert office.notices.due(date(2026, 11, 16)).notices == ()


def test_what_waits_for_a_unit_or_role_is_told_to_its_head_and_clerks(office: Office) -> None:
    org = office.organization
    org.add_position("ga.head", "หัวหน้างาน", unit="ga", first=date(2020, 1, 1), roles=["section-head"], is_head=True)
    org.appoint("D1", "ga.head", first=date(2020, 1, 1), order="1")
    org.grant("S2", "clerk", unit="ga", first=date(2020, 1, 1))
    office.correspondence.assign(received(office, 1).letter, "ga", due=ON)
    office.correspondence.assign(received(office, 2).letter, "role:registrar@irqa", due=ON)
    assert sent_to(office.notices.due(ON)) == {"d1": 1, "s2": 1, "r1": 1}
    assert sent_to(office.notices.due(date(2019, 12, 31))) == {}


def test_who_has_no_address_is_told_as_a_finding(office: Office) -> None:
    office.organization.correct_person("S1", email="")
    office.correspondence.assign(received(office).letter, "S1", due=ON)
    delivered = office.notices.due(ON)
    assert delivered.notices == ()
    (finding,) = delivered.findings
    assert finding.message.in_language("en") == (
        "ใจดี มีสุข has no e-mail address, so the reminder of 1 was not sent; add one: orqa person correct"
    )
    assert "ไม่มีที่อยู่อีเมล" in finding.message.in_language("th")


def test_mail_files_hold_the_message_and_the_same_one_once(office: Office, tmp_path: Path) -> None:
    office.correspondence.assign(received(office).letter, "S1", due=ON, note="ด่วน\r\nBcc: x@example.com")
    notifier = office.notices.notifier("eml", str(tmp_path / "out" / "box"))
    for _ in range(2):
        sent = office.notices.send(office.notices.due(ON, sender="office@example.ac.th"), notifier)
    assert (len(sent.notices), sent.findings) == (1, ())
    (path,) = (tmp_path / "out" / "box").iterdir()
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["From"], message["To"], message["Bcc"]) == ("office@example.ac.th", "s1@example.ac.th", None)
    assert message["Subject"] == "งานที่รอท่าน ณ วันที่ ๒๓ พฤศจิกายน ๒๕๖๙ จำนวน ๑ เรื่อง"
    assert datetime.strptime(message["Date"], "%a, %d %b %Y %H:%M:%S %z").date() == ON
    assert message.get_content().splitlines()[2].endswith("(ด่วน Bcc: x@example.com)")
    assert (path.name[:9], path.suffix) == ("20261123-", ".eml")


def test_an_unwritable_folder_is_told_and_the_others_go_on(office: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    office.correspondence.assign(received(office).letter, ["S1", "S2"], due=ON)
    sent = office.notices.send(office.notices.due(ON), office.notices.notifier("eml", str(tmp_path / "file")))
    assert (sent.notices, [one.code for one in sent.findings]) == ((), ["notice-not-delivered"] * 2)
    assert "แก้ไขแล้วส่งใหม่" in sent.findings[0].message.in_language("th")


def test_who_may_not_send_is_refused(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.acting("S1").notices.due(ON)
    with pytest.raises(NotAllowed):
        office.acting("S1").notices.send([], office.notices.notifier("eml", "x"))
    assert office.acting("R1").notices.due(ON).notices == ()


def test_an_unknown_notifier_is_told_with_those_there_are(office: Office) -> None:
    with pytest.raises(LookupError, match="eml"):
        office.notices.notifier("pigeon", "x")


@pytest.mark.parametrize(
    "address",
    [
        "a@example.ac.th\nBcc: b@example.com",
        "a@example.ac.th Bcc: b@example.com",
        "a@example.ac.th, b@example.com",
        "no address",
        "a@",
        "<",
    ],
)
def test_what_is_no_single_address_is_told_and_reaches_nobody(office: Office, address: str, tmp_path: Path) -> None:
    office.organization.correct_person("S1", email=address)
    office.correspondence.assign(received(office).letter, ["S1", "S2"], due=ON)
    notifier = office.notices.notifier("eml", str(tmp_path / "box"))
    sent = office.notices.send(office.notices.due(ON), notifier)
    assert sent_to(sent) == {"s2": 1}
    (finding,) = sent.findings
    assert "is no single e-mail address; correct it" in finding.message.in_language("en")
    assert "ไม่ใช่ที่อยู่อีเมลเดียว ให้แก้ไข" in finding.message.in_language("th")
    refused = office.notices.send(office.notices.due(ON, sender=address), notifier)
    assert (refused.notices, len(refused.findings)) == ((), 2)
    assert len(list((tmp_path / "box").iterdir())) == 1


def test_reminders_of_one_day_about_other_things_do_not_replace_each_other(office: Office, tmp_path: Path) -> None:
    letters, notifier = office.correspondence, office.notices.notifier("eml", str(tmp_path / "box"))
    made = letters.circulate(received(office, 1).letter, "S1", due=ON).circulation
    letters.assign(received(office, 2).letter, "S1", due=ON)
    for _ in range(2):
        office.notices.send(office.notices.due(ON), notifier)
        letters.remind(made, notifier)
    letters.remind(made, notifier, language="en")
    assert len(list((tmp_path / "box").iterdir())) == 3

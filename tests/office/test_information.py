"""The information service: tickets without a gap, answers from approved texts, what is open and closes soon."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from organization_samples import begun
from orqa.base.language import Text
from orqa.domain.partnerships.enquiries import EnquiryState, TextState
from orqa.domain.partnerships.errors import InformationRefused
from orqa.office.errors import NotAllowed, NotFound
from orqa.office.office import Office
from orqa.rules.errors import UnknownTerm
from orqa.storage.errors import Conflict

TODAY = date(2026, 11, 23)
VISA = {"th": "ยื่นคำขอก่อนครบกำหนด", "en": "File before the last day"}
TITLE = {"th": "วีซ่า", "en": "Visa"}


def texts(office: Office, *codes: str) -> None:
    for code in codes:
        office.partnerships.texts.write(code, TITLE, {name: f"{code}: {form}" for name, form in VISA.items()})
        office.partnerships.texts.approve(code, "บันทึก 1/2569")


def test_tickets_have_no_gap_and_a_due_day(office: Office) -> None:
    first = office.partnerships.enquire("ทุนมีเมื่อใด", key="1")
    assert office.partnerships.enquire("ทุนมีเมื่อใด", key="1") == first
    second = office.partnerships.enquire("When?", language="en", asker="C. Example", topic="visa")
    earlier = office.partnerships.enquire("?", received=date(2026, 9, 30))
    assert [(one.year, one.number) for one in (first, second, earlier)] == [(2027, 1), (2027, 2), (2026, 1)]
    assert (first.due, second.asker) == (date(2026, 12, 8), "C. Example")
    assert office.verify(deep=True).findings == ()


def test_nothing_is_asked_on_a_day_to_come(office: Office) -> None:
    with pytest.raises(InformationRefused, match="2026-11-24") as refused:
        office.partnerships.enquire("?", received=date(2026, 11, 24))
    assert "24" in refused.value.message("th")
    assert office.partnerships.enquire("?", received=TODAY).number == 1


def test_answers_and_scholarships_fall_due(office: Office) -> None:
    kept = begun(office).partnerships
    mine = kept.enquire("How do I apply?", asker="C. Example", unit="ga", owner="E3")
    other, done, over = kept.enquire("a", unit="ga"), kept.enquire("b", unit="ga"), kept.enquire("c")
    kept.answer(done, words={"th": "x"})
    kept.enquiries.close(over, "x")
    kept.enquiries.wait(other, "x")
    due = mine.due
    assert due is not None
    open_one = kept.news.announce({"en": "PhD", "th": "ทุน"}, audience=["lecturer"], closes=due)
    gone = kept.news.announce({"en": "MSc", "th": "โท"}, audience=["student"], closes=due)
    kept.news.withdraw(gone, "x")
    found = {one.source: one for one in office.deadlines(due, due).items}
    assert found.keys() >= {mine.ref, other.ref, open_one.ref}
    assert not found.keys() & {done.ref, over.ref, gone.ref}
    assert found[mine.ref].title.in_language("en") == "Answer enquiry 1/2570"
    assert "Example" not in str(found[mine.ref])
    assert [found[one.ref].whom for one in (mine, other)] == [f"person:{mine.owner}", "unit:ga"]
    assert found[open_one.ref].title.in_language("th") == "ปิดรับสมัครทุน: ทุน"
    assert (
        not {one.source for one in office.deadlines(date(2026, 11, 24), due - timedelta(days=1)).items} & found.keys()
    )


def test_an_answer_is_put_together_and_keeps_which_version_it_used(office: Office) -> None:
    texts(office, "visa-ed", "stay")
    asked = office.partnerships.enquire("How?")
    done = office.partnerships.answer(asked, ["visa-ed", "stay"], words={"th": "ยินดีให้บริการ", "en": "Welcome"})
    (answer,) = done.answers
    assert answer.body.in_language("en") == (
        "visa-ed: File before the last day\n\nstay: File before the last day\n\nWelcome"
    )
    assert [(one.code, one.version) for one in answer.used] == [("visa-ed", 2), ("stay", 2)]
    assert (done.state, done.answered) == (EnquiryState.ANSWERED, TODAY)
    rewritten = office.partnerships.texts.write("visa-ed", TITLE, {"th": "ใหม่", "en": "New"})
    assert (rewritten.state, rewritten.version) == (TextState.DRAFT, 3)
    with pytest.raises(InformationRefused, match="may not be used"):
        office.partnerships.answer(asked, ["visa-ed"])
    assert office.partnerships.enquiries.get(asked).answers == (answer,), "what was said stays"


def test_a_code_has_one_text_however_many_write_it_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = office.partnerships.texts
    first = texts.write("visa-ed", TITLE, VISA)
    with monkeypatch.context() as patched:
        patched.setattr(type(texts), "_find", lambda *_: None)  # as if both had looked before either wrote
        with pytest.raises(Conflict):
            texts.write("visa-ed", TITLE, {"th": "อีกฉบับ", "en": "Another"})
    assert texts.list() == (first,)


def test_an_answer_is_in_the_languages_that_all_parts_have(office: Office) -> None:
    texts(office, "stay")
    asked = office.partnerships.enquire("?")
    done = office.partnerships.answer(asked, ["stay"], words={"th": "ขอบคุณ"})
    assert done.answers[0].body.languages == ("th",)


def test_what_comes_from_outside_is_kept_as_plain_text(office: Office) -> None:
    asked = office.partnerships.enquire("<script>x</script>\x00\u202e\n\n\n\n=1+1", asker="<b>A</b>\x1b[31m")
    assert asked.question == "<script>x</script>\n\n=1+1"
    assert asked.asker == "<b>A</b>[31m"


def test_waiting_and_closing(office: Office) -> None:
    enquiries = office.partnerships.enquiries
    one, two = (office.partnerships.enquire(text) for text in ("a", "b"))
    assert enquiries.wait(one, "ขอสำเนา").state is EnquiryState.WAITING
    assert enquiries.list(is_open=True) == (enquiries.get(one), two)
    enquiries.close(two, "ส่งซ้ำ")
    assert [it.id for it in enquiries.list(is_open=True)] == [one.id]
    with pytest.raises(InformationRefused, match="open a new one"):
        office.partnerships.answer(two, words={"th": "x"})


def test_how_fast_it_was_answered(office: Office) -> None:
    days = (date(2026, 11, 3), date(2026, 11, 20), date(2026, 11, 22), TODAY)
    for day in days:
        made = office.partnerships.enquire("?", received=day)
        if day != TODAY:
            office.partnerships.answer(made, words={"th": "ตอบ"})
    found = office.partnerships.enquiries.times(days[0], TODAY)
    assert found == (4, 3, 2, 3, 20)
    assert office.partnerships.enquiries.times(date(2027, 1, 1), date(2027, 1, 2)) == (0, 0, 0, None, None)


def test_scholarships_that_are_open_and_close_soon(office: Office) -> None:
    news = office.partnerships.news
    soon = news.announce({"th": "ทุน ก"}, audience=["student"], closes=date(2026, 12, 7), source="https://example.org/a")
    later = news.announce({"th": "ทุน ข"}, audience=["lecturer"], closes=date(2026, 12, 8), country="ญี่ปุ่น")
    news.announce({"th": "ทุน ค"}, audience=["student"], opens=date(2026, 11, 24))
    always = news.announce({"th": "ทุน ง"}, audience=["student", "graduate"])
    gone = news.announce({"th": "ทุน จ"}, audience=["student"])
    news.withdraw(gone, "ผิด")
    assert news.open_on() == (soon, later, always)
    assert news.open_on(audience="student") == (soon, always)
    assert news.closing_soon() == (soon,)
    assert [str(row["audience"]) for row in news.table([always]).records()] == ["Students, Graduates"]


REFUSED: list[tuple[str, Callable[[Office], object], type[Exception], str]] = [
    ("nothing asked", lambda o: o.partnerships.enquire("\u200b \n"), InformationRefused, "what is asked"),
    ("kind", lambda o: o.partnerships.enquire("?", enquiry_kind="x"), UnknownTerm, "general"),
    ("no answer", lambda o: o.partnerships.answer(o.partnerships.enquire("?")), InformationRefused, "needs"),
    ("no enquiry", lambda o: o.partnerships.answer("?", ["a"]), NotFound, "enquiry"),
    ("no text", lambda o: o.partnerships.answer(o.partnerships.enquire("?"), ["a"]), NotFound, "text"),
    ("one language", lambda o: o.partnerships.texts.write("a", TITLE, {"th": "ก"}), InformationRefused, "missing"),
    ("no code", lambda o: o.partnerships.texts.write("A b", TITLE, VISA), InformationRefused, "small letters"),
    (
        "reversed",
        lambda o: o.partnerships.texts.write("a", TITLE, VISA, valid_to=date(2026, 1, 1)),
        InformationRefused,
        "lies before",
    ),
    (
        "source",
        lambda o: o.partnerships.news.announce(TITLE, audience=["student"], source="javascript:x"),
        InformationRefused,
        "no address",
    ),
    ("for nobody", lambda o: o.partnerships.news.announce(TITLE, audience=[]), InformationRefused, "for whom"),
]


@pytest.mark.parametrize(("call", "error", "told"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused_tells_why(office: Office, call: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        call(office)


def test_who_may_approve_a_text(office: Office) -> None:
    begun(office)
    office.acting("E3").partnerships.texts.write("a", TITLE, VISA)
    with pytest.raises(NotAllowed):
        office.acting("E3").partnerships.texts.approve("a")
    approved = office.acting("E1").partnerships.texts.approve("a")
    assert approved.approver == office.organization.person("E1").id
    assert office.partnerships.texts.withdraw("a").state is TextState.WITHDRAWN
    with pytest.raises(InformationRefused, match="withdrawn"):
        office.partnerships.texts.approve("a")
    assert isinstance(approved.body, Text)

"""Drafts in an office: the whole way, what is refused, what two do at once, secret ones, templates and records."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import orqa
from orqa.base.errors import OrqaError
from orqa.cli.demo.organization import load_rosters
from orqa.domain.correspondence.drafting.errors import (
    DraftEditedMeanwhile,
    DraftRefused,
    DraftStepRefused,
    RenderFormatUnknown,
    TemplateUnknown,
)
from orqa.domain.correspondence.drafting.records import Draft
from orqa.domain.organization.errors import CommentNeeded, MayNotDecide, NobodyMaySee
from orqa.domain.partnerships.records import PartnerContact
from orqa.office.errors import NotAllowed, NotFound, RegisterRefused
from orqa.office.office import Office
from orqa.storage.protocol import SYSTEM
from orqa.storage.query import contains

CLERK, HEAD, DIRECTOR, VICE, PRESIDENT, REGISTRAR, SECRET, OTHER = (
    "2005",
    "2002",
    "2001",
    "1002",
    "1001",
    "3001",
    "3002",
    "2006",
)
MOMENT = datetime(2026, 11, 27, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
FIELDS = {"recipient": "อธิการบดีมหาวิทยาลัยตัวอย่าง", "subject": "ขอเชิญประชุม", "reason": "ด้วยจะจัดประชุม", "wish": "จึงขอเชิญ"}


class Clock:
    """A clock that tests set."""

    now = MOMENT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    with orqa.open_office("memory:", profile="thai-public-university", clock=clock) as opened:
        load_rosters(opened)
        yield opened


def as_(office: Office, person: str) -> Any:
    return office.acting(person).correspondence


def begun(office: Office, **changes: Any) -> Draft:
    draft: Draft = as_(office, CLERK).draft(template="letter", unit="ga", fields={**FIELDS, **changes})
    return draft


def approved(office: Office, draft: Draft) -> None:
    as_(office, CLERK).propose(draft)
    for person in (HEAD, DIRECTOR):
        as_(office, person).approve(draft)


def signed(office: Office, **changes: Any) -> Draft:
    draft = begun(office, **changes)
    approved(office, draft)
    done: Draft = as_(office, VICE).sign(draft)
    return done


# ------------------------------------------------------------------ the whole way


def test_from_the_first_words_until_it_is_filed(office: Office) -> None:
    clerk, registrar = as_(office, CLERK), as_(office, REGISTRAR)
    draft = begun(office)
    assert (draft.state, draft.edition, draft.template) == ("draft", 1, "letter")
    as_(office, HEAD).review(draft, "อ่านแล้ว")
    request = clerk.propose(draft)
    assert [step.role for step in request.steps] == ["section-head", "director", "vice-president"]
    office.acting(HEAD).approvals.approve(request, "เห็นควร")  # from the desk, without knowing that it is a draft
    as_(office, DIRECTOR).approve(draft, "เห็นชอบ")
    done = as_(office, VICE).sign(draft, "ลงนาม")
    assert done.signature.position[0].in_language("th") == "รองอธิการบดีฝ่ายแผนและประกันคุณภาพ"
    issue = registrar.number(draft)
    assert (issue.number, issue.printed) == (1, "อว ๐๙๙๘.๐๘.๐๑/๑")
    assert "ที่  อว ๐๙๙๘.๐๘.๐๑/๑" in registrar.render(draft)
    assert "๒๗ พฤศจิกายน ๒๕๖๙" in registrar.render(draft)
    sent = registrar.dispatch(draft, "ไปรษณีย์", proof="EMS 1")
    assert (sent.deliveries[0].way, sent.deliveries[0].to) == ("post", FIELDS["recipient"])
    registrar.confirm_receipt(draft, "รับที่ 55")
    filed = registrar.file(draft, "แฟ้มประชุม")
    assert [move.act for move in filed.moves] == [
        *(
            "begin",
            "review",
            "propose",
            "approve",
            "approve",
            "approve",
            "sign",
            "number",
            "dispatch",
            "acknowledge",
            "file",
        )
    ]
    assert [move.words for move in filed.comments][:3] == ["อ่านแล้ว", "เห็นควร", "เห็นชอบ"]
    assert office.verify().is_sound


def test_what_waits_stands_on_desks(office: Office) -> None:
    draft = begun(office)
    request = as_(office, CLERK).propose(draft)
    assert [task.action for task in office.desk(HEAD).tasks] == ["approval.decide"]
    office.acting(HEAD).approvals.return_(request, "แก้วันประชุม")
    assert [task.action for task in office.desk(CLERK).tasks] == ["approval.mend"]
    approved(office, as_(office, CLERK).edit(draft, {"contact": "โทร. 1"}))
    as_(office, VICE).approve(draft)
    assert [task.action for task in office.desk(VICE).tasks] == ["draft.sign"]
    as_(office, VICE).sign(draft)
    assert office.desk(VICE).total == 0
    assert [task.action for task in office.desk(REGISTRAR).tasks] == ["draft.number"]
    as_(office, REGISTRAR).number(draft)
    assert [task.action for task in office.desk(REGISTRAR).tasks] == ["draft.dispatch"]
    as_(office, REGISTRAR).dispatch(draft)
    assert office.desk(REGISTRAR).total == 0


def test_a_letter_that_was_sent_the_short_way_goes_on_from_there(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    issue = registrar.send(kind="external", subject="ตอบ", recipient="กรมตัวอย่าง", unit="irqa")
    begun_there = registrar.drafts.get(issue.letter)
    assert (begun_there.state, begun_there.version, begun_there.letter) == ("numbered", 0, issue.letter.ref)
    assert registrar.dispatch(issue.letter).state == "dispatched"
    assert registrar.confirm_receipt(issue.letter.id).state == "acknowledged"
    assert registrar.drafts.get(issue.letter.id).id == issue.letter.id
    received = registrar.receive(subject="มา", sender="กรม", reference="กต 1/1", dated=office.today(), kind="external")
    with pytest.raises(NotFound):
        registrar.dispatch(received.letter)


def test_an_order_is_filed_when_it_was_put_up(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    order = registrar.send(kind="order", subject="แต่งตั้ง").letter
    assert registrar.dispatch(order, "posted-up").acknowledge_by is None
    assert registrar.file(order).state == "filed"


def test_an_order_takes_its_number_in_the_central_register(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    registrar.send(kind="order", subject="ก")
    fields = {"subject": "แต่งตั้ง", "reason": "เพื่อ", "power": "มาตรา 1", "items": ["ก"]}
    order = as_(office, CLERK).draft(template="order", unit="ga", fields=fields)
    approved(office, order)
    as_(office, VICE).sign(order)
    issue = registrar.number(order)
    assert (issue.number, issue.printed, issue.entry.unit) == (2, "๒/๒๕๖๙", "central")
    assert "คำสั่งมหาวิทยาลัยตัวอย่างทักษิณศิลป์" in registrar.render(order)


def test_numbers_of_drafts_and_of_send_are_one_series(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    registrar.send(kind="external", subject="ก", recipient="ข", unit="ga")
    assert registrar.number(signed(office)).number == 2
    assert registrar.send(kind="external", subject="ก", recipient="ข", unit="ga").number == 3


# ------------------------------------------------------------------ signatures


def test_a_changed_text_ends_the_signature_visibly(office: Office) -> None:
    draft = signed(office)
    (state,) = as_(office, CLERK).signatures(draft)
    assert state.holds
    changed = as_(office, CLERK).edit(draft, {"body": "ข้อความอื่น"})
    assert (changed.state, changed.signature) == ("draft", None)
    (state,) = as_(office, CLERK).signatures(draft)
    assert (state.holds, state.reason) == (False, "มีการแก้ไขข้อความหลังลงนาม")
    assert "จึงขอเชิญ" in state.signature.text
    assert "draft-signature-void" in {finding.code for finding in as_(office, CLERK).check(draft)}
    with pytest.raises(DraftStepRefused):
        as_(office, REGISTRAR).number(draft)


def test_the_hash_is_of_the_rendered_text(office: Office) -> None:
    import hashlib

    draft = signed(office)
    text = draft.signature.text if draft.signature else ""
    assert "(ผู้ช่วยศาสตราจารย์อรพินท์ ตัวอย่างกุล)" in text
    assert draft.signature is not None
    assert draft.signature.digest == hashlib.sha256(text.encode()).hexdigest()


def test_who_acts_for_another_signs_with_the_wording(office: Office) -> None:
    today = office.today()
    office.organization.act_for(
        DIRECTOR, "university.vice-president", basis="head-absent", first=today, last=today, order="1"
    )
    draft = begun(office)
    as_(office, CLERK).propose(draft)
    as_(office, HEAD).approve(draft)
    as_(office, DIRECTOR).approve(draft)
    done = as_(office, DIRECTOR).sign(draft)
    lines = [line.in_language("th") for line in done.signature.position]
    assert lines[0].endswith("รักษาราชการแทน")
    assert lines[1] == "รองอธิการบดีฝ่ายแผนและประกันคุณภาพ"


def test_who_may_sign_is_data(office: Office) -> None:
    order = as_(office, CLERK).draft(
        template="order", unit="ga", fields={"subject": "แต่งตั้ง", "reason": "เพื่อ", "power": "มาตรา 1", "items": ["ก"]}
    )
    as_(office, CLERK).propose(order)
    with pytest.raises(NotAllowed) as refused:
        as_(office, DIRECTOR).sign(order)
    assert "อธิการบดี" in refused.value.message("th")
    for person in (HEAD, DIRECTOR):
        as_(office, person).approve(order)
    with pytest.raises(DraftStepRefused):
        office.correspondence.sign(order)  # the program is nobody
    assert as_(office, VICE).sign(order).state == "signed"


def test_nobody_signs_before_others_have_decided(office: Office) -> None:
    draft = begun(office)
    with pytest.raises(DraftStepRefused) as refused:
        as_(office, VICE).sign(draft)
    assert "เสนอ" in refused.value.message("th")
    as_(office, CLERK).propose(draft)
    with pytest.raises(DraftStepRefused) as waits:
        as_(office, VICE).sign(draft)
    assert "หัวหน้างาน" in waits.value.message("th")
    assert "approve" in waits.value.message("en")


# ------------------------------------------------------------------ what is refused


def test_a_draft_with_errors_is_not_proposed(office: Office) -> None:
    draft = as_(office, CLERK).draft("external", unit="ga", subject="ก", recipient="ข", parts={})
    with pytest.raises(DraftRefused) as refused:
        as_(office, CLERK).propose(draft)
    assert [finding.code for finding in refused.value.findings if finding.severity == "error"] == ["draft-part-missing"]
    assert office.approvals.of(draft) == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "postcard"}, "draft-kind-unknown"),
        ({"kind": "other"}, "draft-kind-unknown"),
        ({"kind": "external", "language": "en"}, "draft-form-needed"),
        ({"kind": "internal", "english_form": "note-verbale"}, "draft-form-not-english"),
        ({"kind": "internal", "parts": {"articles": "ข้อ"}}, "draft-part-unknown"),
        ({"kind": "internal", "urgency": "เร็ว"}, "draft-term-unknown"),
        ({"kind": "internal", "recipient_class": "king"}, "draft-term-unknown"),
        ({"kind": "internal", "parts": {"body": "x" * 200_001}}, "draft-part-too-long"),
    ],
)
def test_what_no_draft_can_be(office: Office, given: dict[str, Any], code: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        office.correspondence.draft(**given)
    assert code in {finding.code for finding in refused.value.findings}
    assert refused.value.message("th") != refused.value.message("en")
    assert office.correspondence.drafts.list() == ()


def test_steps_out_of_order_write_nothing(office: Office) -> None:
    draft = begun(office)
    registrar = as_(office, REGISTRAR)
    position = office.store.checkpoint().position
    for step in (registrar.number, registrar.dispatch, registrar.file, registrar.confirm_receipt):
        with pytest.raises(DraftStepRefused):
            step(draft)
    with pytest.raises(DraftStepRefused):
        registrar.recall(draft, "x")
    with pytest.raises(CommentNeeded):
        registrar.return_(draft, " ")
    with pytest.raises(DraftStepRefused):
        as_(office, HEAD).approve(draft)
    assert office.store.checkpoint().position == position


def test_the_author_does_not_review_and_others_do_not_number(office: Office) -> None:
    draft = as_(office, HEAD).draft("internal", unit="ga", subject="ก", recipient="ข", parts={"body": "ค"})
    with pytest.raises(DraftStepRefused) as refused:
        as_(office, HEAD).review(draft)
    assert "author" in refused.value.message("en")
    with pytest.raises(NotAllowed):
        as_(office, OTHER).review(draft)
    done = signed(office)
    with pytest.raises(NotAllowed):
        as_(office, OTHER).number(done)
    other = begun(office)
    as_(office, CLERK).propose(other)
    with pytest.raises(MayNotDecide):
        as_(office, DIRECTOR).approve(other)


def test_a_numbered_paper_is_not_edited(office: Office) -> None:
    draft = signed(office)
    as_(office, REGISTRAR).number(draft)
    with pytest.raises(DraftStepRefused) as refused:
        as_(office, CLERK).edit(draft, {"body": "x"})
    assert "dispatch" in refused.value.message("en")


def test_a_void_number_ends_the_paper(office: Office) -> None:
    draft = signed(office)
    registrar = as_(office, REGISTRAR)
    issue = registrar.number(draft)
    registrar.void(issue.entry, "พิมพ์ผิด")
    assert registrar.drafts.get(draft).state == "void"
    assert office.desk(REGISTRAR).total == 0
    with pytest.raises(DraftStepRefused):
        registrar.dispatch(draft)


def test_returned_recalled_rejected(office: Office) -> None:
    clerk, registrar = as_(office, CLERK), as_(office, REGISTRAR)
    draft = begun(office)
    clerk.propose(draft)
    assert clerk.recall(draft, "ขอแก้").state == "recalled"
    clerk.propose(draft)
    assert as_(office, HEAD).return_(draft, "แก้อีก").state == "returned"
    clerk.propose(draft)
    assert as_(office, HEAD).reject(draft, "ไม่ต้องส่ง").state == "rejected"
    with pytest.raises(DraftStepRefused):
        clerk.propose(draft)
    other = signed(office)
    assert registrar.return_(other, "ขาดเอกสารแนบ").signature is None
    third = signed(office)
    registrar.number(third)
    registrar.dispatch(third)
    back = registrar.return_(third, "ผู้รับส่งคืน")
    assert (back.state, back.deliveries[0].outcome) == ("returned", "returned")
    assert registrar.dispatch(third, "hand").state == "dispatched"
    assert registrar.recall(third, "ดึงคืน").deliveries[1].outcome == "recalled"
    assert registrar.dispatch(third).state == "dispatched"
    assert registrar.reject(third, "ไม่รับ").state == "rejected"
    assert registrar.file(third).state == "filed"


# ------------------------------------------------------------------ two at once


def test_two_edit_at_once_different_parts(office: Office) -> None:
    draft = begun(office)
    as_(office, CLERK).edit(draft, {"contact": "โทร. 1"})
    both = as_(office, HEAD).edit(draft, {"copies": ["กองคลัง"]})
    assert (both.edition, both.lines("contact"), both.lines("copies")) == (3, ("โทร. 1",), ("กองคลัง",))


def test_two_edit_at_once_the_same_part(office: Office) -> None:
    draft = begun(office)
    as_(office, CLERK).edit(draft, {"contact": "โทร. 1"})
    with pytest.raises(DraftEditedMeanwhile) as told:
        as_(office, HEAD).edit(draft, {"contact": "โทร. 2"})
    assert told.value.mine == {"contact": ("โทร. 2",)}
    assert told.value.theirs == {"contact": ("โทร. 1",)}
    after = as_(office, HEAD).edit(draft.id, {"contact": "โทร. 2"}, edition=told.value.edition)
    assert after.lines("contact") == ("โทร. 2",)
    assert [one.draft.text("contact") for one in as_(office, HEAD).drafts.editions(draft)] == ["", "โทร. 1", "โทร. 2"]


def test_comments_of_many_at_the_same_moment_are_all_kept(tmp_path: Path, clock: Clock) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/o.db", profile="thai-public-university", clock=clock) as office:
        draft = office.correspondence.draft("internal", subject="ก", recipient="ข", parts={"body": "ค"})
        failed: list[Exception] = []

        def say(number: int) -> None:
            try:
                for each in range(5):
                    office.correspondence.comment(draft, f"{number}/{each}")
            except Exception as error:  # noqa: BLE001 - whatever it is fails the test
                failed.append(error)

        threads = [threading.Thread(target=say, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failed
        words = [move.words for move in office.correspondence.drafts.get(draft).comments]
        assert sorted(words) == sorted(f"{number}/{each}" for number in range(4) for each in range(5))


def test_the_same_key_does_it_once(office: Office) -> None:
    clerk = as_(office, CLERK)
    first = clerk.draft(template="letter", unit="ga", fields=FIELDS, key="k1")
    assert clerk.draft(template="letter", unit="ga", fields=FIELDS, key="k1").id == first.id
    clerk.edit(first, {"contact": "1"}, key="k2")
    assert clerk.edit(first, {"contact": "1"}, key="k2").edition == 2
    assert clerk.propose(first, key="k3").id == clerk.propose(first, key="k3").id
    for person in (HEAD, DIRECTOR):
        as_(office, person).approve(first)
    as_(office, VICE).sign(first, key="k4")
    registrar = as_(office, REGISTRAR)
    assert registrar.number(first, key="k5").number == registrar.number(first, key="k5").number == 1
    assert registrar.dispatch(first, key="k6").version == registrar.dispatch(first, key="k6").version


# ------------------------------------------------------------------ secret drafts


def secret(office: Office) -> Draft:
    draft: Draft = as_(office, DIRECTOR).draft(
        "internal", unit="irqa", subject="แผนปกปิด", recipient="อธิการบดี", parts={"body": "ข้อความปกปิด"}, secrecy="ลับ"
    )
    return draft


def test_a_secret_draft_is_in_no_list_and_no_search(office: Office) -> None:
    draft = secret(office)
    assert (draft.subject, draft.version) == ("", 0)
    for person in (CLERK, REGISTRAR, OTHER):
        assert as_(office, person).drafts.list() == ()
        with pytest.raises(NotFound):
            as_(office, person).drafts.get(draft.id)
        with pytest.raises(NotFound):
            as_(office, person).render(draft.id)
    director = as_(office, DIRECTOR)
    assert [one.subject for one in director.drafts.list()] == [""]
    assert "ปกปิด" not in str(list(director.drafts.table().records(personal=True)))
    assert "ปกปิด" in director.render(draft.id)
    assert director.drafts.open(draft.id).subject == "แผนปกปิด"
    with office.acting(CLERK).reading() as reader:
        assert reader.count("draft", contains("ปกปิด")) == 0
    with office.acting(DIRECTOR).reading() as reader:
        assert reader.count("letter-opening") == 2


def test_who_is_not_cleared_writes_no_secret_draft(office: Office) -> None:
    with pytest.raises(NotAllowed):
        as_(office, CLERK).draft("internal", unit="ga", subject="ก", recipient="ข", parts={"body": "ค"}, secrecy="ลับ")
    with pytest.raises(NotAllowed):
        office.correspondence.draft("internal", subject="ก", recipient="ข", parts={"body": "ค"}, secrecy="ลับ")


def test_a_draft_goes_along_when_its_letter_becomes_secret(office: Office) -> None:
    draft = signed(office)
    issue = as_(office, REGISTRAR).number(draft)
    as_(office, SECRET).raise_secrecy(issue.letter, "ลับ", "คำสั่ง")
    for person in (CLERK, REGISTRAR):
        with pytest.raises(NotFound):
            as_(office, person).drafts.get(draft.id)
    assert as_(office, SECRET).drafts.get(draft.id).subject == ""


def test_a_secret_draft_goes_its_way_among_those_who_may_see_it(office: Office) -> None:
    keeper, vice = as_(office, SECRET), as_(office, VICE)
    words = {"unit": "irqa", "subject": "แผนปกปิด", "recipient": "กรม", "parts": {"body": "ข้อความปกปิด"}, "secrecy": "ลับ"}
    alone = keeper.draft("external", **words)
    with pytest.raises(NobodyMaySee):
        keeper.propose(keeper.drafts.open(alone.id))
    draft = keeper.draft("external", **words, shared_with=[VICE])
    request = keeper.propose(keeper.drafts.open(draft.id))
    assert request.title is None
    as_(office, DIRECTOR).approve(draft.id, "เห็นชอบ")
    assert vice.sign(draft.id).state == "signed"
    issue = keeper.number(draft.id)
    assert issue.entry.register == "secret-sent"
    assert "แผนปกปิด" in vice.render(draft.id)
    assert vice.signatures(draft.id)[0].holds
    assert as_(office, REGISTRAR).drafts.list() == ()
    assert keeper.dispatch(draft.id, "hand").state == "dispatched"


def test_top_secret_matter_goes_by_hand(office: Office) -> None:
    keeper = as_(office, SECRET)
    letter = keeper.send(kind="external", subject="ปกปิด", recipient="กรม", unit="irqa", secrecy="ลับที่สุด").letter
    with pytest.raises(DraftStepRefused) as refused:
        keeper.dispatch(letter, "email")
    assert "opm-correspondence-2564#29" in refused.value.message("en")
    assert keeper.dispatch(letter, "hand").state == "dispatched"


# ------------------------------------------------------------------ templates, records, letters in English


def test_every_template_of_the_profile_is_sound(office: Office) -> None:
    found = office.correspondence.templates()
    assert found.findings == ()
    assert {"letter", "memo", "order", "minutes", "invitation", "acceptance", "nomination", "visa-support"} <= set(
        found.templates
    )
    for name, template in found.templates.items():
        values = {
            one.name: ["ก"] if one.type == "list" else "1 ธันวาคม 2569" if one.type == "date" else "A"
            for one in template.fields.values()
        }
        draft = office.correspondence.draft(template=name, fields=values)
        assert office.correspondence.render(draft)
        codes = {finding.code for finding in office.correspondence.check(draft) if finding.severity == "error"}
        assert codes <= {"draft-code-missing"}, (name, codes)


def test_an_invitation_from_a_visit_and_its_partner(office: Office) -> None:
    partnerships = office.partnerships
    contact = PartnerContact(name="Professor Madeup", post="Dean")
    partner = partnerships.add_partner({"en": "Coastal University"}, country="MY", contacts=[contact]).record
    visit = partnerships.visit(
        "received", "joint research on fisheries", first=date(2027, 1, 11), last=date(2027, 1, 13), partner=partner.id
    )
    draft = office.correspondence.draft(template="invitation", about=visit)
    text = office.correspondence.render(draft)
    assert "Dear Professor Madeup," in text
    assert "Coastal University" in text
    assert "from 11 January 2027 to 13 January 2027" in text
    assert "joint research on fisheries" in text
    assert "[[" not in text


def test_what_is_not_known_stays_open_and_is_told(office: Office) -> None:
    draft = office.correspondence.draft(template="thanks", fields={"institution": "Coastal University"})
    assert "[[" in office.correspondence.render(draft)
    assert "draft-placeholder" in {finding.code for finding in office.correspondence.check(draft)}


def test_the_office_has_its_own_wording_in_plain_files(office: Office, tmp_path: Path) -> None:
    (tmp_path / "letter.toml").write_text(
        'title = "Ours"\nkind = "internal"\n[fields.who]\ntitle = "ผู้รับ"\n'
        '[text]\nsubject = "ถึง {who}"\nrecipient = "{who}"\nbody = "ขอแจ้ง {who}\\n\\nจึงเรียนมาเพื่อทราบ"\n',
        encoding="utf-8",
    )
    (tmp_path / "bad.toml").write_text("title = ", encoding="utf-8")
    (tmp_path / "odd.toml").write_text('title = "x"\nkind = "internal"\n[text]\nbody = "{secret}"\n', encoding="utf-8")
    found = office.correspondence.templates(tmp_path)
    assert found.templates["letter"].kind == "internal"
    assert [finding.code for finding in found.findings] == ["template-malformed", "template-field-undeclared"]
    draft = office.correspondence.draft(template="letter", templates=tmp_path, fields={"who": "{% x %}"})
    assert (draft.subject, draft.letter_kind) == ("ถึง {% x %}", "internal")
    assert draft.lines("body") == ("ขอแจ้ง {% x %}", "จึงเรียนมาเพื่อทราบ")
    with pytest.raises(DraftRefused) as odd:
        office.correspondence.draft(template="letter", templates=tmp_path, fields={"whom": "ก"})
    assert next(finding.code for finding in odd.value.findings) == "template-field-unknown"
    with pytest.raises(TemplateUnknown) as unknown:
        office.correspondence.draft(template="poem")
    assert "letter" in unknown.value.message("th")


def test_english_letters_share_the_series_and_print_latin_letters(office: Office) -> None:
    clerk = as_(office, CLERK)
    draft = clerk.draft(
        "external",
        unit="irqa",
        language="en",
        english_form="informal-note",
        recipient_class="sir",
        subject="Visit",
        recipient="Professor Madeup",
        parts={"body": "Thank you.", "greeting": "Professor Madeup"},
    )
    request = clerk.propose(draft)
    assert [step.role for step in request.steps] == ["director", "vice-president"]
    as_(office, DIRECTOR).approve(draft)
    as_(office, VICE).sign(draft)
    issue = as_(office, REGISTRAR).number(draft)
    text = as_(office, REGISTRAR).render(draft)
    assert issue.printed == "อว ๐๙๙๘.๐๘/๑"
    assert "No.  MHESI 0998.08/1" in text
    assert "27 November 2026" in text
    assert "Thaksin Silp Example University" in text


def test_render_as_data_and_what_it_is_not_rendered_as(office: Office) -> None:
    import json

    draft = begun(office)
    data = json.loads(office.correspondence.render(draft, "json"))
    assert data["blocks"][0]["part"] == "garuda"
    with pytest.raises(RenderFormatUnknown):
        office.correspondence.render(draft, "docx")


def test_urgent_letters_are_acknowledged_sooner(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    usual = registrar.send(kind="external", subject="ก", recipient="ข", unit="irqa").letter
    urgent = registrar.send(kind="external", subject="ก", recipient="ข", unit="irqa", urgency="ด่วนมาก").letter
    assert registrar.dispatch(usual).acknowledge_by == date(2026, 12, 9)
    assert registrar.dispatch(urgent).acknowledge_by == date(2026, 11, 30)
    found = office.deadlines(office.today(), office.today() + timedelta(days=5))
    assert [one.day for one in found.items if one.about.kind == "draft"] == [date(2026, 11, 30)]
    registrar.confirm_receipt(urgent)
    found = office.deadlines(office.today(), office.today() + timedelta(days=5))
    assert not [one for one in found.items if one.about.kind == "draft"]


def test_how_long_drafts_take_and_which_receipts_are_owed(office: Office, clock: Clock) -> None:
    def value(name: str) -> Any:
        return office.metrics.value(f"correspondence.{name}", office.year()).measure.value

    assert value("median_drafting_days") is None
    draft = signed(office)
    clock.now = MOMENT + timedelta(days=3)
    registrar = as_(office, REGISTRAR)
    registrar.number(draft)
    registrar.dispatch(registrar.send(kind="external", subject="ก", recipient="ข", unit="irqa").letter)
    assert value("median_drafting_days") == 3, "what was numbered without a draft is left out"
    registrar.dispatch(draft)
    assert value("unacknowledged") == 0
    clock.now = MOMENT + timedelta(days=24)
    assert value("unacknowledged") == 2
    registrar.confirm_receipt(draft)
    assert value("unacknowledged") == 1


def test_errors_are_of_the_house() -> None:
    for error in (DraftRefused, DraftStepRefused, DraftEditedMeanwhile, TemplateUnknown, RenderFormatUnknown):
        assert issubclass(error, OrqaError)
        assert {"en", "th"} <= set(error.template.languages)


# ------------------------------------------------------------------ one batch, keys, kept numbers, several receivers


def approvable(office: Office) -> Draft:
    """A draft that waits for whoever signs it alone."""
    draft = begun(office)
    approved(office, draft)
    return draft


def test_the_last_step_and_the_signature_are_one_batch(office: Office) -> None:
    draft = approvable(office)
    done = as_(office, VICE).sign(draft, "ลงนาม")
    assert [move.act for move in done.moves[-2:]] == ["approve", "sign"]
    request = office.approvals.latest(draft)
    assert request.state == "approved"
    with office.store.read(SYSTEM) as reader:
        decided, kept = (reader.history(one)[-1] for one in (request.ref, draft.ref))
    assert decided.batch == kept.batch
    assert office.desk(VICE).total == 0


def test_a_signature_that_fails_leaves_the_request_waiting(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from orqa.office.correspondence.drafting.signing import Signing

    draft = approvable(office)

    def broken(*_: object) -> None:
        raise OSError("no more")

    monkeypatch.setattr(Signing, "_signature", broken)
    before = office.checkpoint()
    with pytest.raises(OSError, match="no more"):
        as_(office, VICE).sign(draft)
    assert office.checkpoint() == before
    assert office.approvals.latest(draft).state == "pending"
    monkeypatch.undo()
    assert as_(office, VICE).sign(draft).state == "signed"


@pytest.mark.parametrize("way", ["return_", "reject", "recall"])
def test_going_back_under_a_key_is_done_once(office: Office, way: str) -> None:
    draft = begun(office)
    as_(office, CLERK).propose(draft)
    service = as_(office, CLERK if way == "recall" else HEAD)
    first = getattr(service, way)(draft, "แก้ไข", key="b1")
    again = getattr(service, way)(draft, "แก้ไข", key="b1")
    assert (again.version, again.state) == (first.version, first.state)
    with pytest.raises(OrqaError):
        getattr(service, way)(draft, "แก้ไข")


def test_every_step_under_a_key_is_done_once(office: Office) -> None:
    draft = begun(office)
    steps: tuple[tuple[str, Any], ...] = (
        (HEAD, lambda s: s.review(draft, key="a1")),
        (CLERK, lambda s: s.propose(draft, key="a2")),
        (HEAD, lambda s: s.approve(draft, key="a3")),
        (DIRECTOR, lambda s: s.approve(draft, key="a4")),
        (VICE, lambda s: s.sign(draft, key="a5")),
        (REGISTRAR, lambda s: s.number(draft, key="a6")),
        (REGISTRAR, lambda s: s.dispatch(draft, key="a7")),
        (REGISTRAR, lambda s: s.confirm_receipt(draft, "รับที่ 1", key="a8")),
        (REGISTRAR, lambda s: s.file(draft, key="a9")),
    )
    for person, step in steps:
        step(as_(office, person))
        before = office.checkpoint()
        step(as_(office, person))
        assert office.checkpoint() == before
    assert office.correspondence.drafts.get(draft).state == "filed"


def test_a_paper_gets_a_number_that_was_kept_for_it(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    draft = signed(office)
    (line,) = registrar.reserve(reason="รอลงนาม", unit="ga").entries
    registrar.send(kind="external", subject="อื่น", recipient="กรม", unit="ga")
    issue = registrar.number(draft, reserved=line, key="r1")
    assert (issue.number, issue.entry.id, issue.entry.state) == (1, line.id, "registered")
    assert registrar.number(draft, reserved=line, key="r1").entry.id == line.id
    assert registrar.drafts.get(draft).letter == issue.letter.ref
    assert "๐๘.๐๑/๑" in registrar.render(draft)
    assert office.verify(deep=True).findings == ()


def test_a_number_that_is_not_kept_for_it_is_refused(office: Office) -> None:
    registrar, draft = as_(office, REGISTRAR), signed(office)
    (of_others,) = registrar.reserve(reason="รอ", unit="irqa").entries
    gone, other_register = (
        registrar.reserve(reason="รอ", unit="ga").entries[0],
        registrar.reserve("order", reason="รอ").entries[0],
    )
    registrar.void(gone, "ไม่ใช้")
    for line, error in ((of_others, RegisterRefused), (gone, RegisterRefused), (other_register, OrqaError)):
        before = office.checkpoint()
        with pytest.raises(error):
            registrar.number(draft, reserved=line)
        assert office.checkpoint() == before
    with pytest.raises(NotFound):
        registrar.number(draft, reserved="nothing")
    assert registrar.number(draft).number == 2


def test_a_circular_goes_to_several_and_waits_for_each(office: Office) -> None:
    registrar = as_(office, REGISTRAR)
    letter = registrar.send(kind="external", subject="เวียน", recipient="ทุกกรม", unit="irqa", circular=True).letter
    sent = registrar.dispatch(letter, "email", to=["กรม ก", "กรม ข", " กรม ก "], proof="7")
    assert [(one.to, one.proof) for one in sent.deliveries] == [("กรม ก", "7"), ("กรม ข", "7")]
    assert len({one.at for one in sent.deliveries}) == len([m for m in sent.moves if m.act == "dispatch"]) == 1
    with pytest.raises(DraftStepRefused) as refused:
        registrar.confirm_receipt(letter, of="กรม ค")
    assert "กรม ก, กรม ข" in refused.value.message("th")
    waits = registrar.confirm_receipt(letter, "รับที่ 3", of="กรม ข")
    assert (waits.state, waits.acknowledge_by) == ("dispatched", sent.acknowledge_by)
    assert [one.outcome for one in waits.deliveries] == [None, "acknowledged"]
    with pytest.raises(DraftStepRefused):
        registrar.confirm_receipt(letter, of="กรม ข")
    done = registrar.confirm_receipt(letter, of="กรม ก")
    assert (done.state, done.acknowledge_by) == ("acknowledged", None)
    assert [one.words for one in done.deliveries] == ["", "รับที่ 3"]


def test_what_comes_back_is_the_last_sending_alone(office: Office, clock: Clock) -> None:
    registrar = as_(office, REGISTRAR)
    letter = registrar.send(kind="external", subject="เวียน", recipient="ทุกกรม", unit="irqa").letter
    registrar.dispatch(letter, to=["ก", "ข"])
    registrar.return_(letter, "ที่อยู่ผิด")
    clock.now += timedelta(days=1)
    again = registrar.dispatch(letter, to=["ค"])
    assert [one.outcome for one in again.deliveries] == ["returned", "returned", None]
    assert [one.outcome for one in registrar.confirm_receipt(letter).deliveries][2] == "acknowledged"


def test_the_way_of_a_draft_stands_in_the_time_line_of_its_letter(office: Office, clock: Clock) -> None:
    draft = signed(office)
    registrar = as_(office, REGISTRAR)
    clock.now += timedelta(hours=1)
    letter = registrar.number(draft).letter
    clock.now += timedelta(hours=1)
    registrar.dispatch(letter, proof="EMS 1")
    registrar.confirm_receipt(letter, "รับที่ 9")
    steps = registrar.timeline(letter).steps
    assert [step.event.what for step in steps] == [
        *("drafted", "draft-proposed", "draft-approved", "draft-approved", "draft-approved", "signed"),
        *("taken-in", "dispatched", "receipt"),
    ]
    assert [step.event.detail for step in steps[-2:]] == [f"{FIELDS['recipient']} · EMS 1", "รับที่ 9"]
    assert "รองอธิการบดี" in steps[5].who.in_language("th")


def test_the_time_line_of_a_secret_letter_tells_no_words_of_its_draft(office: Office) -> None:
    keeper = as_(office, SECRET)
    words = {"unit": "irqa", "subject": "แผนปกปิด", "recipient": "กรม", "parts": {"body": "ปกปิด"}, "secrecy": "ลับ"}
    draft = keeper.draft("external", **words, shared_with=[VICE])
    keeper.propose(keeper.drafts.open(draft.id))
    as_(office, DIRECTOR).approve(draft.id, "เห็นชอบปกปิด")
    as_(office, VICE).sign(draft.id)
    letter = keeper.number(draft.id).letter
    keeper.dispatch(draft.id, "hand", proof="สมุดปกปิด")
    steps = keeper.timeline(letter).steps
    assert {"drafted", "signed", "dispatched"} <= {step.event.what for step in steps}
    assert "ปกปิด" not in str([step.event.detail for step in steps])


def test_nothing_is_done_with_a_letter_that_is_raised_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft that stands for a letter of the short way is kept only where the letter is as it was read."""
    from orqa.office.correspondence.drafting.keeping import DraftKeeping

    letter = as_(office, REGISTRAR).send(kind="external", subject="ก", recipient="ข", unit="irqa").letter
    begun_with = DraftKeeping._begun_with

    def slow(self: DraftKeeping, known: Draft) -> Any:
        found = begun_with(self, known)
        as_(office, SECRET).raise_secrecy(letter.id, "ลับ", "มีข้อมูลลับ")
        return found

    monkeypatch.setattr(DraftKeeping, "_begun_with", slow)
    with pytest.raises(NotFound):
        as_(office, REGISTRAR).dispatch(letter)
    assert as_(office, SECRET).drafts.list() == ()


@pytest.mark.parametrize("look", ["check", "render", "layout", "signatures"])
def test_whatever_shows_the_text_of_a_secret_draft_is_journaled(office: Office, look: str) -> None:
    draft = secret(office)
    for name, expected in (("get", 0), ("editions", 0)):
        getattr(as_(office, DIRECTOR).drafts, name)(draft.id)
        with office.store.read(SYSTEM) as reader:
            assert reader.count("letter-opening") == expected
    getattr(as_(office, DIRECTOR), look)(draft.id)
    with office.store.read(SYSTEM) as reader:
        assert reader.count("letter-opening") == 1
    open_one = begun(office)
    getattr(as_(office, CLERK), look)(open_one)
    with office.store.read(SYSTEM) as reader:
        assert reader.count("letter-opening") == 1

"""What becomes of drafts, without an office: states, editions by two at once, signatures, templates."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orqa.base.language import Text
from orqa.domain.correspondence.drafting.deciding import (
    content_of,
    digest_of,
    edited,
    merged,
    moved,
    require_act,
    signed,
    with_content,
)
from orqa.domain.correspondence.drafting.errors import DraftEditedMeanwhile, DraftStepRefused
from orqa.domain.correspondence.drafting.records import Draft, Signature
from orqa.domain.correspondence.drafting.states import ACTS, AFTER, BEFORE, STATES, Act, DraftState, allowed_acts
from orqa.domain.correspondence.drafting.templates import Filled, Template, fill, open_place, read_template

AT = datetime(2026, 11, 27, 2, tzinfo=UTC)
EMPTY = Draft(id="d", letter_kind="internal", opened_at=AT)
CONTENT = st.dictionaries(
    st.sampled_from(["body", "copies", "subject", "contact"]), st.sampled_from([(), ("ก",), ("ข",), ("ค",)])
)


def signature(draft: Draft) -> Signature:
    text = "\n".join(draft.lines("body"))
    return Signature(
        person="p", name=Text.of(th="ใจดี"), at=AT, edition=draft.edition, text=text, digest=digest_of(text)
    )


# ------------------------------------------------------------------ states


def test_every_state_and_act_has_a_name_in_both_languages() -> None:
    for titles in (STATES, ACTS):
        assert all({"en", "th"} <= set(title.languages) for title in titles.values())
    assert set(STATES) == set(DraftState)
    assert set(ACTS) == set(Act)


def test_the_way_of_a_paper() -> None:
    way = [Act.REVIEW, Act.PROPOSE, Act.SIGN]
    state = DraftState.DRAFT
    for act in way:
        state = BEFORE[state][act]
    assert state is DraftState.SIGNED
    for act in (Act.NUMBER,):
        state = BEFORE[state][act]
    for act in (Act.DISPATCH, Act.ACKNOWLEDGE, Act.FILE):
        state = AFTER[state][act]
    assert state is DraftState.FILED


def test_nothing_with_a_number_is_edited_signed_or_proposed() -> None:
    for acts in AFTER.values():
        assert not acts.keys() & {Act.EDIT, Act.SIGN, Act.PROPOSE, Act.NUMBER, Act.REVIEW}
        assert DraftState.DRAFT not in acts.values()


@given(st.sampled_from(DraftState), st.sampled_from(Act), st.booleans())
def test_a_refused_step_says_what_is_allowed(state: DraftState, act: Act, numbered: bool) -> None:  # noqa: FBT001 - one column
    from attrs import evolve

    from orqa.base.refs import RecordRef

    draft = evolve(EMPTY, state=state, letter=RecordRef("letter", "l") if numbered else None)
    allowed = allowed_acts(state, numbered=numbered)
    if act in allowed:
        assert require_act(draft, act) is allowed[act]
        return
    with pytest.raises(DraftStepRefused) as refused:
        require_act(draft, act)
    for language in ("en", "th"):
        message = refused.value.message(language)
        assert STATES[state].in_language(language) in message
        assert all(ACTS[one].in_language(language) in message for one in allowed)


def test_what_is_addressed_to_nobody_is_filed_without_a_receipt() -> None:
    assert Act.FILE in allowed_acts(DraftState.DISPATCHED, numbered=True, addressed=False)
    assert Act.FILE not in allowed_acts(DraftState.DISPATCHED, numbered=True)


# ------------------------------------------------------------------ editions


def test_an_edit_ends_a_signature_and_leaves_it_to_be_seen() -> None:
    draft = moved(with_content(EMPTY, {"body": ("ก",)}), Act.PROPOSE, at=AT)
    draft = signed(draft, signature(draft), "ลงนาม")
    assert draft.signature is not None
    after = edited(draft, {"body": ("ข",)}, at=AT, words="แก้คำ")
    assert (after.state, after.edition, after.signature) == (DraftState.DRAFT, 2, None)
    assert after.signatures[0].voided_at == AT
    assert after.signatures[0].text == "ก"
    assert [move.act for move in after.moves] == [Act.PROPOSE, Act.SIGN, Act.EDIT]


@given(CONTENT, CONTENT, CONTENT)
def test_two_who_edit_at_once_lose_nothing(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Either both changes stand, or the second is told, with both texts."""
    first = with_content(EMPTY, base)
    now = edited(first, theirs, at=AT)
    told = None
    try:
        after = edited(now, merged(now, first, mine), at=AT)
    except DraftEditedMeanwhile as error:
        told = error
    if told is not None:
        assert all(told.mine[name] == mine[name] for name in told.parts)
        assert all(told.theirs[name] == content_of(now).get(name, ()) for name in told.parts)
        assert all(mine[name] != content_of(now).get(name, ()) for name in told.parts)
        return
    content, before = content_of(after), content_of(first)
    for name, value in mine.items():
        if value != before.get(name, ()):
            assert content.get(name, ()) == value
    for name, value in theirs.items():
        if value != before.get(name, ()):
            assert content.get(name, ()) == value


def test_the_conflict_speaks_both_languages() -> None:
    first = with_content(EMPTY, {"body": ("ก",)})
    now = edited(first, {"body": ("ข",)}, at=AT)
    with pytest.raises(DraftEditedMeanwhile) as told:
        merged(now, first, {"body": ("ค",)})
    assert "body" in told.value.message("en")
    assert "ฉบับร่างที่ 2" in told.value.message("th")
    assert (told.value.mine, told.value.theirs) == ({"body": ("ค",)}, {"body": ("ข",)})


# ------------------------------------------------------------------ templates


def template(**changes: Any) -> Template:
    data = {
        "title": {"th": "ทดสอบ", "en": "Test"},
        "kind": "internal",
        "fields": {
            "who": {"title": {"th": "ผู้รับ", "en": "Receiver"}, "from": ["person.name"]},
            "when": {"title": {"th": "วัน", "en": "Day"}, "type": "date", "needed": False},
            "items": {"title": {"th": "รายการ", "en": "Items"}, "type": "list", "needed": False},
        },
        "text": {"subject": "ถึง {who}", "body": ["เรียน {who}", "ในวันที่ {when}", "{items}"]},
    }
    found, findings = read_template("test", {**data, **changes})
    assert found is not None, findings
    return found


def filled(given_values: dict[str, Any], facts: dict[str, Any] | None = None) -> Filled:
    return fill(template(), given_values, facts or {}, lambda day: day.isoformat())


def test_fields_are_filled_from_what_is_given_then_from_records() -> None:
    done = filled({"when": date(2026, 12, 1), "items": ["ก", "ข"]}, {"person.name": "ใจดี"})
    assert done.parts == {"subject": ("ถึง ใจดี",), "body": ("เรียน ใจดี", "ในวันที่ 2026-12-01", "ก", "ข")}
    assert filled({"who": "อื่น"}, {"person.name": "ใจดี"}).parts["subject"] == ("ถึง อื่น",)
    assert filled({"who": "ก", "when": "๑ ธันวาคม ๒๕๖๙"}).parts["body"][1] == "ในวันที่ 2026-12-01"


def test_an_optional_field_takes_its_paragraph_along_and_a_needed_one_leaves_a_place() -> None:
    done = filled({})
    assert done.parts["body"] == ("เรียน [[ผู้รับ]]",)
    assert [finding.code for finding in done.findings] == ["template-field-missing"]
    assert open_place(Text.of(th="ผู้รับ"), "th") == "[[ผู้รับ]]"


@pytest.mark.parametrize(
    ("given_values", "code"),
    [({"who": "ก", "whom": "x"}, "template-field-unknown"), ({"who": "ก", "when": "เมื่อวาน"}, "template-field-unfit")],
)
def test_fields_that_do_not_fit_are_found(given_values: dict[str, Any], code: str) -> None:
    (finding,) = filled(given_values).findings
    assert finding.code == code
    assert {"en", "th"} <= set(finding.message.languages)


@given(st.text(max_size=40))
def test_what_is_filled_in_is_never_read_again(value: str) -> None:
    """Neither fields nor anything that looks like a program in a value is worked out."""
    done = filled({"who": "A" + value.replace("\n", " ")})
    assert "{when}" not in value or "{when}" in done.parts["subject"][0]
    evil = filled({"who": "{when} {{ 7*7 }} {% include '/etc/passwd' %} ${HOME} {who.__class__}"})
    assert evil.parts["subject"] == ("ถึง {when} {{ 7*7 }} {% include '/etc/passwd' %} ${HOME} {who.__class__}",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": {"body": "{nobody}"}}, "template-field-undeclared"),
        ({"extra": 1}, "template-malformed"),
        ({"text": "x"}, "template-malformed"),
        ({"kind": 7}, "template-malformed"),
        ({"title": ""}, "template-malformed"),
        ({"fields": {"Who": {"title": "x"}}}, "template-malformed"),
        ({"fields": {"who": {"title": "x", "type": "code"}}}, "template-malformed"),
        ({"fields": {"who": {"title": "x", "needed": "yes"}}}, "template-malformed"),
        ({"text": {"body": ["x" * 100_001]}}, "template-malformed"),
    ],
)
def test_a_template_that_is_none(changes: dict[str, Any], code: str) -> None:
    data = {"title": "x", "kind": "internal", "fields": {"who": {"title": "x"}}, "text": {"body": "{who}"}, **changes}
    found, findings = read_template("t", data)
    assert found is None
    assert code in {finding.code for finding in findings}


def test_braces_that_name_no_field_stay_words() -> None:
    found = template(text={"subject": "{who}", "body": ["{who} {{ x }} {} {when.year} {items!r}", "{when}", "{items}"]})
    done = fill(found, {"who": "ก", "when": date(2026, 12, 1), "items": ["ข"]}, {}, str)
    assert done.parts["body"][0] == "ก {{ x }} {} {when.year} {items!r}"


def test_a_field_that_is_never_used_is_told() -> None:
    data = {"title": "x", "kind": "internal", "fields": {"who": {"title": "x"}}, "text": {"body": "ก"}}
    found, findings = read_template("t", data)
    assert found is not None
    assert [finding.code for finding in findings] == ["template-field-unused"]

"""Who sees what, and who may do what: readers, tokens, and the policy at every write."""

import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import orqa
from access_samples import BYSTANDER, CLERK, KEEPER, NOVICE, REGISTRAR, Held, fields, position
from organization_samples import begun
from orqa.base.language import Text
from orqa.base.records import Record
from orqa.base.refs import RecordRef
from orqa.domain.correspondence.records import Attachment, Letter, RegisterEntry
from orqa.domain.organization.records import Key
from orqa.domain.organization.restriction import Restriction
from orqa.domain.organization.routes import RouteStep
from orqa.office import acting
from orqa.office.access import NOBODY, OF_ONE, SCOPES, Actor, readers_of, tokens_of, unit_of
from orqa.office.errors import KeyUsedOtherwise, NotAllowed, NotFound
from orqa.office.office import Office
from orqa.office.record_types import RECORD_TYPES
from orqa.rules.errors import UnknownParameter
from orqa.storage.errors import Conflict
from orqa.storage.protocol import OPEN, SYSTEM, Access
from orqa.storage.query import contains

SECRET = Restriction(rank=2, units=("irqa",), persons=("farid",))


def kept(office: Office, subject: str = "แผนเผชิญเหตุ", restriction: Restriction = SECRET) -> Letter:
    """A restricted letter, written by one who may."""
    at = office.now()
    letter = Letter(id=office.ids.next_id(at), subject=subject, received_at=at, restricted=restriction)
    office.acting(KEEPER).recorder.save("secret.receive", at, [letter])
    return evolve(letter, version=1)


# ------------------------------------------------------------------ readers and tokens


def test_a_restricted_record_is_for_units_persons_and_registrars_of_its_rank(office: Office) -> None:
    assert set(readers_of(kept(office))) == {"registrar/2", "unit:irqa/2", "person:farid/2"}


def test_what_is_not_restricted_is_open_and_a_key_is_nobodys(office: Office) -> None:
    assert readers_of(office.correspondence.receive(**fields()).letter) == ()
    assert readers_of(Key(id="letter.receive/1", at=office.now())) == (NOBODY,)
    assert not Access(KEEPER.tokens).sees([NOBODY])


@pytest.mark.parametrize("kind", OF_ONE)
def test_what_is_of_a_person_says_so_in_fields_that_its_class_has(kind: str) -> None:
    """The table names kinds and fields by text: a typing error in it would leave leave open to all."""
    for row in OF_ONE[kind]:
        assert row.scope in SCOPES.values()
        for path in filter(None, (row.person, row.unit)):
            fields_of: Any = RECORD_TYPES[kind]
            for name in path.split("."):
                fields_of = typing.get_type_hints(fields_of)[name]
            assert fields_of in (str, str | None)


ranks = st.integers(1, 3)
names = st.sampled_from(["a", "b", "c"])


@given(
    rank=ranks,
    units=st.sets(names),
    persons=st.sets(names),
    who=names,
    works_in=st.sets(names),
    clearance=st.integers(0, 3),
    registrar=st.booleans(),
)
def test_tokens_say_what_the_regulation_says(
    *, rank: int, units: set[str], persons: set[str], who: str, works_in: set[str], clearance: int, registrar: bool
) -> None:
    """Cleared for the rank, and registrar, named, or of a unit that it is for."""

    class Kept(Record):
        kind = "kept"
        restricted = Restriction(rank=rank, units=tuple(units), persons=tuple(persons))

    concerned = registrar or who in persons or bool(units & works_in)
    tokens = tokens_of(who, works_in, clearance, registrar=registrar)

    assert Access(tokens).sees(readers_of(Kept(id="1"))) is (clearance >= rank and concerned)


def test_a_record_tells_its_unit(office: Office) -> None:
    done = office.correspondence.receive(**fields())
    assert unit_of(done.entry) == "central"
    assert unit_of(Key(id="a/b", at=office.now())) is None


# ------------------------------------------------------------------ logs

MATTER = "แผนเผชิญเหตุ"


def matter(kind: type[Record]) -> Record:
    """A record of a kind with the matter in each of its texts."""
    at, ref = datetime(2026, 11, 23, tzinfo=UTC), RecordRef("letter", "l-1")
    whole: dict[str, Any] = {
        "id": "r-1",
        "letter": ref,
        "year": 2026,
        "number": MATTER if kind.kind == "instrument" else 7,
        "registered_on": at.date(),
        "digest": "0" * 64,
        "route": "letter.received",
        "about": ref,
        "source": ref if kind.kind in {"letter-link", "instrument-change", "hold"} else MATTER,
        "target": ref,
        "link": "follows",
        "action": "letter.handle" if kind.kind == "task" else MATTER,
        "area": "correspondence",
        "whom": "unit:irqa",
        "waiting": "unit:irqa|9999-12-31",
        "unit": "irqa",
        "steps": (RouteStep(role="director", unit="irqa"),),
        "title": MATTER if kind.kind == "instrument" else Text.of(th=MATTER),
        "instrument_kind": "order",
        "change": "amends",
        "way": "lend",
        "borrower": "inside",
        "purpose": MATTER,
        "lent_on": at.date(),
        "receivers": 1,
        "cause": "case",
        "list": ref,
        "seq": 1,
        "level": MATTER,
        "chair": MATTER,
        "members": ("p-1",),
        "circulated_at": at,
        "first": at.date(),
        "on": at.date(),
        "received_on": at.date(),
        "size": 1,
        "media_type": "text/plain",
    }
    given = {name: whole[name] for name in attrs.fields_dict(kind) if name in whole}
    texts = ("subject", "reference", "sender", "recipient", "note", "text", "name", "result", "reason")
    moments = ("received_at", "attached_at", "opened_at", "made_at", "circulated_at", "placed_at", "stated_at")
    given |= {name: MATTER for name in texts if name in attrs.fields_dict(kind)}
    given |= {name: at for name in moments if name in attrs.fields_dict(kind)}
    given |= {"person": "p-1"} if kind.kind == "letter-opening" else {}
    given |= {"letter_kind": "internal"} if kind.kind == "draft" else {}
    return evolve(kind(**given), restricted=SECRET)


RESTRICTED_KINDS = [kind for kind in RECORD_TYPES.values() if "restricted" in attrs.fields_dict(kind)]


@pytest.mark.parametrize("kind", RESTRICTED_KINDS, ids=lambda kind: kind.kind)
def test_what_is_logged_of_a_restricted_record_is_its_id_alone(kind: type[Record]) -> None:
    record = matter(kind)
    assert MATTER in str(attrs.asdict(record)) or kind.kind == "letter-opening"
    assert repr(record) == str(record) == f"{kind.__name__}(id='r-1')"
    assert MATTER not in repr(evolve(record, restricted=None)).replace(f"reference='{MATTER}'", "")


def test_what_is_logged_of_an_open_letter_is_its_number(office: Office) -> None:
    done = office.correspondence.receive(**fields(7, subject=MATTER))
    assert repr(done.letter) == f"Letter(id='{done.letter.id}', reference='อว 0655.08/7')"
    assert MATTER not in repr(done)
    assert "year=2026, number=1" in repr(done.entry)


# ------------------------------------------------------------------ reading


def test_an_acting_office_shows_what_the_person_may_see(office: Office) -> None:
    letter = kept(office)
    seen = [
        evolve(BYSTANDER, clearance=2),
        Actor(person="farid", clearance=2),
        KEEPER,
    ]
    unseen = [None, BYSTANDER, CLERK, NOVICE, Actor(person="farid", clearance=1), Actor(person="guest", clearance=3)]
    for actor in seen:
        with office.acting(actor).reading() as reader:
            assert reader.get_many([letter.ref])[0] is not None, actor
            assert reader.count("letter", contains("เผชิญ")) == 1, actor
    for nobody in unseen:
        with (office.acting(nobody) if nobody else office).reading() as reader:
            assert reader.get_many([letter.ref]) == (None,), nobody
            assert reader.count("letter") == reader.count("letter", contains("เผชิญ")) == 0, nobody


def test_a_person_acts_by_posts_grants_and_clearances_of_the_day(office: Office) -> None:
    organization, start = office.organization, date(2026, 1, 1)
    organization.add_unit("university", title="มหาวิทยาลัย", first=start)
    organization.add_unit("irqa", title="กอง", parent="university", first=start)
    organization.add_unit("irqa.exchange", title="งาน", parent="irqa", first=start)
    organization.add_position("irqa.clerk", unit="irqa", title="ธุรการ", roles=["clerk"], first=start)
    person = organization.add_person("6501", "ใจดี", "มีสุข").record
    organization.appoint("6501", "irqa.clerk", first=start, last=date(2026, 12, 31), order="1/2569")
    organization.clear("6501", "secret", first=start, order="2/2569")
    letter = kept(office)

    acting = office.acting("6501")
    actor = acting.actor
    assert actor is not None
    assert (actor.person, actor.clearance, actor.units) == (person.id, 2, ("irqa",))
    assert office.acting(person).actor == office.acting(person.id).actor == actor
    acting.require("letter.receive", "irqa.exchange")  # below the own unit
    with pytest.raises(NotAllowed):
        acting.require("letter.receive", "university")
    with acting.reading() as reader:
        assert reader.get_many([letter.ref]) != (None,)
    later = office.acting("6501", on=date(2027, 1, 1))
    with pytest.raises(NotAllowed):
        later.require("letter.receive", "irqa")
    with later.reading() as reader:
        assert reader.get_many([letter.ref]) == (None,)


@pytest.fixture
def posted(office: Office) -> Office:
    """With a clerk 6501 who is cleared, and for a day acts for the director."""
    organization, start = begun(office).organization, date(2022, 1, 1)
    organization.add_person("6501", "ใจดี", "มีสุข")
    organization.grant("6501", "clerk", unit="irqa", first=start)
    organization.clear("6501", "secret", first=start, order="2/2569")
    return office


def test_a_kept_handle_loses_a_clearance_when_it_ends(posted: Office) -> None:
    letter = kept(posted, restriction=Restriction(rank=2, units=("irqa",)))
    handle = posted.acting("6501")
    within = handle.acting("6501")  # of a handle of somebody's
    assert handle.correspondence.get(letter.id).ref == within.correspondence.get(letter.id).ref == letter.ref
    posted.organization.clear("6501", "open", first=posted.today(), order="3/2569")
    for one in (handle, within):
        assert one.actor is not None
        assert one.actor.clearance == 0
        with pytest.raises(NotFound):
            one.correspondence.get(letter.id)
        with pytest.raises(NotFound):
            one.correspondence.open(letter.id)


def test_a_kept_handle_loses_a_role_when_it_ends(posted: Office) -> None:
    handle = posted.acting("6501")
    handle.correspondence.receive(**fields(1), unit="irqa")
    (granted,) = [one for one in posted.organization.structure.grants.values() if one.role == "clerk"]
    posted.organization.end(granted, last=posted.today() - timedelta(1))
    with pytest.raises(NotAllowed):
        handle.correspondence.receive(**fields(2), unit="irqa")
    with pytest.raises(NotAllowed), handle.work("หลังสิ้นสุด") as work:
        work.correspondence.receive(**fields(3), unit="irqa")


def test_a_kept_handle_knows_the_day(url: str) -> None:
    now = [datetime(2026, 11, 23, 9, tzinfo=UTC)]
    with orqa.open_office(url, profile="thai-public-university", clock=lambda: now[0]) as office:
        begun(office).organization.act_for(
            "E3", "irqa.director", basis="head-absent", first=office.today(), last=office.today(), order="คำสั่ง 1"
        )
        handle, fixed = office.acting("E3"), office.acting("E3", office.today())
        for one in (handle, fixed):
            assert one.actor is not None
            assert one.actor.has("director")
        now[0] += timedelta(days=1)
        assert handle.actor is not None
        assert not handle.actor.has("director")
        assert fixed.actor is not None
        assert fixed.actor.has("director")


def test_an_actor_of_the_programs_own_stays_as_it_was_given(posted: Office) -> None:
    handle = posted.acting(CLERK)
    posted.organization.add_unit("other", title="อื่น", first=date(2026, 1, 1))
    assert handle.actor is CLERK


def test_nobody_unknown_acts(office: Office) -> None:
    with pytest.raises(NotFound) as refused:
        office.acting("9999")
    assert refused.value.message("en") == "the person 9999 was not found"
    assert refused.value.message("th") == "ไม่พบ บุคลากร 9999"


# ------------------------------------------------------------------ the policy


def test_an_actor_stands_in_the_journal(office: Office) -> None:
    acting = office.acting(REGISTRAR)
    acting.correspondence.receive(**fields())
    with acting.work("แฟ้มเดียวกัน") as work:
        work.correspondence.receive(**fields(13))
    office.correspondence.receive(**fields(14))

    actors = [entry.actor for entry in office.store.journal() if entry.kind == "letter"]
    assert actors == ["person:anong", "person:anong", "office"]
    assert (acting.actor, office.actor) == (REGISTRAR, None)


@pytest.mark.parametrize("way", ["at once", "in a work", "with a key"])
def test_who_may_not_is_refused_and_nothing_is_written(office: Office, way: str) -> None:
    acting = office.acting(BYSTANDER)
    before = position(office)

    def receive() -> None:
        if way == "in a work":
            with acting.work("ลอง") as work:
                work.correspondence.receive(**fields())
        else:
            acting.correspondence.receive(**fields(), key="1" if way == "with a key" else None)

    with pytest.raises(NotAllowed) as refused:
        receive()

    assert position(office) == before
    assert refused.value.message("en").startswith(
        "person:ekachai may not do this: register received letters; nothing was written. Who may: "
    )
    assert refused.value.message("th").startswith(
        "person:ekachai ไม่มีสิทธิทำรายการนี้: ลงทะเบียนรับหนังสือ จึงไม่มีการบันทึกใด ๆ ผู้มีสิทธิ: "
    )


def test_a_clerk_writes_for_the_own_unit_only(office: Office) -> None:
    acting = office.acting(CLERK)
    acting.require("letter.receive", "irqa")
    acting.require("letter.receive")
    with pytest.raises(NotAllowed):
        acting.require("letter.receive", "finance")
    with pytest.raises(NotAllowed):
        acting.correspondence.receive(**fields())


def test_an_action_that_is_not_in_the_table_is_refused_to_everybody(office: Office) -> None:
    with pytest.raises(NotAllowed) as refused:
        office.acting(KEEPER).require("letter.dance")
    assert "letter.dance" in refused.value.message("en")
    assert "Who may: nobody" in refused.value.message("en")
    assert "ผู้มีสิทธิ: ไม่มีผู้ใด" in refused.value.message("th")
    office.require("letter.dance")  # the program itself answers for what it does


def test_a_profile_without_a_policy_knows_no_actors(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "RULE", "access.absent")  # every profile that comes with orqa has one
    with pytest.raises(UnknownParameter, match="access"):
        office.acting(REGISTRAR)


# ------------------------------------------------------------------ writing what is restricted


def secret(office: Office) -> Letter:
    at = office.now()
    return Letter(id=office.ids.next_id(at), subject="ลับ", received_at=at, restricted=SECRET)


@pytest.mark.parametrize("who", [None, REGISTRAR, NOVICE])
def test_only_who_is_cleared_writes_what_is_restricted(office: Office, who: Actor | None) -> None:
    acting = office.acting(who) if who else office
    before = position(office)
    with pytest.raises(NotAllowed) as refused:
        acting.recorder.save("secret.receive", office.now(), [secret(office)])
    assert position(office) == before
    for language in ("en", "th"):
        assert "ลับ" not in refused.value.message(language).replace("ชั้นความลับ", "").replace("ข้อมูลข่าวสารลับ", "")


@pytest.mark.parametrize("who", [None, REGISTRAR, NOVICE])
@pytest.mark.parametrize("way", ["change", "destroy"])
def test_nobody_changes_what_they_may_not_see(office: Office, who: Actor | None, way: str) -> None:
    """Told as for a record that is not there, whoever has got hold of its id."""
    letter = kept(office)
    acting = office.acting(who) if who else office
    before = position(office)
    opened = evolve(letter, restricted=None, subject="เปิด")
    absent = evolve(opened, id="absent")
    told = []

    def write(record: Letter) -> None:
        if way == "destroy":
            acting.recorder.erase("attachment.destroy", office.now(), [record], "ลอง")
        else:
            acting.recorder.save("letter.receive", office.now(), [record])

    for record in (opened, absent):
        with pytest.raises(NotFound) as refused:
            write(record)
        told.append(refused.value.message("th").replace(record.id, ""))
    assert told[0] == told[1]
    assert position(office) == before


def test_what_was_destroyed_is_told_as_before(office: Office) -> None:
    letter = office.correspondence.receive(**fields()).letter
    office.recorder.erase("letter.destroy", office.now(), [letter], "ครบอายุการเก็บ")
    with pytest.raises(Conflict):
        office.recorder.save("letter.change", office.now(), [letter])


# ------------------------------------------------------------------ keys and journal


def test_a_key_of_another_tells_no_more_than_that_it_is_taken(office: Office) -> None:
    at, hidden = office.now(), secret(office)
    key = Key(id="letter.receive/form-1", about=hidden.ref, number=7, at=at)
    office.acting(KEEPER).recorder.save("secret.receive", at, [hidden, evolve(key, steps=steps_of(hidden.ref))])

    with pytest.raises(KeyUsedOtherwise) as refused:
        office.correspondence.receive(**fields(), key="form-1")
    assert refused.value.made == ()
    assert "was used for something else;" in refused.value.message("en")
    assert "ใช้ไปแล้วสำหรับเรื่องอื่น" in refused.value.message("th")
    with pytest.raises(KeyUsedOtherwise, match=r"secret\.receive no\. 7 on"):
        office.acting(KEEPER).correspondence.receive(**fields(), key="form-1")


def steps_of(ref: RecordRef) -> Any:
    from orqa.domain.organization.records import Step

    return (Step(action="secret.receive", digest="0" * 64, made=(ref,)),)


def test_keys_keep_nothing_else_of_the_journal_from_anybody(office: Office) -> None:
    office.correspondence.receive(**fields(), key="form-1")
    kinds = [entry.kind for entry in office.journal()]
    assert kinds[-3:] == ["letter", "register-entry", "batch"]
    assert "key" in {entry.kind for entry in office.journal(access=SYSTEM)}
    with office.store.read(OPEN) as reader:
        assert reader.count("key") == 0


def test_the_day_counts(office: Office) -> None:
    before_the_regulation = office.today() - timedelta(days=365 * 30)
    with pytest.raises(orqa.base.errors.NotModelled):
        office.acting(KEEPER, on=before_the_regulation).require("secret.receive")


# ------------------------------------------------------------------ the store as a whole

AUDITOR = Actor(person="gamon", roles=(Held("auditor"),))
ADMINISTRATOR = Actor(person="hathai", roles=(Held("administrator"),))
WHOLE: dict[str, Callable[[Office, Path], object]] = {
    "journal": lambda office, _: list(office.journal()),
    "journal of a record": lambda office, _: list(office.journal(record=RecordRef("letter", "x"))),
    "latest entries": lambda office, _: office.latest_entries(3),
    "verify": lambda office, _: office.verify(),
    "checkpoint": lambda office, _: office.checkpoint(),
    "sweep": lambda office, _: office.sweep(),
    "upgrade": lambda office, _: office.upgrade(),
    "copy": lambda office, _: office.copy_to(office.contributions.store("memory:"), "memory:"),
    "backup": lambda office, folder: office.backup(folder / "backup.db"),
}
READING = {"journal", "journal of a record", "latest entries", "verify", "checkpoint"}


@pytest.mark.parametrize("what", WHOLE)
@pytest.mark.parametrize(
    ("who", "may"), [(KEEPER, set()), (BYSTANDER, set()), (AUDITOR, READING), (ADMINISTRATOR, set(WHOLE))]
)
def test_the_store_as_a_whole_is_for_few(office: Office, tmp_path: Path, what: str, who: Actor, may: set[str]) -> None:
    office.correspondence.receive(**fields())
    acting, before = office.acting(who), position(office)
    if what in may:
        if what != "sweep" or office.name.startswith("sqlite"):
            WHOLE[what](acting, tmp_path)
        return
    with pytest.raises(NotAllowed) as refused:
        WHOLE[what](acting, tmp_path)
    assert position(office) == before
    assert not list(tmp_path.glob("backup*"))
    assert "Who may: Administrator" in refused.value.message("en")
    assert "ผู้มีสิทธิ: ผู้ดูแลระบบ" in refused.value.message("th")


def test_an_auditor_s_journal_shows_nothing_that_the_auditor_may_not_see(office: Office) -> None:
    shown = office.correspondence.receive(**fields()).letter
    letter = kept(office, subject="แผนเผชิญเหตุ")
    for auditor, sees in ((AUDITOR, False), (evolve(AUDITOR, units=("irqa",), clearance=2), True)):
        found = list(office.acting(auditor).journal())
        assert shown.id in {entry.id for entry in found}
        assert (letter.id in {entry.id for entry in found}) is sees
        assert ("แผนเผชิญเหตุ" in repr(found)) is sees
        assert found[-3:] == list(office.acting(auditor).latest_entries(3))


@pytest.mark.parametrize("access", [SYSTEM, Access.of("registrar/1"), Access.of("person:gamon/3")])
def test_nobody_reads_the_journal_as_somebody_else(office: Office, access: Access) -> None:
    acting = office.acting(AUDITOR)
    with pytest.raises(NotAllowed) as refused:
        acting.journal(access=access)
    assert "read the journal as somebody else" in refused.value.message("en")
    assert "อ่านบันทึกเหตุการณ์แทนผู้อื่น" in refused.value.message("th")
    assert list(acting.journal(access=OPEN)) == list(acting.journal())
    assert list(office.journal(access=access)) != []  # the program answers for whom it asks


def test_findings_name_no_restricted_attachment(tmp_path: Path) -> None:
    with orqa.open_office(f"sqlite:///{tmp_path}/other.db", profile="thai-public-university") as other:
        letter = kept(other)
        at = other.now()
        lost = {"media_type": "application/pdf", "size": 3, "digest": "ab" * 32, "attached_at": at}
        secret, opened = (
            Attachment(id=other.ids.next_id(at), letter=letter.ref, name=name, restricted=restricted, **lost)
            for name, restricted in (("แผนลับสุดยอด.pdf", SECRET), ("กำหนดการ.pdf", None))
        )
        other.acting(KEEPER).recorder.save("secret.receive", at, [secret])
        other.recorder.save("attachment.add", at, [opened])
        findings = other.verify(deep=True).findings
    told = {finding.record: finding.message for finding in findings}
    assert told.keys() == {secret.ref, opened.ref}
    assert "a restricted attachment" in told[secret.ref].in_language("en")
    assert "สิ่งที่ส่งมาด้วยซึ่งจำกัดการเข้าถึง" in told[secret.ref].in_language("th")
    assert "กำหนดการ.pdf" in str(told[opened.ref])
    assert "แผนลับสุดยอด" not in repr(findings)


# ------------------------------------------------------------------ whoever asks

restrictions = st.none() | st.builds(Restriction, rank=ranks, units=st.sets(names), persons=st.sets(names))
actors = st.builds(
    lambda person, units, clearance, registrar: Actor(
        person=person,
        units=tuple(sorted(units)),
        clearance=clearance,
        roles=(Held("secret-registrar"),) if registrar else (),
    ),
    names,
    st.sets(names),
    st.integers(0, 3),
    st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(kept_from=st.lists(restrictions, min_size=1, max_size=12), asking=st.lists(actors, min_size=1, max_size=4))
def test_lists_counts_search_and_tables_agree_with_a_plain_filter(
    kept_from: list[Restriction | None], asking: list[Actor]
) -> None:
    with orqa.open_office("memory:", profile="thai-public-university") as office:
        at = office.now()
        letters = [
            Letter(id=office.ids.next_id(at), subject="แผนงาน", received_at=at, restricted=one) for one in kept_from
        ]
        lines = [
            RegisterEntry(
                id=office.ids.next_id(at),
                year=at.year,
                number=number,
                registered_on=at.date(),
                letter=letter.ref,
                restricted=letter.restricted,
            )
            for number, letter in enumerate(letters, 1)
        ]
        office.acting(KEEPER).recorder.save("secret.receive", at, [*letters, *lines])
        for who in [None, *asking]:
            acting = office.acting(who) if who else office
            seen = {letter.id for letter in letters if acting.rights.access.sees(readers_of(letter))}
            numbers = [line.number for line in lines if line.letter and line.letter.id in seen]
            correspondence = acting.correspondence
            assert [line.number for line in correspondence.entries()] == numbers[::-1]
            assert {letter.id for letter in correspondence.search("แผน").letters} == seen
            assert correspondence.search("แผน").total == len(seen)
            assert [row[1] for row in correspondence.table().rows()] == numbers
            assert len(list(correspondence.letters().rows())) == len(seen)
            with acting.reading() as reader:
                assert reader.count("letter") == len(seen)
                assert {identity for (identity,) in reader.rows("letter", ("id",))} == seen
                assert sum(reader.count_by("register-entry", ("year",)).values()) == len(seen)
            with acting.reports.open("received-register") as report:  # a document leaves the house
                assert [one.number for one in lines if one.restricted is None] == [
                    row[1] for section in report.sections for block in section.blocks for row in block.rows()
                ]


def test_a_refusal_calls_person_and_unit_by_their_names(office: Office) -> None:
    begun(office)
    with pytest.raises(NotAllowed) as refused:
        office.acting("E3").require("organization.rename", "irqa")
    assert refused.value.message("en").startswith("E3 may not do this: keep the list of units, for กองวิเทศ")
    assert refused.value.message("th").startswith("E3 ไม่มีสิทธิทำรายการนี้: ดูแลทะเบียนหน่วยงาน ของ กองวิเทศสัมพันธ์")

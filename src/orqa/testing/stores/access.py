"""Promises S-40 to S-49: who sees what."""
# ruff: noqa: D102 - the names of the tests are their sentences, asserts are what they are made of

from collections.abc import Sequence

from orqa.storage.joined_bodies import joined_bodies
from orqa.storage.protocol import (
    OPEN,
    SYSTEM,
    Access,
    Erase,
    Reader,
    Touch,
)
from orqa.storage.query import contains, equal
from orqa.testing.stores.setting import (
    Setting,
    names,
    note,
    note_ref,
    put,
    same,
)

GUARDED = (
    note("open", subject="ทุนเปิด", number=1),
    note("unit", subject="ทุนลับ ของหน่วย", number=1, readers=("unit:12", "registrar")),
    note("person", subject="ทุนลับ ของบุคคล", number=2, readers=("person:ab",)),
    note("nobody", subject="ทุนลับที่สุด", number=3, readers=("nobody",)),
)

SIGHTS: tuple[tuple[Access, tuple[str, ...]], ...] = (
    (OPEN, ("open",)),
    (Access.of("unit:12"), ("open", "unit")),
    (Access.of("registrar", "person:ab"), ("open", "unit", "person")),
    (Access.of("unit:1"), ("open",)),
    (Access.of("unit:123", "unit", "12"), ("open",)),
    (Access.of("UNIT:12", "unit:12 registrar", "%", "*", "_"), ("open",)),
    (SYSTEM, ("open", "unit", "person", "nobody")),
)


class AccessContract(Setting):
    """S-40 to S-42, S-44 to S-47."""

    def test_s40_a_record_shows_only_to_its_readers(self) -> None:
        with self.filled(*GUARDED) as store:
            for access, expected in SIGHTS:
                with store.read(access) as reader:
                    for door, seen in doors(reader).items():
                        same(sorted(seen), sorted(expected), f"{door} of {access}")
                    same(reader.count("note"), len(expected), f"count of {access}")
                    same(reader.count("note", contains("ทุน")), len(expected), f"count of words of {access}")
                    same(sum(reader.count_by("note", ("number",)).values()), len(expected), f"count_by of {access}")

    def test_s41_the_latest_version_says_who_sees_all_versions(self) -> None:
        with self.filled(note("a", subject="ร่าง"), note("a", 1, subject="ปิด", readers=("unit:1",))) as store:
            put(store, Touch(note_ref("a"), 2))
            with store.read(OPEN) as reader:
                same((reader.get_many([note_ref("a")]), reader.history(note_ref("a"))), ((None,), ()))
                same(reader.count("note", contains("ร่าง")), 0)
            put(store, note("a", 3, subject="เปิด"))
            with store.read(OPEN) as reader:
                same((reader.count("note", contains("เปิด")), len(reader.history(note_ref("a")))), (1, 4))

    def test_s42_restricted_records_are_searched_by_those_who_see_them(self) -> None:
        with self.filled(*GUARDED) as store:
            put(store, note("unit", 1, subject="แก้ไข ก", number=1, readers=("registrar",)))
            same(names(store, contains("ลับ"), Access.of("registrar", "person:ab")), ["person"])
            same(names(store, contains("ก"), Access.of("registrar")), ["unit"])
            same(names(store, contains("ก"), Access.of("unit:12")), [])
            same(names(store, contains("ทุน") & equal("number", 2), Access.of("person:ab"), ("-recorded",)), ["person"])

    def test_s44_hidden_records_leave_no_trace_in_pages(self) -> None:
        shown = [f"{turn:02}" for turn in range(0, 30, 3)]
        writes = [note(f"{turn:02}", number=turn // 6, readers=("unit:1",) if turn % 3 else ()) for turn in range(30)]
        with self.filled() as store:
            put(store, *writes)
            with store.read(OPEN) as reader:
                for order in ((), ("number",)):
                    pages, after = [], None
                    for _ in range(3):
                        page = reader.find("note", order=order, after=after, limit=4)
                        pages.append([item.ref.id for item in page.items])
                        after = page.next
                    same(pages, [shown[:4], shown[4:8], shown[8:]], f"pages by {order}")
                    same(after, None)
                same(reader.find("note", limit=10).next, None, "nothing that shows follows")

    def test_s45_access_is_that_of_the_snapshot_s_moment(self) -> None:
        with self.filled(note("a"), note("b", readers=("unit:1",))) as store:
            with store.read(OPEN) as reader:
                put(store, note("a", 1, readers=("unit:1",)), note("b", 1))
                for door, seen in doors(reader, ("a", "b"), "").items():
                    same(seen, ["a"], f"{door} of the older snapshot")
                same(reader.count("note"), 1)
            with store.read(OPEN) as reader:
                for door, seen in doors(reader, ("a", "b"), "").items():
                    same(seen, ["b"], f"{door} of a new snapshot")

    def test_s46_the_history_of_an_erased_record_shows_to_those_who_saw_it(self) -> None:
        secret = (note("secret", readers=("unit:1",)), Erase(note_ref("secret"), 1, "ครบอายุ"))
        known = (note("known", readers=("unit:1",)), note("known", 1), Erase(note_ref("known"), 2, "ครบอายุ"))
        with self.filled(*secret, *known) as store:
            for access, expected in ((OPEN, (0, 3)), (Access.of("unit:1"), (2, 3)), (Access.of("unit:2"), (0, 3))):
                with store.read(access) as reader:
                    found = tuple(len(reader.history(note_ref(name))) for name in ("secret", "known"))
                same(found, expected, str(access))

    def test_s47_tokens_of_any_script_are_compared_character_by_character(self) -> None:
        tokens = ("หน่วย:๑", "หน่วย:1", "น้ำ", "น\u0e4d\u0e49า", "é", "e\u0301", "É", "🇹🇭", "a%", "a_", "ab", "'\"\\")
        with self.filled(*(note(token, readers=(token,)) for token in tokens)) as store:
            for token in tokens:
                same(names(store, access=Access.of(token)), [token], token)
            same(sorted(names(store, access=Access(frozenset(tokens)))), sorted(tokens))


def doors(
    reader: Reader, wanted: Sequence[str] = ("open", "unit", "person", "nobody"), words: str = "ทุน"
) -> dict[str, list[str]]:
    """The ids that each way of reading shows."""
    found = {
        "get_many": [item.ref.id for item in reader.get_many([note_ref(name) for name in wanted]) if item],
        "find": [item.ref.id for item in reader.find("note").items],
        "words": [item.ref.id for item in reader.find("note", contains(words)).items],
        "rows": [str(name) for (name,) in reader.rows("note", ("id",))],
        "rows in order": [str(name) for (name,) in reader.rows("note", ("id",), order=("subject",))],
        "bodies": [name for name, *_ in reader.bodies("note")],
        "joined bodies": [name for part in joined_bodies(reader, "note") for name, *_ in part.each()],
        "history": [name for name in wanted if reader.history(note_ref(name))],
    }
    return {door: sorted(seen) for door, seen in found.items()}

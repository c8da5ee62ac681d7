"""Promises S-20 to S-39, S-92 and S-96: one snapshot, the plain meaning of queries, orders, pages and words."""
# ruff: noqa: S101, D102 - the names of the tests are their sentences, asserts are what they are made of

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.storage.errors import BadQuery, UnknownKind
from orqa.storage.protocol import OPEN, SYSTEM, Access, Add, Erase, Put, Reader, Touch
from orqa.storage.query import (
    ALL,
    Query,
    absent,
    between,
    contains,
    equal,
    is_in,
    starts_with,
)
from orqa.testing.stores.setting import NOTE, ODD, Setting, batch, names, note, note_ref, put, raises, same

if TYPE_CHECKING:
    from orqa.storage.protocol import Write
    from orqa.storage.query import Scalar

NOTES = (
    note("a", subject="ขอเชิญประชุม", number=10, day="2026-01-31"),
    note("b", subject="ทุนการศึกษา", number=9, day="2026-02-01"),
    note("c", subject="Annual report", number=-1),
    note("d", number=10, day="2026-02-01"),
    note("e", subject="ทุน", day="2025-12-31"),
    note("f", subject="annual 100% _report", number=0, day=""),
    note("g"),
)

QUESTIONS: tuple[tuple[Query, str], ...] = (
    (ALL, "abcdefg"),
    (equal("number", 10), "ad"),
    (equal("number", 0), "f"),
    (equal("number", value=False), "f"),
    (equal("day", ""), "f"),
    (equal("subject", "ทุน"), "e"),
    (equal("subject", "annual report"), ""),
    (is_in("number", (9, -1, 7)), "bc"),
    (is_in("subject", ()), ""),
    (is_in("subject", ("ทุน", "Annual report")), "ce"),
    (between("number", 0, 10), "bf"),
    (between("number", at_least=9), "abd"),
    (between("number", below=0), "c"),
    (between("number"), "abcdf"),
    (between("day", "2026-01-01", "2026-02-01"), "a"),
    (between("subject", "ก"), "abe"),
    (starts_with("subject", "ทุน"), "be"),
    (starts_with("subject", "annual"), "f"),
    (starts_with("subject", "%"), ""),
    (starts_with("day", "2026-0"), "abd"),
    (starts_with("day", ""), "abdef"),
    (absent("number"), "eg"),
    (absent("subject") & absent("day"), "g"),
    (equal("number", 10) & equal("day", "2026-02-01"), "d"),
    (equal("number", 10) & equal("number", 9), ""),
)

ORDERS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((), "abcdefg"),
    (("-recorded",), "gfedcba"),
    (("number",), "egcfbad"),
    (("-number",), "adbfceg"),
    (("-number", "-recorded"), "dabfcge"),
    (("day",), "cgfeabd"),
    (("-day", "subject"), "dbaefgc"),
    (("subject",), "dgcfaeb"),
)

SUBJECTS = {
    "1": "ขอเชิญประชุมคณะกรรมการ ครั้งที่ ๑๐/๒๕๖๙",
    "2": "ทุนการศึกษาต่อ ณ ประเทศญี่ปุ่น",
    "3": "Memorandum of Understanding (MoU) – A_B 100%",
    "4": 'รายงาน "ผลการดำเนินงาน" * OR NOT NEAR(ก)',
    "5": "น้ำ",
}

SEARCHES: tuple[tuple[str, str], ...] = (
    ("ประชุม", "1"),
    ("ทุน", "2"),
    ("ต่อ", "2"),
    ("ณ", "12"),
    ("กา", "124"),
    ("ก", "124"),
    ("10/2569", "1"),
    ("๑๐", "13"),
    ("1", "13"),
    ("mou", "3"),
    ("MEMO (mou)", "3"),
    ("a_b", "3"),
    ("0%", "3"),
    ("%", "3"),
    ("_", "3"),
    ('"', "4"),
    ("*", "4"),
    ("or", "34"),
    ("NOT NEAR(ก)", "4"),
    ("น้ำ", "5"),
    ("น\u0e4d\u0e49า", "5"),
    ("ประชุม ทุน", ""),
    ("ประชุม กรรมการ ๒๕๖๙", "1"),
    ("ศึกษา ก", "2"),
    ("\\", ""),
    ("'", ""),
    ("  ", "12345"),
)


class ReadingContract(Setting):
    """S-20 to S-39, S-92 and S-96."""

    def test_s20_a_snapshot_shows_nothing_that_is_written_meanwhile(self) -> None:
        with self.filled(*NOTES) as store:
            store.apply(batch(adds=(Add("c", 1),)))
            with store.read(SYSTEM) as reader:
                rows = reader.rows("note", ("id", "number"), order=("number",))
                before = _everything(reader)
                first = next(rows)
                put(store, note("a", 1, subject="แก้ไข", number=77), Touch(note_ref("b"), 1))
                store.apply(batch(note("new", number=1), note("newer", subject="ทุน"), adds=(Add("c", 1), Add("d", 1))))
                put(store, Erase(note_ref("e"), 1, "retention"))
                same(_everything(reader), before)
                same([first, *rows], before["rows"], "a stream that was begun before")
            with store.read(SYSTEM) as reader:
                assert _everything(reader) != before, "a new snapshot shows what was written"

    def test_s21_a_reader_sees_the_batch_whose_token_it_names(self) -> None:
        with self.fresh() as store:
            for turn in range(5):
                receipt = put(store, note(f"n{turn}"))
                with store.read(SYSTEM, after=receipt.token) as reader:
                    same(reader.count("note"), turn + 1)
                with store.read(SYSTEM, after=reader.token) as again:
                    same(again.count("note"), turn + 1, "a reader's own token")

    def test_s22_many_are_answered_in_the_order_asked(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            wanted = ("c", "absent", "a", "c")
            found = reader.get_many([note_ref(name) for name in wanted])
            same([item and item.ref.id for item in found], ["c", None, "a", "c"])
            same(reader.get_many([]), ())
            same(reader.get_many([RecordRef("key", "a")]), (None,), "ids belong to their kind")
            many = [note_ref(str(number)) for number in range(2000)]
            same(reader.get_many([*many, note_ref("a")])[-1], found[2], "thousands at once")

    def test_s23_every_term_means_what_it_says(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            for query, expected in QUESTIONS:
                items = reader.find("note", query).items
                same("".join(item.ref.id for item in items), expected, str(query))

    def test_s24_integers_order_as_numbers_text_by_code_point_and_none_first(self) -> None:
        with self.filled(*NOTES) as store:
            for order, expected in ORDERS:
                same("".join(names(store, order=order)), expected, str(order))

    def test_s25_pages_hold_each_record_once(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            for order, expected in ORDERS:
                for limit in (1, 2, 3, 6, 7, 8):
                    pages = list(_pages(reader, order, limit))
                    same("".join("".join(page) for page in pages), expected, f"{order} by {limit}")
                    same([len(page) for page in pages[:-1]], [limit] * (len(pages) - 1))
                    same(len(pages), -(-len(NOTES) // limit), "an empty last page")

    def test_s26_a_cursor_is_a_place_and_no_count(self) -> None:
        with self.filled(*NOTES) as store:
            with store.read(SYSTEM) as reader:
                first = reader.find("note", order=("number",), limit=3)
            put(store, note("c", 1, number=-5), Erase(note_ref("e"), 1, "retention"))
            with store.read(SYSTEM) as reader:
                rest = reader.find("note", order=("number",), after=first.next)
            same("".join(item.ref.id for item in (*first.items, *rest.items)), "egcfbad")

    def test_s27_rows_stream_the_declared_fields(self) -> None:
        with self.filled(*NOTES) as store:
            put(store, Touch(note_ref("c"), 1))
            with store.read(SYSTEM) as reader:
                found = list(reader.rows("note", ("id", "number", "version", "day"), between("number", below=9)))
                same(found, [("c", -1, 2, None), ("f", 0, 1, "")])
                for order, expected in ORDERS:
                    same("".join(str(name) for (name,) in reader.rows("note", ("id",), order=order)), expected)

    def test_s28_counts_agree_with_what_is_found(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            for query, expected in QUESTIONS:
                same(reader.count("note", query), len(expected), str(query))
            same(reader.count("key"), 0)
            days = {("2026-01-31",): 1, ("2026-02-01",): 2, (None,): 2, ("2025-12-31",): 1, ("",): 1}
            same(reader.count_by("note", ("day",)), days)
            both = {(10, "2026-01-31"): 1, (10, "2026-02-01"): 1}
            same(reader.count_by("note", ("number", "day"), equal("number", 10)), both)
            same(reader.count_by("note", ("day",), equal("number", 5)), {})

    def test_s29_fields_may_have_any_name(self) -> None:
        values: dict[str, Scalar] = {spec.name: f"v-{spec.name}" for spec in ODD.fields}
        odd = Put(RecordRef(ODD.kind, "a"), 0, values, values, "หา")
        with self.filled(odd) as store, store.read(SYSTEM) as reader:
            for name, value in values.items():
                query = equal(name, str(value)) & starts_with(name, "v-") & contains("หา")
                same(reader.count(ODD.kind, query), 1, name)
                same(list(reader.rows(ODD.kind, (name,), order=(f"-{name}",))), [(value,)])
                same(reader.count_by(ODD.kind, (name,)), {(value,): 1})

    def test_s30_questions_without_an_answer_are_refused(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            for ask in (
                lambda: reader.find("stranger"),
                lambda: reader.find("note", equal("stranger", 1)),
                lambda: reader.find("note", order=("stranger",)),
                lambda: list(reader.rows("note", ("stranger",))),
                lambda: list(reader.rows("stranger", ("id",))),
                lambda: list(reader.bodies("stranger")),
                lambda: list(reader.bodies("note", order=("stranger",))),
                lambda: reader.count("note", absent("stranger")),
                lambda: reader.count_by("note", ("stranger",)),
                lambda: reader.find("key", contains("x")),
                lambda: reader.get_many([RecordRef("stranger", "a")]),
            ):
                with raises(UnknownKind):
                    ask()
            for ask in (
                lambda: reader.find("note", limit=0),
                lambda: reader.find("note", order=("number",), after=(1,)),
                lambda: reader.find("note", equal("number", "10")),
                lambda: reader.find("note", equal("subject", 10)),
                lambda: reader.find("note", starts_with("number", "1")),
                lambda: reader.find("note", order=("number", "-number")),
                lambda: reader.find("note", limit=2**63),
                lambda: reader.find("note", order=("subject",), after=(1, 1)),
                lambda: reader.find("note", order=("subject",), after=("\ud800", 1)),
                lambda: reader.find("note", after=("x",)),
                lambda: reader.find("note", after=(2**63,)),
                lambda: reader.count("note", contains(" ".join(f"word{n}" for n in range(501)))),
            ):
                with raises(BadQuery):
                    ask()
            for after, limit in ((-1, 1), (2**63, 1), (0, 0)):
                with raises(BadQuery):
                    store.journal(after, limit)

    def test_s32_what_cannot_be_stored_is_nowhere(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            for text in ("\ud800", "a\0"):
                same(reader.get_many([note_ref(text)]), (None,))
                same(reader.history(note_ref(text)), ())
                same(reader.cells(text), {})

    def test_s31_recording_order_is_that_of_the_first_version(self) -> None:
        with self.filled(*NOTES) as store:
            put(store, note("a", 1, number=1))
            put(store, Touch(note_ref("b"), 1), note("h"))
            same("".join(names(store)), "abcdefgh")

    def test_s33_the_readers_of_a_snapshot_are_of_one_moment(self) -> None:
        with self.filled(note("a"), note("secret", readers=("unit:1",))) as store:
            with store.snapshot(OPEN, SYSTEM, Access.of("unit:1")) as readers:
                same([reader.count("note") for reader in readers], [1, 2, 2])
                put(store, note("late"), note("late secret", readers=("unit:1",)))
                same([reader.count("note") for reader in readers], [1, 2, 2])
            with store.snapshot(SYSTEM, OPEN) as readers:
                same([reader.count("note") for reader in readers], [4, 2])

    def test_s34_a_settled_snapshot_stands_at_its_checkpoint(self) -> None:
        refs = [note_ref(f"n{turn}") for turn in range(4)]
        with self.filled(note("n0")) as store:
            for turn in range(1, 4):
                before = store.checkpoint()
                with store.settled(SYSTEM) as (reader, end):
                    put(store, note(f"n{turn}"))
                    same(end, before)
                    same([found is None for found in reader.get_many(refs)], [n >= turn for n in range(4)])

    def test_s35_words_of_any_length_are_found(self) -> None:
        with self.filled(*_searchable()) as store, store.read(SYSTEM) as reader:
            for words, expected in SEARCHES:
                found = [item.ref.id for item in reader.find("note", contains(words)).items]
                same("".join(found), expected, f"{words!r} as {search_key(words)!r}")
                same(reader.count("note", contains(words)), len(expected), f"count of {words!r}")

    def test_s36_a_word_stands_in_one_field(self) -> None:
        spread = Put(note_ref("x"), 0, {}, {}, "ประชุม\nกรรมการ")
        with self.filled(spread) as store:
            same(names(store, contains("ประชุม กรรมการ")), ["x"], "each word in some field")
            same(names(store, contains("ประชุมกรรมการ")), [], "a word across two fields")

    def test_s37_search_follows_every_change(self) -> None:
        with self.filled(*_searchable()) as store:
            put(store, note("1", 1, subject="งดประชุม"))
            put(store, note("2", 1), note("6", subject="ประชุมด่วน"))
            put(store, Touch(note_ref("1"), 2))
            put(store, Erase(note_ref("6"), 1, "retention"))
            for words, expected in (
                ("ประชุม", "1"),
                ("กรรมการ", ""),
                ("ทุน", ""),
                ("งด", "1"),
                ("ด่วน", ""),
                ("", "12345"),
            ):
                same("".join(names(store, contains(words))), expected, words)

    def test_s38_words_join_other_terms_orders_and_pages(self) -> None:
        writes = [note(f"{n:02}", subject=f"ประชุม ครั้งที่ {n}", number=n % 3) for n in range(12)]
        with self.filled(*writes) as store, store.read(SYSTEM) as reader:
            query = contains("ชุม ที่") & equal("number", 1)
            same(names(store, query, order=("-recorded",)), ["10", "07", "04", "01"])
            page = reader.find("note", query, ("-subject",), limit=3)
            rest = reader.find("note", query, ("-subject",), page.next)
            same([item.ref.id for item in (*page.items, *rest.items)], ["07", "04", "10", "01"])
            same(reader.count_by("note", ("number",), contains("ที่ 1")), {(1,): 2, (2,): 1})

    def test_s39_pages_and_streams_go_on_undisturbed_in_their_snapshot(self) -> None:
        with self.filled(*NOTES) as store, store.read(SYSTEM) as reader:
            order = ("-number",)
            rows = reader.rows("note", ("id",), order=order)
            seen, page = "", reader.find("note", order=order, limit=2)
            for turn, (write, row) in enumerate(zip(_disturbances(), rows, strict=False)):
                put(store, *write)
                seen += str(row[0])
                same(seen, "adbfceg"[: turn + 1], "the stream")
                if page.next:
                    same("".join(item.ref.id for item in page.items), "adbfceg"[turn * 2 : turn * 2 + 2], "the page")
                    page = reader.find("note", order=order, after=page.next, limit=2)
            same("".join([seen, *(str(name) for (name,) in rows)]), "adbfceg")

    def test_s92_bodies_stream_in_the_order_of_the_list(self) -> None:
        with self.filled(*NOTES) as store:
            put(store, note("c", 1, subject="ใหม่", number=-1), Touch(note_ref("b"), 1))
            put(store, Touch(note_ref("c"), 2))
            put(store, *(note(f"m{n:04}", number=100 + n % 7) for n in range(1200)))
            with store.read(SYSTEM) as reader:
                for query in (ALL, between("number", 9), contains("ทุน"), equal("day", "none")):
                    for order, _ in ORDERS:
                        refs = [note_ref(str(name)) for (name,) in reader.rows("note", ("id",), query, order)]
                        expected = [(s.ref.id, s.version, s.body) for s in reader.get_many(refs) if s is not None]
                        found = [
                            (i, version, json.loads(raw)) for i, version, raw in reader.bodies("note", query, order)
                        ]
                        same(found, expected, f"{query} {order}")

    def test_s96_a_stream_of_bodies_goes_on_undisturbed(self) -> None:
        writes = [note(f"n{n:04}", number=n) for n in range(1200)]
        with self.filled(*writes) as store, store.read(SYSTEM) as reader:
            expected = [(f"n{n:04}", 1, n) for n in range(1200)]
            stream = ((i, v, json.loads(raw)["number"]) for i, v, raw in reader.bodies("note", order=("number",)))
            same([next(stream) for _ in range(3)], expected[:3])
            put(store, note("n0002", 1, number=5000), note("n0900", 1, number=-1), note("new", number=700))
            put(store, Erase(note_ref("n1100"), 1, "retention"))
            same([next(reader.rows("note", ("id",))), reader.count("note")], [("n0000",), 1200], "other questions")
            same(list(stream), expected[3:], "the rest")


def _disturbances() -> Iterator["tuple[Write, ...]"]:
    """What changes pages that follow: records move back and forth, come and go."""
    yield note("g", 1, number=99), note("new", number=9)
    yield Erase(note_ref("f"), 1, "ครบอายุ"), note("c", 1, number=50)
    yield note("e", 1, number=7), note("newer", number=-50)
    yield note("a", 1, number=-99), Erase(note_ref("b"), 1, "ครบอายุ")


def _searchable() -> list[Put]:
    return [note(name, subject=subject) for name, subject in SUBJECTS.items()]


def _everything(reader: Reader) -> dict[str, object]:
    """All that a snapshot shows of the notes."""
    return {
        "get": reader.get_many([note_ref(name) for name in "abcdefg"]),
        "find": reader.find("note", order=("number",)).items,
        "words": reader.find("note", contains("ทุน")).items,
        "rows": list(reader.rows("note", ("id", "number"), order=("number",))),
        "bodies": list(reader.bodies("note", order=("number",))),
        "count": reader.count("note"),
        "count_by": reader.count_by("note", ("day",)),
        "cells": reader.cells(),
        "versions": [entry.version for entry in reader.history(note_ref("a"))],
        "token": reader.token,
    }


def _pages(reader: Reader, order: Sequence[str], limit: int) -> Iterator[list[str]]:
    after: Sequence[Scalar] | None = None
    while True:
        page = reader.find(NOTE.kind, ALL, order, after, limit)
        yield [item.ref.id for item in page.items]
        if page.next is None:
            return
        after = page.next

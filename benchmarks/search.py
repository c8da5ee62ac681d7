"""Search in Thai subjects: the SQLite store against FTS5 with its three-character index, asked by hand.

The corpus is made here: words of two to four Thai syllables, few of them frequent (Zipf), run together as Thai is,
with office words on top. The raw peer holds the same texts in the same kind of index and gives back row numbers
only; the store gives back whole records, in a snapshot, for somebody's eyes.

ORQA_BENCH_N: subjects (1 000 000). ORQA_BENCH_DIR: a folder with room for 2 GB.
"""

import itertools
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from _duel import spell

from orqa.base.refs import RecordRef
from orqa.base.thai import search_key
from orqa.plugins.builtin.stores.sqlite import SqliteStore
from orqa.storage.protocol import OPEN, Access, Batch, FieldSpec, KindSpec, Put
from orqa.storage.query import contains

N = int(os.environ.get("ORQA_BENCH_N", "1000000"))
CHUNK, ROUNDS = 5_000, 5
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LETTER = KindSpec("letter", (FieldSpec("dated"), FieldSpec("urgency")), searchable=True)
MATCH = "select rowid from f where f match ? order by rowid desc limit 20"
OFFICE = (  # noqa: SIM905 - read as lines of words
    "ขออนุมัติ ขอเชิญ แจ้ง รายงาน ส่ง ขอความอนุเคราะห์ งบประมาณ งบ ประจำปี ปี คณะ มหาวิทยาลัย คณะกรรมการ ประชุม โครงการ เบิกจ่าย"
    " เดินทาง ไป ราชการ แต่งตั้ง คำสั่ง ประกาศ ลา ป่วย หนังสือ นักศึกษา อาจารย์ บุคลากร จัดซื้อ พัสดุ รถ ยา วิจัย ทุน ความร่วมมือ ต่างประเทศ"
    " ประกันคุณภาพ ตัวชี้วัด ผลการดำเนินงาน ครั้งที่ เรื่อง การ และ ของ ใน เพื่อ ตาม ที่ ด้าน ฝ่าย งาน"
).split()


def vocabulary(rng: random.Random, size: int = 30_000) -> list[str]:
    """Office words first, then words of invented syllables."""
    shapes = "{c}า{f} เ{c}{f} แ{c}{f} โ{c}{f} {c}ิ{f} {c}ี{f} {c}ุ{f} {c}ู {c}ั{f} {c}่อ{f} ไ{c} {c}ำ".split()  # noqa: SIM905 - as above
    heads, ends = "กขคงจชซดตถทธนบปผพภมยรลวศสหอ", ("", "ก", "ง", "ด", "น", "บ", "ม", "ย", "ว", "ร์")

    def syllable() -> str:
        return rng.choice(shapes).format(c=rng.choice(heads), f=rng.choice(ends))

    made = {"".join(syllable() for _ in range(rng.choice((1, 2, 2, 3)))) for _ in range(size)}
    rest = sorted(made)
    rng.shuffle(rest)
    return [*OFFICE, *rest]


def corpus() -> Iterator[str]:
    """Subjects of 5 to 12 words, some with a year or the number of a meeting."""
    rng = random.Random(3)
    words = vocabulary(rng)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))
    for _ in range(N):
        chosen = rng.choices(words, cum_weights=weights, k=rng.randrange(5, 13))
        subject = "".join(word + " " * (rng.random() < 0.08) for word in chosen)
        tail = rng.random()
        if tail < 0.25:
            subject += f" ปี {2560 + rng.randrange(12)}"
        elif tail < 0.4:
            subject += f" ครั้งที่ {rng.randrange(1, 25)}/{2560 + rng.randrange(12)}"
        yield search_key(subject)


def questions(subjects: Sequence[str]) -> dict[str, list[str]]:
    """Pieces of subjects and words, by length."""
    rng = random.Random(9)
    long = [word for word in OFFICE if len(word) > 2]
    while len(long) < 200:
        subject, size = rng.choice(subjects), rng.randrange(3, 13)
        start = rng.randrange(max(1, len(subject) - size))
        long.extend(piece for piece in [subject[start : start + size]] if len(piece) > 2 and piece.split() == [piece])
    pairs = {
        piece for s in rng.sample(subjects, 200) for i in range(0, len(s) - 1, 9) if (piece := s[i : i + 2]).isalpha()
    }
    short = [word for word in OFFICE if len(word) == 2]
    return {"3 and more": long, "2": short + rng.sample(sorted(pairs), 50 - len(short)), "1": list("กงนร2ฌ")}


# ------------------------------------------------------------------ the two


def fill(path: Path, subjects: Sequence[str]) -> float:
    store = SqliteStore(str(path))
    store.ensure([LETTER])
    start = time.perf_counter()
    for begin in range(0, len(subjects), CHUNK):
        puts = tuple(_put(place, subjects[place]) for place in range(begin, min(begin + CHUNK, len(subjects))))
        store.apply(Batch(f"b{begin}", "system", "letter.import", AT, puts))
    took = time.perf_counter() - start
    store.close()
    return took


def _put(place: int, subject: str) -> Put:
    """One letter in two hundred is restricted; those are not what is compared."""
    index = {"dated": f"2026-{place % 12 + 1:02}-{place % 28 + 1:02}", "urgency": "normal"}
    readers = ("unit:12",) if place % 200 == 0 else ()
    return Put(RecordRef("letter", f"{place:09}"), 0, {**index, "subject": subject}, index, subject, readers)


def fill_raw(path: Path, subjects: Sequence[str]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = wal", "synchronous = full", "cache_size = -32000"):
        connection.execute(f"pragma {setting}")
    connection.execute("create virtual table f using fts5(text, content='', tokenize='trigram case_sensitive 1')")
    start = time.perf_counter()
    for begin in range(0, len(subjects), CHUNK):
        part = subjects[begin : begin + CHUNK]
        rows = ((n, text) for n, text in enumerate(part, begin + 1) if (n - 1) % 200)
        connection.execute("begin")
        connection.executemany("insert into f (rowid, text) values (?, ?)", rows)
        connection.execute("commit")
    took = time.perf_counter() - start
    connection.close()
    return took


def quantiles(asked: Callable[[str], object], words: Sequence[str]) -> tuple[float, float]:
    times = []
    for word in words:
        start = time.perf_counter()
        asked(word)
        times.append(time.perf_counter() - start)
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def compare(title: str, words: Sequence[str], peers: dict[str, Callable[[str], object]], base: str, goal: str) -> None:
    """Rounds of all peers in turn; ratios of the medians of p50 and p95."""
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name in peers}
    for _ in range(ROUNDS):
        for name, asked in peers.items():
            samples[name].append(quantiles(asked, words))
    middle = {name: [statistics.median(part) for part in zip(*rounds, strict=True)] for name, rounds in samples.items()}
    print(f"\n{title}   (goal: {goal})")
    for name, (p50, p95) in middle.items():
        ratio = f"x{p50 / middle[base][0]:.2f} / x{p95 / middle[base][1]:.2f}" if base in middle else ""
        print(f"  {name:<28} p50 {spell(p50):>8}  p95 {spell(p95):>8}  {ratio}")


def main() -> None:
    subjects = list(corpus())
    print(
        f"SQLite {sqlite3.sqlite_version}; {N} subjects of {sum(map(len, subjects)) / N:.1f} characters, {subjects[7]}"
    )
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        path, raw_path = Path(name) / "office.db", Path(name) / "raw.db"
        took, raw_took = fill(path, subjects), fill_raw(raw_path, subjects)
        print(f"filled in {took:.0f} s (store: records, journal, index), {raw_took:.0f} s (raw: index alone)")
        duels(path, raw_path, subjects)


def duels(path: Path, raw_path: Path, subjects: Sequence[str]) -> None:
    asked = questions(subjects)
    store, raw = SqliteStore(str(path), read_only=True), sqlite3.connect(raw_path)
    raw.execute("pragma cache_size = -32000")
    store.ensure([LETTER])

    def newest(access: Access) -> Callable[[str], object]:
        def ask(word: str) -> object:
            with store.read(access) as reader:
                return reader.find("letter", contains(word), ("-recorded",), limit=20)

        return ask

    def count(word: str) -> int:
        with store.read(OPEN) as reader:
            return reader.count("letter", contains(word))

    def raw_newest(word: str) -> object:
        return raw.execute(MATCH, (f'"{word}"',)).fetchall()

    def raw_count(word: str) -> object:
        return raw.execute("select count(*) from f where f match ?", (f'"{word}"',)).fetchone()

    peer = "FTS5 by hand (3 and more)"
    for size, goal in (("3 and more", "p95 x1.3"), ("2", "p95 x3 of 3 and more"), ("1", "none")):
        words = asked[size]
        base = {peer: partial(_next_of, itertools.cycle(asked["3 and more"]), raw_newest)}
        compare(
            f"the newest 20 that hold a word of {size} characters", words, {**base, "orqa": newest(OPEN)}, peer, goal
        )
        if size != "3 and more":
            compare(f"count, {size} characters", words, {"orqa": count}, peer, "none")
    compare("count, 3 and more characters", asked["3 and more"], {peer: raw_count, "orqa": count}, peer, "p95 x1.3")
    seen = Access.of("unit:12", "person:ab")
    some = asked["3 and more"] + asked["2"]
    compare("by one who sees restricted letters too", some, {"orqa": newest(seen)}, peer, "none")
    exact(subjects, asked, count)
    store.close()


def _next_of(turn: Iterator[str], ask: Callable[[str], object], _word: str) -> object:
    """The peer cannot be asked a short word; it answers a longer one meanwhile."""
    return ask(next(turn))


def exact(subjects: Sequence[str], asked: dict[str, list[str]], count: Callable[[str], int]) -> None:
    """Every answer is complete and right, whatever the length of the word."""
    words = [word for group in asked.values() for word in group[::10]]
    wrong = [w for w in words if count(w) != sum(w in s for place, s in enumerate(subjects) if place % 200)]
    print(f"\n{len(words)} counts against reading every subject: {len(wrong)} wrong {wrong}")


if __name__ == "__main__":
    main()

"""Posting to a budget: what is available is checked, and the posting is made; in memory, and durably in SQLite.

In memory the peers are beancount's Inventory as a running balance and a ledger class in whole satang that makes attrs
postings and knows no stages. In SQLite the base is sqlite3, which writes the same rows and does nothing else (see
``_replay``). Beside them django-hordak on PostgreSQL, where it is installed: it has no SQLite.

Both commit each posting to the disk: WAL with synchronous=full, and the server as it is set, which is printed. hordak
looks at one balance and writes a transaction with two legs; the like of it is money allotted out of a grant, which is
one posting. A reservation makes a spending case besides, with its text for the search. What sqlite3 alone takes for the
rows of each, and for a single row, is told in the same run: nothing that commits to that disk can be faster.

ORQA_BENCH_DIR: where the databases lie; it decides what a sync costs.
ORQA_BENCH_HORDAK: a Python that has django-hordak and psycopg.
ORQA_BENCH_POSTGRESQL: ``HOST USER DATABASE`` of the server for it (``127.0.0.1 postgres postgres``).
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from _book import PROFILE
from _duel import duel, show, spell
from _replay import SETTINGS, Raw, counts, tape

import orqa
from orqa.domain.budgets.books import Book
from orqa.domain.budgets.errors import OverBudget
from orqa.domain.budgets.records import BudgetLine
from orqa.domain.budgets.stages import Stage
from orqa.domain.budgets.trees import Balance
from orqa.office.office import Office
from orqa.plugins.builtin.stores.sqlite_dialect import SqliteDialect

LINES, POSTINGS = 200, 200_000
ONES, ROUNDS = 250, 15
ACTION = "budget.post"
TABLES = {"spending_case": True, "budget_posting": True}
CODES = [f"L{number:03}" for number in range(LINES)]
GRANT = 240_000_000
"""Satang of each line: most run out before the end."""

Made: TypeAlias = Callable[[str], tuple[Office, Callable[[], None]]]
"""Makes an office at a URL, and what posts to it :data:`ONES` times."""


def wanted(count: int) -> list[tuple[str, int]]:
    """Line and amount of each posting that is asked for."""
    pick = random.Random(5)
    return [(pick.choice(CODES), pick.randrange(100, 500_000)) for _ in range(count)]


# ------------------------------------------------------------------ in memory


@attrs.frozen(slots=True)
class Posting:
    number: int
    account: str
    satang: int
    kind: str


class Ledger:
    """The bare class: a limit, what is spent, and a log."""

    __slots__ = ("committed", "granted", "log", "spent")

    def __init__(self) -> None:
        self.granted = dict.fromkeys(CODES, GRANT)
        self.committed = dict.fromkeys(CODES, 0)
        self.spent = dict.fromkeys(CODES, 0)
        self.log: list[Posting] = []

    def post(self, account: str, satang: int) -> Posting | None:
        if satang <= 0:
            raise ValueError(satang)
        if self.granted[account] - self.committed[account] - self.spent[account] < satang:
            return None
        posting = Posting(len(self.log) + 1, account, satang, "pay")
        self.log.append(posting)
        self.spent[account] += satang
        return posting


def by_bare_class(asked: list[tuple[str, int]]) -> int:
    ledger = Ledger()
    for account, satang in asked:
        ledger.post(account, satang)
    return len(ledger.log)


def by_orqa(asked: list[tuple[str, int]]) -> int:
    book = Book({code: Balance({Stage.ALLOTTED: GRANT}) for code in CODES})
    move, allotted, paid = book.move, Stage.ALLOTTED, Stage.PAID
    for line, satang in asked:
        if book.available(line) >= satang:
            move(line, allotted, paid, satang)
    return len(book.movements)


def by_orqa_refusing(asked: list[tuple[str, int]]) -> int:
    book = Book({code: Balance({Stage.ALLOTTED: GRANT}) for code in CODES})
    for line, satang in asked:
        try:
            book.move(line, Stage.ALLOTTED, Stage.PAID, satang)
        except OverBudget:
            continue
    return len(book.movements)


def by_beancount(asked: list[tuple[str, Decimal]]) -> int:
    from beancount.core import amount, inventory

    granted, posted = Decimal(GRANT).scaleb(-2), 0
    used = {code: inventory.Inventory() for code in CODES}
    for account, baht in asked:
        balance = used[account]
        if granted - balance.get_currency_units("THB").number >= baht:
            balance.add_amount(amount.Amount(baht, "THB"))
            posted += 1
    return posted


def in_memory() -> None:
    asked = wanted(POSTINGS)
    peers: dict[str, Callable[[], int]] = {
        "bare ledger class": lambda: by_bare_class(asked),
        "orqa Book": lambda: by_orqa(asked),
        "orqa Book, move and be refused": lambda: by_orqa_refusing(asked),
    }
    try:
        import beancount
    except ImportError:
        print("peer beancount not installed")
    else:
        exact = [(account, Decimal(satang).scaleb(-2)) for account, satang in asked]
        peers[f"beancount {beancount.__version__} Inventory"] = lambda: by_beancount(exact)
    posted = {run() for run in peers.values()}
    assert len(posted) == 1, posted
    print(f"{posted.pop():,} of {POSTINGS:,} are covered, by each of them")
    results = duel(peers, per=POSTINGS)
    show("A posting checked and made, in memory", results, "bare ledger class", "x2 or less; Inventory twice orqa's")


# ------------------------------------------------------------------ in SQLite


def opened(url: str) -> tuple[Office, list[BudgetLine]]:
    """An office with lines that money is allotted to."""
    office = orqa.open_office(url, PROFILE, clock=lambda: datetime(2026, 11, 23, 2, tzinfo=UTC))
    budgets, year = office.budgets, office.year("fiscal", 2570)
    for code in CODES:
        budgets.add_line(code, f"รายการ {code}", year, fund="national")
        budgets.allot(code, 10_000_000, granted=False, document="ที่ 1/2570")
    return office, list(budgets.lines(year))


def reserve(office: Office, lines: list[BudgetLine], serial: int) -> None:
    line, minor = lines[serial * 7 % LINES], 100_00 + serial
    office.budgets.reserve(line, Decimal(minor) / 100, f"จัดซื้อวัสดุ รายการที่ {serial}", document=f"อว {serial}/2570")


def reserved(url: str) -> tuple[Office, Callable[[], None]]:
    office, lines = opened(url)
    serials = iter(range(ONES * ROUNDS))

    def run() -> None:
        for serial in islice(serials, ONES):
            reserve(office, lines, serial)

    return office, run


def granted(url: str) -> tuple[Office, Callable[[], None]]:
    """Money allotted out of grants: what is left of the grant is checked, and one posting is made."""
    office, lines = opened(url)
    for line in lines:
        office.budgets.approve(line, 10_000_000, document="ที่ 1/2570")
    serials = iter(range(ONES * ROUNDS))

    def run() -> None:
        for serial in islice(serials, ONES):
            line, minor = lines[serial * 7 % LINES], 100_00 + serial
            office.budgets.allot(line, Decimal(minor) / 100, document=f"อว {serial}/2570")

    return office, run


def replayed(folder: Path, name: str, made: Made, before: int) -> Callable[[], None]:
    """sqlite3 with the rows that orqa writes in ``made``, but for those of the ``before`` postings that prepare it."""
    source = folder / f"{name}-source.db"
    office, run = made(f"sqlite:///{source}")
    for _ in range(ROUNDS):
        run()
    office.close()
    raw = Raw(folder / f"{name}-raw.db", source)
    for write in islice(tape(source, ACTION, TABLES), before):
        raw.write(write)
    return written(raw, source, before)


def one_row(folder: Path) -> Callable[[], None]:
    """sqlite3 with a transaction for each single row: what the disk asks for."""
    connection = sqlite3.connect(folder / "row.db", isolation_level=None)
    for setting in SETTINGS:
        connection.execute(f"pragma {setting}")
    connection.execute("create table posting (line text, minor integer)")

    def run() -> None:
        for serial in range(ONES):
            connection.execute("insert into posting values (?, ?)", ("L001", serial))

    return run


def written(raw: Raw, source: Path, before: int = LINES) -> Callable[[], None]:
    rows = islice(tape(source, ACTION, TABLES), before, None)  # the first are written already
    writes = [list(islice(rows, ONES)) for _ in range(ROUNDS)][::-1]

    def run() -> None:
        for write in writes.pop():
            raw.write(write)

    return run


def in_sqlite(folder: Path) -> dict[str, float]:
    source, ours, theirs = (folder / f"{part}.db" for part in ("source", "orqa", "raw"))
    office, run = reserved(f"sqlite:///{source}")
    for _ in range(ROUNDS):
        run()
    office.close()
    raw = Raw(theirs, source)
    for write in islice(tape(source, ACTION, TABLES), LINES):
        raw.write(write)
    office, run = reserved(f"sqlite:///{ours}")
    peers = {"orqa": run, "sqlite3, the same rows": written(raw, source)}
    results = duel(peers, per=ONES, repeat=ROUNDS, warm=False)
    title = f"Money reserved, durably ({ROUNDS} rounds of {ONES})"
    show(title, results, "sqlite3, the same rows", "x1.30 or less")
    office.close()
    found = counts(ours, ACTION, SqliteDialect.search_step, TABLES), counts(theirs, ACTION, tables=TABLES)
    assert found[0] == found[1], found
    print("  the same rows in both databases: True")
    return results


# ------------------------------------------------------------------ beside django-hordak

HORDAK = """
import os, random, sys, time
from datetime import date
from decimal import Decimal
import django
from django.conf import settings
host, user, database = sys.argv[1:4]
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "mptt", "django_extensions", "hordak"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField", USE_TZ=True, SECRET_KEY="x", HORDAK_MAX_DIGITS=20,
    HORDAK_DECIMAL_PLACES=2, DEFAULT_CURRENCY="THB", CURRENCIES=["THB"],
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": database, "USER": user, "HOST": host}},
)
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import transaction
from hordak.models import Account
from moneyed import Money
bank = Account.objects.create(name="Treasury", code="1", type="AS", currencies=["THB"])
lines = [Account.objects.create(name=f"L{n}", code=f"5{n:03d}", type="EX", currencies=["THB"]) for n in range(200)]
limit, pick = Money(10**9, "THB"), random.Random(5)
print("ready", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        account, money = pick.choice(lines), Money(Decimal(pick.randrange(100, 500_000)) / 100, "THB")
        with transaction.atomic():
            balance = account.get_balance().monies()
            if balance and limit - balance[0] < money:
                continue
            bank.transfer_to(account, money, date=date(2026, 11, 23), description="voucher")
    print(time.perf_counter() - start, flush=True)
"""


class Hordak:
    """django-hordak in a process of its own, with a database of its own."""

    def __init__(self, python: str) -> None:
        self._server = os.environ.get("ORQA_BENCH_POSTGRESQL", "127.0.0.1 postgres postgres").split()
        self._database = f"orqa_bench_{os.getpid()}"
        self._sql(f"CREATE DATABASE {self._database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        host, user, _ = self._server
        command = [python, "-c", HORDAK, host, user, self._database]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        self._answers, self._orders = self._process.stdout, self._process.stdin
        assert self._answers.readline() == "ready\n"

    def _sql(self, statement: str) -> None:
        host, user, database = self._server
        subprocess.run(["psql", "-q", "-h", host, "-U", user, "-d", database, "-c", statement], check=True)

    def durability(self) -> str:
        host, user, database = self._server
        asked = "select string_agg(name || ' ' || setting, ', ') from pg_settings where name in ('fsync', {})"
        command = ["psql", "-h", host, "-U", user, "-d", database, "-Atc", asked.format("'synchronous_commit'")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def post(self) -> None:
        self._orders.write(f"{ONES}\n")
        self._orders.flush()
        assert float(self._answers.readline()) > 0

    def close(self) -> None:
        self._orders.close()
        self._process.wait()
        self._sql(f"DROP DATABASE {self._database}")


def beside_hordak(folder: Path) -> None:
    python = os.environ.get("ORQA_BENCH_HORDAK")
    if not python:
        print("\npeer django-hordak not installed (name a Python that has it: ORQA_BENCH_HORDAK)")
        return
    first, reserving = reserved(f"sqlite:///{folder / 'beside.db'}")
    second, allotting = granted(f"sqlite:///{folder / 'granted.db'}")
    hordak = Hordak(python)
    peers: dict[str, Callable[[], Any]] = {
        "orqa": allotting,
        "sqlite3, the same rows": replayed(folder, "allotted", granted, 2 * LINES),
        "orqa, with a spending case": reserving,
        "sqlite3, the same rows, with the case": replayed(folder, "reserved", reserved, LINES),
        "sqlite3, one row": one_row(folder),
        "django-hordak, PostgreSQL": hordak.post,
    }
    results = duel(peers, per=ONES, repeat=ROUNDS, warm=False)
    show("Money checked and posted, durably", results, "orqa", "django-hordak x10 or more")
    theirs = results["django-hordak, PostgreSQL"]
    for name in ("sqlite3, one row", "sqlite3, the same rows", "sqlite3, the same rows, with the case"):
        print(f"  django-hordak takes x{theirs / results[name]:.1f} of {name}: no more is to be had on this disk")
    print(f"  the server of django-hordak: {hordak.durability()}")
    hordak.close()
    first.close()
    second.close()


def main() -> None:
    in_memory()
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORQA_BENCH_DIR")) as name:
        in_sqlite(Path(name))
        beside_hordak(Path(name))
    results = duel({"orqa": in_office()}, per=ONES, repeat=7, warm=False)
    print(f"\nthe whole service in the memory store: {spell(results['orqa'])} a reservation")


def in_office() -> Callable[[], None]:
    return reserved("memory:")[1]


if __name__ == "__main__":
    sys.exit(main())

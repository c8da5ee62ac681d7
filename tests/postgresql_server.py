"""A PostgreSQL for tests: the one named in ORQA_TEST_POSTGRESQL, or the one of this machine.

Each testing process makes a database of its own, since an old snapshot anywhere in a database keeps the bytes of what
is erased; it is dropped when the process ends.
"""

import atexit
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from urllib.parse import urlsplit

import pytest

NAMED = "ORQA_TEST_POSTGRESQL"
LOCAL = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")
ABSENT = f"no PostgreSQL was found; start one on 127.0.0.1:5432 or name one: {NAMED}=postgresql://user@host/database"


@cache
def server() -> str:
    """The URL of a new database of a server; empty where there is none."""
    psycopg = pytest.importorskip("psycopg")
    named = os.environ.get(NAMED)
    for url in (named,) if named else LOCAL:
        with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=3, autocommit=True) as connection:
            name = f"orqa_test_{uuid.uuid4().hex[:12]}"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
            atexit.register(_drop, url, name)
            own = urlsplit(url)._replace(path=f"/{name}").geturl()
            with suppress(psycopg.errors.Error), psycopg.connect(own, autocommit=True) as made:
                made.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            return str(own)
    return ""


def _drop(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def needed() -> str:
    """The URL; without one, the test is skipped aloud, or fails where everything must be tested."""
    url = server()
    if not url and os.environ.get("CI"):
        pytest.fail(ABSENT)
    if not url:
        pytest.skip(ABSENT)
    return url


def in_schema(url: str, schema: str) -> str:
    """The URL of an office in a schema."""
    return f"{url}{'&' if '?' in url else '?'}schema={schema}"


@contextmanager
def schemas() -> Iterator[str]:
    """A prefix for the names of schemas; all that begin with it are dropped at the end."""
    import psycopg

    url, prefix = needed(), f"t{uuid.uuid4().hex[:12]}"
    yield prefix
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE %s", (f"{prefix}%",)).fetchall()
        for (name,) in found:
            connection.execute(f"DROP SCHEMA {name} CASCADE")

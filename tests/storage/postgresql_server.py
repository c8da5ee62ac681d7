"""A PostgreSQL for tests: the one named in ORQA_TEST_POSTGRESQL, or the one of this machine."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

NAMED = "ORQA_TEST_POSTGRESQL"
LOCAL = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")
ABSENT = f"no PostgreSQL was found; start one on 127.0.0.1:5432 or name one: {NAMED}=postgresql://user@host/database"


@cache
def server() -> str:
    """The URL of a database in which schemas may be made; empty where there is none."""
    psycopg = pytest.importorskip("psycopg")
    named = os.environ.get(NAMED)
    for url in (named,) if named else LOCAL:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return str(url)
    return ""


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

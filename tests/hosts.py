"""Programs in whose transactions an office takes part: real Django and real SQLAlchemy, over SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HOSTS = ("django-sqlite", "django-postgresql", "sqlalchemy-sqlite", "sqlalchemy-postgresql")


_count = count()


class Host:
    """One program with a table ``host_note`` of its own beside the office.

    Attributes:
        alone: whether only one transaction can be open at a time.
    """

    def __init__(self, url: str, schema: str) -> None:
        self.url = url
        self.schema = schema
        self.alone = url.startswith("sqlite:")
        self.setup()

    def setup(self) -> None:
        with self.transaction():
            if not self.alone:
                self.execute(f"CREATE SCHEMA IF NOT EXISTS {self.schema}")
            self.execute("CREATE TABLE IF NOT EXISTS host_note (text TEXT)")

    @contextmanager
    def transaction(self) -> Iterator[tuple[Any, Callable[..., Any]]]:
        """The driver's connection in a transaction that the block ends, and what takes callbacks."""
        raise NotImplementedError

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement in the open transaction."""
        raise NotImplementedError

    def notes(self) -> list[str]:
        """What the host itself has written."""
        with self.transaction():
            return [text for (text,) in self.execute("SELECT text FROM host_note ORDER BY text")]

    def close(self) -> None:
        """End the connections."""


class DjangoHost(Host):
    def setup(self) -> None:
        import django
        from django.conf import settings
        from django.db import connections

        if not settings.configured:
            settings.configure(DATABASES={}, USE_TZ=True)
            django.setup()
        self._alias = f"host{next(_count)}"
        entry = self._sqlite() if self.alone else self._postgresql()
        connections.databases[self._alias] = connections.configure_settings({"default": {}, self._alias: entry})[
            self._alias
        ]
        super().setup()

    def _sqlite(self) -> dict[str, Any]:
        name = self.url.removeprefix("sqlite:///")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": {"transaction_mode": "IMMEDIATE"}}

    def _postgresql(self) -> dict[str, Any]:
        at = urlsplit(self.url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": at.path[1:],
            "USER": unquote(at.username or ""),
            "PASSWORD": unquote(at.password or ""),
            "HOST": at.hostname or "",
            "PORT": str(at.port or ""),
            "OPTIONS": {"options": f"-c search_path={self.schema}"},
        }

    @contextmanager
    def transaction(self) -> Iterator[tuple[Any, Callable[..., Any]]]:
        from django.db import connections, transaction

        with transaction.atomic(using=self._alias):
            yield connections[self._alias].connection, lambda do: transaction.on_commit(do, using=self._alias)

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        from django.db import connections

        with connections[self._alias].cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []

    def close(self) -> None:
        from django.db import connections

        connections[self._alias].close()
        del connections[self._alias], connections.databases[self._alias]


class SqlAlchemyHost(Host):
    def setup(self) -> None:
        import sqlalchemy
        from sqlalchemy import event

        if self.alone:
            self._engine = sqlalchemy.create_engine(self.url)
            event.listen(self._engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
            event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        else:
            url = self.url.replace("postgresql://", "postgresql+psycopg://", 1)
            options = {"options": f"-c search_path={self.schema}"}
            self._engine = sqlalchemy.create_engine(url, connect_args=options)
        super().setup()

    @contextmanager
    def transaction(self) -> Iterator[tuple[Any, Callable[..., Any]]]:
        after: list[Callable[[], Any]] = []
        with self._engine.begin() as self._connection:
            yield self._connection.connection.dbapi_connection, after.append
        for do in after:
            do()

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        result = self._connection.exec_driver_sql(sql)
        return [tuple(row) for row in result.fetchall()] if result.returns_rows else []

    def close(self) -> None:
        self._engine.dispose()


def host(name: str, url: str, schema: str) -> Host:
    """A host by its name, such as ``django-sqlite``."""
    return (DjangoHost if name.startswith("django") else SqlAlchemyHost)(url, schema)


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder}/office.db"

"""URLs of offices in PostgreSQL: ``postgresql://user@server/database?schema=office``."""

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

import psycopg

from orqa.plugins.builtin.stores.postgresql import PostgresqlStore
from orqa.plugins.builtin.stores.postgresql_connection import Server
from orqa.plugins.errors import StoreUrlNotUnderstood

if TYPE_CHECKING:
    from orqa.plugins.urls import StoreUrl

DEFAULT_SCHEMA = "orqa"
_SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,49}").fullmatch
_TIMEOUT = 30.0
_OWN = ("schema", "pooler")
"""What the URL says to orqa; everything else behind the question mark is for the server."""


def opened(url: "StoreUrl", *, read_only: bool = False) -> PostgresqlStore:
    """The store of a URL; nothing is connected yet.

    Raises:
        StoreUrlNotUnderstood: for a schema that is no plain name, or a URL that PostgreSQL's own library does not
            understand.
    """
    return PostgresqlStore(server_of(url), url.shown, read_only=read_only)


def server_of(url: "StoreUrl") -> Server:
    """Where the office of a URL is.

    ``schema=`` names the office's schema (``orqa`` where it is left out); ``pooler=transaction`` says that a pooler
    stands in between that gives each transaction another connection. The rest is as libpq takes it.
    """
    start, _, query = str(url).partition("?")
    told = parse_qsl(query, keep_blank_values=True)
    own = {name: value for name, value in told if name in _OWN}
    schema = own.get("schema", DEFAULT_SCHEMA)
    theirs = urlencode([pair for pair in told if pair[0] not in _OWN], quote_via=quote)
    conninfo = f"{start}?{theirs}" if theirs else start
    pooler = own.get("pooler", "session")
    if not _SCHEMA(schema) or schema.startswith("pg_") or pooler not in {"session", "transaction"}:
        raise StoreUrlNotUnderstood(url.shown)
    try:
        psycopg.conninfo.conninfo_to_dict(conninfo)
    except psycopg.ProgrammingError:
        raise StoreUrlNotUnderstood(url.shown) from None
    return Server(conninfo, schema, _TIMEOUT, pooler == "transaction")

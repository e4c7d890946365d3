"""Reading rows that somebody may have damaged: exact stored bytes, one snapshot, bounded memory.

The ORM would repair or refuse what a verifier must see: it parses instants in several spellings, and
SQLite refuses text that is no UTF-8. Here instants keep their spelling and bad bytes become surrogates,
which no hash of honest text can meet.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from .. import rules

CHUNK = 2000
LOWEST = -(2**63)
AS_STORED = re.compile(r"AS_STORED\((\w+)\)")


@contextmanager
def snapshot() -> Iterator[None]:
    """All reads inside see one moment, without blocking writers; nothing may be written inside."""
    if connection.in_atomic_block:
        with _exact():
            yield
        return
    begin = "BEGIN DEFERRED"
    if connection.vendor == "postgresql":
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        with _exact():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


@contextmanager
def _exact() -> Iterator[None]:
    """SQLite's text as stored, decodable or not."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    driver = connection.connection
    before = driver.text_factory
    driver.text_factory = _visible
    try:
        yield
    finally:
        driver.text_factory = before


def _visible(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def rows(sql: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a statement keyed on its first column, an integer, in its order.

    ``sql`` has two parameters: rows whose first column is above the first, at most the second.
    ``AS_STORED(column)`` in it gives an instant unparsed.
    """
    sql = _unparsed(sql)
    after: Any = LOWEST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, [after, CHUNK])
            found = cursor.fetchall()
        yield from found
        if len(found) < CHUNK or not isinstance(found[-1][0], int):
            return
        after = found[-1][0]


def _unparsed(sql: str) -> str:
    """SQLite's driver parses columns declared as instants, unless they are an expression."""
    return AS_STORED.sub(r"CAST(\1 AS TEXT)" if connection.vendor == "sqlite" else r"\1", sql)


def one(sql: str, *parameters: Any) -> tuple[Any, ...] | None:
    """The first row of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def instant(stored: Any) -> str:
    """A stored instant as ``rules.instant`` writes it; any other spelling gives "" (and fits no hash)."""
    if isinstance(stored, datetime):
        return rules.instant(stored)
    if isinstance(stored, str) and stored[10:11] == " ":
        if len(stored) == 26:
            return f"{stored[:10]}T{stored[11:]}Z"
        if len(stored) == 19:
            return f"{stored[:10]}T{stored[11:]}.000000Z"
    return ""


def text(stored: Any) -> str:
    """A text column; a value of another type (SQLite does not insist) becomes one that fits no hash."""
    return stored if isinstance(stored, str) else f"\udc80{stored!r}"

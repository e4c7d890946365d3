"""Which publications a caller wants: latest by keyset, by number, or by search; one page at a time."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest

from gongkai.record.catalogue.queries import lists, publications
from gongkai.record.catalogue.rules import Status
from gongkai.record.search import public as search

from .parameters import Wanted

DEEPEST = 10_000  # a search is read no further than this; narrower filters go on


@dataclass(frozen=True, slots=True)
class Found:
    """One page of publications; ``next`` is the cursor of the following one, None at the end."""

    items: list[Any]
    next: str | None
    total: int | None = None


def page(wanted: Wanted) -> Found:
    """The publications wanted. Raises BadRequest for a cursor that is not ours."""
    if wanted.q or wanted.year:
        return searched(wanted)
    if wanted.number:
        return numbered(wanted)
    try:
        latest = lists.latest(
            kind=wanted.kind,
            publisher=wanted.publisher or None,
            channel=wanted.channel or None,
            before=wanted.before or None,
            limit=wanted.limit,
        )
    except ValueError as wrong:
        raise BadRequest("翻页标记 before 不可用，请从第一页重新开始") from wrong
    return Found(list(latest.items), latest.next)


def numbered(wanted: Wanted) -> Found:
    """Everything published under one number, in whatever spelling; the other filters narrow it."""
    tests = {"kind": wanted.kind, "publisher.code": wanted.publisher}
    rows = [row for row in publications.by_number(wanted.number) if row.status == Status.PUBLISHED]
    for name, value in tests.items():
        rows = [row for row in rows if not value or value == read(row, name)]
    return Found(rows[: wanted.limit], None, len(rows))


def read(row: Any, name: str) -> Any:
    for part in name.split("."):
        row = getattr(row, part)
    return row


def searched(wanted: Wanted) -> Found:
    """What the search finds; the cursor is the number of rows passed."""
    if wanted.before and not wanted.before.isascii() or not (wanted.before or "0").isdigit():
        raise BadRequest("翻页标记 before 不可用，请从第一页重新开始")
    offset = int(wanted.before or 0)
    if offset > DEEPEST:
        raise BadRequest(f"检索最多翻到第 {DEEPEST} 条，请增加筛选条件")
    words = " ".join(word for word in (wanted.q, wanted.number) if word)
    given = {
        "publisher": wanted.publisher,
        "channel": wanted.channel,
        "kind": wanted.kind,
        "year": wanted.year,
    }
    filters = {name: [str(value)] for name, value in given.items() if value}
    results = search.search(
        words, filters=filters, sort="relevance" if words else "date", limit=wanted.limit, offset=offset
    )
    rows = lists.by_identifiers([hit.identifier for hit in results.hits])
    items = [rows[hit.identifier] for hit in results.hits if hit.identifier in rows]
    after = offset + wanted.limit
    return Found(items, str(after) if after < min(results.total, DEEPEST) else None, results.total)

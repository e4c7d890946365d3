"""Which publications a caller wants: latest by keyset, by number, or by search; one page at a time.

The database answers what its indexes give by themselves, one value a filter; the search index the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import BadRequest

from gongkai.record.catalogue.queries import lists, publications
from gongkai.record.catalogue.rules import Status
from gongkai.record.search import public as search

from .parameters import FILTERS, Wanted

DATABASE = ("kind", "publisher", "channel", "mandatory_item")
DEEPEST = 10_000  # a search is read no further than this; narrower filters go on


@dataclass(frozen=True, slots=True)
class Found:
    """One page of publications; ``next`` is the cursor of the following one, None at the end."""

    items: list[Any]
    next: str | None
    total: int | None = None


def from_index(wanted: Wanted) -> bool:
    """Whether the search index answers, which may lag behind the ledger: such an answer is never stored."""
    several = any(len(getattr(wanted, name)) > 1 for name in FILTERS)
    narrow = wanted.year or wanted.validity or wanted.subject_category
    return bool(
        wanted.q or narrow or several or (wanted.number and (wanted.channel or wanted.mandatory_item))
    )


def page(wanted: Wanted, *, newest_first: bool = False) -> Found:
    """The publications wanted; with words by relevance, or ``newest_first``.

    Raises BadRequest for a cursor that is not ours.
    """
    if from_index(wanted):
        return searched(wanted, newest_first)
    if wanted.number:
        return numbered(wanted)
    given = {name: next(iter(getattr(wanted, name)), None) for name in DATABASE}
    return keyset(lambda: lists.latest(**given, before=wanted.before or None, limit=wanted.limit))


def keyset(read_page: Callable[[], lists.Page]) -> Found:
    """A page of a list; BadRequest where its cursor is not ours."""
    try:
        latest = read_page()
    except ValueError as wrong:
        raise BadRequest("翻页标记 before 不可用，请从第一页重新开始") from wrong
    return Found(list(latest.items), latest.next)


def numbered(wanted: Wanted) -> Found:
    """Everything published under one number, in whatever spelling; the other filters narrow it."""
    tests = {"kind": wanted.kind, "publisher.code": wanted.publisher}
    rows = [row for row in publications.by_number(wanted.number) if row.status == Status.PUBLISHED]
    for name, values in tests.items():
        rows = [row for row in rows if not values or read(row, name) in values]
    return Found(rows[: wanted.limit], None, len(rows))


def read(row: Any, name: str) -> Any:
    for part in name.split("."):
        row = getattr(row, part)
    return row


def searched(wanted: Wanted, newest_first: bool = False) -> Found:
    """What the search finds; the cursor is the number of rows passed."""
    if wanted.before and not wanted.before.isascii() or not (wanted.before or "0").isdigit():
        raise BadRequest("翻页标记 before 不可用，请从第一页重新开始")
    offset = int(wanted.before or 0)
    if offset > DEEPEST:
        raise BadRequest(f"检索最多翻到第 {DEEPEST} 条，请增加筛选条件")
    words = " ".join(word for word in (wanted.q, wanted.number) if word)
    given = {name: getattr(wanted, name) for name in FILTERS}
    filters = {name: [str(value) for value in values] for name, values in given.items() if values}
    order: Literal["relevance", "date"] = "date" if newest_first or not words else "relevance"
    results = search.search(words, filters=filters, sort=order, limit=wanted.limit, offset=offset)
    rows = lists.by_identifiers([hit.identifier for hit in results.hits])
    items = [rows[hit.identifier] for hit in results.hits if hit.identifier in rows]
    after = offset + wanted.limit
    return Found(items, str(after) if after < min(results.total, DEEPEST) else None, results.total)

"""What the search may show: only what the catalogue says is public at this moment.

The index follows the ledger and may lag: its follower may be dead or far behind. So whatever shows titles,
excerpts or numbers from the index asks here, and one statement drops what was withdrawn or removed meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from gongkai.record.catalogue.queries import lists

from . import generations, queries
from .queries import Results


def read_to() -> int:
    """How many entries of the ledger the index has taken in."""
    state = generations.reader()
    return state.read_to if state else 0


def search(
    text: str,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    sort: Literal["relevance", "date"] = "relevance",
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """``queries.search`` without the hits that are no longer public; they are not counted in ``total``."""
    results = queries.search(text, filters=filters, sort=sort, limit=limit, offset=offset)
    open_ = lists.public(hit.identifier for hit in results.hits)
    hits = [hit for hit in results.hits if hit.identifier in open_]
    return replace(results, hits=hits, total=results.total - len(results.hits) + len(hits))


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """Texts that continue ``prefix``, each held by something public."""
    return [text for text, _ in suggestions(prefix, limit)]


def suggestions(prefix: str, limit: int = 8) -> list[tuple[str, str]]:
    """The same, each with the index number of the one publication that it names, "" where there is no one."""
    found = queries.suggest(prefix, limit)
    open_ = lists.public(holder for one in found for holder in one.holders)
    shown = [(one, [holder for holder in one.holders if holder in open_]) for one in found]
    return [(one.text, held[0] if one.names and len(held) == 1 else "") for one, held in shown if held]

"""As of which checkpoint a page made from many was made: the small proof panel of lists and start pages.

The checkpoint is read before the page's own rows, and at most every few seconds: what it states is on the
page for certain, what came later may be. A stored page keeps saying what was true of it when it was made.
"""

from typing import Any

from django.core.cache import cache

from gongkai.ground.ledger import queries as ledger

KEY, SECONDS = "portal.as_of", 5


def as_of() -> dict[str, Any]:
    """``size``, ``root`` and ``at`` of a recent checkpoint; {} before the first."""
    known: dict[str, Any] | None = cache.get(KEY)
    if known is None:
        known = plain(ledger.checkpoint())
        cache.set(KEY, known, SECONDS)
    return known


def within(size: int) -> dict[str, Any]:
    """The same for what has read ``size`` entries of the ledger, as the search index has."""
    return plain(ledger.stating_at_most(size))


def plain(checkpoint: Any) -> dict[str, Any]:
    if checkpoint is None:
        return {}
    return {"size": checkpoint.size, "root": checkpoint.root, "at": checkpoint.at}

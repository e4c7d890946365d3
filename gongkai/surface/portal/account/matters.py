"""What a citizen has sent here, from every room of the portal that keeps the citizen's digest with it."""

from collections.abc import Callable, Iterable

from ..letters import own
from .lines import Matter as Matter

# A room of the portal adds its function here: the digest of a citizen gives that citizen's matters.
SOURCES: tuple[Callable[[str], Iterable[Matter]], ...] = (own.matters,)
SHOWN = 100


def of(digest: str) -> list[Matter]:
    """Everything of a citizen, newest first."""
    found = [matter for source in SOURCES for matter in source(digest)]
    return sorted(found, key=lambda matter: matter.on, reverse=True)[:SHOWN]

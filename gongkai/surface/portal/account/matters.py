"""What a citizen has sent here, from every room of the portal that keeps the citizen's digest with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Matter:
    """One line: what it is, its number, when it was sent, how it stands, and where its page is."""

    kind: str
    number: str
    on: date
    standing: str
    address: str


# A room of the portal adds its function here: the digest of a citizen gives that citizen's matters.
SOURCES: tuple[Callable[[str], Iterable[Matter]], ...] = ()
SHOWN = 100


def of(digest: str) -> list[Matter]:
    """Everything of a citizen, newest first."""
    found = [matter for source in SOURCES for matter in source(digest)]
    return sorted(found, key=lambda matter: matter.on, reverse=True)[:SHOWN]

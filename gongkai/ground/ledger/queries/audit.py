"""The audit view: entries newest first, by who acted, about whom, of which organisations, kind and time.

Ordered by instant and identifier and paged by key, so that the millionth page costs what the first does; each
filter stands first in an index of that order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from ..models import Entry

PAGE = 50
CHUNK = 1000  # rows read at a time by an export


@dataclass(frozen=True, slots=True)
class Sift:
    """What is asked for. ``organisations`` None is all of them and the program's own entries."""

    person: int | None = None
    about: int | None = None
    organisations: tuple[str, ...] | None = None
    kind: str = ""
    begins: datetime | None = None  # included
    ends: datetime | None = None  # not included


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first; ``next`` continues them, None at the end."""

    items: list[Entry]
    next: str | None


def listed(sift: Sift, *, before: str | None = None, limit: int = PAGE) -> Page:
    """A page of entries. Raises ValueError for a cursor that is none of ours."""
    rows = list(_after(_sifted(sift), before)[: limit + 1])
    return Page(rows[:limit], cursor(rows[limit - 1]) if len(rows) > limit else None)


def every(sift: Sift, most: int) -> Iterator[Entry]:
    """All of them up to ``most``, newest first, a chunk in memory at a time."""
    before, left = None, most
    while left > 0:
        page = listed(sift, before=before, limit=min(CHUNK, left))
        yield from page.items
        left -= len(page.items)
        before = page.next
        if before is None:
            return


def _sifted(sift: Sift) -> QuerySet[Entry]:
    found = Entry.objects.order_by("-at", "-id")
    if sift.person is not None:
        found = found.filter(person=sift.person)
    if sift.about is not None:
        found = found.filter(subject=f"person/{sift.about}")
    if sift.organisations is not None:
        one = len(sift.organisations) == 1
        found = (
            found.filter(organisation=sift.organisations[0])
            if one
            else found.filter(organisation__in=sift.organisations)
        )
    if sift.kind:
        found = found.filter(kind=sift.kind)
    if sift.begins:
        found = found.filter(at__gte=sift.begins)
    if sift.ends:
        found = found.filter(at__lt=sift.ends)
    return found


def cursor(entry: Entry) -> str:
    return f"{entry.at.astimezone(UTC).isoformat()}~{entry.pk}"


def _after(found: QuerySet[Entry], before: str | None) -> QuerySet[Entry]:
    """Everything behind the entry of a cursor; the first condition alone bounds the index."""
    if not before:
        return found
    at, _, identifier = before.partition("~")
    moment, key = datetime.fromisoformat(at), int(identifier)
    if moment.tzinfo is None or key < 0:
        raise ValueError("not a cursor of ours")
    return found.filter(Q(at__lte=moment), Q(at__lt=moment) | Q(id__lt=key))

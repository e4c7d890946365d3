"""Reads of comments, always by pages: a consultation may have a hundred thousand."""

from collections.abc import Iterator

from django.db.models import QuerySet

from ..models import Comment
from ..rules.showing import Showing

SHOWN = 30
UNGROUPED = 0
PIECE = 2_000  # rows fetched at once while streaming
EXPORTED = (
    "pk", "at", "thread__anchor", "version", "level", "stance", "words", "group__title", "group__outcome",
)  # fmt: skip


def shown(key: int, *, thread: int | None = None, before: int = 0, limit: int = SHOWN) -> list[Comment]:
    """What the public may read, newest first, before a comment's number; of one thread where it is given."""
    rows = Comment.objects.filter(consultation=key, showing=Showing.SHOWN)
    rows = Comment.objects.filter(thread=thread, showing=Showing.SHOWN) if thread else rows
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.select_related("thread").defer("sealed").order_by("-pk")[:limit])


def page(
    key: int, *, group: int | None = None, showing: str = "", after: int = 0, limit: int = SHOWN
) -> list[Comment]:
    """For staff: comments in the order they came, of a group (0 for none) or of a state, after a number."""
    rows: QuerySet[Comment] = Comment.objects.filter(consultation=key)
    if group is not None:
        rows = rows.filter(group=group or None)
    if showing:
        rows = rows.filter(showing=showing)
    rows = rows.filter(pk__gt=after) if after else rows
    return list(rows.select_related("thread", "group").defer("sealed").order_by("pk")[:limit])


def one(key: int, comment: int) -> Comment | None:
    return Comment.objects.filter(consultation=key, pk=comment).select_related("thread", "group").first()


def exported(key: int, *, public: bool = False) -> Iterator[tuple[object, ...]]:
    """Every comment as a row for ``rules.export``, masked, never all in memory; those shown where asked."""
    rows = Comment.objects.filter(consultation=key)
    rows = rows.filter(showing=Showing.SHOWN) if public else rows
    yield from rows.order_by("pk").values_list(*EXPORTED).iterator(chunk_size=PIECE)

"""What the staff's screens list: everything within the caller's scope, whatever its status."""

from django.db.models import Q, QuerySet

from gongkai.ground.language.rules import numbers
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import Publication, Relation
from ..rules import RelationKind, RelationState, Status
from .lists import Page, cursor, page, position

COUNTED = 1_000  # beyond this many a count says "1000" and costs no more


def publishers(scope: Scope) -> list[int] | None:
    """Primary keys of the organisations in the scope; None when these are all there are."""
    lineages = orgs.lineages()
    covered = [pk for pk, lineage in lineages.items() if scope.covers(lineage)]
    return None if len(covered) == len(lineages) else covered


def managed(
    scope: Scope,
    *,
    status: str | None = None,
    kind: str | None = None,
    words: str = "",
    before: str | None = None,
    limit: int = 30,
) -> Page:
    """Publications in the scope, newest first; ``words`` is part of a title, a document or index number."""
    rows = _within(scope)
    rows = rows.filter(kind=kind) if kind else rows
    if words := words.strip():
        exact = Q(identifier=words)
        if key := numbers.key(words):
            exact |= Q(number_key=key)
        named = list(rows.filter(exact).values_list("pk", flat=True)[:COUNTED])
        rows = rows.filter(pk__in=named) if named else rows.filter(title__icontains=words)
    rows = rows.order_by("-published_at", "-id")
    if status:
        return page(rows.filter(status=status), before, limit)
    each = [
        page(rows.filter(status=one), before, limit) for one in Status
    ]  # each from its index, then merged
    items = sorted(
        (row for part in each for row in part.items), key=lambda row: (row.published_at, row.pk), reverse=True
    )
    more = len(items) > limit or any(part.next for part in each)
    items = items[:limit]
    return Page(items, cursor(items[-1].published_at, items[-1].pk) if more else None)


def managed_one(scope: Scope, identifier: str) -> Publication | None:
    """A publication in the scope; None outside it, so that the screen answers 404."""
    return _within(scope).filter(identifier=identifier).first()


def _within(scope: Scope) -> QuerySet[Publication]:
    rows = Publication.objects.select_related("publisher")
    keys = publishers(scope)
    return rows if keys is None else rows.filter(publisher__in=keys)


def unconfirmed(scope: Scope, *, before: str | None = None, limit: int = 30) -> Page:
    """Relations that the program found and nobody decided, newest source first."""
    rows = _unconfirmed(scope).select_related("source", "target", "source__publisher")
    if before:
        at, pk = position(before)
        rows = rows.filter(source__published_at__lte=at).filter(Q(source__published_at__lt=at) | Q(id__lt=pk))
    found = list(rows.order_by("-source__published_at", "-id")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], cursor(last.source.published_at, last.pk) if last else None)


def unconfirmed_count(scope: Scope) -> int:
    """How many relations wait for a decision, at most ``COUNTED``."""
    return _unconfirmed(scope)[:COUNTED].count()


def _unconfirmed(scope: Scope) -> QuerySet[Relation]:
    """Citations are left out: they change nothing, and every document has some."""
    kinds = [kind for kind in RelationKind if kind != RelationKind.CITES]
    waiting = Relation.objects.filter(state=RelationState.FOUND, kind__in=kinds, target__isnull=False)
    keys = publishers(scope)
    return waiting if keys is None else waiting.filter(source__publisher__in=keys)

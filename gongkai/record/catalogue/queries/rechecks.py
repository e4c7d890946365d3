"""Passes over everything public, what they read, and what they found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max

from gongkai.ground.orgs.rules import Scope
from gongkai.record.editorial.queries import findings
from gongkai.record.editorial.queries import words as list_of_words

from ..models import Publication, Recheck, Relation, Version
from ..rules import Kind, RelationKind, RelationState, Status, Validity
from ..rules.rechecking import RULES
from .staff import publishers

KIND = "publication"  # of the subject under which findings about something public are kept


@dataclass(frozen=True, slots=True)
class Public:
    """One public item as the checks read it. ``against`` is the text of the document that it interprets."""

    key: int
    identifier: str
    kind: str
    title: str
    document_number: str
    publisher: int
    text: str
    against: str = ""


def latest() -> Recheck | None:
    """The pass that was begun last."""
    return Recheck.objects.first()


def due() -> bool:
    """Whether the word list or the rules changed since the last pass began, and there is anything to read."""
    newest = latest()
    if newest is not None and (newest.words, newest.rules) == (list_of_words.revision(), RULES):
        return False
    return Publication.objects.exists()


def grown() -> bool:
    """Whether anything was added behind the end of the last pass, which is finished."""
    newest = latest()
    if newest is None or newest.finished_at is None:
        return False
    return Publication.objects.filter(pk__gt=newest.last).exists()


def extent() -> tuple[int, int]:
    """How many are public, and the highest key there is."""
    count = Publication.objects.filter(status=Status.PUBLISHED).count()
    return count, Publication.objects.aggregate(last=Max("pk"))["last"] or 0


def batch(after: int, last: int, size: int) -> tuple[list[Public], int]:
    """The public ones among the next ``size`` keys, and the last key looked at (0 when there are no more)."""
    rows = list(
        Publication.objects.filter(pk__gt=after, pk__lte=last)
        .order_by("pk")
        .values("pk", "identifier", "kind", "title", "document_number", "publisher_id", "status")[:size]
    )
    shown = [row for row in rows if row["status"] == Status.PUBLISHED]
    texts = _texts(row["pk"] for row in shown)
    explained = _explained(row["pk"] for row in shown if row["kind"] == Kind.INTERPRETATION)
    found = [
        Public(
            row["pk"],
            row["identifier"],
            row["kind"],
            row["title"],
            row["document_number"],
            row["publisher_id"],
            texts.get(row["pk"], ""),
            explained.get(row["pk"], ""),
        )
        for row in shown
    ]
    return found, rows[-1]["pk"] if rows else 0


def repealed() -> dict[str, str]:
    """By comparison key of its number, what became of each document that holds no longer."""
    gone = Publication.objects.filter(validity__in=[Validity.REPEALED, Validity.EXPIRED]).exclude(
        number_key=""
    )
    return {
        key: f"已{Validity(validity).label}" for key, validity in gone.values_list("number_key", "validity")
    }


def listing(
    scope: Scope, *, check: str = "", severity: str = "", before: str | None = None, limit: int = 30
) -> tuple[list[tuple[Any, Publication | None]], str | None]:
    """Findings about what is public in the scope, newest first, each with its publication. Raises ValueError
    for a cursor that is none of ours."""
    rows, following = findings.listing(
        KIND, publishers(scope), check=check, severity=severity, before=before, limit=limit
    )
    named = Publication.objects.filter(identifier__in={row.subject for row in rows})
    known = {row.identifier: row for row in named.select_related("publisher")}
    return [(row, known.get(row.subject)) for row in rows], following


def _texts(keys: Iterable[int]) -> dict[int, str]:
    rows = Version.objects.filter(publication__in=list(keys), number=F("publication__version"))
    return dict(rows.values_list("publication", "text"))


def _explained(keys: Iterable[int]) -> Mapping[int, str]:
    """By interpretation, the text of a document that it interprets."""
    wanted = list(keys)
    if not wanted:
        return {}
    ties = Relation.objects.filter(source__in=wanted, kind=RelationKind.INTERPRETS).exclude(target=None)
    targets = dict(ties.exclude(state=RelationState.REJECTED).values_list("source", "target"))
    texts = _texts(set(targets.values()))
    return {source: texts.get(target, "") for source, target in targets.items()}

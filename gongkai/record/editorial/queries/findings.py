"""Reads of what checks found."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ..models import StoredFinding
from ..rules.findings import Severity

ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def of(kind: str, subjects: Iterable[str]) -> list[StoredFinding]:
    """Findings of these subjects: unanswered ones first, the gravest first, then as found."""
    rows = _of(kind, subjects).select_related("answered_by")
    return sorted(rows, key=lambda row: (bool(row.answer), ORDER[Severity(row.severity)], row.pk))


def blocking(kind: str, subjects: Iterable[str]) -> list[StoredFinding]:
    """Findings that stop the draft: grave, and not answered where an answer is enough."""
    rows = _of(kind, subjects).filter(severity=Severity.BLOCKING)
    return [row for row in rows if not (row.answerable and row.answer)]


def _of(kind: str, subjects: Iterable[str]) -> QuerySet[StoredFinding]:
    return StoredFinding.objects.filter(kind=kind, subject__in=list(subjects))


def listing(
    kind: str,
    organisations: list[int] | None,
    *,
    check: str = "",
    severity: str = "",
    before: str | None = None,
    limit: int = 30,
) -> tuple[list[StoredFinding], str | None]:
    """Findings of one kind of subject, newest first, and the cursor of the next page; ``organisations`` None
    means everybody's. ``check`` is a name or its first part. Raises ValueError for a strange cursor."""
    rows = StoredFinding.objects.filter(kind=kind).select_related("organisation")
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    if check:
        rows = rows.filter(check_name__startswith=check)
    if severity:
        rows = rows.filter(severity=severity)
    if before:
        if not before.isascii() or not before.isdigit() or len(before) > 18:
            raise ValueError("翻页参数无效，请从第一页重新查看")
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-id")[: limit + 1])
    return found[:limit], str(found[limit - 1].pk) if len(found) > limit else None

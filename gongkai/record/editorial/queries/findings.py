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

"""Index numbers ``{organisation}/{year}-{serial}``: given out under a row lock, never twice, never again."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q

from ..models import Serial
from ..rules import RuleBroken

MAX_SERIAL = 9_999_999


def reserve(slots: Sequence[tuple[int, str, int]]) -> list[str]:
    """Identifiers for (organisation key, organisation code, year) slots, in their order.

    The serial rows stay locked until the caller's transaction ends.
    """
    wanted = Counter((organisation, year) for organisation, _, year in slots)
    some = Q(organisation__in={o for o, _ in wanted}, year__in={y for _, y in wanted})
    held = {(row.organisation_id, row.year): row for row in _locked(some)}
    if missing := [pair for pair in wanted if pair not in held]:
        new = [Serial(organisation_id=organisation, year=year) for organisation, year in missing]
        Serial.objects.bulk_create(new, ignore_conflicts=True)
        held = {(row.organisation_id, row.year): row for row in _locked(some)}
    identifiers = []
    for organisation, code, year in slots:
        row = held[organisation, year]
        row.last += 1
        if row.last > MAX_SERIAL:
            raise RuleBroken(f"{code} {year} 年的索引号已用完")
        identifiers.append(f"{code}/{year}-{row.last:05d}")
    Serial.objects.bulk_update([held[pair] for pair in wanted], ["last"])
    return identifiers


def _locked(some: Q) -> list[Serial]:
    return list(Serial.objects.select_for_update().filter(some).order_by("pk"))

"""Reads of the quarantine. The scope comes first: another organisation's record is not there."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import QuerySet

from gongkai.ground.language.rules.personal import Kind
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope
from gongkai.record.catalogue.rules.drafts import unpack

from ..models import QuarantinedRecord
from ..rules.gate import WITHHELD, masked
from ..rules.outcomes import Decision

LABELS = {
    **{kind.value: kind.label for kind in Kind},
    "identity_number": Kind.ID_NUMBER.label,  # its older name
    WITHHELD: "负面清单事项",
}
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[QuarantinedRecord]
    next: str | None


def within(scope: Scope) -> QuerySet[QuarantinedRecord]:
    return QuarantinedRecord.objects.filter(publisher__in=orgs.below(scope)).select_related("publisher")


def waiting(scope: Scope, *, before: str | None = None, limit: int = 30) -> Page:
    """Records that wait for a decision, newest first. Raises ValueError for a cursor that is none of ours."""
    rows = within(scope).filter(decision=Decision.WAITING).defer("draft").order_by("-id")
    if before:
        rows = rows.filter(id__lt=int(before))
    found = list(rows[: limit + 1])
    return Page(found[:limit], str(found[limit - 1].pk) if len(found) > limit else None)


def waiting_count(scope: Scope) -> int:
    """How many wait, at most 1,000."""
    return within(scope).filter(decision=Decision.WAITING)[:COUNTED].count()


def quarantined(scope: Scope, key: str) -> QuarantinedRecord | None:
    """One record by its key (digits), or None when it is not in the scope."""
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    return within(scope).select_related("publication").filter(pk=int(key)).first()


def preview(record: QuarantinedRecord) -> str:
    """The plain text as "mask" would publish it; "" once the record is decided."""
    return masked(unpack(record.draft)).text if record.draft else ""


def told(record: QuarantinedRecord) -> str:
    """What was found, counted: 身份证号 1、手机号码 2."""
    return "、".join(f"{label} {n}" for label, n in Counter(f["label"] for f in findings(record)).items())


def findings(record: QuarantinedRecord) -> list[dict[str, Any]]:
    """What was found: ``kind``, ``label``, ``part``, ``masked`` and ``excerpt`` (masked, with the words
    around)."""
    found: list[dict[str, Any]] = orjson.loads(record.findings)
    return [{**entry, "label": LABELS.get(entry["kind"], entry["kind"])} for entry in found]

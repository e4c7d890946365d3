"""Reads of record corrections: in the scope for staff, by number and query code for whoever asked."""

import hmac

from django.db.models import QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import RecordCorrection
from .codes import digest_of


def within(scope: Scope) -> QuerySet[RecordCorrection]:
    rows = RecordCorrection.objects.select_related("organisation", "officer", "transferred_to")
    return rows.defer("sealed", "answer").filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> RecordCorrection | None:
    """A matter in the scope; None outside it."""
    return within(scope).filter(pk=key).first()


def listed(
    scope: Scope, state: str = "", before: int | None = None, limit: int = 30
) -> list[RecordCorrection]:
    """Of a state or of all, the newest first, from before a number on."""
    rows = within(scope).filter(state=state) if state else within(scope)
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[:limit])


def found(number: str, code: str) -> RecordCorrection | None:
    """The matter of a number whose code this is. A wrong number takes as long as a wrong code."""
    known = RecordCorrection.objects.filter(number=number.strip()).values_list("pk", "code").first()
    key, expected = known or (0, "0" * 64)
    if not hmac.compare_digest(expected, digest_of(code)) or not known:
        return None
    return RecordCorrection.objects.select_related("organisation", "transferred_to").get(pk=key)


def coded(code: str) -> RecordCorrection | None:
    """The matter of a code alone: for the receipt, whose browser holds the form's token."""
    rows = RecordCorrection.objects.select_related("organisation")
    return rows.filter(code=digest_of(code)).first()

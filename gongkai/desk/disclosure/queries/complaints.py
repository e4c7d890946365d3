"""Reads of complaints: by number and query code for the complainant, in the scope for whoever supervises."""

import hmac

from django.db.models import QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import Complaint
from ..rules.complaints import key_of
from .codes import digest_of


def found(number: str, code: str) -> Complaint | None:
    """The complaint of a number whose code this is. A wrong number takes as long as a wrong code."""
    known = Complaint.objects.filter(pk=key_of(number) or 0).values_list("pk", "code").first()
    key, expected = known or (0, None)
    if not hmac.compare_digest(expected or "0" * 64, digest_of(code)) or not known:
        return None
    row = Complaint.objects.select_related("organisation", "addressee").get(pk=key)
    return row if row.number == number.strip().upper() else None


def coded(code: str) -> Complaint | None:
    """The complaint of a code alone: for the receipt, whose browser holds the form's token."""
    rows = Complaint.objects.select_related("organisation", "addressee")
    return rows.filter(code=digest_of(code)).first()


def within(scope: Scope) -> QuerySet[Complaint]:
    """Complaints that go to an organisation of the scope, newest first; nothing sealed."""
    rows = Complaint.objects.select_related("organisation", "addressee").defer("sealed", "answer")
    rows = rows if "" in scope.lineages else rows.filter(addressee__in=orgs.below(scope))
    return rows.order_by("-id")


def about(case: int) -> list[Complaint]:
    """Complaints made from a case's page, oldest first."""
    rows = Complaint.objects.filter(case=case).select_related("addressee").defer("sealed")
    return list(rows.order_by("id"))

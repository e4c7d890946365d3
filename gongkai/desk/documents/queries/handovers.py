"""Which system a token belongs to, and what systems handed over."""

import hashlib

from django.db.models import QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope

from ..models import Handover, HandoverSystem


def system_of(token: str) -> HandoverSystem | None:
    """The admitted system of a token; None for any other."""
    digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
    rows = HandoverSystem.objects.select_related("organisation")
    return rows.filter(token_digest=digest, revoked_at=None).first()


def by_code(code: str) -> HandoverSystem | None:
    """An admitted system by its code (the watched folder bears it)."""
    rows = HandoverSystem.objects.select_related("organisation")
    return rows.filter(code=code, revoked_at=None).first()


def of_system(system: HandoverSystem, key: str) -> Handover | None:
    """What a system handed over under one of its keys."""
    rows = Handover.objects.select_related("system", "manuscript", "manuscript__publication")
    return rows.filter(system=system, key=key).first()


def systems(scope: Scope) -> list[HandoverSystem]:
    """Every system of the scope, admitted or ended."""
    rows = HandoverSystem.objects.select_related("organisation")
    return list(rows.filter(organisation__in=orgs.below(scope)).order_by("code"))


def received(scope: Scope) -> QuerySet[Handover]:
    """What was handed over for organisations of the scope, newest first."""
    rows = Handover.objects.select_related("system", "manuscript")
    return rows.filter(manuscript__organisation__in=orgs.below(scope)).order_by("-pk")


def receipt(row: Handover) -> dict[str, str]:
    """What the other system is told of a package."""
    return {
        "key": row.key,
        "receipt": f"{row.system.code}-{row.pk}",
        "received_at": row.received_at.isoformat(timespec="seconds"),
        "manuscript": str(row.manuscript.pk),
        "status": row.manuscript.status,
        "index_number": row.manuscript.publication.identifier if row.manuscript.publication else "",
        "fingerprint": row.fingerprint,
    }

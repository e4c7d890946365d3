"""Requests of several applicants for the same information, kept together (条例 art. 44).

One is the first, the others name it. Each still has its own clock and its own reply.
"""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor

from ..models import DisclosureRequest
from ..rules.stages import RuleBroken
from .cases import held, noted


@transaction.atomic
def group(key: int, first: str, *, version: int, by: Actor) -> DisclosureRequest:
    """Put a case with another of its organisation, named by its number; an empty one takes it out."""
    case = held(key, by, version=version)
    head = None
    if first := first.strip():
        rows = DisclosureRequest.objects.select_related("same_as")
        head = rows.filter(number=first, organisation=case.organisation_id).first()
        if head is None:
            raise RuleBroken(f"本机关没有编号为 {first} 的申请，请核对")
        head = head.same_as or head
        if head.pk == case.pk:
            raise RuleBroken("不能与自己归并；要换主件，请先把其他申请移出")
        if case.same.exists():
            raise RuleBroken("已有申请归并到这一件，请把它们逐一改到新的主件下")
    case.same_as, case.version = head, case.version + 1
    case.save(update_fields=["same_as", "version"])
    noted(
        "disclosure.grouped" if head else "disclosure.ungrouped",
        case,
        by=by,
        first=head.number if head else "",
    )
    return case

"""Catalogues of mandatory items (主动公开基本目录): proposed by one person, adopted by another.

A version is adopted whole: the rows that differ are closed and written anew, so that every earlier version
stays readable; one ledger entry per version, with its digest.
"""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import DisclosureItem, ItemCatalogue
from ..queries import items as queries
from ..rules import MAX_REASON, RuleBroken, item_lists
from ..rules.content import reason_digest
from ..rules.item_lists import BadList, CatalogueState, NewItem


@transaction.atomic
def propose(organisation: str, new: Sequence[NewItem], *, note: str = "", by: Actor) -> ItemCatalogue:
    """Put forward a new version; its codes are complete from here on. Needs the items duty there.

    Whoever proposed the version that waits puts the list in its place. Raises RuleBroken while another's
    waits, for a list that is wrong or changes nothing.
    """
    body = _organisation(organisation, by)
    if not new:
        raise RuleBroken("目录里没有事项，请先填写或导入")
    note = note.strip()
    if len(note) > MAX_REASON or "\0" in note:
        raise RuleBroken(f"说明最多 {MAX_REASON} 字")
    versions = list(ItemCatalogue.objects.select_for_update().filter(organisation=body.pk))
    held = next((version for version in versions if version.state == CatalogueState.PROPOSED), None)
    if held and not (by.person and held.proposer == by.person):
        raise RuleBroken("已有一版目录等待确认，请先确认或退回，再提出新的一版")
    current = [queries.new_item(row) for row in queries.present(organisation)]
    try:
        complete = item_lists.coded(new, current, queries.highest(organisation))
    except BadList as wrong:
        raise RuleBroken(str(wrong)) from wrong
    if item_lists.digest(complete) == item_lists.digest(current):
        raise RuleBroken("与现行目录完全相同，没有需要确认的改动")
    version = held or ItemCatalogue(
        organisation_id=body.pk,
        number=max((version.number for version in versions), default=0) + 1,
        state=CatalogueState.PROPOSED,
    )
    version.note = note or version.note
    version.proposal, version.digest = item_lists.dump(complete), item_lists.digest(complete)
    version.items = len(complete)
    version.proposed_by, version.proposer, version.proposed_at = by.post, by.person, timezone.now()
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError as broken:
        raise RuleBroken("另一人刚刚提出了一版目录，请刷新后再试") from broken
    _record("items.proposed", version, organisation, by)
    return version


def start(organisation: str, *, by: Actor) -> ItemCatalogue:
    """Propose a first catalogue from arts. 20 and 21. Raises RuleBroken where one stands already."""
    body = orgs.by_code(organisation)
    if body is None or queries.present(organisation):
        raise RuleBroken("本单位已有公开目录，请在现行目录上修改" if body else f"机构 {organisation} 不存在")
    new = item_lists.starting(body.kind, body.name)
    return propose(organisation, new, note="依据条例第二十条、第二十一条起步", by=by)


@transaction.atomic
def adopt(organisation: str, number: int, *, by: Actor) -> ItemCatalogue:
    """Make a proposed version the present one. Another person than the proposer (the program may do both)."""
    version = _waiting(organisation, number, by)
    if by.person and by.person == version.proposer:
        raise RuleBroken("提出的人不能自己确认，请由另一人核对后确认")
    new = item_lists.load(version.proposal)
    present = {row.code: row for row in queries.present(organisation)}
    old = [queries.new_item(row) for row in present.values()]
    changes = item_lists.difference(old, new)
    kept, rows = set(), []
    for position, item in enumerate(new, 1):
        row = present.get(item.code)
        if row is not None and row.position == position and queries.new_item(row) == item:
            kept.add(row.pk)
            continue
        values = {name: getattr(item, name) for name in item_lists.NAMES}
        rows.append(
            DisclosureItem(
                organisation_id=version.organisation_id, position=position, from_number=number, **values
            )
        )
    ended = [row.pk for row in present.values() if row.pk not in kept]
    for begin in range(0, len(ended), 500):
        DisclosureItem.objects.filter(pk__in=ended[begin : begin + 500]).update(to_number=number - 1)
    DisclosureItem.objects.bulk_create(rows, batch_size=500)
    version.state, version.proposal = CatalogueState.ADOPTED, ""
    version.decided_by, version.decided_at = by.post, timezone.now()
    version.save(update_fields=["state", "proposal", "decided_by", "decided_at"])
    counts = {
        "added": len(changes.added),
        "removed": len(changes.removed),
        "changed": len(changes.changed),
    }
    _record("items.adopted", version, organisation, by, **counts)
    return version


@transaction.atomic
def refuse(organisation: str, number: int, *, reason: str, by: Actor) -> ItemCatalogue:
    """Give a proposed version back with the reason; its list is kept for whoever mends it."""
    version = _waiting(organisation, number, by)
    reason = reason.strip()
    if not 0 < len(reason) <= MAX_REASON or "\0" in reason:
        raise RuleBroken(f"请写明退回理由（1 至 {MAX_REASON} 字）")
    version.state, version.reason = CatalogueState.REFUSED, reason
    version.decided_by, version.decided_at = by.post, timezone.now()
    version.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    _record("items.refused", version, organisation, by, reason_digest=reason_digest(reason))
    return version


def _organisation(code: str, by: Actor) -> Any:
    body = orgs.by_code(code)
    if body is None:
        raise RuleBroken(f"机构 {code} 不存在，请检查机构代码")
    by.must(Duty.ITEMS, body.lineage)
    return body


def _waiting(organisation: str, number: int, by: Actor) -> ItemCatalogue:
    body = _organisation(organisation, by)
    held = ItemCatalogue.objects.select_for_update().filter(organisation=body.pk, number=number).first()
    if held is None or held.state != CatalogueState.PROPOSED:
        raise RuleBroken(f"第 {number} 版目录不在等待确认，可能已由他人处理，请刷新")
    return held


def _record(kind: str, version: ItemCatalogue, organisation: str, by: Actor, **more: Any) -> None:
    record(
        kind,
        f"items/{organisation}/{version.number}",
        by=by,
        organisation=organisation,
        number=version.number,
        digest=version.digest,
        items=version.items,
        **more,
    )

"""Items of the provincial catalogue come in: what is new becomes a draft, what is here is compared.

Nothing of a guide is overwritten: the item stands beside it until a person has decided on each difference.
The same file again changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, NotAllowed

from ..models import Guide
from ..rules.catalogue import Item, Rejected, read
from ..rules.shape import pack, unpack
from ..rules.states import State
from . import reading
from .guides import digest, facts_of, write

PIECE = 100  # guides in one transaction: two hundred thousand characters of catalogue


@dataclass(slots=True)
class Report:
    """What became of a file; ``changed`` guides wait for a person to compare them."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As programs read it."""
        return {
            "read": self.read,
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": [
                {"row": one.number, "code": one.code, "reason": one.reason} for one in self.rejected
            ],
            "notes": [{"row": row, "note": note} for row, note in self.notes],
            "unknown_columns": self.unknown,
        }


def import_items(name: str, content: bytes, *, organisation: str = "", by: Actor) -> Report:
    """Take a file's items. ``organisation`` (code) is whose they are where the file does not say.

    Raises RuleBroken for a file that cannot be read, NotAllowed without the duty for ``organisation``. Items
    of bodies that are unknown or out of the actor's scope are rejected one by one.
    """
    if organisation:
        owner = orgs.by_code(organisation)
        by.must(Duty.DRAFT, owner.lineage if owner else "")
    found = read(reading.read(name, content))
    report = Report(rejected=list(found.rejected), unknown=found.unknown)
    report.read = len(found.items) + len(found.rejected)
    owned = _owned(found.items, organisation, report, by)
    for start in range(0, len(owned), PIECE):
        _take(owned[start : start + PIECE], report, by=by)
    report.rejected.sort(key=lambda one: one.number)
    return report


def _owned(items: Iterable[Item], given: str, report: Report, by: Actor) -> list[tuple[Item, Any]]:
    """Each item with the organisation that it belongs to."""
    rows = {row.code: row for row in orgs.organisations(EVERYWHERE) if not row.closed_on}
    names: dict[str, Any] = {}
    for row in rows.values():
        for called in (row.name, row.short_name):
            names[called] = None if called in names and names[called] is not row else row
    found = []
    for item in items:
        stated = item.organisation or item.shape.authority
        owner = rows.get(item.organisation) or names.get(item.shape.authority)
        if not stated:
            owner = rows.get(given)
        why = _refused(owner, stated, by)
        if why:
            report.rejected.append(Rejected(item.number, item.shape.code, why))
        else:
            found.append((item, owner))
            report.notes += [(item.number, note) for note in item.notes]
    return found


def _refused(owner: Any, stated: str, by: Actor) -> str:
    if owner is None:
        return f"实施主体“{stated[:60]}”不是这里的机构" if stated else "没有写明实施主体，也没有指定机构"
    try:
        by.must(Duty.DRAFT, owner.lineage)
    except NotAllowed:
        return f"{owner.short_name}不在您的范围内，请由该机构导入"
    return ""


@transaction.atomic
def _take(owned: Sequence[tuple[Item, Any]], report: Report, *, by: Actor) -> None:
    now = timezone.now()
    held = Guide.objects.select_for_update(of=("self",)).select_related("organisation").order_by("pk")
    codes = [item.shape.code for item, _ in owned]
    here = {
        (row.organisation_id, row.code): row
        for row in held.filter(code__in=codes).exclude(state=State.ABANDONED)
    }
    new: list[Guide] = []
    moved: list[Guide] = []
    for item, owner in owned:
        guide = here.get((owner.pk, item.shape.code))
        packed = pack(item.shape)
        if guide is None:
            new.append(_begun(item, owner, packed, now, by))
        elif guide.item_digest == digest(packed):
            report.unchanged += 1
        else:
            _compared(guide, packed, now)
            moved.append(guide)
    Guide.objects.bulk_create(new)
    Guide.objects.bulk_update(moved, ["item", "item_digest", "differing", "imported_at"])
    report.created += len(new)
    report.changed += len(moved)
    told = [("guide.begun", guide) for guide in new] + [("guide.imported", guide) for guide in moved]
    for kind in ("guide.begun", "guide.imported"):
        some = [facts_of(guide, item=guide.item_digest) for one, guide in told if one == kind]
        if some:
            record_many(kind, some, by=by)


def _begun(item: Item, owner: Any, packed: str, now: datetime, by: Actor) -> Guide:
    """A draft that says what the catalogue says; there is nothing to compare yet."""
    guide = Guide(organisation=owner, created_at=now, changed_at=now, imported_at=now)
    guide.drafter_id = by.person or None
    guide.item, guide.item_digest = packed, digest(packed)
    write(guide, item.shape)
    return guide


def _compared(guide: Guide, packed: str, now: datetime) -> None:
    shape = unpack(guide.shape)
    guide.item, guide.item_digest, guide.imported_at = packed, digest(packed), now
    write(guide, shape)

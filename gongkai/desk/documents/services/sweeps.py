"""Opening a sweep, choosing its documents, proposing what becomes of each. One call, one entry a piece.

Documents are added and proposed on in pieces of PIECE, each its own transaction: a sweep of two thousand
never holds the write lock for long.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import numbers
from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import in_force, keys

from ..models import SweepItem, ValiditySweep
from ..rules.sweeps import (
    MAX_ITEMS,
    PIECE,
    Proposal,
    RuleBroken,
    Status,
    numbers_in,
    proposed,
    sound,
    unfit,
    warned_by,
)


@dataclass(frozen=True, slots=True)
class Added:
    """How many documents came in, and in words what did not."""

    count: int
    refused: tuple[str, ...] = ()


@transaction.atomic
def open(organisation: str, title: str, basis: str, *, by: Actor) -> ValiditySweep:  # noqa: A001
    """A new sweep of an organisation (draft duty there), still without documents."""
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on:
        raise RuleBroken("机构不存在或已撤销，请换用其他岗位")
    by.must(Duty.DRAFT, owner.lineage)
    title, basis = sound(title, basis)
    now = timezone.now()
    sweep = ValiditySweep(organisation=owner, title=title, basis=basis, changed_at=now, post=by.post)
    sweep.opened_on, sweep.person_id = timezone.localdate(now), by.person or None
    sweep.save(force_insert=True)
    noted("sweep.opened", sweep, by=by)
    return sweep


def add_in_force(key: int, *, expiring: bool = False, by: Actor) -> Added:
    """Add what is in force of the sweep's organisation, or only what lapses within half a year."""
    sweep = locked_once(key, by)
    until = warned_by(timezone.localdate()) if expiring else None
    known = sweep.items.values_list("publication", flat=True)
    found = in_force.of(sweep.organisation_id, expiring_by=until).exclude(pk__in=known)
    chosen = list(found.values_list("pk", flat=True)[: MAX_ITEMS + 1])
    if not chosen:
        raise RuleBroken("没有可以加入的文件：符合条件的现行有效文件已经全部在内，或者没有")
    return _add(key, chosen, (), by)


def add_numbers(key: int, text: str, *, by: Actor) -> Added:
    """Add documents by document or index number, one in a line; what does not fit is told, not added."""
    wanted = numbers_in(text)
    if not wanted:
        raise RuleBroken("请填写文号或索引号，一行一个")
    if len(wanted) > PIECE:
        raise RuleBroken(f"一次最多 {PIECE} 个文号，请分几次加入")
    sweep = locked_once(key, by)
    names = {word: (f"id:{word}", f"num:{numbers.key(word)}") for word in wanted}
    found = keys.targets(name for pair in names.values() for name in pair)
    rows = {row.pk: row for row in in_force.rows(found.values())}
    chosen, refused = [], []
    for word, pair in names.items():
        row = next((rows[found[name]] for name in pair if name in found), None)
        if row is None:
            refused.append(f"{word}：没有找到")
        elif not row.publisher.lineage.startswith(sweep.organisation.lineage):
            refused.append(f"{word}：由{row.publisher.short_name}发布，不归本机构清理")
        elif why := unfit(row.kind, row.status, row.validity):
            refused.append(f"{word}：{why}")
        else:
            chosen.append(row.pk)
    return _add(key, chosen, tuple(refused), by) if chosen else Added(0, tuple(refused))


def propose(key: int, proposals: Mapping[int, tuple[str, str]], *, by: Actor) -> int:
    """Set the proposal and reason of up to PIECE documents, by the item's number; how many changed."""
    if len(proposals) > PIECE:
        raise RuleBroken(f"一次最多保存 {PIECE} 条，请分页保存")
    return _propose(key, {item: proposed(*said) for item, said in proposals.items()}, by)


def propose_rest(key: int, proposal: Proposal, reason: str = "", *, by: Actor) -> int:
    """Propose the same for every document that has no proposal yet; how many those were."""
    said = proposed(proposal, reason)
    waiting = locked_once(key, by).items.filter(proposal="").order_by("pk").values_list("pk", flat=True)
    every = list(waiting)
    pieces = (every[start : start + PIECE] for start in range(0, len(every), PIECE))
    return sum(_propose(key, dict.fromkeys(piece, said), by) for piece in pieces)


@transaction.atomic
def remove(key: int, items: Iterable[int], *, by: Actor) -> int:
    """Take documents out of a sweep that is being written; how many."""
    sweep = locked(key, by)
    must_be_written(sweep)
    rows = sweep.items.filter(pk__in=list(items)).select_related("publication")
    gone = list(rows.values_list("publication__identifier", flat=True))
    if not gone:
        raise RuleBroken("这份文件已不在清理范围内，请刷新页面")
    sweep.items.filter(publication__identifier__in=gone).delete()
    touch(sweep)
    noted("sweep.removed", sweep, by=by, documents=sorted(gone))
    return len(gone)


@transaction.atomic
def cancel(key: int, *, by: Actor) -> ValiditySweep:
    """Give a sweep up that is being written; it stays readable."""
    sweep = locked(key, by)
    must_be_written(sweep)
    sweep.status = Status.CANCELLED
    touch(sweep)
    noted("sweep.cancelled", sweep, by=by)
    return sweep


def _add(key: int, chosen: list[int], refused: tuple[str, ...], by: Actor) -> Added:
    """Room is asked for before the first piece: what does not fit as a whole is not begun."""
    if SweepItem.objects.filter(sweep=key).count() + len(chosen) > MAX_ITEMS:
        raise RuleBroken(f"一次清理最多 {MAX_ITEMS} 件，请按文号分几次清理")
    pieces = (chosen[start : start + PIECE] for start in range(0, len(chosen), PIECE))
    return Added(sum(_add_piece(key, piece, by) for piece in pieces), refused)


@transaction.atomic
def _add_piece(key: int, piece: list[int], by: Actor) -> int:
    sweep = locked(key, by)
    must_be_written(sweep)
    known = set(sweep.items.filter(publication__in=piece).values_list("publication", flat=True))
    new = [row for row in in_force.rows(piece) if row.pk not in known]
    if sweep.items.count() + len(new) > MAX_ITEMS:
        raise RuleBroken(f"一次清理最多 {MAX_ITEMS} 件，请按文号分几次清理")
    SweepItem.objects.bulk_create([SweepItem(sweep=sweep, publication_id=row.pk) for row in new])
    if new:
        touch(sweep)
        noted("sweep.added", sweep, by=by, documents=[row.identifier for row in new])
    return len(new)


@transaction.atomic
def _propose(key: int, said: Mapping[int, tuple[str, str]], by: Actor) -> int:
    sweep = locked(key, by)
    must_be_written(sweep)
    rows = sweep.items.filter(pk__in=list(said)).select_related("publication").order_by("pk")
    changed = [row for row in rows if (row.proposal, row.reason) != said[row.pk]]
    if not changed:
        return 0
    for row in changed:
        row.proposal, row.reason = said[row.pk]
    SweepItem.objects.bulk_update(changed, ["proposal", "reason"])
    touch(sweep)
    documents = {row.publication.identifier: row.proposal for row in changed}
    reasons = json.dumps([row.reason for row in changed], ensure_ascii=False)
    digest = hashlib.sha256(reasons.encode("utf-8", "surrogatepass")).hexdigest()
    noted("sweep.proposed", sweep, by=by, documents=documents, reasons=digest)
    return len(changed)


def locked(key: int, by: Actor, duty: Duty = Duty.DRAFT) -> ValiditySweep:
    """The row, held, for an actor with the duty at its organisation."""
    rows = ValiditySweep.objects.select_for_update(of=("self",)).select_related("organisation")
    sweep = rows.filter(pk=key).first()
    if sweep is None:
        raise RuleBroken("没有找到这次清理，请从清理列表重新打开")
    by.must(duty, sweep.organisation.lineage)
    return sweep


@transaction.atomic
def locked_once(key: int, by: Actor) -> ValiditySweep:
    """Whether it may be written, asked before the pieces; each of them asks again."""
    sweep = locked(key, by)
    must_be_written(sweep)
    return sweep


def must_be_written(sweep: ValiditySweep) -> None:
    if sweep.status != Status.DRAFTING:
        raise RuleBroken(f"这次清理{Status(sweep.status).label}，现在不能修改；审核中的请先撤回送审")


def touch(sweep: ValiditySweep) -> None:
    """Save the state, and that the sweep moved now."""
    sweep.changed_at = timezone.now()
    sweep.save(update_fields=["status", "changed_at"])


def noted(kind: str, sweep: ValiditySweep, *, by: Actor, **facts: Any) -> None:
    """The entry about a sweep: codes, index numbers and states; words only by their digest."""
    known: dict[str, Any] = {"organisation": sweep.organisation.code, "status": str(sweep.status)}
    record_many(kind, [(f"sweep/{sweep.pk}", known | facts)], by=by)

"""A guide is begun, saved, compared with the catalogue, taken up again, given up.

Saving is under an optimistic lock: who saves says which revision the screen showed.
"""

import hashlib
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Guide
from ..queries import guides as queries
from ..rules import comparing, completeness
from ..rules.shape import RuleBroken, Shape, cleaned, pack
from ..rules.states import MAX_NOTE, State
from . import checking

TITLELESS = "（无名称）"


class Conflict(RuleBroken):
    """Somebody saved another revision meanwhile; ``revision`` is theirs."""

    def __init__(self, revision: int, shown: int) -> None:
        super().__init__(
            f"他人刚刚保存了第 {revision} 版，您改的是第 {shown} 版。您的内容没有丢失："
            "请对照下面的不同之处，改好后再保存，就以您的为准"
        )
        self.revision = revision


@transaction.atomic
def begin(organisation: str, shape: Shape, *, by: Actor) -> Guide:
    """A new guide of an organisation (draft duty there)."""
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on:
        raise RuleBroken("机构不存在或已撤销，请换用其他岗位")
    by.must(Duty.DRAFT, owner.lineage)
    now = timezone.now()
    guide = Guide(organisation=owner, created_at=now, changed_at=now, drafter_id=by.person or None)
    shape = cleaned(shape)
    must_be_alone(guide, shape.code)
    write(guide, shape)
    guide.save(force_insert=True)
    checking.check(guide, by=by)
    noted("guide.begun", guide, by=by)
    return guide


@transaction.atomic
def save(key: int, shape: Shape, *, revision: int, by: Actor) -> Guide:
    """Keep what was written as a new revision; the same again keeps none.

    Raises Conflict when ``revision`` is not the newest, RuleBroken while it is not the writer's turn.
    """
    guide = locked(key, by)
    must_be_written(guide)
    if guide.revision != revision:
        raise Conflict(guide.revision, revision)
    return _saved(guide, cleaned(shape), "guide.saved", by)


@transaction.atomic
def accept(key: int, keys: Collection[str], *, revision: int, by: Actor) -> Guide:
    """A person has compared the guide with its catalogue item: these differences are taken over, the others
    stay as they are here, and both is remembered until the catalogue says something new."""
    guide = locked(key, by)
    item = queries.item(guide)
    if item is None:
        raise RuleBroken("目录中没有导入过这个事项，没有可以比对的内容")
    if keys:
        must_be_written(guide)
    if guide.revision != revision:
        raise RuleBroken("这份指南刚刚由他人修改，请刷新页面重新比对")
    before = comparing.differences(queries.shape(guide), item)
    if unknown := set(keys) - {one.key for one in before}:
        raise RuleBroken(f"有 {len(unknown)} 处不同已经不存在，请刷新页面重新比对")
    guide.compared = guide.item_digest
    shape = comparing.accepted(queries.shape(guide), item, keys)
    facts = {"taken": len(keys), "kept": len(before) - len(keys), "item": guide.item_digest}
    return _saved(guide, cleaned(shape), "guide.compared", by, **facts)


@transaction.atomic
def reopen(key: int, note: str, *, by: Actor) -> Guide:
    """Go on writing what is public or was withdrawn; what is public stays as it is meanwhile. ``note`` says
    what changes, the public reads it."""
    guide = locked(key, by)
    note = " ".join(note.replace("\0", "").split())
    if guide.state not in (State.PUBLISHED, State.WITHDRAWN):
        raise RuleBroken(f"指南{State(guide.state).label}，不需要重新打开")
    if not 0 < len(note) <= MAX_NOTE:
        raise RuleBroken(f"请写明改什么（1 至 {MAX_NOTE} 字），公众会看到")
    guide.state, guide.note, guide.drafter_id = State.DRAFTING, note, by.person or None
    touch(guide, "note", "drafter")
    noted("guide.reopened", guide, by=by)
    return guide


@transaction.atomic
def abandon(key: int, *, by: Actor) -> Guide:
    """Give up a guide that was never public; it stays readable to its organisation."""
    guide = locked(key, by)
    must_be_written(guide)
    if guide.publication_id:
        raise RuleBroken("这份指南公布过，不能作废；不再办理的请撤下")
    guide.state = State.ABANDONED
    touch(guide)
    noted("guide.abandoned", guide, by=by)
    return guide


def _saved(guide: Guide, shape: Shape, kind: str, by: Actor, **facts: Any) -> Guide:
    if pack(shape) == guide.shape and kind == "guide.saved":
        return guide
    must_be_alone(guide, shape.code)
    guide.revision += 1
    write(guide, shape)
    guide.changed_at = timezone.now()
    guide.save()
    checking.check(guide, by=by)
    noted(kind, guide, by=by, **facts)
    return guide


def must_be_alone(guide: Guide, code: str) -> None:
    """One implementation code is one guide of an organisation."""
    if not code:
        return
    others = Guide.objects.filter(organisation=guide.organisation, code=code).exclude(pk=guide.pk)
    if others.exclude(state=State.ABANDONED).exists():
        raise RuleBroken("本机构已有一份指南用这个实施编码，请在列表中打开它，或核对编码")


def write(guide: Guide, shape: Shape) -> None:
    """The columns that lists need, from the shape."""
    guide.shape, guide.title, guide.code = pack(shape), shape.title or TITLELESS, shape.code
    guide.missing = len(completeness.lacking(shape))
    item = queries.item(guide)
    guide.differing = len(comparing.differences(shape, item)) if item else 0


def locked(key: int, by: Actor, duty: Duty = Duty.DRAFT) -> Guide:
    """The row, held, for an actor with the duty at its organisation."""
    rows = Guide.objects.select_for_update(of=("self",)).select_related("organisation")
    guide = rows.filter(pk=key).first()
    if guide is None:
        raise RuleBroken("没有找到这份指南，请从列表重新打开")
    by.must(duty, guide.organisation.lineage)
    return guide


def must_be_written(guide: Guide) -> None:
    """Refuse a change while it is reviewed or public."""
    if guide.state in (State.PUBLISHED, State.WITHDRAWN):
        raise RuleBroken(f"指南{State(guide.state).label}，请先点“修改”并写明改什么，审核后重新公布")
    if guide.state != State.DRAFTING:
        raise RuleBroken(f"指南{State(guide.state).label}，现在不能修改；审核中或待公布的请先撤回")


def touch(guide: Guide, *columns: str) -> None:
    """Save the state, and that it moved now."""
    guide.changed_at = timezone.now()
    guide.save(update_fields=["state", "changed_at", *columns])


def digest(text: str) -> str:
    """Stands for a packed shape; hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(guide: Guide, **facts: Any) -> tuple[str, dict[str, Any]]:
    """Subject and facts of an entry about a guide: codes, states and digests only."""
    known: dict[str, Any] = {
        "organisation": guide.organisation.code,
        "revision": guide.revision,
        "state": str(guide.state),
        "digest": digest(guide.shape),
        "missing": guide.missing,
    }
    return f"guide/{guide.pk}", known | facts


def noted(kind: str, guide: Guide, *, by: Actor, **facts: Any) -> None:
    record_many(kind, [facts_of(guide, **facts)], by=by)

"""Comments that say the same are put together by a person; what the program suggests is ``suggesting``.

What was suggested stays beside what was decided, so that the two can be compared. A group that gets or loses
a comment keeps its outcome: the answer holds for what is in it; a new group has none.
"""

from collections.abc import Sequence

from django.db import transaction

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor

from ..models import Comment, Consultation, Group
from ..rules import outcomes
from ..rules.phases import Phase, RuleBroken, Stage
from .consultations import locked, noted

MAX_MOVED = 500  # comments moved by one step: a page of them


@transaction.atomic
def confirm(key: int, group: int, *, title: str, by: Actor) -> Group:
    """A person has looked at a suggested group and gives it its title; a confirmed one is called anew."""
    row = workable(key, by)
    held = _group(row, group)
    held.title, held.confirmed = outcomes.title(title), True
    held.save(update_fields=["title", "confirmed"])
    _noted("consultation.group_confirmed", row, [held], by)
    return held


@transaction.atomic
def merge(key: int, groups: Sequence[int], into: int, *, by: Actor) -> Group:
    """Put groups together into one of them; it keeps its title and outcome, and is confirmed by it."""
    row = workable(key, by)
    target = _group(row, into)
    others = [_group(row, one) for one in sorted(set(groups) - {into})]
    if not others:
        raise RuleBroken("请选择至少两组意见再合并")
    Comment.objects.filter(group__in=others).update(group=target)
    target.confirmed = True
    target.save(update_fields=["confirmed"])
    _counted(target)
    _noted("consultation.group_merged", row, others, by, into=target.pk)
    Group.objects.filter(pk__in=[one.pk for one in others]).delete()
    return target


@transaction.atomic
def gather(key: int, comments: Sequence[int], *, title: str, by: Actor) -> Group:
    """A new group of comments, wherever they stood before: splits a group, or begins one."""
    row = workable(key, by)
    made = Group(consultation=row, title=outcomes.title(title), confirmed=True)
    some = _comments(row, comments)
    made.save(force_insert=True)
    _moved(row, some, made)
    _noted("consultation.group_made", row, [made], by)
    return made


@transaction.atomic
def move(key: int, comments: Sequence[int], to: int | None, *, by: Actor) -> int:
    """Put comments into another group, or out of all; how many moved."""
    row = workable(key, by)
    target = _group(row, to) if to is not None else None
    some = _comments(row, comments)
    _moved(row, some, target)
    noted("consultation.comments_moved", row, by=by, to=target.pk if target else 0, comments=len(some))
    return len(some)


def workable(key: int, by: Actor) -> Consultation:
    """The row while its comments may be worked on: until its result is with the reviewers."""
    row = locked(key, by)
    if row.phase == Phase.PREPARING:
        raise RuleBroken("征集还没有开始，没有意见可以整理")
    if row.phase not in (Phase.OPEN, Phase.CLOSED):
        raise RuleBroken("征集结果已经公布，不能再改归组")
    if row.phase == Phase.CLOSED and row.stage != Stage.WRITING:
        raise RuleBroken(f"征集结果{Stage(row.stage).label}，请先撤回再改归组")
    return row


def _group(row: Consultation, key: int) -> Group:
    found = Group.objects.select_for_update().filter(consultation=row, pk=key).first()
    if found is None:
        raise RuleBroken("这一组意见已经不在了，可能刚刚被合并，请刷新页面")
    return found


def _comments(row: Consultation, keys: Sequence[int]) -> list[Comment]:
    if not 0 < len(keys) <= MAX_MOVED:
        raise RuleBroken(f"请选择 1 至 {MAX_MOVED} 条意见")
    found = list(Comment.objects.filter(consultation=row, pk__in=keys).only("pk", "group"))
    if len(found) != len(set(keys)):
        raise RuleBroken("有的意见已经不在了，请刷新页面重新选择")
    return found


def _moved(row: Consultation, some: Sequence[Comment], target: Group | None) -> None:
    """Change the group of comments; a suggested group that is emptied was decided on and goes."""
    before = {one.group_id for one in some if one.group_id}
    Comment.objects.filter(pk__in=[one.pk for one in some]).update(group=target)
    for group in Group.objects.filter(consultation=row, pk__in=before):
        _counted(group)
    if target:
        _counted(target)
    Group.objects.filter(consultation=row, pk__in=before, size=0, outcome="").delete()


def _counted(group: Group) -> None:
    group.size = Comment.objects.filter(group=group).count()
    group.save(update_fields=["size"])


def _noted(kind: str, row: Consultation, groups: Sequence[Group], by: Actor, **facts: int) -> None:
    """One entry a group: numbers only, its title may hold anybody's words."""
    known = {"organisation": row.organisation.code, **facts}
    told = [
        (
            f"consultation/{row.pk}/group/{group.pk}",
            known | {"comments": group.size, "outcome": group.outcome},
        )
        for group in groups
    ]
    record_many(kind, told, by=by)

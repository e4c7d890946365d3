"""A person looks at masked comments before the public reads them and, where it must be, at sealed ones."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from ..models import Comment, Consultation, Thread
from ..rules import comments as rules
from ..rules.phases import RuleBroken
from ..rules.showing import Showing
from .consultations import locked

MAX_BATCH = 200


@transaction.atomic
def decide(key: int, comments: Sequence[int], showing: Showing, *, by: Actor) -> int:
    """Show comments to the public, or withhold them (personal data, abuse); how many changed.

    A comment that is withheld counts, is grouped and answered like any other.
    """
    row = locked(key, by)
    if showing is Showing.WAITING:
        raise RuleBroken("请选择公开或者不公开")
    if not 0 < len(set(comments)) <= MAX_BATCH:
        raise RuleBroken(f"请选择 1 至 {MAX_BATCH} 条意见")
    some = list(
        Comment.objects.select_for_update()
        .filter(consultation=row, pk__in=comments)
        .exclude(showing=showing)
        .only("pk", "thread", "showing")
    )
    if not some:
        return 0
    for one in some:
        more = int(showing is Showing.SHOWN) - int(one.showing == Showing.SHOWN)
        if more:
            Thread.objects.filter(pk=one.thread_id).update(shown=F("shown") + more)
    Comment.objects.filter(pk__in=[one.pk for one in some]).update(showing=showing)
    told = [(_name(row, one), {"organisation": row.organisation.code}) for one in some]
    record_many(f"consultation.comment_{showing}", told, by=by)
    return len(some)


@transaction.atomic
def look(key: int, comment: int, *, by: Actor) -> rules.Comment:
    """What was written, and who wrote it; for whoever answers people, and the look is recorded."""
    rows = Consultation.objects.select_related("organisation")
    row = rows.filter(pk=key).first()
    one = Comment.objects.filter(consultation=key, pk=comment).first()
    if row is None or one is None:
        raise RuleBroken("没有找到这条意见，请刷新页面")
    by.must(Duty.ANSWER, row.organisation.lineage)
    if one.sealed is None:
        content = rules.Comment(one.words)
    else:
        content = rules.unpack(sealing.unseal(row.sealing, one.sealed, f"comment/{one.form}"))
    record("consultation.comment_looked", _name(row, one), by=by, organisation=row.organisation.code)
    return content


def _name(row: Consultation, one: Comment) -> str:
    return f"consultation/{row.pk}/comment/{one.pk}"

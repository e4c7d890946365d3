"""What the writer does after the reply: say once how satisfied they are, and ask once for it to be handled
again.

A letter that is handled again stays with the organisation that answered it; its new period is of its own.
"""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify, notify_duty
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Letter
from ..rules.events import Event, Step
from ..rules.kinds import RuleBroken, Score, Stage
from .discretion import written
from .holding import WRITER, changed, happened, locked, noted
from .referring import assign


@transaction.atomic
def rate(key: int, score: Score, *, by: Actor) -> Letter:
    """Keep the writer's word, one to five; after a second reply they may say it anew."""
    letter = _own(key, by)
    if letter.stage not in (Stage.ANSWERED, Stage.ARCHIVED):
        raise RuleBroken("答复以后才能评价")
    if letter.satisfaction:
        raise RuleBroken("您已经评价过，谢谢")
    letter.satisfaction = score
    changed(letter, "satisfaction")
    noted("letter.rated", letter, by=by, score=str(score))
    return letter


@transaction.atomic
def reopen(key: int, *, words: str, by: Actor) -> Letter:
    """The writer is not content and says why: once, the letter is handled again by a new period."""
    letter = _own(key, by)
    words = written(words, "还没有解决的问题")
    letter.satisfaction = ""
    if not letter.handlings.filter(ended_on=None, lead=True).exists():
        assign(letter, letter.organisation)
    happened(letter, Event(Step.REOPENED, timezone.localdate()), words=words, to=letter.organisation, by=by)
    told = Words(f"来信 {letter.number} 写信人要求重新办理", "", f"/console/letters/{letter.pk}/")
    if letter.officer_id:
        notify([letter.officer_id], told, by=by)
    else:
        notify_duty(letter.organisation.code, Duty.ANSWER, told, by=by)
    return letter


def _own(key: int, by: Actor) -> Letter:
    if by != WRITER:
        raise RuleBroken("满意度和重新办理由写信人自己提出")
    return locked(key)

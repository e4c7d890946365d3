"""督办: a supervisor orders a letter to be answered by a day; who handles it hears at once."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Letter
from ..rules.events import Event, Step
from ..rules.kinds import OPEN, RuleBroken, Stage
from .discretion import must_not_tell, written
from .holding import happened, held


@transaction.atomic
def supervise(key: int, *, answer_by: date, words: str, version: int, by: Actor) -> Letter:
    """Order an answer by ``answer_by``. The period goes on as it is; the earlier of the two days is shown."""
    letter = held(key, by, Duty.SUPERVISE, version=version)
    if letter.stage not in OPEN:
        raise RuleBroken(f"这件来信{Stage(letter.stage).label}，无需督办")
    words = written(words, "督办要求")
    must_not_tell(letter, words, "督办要求")
    event = Event(Step.SUPERVISED, timezone.localdate(), answer_by=answer_by)
    happened(letter, event, words=words, to=letter.organisation, by=by, answer_by=str(answer_by))
    duty = Duty.REFER if letter.stage in (Stage.RECEIVED, Stage.DECIDING) else Duty.ANSWER
    people = {user.pk for user in roster.officers(letter.organisation.code, duty)}
    if letter.officer_id:
        people.add(letter.officer_id)
    told = Words(f"督办：来信 {letter.number} 请在 {answer_by} 前答复", "", f"/console/letters/{letter.pk}/")
    notify(people, told, alert=True, by=by)
    return letter

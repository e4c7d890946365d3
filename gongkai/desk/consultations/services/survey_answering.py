"""An answer is taken in: one for each form, one for each verified person, none after the end.

The same form again gives the same answer. Who answers is kept nowhere: a verified person leaves a keyed
digest, which knows the person again and leads back to nobody. Words are kept as the finder of personal data
leaves them, and shown when a person has released them.
"""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.language.rules import personal
from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing

from ..models import SurveyAnswer, SurveyText
from ..queries import surveys as queries
from ..rules.survey_answers import Answers, pack, too_quick
from ..rules.surveys import Level, RuleBroken, State, TextState
from .surveys import locked

VISITOR = Actor("public/survey", "")  # in whose name an answer is recorded
MAX_BATCH = 200
OVER = "问卷已经截止，这份答卷没有收下。结果公布以后可以在这里看到"
TWICE = "您已经答过这份问卷。一人一份，先交的那一份已经收下"


def answer(
    key: int,
    answers: Answers,
    token: str,
    *,
    seconds: float,
    level: Level = Level.UNVERIFIED,
    person: str = "",
) -> SurveyAnswer:
    """Take one answer in; the same ``token`` again gives the first one, whatever stands in the form now.

    ``person`` is what a sign-in knows a person by, needed beyond UNVERIFIED; ``seconds`` is how long the form
    was open. Raises RuleBroken when the survey does not run at this instant, or the person has answered.
    """
    if (level is Level.UNVERIFIED) == bool(person):
        raise RuleBroken("没有确认您的身份，请重新登录，或者不登录填写")
    form = sealing.digest(f"survey/{key}/form", token)
    if known := _known(key, form):
        return known
    voice = sealing.digest(f"survey/{key}/voice", person) if person else None
    try:
        return _keep(key, answers, form, voice, level, seconds)
    except IntegrityError:  # the same form, or the same person, twice at once
        if known := _known(key, form):
            return known
        raise RuleBroken(TWICE) from None


@transaction.atomic
def release(key: int, texts: Iterable[int], state: TextState, *, by: Actor) -> int:
    """A person has read masked words and lets them be public, or not; how many changed.

    What a published result shows stays as published: afterwards nothing changes.
    """
    survey = locked(key, by)
    if survey.state == State.REPORTED:
        raise RuleBroken("结果已经公布，不能再改；公布的文字有误请更正公开信息")
    wanted = sorted(set(texts))[: MAX_BATCH + 1]
    if len(wanted) > MAX_BATCH:
        raise RuleBroken(f"一次最多 {MAX_BATCH} 条")
    rows = SurveyText.objects.select_for_update().filter(survey=survey, pk__in=wanted).exclude(state=state)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    SurveyText.objects.filter(pk__in=keys).update(state=state, person=by.person or None, decided_at=now)
    if keys:
        facts = {"state": str(state)}
        record_many(f"survey.text_{state}", [(f"survey/{key}/text/{one}", facts) for one in keys], by=by)
    return len(keys)


@transaction.atomic
def _keep(
    key: int, answers: Answers, form: str, voice: str | None, level: Level, seconds: float
) -> SurveyAnswer:
    """The survey's row is not held: thousands answer at once, and all that is asked of it is its end."""
    now = timezone.now()
    survey = queries.public(key)
    if survey is None:
        raise RuleBroken("这份问卷没有开放，请回到问卷列表")
    if not queries.is_open(survey, now):
        raise RuleBroken(OVER)
    row = SurveyAnswer(survey=survey, row=secrets.token_hex(8), token=form, voice=voice, level=level)
    row.quick, row.choices = too_quick(answers.number, seconds), pack(answers.choices)
    row.answered_at = now
    row.save(force_insert=True)
    words = {place: personal.hide(text) for place, text in answers.texts.items()}
    SurveyText.objects.bulk_create(
        SurveyText(survey=survey, answer=row, question=place, words=text) for place, text in words.items()
    )
    record(
        "survey.answered",
        f"survey/{key}/answer/{row.row}",
        by=VISITOR,
        level=str(level),
        quick=row.quick,
        digest=hashlib.sha256(row.choices.encode()).hexdigest(),
    )
    return row


def _known(key: int, form: str) -> SurveyAnswer | None:
    return SurveyAnswer.objects.filter(survey=key, token=form).first()

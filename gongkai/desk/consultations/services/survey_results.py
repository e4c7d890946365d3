"""The result of a survey: somebody writes how it is used, somebody else publishes it with its tables.

The numbers are counted at the moment they are published, from the answers; nobody types one.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import findings as found
from gongkai.record.editorial.services import findings

from ..models import Survey
from ..queries import surveys as queries
from ..rules import survey_page
from ..rules.surveys import MAX_CONCLUSION, RuleBroken, State, TextState
from .survey_running import reported
from .surveys import KIND, locked, looked_at, moved, noted

NOTE = "公布调查结果和采用情况"


@transaction.atomic
def conclude(key: int, words: str, *, revision: int, by: Actor) -> Survey:
    """Write how the result is used (政府网站发展指引, 公布结果和意见采用情况); checked like any text."""
    survey = locked(key, by)
    if survey.state != State.CLOSED:
        raise RuleBroken(f"问卷{State(survey.state).label}，截止以后、公布以前才写采用情况")
    if survey.revision != revision:
        raise RuleBroken("采用情况刚刚由他人修改，请刷新页面核对后再保存")
    words = words.replace("\0", "").replace("\r\n", "\n").strip()
    if not 0 < len(words) <= MAX_CONCLUSION:
        raise RuleBroken(f"请写明结果怎样采用、没有采用的为什么（1 至 {MAX_CONCLUSION:,} 字）")
    survey.conclusion, survey.concluded_by_id = words, by.person or None
    survey.revision += 1
    moved(survey, State.CLOSED)
    looked = looked_at(survey, words)
    findings.store(KIND, str(key), looked, by=by, organisation=survey.organisation_id)
    noted("survey.concluded", survey, by=by)
    return survey


@transaction.atomic
def publish(key: int, *, revision: int, by: Actor) -> Survey:
    """Publish the result as the next version of the survey's publication.

    Raises RuleBroken while words wait for somebody to look at them, the conclusion is missing or has grave
    findings, and for who wrote it.
    """
    survey = locked(key, by, Duty.PUBLISH)
    if survey.state != State.CLOSED:
        raise RuleBroken(f"问卷{State(survey.state).label}，截止以后才能公布一次结果")
    if survey.revision != revision:
        raise RuleBroken("采用情况刚刚有新的修改，请刷新页面核对后再公布")
    if not survey.conclusion:
        raise RuleBroken("还没有写结果怎样采用，请起草人先写好")
    if by.person and by.person == survey.concluded_by_id:
        raise RuleBroken("写采用情况的人不能自己公布，请由另一人核对后公布")
    if waiting := queries.text_counts(survey)[TextState.WAITING]:
        raise RuleBroken(f"还有 {waiting} 条文字没有人看过，请先决定公开或者不公开")
    if grave := found.blocking(KIND, [str(key)]):
        raise RuleBroken("；".join(f"{row.place}：{row.advice}" for row in grave[:5]))
    content, public = queries.content_of(survey), _publication(survey)
    counted = queries.result(survey)
    html = survey_page.result(
        content, counted, survey.conclusion, queries.released(survey), f"/surveys/{key}/results/"
    )
    draft = reported(survey, html, public.published_at)
    publications.republish(public.identifier, draft, note=NOTE, by=by)
    survey.reported_at = timezone.now()
    moved(survey, State.REPORTED)
    noted("survey.reported", survey, by=by, answers=counted.total, quick=counted.quick)
    return survey


def _publication(survey: Survey) -> Any:
    return survey.publication

"""More time to reply: asked of the head of the disclosure office, who agrees or not (条例 art. 33), or a
later day where there are too many requests with good reasons (art. 35)."""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines.rules.events import Event, Step
from gongkai.ground.language.rules import personal
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify, notify_duty
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import DisclosureRequest
from ..queries.derivations import clock_after, history
from ..rules.stages import RuleBroken
from .cases import happened, held, must_live, noted
from .discretion import must_not_tell
from .handling import written

MAX_WHY = 500  # characters of what a notice says


@transaction.atomic
def ask_extension(key: int, *, days: int, words: str, by: Actor) -> DisclosureRequest:
    """Ask for more time. Changes no clock; raises Illegal for what the head could not grant today."""
    case = held(key, by)
    must_live(case)
    why = _why(case, words, "延长的理由")
    clock_after([*history(case), Event(Step.EXTENDED, timezone.localdate(), days=days, consent=True)])
    told = Words(f"申请 {case.number} 请求延长 {days} 个工作日", why, _page(case))
    if not notify_duty(case.organisation.code, Duty.CONSENT, told, by=by):
        raise RuleBroken("本机构和上级都没有人担任公开工作机构负责人，请联系安全管理员指定")
    case.extension_asked, case.extension_why = days, why
    case.save(update_fields=["extension_asked", "extension_why"])
    noted("disclosure.extension_asked", case, by=by, days=days)
    return case


@transaction.atomic
def extend(key: int, *, days: int, words: str, version: int, by: Actor) -> DisclosureRequest:
    """The head of the disclosure office agrees; the applicant is told on the case's page."""
    case = held(key, by, Duty.CONSENT, version=version)
    event = Event(Step.EXTENDED, timezone.localdate(), days=days, consent=True)
    case.extension_asked, case.extension_why = 0, ""
    happened(case, event, words=written(words, "延长的理由"), by=by)
    return case


@transaction.atomic
def refuse_extension(key: int, *, words: str, version: int, by: Actor) -> DisclosureRequest:
    """The head does not agree: the last day stays, and the officer is told why."""
    case = held(key, by, Duty.CONSENT, version=version)
    if not case.extension_asked:
        raise RuleBroken("没有等待决定的延长请求，请刷新页面")
    why = _why(case, words, "不同意的理由")
    if case.officer_id:
        notify([case.officer_id], Words(f"申请 {case.number} 不同意延长", why, _page(case)), by=by)
    case.extension_asked, case.extension_why, case.version = 0, "", case.version + 1
    case.save(update_fields=["extension_asked", "extension_why", "version"])
    noted("disclosure.extension_refused", case, by=by)
    return case


@transaction.atomic
def delay(key: int, *, days: int, words: str, version: int, by: Actor) -> DisclosureRequest:
    """Too many requests with good reasons: a reasonable later day, told to the applicant (art. 35)."""
    case = held(key, by, Duty.CONSENT, version=version)
    happened(
        case, Event(Step.DELAYED, timezone.localdate(), days=days), words=written(words, "延迟的理由"), by=by
    )
    return case


def _why(case: DisclosureRequest, words: str, name: str) -> str:
    """Reasons for a notice, which is not sealed."""
    if personal.find(words):
        raise RuleBroken("理由里有个人信息，请改写：它会出现在通知里")
    must_not_tell(case, words, "理由")
    return written(words, name)[:MAX_WHY]


def _page(case: DisclosureRequest) -> str:
    return f"/console/requests/{case.pk}/"

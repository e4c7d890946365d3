"""An approved manuscript becomes public: at once, at its minute, or in an emergency before its review.

Nothing that is not approved is published by a schedule. Each manuscript is its own transaction: its row is
held, so that of two workers one publishes and the other finds it published.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import due
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import alert, notify_duty
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.record.catalogue.rules import RuleBroken as NotNow
from gongkai.record.catalogue.rules import Unpublishable
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.rules.profiles import Profile
from gongkai.record.editorial.services import reviews

from ..models import Manuscript
from ..queries.manuscripts import content_of, links, public_draft
from ..rules.manuscripts import EDITABLE, Content, RuleBroken, Status, to_draft
from . import checking
from .checking import KIND
from .manuscripts import locked, noted

PIECE = 50  # manuscripts published in one run of the clock; the next run takes the rest
AHEAD = timedelta(days=366)  # the furthest schedule: a mistyped year is caught
NOTE = "更新内容"

log = structlog.get_logger(__name__)


@transaction.atomic
def schedule(key: int, at: datetime | None, *, by: Actor) -> Manuscript:
    """Set the minute at which an approved manuscript is published; None takes the minute away."""
    manuscript = locked(key, by, Duty.PUBLISH)
    must_wait(manuscript)
    if at is not None and not timezone.now() < at < timezone.now() + AHEAD:
        raise RuleBroken("定时发布的时间应晚于现在、在一年之内，请改正日期")
    manuscript.publish_at, manuscript.trouble = at, ""
    manuscript.save(update_fields=["publish_at", "trouble"])
    when = {"publish_at": timezone.localtime(at).isoformat()} if at else {}
    noted("manuscript.scheduled" if at else "manuscript.unscheduled", manuscript, by=by, **when)
    return manuscript


@transaction.atomic
def publish(key: int, *, by: Actor) -> Manuscript:
    """Publish an approved manuscript now, and with it the approved interpretations that explain it (三同步).

    Raises RuleBroken unless it is approved; Unpublishable, or the catalogue's RuleBroken, when the record
    does not take it.
    """
    manuscript = locked(key, by, Duty.PUBLISH)
    must_wait(manuscript)
    put(manuscript, by=by)
    ready = Manuscript.objects.select_for_update(of=("self",)).select_related("organisation")
    for interpretation in ready.filter(explains=manuscript, status=Status.APPROVED).order_by("pk"):
        put(interpretation, by=by)
    return manuscript


def publish_due(now: datetime, *, by: Actor) -> int:
    """Publish what is approved and whose minute has come; returns how many. The clock calls this.

    What the record refuses keeps its place with the reason, loses its minute, and waits for a person.
    """
    waiting = Manuscript.objects.filter(status=Status.APPROVED, publish_at__lte=now)
    published = 0
    for key in list(waiting.order_by("publish_at", "pk").values_list("pk", flat=True)[:PIECE]):
        try:
            with transaction.atomic():
                manuscript = locked(key, by, Duty.PUBLISH)
                if manuscript.status == Status.APPROVED and manuscript.publish_at:
                    publish(key, by=by)
                    published += 1
        except (RuleBroken, NotNow, Unpublishable, NotAllowed) as refused:
            hold(key, str(refused), by=by)
    return published


@transaction.atomic
def hold(key: int, why: str, *, by: Actor) -> None:
    """Take the minute from a manuscript that could not be published, and say why."""
    manuscript = locked(key, by, Duty.PUBLISH)
    manuscript.publish_at, manuscript.trouble = None, why[:500]
    manuscript.save(update_fields=["publish_at", "trouble"])
    noted("manuscript.held", manuscript, by=by)
    told = Words(
        "定时发布没有完成，请处理",
        f"{manuscript.title[:200]}：{manuscript.trouble}",
        f"/console/manuscripts/{key}/",
    )
    notify_duty(manuscript.organisation.code, Duty.PUBLISH, told, by=by)
    alert(manuscript.organisation.code, told, by=by)
    log.warning("schedule_not_published", manuscript=key)


@transaction.atomic
def publish_emergency(key: int, reason: str, *, by: Actor) -> Manuscript:
    """Publish before review, by a named duty holder: its own event, public as such, reviewed afterwards.

    What blocks a draft blocks this too: personal data does not go out because it is urgent.
    """
    manuscript = locked(key, by, Duty.OFFICER)
    if manuscript.status not in EDITABLE:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，不能应急发布")
    if not reason.strip():
        raise RuleBroken("请写明应急发布的理由，事后审核时要核对")
    checking.must_pass(manuscript, by=by)
    manuscript.emergency = True
    put(manuscript, by=replace(by, duties=by.duties | {Duty.PUBLISH}))
    today = timezone.localdate()
    days = deadlines.statute("emergency_review", today).value
    reviews.open(
        KIND,
        str(key),
        title=manuscript.title,
        organisation=manuscript.organisation.code,
        profile=Profile.EMERGENCY,
        revision=manuscript.revision,
        drafter=by.person,
        due_on=deadlines.calendar().add_working_days(today, days),
        duty=Duty.OFFICER,
        words=reason,
        by=by,
    )
    noted("manuscript.emergency_published", manuscript, by=by)
    told = Words("有一条应急发布，待事后审核", manuscript.title[:200], f"/console/manuscripts/{key}/")
    notify_duty(manuscript.organisation.code, Duty.FINAL, told, by=by)
    alert(manuscript.organisation.code, told, by=by)
    return manuscript


def must_wait(manuscript: Manuscript) -> None:
    """Refuse what is not approved and waiting."""
    if manuscript.status == Status.PUBLISHED:
        raise RuleBroken("这份稿件刚刚已经发布，请刷新页面")
    if manuscript.status != Status.APPROVED:
        raise RuleBroken(f"稿件{Status(manuscript.status).label}，审核通过以后才能发布")


def put(manuscript: Manuscript, *, by: Actor) -> None:
    """Into the record: a new publication, or a new version of the one it changes."""
    content = content_of(manuscript)
    now = timezone.now()
    public: Any = manuscript.changes
    draft = to_draft(
        content,
        publisher=manuscript.organisation.code,
        published_at=public.published_at if public else now,
        files=links(manuscript),
        emergency=manuscript.emergency,
        interprets=explained(manuscript, content),
        instead_of=public_draft(manuscript),
    )
    if public:
        note = content.change_note or NOTE
        made = publications.republish(public.identifier, draft, note=note, by=by)
    else:
        made = publications.publish(draft, by=by)
    manuscript.publication_id, manuscript.publish_at, manuscript.trouble = made.pk, None, ""
    manuscript.status = Status.PUBLISHED
    manuscript.save(update_fields=["publication", "publish_at", "trouble", "status", "emergency"])
    noted("manuscript.published", manuscript, by=by, publication=made.identifier)
    start_clock(manuscript)


def explained(manuscript: Manuscript, content: Content) -> str:
    """Index number of the publication that an interpretation explains, else what the drafter named."""
    document: Any = manuscript.explains
    return document.publication.identifier if document and document.publication else content.interprets


def start_clock(document: Manuscript) -> None:
    """The interpretations of a document that is public now are due (国办发〔2016〕80号 and local rules)."""
    on = timezone.localdate()
    rule = deadlines.statute("interpretation", on)
    last = due(on, rule.value, deadlines.calendar()).on
    open_ones = document.interpretations.exclude(status__in=(Status.PUBLISHED, Status.ABANDONED))
    open_ones.update(due_on=last)

"""待处理: what waits for this person in this post, since when and until when; first thing after sign-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.desk.disclosure.queries import reports
from gongkai.desk.disclosure.rules.report_form import title
from gongkai.desk.disclosure.rules.reports import State, date_rule
from gongkai.desk.disclosure.services.replying import KIND as REPLY
from gongkai.desk.disclosure.services.report_review import KIND as REPORT
from gongkai.desk.documents.queries import manuscripts, sweeps
from gongkai.desk.documents.queries import quarantine as documents
from gongkai.desk.documents.rules.manuscripts import Status
from gongkai.desk.documents.rules.sweeps import Status as Swept
from gongkai.desk.documents.services.checking import KIND as MANUSCRIPT
from gongkai.desk.documents.services.sampling import KIND as SAMPLE
from gongkai.desk.documents.services.sweep_results import KIND as SWEEP
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import staff as catalogue
from gongkai.record.catalogue.queries import takedowns as take_downs
from gongkai.record.editorial.queries import reviews

from . import request_tasks
from .doors import open_to
from .gate import actor, staff

SHOWN = 10
LISTED = 50
# Where each kind of draft is decided; an index number is two parts of an address.
PAGES = {
    MANUSCRIPT: "console:manuscript",
    SWEEP: "console:sweep",
    SAMPLE: "console:publication",
    REPORT: "console:report",
    REPLY: "console:request_review",
}
NEXT = {Status.RETURNED: "退回，请修改", Status.DRAFTING: "继续起草", Status.REVIEWING: "审核中"}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list: what to do with what, since when, until when; ``late`` is told by the day."""

    title: str
    address: str
    what: str
    who: str
    since: datetime
    until: date | datetime | None
    late: bool
    mine: bool = True  # False: only to be followed, somebody else has it now


@require_safe
@staff
def waiting(request: HttpRequest) -> HttpResponse:
    scope, duties = actor(request).scope, actor(request).duties
    tasks = sorted(listed(actor(request)), key=order)
    context: dict[str, Any] = {
        "tasks": [task for task in tasks if task.mine],
        "followed": [task for task in tasks if not task.mine],
        "may_decide": Duty.CATALOGUE in duties,
        "may_draft": Duty.DRAFT in duties,
    }
    if open_to(duties, "console:quarantine"):
        page = documents.waiting(scope, limit=SHOWN)
        count = documents.waiting_count(scope) if page.next else len(page.items)
        context |= {"quarantined": page.items, "quarantined_count": count}
    if open_to(duties, "console:relations"):
        found = catalogue.unconfirmed(scope, limit=SHOWN)
        count = catalogue.unconfirmed_count(scope) if found.next else len(found.items)
        context |= {"relations": found.items, "relations_count": count}
    return render(request, "console/work.html", context)


def listed(by: Actor) -> Iterator[Task]:
    """Reviews that ask this person, take-downs to look at, manuscripts to publish, and the person's own."""
    now, today = timezone.now(), timezone.localdate()
    if open_to(by.duties, "console:decide_review"):
        for review in reviews.waiting(by, PAGES, limit=LISTED).items:
            yield Task(
                review.title,
                reverse(PAGES[review.kind], args=review.subject.split("/")),
                review.get_stage_display(),
                review.organisation.short_name,
                review.stage_at,
                review.due_on,
                bool(review.due_on and review.due_on < today),
            )
    yield from (Task(*line) for line in request_tasks.listed(by))
    for sweep in sweeps.pending(by):
        what = "公布清理结果" if sweep.status == Swept.APPROVED else "继续清理"
        address, who = reverse(PAGES[SWEEP], args=[sweep.pk]), sweep.organisation.short_name
        yield Task(f"文件清理：{sweep.title}", address, what, who, sweep.changed_at, None, False)
    for one in reports.pending(by):
        what = "公布年度报告" if one.state == State.APPROVED else "继续编制"
        until = deadlines.due_by(date_rule(one.organisation.kind), one.year)
        name, place_of = title(one.organisation.name, one.year), reverse(PAGES[REPORT], args=[one.pk])
        yield Task(name, place_of, what, one.organisation.short_name, one.changed_at, until, until < today)
    if {Duty.FINAL, Duty.PUBLISH} & by.duties:
        for taken in take_downs.waiting(by.scope, limit=LISTED):
            yield Task(
                taken.publication.title,
                reverse("console:take_down", args=[taken.pk]),
                "紧急下架，请复核",
                taken.publication.publisher.short_name,
                taken.opened_at,
                taken.review_by,
                taken.review_by < now,
                mine=taken.opened_by_id != by.person,
            )
    for one in manuscripts.to_publish(by, limit=LISTED):
        what = "未能按时发布" if one.trouble else "待自动发布" if one.publish_at else "待发布"
        late = bool(one.due_on and one.due_on < today) or bool(one.publish_at and one.publish_at < now)
        until = one.publish_at or one.due_on
        yield Task(
            one.title, place(one.pk), what, one.organisation.short_name, one.saved_at, until, late,
            mine=not one.publish_at,
        )  # fmt: skip
    if Duty.DRAFT in by.duties:
        for one in manuscripts.mine(by, limit=LISTED):
            own = one.status != Status.REVIEWING
            late = bool(one.due_on and one.due_on < today)
            yield Task(
                one.title, place(one.pk), NEXT[Status(one.status)], one.organisation.short_name, one.saved_at,
                one.due_on, late, mine=own,
            )  # fmt: skip


def place(key: int) -> str:
    return reverse("console:manuscript", args=[key])


def order(task: Task) -> tuple[bool, bool, str, datetime]:
    """Overdue first, then by the last day, then what has waited longest."""
    return not task.late, task.until is None, str(task.until or ""), task.since

"""Comments on the staff's screens: looked at before the public reads them, grouped and answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.consultations import tasks
from gongkai.desk.consultations.queries import comments, groups
from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.rules import export as lines
from gongkai.desk.consultations.rules.grouping_progress import RUNNING
from gongkai.desk.consultations.rules.outcomes import Outcome
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.rules.showing import Showing
from gongkai.desk.consultations.services import concluding, grouping, showing, suggesting
from gongkai.ground.orgs.rules import Duty, NotAllowed

from .consultations import within
from .gate import actor, staff
from .pages import cursor, following

SHOWN = 100


@require_safe
@staff
def listing(request: HttpRequest, key: int) -> HttpResponse:
    """Groups on top, comments of the chosen one (or without a group, or waiting to be looked at) below."""
    return shown(request, within(request, key))


def shown(request: HttpRequest, row: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    asked, at = request.GET.get("group", ""), cursor(request) or "0"
    group = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    after = int(at) if at.isascii() and at.isdigit() and len(at) < 19 else 0
    state = Showing.WAITING if request.GET.get("showing") == Showing.WAITING else ""
    rows = comments.page(row.pk, group=group, showing=state, after=after, limit=SHOWN + 1)
    run, labels = groups.run(row.pk), queries.labels(row)
    context = {
        "row": row,
        "run": run,
        "running": run is not None and run.progress in RUNNING,
        "groups": groups.page(row.pk, undecided="undecided" in request.GET),
        "left": groups.left_open(row.pk),
        "chosen": group,
        "state": state,
        "undecided": "undecided" in request.GET,
        "comments": [(one, labels.get(one.thread.anchor, "")) for one in rows[:SHOWN]],
        "may_look": Duty.ANSWER in actor(request).duties,
        "outcomes": Outcome.choices(),
        "following": following(request, str(rows[SHOWN - 1].pk) if len(rows) > SHOWN else None),
        **extra,
    }
    return render(request, "console/consultation_comments.html", context, status=status)


@require_POST
@staff
def act(request: HttpRequest, key: int) -> HttpResponse:
    """What the pressed button says, with the comments that were ticked."""
    row, by, sent = within(request, key), actor(request), request.POST
    chosen = [
        int(one) for one in sent.getlist("comment") if one.isascii() and one.isdigit() and len(one) < 19
    ]
    try:
        match sent.get("act"):
            case "suggest":
                suggesting.ask(key, by=by)
                tasks.suggest.enqueue(key)
                done = "系统开始归组，本页显示进度；完成以后请逐组核对"
            case "show" | "withhold" as wanted:
                to = Showing.SHOWN if wanted == "show" else Showing.WITHHELD
                done = f"{showing.decide(key, chosen, to, by=by)} 条意见{to.label}"
            case "gather":
                done = f"新的一组：{grouping.gather(key, chosen, title=sent.get('title', ''), by=by).title}"
            case "move":
                to_group = sent.get("to", "")
                target = int(to_group) if to_group.isascii() and to_group.isdigit() else None
                done = f"移动了 {grouping.move(key, chosen, target, by=by)} 条意见"
            case _:
                raise BadRequest("没有这个步骤，请刷新页面")
    except (NotAllowed, RuleBroken) as refused:
        return shown(request, row, status=422, refused=str(refused))
    messages.success(request, done)
    return redirect(f"{reverse('console:consultation_comments', args=[key])}?{request.GET.urlencode()}")


@require_POST
@staff
def group(request: HttpRequest, key: int, group: int) -> HttpResponse:
    """A group is confirmed, merged into another, or answered."""
    row, by, sent = within(request, key), actor(request), request.POST
    if groups.one(key, group) is None:
        raise Http404("没有这一组意见")
    try:
        match sent.get("act"):
            case "confirm":
                grouping.confirm(key, group, title=sent.get("title", ""), by=by)
            case "merge":
                into = sent.get("into", "")
                number = int(into) if into.isascii() and into.isdigit() and len(into) < 19 else 0
                grouping.merge(key, [group, number], number, by=by)
            case "decide":
                wanted = sent.get("outcome", "")
                if wanted not in {one.value for one in Outcome}:
                    raise RuleBroken("请选择采纳、部分采纳或者不采纳")
                concluding.decide(key, group, Outcome(wanted), sent.get("why", ""), by=by)
            case _:
                raise BadRequest("没有这个步骤，请刷新页面")
    except (NotAllowed, RuleBroken) as refused:
        return shown(request, row, status=422, refused=str(refused))
    messages.success(request, "已保存")
    return redirect("console:consultation_comments", key)


@require_POST
@staff
def look(request: HttpRequest, key: int, comment: int) -> HttpResponse:
    """The sealed words and contact of one comment; the look is recorded."""
    row = within(request, key)
    try:
        content = showing.look(key, comment, by=actor(request))
    except (NotAllowed, ValueError) as refused:
        return shown(request, row, status=422, refused=str(refused))
    return shown(request, row, opened=content)


@require_safe
@staff
def export(request: HttpRequest, key: int) -> StreamingHttpResponse:
    """Every comment, masked, as CSV; streamed."""
    row = within(request, key)
    made = lines.lines(comments.exported(key), queries.labels(row), timezone.get_current_timezone())
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.csv"'}
    return StreamingHttpResponse(made, content_type="text/csv; charset=utf-8", headers=headers)

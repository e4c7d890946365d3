"""同一事件: letters that a person put together, and one reply to all their writers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.engagement.queries import groups as queries
from gongkai.desk.engagement.rules.kinds import OPEN, Stage
from gongkai.desk.engagement.services import grouping
from gongkai.ground.orgs.rules import Duty, NotAllowed

from .gate import actor, staff
from .letter_words import remaining
from .letters import ENTERERS, Row
from .pages import ROWS, cursor, following, key_of, number


def within(request: HttpRequest, key: int) -> Any:
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这个事件")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Incidents of the scope, the newest first."""
    rows, before = queries.within(actor(request).scope), key_of(cursor(request) or "")
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows[: ROWS + 1])
    more = str(found[ROWS - 1].pk) if len(found) > ROWS else None
    context = {"incidents": found[:ROWS], "following": following(request, more), "sifted": {}}
    return render(request, "console/incidents.html", context)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, incident: Any, **extra: Any) -> HttpResponse:
    today, letters = timezone.localdate(), queries.letters(incident)
    waiting = [one for one in letters if one.stage in OPEN and one.pk != incident.lead_id]
    answered = any(one.pk == incident.lead_id and one.stage == Stage.ANSWERED for one in letters)
    context = {
        "incident": incident,
        "rows": [Row(letter, *remaining(letter, today)) for letter in letters],
        "waiting": len(waiting),
        "may_inform": bool(answered and waiting and ENTERERS & actor(request).duties),
        "supervises": Duty.SUPERVISE in actor(request).duties,
        **extra,
    }
    return render(request, "console/incident.html", context, status=422 if extra else 200)


@require_POST
@staff
def inform(request: HttpRequest, key: int) -> HttpResponse:
    """Send the lead letter's reply to all the others."""
    incident = within(request, key)
    try:
        if "sure" not in request.POST:
            raise ValueError("请勾选确认：发出以后这些来信办结，不能撤回")
        count = grouping.inform(key, version=number(request, "version"), by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, incident, refused=str(broken))
    messages.success(request, f"《{incident.title}》：已一并答复 {count} 件来信")
    return redirect("console:incident", key)

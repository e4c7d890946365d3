"""消息发送: messages to citizens that did not leave, why, and once more, for the city's system administrator.

Number of the matter, kind of message, channel, times and kinds of error: neither to whom nor what it said.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.ground.notices import queries
from gongkai.ground.notices.rules.messages import (
    CHANNEL_LABELS,
    STATE_LABELS,
    TROUBLE_LABELS,
    Channel,
    State,
    Trouble,
)
from gongkai.ground.notices.services import outgoing
from gongkai.ground.orgs import queries as orgs

from .gate import actor, staff
from .pages import ROWS, cursor, following, key_of


def whole_city(request: HttpRequest) -> None:
    """Messages have no organisation: only whoever runs the system for the whole city sees them."""
    if not actor(request).scope.covers(orgs.root().lineage):
        raise Http404("没有这个页面")


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """How many stand where, and those in trouble."""
    whole_city(request)
    try:
        found, more = queries.troubled(before=cursor(request), limit=ROWS)
    except ValueError as wrong:
        raise BadRequest("翻页参数不正确，请从第一页重新查看") from wrong
    counted = queries.standing()
    rows = [
        {
            "row": row,
            "template": queries.template(row.template).label,
            "channel": CHANNEL_LABELS[Channel(row.channel)],
            "given_up": row.state == State.GIVEN_UP,
            "again": row.state == State.GIVEN_UP and row.trouble != Trouble.EXPIRED,
            "why": TROUBLE_LABELS[Trouble(row.trouble)],
            "tries": [(one.at, TROUBLE_LABELS[Trouble(one.trouble)] if one.trouble else "") for one in tries],
        }
        for row, tries in found
    ]
    context = {
        "rows": rows,
        "following": following(request, more),
        "sifted": {},
        "states": [STATE_LABELS[state] for state in State],
        "table": [
            (
                CHANNEL_LABELS[channel],
                [(STATE_LABELS[state], counted.get((channel.value, state.value), 0)) for state in State],
            )
            for channel in Channel
        ],
        "given_up": sum(n for (_, state), n in counted.items() if state == State.GIVEN_UP),
        "gateway": settings.SMS.get("host", ""),
        "mail": settings.EMAIL_HOST,
    }
    return render(request, "console/citizen_messages.html", context)


@require_POST
@staff
def retry(request: HttpRequest) -> HttpResponse:
    """Try one again, or everything that was given up."""
    whole_city(request)
    key = request.POST.get("key", "")
    keys = [key_of(key) or 0] if key else None
    done = outgoing.retry(keys, by=actor(request))
    if done:
        messages.success(request, f"{done} 条消息已排进发送，一分钟内重发")
    else:
        messages.info(request, "没有可以重发的消息：验证码过期的、随事项销毁的不再发送")
    return redirect("console:messages")

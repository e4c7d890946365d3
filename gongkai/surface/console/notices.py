"""通知: what this person has been told, newest first; read with a click or all at once."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.ground.notices import queries, services

from .gate import actor, staff
from .pages import cursor, following


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """The person's own notices, whatever the post."""
    person = actor(request).person
    try:
        page = queries.listed(person, before=cursor(request))
    except ValueError as wrong:
        raise BadRequest("翻页参数不正确，请从第一页重新查看") from wrong
    context = {
        "notices": page.items,
        "unread": queries.unread(person),
        "following": following(request, page.next),
        "sifted": {},
    }
    return render(request, "console/notices.html", context)


@require_POST
@staff
def read(request: HttpRequest) -> HttpResponse:
    """Mark one read and go where it leads, or all of them."""
    person, key = actor(request).person, request.POST.get("key", "")
    if not key:
        services.mark_read(person)
        return redirect("console:notices")
    notice = queries.one(person, int(key)) if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if notice is None:
        raise Http404("没有这条通知")
    services.mark_read(person, [notice.pk])
    return redirect(notice.link or "console:notices")

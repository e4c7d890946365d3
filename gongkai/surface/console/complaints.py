"""投诉: complaints to the organ above (条例 arts. 47, 51, 55), opened with a trace, answered once,
and destroyed after appraisal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.disclosure.queries import complaints as queries
from gongkai.desk.disclosure.rules.complaints import ARTICLES, State
from gongkai.desk.disclosure.services import complaining
from gongkai.ground.orgs.rules import Duty, NotAllowed

from .gate import actor, staff
from .pages import ROWS, cursor, following


def within(request: HttpRequest, key: int) -> Any:
    found = queries.within(actor(request).scope).filter(pk=key).first()
    if found is None:
        raise Http404("没有找到这件投诉")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first; what waits says so."""
    before, rows = cursor(request) or "", queries.within(actor(request).scope)
    if before.isascii() and before.isdigit() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: ROWS + 1])
    more = following(request, str(found[ROWS - 1].pk) if len(found) > ROWS else "")
    context = {"rows": found[:ROWS], "following": more, "sifted": {}}
    return render(request, "console/complaints.html", context)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, row: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    duties = actor(request).duties
    supervises = Duty.SUPERVISE in duties
    context = {
        "row": row,
        "article": ARTICLES[row.kind],
        "waiting": row.state == State.WAITING and supervises,
        "may_look": row.state != State.DESTROYED and supervises,
        "may_destroy": row.state == State.ANSWERED and Duty.CONSENT in duties,
        **extra,
    }
    return render(request, "console/complaint.html", context, status=status)


@require_POST
@staff
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Open what was written, and what was answered; recorded."""
    row = within(request, key)
    try:
        opened, content = complaining.look(key, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, row, status=422, refused=str(broken))
    return shown(request, row, content=content, answer=complaining.answer_of(opened))


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    row, words = within(request, key), request.POST.get("words", "")
    try:
        if "sure" not in request.POST:
            raise ValueError("请勾选“我已核对”：回复只能一次")
        complaining.answer(key, words=words, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken), words=words)
    messages.success(request, f"投诉 {row.number} 已回复，投诉人凭编号和查询码可以看到")
    return redirect("console:complaints")


@require_POST
@staff
def destroy(request: HttpRequest, key: int) -> HttpResponse:
    """After appraisal, confirmed by a tick."""
    row = within(request, key)
    try:
        if "sure" not in request.POST:
            raise ValueError("请勾选确认：密钥一经销毁，任何人都不能恢复")
        complaining.destroy(key, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    messages.success(request, f"投诉 {row.number} 的内容已经销毁，编号和办理情况留存")
    return redirect("console:complaints")

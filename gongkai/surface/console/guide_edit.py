"""Writing a guide: the form with its gaps beside it, and a conflict that loses nobody's words."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.rules.comparing import differences
from gongkai.desk.guides.rules.shape import RuleBroken, Shape, cleaned
from gongkai.desk.guides.rules.states import State
from gongkai.desk.guides.services import guides as services
from gongkai.ground.orgs.rules import Duty, NotAllowed

from .gate import actor, staff
from .guide_form import groups, moved, typed
from .guides import gaps, within
from .pages import number


def writable(request: HttpRequest, key: int) -> Any:
    """A guide in the scope of a post that may draft."""
    guide = within(request, key)
    if Duty.DRAFT not in actor(request).duties:
        raise Http404("没有找到可以修改的指南")
    return guide


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """Name the service; POST begins its guide and opens the form."""
    shape, refused = typed(request.POST), ""
    if request.method == "POST":
        try:
            if not shape.title.strip():
                raise RuleBroken("请填写事项名称")
            owner = request.post_held.organisation.name  # type: ignore[attr-defined]
            first = Shape(title=shape.title, code=shape.code, authority=owner)
            made = services.begin(actor(request).organisation, first, by=actor(request))
        except (NotAllowed, RuleBroken) as broken:
            refused = str(broken)
        else:
            return redirect("console:edit_guide", made.pk)
    context = {"shape": shape, "refused": refused}
    return render(request, "console/begin_guide.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """The form. ``more`` and ``up`` only show it anew; a conflict shows what differs and keeps what was
    typed."""
    guide = writable(request, key)
    if request.method != "POST":
        return page(request, guide, queries.shape(guide), guide.revision)
    shape, shown = typed(request.POST), number(request, "revision")
    if {"more", "up"} & set(request.POST):
        return page(request, guide, moved(request.POST, shape), shown, more=request.POST.get("more", ""))
    try:
        saved = services.save(key, shape, revision=shown, by=actor(request))
    except services.Conflict as conflict:
        theirs = differences(queries.shape(guide), readable(shape))
        told = {"refused": str(conflict), "theirs": theirs}
        return page(request, guide, shape, conflict.revision, status=409, **told)
    except (NotAllowed, RuleBroken) as broken:
        return page(request, guide, shape, shown, status=422, refused=str(broken))
    messages.success(request, f"已保存为第 {saved.revision} 版")
    return redirect("console:guide" if "then_detail" in request.POST else "console:edit_guide", key)


def page(
    request: HttpRequest, guide: Any, shape: Shape, revision: int, *, more: str = "", status: int = 200,
    **extra: Any,
) -> HttpResponse:  # fmt: skip
    context = {
        "guide": guide,
        "revision": revision,
        "groups": groups(shape, more),
        "editable": guide.state == State.DRAFTING,
        **gaps(readable(shape)),
        **extra,
    }
    return render(request, "console/edit_guide.html", context, status=status)


def readable(shape: Shape) -> Shape:
    """As it would be kept; what is too long stays as typed."""
    try:
        return cleaned(shape)
    except RuleBroken:
        return shape


@require_POST
@staff
def check(request: HttpRequest, key: int) -> HttpResponse:
    """The gaps of what stands in the form now, for the script beside it; nothing is kept."""
    writable(request, key)
    return render(request, "console/guide_gaps.html", gaps(readable(typed(request.POST))))

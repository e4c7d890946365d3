"""Leads Wagtail's publish and unpublish buttons to our services, so that each writes its ledger entry.

Returning a response from a ``before_`` hook is Wagtail's own way to take an action over. What the
services cannot take over (bulk actions, deletion of a live page) is refused with a way to do it.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from gongkai.ground.orgs.rules import NotAllowed

from . import services
from .models import EditorialPage

BULK = ("publish", "unpublish", "delete")


def carried_out(request: HttpRequest, page: EditorialPage, act: Any, done: str) -> HttpResponse:
    """Run one service under the post that the gate put on the request, and say what came of it."""
    by = getattr(request, "actor", None)
    try:
        if by is None:
            raise NotAllowed("您没有在任岗位，不能发布，请联系安全管理员")
        act(page, by=by)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_publish_page")
def publish(request: HttpRequest, page: Any) -> HttpResponse | None:
    if not isinstance(page, EditorialPage):
        return None
    return carried_out(request, page, services.publish, f"“{page.title}”已发布")


@hooks.register("before_unpublish_page")
def unpublish(request: HttpRequest, page: Any) -> HttpResponse | None:
    if not isinstance(page, EditorialPage) or request.method != "POST":
        return None
    return carried_out(request, page, services.unpublish, f"“{page.title}”已取消发布")


@hooks.register("before_delete_page")
def delete(request: HttpRequest, page: Any) -> HttpResponse | None:
    if not (isinstance(page, EditorialPage) and page.live):
        return None
    messages.error(request, "文章还在网站上：请先取消发布，再删除")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    pages = [row for row in objects if isinstance(getattr(row, "specific", row), EditorialPage)]
    if action_type not in BULK or not pages:
        return None
    messages.error(request, "文章要逐篇发布、取消发布或删除，每一次都单独留下存证")
    return redirect("wagtailadmin_home")

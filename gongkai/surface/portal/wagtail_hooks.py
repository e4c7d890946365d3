"""Leads Wagtail's publish and unpublish buttons to our services, so that each writes its ledger entry.

Returning a response from a ``before_`` hook is Wagtail's own way to take an action over. What the
services cannot take over (bulk actions, deletion of a live page) is refused with a way to do it.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from gongkai.ground.orgs.rules import NotAllowed

from . import services
from .models import EditorialPage


def carried_out(request: HttpRequest, page: EditorialPage, act: Any, done: str) -> HttpResponse:
    """Run one service under the post that the gate put on the request, and say what came of it."""
    try:
        act(page, by=request.actor)  # type: ignore[attr-defined]
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refused(request: HttpRequest, page: Any, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_publish_page")
def publish(request: HttpRequest, page: Any) -> HttpResponse | None:
    if not isinstance(page, EditorialPage):
        return None
    return carried_out(request, page, services.publish, f"“{page.title}”已发布")


@hooks.register("before_unpublish_page")
def unpublish(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A folder's own button could take its articles along, which is several acts in one."""
    if request.method != "POST":
        return None
    if not isinstance(page, EditorialPage):
        return refused(request, page, "目录不能取消发布：请打开其中的文章，逐篇取消发布")
    return carried_out(request, page, services.unpublish, f"“{page.title}”已取消发布")


@hooks.register("before_delete_page")
def delete(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What is on the site, in the page or below it, is first taken off it, one by one."""
    if not EditorialPage.objects.descendant_of(page, inclusive=True).live().exists():
        return None
    return refused(request, page, "文章还在网站上：请先逐篇取消发布，再删除")


@hooks.register("before_copy_page")
def copy(request: HttpRequest, page: Any) -> HttpResponse:
    """The console has no such page; should one be opened again, copies and aliases still go live nowhere."""
    return refused(request, page, "不能复制文章或建立别名：请新建文章，由发布按钮公开")


@hooks.register("before_bulk_action")
def bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """Nothing is done to several pages at once: every act leaves its own entry."""
    if not any(isinstance(row, Page) for row in objects):
        return None
    messages.error(request, "文章要逐篇办理，每一次都单独留下存证")
    return redirect("wagtailadmin_home")

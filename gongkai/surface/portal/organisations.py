"""An organisation's page: what it does, whom to reach, its 政府信息公开 column (条例 arts. 12, 20, 50)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.services.filing import ASKED
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import GOVERNMENTS
from gongkai.record.catalogue.queries import channels, columns, lists
from gongkai.record.catalogue.queries import items as catalogue
from gongkai.record.catalogue.rules import ChannelType, items

from .channels import cursor, updated
from .checklists import checklist
from .directory import grouped
from .listing import with_interpretations
from .meta_tags import column
from .naming import called, full_name
from .organisation_parts import crumbs, item_address, wanted
from .page import Layout, answer, end_of_today, public
from .tally import Tally, tally

LATEST, PAGE = 10, 20
FOLDED = 40  # items beyond which the organisation's page shows only those with something missing
ARTICLE_20 = "20."


@dataclass(frozen=True, slots=True)
class Item:
    """One mandatory item as a line of the checklist; ``count`` 0 is a gap."""

    number: str
    label: str
    count: int
    address: str


@public
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """The organisation and its column."""
    now = timezone.now()
    today, until = timezone.localdate(now), end_of_today(now)
    body = wanted(code)
    own = channels.channels(owner=code)
    own_items = checklist(body, today)
    shelf = columns.column(code, today, count=own_items is None, government=body.kind in GOVERNMENTS)
    items_here = [] if own_items else articles(shelf.items, code)
    title = full_name(body)
    layout = Layout(
        title,
        "openness",
        reverse("portal:organisation", args=[code]),
        crumbs=crumbs(body),
        meta=column(
            title, body.functions, [title, body.short_name, _("政府信息公开")], _("政府信息公开专栏")
        ),
        feed=f"/feeds/organisations/{code}.atom",
        styles=("portal/document.css",),
    )
    context = {
        "organisation": body,
        "name": title,
        "asked": body.kind in ASKED,
        "guide": shelf.guide,
        "rules": shelf.rules,
        "checklist": own_items,
        "folded": bool(own_items and own_items.total > FOLDED),
        "items": items_here,
        "gaps": sum(not item.count for item in items_here),
        "reports": shelf.annual_reports,
        "channels": updated(own, today),
        "rows": with_interpretations(lists.shown_by(body, limit=LATEST).items),
        "children": grouped(orgs.children(code)),
    }
    tags = [f"organisation:{code}", f"items:{code}", "organisations", *(f"channel:{row.code}" for row in own)]
    return answer(request, "portal/organisation.html", layout, context, tags=tags, not_after=until)


def articles(counted: Sequence[tuple[Any, int]], code: str) -> list[Item]:
    """The items of article 20 with their counts; ``code`` is the organisation's."""
    return [
        Item(item.code.partition(".")[2], _(item.title), count, item_address(code, item.code))
        for item, count in counted
        if item.code.startswith(ARTICLE_20)
    ]


@public
def item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """What an organisation published under one mandatory item, an article's or one of its own."""
    body = wanted(code)
    found = catalogue.item(code, item) if items.own(item) else None
    if not (found or item in items.BY_CODE):
        raise Http404(item)
    before = cursor(request.GET.get("before") or None)
    asked = {"item": item} if found else {"mandatory_item": item}
    page = lists.latest(publisher=code, **asked, before=before, limit=PAGE)
    title = found.title if found else _(items.title(item))
    counted = tally(publisher=code, **asked)
    return listing(request, body, title, page, before, item_address(code, item), counted, found)


@public
def latest(request: HttpRequest, code: str) -> HttpResponse:
    """Everything an organisation published or shows in a channel of its own, newest first."""
    body = wanted(code)
    before = cursor(request.GET.get("before") or None)
    page = lists.shown_by(body, before=before, limit=PAGE)
    address = reverse("portal:organisation_latest", args=[code])
    shows_others = any(row.type == ChannelType.ORGANISATION for row in channels.channels(owner=code))
    counted = None if shows_others else tally(publisher=code)  # its own count is not what is listed then
    return listing(request, body, _("全部公开信息"), page, before, address, counted)


def listing(
    request: HttpRequest,
    body: Any,
    title: str,
    page: Any,
    before: str | None,
    address: str,
    counted: Tally | None,
    own_item: Any = None,
) -> HttpResponse:
    until = end_of_today(timezone.now())
    layout = Layout(
        f"{title} - {called(body)}",
        "openness",
        address,
        crumbs=crumbs(body, (title, "")),
        meta=column(title, f"{body.name} {title}", [title, body.short_name], _("政府信息公开专栏")),
        feed=f"/feeds/organisations/{body.code}.atom",
    )
    context = {
        "organisation": body,
        "title": title,
        "item": own_item,
        "tally": counted,
        "rows": with_interpretations(page.items),
        "next": page.next,
        "later": before,
        "nothing": _("这一项还没有公开内容。"),
    }
    tags = (
        [f"organisation:{body.code}", f"items:{body.code}", "organisations"]
        if page.items or not before
        else []
    )
    return answer(
        request, "portal/organisation_list.html", layout, context, tags=tags, not_after=until, reads="before"
    )

"""政务公开: by channel, by mandatory item, by organisation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE
from gongkai.record.catalogue.queries import channels as catalogue
from gongkai.record.catalogue.queries import columns, lists
from gongkai.record.catalogue.rules import ChannelType, items

from .channels import PAGE, cursor, groups, link
from .listing import with_interpretations
from .meta_tags import column
from .organisations import ARTICLE_20, Item
from .page import Layout, answer, end_of_today, public
from .tally import tally

LISTED_KINDS = ("city", "department", "district")


@public
def openness(request: HttpRequest) -> HttpResponse:
    """The section's front page."""
    counts = columns.items_count()
    title = _("政务公开")
    description = _("政府信息公开的栏目、法定主动公开内容和各单位专栏")
    layout = Layout(
        title,
        "openness",
        reverse("portal:openness"),
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, description, [title, _("政府信息公开")], _("信息公开")),
    )
    context = {
        "channels": [link(row) for row in catalogue.channels() if row.type != ChannelType.ORGANISATION],
        "items": [
            Item(
                item.code.partition(".")[2],
                _(item.title),
                counts.get(item.code, 0),
                reverse("portal:item", args=[item.code]),
            )
            for item in items.ITEMS
            if item.code.startswith(ARTICLE_20)
        ],
        "organisations": [row for row in orgs.organisations(EVERYWHERE) if row.kind in LISTED_KINDS],
    }
    tags = ["latest", "channels", "organisations"]
    return answer(request, "portal/openness.html", layout, context, tags=tags)


@public
def item(request: HttpRequest, item: str) -> HttpResponse:
    """What the whole city published under one mandatory item."""
    if item not in items.BY_CODE:
        raise Http404(item)
    until = end_of_today(timezone.now())
    before = cursor(request.GET.get("before") or None)
    page = lists.latest(mandatory_item=item, before=before, limit=PAGE)
    wanted = items.BY_CODE[item]
    title = _(wanted.title)
    layout = Layout(
        title,
        "openness",
        reverse("portal:item", args=[item]),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("政务公开"), reverse("portal:openness")),
            (title, ""),
        ],
        meta=column(title, _(wanted.article), [title], _("法定主动公开内容")),
    )
    context = {
        "description": _(wanted.article),
        "rows": with_interpretations(page.items),
        "tally": tally(mandatory_item=item),
        "next": page.next,
        "later": before,
        "channel_groups": groups(catalogue.channels()),
        "nothing": _("这一项还没有公开内容。"),
    }
    tags = ["latest", "channels", "organisations"] if page.items or not before else []
    return answer(request, "portal/list.html", layout, context, tags=tags, not_after=until, reads="before")

"""What every organisation keeps public: guide, rules, catalogue, negative list, leaders; meetings, gazette,
and the key areas 财政, 民生, 重大项目, 社会公益. All of it is publications: the newest of each kind.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import channels, columns, lists
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.rules.channels import KEY_AREAS
from gongkai.record.catalogue.rules.standing import SERIES, SINGLE

from .channels import cursor
from .listing import Row, briefs, with_interpretations
from .meta_tags import column
from .naming import called, full_name
from .organisation_parts import crumbs, wanted
from .page import Layout, answer, end_of_today, public

SHOWN, PAGE = 5, 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """A heading, its newest publications, and where all of them are."""

    label: str
    rows: list[Row]
    address: str


@public
def disclosure(request: HttpRequest, code: str) -> HttpResponse:
    """The structured column of one organisation."""
    body, now = wanted(code), timezone.now()
    title = _("政府信息公开专栏")
    layout = Layout(
        f"{title} - {called(body)}",
        "openness",
        reverse("portal:organisation_disclosure", args=[code]),
        crumbs=crumbs(body, (title, "")),
        meta=column(title, f"{body.name} {title}", [title, body.short_name], title),
    )
    streams = {row.code: row for row in channels.channels()}
    context = {
        "organisation": body,
        "name": full_name(body),
        "single": [kind_shelf(body, kind) for kind in SINGLE],
        "series": [kind_shelf(body, kind) for kind in SERIES],
        "areas": [area_shelf(body, streams[name]) for name in KEY_AREAS if name in streams],
    }
    tags = [f"organisation:{code}", "organisations", "channels", *(f"channel:{name}" for name in KEY_AREAS)]
    until = end_of_today(now)
    return answer(request, "portal/disclosure.html", layout, context, tags=tags, not_after=until)


def kind_shelf(body: Any, kind: Kind) -> Shelf:
    rows = briefs(columns.newest(body, kind, SHOWN))
    return Shelf(_(kind.label), rows, reverse("portal:organisation_kind", args=[body.code, kind.value]))


def area_shelf(body: Any, channel: Any) -> Shelf:
    rows = briefs(lists.in_channel(body, channel, limit=SHOWN).items)
    return Shelf(called(channel), rows, reverse("portal:organisation_area", args=[body.code, channel.code]))


@public
def kind(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Everything of one kind, newest first: meetings, gazette issues, leaders, rules."""
    body = wanted(code)
    if kind not in [*SINGLE, *SERIES]:
        raise Http404(kind)
    before = cursor(request.GET.get("before") or None)
    page = lists.latest(publisher=code, kind=kind, before=before, limit=PAGE)
    address = reverse("portal:organisation_kind", args=[code, kind])
    return listed(request, body, _(Kind(kind).label), page, before, address, [])


@public
def area(request: HttpRequest, code: str, channel: str) -> HttpResponse:
    """What an organisation published in one of the key areas."""
    body = wanted(code)
    stream = channels.channel(channel) if channel in KEY_AREAS else None
    if stream is None:
        raise Http404(channel)
    before = cursor(request.GET.get("before") or None)
    page = lists.in_channel(body, stream, before=before, limit=PAGE)
    address = reverse("portal:organisation_area", args=[code, channel])
    return listed(request, body, called(stream), page, before, address, [f"channel:{channel}"])


def listed(
    request: HttpRequest,
    body: Any,
    title: str,
    page: lists.Page,
    before: str | None,
    address: str,
    more: list[str],
) -> HttpResponse:
    above = (_("政府信息公开专栏"), reverse("portal:organisation_disclosure", args=[body.code]))
    layout = Layout(
        f"{title} - {called(body)}",
        "openness",
        address,
        crumbs=crumbs(body, above, (title, "")),
        meta=column(title, f"{body.name} {title}", [title, body.short_name], _("政府信息公开专栏")),
        feed=f"/feeds/organisations/{body.code}.atom",
    )
    context = {
        "organisation": body,
        "title": title,
        "rows": with_interpretations(page.items),
        "next": page.next,
        "later": before,
        "nothing": _("这一项还没有公开内容。"),
    }
    tags = [f"organisation:{body.code}", "organisations", *more] if page.items or not before else []
    until = end_of_today(timezone.now())
    template = "portal/organisation_list.html"
    return answer(request, template, layout, context, tags=tags, not_after=until, reads="before")

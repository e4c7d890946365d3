"""栏目 pages: each a list of publications in keyset pages, with the other channels beside it.

A channel says when it was last updated and, where it missed its update duty, by how much
(《政府网站与政务新媒体检查指标》, 国办秘函〔2019〕19号).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import channels as catalogue
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.rules import ChannelType
from gongkai.record.catalogue.rules.channels import overdue

from .listing import with_interpretations
from .meta_tags import column
from .naming import called, english
from .page import Layout, answer, end_of_today, public
from .tally import tally

PAGE = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A channel as a link; ``updated_at`` and ``late`` (a missed duty in words) where asked for."""

    code: str
    name: str
    address: str
    description: str
    updated_at: datetime | None = None
    late: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    channels: list[Link]


def link(channel: Any, updated_at: datetime | None = None, today: date | None = None) -> Link:
    """A channel as a link; with ``today`` also whether it keeps its update duty."""
    return Link(
        channel.code,
        called(channel),
        reverse("portal:channel", args=[channel.code]),
        "" if english() else channel.description,
        updated_at,
        missed(channel, updated_at, today) if today else "",
    )


def missed(channel: Any, updated_at: datetime | None, today: date) -> str:
    """「应每 N 日更新，已 M 日未更新」, or "" where the duty is kept or there is none, as of a closed one."""
    last = timezone.localtime(updated_at).date() if updated_at else None
    days = 0 if channel.closed_on else overdue(channel.update_days, last, today)
    return (
        _("应每 %(duty)s 日更新，已 %(days)s 日未更新") % {"duty": channel.update_days, "days": days}
        if days
        else ""
    )


def updated(rows: list[Any], today: date) -> list[Link]:
    """Channels as links with the day of their last item; one statement."""
    last = lists.last_published(row.code for row in rows)
    return [link(row, last.get(row.code), today) for row in rows]


def groups(rows: list[Any], today: date | None = None) -> list[Group]:
    """Channels of the city by type, in display order; a group without channels is left out.

    Types with one channel of their own come first, together and without a heading that repeats it.
    With ``today`` each says when it was last updated.
    """
    made = updated(rows, today) if today else [link(row) for row in rows]
    labels = {member.value: _(member.label) for member in ChannelType if member != ChannelType.ORGANISATION}
    found = [
        Group(label, members)
        for value, label in labels.items()
        if (members := [shown for row, shown in zip(rows, made, strict=True) if row.type == value])
    ]
    single = [group.channels[0] for group in found if len(group.channels) == 1]
    several = [group for group in found if len(group.channels) > 1]
    return [Group("", single), *several] if single else several


@public
def channels(request: HttpRequest) -> HttpResponse:
    """Every channel, with the day of its last update."""
    now = timezone.now()
    title = _("全部栏目")
    layout = Layout(
        title,
        "openness",
        reverse("portal:channels"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("政务公开"), reverse("portal:openness")),
            (title, ""),
        ],
        meta=column(title, "", [title], _("栏目导航")),
    )
    context = {"groups": groups(catalogue.channels(), timezone.localdate(now))}
    tags = ["channels", "latest"]
    return answer(request, "portal/channels.html", layout, context, tags=tags, not_after=end_of_today(now))


@public
def channel(request: HttpRequest, code: str) -> HttpResponse:
    """One channel, newest first."""
    now = timezone.now()
    wanted = catalogue.channel(code)
    if wanted is None:
        raise Http404(code)
    before = request.GET.get("before") or None
    page = lists.latest(channel=code, before=cursor(before), limit=PAGE)
    [shown] = updated([wanted], timezone.localdate(now))
    layout = Layout(
        shown.name,
        "openness",
        shown.address,
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("政务公开"), reverse("portal:openness")),
            (shown.name, ""),
        ],
        meta=column(
            shown.name, shown.description, [shown.name, wanted.owner.short_name], _(label_of(wanted))
        ),
        feed=f"/feeds/channels/{code}.atom",
    )
    context = {
        "description": shown.description,
        "rows": with_interpretations(page.items),
        "tally": tally(channel=code),
        "next": page.next,
        "later": before,
        "channel_groups": groups(catalogue.channels()),
        "closed_on": wanted.closed_on,
        "updated_at": shown.updated_at,
        "late": shown.late,
        "nothing": _("这个栏目还没有内容。"),
    }
    tags = [f"channel:{code}", "channels", "organisations"] if page.items or not before else []
    return answer(
        request, "portal/list.html", layout, context, tags=tags, not_after=end_of_today(now), reads="before"
    )


def cursor(text: str | None) -> str | None:
    """A cursor that can be read; Http404 for anything else."""
    if text:
        try:
            lists.position(text)
        except ValueError as broken:
            raise Http404(text) from broken
    return text


def label_of(channel: Any) -> str:
    return str({member.value: member.label for member in ChannelType}.get(channel.type, channel.type))

"""栏目 pages: each a list of publications in keyset pages, with the other channels beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import channels as catalogue
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.rules import ChannelType

from .listing import with_interpretations
from .meta_tags import column
from .naming import called, english
from .page import Layout, answer, public
from .tally import tally

PAGE = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A channel as a link."""

    code: str
    name: str
    address: str
    description: str


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    channels: list[Link]


def link(channel: Any) -> Link:
    return Link(
        channel.code,
        called(channel),
        reverse("portal:channel", args=[channel.code]),
        "" if english() else channel.description,
    )


def groups(rows: list[Any]) -> list[Group]:
    """Channels of the city by type, in display order; a group without channels is left out.

    Types with one channel of their own come first, together and without a heading that repeats it.
    """
    labels = {member.value: _(member.label) for member in ChannelType if member != ChannelType.ORGANISATION}
    found = [
        Group(label, members)
        for value, label in labels.items()
        if (members := [link(row) for row in rows if row.type == value])
    ]
    single = [group.channels[0] for group in found if len(group.channels) == 1]
    several = [group for group in found if len(group.channels) > 1]
    return [Group("", single), *several] if single else several


@public
def channels(request: HttpRequest) -> HttpResponse:
    """Every channel."""
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
    context = {"groups": groups(catalogue.channels())}
    return answer(request, "portal/channels.html", layout, context, tags=["channels"])


@public
def channel(request: HttpRequest, code: str) -> HttpResponse:
    """One channel, newest first."""
    wanted = catalogue.channel(code)
    if wanted is None:
        raise Http404(code)
    before = request.GET.get("before") or None
    page = lists.latest(channel=code, before=cursor(before), limit=PAGE)
    shown = link(wanted)
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
        "nothing": _("这个栏目还没有内容。"),
    }
    return answer(request, "portal/list.html", layout, context, tags=[f"channel:{code}", "channels"])


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

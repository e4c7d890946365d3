"""Atom feeds: the latest, a channel's, an organisation's, a search's. Ids are permanent, dates +08:00."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from pydantic import ValidationError

from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import channels, lists, publications
from gongkai.record.catalogue.rules import Kind

from .answers import address, public, tag
from .found import Found, from_index, keyset, page
from .parameters import FILTERS, Wanted

ENTRIES = 30
UNSERIALISABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # no XML 1.0 text holds these
READS, NAMES = ("before",), "organisations"  # what a stored feed reads of its query; whose names it shows
STARTED = 2026  # the year in our tag: URIs (RFC 4151); it never changes, or every id would


def clean(text: str) -> str:
    return UNSERIALISABLE.sub("", text)


def tag_uri(specific: str) -> str:
    """A permanent id that survives a change of address. The authority is the ledger's origin."""
    return f"tag:{settings.LEDGER_ORIGIN.split('/')[0]},{STARTED}:{specific}"


class PagedAtom(Atom1Feed):
    """Atom with the link to the following page (RFC 5005)."""

    mime_type = "application/atom+xml; charset=utf-8"

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["following"]})

    def latest_post_date(self) -> Any:
        """The newest change; an empty feed carries a constant, so that its ETag holds."""
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else timezone.make_aware(datetime(STARTED, 1, 1))  # noqa: DTZ001


def atom(request: HttpRequest, title: str, name: str, home: str, found: Found) -> HttpResponse:
    """One page of a feed. ``name`` is the permanent part of its id, ``home`` the page it belongs to."""
    query = request.GET.copy()
    query["before"] = found.next or ""
    feed = PagedAtom(
        title=clean(f"{title} - {settings.SITE_NAME}"),
        link=address(home),
        description=None,
        language="zh-Hans",
        feed_url=address(request.get_full_path()),
        feed_guid=tag_uri(name),
        author_name=settings.SITE_SPONSOR,
        following=address(f"{request.path}?{query.urlencode()}") if found.next else "",
    )
    changed = publications.changed(found.items)
    for row in found.items:
        feed.add_item(
            title=clean(row.title),
            link=address(row.path),
            description=clean(row.document_number or Kind(row.kind).label),
            unique_id=tag_uri(row.identifier),
            pubdate=timezone.localtime(row.published_at),
            updateddate=timezone.localtime(max(changed.get(row.pk, row.published_at), row.published_at)),
            author_name=row.publisher.name,
            categories=[Kind(row.kind).label],
        )
    response = HttpResponse(content_type=PagedAtom.mime_type)
    feed.write(response, "utf-8")
    return response


def read(request: HttpRequest, **fixed: Any) -> Wanted:
    """The query string as filters; the path's own come last and win."""
    given: dict[str, Any] = {
        name: value for name, value in request.GET.items() if name in Wanted.model_fields
    }
    given |= {name: request.GET.getlist(name) for name in FILTERS if name in request.GET}
    try:
        return Wanted(**(given | {"limit": ENTRIES} | fixed))
    except ValidationError as wrong:
        names = "、".join(str(error["loc"][-1]) for error in wrong.errors())
        raise BadRequest(f"参数 {names} 不符合要求") from wrong


@public
def latest(request: HttpRequest) -> HttpResponse:
    """Everything, or exactly the search and filters of the query string."""
    wanted = read(request)
    chosen = wanted.dict(exclude_defaults=True, exclude={"before", "limit", "on"})
    query = urlencode(sorted(chosen.items()), doseq=True)
    said = [value for one in chosen.values() for value in (one if isinstance(one, list) else [one])]
    title = "检索结果：" + "、".join(map(str, said)) if chosen else "最新公开"
    home = f"/search?{query}" if chosen else "/"
    found = page(wanted, newest_first=True)
    response = atom(request, title, f"feed/latest?{query}" if chosen else "feed/latest", home, found)
    return response if chosen else tag(response, {"latest", NAMES}, READS)


@public
def channel(request: HttpRequest, code: str) -> HttpResponse:
    found = channels.channel(code)
    if found is None:
        raise Http404("没有这个栏目")
    wanted = read(request, channel=[code])
    shown = page(wanted, newest_first=True)
    response = atom(request, found.name, f"feed/channel/{code}", f"/channels/{code}/", shown)
    return response if from_index(wanted) else tag(response, {f"channel:{code}", "channels", NAMES}, READS)


@public
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """What the organisation's page shows: its own, and what stands in its own channels."""
    found = orgs.by_code(code)
    if found is None:
        raise Http404("没有这个机构")
    before = read(request).before or None
    shown = keyset(lambda: lists.shown_by(found, before=before, limit=ENTRIES))
    response = atom(request, found.name, f"feed/organisation/{code}", f"/organisations/{code}/", shown)
    return tag(response, {f"organisation:{code}", NAMES}, READS)

"""``/sitemap.xml``: parts of at most 50,000 addresses, streamed by keyset; and ``/robots.txt``."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE
from gongkai.record.catalogue.queries import channels
from gongkai.record.catalogue.queries import sitemap as queries

from .answers import address, open_to_all, public

PART = 50_000  # addresses in one file (sitemaps.org protocol)
BATCH = 2_000  # rows read at a time
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = (
    "/",
    "/openness/",
    "/services/",
    "/participation/",
    "/city/",
    "/sites/",
    "/policies/",
    "/organisations/",
)
HOUR = 3600


@public
def index(request: HttpRequest) -> HttpResponse:
    """One part for the columns, then one for each 50,000 publications, named by the key before its first."""
    parts = ["/sitemaps/pages.xml", *(f"/sitemaps/{start}.xml" for start in queries.parts(PART))]
    rows = "".join(f"<sitemap><loc>{escape(address(part))}</loc></sitemap>\n" for part in parts)
    body = f'{HEAD}<sitemapindex xmlns="{SCHEMA}">\n{rows}</sitemapindex>\n'
    return HttpResponse(body, content_type="application/xml")


def element(path: str, changed: datetime | None = None) -> str:
    date = (
        f"<lastmod>{timezone.localtime(changed).isoformat(timespec='seconds')}</lastmod>" if changed else ""
    )
    return f"<url><loc>{escape(address(path))}</loc>{date}</url>\n"


@public
def pages(request: HttpRequest) -> HttpResponse:
    """Sections, channels and organisations."""
    codes = [row.code for row in orgs.organisations(EVERYWHERE)]
    paths = [*PAGES, *(f"/channels/{row.code}/" for row in channels.channels())]
    paths += [f"/organisations/{code}/" for code in codes]
    body = f'{HEAD}<urlset xmlns="{SCHEMA}">\n{"".join(map(element, paths))}</urlset>\n'
    return open_to_all(HttpResponse(body, content_type="application/xml"), seconds=HOUR)


@require_safe
def part(request: HttpRequest, start: int) -> StreamingHttpResponse:
    """The publications whose keys lie in the 50,000 after ``start``."""
    if start not in queries.parts(PART):
        raise Http404("没有这一份站点地图")
    response = StreamingHttpResponse(elements(start), content_type="application/xml")
    return open_to_all(response)  # asked for each time: what was taken down is in no copy


def elements(start: int) -> Iterator[str]:
    yield f'{HEAD}<urlset xmlns="{SCHEMA}">\n'
    after, last = start, start + PART
    while after < last and (rows := queries.addresses(after, BATCH)):
        yield "".join(element(path, changed) for key, path, changed in rows if key <= last)
        after = rows[-1][0]
    yield "</urlset>\n"


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; a search result page is no page of its own."""
    lines = [
        "User-agent: *",
        "Disallow: /search",
        f"Sitemap: {address('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

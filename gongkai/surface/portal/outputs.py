"""A search as a feed and as a table: exactly the results of the page that links here."""

import csv
import io
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.record.search import public as engine

from .facets import FIELDS, chosen
from .listing import KINDS, VALIDITIES
from .naming import names
from .page import absolute, public
from .search import POLICY_FIELDS, POLICY_KINDS, Order, asked, order

FEED, TABLE = 50, 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def hits(request: HttpRequest, policies: bool, sort: Order, limit: int) -> list[Any]:
    fixed = {"kind": POLICY_KINDS} if policies else {}
    filters = {**chosen(request.GET, POLICY_FIELDS if policies else FIELDS), **fixed}
    rows: list[Any] = []
    while len(rows) < limit:
        step = min(engine.MAX_LIMIT, limit - len(rows))
        more = engine.search(asked(request), filters=filters, sort=sort, limit=step, offset=len(rows)).hits
        rows += more
        if len(more) < step:
            break
    return rows


@public
def feed(request: HttpRequest, policies: bool = False) -> HttpResponse:
    """Atom (RFC 4287), newest first; ids are the permanent addresses, dates carry +08:00."""
    rows = hits(request, policies, "date", FEED)
    page = reverse("portal:policies" if policies else "portal:search")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    title = f"{asked(request) or _('政策文件库' if policies else '公开信息')} - {settings.SITE_NAME}"
    updated = max((row.published_at for row in rows), default=timezone.now())
    entries = "".join(map(entry, rows))
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">'
        f"<title>{plain(title)}</title><id>{plain(absolute(request.path + query))}</id>"
        f"<updated>{timezone.localtime(updated).isoformat(timespec='seconds')}</updated>"
        f"<author><name>{plain(settings.SITE_SPONSOR)}</name></author>"
        f'<link rel="self" href={quoteattr(absolute(request.path + query))}/>'
        f'<link rel="alternate" type="text/html" href={quoteattr(absolute(page + query))}/>{entries}</feed>\n'
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def entry(row: Any) -> str:
    address, at = absolute(row.path), timezone.localtime(row.published_at).isoformat(timespec="seconds")
    return (
        f"<entry><title>{plain(row.title)}</title><id>{plain(address)}</id>"
        f"<link href={quoteattr(address)}/><published>{at}</published><updated>{at}</updated>"
        f"<summary>{plain(row.document_number or row.title)}</summary></entry>"
    )


def plain(text: str) -> str:
    """Text for XML 1.0: escaped, without the control characters that XML cannot hold."""
    return escape("".join(c for c in text if c >= " " or c in "\t\n"))


@public
def table(request: HttpRequest, policies: bool = False) -> HttpResponse:
    """CSV for spreadsheets, TABLE rows at most; a cell that a spreadsheet would calculate is quoted."""
    rows = hits(request, policies, order(request, asked(request)), TABLE)
    bodies = names().bodies
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(
        [
            _("索引号"),
            _("标题"),
            _("文号"),
            _("种类"),
            _("发布机构"),
            _("发文机关"),
            _("发布日期"),
            _("效力"),
            _("网址"),
        ]
    )
    for row in rows:
        cells = [
            row.identifier,
            row.title,
            row.document_number,
            _(KINDS[row.kind]) if row.kind in KINDS else row.kind,
            bodies.get(row.publisher, row.publisher),
            row.issuing_bodies,
            f"{timezone.localtime(row.published_at):%Y-%m-%d %H:%M}",
            _(VALIDITIES[row.validity]) if row.validity in VALIDITIES else "",
            absolute(row.path),
        ]
        writer.writerow([safe(cell) for cell in cells])
    headers = {"Content-Disposition": 'attachment; filename="search.csv"'}
    return HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell

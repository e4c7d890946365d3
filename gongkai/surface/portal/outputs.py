"""A search as a table: exactly the results of the page that links here."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.language.rules.cells import harmless
from gongkai.record.search import public as engine

from .facets import FIELDS, chosen
from .listing import KINDS, VALIDITIES
from .naming import names
from .page import absolute, public
from .search import POLICY_FIELDS, POLICY_KINDS, Order, asked, order

TABLE, STEP = 1000, 100  # rows; each step is one search and one statement


def hits(request: HttpRequest, policies: bool, sort: Order, limit: int) -> list[Any]:
    fixed = {"kind": POLICY_KINDS} if policies else {}
    filters = {**chosen(request.GET, POLICY_FIELDS if policies else FIELDS), **fixed}
    rows: list[Any] = []
    for offset in range(0, limit, STEP):
        found = engine.search(asked(request), filters=filters, sort=sort, limit=STEP, offset=offset)
        rows += found.hits
        if found.total - len(found.hits) <= offset:  # what is left beyond this page, dropped hits aside
            break
    return rows


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
        writer.writerow([harmless(cell) for cell in cells])
    headers = {"Content-Disposition": 'attachment; filename="search.csv"'}
    return HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)

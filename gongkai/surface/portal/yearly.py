"""Annual reports of an organisation over the years: a chart with its table behind it, and open data.

Only what is public now is drawn, as it was published: a correction under way changes nothing here.
"""

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.queries import reports
from gongkai.desk.disclosure.rules import workbook
from gongkai.desk.disclosure.rules.identities import Tables
from gongkai.desk.disclosure.rules.report_shares import shares
from gongkai.desk.disclosure.rules.stored import unpack
from gongkai.desk.disclosure.rules.tables import BY_KEY, CARRIED_IN, CARRIED_OUT, HANDLED, NEW, TOTAL, Cell
from gongkai.ground.language.rules.cells import harmless

from .meta_tags import column
from .naming import called, full_name
from .organisation_parts import crumbs, wanted
from .page import Layout, absolute, answer, public, tagged
from .requests import charts as requests_bars

DRAWN = 10  # years of the chart: more bars cannot be told apart on a phone
WIDTH, HEIGHT, FOOT, HEAD = 60, 160, 24, 20  # of a bar's place, the bars, the years, the numbers, in px


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's new requests as drawn, and its row of the table."""

    year: int
    path: str
    new: int
    carried_in: int
    handled: int
    carried_out: int
    left: str = "0"
    top: int = 0
    tall: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    bars: list[Bar]
    width: int
    share: str
    height: int = HEAD + HEIGHT + FOOT
    ground: int = HEAD + HEIGHT
    foot: int = HEAD + HEIGHT + FOOT - 6


def chart(code: str) -> Chart | None:
    """The last DRAWN years that an organisation's public reports are about; None without any."""
    rows = reports.public(code)[-DRAWN:]
    if not rows:
        return None
    numbers = [unpack(row.public_tables) for row in rows]
    most = max(1, *(int(total(one, NEW)) for one in numbers))
    bars = []
    for place, (row, one) in enumerate(zip(rows, numbers, strict=True)):
        new, handled = int(total(one, NEW)), int(total(one, HANDLED))
        tall, path = round(HEIGHT * new / most), _path(row)
        taken, left = int(total(one, CARRIED_IN)), int(total(one, CARRIED_OUT))
        at = f"{100 * place / len(rows):.3f}"  # per cent: the chart narrows and its words do not
        bars.append(Bar(row.year, path, new, taken, handled, left, at, HEAD + HEIGHT - tall, tall))
    return Chart(bars, WIDTH * len(bars), f"{100 / len(bars):.3f}")


def outcomes(code: str, publication: int) -> dict[str, Any] | None:
    """How the requests of the report behind a publication ended: a picture and the rows of its table."""
    row = next((one for one in reports.public(code) if one.publication_id == publication), None)
    found = shares(unpack(row.public_tables)) if row else []
    if not found:
        return None
    title = _("办理结果（件）")
    rows = [requests_bars.Bar(_(one.group.label), one.number, one.said) for one in found]
    return {"title": title, "picture": requests_bars.bars(title, rows), "rows": rows}


def _path(row: Any) -> str:
    path: str = row.publication.path
    return path


def total(tables: Tables, row: str) -> Any:
    return tables.get(Cell(3, row, TOTAL), 0)


@public
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Every public report that was made on the form, with the chart."""
    body = wanted(code)
    drawn = chart(code)
    if drawn is None:
        raise Http404(code)
    title = _("政府信息公开年报")
    layout = Layout(
        f"{title} - {called(body)}",
        "openness",
        reverse("portal:annual_reports", args=[code]),
        crumbs=crumbs(body, (title, "")),
        meta=column(title, f"{body.name} {title}", [title, body.short_name], _("政府信息公开专栏")),
        styles=("portal/document.css",),
    )
    context = {"organisation": body, "name": full_name(body), "chart": drawn}
    return answer(request, "portal/yearly.html", layout, context, tags=tags(code))


def tags(code: str) -> list[str]:
    return [f"organisation:{code}", "organisations"]


def _published(code: str) -> list[tuple[Any, Tables]]:
    rows = [(row, unpack(row.public_tables)) for row in reports.public(code)]
    if not rows:
        raise Http404(code)
    return rows


@public
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Every number of every public report as CSV: a line a year and cell."""
    body, file = wanted(code), io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_("机构代码"), _("机构"), _("年度"), _("单元格"), _("名称"), _("数量")])
    for row, numbers in _published(code):
        for key, cell in BY_KEY.items():
            writer.writerow([code, harmless(body.name), row.year, key, cell.name, numbers.get(cell, 0)])
    headers = {"Content-Disposition": f'attachment; filename="annual-reports-{code}.csv"'}
    response = HttpResponse(
        "\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers
    )
    return tagged(response, tags(code))


@public
def data(request: HttpRequest, code: str) -> HttpResponse:
    """The same as JSON."""
    body = wanted(code)
    years = [
        {"year": row.year, "address": absolute(_path(row)), "cells": workbook.records(numbers)}
        for row, numbers in _published(code)
    ]
    told = {"organisation": code, "name": body.name, "reports": years}
    return tagged(JsonResponse(told, json_dumps_params={"ensure_ascii": False}), tags(code))

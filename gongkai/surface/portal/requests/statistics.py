"""Public figures of requests, by organisation and year: how many, how fast, how they ended.

Counted from the cases at each look. A rate needs LEAST replies: below, only numbers are shown.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.queries import statistics as counted
from gongkai.desk.disclosure.queries.statistics import LEAST
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Group
from gongkai.ground.language.rules.cells import harmless
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE

from ..meta_tags import column
from ..naming import called
from ..page import Layout, answer, public
from .answering import STYLES
from .charts import Bar, bars

DRAWN = 20  # organisations in a chart; the table has all


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation's year. ``rate`` is in per cent and None below LEAST replies; ``groups`` by heading."""

    name: str
    code: str
    received: int
    ended: int
    in_time: int
    rate: int | None
    median: float | None
    groups: tuple[int, ...]


def rows(year: int) -> list[Row]:
    """Every organisation that had anything in the year, those with most requests first."""
    bodies = {row.pk: row for row in orgs.below(EVERYWHERE)}
    ways = counted.outcomes(bodies, year)
    found = []
    for one in counted.figures(bodies, year):
        if not one.received and not one.ended:
            continue
        groups = dict.fromkeys(Group, 0)
        for outcome, number in ways.get(one.organisation, {}).items():
            groups[ENDINGS[outcome].group] += number
        enough = one.ended >= LEAST
        rate = one.in_time * 100 // one.ended if enough else None  # never rounded up to a whole hundred
        body = bodies[one.organisation]
        found.append(
            Row(called(body), body.code, one.received, one.ended, one.in_time, rate,
                one.median_days if enough else None, tuple(groups.values()))
        )  # fmt: skip
    return sorted(found, key=lambda row: (-row.received, row.name))


def total(found: Sequence[Row]) -> Row | None:
    """All of them together; the median of a city is not that of its organisations and is left out."""
    if not found:
        return None
    ended, in_time = sum(row.ended for row in found), sum(row.in_time for row in found)
    rate = in_time * 100 // ended if ended >= LEAST else None
    groups = tuple(sum(row.groups[place] for row in found) for place in range(len(Group)))
    return Row(_("合计"), "", sum(row.received for row in found), ended, in_time, rate, None, groups)


def year_of(request: HttpRequest, years: Sequence[int]) -> int:
    """The year asked for, the newest when it has no figures."""
    asked = request.GET.get("year", "")
    known = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0
    return known if known in years else years[0] if years else timezone.localdate().year


@public
def statistics(request: HttpRequest) -> HttpResponse:
    """The page: the table of all, and three charts each with its own table."""
    years = counted.years()
    year = year_of(request, years)
    found = rows(year)
    title = _("依申请公开统计")
    layout = Layout(
        title,
        "participation",
        reverse("portal:request_statistics"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("互动交流"), reverse("portal:participation")),
            (_("依申请公开"), reverse("portal:requests")),
            (title, ""),
        ],
        meta=column(title, "", [title], _("统计信息")),
        styles=STYLES,
    )
    context = {
        "year": year,
        "years": years,
        "rows": found,
        "total": total(found),
        "least": LEAST,
        "headings": [_(group.label) for group in Group],
        "charts": charts(found),
        "now": timezone.now(),
    }
    response = answer(request, "portal/requests/statistics.html", layout, context)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def charts(found: Sequence[Row]) -> list[dict[str, Any]]:
    """Requests received, share in time, and how they ended: (title, picture, rows of its table)."""
    whole = total(found)
    if whole is None:
        return []
    drawn = found[:DRAWN]
    timely = [row for row in drawn if row.rate is not None]
    ways = [
        Bar(_(group.label), number, f"{number:,}") for group, number in zip(Group, whole.groups, strict=True)
    ]
    made = [
        (_("新收申请（件）"), [Bar(row.name, row.received, f"{row.received:,}") for row in drawn], None),
        (_("按期办结率"), [Bar(row.name, row.rate or 0, f"{row.rate}%") for row in timely], 100),
        (_("办理结果（件）"), ways, None),
    ]
    return [
        {"title": title, "picture": bars(title, lines, most), "rows": lines}
        for title, lines, most in made
        if lines and any(line.value for line in lines)
    ]


@public
def table(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    year = year_of(request, counted.years())
    file = io.StringIO()
    writer = csv.writer(file)
    heads = [_("年份"), _("机构"), _("机构代码"), _("新收"), _("办结"), _("按期办结"), _("按期办结率（%）"),
             _("办理天数中位数"), *(_(group.label) for group in Group)]  # fmt: skip
    writer.writerow(heads)
    for row in rows(year):
        cells = [year, row.name, row.code, row.received, row.ended, row.in_time, row.rate, row.median]
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in [*cells, *row.groups]])
    headers = {"Content-Disposition": f'attachment; filename="requests-{year}.csv"'}
    return HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)

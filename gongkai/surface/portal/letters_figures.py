"""Public figures of letters: how many, answered in time, how long it took, how content the writers were.

Drawn once a day from the letters themselves and then kept. No organisation is ranked by speed: rows stand by
how many letters they have. A page may be narrowed to one organisation or one category, not to both: every
narrower cell would tell of fewer people.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import figures
from gongkai.desk.engagement.queries.practice import bounds
from gongkai.desk.engagement.rules.figures import Tally, grouped, rateable, together
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.ground.language.rules.cells import harmless
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE

from .letters_rows import Row, Table, drawn, months, pictures, said, table
from .meta_tags import column
from .naming import called
from .page import Layout, absolute, answer, end_of_today, public, tagged

DRAWN = 12  # organisations in the chart; the table below has all
READS = "year organisation category"
TAGS = ("organisations",)
STYLES = ("portal/document.css", "portal/requests.css", "portal/letters_figures.css")


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that one page, or its table for programs, says."""

    year: int
    years: list[int]
    whole: Row
    tables: list[Table]
    organisation: Any = None
    category: str = ""
    enough: bool = True

    @property
    def query(self) -> str:
        narrowed = f"&organisation={self.organisation.code}" if self.organisation else ""
        return f"?year={self.year}{narrowed}" + (f"&category={self.category}" if self.category else "")


def board(request: HttpRequest) -> Board:
    """The figures that an address asks for. Raises Http404 for an organisation or category there is not."""
    today, years = timezone.localdate(), figures.years()
    year, bodies = year_of(request, years), {row.pk: row for row in orgs.below(EVERYWHERE)}
    code, category = request.GET.get("organisation", ""), request.GET.get("category", "")
    body = next((row for row in bodies.values() if row.code == code), None)
    if code and body is None:
        raise Http404(_("没有这个机构"))
    if body or category:
        return narrowed(year, years, bodies, body, "" if body else category, today)
    asked = figures.Asked(year)
    organisations = figures.by_organisation(asked, today)
    tables = [
        months(figures.by_month(asked, today), rated=True),
        of_organisations(organisations, bodies, rated=True),
        of_categories(figures.by_category(asked, today), rated=True),
        of_kinds(figures.by_kind(asked, today), rated=True),
    ]
    whole = Row(_("合计"), "", together(organisations.values()))
    return Board(year, years, whole, tables)


def narrowed(
    year: int, years: list[int], bodies: dict[int, Any], body: Any, category: str, today: date
) -> Board:
    """One organisation's or one category's; nothing where the whole page keeps it back as too few."""
    city, least = figures.Asked(year), bounds().least
    every: dict[Any, Tally] = (
        figures.by_organisation(city, today) if body else figures.by_category(city, today)
    )
    key = body.pk if body else category
    if not body and key not in every:
        raise Http404(_("没有这个分类"))
    shown, rest = grouped(every, least)
    name = called(body) if body else category
    if key not in shown:
        return Board(year, years, Row(name, "", Tally()), [], body, category, enough=False)
    whole = Row(name, "", shown[key], key in rateable({**shown, None: rest}, least))
    asked = figures.Asked(year, key if body else None, category)
    other = (
        of_categories(figures.by_category(asked, today), rated=False) if body
        else of_organisations(figures.by_organisation(asked, today), bodies, rated=False)
    )  # fmt: skip
    tables = [months(figures.by_month(asked, today), rated=False), other]
    tables.append(of_kinds(figures.by_kind(asked, today), rated=False))
    return Board(year, years, whole, tables, body, category)


def of_organisations(tallies: dict[int, Tally], bodies: dict[int, Any], *, rated: bool) -> Table:
    names = {key: called(bodies[key]) for key in tallies if key in bodies}
    codes = {key: bodies[key].code for key in names}
    return table("organisation", _("按承办单位"), _("承办单位"), tallies, names, codes, rated=rated)


def of_categories(tallies: dict[str, Tally], *, rated: bool) -> Table:
    names = {key: key for key in tallies}
    return table("category", _("按分类"), _("分类"), tallies, names, names, rated=rated)


def of_kinds(tallies: dict[str, Tally], *, rated: bool) -> Table:
    names = {key: _(Kind(key).label) for key in tallies}
    return table("kind", _("按来信类别"), _("来信类别"), tallies, names, {}, rated=rated)


def year_of(request: HttpRequest, years: list[int]) -> int:
    """The year asked for, the newest when it has no letters."""
    asked = request.GET.get("year", "")
    known = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0
    return known if known in years else years[0] if years else timezone.localdate().year


@public
def page(request: HttpRequest) -> HttpResponse:
    """The dashboard; kept until the day ends, and says when it was drawn."""
    one, now, title = board(request), timezone.now(), _("来信办理统计")
    layout = Layout(
        title,
        "participation",
        reverse("portal:letters_figures"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("互动交流"), reverse("portal:participation")),
            (title, ""),
        ],
        meta=column(title, "", [title], _("统计信息")),
        styles=STYLES,
    )
    context = {
        "board": one,
        "now": now,
        "bounds": bounds(),
        "on_time": said(one.whole.on_time),
        "satisfied": said(one.whole.satisfied),
        "pictures": pictures(one.tables[0]) if one.tables else [],
        "months": one.tables[0] if one.tables else None,
        "charts": [(part, drawn(part.rows[:DRAWN]), drawn(part.rows)) for part in one.tables[1:]],
        "most": DRAWN,
    }
    name = "portal/letters_figures.html"
    return answer(request, name, layout, context, tags=TAGS, not_after=end_of_today(now), reads=READS)


def lines(one: Board) -> list[dict[str, Any]]:
    """Every number of a board, a line each group and row; None where too few stand behind it."""
    found = []
    rows = [("all", one.whole)] if one.enough else []
    for part in one.tables:
        rows += [(part.name, row) for row in [*part.rows, *([part.rest] if part.rest else [])]]
    for group, row in rows:
        on_time, satisfied, tally = row.on_time, row.satisfied, row.tally
        found.append({
            "year": one.year, "group": group, "key": row.key, "name": row.label, "received": tally.received,
            "answered": tally.answered, "in_time": tally.in_time, "overdue": tally.overdue,
            "redirected": tally.redirected, "on_time_percent": on_time and on_time.percent,
            "on_time_low": on_time and on_time.low, "on_time_high": on_time and on_time.high,
            "median_working_days": row.took, "rated": satisfied and satisfied.whole,
            "satisfied_percent": satisfied and satisfied.percent,
            "satisfied_low": satisfied and satisfied.low, "satisfied_high": satisfied and satisfied.high,
        })  # fmt: skip
    return found


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    one, file, now = board(request), io.StringIO(), timezone.now()
    writer = csv.writer(file)
    writer.writerow([*HEADS, "as_of"])
    for line in lines(one):
        cells = ["" if line[name] is None else harmless(str(line[name])) for name in HEADS]
        writer.writerow([*cells, timezone.localtime(now).isoformat(timespec="minutes")])
    headers = {"Content-Disposition": f'attachment; filename="letters-{one.year}.csv"'}
    kind = "text/csv; charset=utf-8"
    response = HttpResponse("\ufeff" + file.getvalue(), content_type=kind, headers=headers)
    return tagged(response, TAGS, end_of_today(now), READS)


HEADS = (
    "year", "group", "key", "name", "received", "answered", "in_time", "overdue", "redirected",
    "on_time_percent", "on_time_low", "on_time_high", "median_working_days", "rated", "satisfied_percent",
    "satisfied_low", "satisfied_high",
)  # fmt: skip


@public
def data(request: HttpRequest) -> HttpResponse:
    """The same as JSON, with what the numbers are."""
    one, now = board(request), timezone.now()
    told = {
        "title": _("来信办理统计"),
        "source": absolute(reverse("portal:letters_figures")),
        "as_of": timezone.localtime(now).isoformat(timespec="minutes"),
        "minimum_sample": bounds().least,
        "interval": "Wilson, 95 %",
        "rows": lines(one),
    }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    return tagged(response, TAGS, end_of_today(now), READS)

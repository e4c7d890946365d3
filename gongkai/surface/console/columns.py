"""公开专栏: what every organisation keeps public, what is missing there, and where a page of it is begun.

Guide, rules, catalogue, negative list, leaders, meetings, gazette issues and the key areas are publications
like all others: what is begun here is a manuscript and goes through its review.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.documents.queries.manuscripts import open_of
from gongkai.desk.documents.rules.manuscripts import EDITABLE
from gongkai.desk.documents.services import standing as services
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import channels, lists, standing
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.rules.channels import KEY_AREAS
from gongkai.record.catalogue.rules.standing import FROM_ROWS, NAMES, SERIES, SINGLE

from .gate import actor, staff
from .items import offset, within
from .pages import ROWS, following, word

KINDS = (*SINGLE, *SERIES)
# What is published in a key area where its name is none of a kind's: 民生、社会公益 are told by notices.
AREA_KINDS = {"budgets": Kind.BUDGET, "projects": Kind.PROJECT}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place of the column: its newest publication, the manuscripts under way, what its button begins."""

    label: str
    kind: Kind
    newest: Any
    under_way: list[Any]
    area: str = ""
    whole: str = ""

    @property
    def button(self) -> str:
        if self.kind not in NAMES or not (self.newest or self.under_way):
            return "起草…"
        if self.kind in FROM_ROWS:
            return "按现行内容更新…"
        return "继续…" if self.under_way else "修改…"


@require_safe
@staff
def overview(request: HttpRequest) -> HttpResponse:
    """Every organisation in the scope, each with the way to its column."""
    scope, words, begin = actor(request).scope, word(request, "words"), offset(request)
    bodies = [row for row in orgs.organisations(scope) if words in row.name]
    end = begin + ROWS
    context = {
        "organisations": bodies[begin:end],
        "count": len(bodies),
        "sifted": {"words": words},
        "following": following(request, str(end) if len(bodies) > end else None),
    }
    return render(request, "console/columns.html", context)


@require_safe
@staff
def column(request: HttpRequest, code: str) -> HttpResponse:
    """The column of one organisation, place by place."""
    body = within(request, code)
    newest, open_ones = standing.newest_of_each(body, KINDS), open_of(code, KINDS)
    shelves = [
        Shelf(
            kind.label,
            kind,
            newest.get(kind),
            [row for row in open_ones if row.kind == kind],
            whole=f"/organisations/{code}/kinds/{kind}/",
        )
        for kind in KINDS
    ]
    streams = {row.code: row for row in channels.channels()}
    areas = [
        Shelf(
            streams[name].name,
            AREA_KINDS.get(name, Kind.NOTICE),
            next(iter(lists.in_channel(body, streams[name], limit=1).items), None),
            [],
            name,
            f"/organisations/{code}/areas/{name}/",
        )
        for name in KEY_AREAS
        if name in streams
    ]
    context = {
        "organisation": body,
        "groups": (("政府信息公开", shelves), ("重点领域", areas)),
        "missing": [shelf.label for shelf in (*shelves, *areas) if shelf.newest is None],
        "may_draft": Duty.DRAFT in actor(request).duties and not body.closed_on,
    }
    return render(request, "console/column.html", context)


@require_POST
@staff
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a page of the column, or bring the open manuscript of a list up to date, and open its form."""
    within(request, code)
    kind, area = request.POST.get("kind", ""), request.POST.get("area", "")
    if kind not in dict(Kind.choices()) or (area and area not in KEY_AREAS):
        raise BadRequest("请选择要起草的内容")
    try:
        made = services.draw_up(code, Kind(kind), channel=area, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
        return redirect("console:column", code)
    if made.status not in EDITABLE:
        return redirect("console:manuscript", made.pk)
    if made.kind in FROM_ROWS and made.revision > 1:
        messages.success(request, f"已有的稿件已按现行内容更新为第 {made.revision} 版，以前的版本都还在")
    return redirect("console:edit_manuscript", made.pk)

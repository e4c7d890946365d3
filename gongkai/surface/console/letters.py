"""来信: the work list, what waits for this person on top, the rest by days left. Masked words only."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.desk.engagement.queries import letters as queries
from gongkai.desk.engagement.rules.kinds import OPEN, Kind, Stage
from gongkai.ground.orgs.rules import Duty

from .gate import actor, staff
from .letter_words import remaining
from .pages import ROWS, cursor, following, word

VIEWS = {"refer": "待分办", "accept": "待受理", "mine": "我经办的", "join": "待提协办意见", "late": "超期"}
WAITING = {
    "refer": queries.to_refer,
    "accept": queries.to_accept,
    "mine": queries.mine,
    "join": queries.to_join,
}
ENTERERS = {Duty.ANSWER, Duty.REFER}


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in a list, with its days in words."""

    letter: Any
    days: str
    tone: str


def within(request: HttpRequest, key: int) -> Any:
    """The letter, when the acting post's scope holds, referred or shares it; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这件来信")
    return found


def sifted(request: HttpRequest) -> dict[str, str]:
    view, stage, kind = (word(request, name) for name in ("view", "stage", "kind"))
    return {
        "view": view if view in VIEWS else "",
        "stage": stage if stage in dict(Stage.choices()) else "",
        "kind": kind if kind in dict(Kind.choices()) else "",
        "category": word(request, "category", 60),
        "number": word(request, "number", 40),
    }


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """One of the views, or what is open with the most urgent first; ended stages by number."""
    asked, today, by = sifted(request), timezone.localdate(), actor(request)
    try:
        found = page(request, asked, today)
    except (ValueError, OverflowError) as wrong:
        raise BadRequest("翻页的位置不正确，请回到第一页") from wrong
    overview, waiting = queries.overview(by.scope, today), queries.waiting(by)
    counts = overview.stages
    views = [(name, VIEWS[name], n) for name, n in (waiting | {"late": overview.overdue}).items()]
    context = {
        "rows": [Row(letter, *remaining(letter, today)) for letter in found.items],
        "following": following(request, found.next),
        "sifted": asked,
        "filtered": any(value for name, value in asked.items() if name != "view"),
        "views": views,
        "stages": [(stage.value, stage.label, counts.get(stage.value, 0)) for stage in Stage],
        "kinds": Kind.choices(),
        "open": sum(counts.get(stage.value, 0) for stage in OPEN),
        "overdue": overview.overdue,
        "today": today,
        "cut": asked["view"] in WAITING and len(found.items) >= queries.LISTED,
        "may_enter": bool(ENTERERS & by.duties),
    }
    return render(request, "console/letters.html", context)


def page(request: HttpRequest, asked: dict[str, str], today: Any) -> queries.Page:
    """What was asked for: a person's own view whole, everything else by pages."""
    by = actor(request)
    if asked["view"] in WAITING:
        return queries.Page(WAITING[asked["view"]](by), None)
    return queries.handled(
        by.scope,
        stage=asked["stage"],
        kind=asked["kind"],
        category=asked["category"],
        number=asked["number"],
        late_on=today if asked["view"] == "late" else None,
        after=cursor(request) or "",
        limit=ROWS,
    )

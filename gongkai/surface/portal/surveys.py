"""问卷调查 for the public: what can be answered now, and the results; kept like every public page."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules import survey_page
from gongkai.desk.consultations.rules.survey_counting import Counted
from gongkai.desk.consultations.rules.surveys import Level, State

from .charts import Bar, bars
from .meta_tags import column
from .naming import full_name
from .page import Layout, answer, end_of_today, public
from .requests.answering import STYLES

TAGS = ("kind:survey", "organisations")


@public
def listing(request: HttpRequest) -> HttpResponse:
    """What can be answered now, by the day it ends, and what has ended."""
    now = timezone.now()
    rows = queries.visible(now)
    open_now = [row for row in rows if queries.is_open(row, now)]
    ends = [int(row.closes_at.timestamp()) for row in open_now if row.closes_at]
    context = {
        "running": [(row, full_name(row.organisation), left(row.closes_at, now)) for row in open_now],
        "ended": [
            (row, full_name(row.organisation), queries.result_due_on(row))
            for row in rows
            if row not in open_now
        ],
        "now": now,
    }
    layout = framed(_("问卷调查"), reverse("portal:surveys"))
    until = min([end_of_today(now), *ends])
    return answer(request, "portal/surveys/list.html", layout, context, tags=TAGS, not_after=until)


@public
def results(request: HttpRequest, key: int) -> HttpResponse:
    """The published result: how it is used, then each question as a chart with its table."""
    survey = public_or_none(key)
    if survey.state != State.REPORTED:
        raise Http404(_("这份问卷的结果还没有公布"))
    content, counted, words = queries.content_of(survey), queries.result(survey), queries.released(survey)
    by_place = {one.place: one for one in counted.questions}
    shown = [
        {"place": place, "question": one, "counted": by_place.get(place), "words": words.get(place, []),
         "picture": chart(by_place[place]) if place in by_place else ""}
        for place, one in enumerate(content.questions, 1)
    ]  # fmt: skip
    context = {
        "survey": survey,
        "told": survey_page.told(content, counted),
        "result": counted,
        "levels": [_(level.label) for level in Level],
        "level_counts": [(_(level.label), number) for level, number in counted.levels],
        "shown": shown,
        "name": full_name(survey.organisation),
    }
    identifier = survey.publication.identifier
    layout = about(survey, _("调查结果"))
    tags = [*TAGS, f"publication:{identifier}"]
    return answer(request, "portal/surveys/results.html", layout, context, tags=tags)


def chart(one: Counted) -> Any:
    """A question's bars: on the scale of who answered it."""
    lines = [Bar(line.label, line.number, f"{line.number:,}（{line.share}）") for line in one.lines]
    return bars(one.question.words, lines, one.answered or None)


def left(end: datetime | None, now: datetime) -> str:
    """How long a survey still runs, in words."""
    days = (timezone.localdate(end) - timezone.localdate(now)).days
    return _("今天截止") if days <= 0 else _("还有 %(n)s 天") % {"n": days}


def public_or_none(key: int) -> Any:
    """The survey when the public may see it; else 404."""
    survey = queries.public(key) if key < 2**31 else None
    if survey is None:
        raise Http404(_("没有找到这份问卷"))
    return survey


def about(survey: Any, part: str, *, hidden: bool = False) -> Layout:
    """The frame of a page about one survey."""
    crumbs = [(_("问卷调查"), reverse("portal:surveys"))]
    own = reverse("portal:survey", args=[survey.pk])
    path = reverse("portal:survey_results", args=[survey.pk]) if part == _("调查结果") else own
    if part:
        crumbs.append((survey.title, own))
    return framed(f"{survey.title}：{part}" if part else survey.title, path, crumbs, part, hidden=hidden)


def framed(
    title: str,
    path: str,
    crumbs: list[tuple[str, str]] | None = None,
    last: str = "",
    *,
    hidden: bool = False,
) -> Layout:
    meta = column(title, "", [title, _("问卷调查")], _("互动栏目"))
    return Layout(
        title,
        "participation",
        path,
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("互动交流"), reverse("portal:participation")),
            *(crumbs or []),
            (last or title, ""),
        ],
        meta=[*meta, ("robots", "noindex")] if hidden else meta,
        styles=(*STYLES, "portal/surveys.css"),
    )

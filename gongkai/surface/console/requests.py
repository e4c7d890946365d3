"""依申请公开: the work list by days left, and the same as a table without a word of any applicant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.desk.disclosure.queries import cases as queries
from gongkai.desk.disclosure.rules.stages import ALIVE, Stage
from gongkai.ground.orgs.rules import Duty

from .gate import actor, staff
from .pages import ROWS, cursor, following, word
from .request_words import CHANNELS, remaining
from .sheets import streamed

HEAD = [
    "编号", "机关", "登记事由", "申请人类别", "提交方式", "阶段", "收到日", "答复期限", "暂算", "期限情况",
    "等待至", "办理结果", "办结日", "经办人",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list, with its days in words."""

    case: Any
    days: str
    tone: str


def within(request: HttpRequest, key: int) -> Any:
    """The case, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这件申请")
    return found


def sifted(request: HttpRequest) -> dict[str, str]:
    stage = word(request, "stage")
    return {
        "stage": stage if stage in dict(Stage.choices()) else "",
        "mine": "1" if word(request, "mine") == "1" else "",
        "number": word(request, "number", 40),
    }


def page(request: HttpRequest, asked: dict[str, str], after: str, limit: int) -> queries.Page:
    """A page of what was asked for."""
    return queries.work(
        actor(request).scope,
        stage=asked["stage"],
        officer=actor(request).person if asked["mine"] else None,
        number=asked["number"],
        after=after,
        limit=limit,
    )


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """What is open, the most urgent first; other stages by number."""
    asked, today, by = sifted(request), timezone.localdate(), actor(request)
    try:
        found = page(request, asked, cursor(request) or "", ROWS)
    except ValueError as wrong:
        raise BadRequest("翻页的位置不正确，请回到第一页") from wrong
    counts = queries.counts(by.scope)
    context = {
        "rows": [Row(case, *remaining(case, today)) for case in found.items],
        "following": following(request, found.next),
        "sifted": asked,
        "filtered": any(asked.values()),
        "stages": [(stage.value, stage.label, counts.get(stage.value, 0)) for stage in Stage],
        "open": sum(counts.get(stage.value, 0) for stage in ALIVE),
        "overdue": queries.overdue(by.scope, today),
        "today": today,
        "may_enter": Duty.DISCLOSE in by.duties,
    }
    return render(request, "console/requests.html", context)


@require_safe
@staff
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that the filters show, as CSV: what the list says, nothing sealed."""
    name = f"requests-{timezone.localdate():%Y%m%d}"
    return streamed(name, HEAD, lines(request, sifted(request)))


def lines(request: HttpRequest, asked: dict[str, str]) -> Iterator[list[Any]]:
    today, after = timezone.localdate(), ""
    while True:
        found = page(request, asked, after, 500)
        yield from (line(case, today) for case in found.items)
        if found.next is None:
            return
        after = found.next


def line(case: Any, today: Any) -> list[Any]:
    return [
        case.number, case.organisation.short_name, case.subject, case.get_applicant_display(),
        CHANNELS[case.channel], case.get_stage_display(), case.received_on or "", case.due_on or "",
        "是" if case.provisional else "", remaining(case, today)[0], case.waits_until or "",
        case.get_outcome_display(), case.ended_on or "", case.officer or "",
    ]  # fmt: skip

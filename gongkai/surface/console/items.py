"""公开目录: the catalogue of mandatory items of each organisation, its versions, what is missing or late."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries import checklists, lists
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.rules import item_files, item_lists
from gongkai.record.catalogue.rules.item_lists import CatalogueState

from .gate import actor, staff
from .pages import ROWS, cursor, following, word
from .sheets import XLSX

SHOWN = 100  # items on one screen
SIFTS = {
    "gap": ("到期未公开", lambda line: line.state == checklists.State.GAP),
    "late": ("有逾期", lambda line: line.late > 0),
    "empty": ("还没有内容", lambda line: line.state == checklists.State.EMPTY),
    "uncomputed": ("时限不能计算", lambda line: not line.item.limit_rule),
}
TONES = {"kept": "done", "late": "withdrawn", "gap": "removed", "empty": "withdrawn"}


def within(request: HttpRequest, code: str) -> Any:
    """The organisation, when it lies in the acting post's scope; else 404."""
    body = orgs.by_code(code)
    if body is None or not actor(request).scope.covers(body.lineage):
        raise Http404("没有找到这个机构")
    return body


def may_change(request: HttpRequest) -> bool:
    return Duty.ITEMS in actor(request).duties


def offset(request: HttpRequest) -> int:
    """Where a list of lines begins, from the pager's cursor."""
    text = cursor(request) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadRequest("翻页参数无效，请从第一页开始")
    return int(text)


@require_safe
@staff
def overview(request: HttpRequest) -> HttpResponse:
    """Every organisation in the scope: those with a catalogue by their gaps, those without, what waits."""
    scope, words, begin = actor(request).scope, word(request, "words"), offset(request)
    totals = checklists.totals(scope, timezone.localdate())
    here = {total.organisation.pk for total in totals}
    without = [row for row in orgs.organisations(scope) if row.pk not in here and words in row.name]
    shown = [total for total in totals if words in total.organisation.name]
    end = begin + ROWS
    context = {
        "totals": shown[begin:end],
        "following": following(request, str(end) if len(shown) > end else None),
        "sifted": {"words": words},
        "count": len(shown),
        "gaps": sum(total.gaps for total in shown),
        "late": sum(total.late for total in shown),
        "without": without[:ROWS],
        "without_count": len(without),
        "waiting": list(queries.waiting(scope)[:ROWS]),
    }
    return render(request, "console/items.html", context)


@require_safe
@staff
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """The present catalogue of one organisation as a checklist, and its versions."""
    body, begin, today = within(request, code), offset(request), timezone.localdate()
    lines = checklists.lines(body, today)
    sift = word(request, "show")
    chosen = [line for line in lines if sift not in SIFTS or SIFTS[sift][1](line)]
    end = begin + SHOWN
    context = {
        "organisation": body,
        "lines": [
            (line, queries.limit_words(line.item.limit_rule, today), TONES[line.state])
            for line in chosen[begin:end]
        ],
        "total": len(lines),
        "sifts": [(key, label, sum(map(test, lines))) for key, (label, test) in SIFTS.items()],
        "sifted": {"show": sift},
        "following": following(request, str(end) if len(chosen) > end else None),
        "versions": queries.versions(code),
        "may_change": may_change(request),
        "may_draft": Duty.DRAFT in actor(request).duties,
    }
    return render(request, "console/item_catalogue.html", context)


@require_safe
@staff
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version whole, and what it changes."""
    body = within(request, code)
    held = queries.version(code, number)
    if held is None:
        raise Http404("没有这一版目录")
    return shown(request, body, held)


def shown(request: HttpRequest, body: Any, held: Any, wrong: str = "", status: int = 200) -> HttpResponse:
    items, old = queries.listed(held), queries.before(held)
    changes = item_lists.difference(old, items)
    known = {item.code: item for item in [*old, *items]}
    waits = held.state == CatalogueState.PROPOSED
    context = {
        "organisation": body,
        "version": held,
        "items": items,
        "added": [known[code] for code in changes.added],
        "removed": [known[code] for code in changes.removed],
        "changed": [
            (known[code], altered(code, names, old, items)) for code, names in changes.changed.items()
        ],
        "waits": waits,
        "own": waits and bool(held.proposer) and held.proposer == actor(request).person,
        "may_change": may_change(request),
        "wrong": wrong,
    }
    return render(request, "console/item_version.html", context, status=status)


def altered(code: str, names: tuple[str, ...], old: list[Any], new: list[Any]) -> list[tuple[str, str, str]]:
    """(column, before, after) of a changed item."""
    before, after = (next(item for item in some if item.code == code) for some in (old, new))
    return [(item_lists.LABELS[name], getattr(before, name), getattr(after, name)) for name in names]


@require_safe
@staff
def item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One item: its words, its newest publications, what came late."""
    body = within(request, code)
    found = queries.item(code, item)
    if found is None:
        raise Http404("没有这个事项")
    context = {
        "organisation": body,
        "item": found,
        "limit": queries.limit_words(found.limit_rule, timezone.localdate()),
        "publications": lists.latest(publisher=code, item=item, limit=ROWS).items,
        "late": checklists.late(body, item),
        "may_change": may_change(request) and found.to_number is None,
    }
    return render(request, "console/item.html", context)


@require_safe
@staff
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The present catalogue as CSV or XLSX, in the columns that an upload reads."""
    body = within(request, code)
    rows = [queries.new_item(row) for row in queries.present(code)]
    if form == "xlsx":
        content, kind = item_files.as_workbook(rows, body.short_name), XLSX
    else:
        content, kind = item_files.as_csv(rows), "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="items-{code}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)

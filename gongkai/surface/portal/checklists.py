"""法定主动公开内容 of an organisation as a checklist: each item, its newest publication, what is missing.

An organisation with a catalogue of its own shows its items; one without shows those of art. 20.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.language.rules.cells import harmless
from gongkai.record.catalogue.queries import checklists as catalogue
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.queries.checklists import State
from gongkai.record.catalogue.rules import items

from .meta_tags import column
from .naming import called, full_name
from .organisation_parts import crumbs, item_address, wanted
from .page import Layout, absolute, answer, end_of_today, public, tagged

TONES = {State.KEPT: "done", State.LATE: "waiting", State.GAP: "seal", State.EMPTY: "waiting"}


@dataclass(frozen=True, slots=True)
class Line:
    """An item as a line; ``state`` in words, ``missing`` says until when and since when it is owed."""

    code: str
    label: str
    address: str
    state: str
    tone: str
    missing: str
    last_title: str
    last_path: str
    last_at: datetime | None
    limit: str


@dataclass(frozen=True, slots=True)
class Group:
    """The items under one item of arts. 20, 21, or of one first level in the catalogue."""

    code: str
    label: str
    lines: list[Line]

    @property
    def gaps(self) -> int:
        return sum(line.tone == TONES[State.GAP] for line in self.lines)


@dataclass(frozen=True, slots=True)
class Checklist:
    groups: list[Group]
    total: int
    gaps: int
    empty: int


def checklist(body: Any, today: date) -> Checklist | None:
    """The organisation's own items; None where it has no catalogue yet."""
    found = catalogue.lines(body, today)
    if not found:
        return None
    groups: dict[str, Group] = {}
    for row in found:
        article = items.article(row.item.code)
        group = groups.setdefault(article, Group(article, _(items.title(article)), []))
        group.lines.append(line(body.code, row))
    ordered = sorted(groups.values(), key=lambda group: [int(part) for part in group.code.split(".")])
    return Checklist(
        ordered,
        len(found),
        sum(row.state == State.GAP for row in found),
        sum(row.state == State.EMPTY for row in found),
    )


def line(code: str, row: Any) -> Line:
    label = f"{row.item.group} · {row.item.title}" if row.item.group else row.item.title
    return Line(
        row.item.code,
        label,
        item_address(code, row.item.code),
        _(row.state.label),
        TONES[row.state],
        missing(row.gap),
        row.title,
        row.path,
        row.last_at,
        row.item.limit_text,
    )


def missing(gap: Any) -> str:
    """What a gap says: until when something was owed."""
    if gap is None:
        return ""
    if gap.due_on is None:
        return _("长期公开的事项，应当有内容")
    return _("应于 %(day)s 前公开") % {"day": gap.due_on.isoformat()}


def tags(code: str) -> list[str]:
    return [f"organisation:{code}", f"items:{code}", "organisations"]


@public
def whole(request: HttpRequest, code: str) -> HttpResponse:
    """Every item of an organisation's catalogue."""
    body, now = wanted(code), timezone.now()
    here = checklist(body, timezone.localdate(now))
    if here is None:
        raise Http404(code)
    versions = queries.adopted(code)
    title = _("主动公开目录")
    layout = Layout(
        f"{title} - {called(body)}",
        "openness",
        reverse("portal:organisation_items", args=[code]),
        crumbs=crumbs(body, (title, "")),
        meta=column(title, f"{body.name} {title}", [title, body.short_name], _("政府信息公开专栏")),
    )
    context = {
        "organisation": body,
        "name": full_name(body),
        "checklist": here,
        "version": versions[0],
        "now": now,
    }
    until = end_of_today(now)
    return answer(request, "portal/items.html", layout, context, tags=tags(code), not_after=until)


@public
def table(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist as CSV for spreadsheets."""
    body, now = wanted(code), timezone.now()
    found = catalogue.lines(body, timezone.localdate(now))
    if not found:
        raise Http404(code)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads())
    for row in found:
        writer.writerow([harmless(cell) for cell in cells(row)])
    headers = {"Content-Disposition": f'attachment; filename="items-{code}.csv"'}
    text = "\ufeff" + file.getvalue()
    response = HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
    return tagged(response, tags(code), end_of_today(now))


def heads() -> Sequence[str]:
    return (
        _("编码"), _("一级事项"), _("事项"), _("公开内容"), _("公开依据"), _("公开时限"), _("公开主体"),
        _("渠道和载体"), _("公开对象"), _("公开方式"), _("状态"), _("最近公开"), _("标题"), _("网址"),
    )  # fmt: skip


def cells(row: Any) -> Sequence[str]:
    item = row.item
    at = timezone.localtime(row.last_at).date().isoformat() if row.last_at else ""
    state = "，".join(part for part in (_(row.state.label), missing(row.gap)) if part)
    return (
        item.code, item.group, item.title, item.content, item.basis, item.limit_text, item.body, item.media,
        item.audience, item.way, state, at, row.title, absolute(row.path) if row.path else "",
    )  # fmt: skip

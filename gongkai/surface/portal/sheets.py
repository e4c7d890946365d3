"""公开栏张贴页: paper for the notice board of a street or a town, for those who do not come to a web site.

One publication on one A4 page, its text as far as it fits; or everything that an organisation published in
a time, a line each. Every item has its code, so that what hangs there can be read whole and checked.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Status, validity

from .codes import lasting, picture
from .organisations import wanted as organisation_of
from .page import Layout, answer, end_of_today, public
from .publications import found, ledger_index
from .tables import ems

# What fits on one A4 page in the type of sheet.css (16 points, a title of 24) between its head and foot.
LINES, WIDTH, TITLE_WIDTH = 15.0, 29, 20  # lines of text under a title of one line; characters of a line
TITLE_LINE, GAP = 1.4, 0.25  # lines that one more line of title takes, and the space after a paragraph
MOST = 120  # items of one sheet, nine a page: beyond it a board serves nobody
LONGEST = 366  # days of one sheet


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a sheet and its code."""

    publication: Any
    code: SafeString
    address: str


def code(item: Any, version: Any) -> SafeString:
    return mark_safe(picture(lasting(item, version)))  # made by segno from an address of ours


@public
def one(request: HttpRequest, org: str, year: int, serial: str) -> HttpResponse:
    """The sheet of one publication; 404 for what is no longer public, which nobody should post."""
    item = found(org, year, serial)
    if item.status != Status.PUBLISHED:
        raise Http404(item.identifier)
    version = catalogue.current(item)
    facts = catalogue.metadata(version)
    paragraphs, cut = opening(version.text, room(facts["title"], len(facts["attachments"])))
    now = timezone.now()
    layout = Layout(facts["title"], path=f"{item.path}/sheet")
    context = {
        "publication": item,
        "organisation": item.publisher,
        "title": facts["title"],
        "number": facts["document_number"],
        "issuing": "、".join(facts["issuing_bodies"]) or item.publisher.name,
        "paragraphs": paragraphs,
        "cut": cut,
        "length": len("".join(version.text.split())),
        "attachments": facts["attachments"],
        "version": version,
        "index": ledger_index(item, version),
        "code": code(item, version),
        "address": lasting(item, version),
        "today": timezone.localdate(now),
    }
    tags = [f"publication:{item.identifier}", "organisations"]
    return answer(request, "portal/sheet.html", layout, context, tags=tags, not_after=end_of_today(now))


def room(title: str, attachments: int) -> float:
    """How many lines of text fit under a title."""
    return LINES - TITLE_LINE * (len(title) // TITLE_WIDTH) - (1 + GAP if attachments else 0)


def opening(text: str, room: float) -> tuple[list[str], bool]:
    """The first paragraphs that fit into ``room`` lines, and whether something was left out.

    Paragraphs stay whole but for a first one that is too long by itself; the words that say what was left
    out take a line and more.
    """
    whole = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    tall = [-(-(ems(line) + 2) // WIDTH) + GAP for line in whole]
    if sum(tall) <= room:
        return whole, False
    room -= 2 + GAP
    if whole and tall[0] > room:
        return [whole[0][: int(room * WIDTH) - 4] + "……"], True
    kept: list[str] = []
    for line, lines in zip(whole, tall, strict=True):
        room -= lines
        if room < 0:
            break
        kept.append(line)
    return kept, True


@public
def many(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of an organisation: what it published from a day to a day, this month without any."""
    body = organisation_of(code)
    today = timezone.localdate()
    first, last = asked(request, today)
    rows = lists.between(body, first, last, MOST + 1)
    layout = Layout(_("政府信息公开栏"), path=reverse("portal:organisation_sheet", args=[body.code]))
    context = {
        "organisation": body,
        "first": first,
        "last": last,
        "lines": lines(rows[:MOST]),
        "more": len(rows) > MOST,
        "most": MOST,
        "today": today,
        "spans": spans(today),
    }
    return answer(request, "portal/sheet_list.html", layout, context)


def lines(rows: list[Any]) -> list[Line]:
    """Each item with the code of its current version, in one statement more."""
    current = catalogue.currents(rows)
    return [
        Line(row, code(row, current[row.pk]), lasting(row, current[row.pk]))
        for row in rows
        if row.pk in current
    ]


def spans(today: date) -> list[tuple[str, date, date]]:
    """The times that people post by: this week, the last, this month, the last."""
    monday, month = today - timedelta(days=today.weekday()), today.replace(day=1)
    before = month - timedelta(days=1)
    return [
        (_("本周"), monday, today),
        (_("上周"), monday - timedelta(days=7), monday - timedelta(days=1)),
        (_("本月"), month, today),
        (_("上月"), before.replace(day=1), before),
    ]


def asked(request: HttpRequest, today: date) -> tuple[date, date]:
    """The days of ``?from=&to=``; BadRequest for what is no time."""
    try:
        last = validity.day(request.GET["to"]) if request.GET.get("to") else today
        first = validity.day(request.GET["from"]) if request.GET.get("from") else last.replace(day=1)
    except ValueError as wrong:
        raise BadRequest("日期 from、to 请写成 YYYY-MM-DD") from wrong
    if not date(1949, 10, 1) <= first <= last <= today + timedelta(days=LONGEST):
        raise BadRequest("from 应不晚于 to，to 应不晚于今天")
    if (last - first).days > LONGEST:
        raise BadRequest("一张公开栏最多一年")
    return first, last

"""审计: the ledger's entries for the audit administrator, filtered, paged by key, exported.

Who acted is a person's number beside the entry (ADR 6). An audit administrator of a lower organisation sees
what its posts and those below did; at the root also what the program itself and the door recorded.
"""

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.queries import audit
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import people

from . import sheets
from .event_words import WORDS, words
from .gate import actor, staff
from .pages import cursor, following, word

MOST = {"csv": 1_000_000, "xlsx": 100_000}  # rows of an export; a spreadsheet holds 1,048,576
HEAD = ["时间", "事项", "对象", "机构", "岗位", "人员编号", "姓名", "存证序号", "事实"]
NOBODY = -1  # a filter by somebody who is not there finds nothing
FILTERS = ("person", "about", "organisation", "kind", "from", "to")


def asked(request: HttpRequest, given: dict[str, str]) -> audit.Sift:
    """The filters of the query string within the acting post's scope."""
    return audit.Sift(
        person=number(given["person"]),
        about=number(given["about"]),
        organisations=visible(request, given["organisation"]),
        kind=given["kind"],
        begins=midnight(given["from"], 0),
        ends=midnight(given["to"], 1),
    )


def visible(request: HttpRequest, code: str) -> tuple[str, ...] | None:
    """Codes of the organisations asked for, as far as the scope goes; None for everything."""
    scope = actor(request).scope
    if code:
        chosen = orgs.by_code(code)
        return (code,) if chosen and scope.covers(chosen.lineage) else ()
    if scope.covers(orgs.root().lineage):
        return None
    return tuple(orgs.below(scope).values_list("code", flat=True))


def number(username: str) -> int | None:
    """A person by sign-in name or by number, as the ledger's subjects have it."""
    if not username:
        return None
    if username.isdecimal() and username.isascii() and len(username) < 19:
        return int(username)
    found = people.by_username(username)
    return found.pk if found else NOBODY


def midnight(day: str, later: int) -> datetime | None:
    """The beginning of a day, or of one some days later. Raises BadRequest for what is no date."""
    if not day:
        return None
    try:
        parsed = parse_date(day)
    except ValueError:
        parsed = None
    if parsed is None or not 1900 < parsed.year < 9999:
        raise BadRequest("日期请写成 2026-03-05 的样子")
    return timezone.make_aware(datetime.combine(parsed + timedelta(days=later), time.min))


def filters(request: HttpRequest) -> dict[str, str]:
    return {name: word(request, name) for name in FILTERS}


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Entries newest first."""
    given = filters(request)
    try:
        page = audit.listed(asked(request, given), before=cursor(request))
    except (ValueError, OverflowError) as wrong:
        raise BadRequest("翻页参数不正确，请从第一页重新查看") from wrong
    context = {
        "rows": described(page.items),
        "sifted": given,
        "filtered": any(given.values()),
        "kinds": WORDS.items(),
        "places": orgs.below(actor(request).scope).values("code", "short_name"),
        "following": following(request, page.next),
        "most": MOST,
    }
    return render(request, "console/audit.html", context)


def described(entries: list[Any]) -> list[dict[str, Any]]:
    """Entries for a template, with the names of whoever acted in one statement."""
    named = people.named(entry.person for entry in entries if entry.person)
    return [
        {
            "entry": entry,
            "words": words(entry.kind),
            "name": named.get(entry.person or 0, ""),
            "facts": [(key, shown(value)) for key, value in ledger.facts(entry).items()],
        }
        for entry in entries
    ]


def shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:120] + "…"


@require_POST
@staff
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same entries as CSV or XLSX; that they were taken away is itself recorded."""
    given = {name: request.POST.get(name, "").replace("\x00", "")[:100] for name in FILTERS}
    sift, kind = asked(request, given), "xlsx" if form == "xlsx" else "csv"
    with transaction.atomic():
        record(
            "audit.exported",
            "audit",
            by=actor(request),
            form=kind,
            filtered=sorted(n for n in given if given[n]),
        )
    named = orgs.names()
    rows = (line(entry, named) for entry in audit.every(sift, MOST[kind]))
    name = f"audit-{timezone.localdate():%Y%m%d}"
    send = sheets.workbook if kind == "xlsx" else sheets.streamed
    return send(name, HEAD, with_names(rows))


def line(entry: Any, named: dict[str, str]) -> list[Any]:
    return [
        timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
        words(entry.kind),
        entry.subject,
        named.get(entry.organisation, entry.organisation),
        entry.post,
        entry.person or "",
        "",
        "" if entry.index is None else entry.index,
        entry.facts,
    ]


def with_names(rows: Any) -> Any:
    """Puts names beside numbers, asking for each person once."""
    known: dict[int, str] = {}
    for row in rows:
        if who := row[5]:
            if who not in known:
                known |= people.named([who]) or {who: ""}
            row[6] = known[who]
        yield row

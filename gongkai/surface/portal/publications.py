"""A publication's own page, its older versions, and what stands there after withdrawal or removal."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.ledger import queries as ledger
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, Status, items, validity
from gongkai.record.catalogue.rules.endings import Ending, readable

from . import document, relations, timeline, yearly
from .codes import lasting, picture_path
from .document import STYLES
from .listing import KINDS, VALIDITIES
from .naming import called
from .page import Layout, answer, end_of_today, public, tagged

GONE = 410
ENDS = ("publication.suspended", "publication.withdrawn", "publication.removed")


def address_of(org: str, year: int, serial: str) -> str:
    return f"{org}/{year}-{serial}"


def found(org: str, year: int, serial: str) -> Any:
    """The publication of an identifier in whatever state; Http404 when the number was never given out."""
    publication = catalogue.get(address_of(org, year, serial))
    if publication is None:
        raise Http404(f"{org}/{year}-{serial}")
    return publication


@public
def publication(request: HttpRequest, org: str, year: int, serial: str) -> HttpResponse:
    """The current version, a withdrawn one under its explanation; else what stands there afterwards."""
    item = found(org, year, serial)
    if not readable(item.status, item.ending):
        return ended(request, item)
    return shown(request, item, catalogue.current(item))


@public
def version(request: HttpRequest, org: str, year: int, serial: str, number: int) -> HttpResponse:
    """One version, as it was published then."""
    item = found(org, year, serial)
    if not readable(item.status, item.ending):
        return ended(request, item)
    wanted = catalogue.version(item, number)
    if wanted is None:
        raise Http404(f"{item.identifier} v{number}")
    return shown(request, item, wanted)


def ended(request: HttpRequest, item: Any) -> HttpResponse:
    """What stands at the address afterwards: the way to what replaces it, or the reason; never the text."""
    if item.successor and item.status == Status.WITHDRAWN:
        onward = HttpResponsePermanentRedirect(item.successor.path)
        onward["Cache-Control"] = "public, no-cache"  # a browser that kept it would not see it come back
        return tagged(onward, own_tags(item))
    withdrawn, suspended = item.status == Status.WITHDRAWN, item.status == Status.SUSPENDED
    if suspended:
        title = _("该信息暂停公开")
    else:
        title = _("这条信息已经撤回") if withdrawn else _("这条信息已经依法删除")
    layout = Layout(title, "openness", item.path, crumbs=crumbs(item), styles=STYLES)
    last = catalogue.version(item, item.version)
    context = {
        "publication": item,
        "withdrawn": withdrawn,
        "suspended": suspended,
        "in_error": item.ending == Ending.IN_ERROR,
        "end": end_of(item),
        "version": last,
        "proof": panel(item, last),
    }
    return answer(request, "portal/ended.html", layout, context, tags=own_tags(item), status=GONE)


def end_of(item: Any) -> Any:
    """The ledger entry of the withdrawal or removal; None when there is none."""
    return next((entry for entry in reversed(ledger.of(item.identifier)) if entry.kind in ENDS), None)


def own_tags(item: Any, cited: Iterable[Any] = ()) -> list[str]:
    """Its own events, those of the documents it links to, the names of organisations and of its own item."""
    named = [f"items:{item.publisher.code}"] if items.own(item.item) else []
    return [*(f"publication:{other.identifier}" for other in (item, *cited)), *named, "organisations"]


def asked_day(request: HttpRequest) -> date | None:
    """The day of ``?on=YYYY-MM-DD``; None when none is asked for, BadRequest for what is no day."""
    text = request.GET.get("on", "")
    if not text:
        return None
    try:
        return validity.day(text)
    except ValueError as wrong:
        raise BadRequest("日期 on 请写成 YYYY-MM-DD，例如 2024-05-01") from wrong


def validity_then(item: Any, day: date | None) -> str:
    """What a document's validity was on ``day`` in words; "" when no day is asked for."""
    if day is None:
        return ""
    state = catalogue.validity_on(item, day)
    return _(VALIDITIES[state]) if state else _("还没有这份文件")


def crumbs(item: Any) -> list[tuple[str, str]]:
    """Home, section, kind, publisher."""
    kind = _(KINDS.get(item.kind, ""))
    listing = (
        reverse("portal:policies")
        if item.kind == Kind.DOCUMENT
        else f"{reverse('portal:search')}?kind={item.kind}"
    )
    return [
        (_("首页"), reverse("portal:home")),
        (_("政务公开"), reverse("portal:openness")),
        (kind, listing),
        (called(item.publisher), reverse("portal:organisation", args=[item.publisher.code])),
    ]


def shown(request: HttpRequest, item: Any, wanted: Any) -> HttpResponse:
    """Render one version of a publication."""
    now = timezone.now()
    today, day = timezone.localdate(now), asked_day(request)
    drawn = document.drawn(item, wanted, relations.both_ways(item), today)
    old = wanted.number != item.version
    path = document.address(item, wanted)
    context = drawn.context | {
        "versions": timeline.versions(catalogue.versions(item)),
        "old": old,
        "end": end_of(item) if drawn.context["withdrawn"] else None,
        "day": day,
        "validity_then": validity_then(item, day),
        "proof": panel(item, wanted),
        "chart": yearly.chart(item.publisher.code) if item.kind == Kind.ANNUAL_REPORT else None,
        "outcomes": yearly.outcomes(item.publisher.code, item.pk)
        if item.kind == Kind.ANNUAL_REPORT
        else None,
    }
    more = yearly.tags(item.publisher.code) if context["chart"] else []
    return answer(
        request,
        "portal/publication.html",
        document.layout(item, wanted, path, crumbs(item)),
        context,
        tags=[*own_tags(item, drawn.cited), *more] if day is None else [],
        not_after=end_of_today(now) if drawn.cites else timeline.next_change(item, today),
    )  # daily where numbers are cited: another document of such a number may have come


def panel(item: Any, wanted: Any) -> dict[str, Any]:
    """What the proof panel of a version shows and leads to."""
    own = f"{item.path}/versions/{wanted.number}"
    return {
        "index": ledger_index(item, wanted),
        "picture": picture_path(item, wanted),
        "check": checked_at(item, wanted),
        "file": f"{own}/evidence",
        "address": lasting(item, wanted),
    }


def checked_at(item: Any, wanted: Any) -> str:
    """Where a version is checked: its own page of proof; what is no longer public has none."""
    if item.status != Status.PUBLISHED:
        return f"{reverse('portal:verify')}?what={item.identifier}"
    return f"{item.path}/proof" + (f"?version={wanted.number}" if wanted.number != item.version else "")


def ledger_index(item: Any, wanted: Any) -> int | None:
    """The index of the entry that published this version; None until it is sequenced."""
    entry = entry_of(item, wanted)
    return entry.index if entry else None


def entry_of(item: Any, wanted: Any) -> Any:
    """The ledger entry that carries this version's digest; None when there is none."""
    for entry in ledger.of(item.identifier):
        if ledger.facts(entry).get("digest") == wanted.digest:
            return entry
    return None

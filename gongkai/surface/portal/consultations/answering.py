"""The frame of pages about consultations, and what all of them show of one."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.consultations.queries import consultations as queries
from gongkai.desk.consultations.rules.decisions import Decision
from gongkai.desk.consultations.rules.phases import Phase, days_left, phase_at

from ..meta_tags import column
from ..naming import full_name
from ..page import Layout, answer

STYLES = ("portal/document.css", "portal/requests.css", "portal/consultations.css")


def wanted(key: int) -> Any:
    """The consultation that the public may see; else 404."""
    row = queries.public(key)
    if row is None:
        raise Http404("没有这次意见征集，或者已经撤回")
    return row


def told(row: Any) -> dict[str, Any]:
    """What stands at the head of every page about a consultation, as of now."""
    now = timezone.now()
    phase = phase_at(row.phase, row.closes_at, now)
    return {
        "row": row,
        "name": full_name(row.organisation),
        "decision": _(Decision(row.decision).label),
        "phase": phase,
        "phase_label": _(phase.label),
        "open": phase is Phase.OPEN,
        "left": days_left(row.closes_on, timezone.localdate(now)),
    }


def page(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    *,
    path: str,
    crumbs: Sequence[tuple[str, str]] = (),
    status: int = 200,
    plain: bool = False,
    tags: Sequence[str] = (),
    not_after: int | None = None,
    reads: str = "",
) -> HttpResponse:
    """One of these pages within the layout. Without tags it is not stored: comments come in by the second,
    and an entry about a comment drops nothing."""
    start = reverse("portal:consultations")
    above = [(_("首页"), reverse("portal:home")), (_("互动交流"), reverse("portal:participation"))]
    above += [(_("意见征集"), start if path != start else ""), *crumbs]
    layout = Layout(
        title,
        "participation",
        path,
        crumbs=above,
        meta=column(title, "", [title, _("意见征集")], _("互动栏目")),
        feed="/feeds/consultations.atom",
        styles=STYLES,
        plain=plain,
    )
    template = f"portal/consultations/{name}.html"
    return answer(
        request, template, layout, context, tags=tags, not_after=not_after, reads=reads, status=status
    )


def crumb(row: Any) -> tuple[str, str]:
    return row.title, reverse("portal:consultation", args=[row.pk])

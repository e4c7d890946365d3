"""What was published today, by organisation, and the newest of it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import lists

from .listing import briefs
from .meta_tags import column
from .page import Layout, answer, end_of_today, public

LATEST = 100


def since_midnight(rows: list[Any], now: datetime) -> list[Any]:
    """Those that the counts count: published on this day, not moved here from an older site."""
    day = timezone.localtime(now).date()
    return [row for row in rows if not row.migrated and timezone.localtime(row.published_at).date() == day]


@public
def today(request: HttpRequest) -> HttpResponse:
    """Counts by organisation since midnight and the newest of what they count."""
    now = timezone.now()
    counted = lists.today_by_publisher(now)
    bodies = orgs.by_codes(counted)
    title = _("今天公开了什么")
    layout = Layout(
        title,
        "openness",
        reverse("portal:today"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("政务公开"), reverse("portal:openness")),
            (title, ""),
        ],
        meta=column(title, "", [title], _("信息公开")),
    )
    context = {
        "now": now,
        "counts": [(bodies[code], count) for code, count in counted.items() if code in bodies],
        "total": sum(counted.values()),
        "rows": briefs(since_midnight(lists.latest(limit=LATEST).items, now)),
    }
    return answer(
        request,
        "portal/today.html",
        layout,
        context,
        tags=["latest", "organisations"],
        not_after=end_of_today(now),
    )

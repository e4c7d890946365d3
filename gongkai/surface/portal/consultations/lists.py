"""意见征集: what is open, with the days that are left; what has ended, with what came of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.consultations.queries import consultations as queries

from ..page import end_of_today, public
from .answering import page, told

SHOWN = 30
FURTHEST = 100_000
# Everything that the list shows changes with a publication of these kinds, or when a day or a period ends.
TAGS = ("kind:consultation", "kind:consultation_outcome", "organisations")


@public
def listing(request: HttpRequest) -> HttpResponse:
    """Open ones that end first on top, then those that ended last."""
    text = request.GET.get("begin", "0")
    begin = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    now = timezone.now()
    over = queries.over_at(now, min(begin, FURTHEST), SHOWN + 1)
    running = queries.open_at(now) if not begin else []
    ends = [int(row.closes_at.timestamp()) for row in running if row.closes_at]
    context = {
        "running": [told(row) for row in running],
        "over": [told(row) for row in over[:SHOWN]],
        "begin": begin,
        "following": begin + SHOWN if len(over) > SHOWN else None,
    }
    until, path = min([end_of_today(now), *ends]), reverse("portal:consultations")
    return page(
        request,
        "list",
        _("意见征集"),
        context,
        path=path,
        tags=TAGS,
        not_after=until,
        reads="begin",
    )

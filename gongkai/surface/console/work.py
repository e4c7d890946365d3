"""待处理: what waits for a decision in the acting post's organisations, first thing after sign-in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.documents.queries import quarantine as documents
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries import staff as catalogue

from .doors import open_to
from .gate import actor, staff

SHOWN = 10


@require_safe
@staff
def waiting(request: HttpRequest) -> HttpResponse:
    scope, duties = actor(request).scope, actor(request).duties
    context: dict[str, Any] = {"may_decide": Duty.CATALOGUE in duties}
    if open_to(duties, "console:quarantine"):
        context |= {
            "quarantined": documents.waiting(scope, limit=SHOWN).items,
            "quarantined_count": documents.waiting_count(scope),
        }
    if open_to(duties, "console:relations"):
        context |= {
            "relations": catalogue.unconfirmed(scope, limit=SHOWN).items,
            "relations_count": catalogue.unconfirmed_count(scope),
        }
    return render(request, "console/work.html", context)

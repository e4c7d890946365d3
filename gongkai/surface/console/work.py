"""待处理: what waits for a decision in the acting post's organisations, first thing after sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.documents import queries as documents
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries import staff as catalogue

from .gate import actor, staff

SHOWN = 10


@require_safe
@staff
def waiting(request: HttpRequest) -> HttpResponse:
    scope = actor(request).scope
    context = {
        "quarantined": documents.waiting(scope, limit=SHOWN).items,
        "quarantined_count": documents.waiting_count(scope),
        "relations": catalogue.unconfirmed(scope, limit=SHOWN).items,
        "may_decide": Duty.CATALOGUE in actor(request).duties,
        "relations_count": catalogue.unconfirmed_count(scope),
    }
    return render(request, "console/work.html", context)

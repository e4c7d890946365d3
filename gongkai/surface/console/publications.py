"""Publications of the acting post's organisations: list and detail."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.documents.services import sampling
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import publications as queries
from gongkai.record.catalogue.queries import staff as lists
from gongkai.record.catalogue.queries import takedowns
from gongkai.record.catalogue.rules import Kind, RelationState, Status
from gongkai.record.catalogue.rules.endings import readable
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.reviewing import Outcome

from .decisions import DecisionForm, asked
from .gate import actor, staff
from .pages import ROWS, cursor, following, word


def within(request: HttpRequest, organisation: str, serial: str) -> Any:
    """The publication, when it lies in the acting post's scope; else 404."""
    found = lists.managed_one(actor(request).scope, f"{organisation}/{serial}")
    if found is None:
        raise Http404("没有找到这条公开信息")
    return found


def chosen(request: HttpRequest, name: str, choices: list[tuple[str, str]]) -> str | None:
    value = word(request, name)
    return value if value in dict(choices) else None


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Every status, newest first, by keyset; filters status, kind and words."""
    sifted = {
        "status": chosen(request, "status", Status.choices()),
        "kind": chosen(request, "kind", Kind.choices()),
        "words": word(request, "words"),
    }
    try:
        page = lists.managed(actor(request).scope, **sifted, before=cursor(request), limit=ROWS)
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from wrong
    context = {
        "publications": page.items,
        "following": following(request, page.next),
        "sifted": sifted,
        "filtered": any(sifted.values()),
        "kinds": Kind.choices(),
        "statuses": Status.choices(),
    }
    return render(request, "console/publications.html", context)


def may(request: HttpRequest, publication: Any) -> dict[str, bool]:
    """Which buttons the page shows; each service asks again."""
    duties, status = actor(request).duties, publication.status
    public = readable(status, publication.ending)
    return {
        "end": status in (Status.PUBLISHED, Status.WITHDRAWN) and Duty.PUBLISH in duties,
        "restore": status == Status.WITHDRAWN and Duty.PUBLISH in duties,
        "suspend": public and Duty.OFFICER in duties,
        "read": public,
        "change": status == Status.PUBLISHED and Duty.DRAFT in duties,
    }


@require_safe
@staff
def detail(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    publication = within(request, organisation, serial)
    review = reviews.opened(sampling.KIND, publication.identifier)
    context = {
        "publication": publication,
        "review": review,
        "asked": bool(review and reviews.may_decide(actor(request), review)),
        "versions": queries.versions(publication),
        "entries": ledger.of(publication.identifier),
        "relations": queries.relations(publication),
        "inverse": queries.inverse(publication),
        "found": RelationState.FOUND,
        "may": may(request, publication),
        "taken": takedowns.open_of(publication.pk),
        "may_decide": Duty.CATALOGUE in actor(request).duties,
    }
    return render(request, "console/publication.html", context)


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """What a person found about a publication that a batch's seed drew, by the review's number."""
    form = DecisionForm(request.POST)
    place = redirect("console:publication", *asked(request, key, sampling.KIND).subject.split("/"))
    if not form.is_valid():
        messages.error(request, form.refused)
        return place
    try:
        sampling.decide(key, form.decided, form.said, stage=form.at, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
    else:
        then = "。请在本页办理更正、撤回或下架" if form.decided is Outcome.RETURNED else ""
        messages.success(request, f"抽查：{form.decided.label}{then}")
    return place

"""办事指南: which there are and how complete, one of them with its gaps, its review and its files."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.queries import standing as standings
from gongkai.desk.guides.rules import completeness, page, soundness
from gongkai.desk.guides.rules.completeness import LACKING_KINDS, Element
from gongkai.desk.guides.rules.shape import LABELS, Shape
from gongkai.desk.guides.rules.states import Role, State
from gongkai.desk.guides.services.checking import KIND, subjects
from gongkai.desk.guides.services.reviewing import PROFILE
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.findings import Severity

from .gate import actor, staff
from .manuscripts import stages
from .pages import ROWS, cursor, following, word

KINDS = len(Element)


def within(request: HttpRequest, key: int) -> Any:
    """The guide, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这份指南")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Every guide of the acting post's organisations, the last changed first."""
    state = word(request, "state")
    only = word(request, "only")
    sifted = {
        "state": state if state in dict(State.choices()) else "",
        "words": word(request, "words"),
        "organisation": word(request, "organisation", 40),
    }
    try:
        found = queries.listed(
            actor(request).scope,
            **sifted,
            lacking=only == "lacking",
            differing=only == "differing",
            before=cursor(request),
            limit=ROWS,
        )
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from wrong
    context = {
        "guides": [(row, KINDS - row.missing, queries.to_compare(row)) for row in found.items],
        "following": following(request, found.next),
        "sifted": sifted,
        "only": only,
        "filtered": bool(only) or any(sifted.values()),
        "states": State.choices(),
        "kinds": KINDS,
        "may_draft": Duty.DRAFT in actor(request).duties,
    }
    return render(request, "console/guides.html", context)


@require_safe
@staff
def standing(request: HttpRequest) -> HttpResponse:
    """How complete the public guides of each organisation in the scope are."""
    context = {"rows": standings.by_organisation(actor(request).scope), "kinds": LACKING_KINDS}
    return render(request, "console/guides_standing.html", context)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, guide: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """One guide as the public would read it, with what is missing and what can be done."""
    by, files, shape = actor(request), queries.files(guide), queries.shape(guide)
    review = reviews.opened(KIND, str(guide.pk)) if guide.state == State.REVIEWING else None
    found = findings.of(KIND, subjects(guide, files))
    writing = guide.state == State.DRAFTING and Duty.DRAFT in by.duties
    public = guide.publication is not None and guide.publication.status == Public.PUBLISHED
    context = {
        "guide": guide,
        "body": page.html(shape, queries.papers(files)),
        "files": files,
        "materials": [row.name for row in shape.materials],
        "findings": found,
        "grave": sum(one.severity == Severity.BLOCKING and not one.answer for one in found),
        "to_compare": queries.to_compare(guide),
        "review": review,
        "stages": stages(PROFILE, review),
        "history": reviews.history(KIND, str(guide.pk)),
        "writing": writing,
        "public": public,
        "may_recall": guide.state in (State.REVIEWING, State.APPROVED) and Duty.DRAFT in by.duties,
        "may_publish": guide.state == State.APPROVED and Duty.PUBLISH in by.duties,
        "may_reopen": guide.state in (State.PUBLISHED, State.WITHDRAWN) and Duty.DRAFT in by.duties,
        "may_withdraw": public and guide.state == State.PUBLISHED and Duty.PUBLISH in by.duties,
        "may_compare": bool(guide.item) and Duty.DRAFT in by.duties,
        "asked": bool(review and reviews.may_decide(by, review) and by.person != guide.sender_id),
        **gaps(shape),
        **extra,
    }
    return render(request, "console/guide.html", context, status=status)


def gaps(shape: Shape) -> dict[str, Any]:
    """The eight elements with which are there, what else is missing, what is wrong."""
    missing = set(completeness.lacking(shape))
    return {
        "elements": [(element, element not in missing) for element in Element],
        "present": KINDS - len(missing),
        "kinds": KINDS,
        "others": [(name, LABELS[name]) for name in completeness.others(shape)],
        "problems": soundness.problems(shape),
        "roles": Role.choices(),
    }

"""Deciding in a review, and reading what changed between any two revisions or against what is public."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.documents.queries import manuscripts as queries
from gongkai.desk.documents.queries import previews
from gongkai.desk.documents.rules.manuscripts import Content, Status, differing, from_version
from gongkai.desk.documents.services import submitting
from gongkai.desk.documents.services.checking import KIND
from gongkai.ground.language.rules.difference import compare
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind

from .decisions import DecisionForm, asked
from .gate import actor, staff
from .manuscripts import shown, within
from .pages import word

PUBLIC = "public"  # in place of a revision: what the public reads now


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One person's decision at the stage that the screen showed."""
    manuscript = within(request, int(asked(request, key, KIND).subject))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, manuscript, status=422, refused=form.refused, decision=form)
    try:
        submitting.decide(key, form.decided, form.said, stage=form.at, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, manuscript.pk), status=422, refused=str(broken), decision=form)
    messages.success(request, f"《{manuscript.title}》{form.at.label}：{form.decided.label}")
    return redirect("console:work")


@require_safe
@staff
def differences(request: HttpRequest, key: int) -> HttpResponse:
    """``before`` and ``after`` are revisions, or ``public``; by default the last two, or what is public
    and the last of a change that waits."""
    manuscript = within(request, key)
    newest = manuscript.revision
    waits = manuscript.changes and manuscript.status != Status.PUBLISHED
    first = PUBLIC if waits else str(max(1, newest - 1))
    names = word(request, "before") or first, word(request, "after") or str(newest)
    before, after = (version(manuscript, name) for name in names)
    abreast = word(request, "view") == "abreast"
    context = {
        "manuscript": manuscript,
        "revisions": queries.revisions(manuscript),
        "before": names[0],
        "after": names[1],
        "abreast": abreast,
        "fields": differing(before, after),
        "same": before.html == after.html,
        "difference": compare(before.html, after.html),
    }
    return render(request, "console/differences.html", context)


@require_safe
@staff
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """To the page that the public would see, on the public face, by an address signed for this person."""
    manuscript = within(request, key)
    ticket = previews.token(manuscript.pk, manuscript.revision, actor(request).person)
    return redirect(f"{settings.PUBLIC_ADDRESS if settings.FACE == 'console' else ''}/preview/{ticket}")


def version(manuscript: Any, name: str) -> Content:
    """The content of a revision by its number, or what is public."""
    if name == PUBLIC and manuscript.changes:
        current = catalogue.current(manuscript.changes)
        if not current.metadata:  # the law removed it
            return Content(Kind(manuscript.kind))
        return from_version(catalogue.metadata(current), current.html)
    if not name.isascii() or not name.isdigit() or not 0 < int(name) <= manuscript.revision:
        raise Http404("稿件没有这个版本")
    return queries.content_of(manuscript, int(name))

"""Publications of the acting post's organisations: list, detail, withdrawal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import publications as queries
from gongkai.record.catalogue.queries import staff as lists
from gongkai.record.catalogue.rules import Kind, RelationState, Status
from gongkai.record.catalogue.services import publications as services

from .gate import actor, staff
from .pages import ROWS, cursor, following, word


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤回理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "reason-help"}),
        error_messages={"required": "请填写撤回理由，公众会看到它。", "max_length": "理由最多 500 个字。"},
    )


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


@require_safe
@staff
def detail(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    publication = within(request, organisation, serial)
    context = {
        "publication": publication,
        "versions": queries.versions(publication),
        "entries": ledger.of(publication.identifier),
        "relations": queries.relations(publication),
        "inverse": queries.inverse(publication),
        "found": RelationState.FOUND,
        "may_withdraw": may_withdraw(request, publication),
        "may_decide": Duty.CATALOGUE in actor(request).duties,
    }
    return render(request, "console/publication.html", context)


def may_withdraw(request: HttpRequest, publication: Any) -> bool:
    return publication.status == Status.PUBLISHED and Duty.PUBLISH in actor(request).duties


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    """Says what a withdrawal does, asks for its reason, and does it."""
    publication = within(request, organisation, serial)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(publication.identifier, reason=form.cleaned_data["reason"], by=actor(request))
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"《{publication.title}》已撤回，公众页面随即更新")
            return redirect("console:publication", organisation, serial)
    context = {"publication": publication, "form": form, "allowed": may_withdraw(request, publication)}
    return render(request, "console/withdraw.html", context, status=422 if form.errors else 200)

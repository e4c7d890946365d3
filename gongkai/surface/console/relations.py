"""Relations that the program read from a text and a person confirms or rejects."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import staff as queries
from gongkai.record.catalogue.rules import RelationKind
from gongkai.record.catalogue.services import relations as services

from .gate import actor, staff
from .pages import ROWS, cursor, following, local

ANSWERS = {"confirm": ("已确认", services.confirm_relation), "reject": ("已否定", services.reject_relation)}


class DecisionForm(forms.Form):
    source = forms.CharField(max_length=40)
    kind = forms.ChoiceField(choices=RelationKind.choices())
    target_key = forms.CharField(max_length=300)
    answer = forms.ChoiceField(choices=[(answer, answer) for answer in ANSWERS])


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Everything found and not yet decided, newest first."""
    try:
        page = queries.unconfirmed(actor(request).scope, before=cursor(request), limit=ROWS)
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from wrong
    return render(
        request,
        "console/relations.html",
        {
            "relations": page.items,
            "following": following(request, page.next),
            "may_decide": Duty.CATALOGUE in actor(request).duties,
        },
    )


@require_POST
@staff
def decide(request: HttpRequest) -> HttpResponse:
    """Confirm or reject one relation; another organisation's is not found."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise BadRequest("提交的内容不完整，请返回重试")
    sent = form.cleaned_data
    if queries.managed_one(actor(request).scope, sent["source"]) is None:
        raise Http404("没有找到这条公开信息")
    words, service = ANSWERS[sent["answer"]]
    try:
        service(sent["source"], RelationKind(sent["kind"]), sent["target_key"], by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, f"{words}（{sent['source']}），已记入存证；可在该信息的页面改变决定")
    return redirect(local(request.POST.get("back", "")) or "console:relations")

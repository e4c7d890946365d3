"""Imported records with a personal-data hit: list, detail with masked excerpts, decision."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.documents.queries import quarantine as queries
from gongkai.desk.documents.services import quarantine as services
from gongkai.ground.language.rules import personal
from gongkai.ground.orgs.rules import Duty, NotAllowed

from .gate import actor, staff
from .pages import ROWS, cursor, following

ANSWERS = {
    "mask": ("已遮盖个人信息并公开", services.mask_and_release),
    "release": ("已按原文公开", services.release),
    "refuse": ("已决定不予公开", services.refuse),
}


class DecisionForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[(answer, answer) for answer in ANSWERS],
        error_messages={"required": "请选择一种处理方式。", "invalid_choice": "请选择一种处理方式。"},
    )
    reason = forms.CharField(
        label="处理理由",
        max_length=500,
        error_messages={"required": "请填写处理理由，它会记入存证。", "max_length": "理由最多 500 个字。"},
    )


def within(request: HttpRequest, key: str) -> Any:
    """The record, when it lies in the acting post's scope; else 404."""
    record = queries.quarantined(actor(request).scope, key)
    if record is None:
        raise Http404("没有找到这条隔离记录")
    return record


def shown(request: HttpRequest, record: Any, form: forms.Form, status: int = 200) -> HttpResponse:
    context = {
        "record": record,
        "findings": queries.findings(record),
        "preview": queries.preview(record),
        "form": form,
        "may_decide": Duty.SCREEN in actor(request).duties,
    }
    return render(request, "console/quarantined.html", context, status=status)


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """What waits, by keyset."""
    try:
        page = queries.waiting(actor(request).scope, before=cursor(request), limit=ROWS)
    except (ValueError, OverflowError) as wrong:
        raise BadRequest("翻页参数无效，请从第一页开始") from wrong
    return render(
        request,
        "console/quarantine.html",
        {"records": page.items, "following": following(request, page.next)},
    )


@require_safe
@staff
def detail(request: HttpRequest, key: str) -> HttpResponse:
    return shown(request, within(request, key), DecisionForm())


@require_POST
@staff
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Release, mask and release, or refuse, with the reason."""
    record = within(request, key)
    form = DecisionForm(request.POST)
    if form.is_valid():
        words, service = ANSWERS[form.cleaned_data["answer"]]
        try:
            service(key, reason=form.cleaned_data["reason"], by=actor(request))
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"《{personal.mask(record.title)}》{words}")
            return redirect("console:quarantine")
    return shown(request, record, form, status=422)

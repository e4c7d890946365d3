"""负面清单: what is not disclosed, with its ground, and what is due to be assessed anew (条例 art. 18)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.queries import withholding as queries
from gongkai.record.catalogue.rules import RuleBroken, withholding
from gongkai.record.catalogue.services import withholding as services

from .gate import actor, staff
from .items import may_change, offset, within
from .pages import ROWS, following, word

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
GROUNDS = [
    (ground.value, f"{ground.label}（{withholding.ARTICLES[ground]}）") for ground in withholding.Ground
]


class MatterForm(forms.Form):
    title = forms.CharField(label="不予公开的事项", max_length=withholding.MAX_TITLE)
    scope = forms.CharField(
        label="范围说明",
        max_length=withholding.MAX_SCOPE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ground = forms.ChoiceField(label="理由", choices=[("", "请选择"), *GROUNDS])
    basis = forms.CharField(label="依据的法律、法规和条款", max_length=withholding.MAX_BASIS)
    decided_on = forms.DateField(label="确定日期", widget=DATE)
    reassess_on = forms.DateField(label="重新评估日期（不填为一年后）", required=False, widget=DATE)


class AssessForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[("keep", "keep"), ("disclose", "disclose")], error_messages={"required": "请选择评估结论。"}
    )
    reason = forms.CharField(max_length=500, error_messages={"required": "请写明评估的理由。"})
    reassess_on = forms.DateField(required=False, widget=DATE)


@require_safe
@staff
def due(request: HttpRequest) -> HttpResponse:
    """What must be assessed anew in the scope, and every organisation's list."""
    scope, words, begin = actor(request).scope, word(request, "words"), offset(request)
    bodies = [row for row in orgs.organisations(scope) if words in row.name]
    end = begin + ROWS
    waiting = queries.due(scope, timezone.localdate())
    context = {
        "due": list(waiting[:ROWS]),
        "due_count": waiting.count(),
        "organisations": bodies[begin:end],
        "count": len(bodies),
        "sifted": {"words": words},
        "following": following(request, str(end) if len(bodies) > end else None),
    }
    return render(request, "console/withheld.html", context)


@require_safe
@staff
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The list of one organisation."""
    context = {
        "organisation": within(request, code),
        "matters": queries.matters(code),
        "today": timezone.localdate(),
        "may_change": may_change(request),
        "may_draft": Duty.DRAFT in actor(request).duties,
    }
    return render(request, "console/withheld_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Put a matter on the list."""
    body = within(request, code)
    form = MatterForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    if form.is_valid():
        try:
            services.withhold(code, withholding.NewMatter(**form.cleaned_data), by=actor(request))
        except (RuleBroken, NotAllowed) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "已列入负面清单，公开后公众可见")
            return redirect("console:withheld_list", code)
    context = {"organisation": body, "form": form}
    return render(request, "console/withheld_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def assess(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Assess a matter anew: go on withholding it, or disclose."""
    row = queries.matter(actor(request).scope, code, number)
    if row is None:
        raise Http404("没有找到这个事项")
    today = timezone.localdate()
    form = AssessForm(request.POST or None, initial={"reassess_on": withholding.next_assessment(today)})
    if form.is_valid():
        try:
            done = assessed(request, code, number, form.cleaned_data)
        except (RuleBroken, NotAllowed) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, done)
            return redirect("console:withheld_list", code)
    context: dict[str, Any] = {
        "organisation": row.organisation,
        "matter": row,
        "article": withholding.article(row.ground),
        "form": form,
        "due": row.reassess_on <= today,
        "may_change": may_change(request),
    }
    return render(request, "console/withheld_matter.html", context, status=422 if form.errors else 200)


def assessed(request: HttpRequest, code: str, number: int, said: dict[str, Any]) -> str:
    by, reason = actor(request), said["reason"]
    if said["answer"] == "disclose":
        services.disclose(code, number, reason=reason, by=by)
        return "已转为可以公开，请尽快起草公开"
    row = services.keep(
        code, number, on=timezone.localdate(), reason=reason, reassess_on=said["reassess_on"], by=by
    )
    return f"继续不予公开，下次评估 {row.reassess_on}"

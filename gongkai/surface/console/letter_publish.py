"""公开来信: what would be public beside the original; a person mends it, confirms it, and it is public."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.desk.engagement.queries import letters as queries
from gongkai.desk.engagement.rules.public_page import Proposal
from gongkai.desk.engagement.rules.writing import MAX_TITLE, MAX_WORDS
from gongkai.desk.engagement.services import publishing, replying
from gongkai.ground.orgs.rules import NotAllowed

from .gate import actor, staff
from .pages import ROWS, cursor, following, key_of, number
from .request_forms import line


def long(label: str, most: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": f"请填写{label}", "max_length": f"{label}最多 {most:,} 字"},
    )


class PublicForm(forms.Form):
    title = line("标题", MAX_TITLE)
    question = long("来信内容", MAX_WORDS)
    answer = long("答复内容", replying.MAX_REPLY)
    sure = forms.BooleanField(
        label="我已对照原文核对：看不出写信人是谁，没有他人的个人信息",
        error_messages={"required": "请对照原文核对后勾选。"},
    )

    def confirmed(self) -> Proposal:
        sent = self.cleaned_data
        return Proposal(sent["title"], sent["question"], sent["answer"])


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Answered letters whose writers agree to be published, the newest first."""
    rows, before = queries.publishable(actor(request).scope), key_of(cursor(request) or "")
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows[: ROWS + 1])
    more = str(found[ROWS - 1].pk) if len(found) > ROWS else None
    context = {"letters": found[:ROWS], "following": following(request, more), "sifted": {}}
    return render(request, "console/letter_publications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """GET shows what is masked; POST opens both for comparison, and once confirmed publishes."""
    by = actor(request)
    letter = queries.within(by.scope).filter(pk=key).first()
    if letter is None:
        raise Http404("没有找到这件来信")
    confirming = request.POST.get("action") == "publish"
    form = PublicForm(request.POST if confirming else None)
    context: dict[str, Any] = {"letter": letter, "version": request.POST.get("version", letter.version)}
    try:
        if confirming and form.is_valid():
            publishing.publish(key, form.confirmed(), version=number(request, "version"), by=by)
            messages.success(request, f"{letter.number}：来信和答复已公开")
            return redirect("console:publishable_letters")
    except publishing.NotConfirmed as broken:
        for name, wrong in broken.problems.items():
            form.add_error(name, wrong)
    except (NotAllowed, ValueError) as broken:
        form.add_error(None, str(broken))
    if request.method == "POST":
        try:
            proposal, context["original"] = publishing.propose(key, by=by)
        except (NotAllowed, ValueError) as broken:
            context["refused"] = str(broken)
        else:
            texts = {name: getattr(proposal, name) for name in ("title", "question", "answer")}
            form = form if confirming else PublicForm(initial=texts)
            context["version"] = queries.within(by.scope).get(pk=key).version
    context["form"] = form
    refused = bool(form.errors or context.get("refused"))
    return render(request, "console/letter_publish.html", context, status=422 if refused else 200)

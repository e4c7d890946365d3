"""The reply to a letter: written, checked, saved. What was saved opens by a button only: it is recorded."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.engagement.rules.kinds import ReplyState
from gongkai.desk.engagement.rules.reply_checks import check
from gongkai.desk.engagement.services import reading, replying
from gongkai.ground.orgs.rules import NotAllowed

from .gate import actor, staff
from .letter_words import told
from .letters import within
from .pages import number


class ReplyForm(forms.Form):
    text = forms.CharField(
        label="答复",
        max_length=replying.MAX_REPLY,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "请填写答复", "max_length": f"答复最多 {replying.MAX_REPLY:,} 字"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def reply(request: HttpRequest, key: int) -> HttpResponse:
    """``action``: open the letter and what was saved, check, save."""
    letter, action, by = within(request, key), request.POST.get("action", ""), actor(request)
    form = ReplyForm(request.POST if action in ("check", "save") else None)
    context: dict[str, Any] = {"letter": letter, "version": request.POST.get("version", letter.version)}
    saved = next(reversed(letter.replies.all()), None)
    drafted = saved is not None and saved.state == ReplyState.DRAFTING
    try:
        if action == "open":
            opened, writing = reading.look(key, by=by)
            context["fields"] = told(writing)
            form = ReplyForm(initial={"text": reading.text_of(opened, saved) if drafted else ""})
        elif action and form.is_valid():
            text = form.cleaned_data["text"]
            if action == "save":
                replying.draft(key, text, version=number(request, "version"), by=by)
                messages.success(request, f"{letter.number}：答复已保存，核对后送审")
                return redirect("console:letter", key)
            context["findings"], context["checked"] = check(f"{letter.title}\n{letter.words}", text), True
    except (NotAllowed, ValueError) as broken:
        form.add_error(None, str(broken)) if form.is_bound else context.update(refused=str(broken))
    context |= {"form": form, "saved": saved if drafted and not action else None}
    refused = bool(form.errors or context.get("refused"))
    return render(request, "console/letter_reply.html", context, status=422 if refused else 200)

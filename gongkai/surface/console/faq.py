"""常见问题: the list, one entry from its draft to its next look, and what readers say is wrong."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.engagement.queries import faq as queries
from gongkai.desk.engagement.queries.practice import faq_months
from gongkai.desk.engagement.rules.faq import (
    MAX_ANSWER,
    MAX_CATEGORY,
    MAX_QUESTION,
    Content,
    Incomplete,
    Standing,
    State,
    body,
    holds_until,
)
from gongkai.desk.engagement.services import faq as services
from gongkai.desk.engagement.services import faq_publishing, faq_reports
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile

from . import decisions
from .gate import actor, staff
from .manuscripts import stages
from .pages import ROWS, cursor, following, key_of, number, word
from .request_case import duties_for
from .request_forms import day, line

NAMED = 40  # characters of an index number


class EntryForm(forms.Form):
    question = line("问题", MAX_QUESTION)
    answer = forms.CharField(
        label="答案",
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "请写明答案"},
    )
    category = line("分类", MAX_CATEGORY)
    source = line("依据的索引号（选填，须是已公开的信息）", NAMED, required=False)
    review_by = day("复核日期（选填）")


def within(request: HttpRequest, key: int) -> Any:
    """The entry, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这条问答")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    state = word(request, "state")
    state = state if state in dict(State.choices()) else ""
    rows = queries.listed(actor(request).scope, state, key_of(cursor(request) or ""), ROWS + 1)
    context = {
        "rows": rows[:ROWS],
        "following": following(request, str(rows[ROWS - 1].pk) if len(rows) > ROWS else ""),
        "sifted": {"state": state},
        "states": State.choices(),
        "today": timezone.localdate(),
        "may_write": Duty.ANSWER in actor(request).duties,
    }
    return render(request, "console/faq.html", context)


@require_POST
@staff
def begin(request: HttpRequest) -> HttpResponse:
    """A new entry of the own organisation; grown from a public letter when its number is given."""
    by, letter = actor(request), request.POST.get("letter", "").replace("\0", "").strip()[:NAMED]
    try:
        entry = (
            services.grow(letter, by.organisation, by=by)
            if letter
            else services.begin(by.organisation, by=by)
        )
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
        return redirect("console:faq")
    return redirect("console:faq_entry", entry.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def entry(request: HttpRequest, key: int) -> HttpResponse:
    """One entry; POST saves its draft."""
    row = within(request, key)
    if request.method != "POST":
        return shown(request, row)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return shown(request, row, status=422, form=form)
    try:
        services.save(
            key, Content(**form.cleaned_data), revision=number(request, "revision"), by=actor(request)
        )
    except Incomplete as lacking:
        for name, words in lacking.problems.items():
            form.add_error(name, words)
        return shown(request, row, status=422, form=form)
    except (NotAllowed, ValueError) as broken:
        return shown(request, row, status=422, form=form, refused=str(broken))
    messages.success(request, "已保存")
    return redirect("console:faq_entry", key)


def shown(request: HttpRequest, row: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    by = actor(request)
    duties = duties_for(row.organisation, by)
    review = reviews.opened(faq_publishing.KIND, str(row.pk)) if row.state == State.REVIEWING else None
    names = ("question", "answer", "category", "review_by")
    kept = {name: getattr(row, name) for name in names}
    open_ = bool(row.publication and row.publication.status == Public.PUBLISHED)
    context = {
        "row": row,
        "form": EntryForm(initial=kept | {"source": row.source.identifier if row.source else ""}),
        "body": mark_safe(body(row.answer)),  # noqa: S308 - escaped or sanitised there
        "last": holds_until(timezone.localdate(), faq_months()),
        "review": review,
        "asked": bool(review and reviews.may_decide(by, review)),
        "stages": stages(Profile.ROUTINE, review),
        "history": reviews.history(faq_publishing.KIND, str(row.pk)),
        "reports": row.reports.filter(standing=Standing.OPEN).order_by("pk")[:ROWS],
        "writing": row.state == State.DRAFTING and Duty.ANSWER in duties,
        "may_recall": row.state in (State.REVIEWING, State.APPROVED) and Duty.ANSWER in duties,
        "may_publish": row.state == State.APPROVED and Duty.PUBLISH in duties,
        "may_reopen": row.state in (State.PUBLISHED, State.WITHDRAWN) and Duty.ANSWER in duties,
        "may_withdraw": open_ and row.state != State.REVIEWING and Duty.PUBLISH in duties,
        "public": open_,
        **extra,
    }
    return render(request, "console/faq_entry.html", context, status=status)


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Send to review, recall, publish, open again, withdraw."""
    row, by, words = within(request, key), actor(request), request.POST.get("words", "")
    acts = {
        "submit": lambda: faq_publishing.submit(key, revision=number(request, "revision"), by=by),
        "recall": lambda: faq_publishing.recall(key, by=by),
        "publish": lambda: faq_publishing.publish(key, by=by),
        "reopen": lambda: faq_publishing.reopen(key, words, by=by),
        "withdraw": lambda: faq_publishing.withdraw(key, words, by=by),
    }
    act = acts.get(request.POST.get("step", ""))
    try:
        if act is None:
            raise ValueError("没有这一步，请刷新页面")
        done = act()
    except (NotAllowed, ValueError) as broken:
        return shown(request, row, status=422, refused=str(broken))
    messages.success(request, f"已登记：{State(done.state).label}")
    return redirect("console:faq_entry", key)


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision, by the review's number."""
    row = within(request, int(decisions.asked(request, key, faq_publishing.KIND).subject))
    form = decisions.DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, row, status=422, refused=form.refused, decision=form)
    try:
        faq_publishing.decide(key, form.decided, form.said, stage=form.at, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, row, status=422, refused=str(broken), decision=form)
    messages.success(request, f"常见问题 {form.at.label}：{form.decided.label}")
    return redirect("console:work")


@require_safe
@staff
def reports(request: HttpRequest) -> HttpResponse:
    """What readers say is wrong or outdated; those that wait first asked for."""
    standing = word(request, "standing") or Standing.OPEN.value
    standing = standing if standing in dict(Standing.choices()) else ""
    rows = queries.reports(actor(request).scope, standing, key_of(cursor(request) or ""), ROWS + 1)
    context = {
        "rows": rows[:ROWS],
        "following": following(request, str(rows[ROWS - 1].pk) if len(rows) > ROWS else ""),
        "sifted": {"standing": standing},
        "standings": Standing.choices(),
        "may_answer": Duty.ANSWER in actor(request).duties,
    }
    return render(request, "console/faq_reports.html", context)


@require_POST
@staff
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """A report is answered: the entry was mended, or it stays and why."""
    row = queries.report(actor(request).scope, key)
    if row is None:
        raise Http404("没有找到这条反映")
    sent = request.POST.get("standing", "")
    try:
        standing = Standing(sent) if sent in dict(Standing.choices()) else Standing.OPEN
        faq_reports.answer(key, standing, request.POST.get("words", ""), by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, "已登记处理结果")
    return redirect("console:faq_reports")

"""文件清理: the list with what lapses soon; one sweep with its proposals, steps and review."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.documents.queries import sweeps as queries
from gongkai.desk.documents.rules.sweeps import EXPIRING_MONTHS, Proposal, Status
from gongkai.desk.documents.services import sweep_results, sweeps
from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile

from .decisions import DecisionForm, asked
from .gate import actor, staff
from .manuscripts import stages
from .pages import key_of, word

UNDECIDED = "none"  # in the address: documents without a proposal
ADDING: dict[str, Callable[..., Any]] = {
    "in_force": lambda key, request: sweeps.add_in_force(key, by=actor(request)),
    "expiring": lambda key, request: sweeps.add_in_force(key, expiring=True, by=actor(request)),
    "numbers": lambda key, request: sweeps.add_numbers(
        key, request.POST.get("numbers", ""), by=actor(request)
    ),
}
STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "submit": (sweep_results.submit, "已送审"),
    "recall": (sweep_results.recall, "已撤回，可以继续清理"),
    "cancel": (sweeps.cancel, "已取消"),
    "publish": (sweep_results.publish, "结果已公布，废止和失效即日生效"),
}


class OpenForm(forms.Form):
    title = forms.CharField(error_messages={"required": "请填写清理的名称。"})
    basis = forms.CharField(error_messages={"required": "请填写清理的依据。"})


def within(request: HttpRequest, key: int) -> Any:
    """The sweep, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这次清理")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Sweeps that moved last, and documents that lapse soon; POST opens one for the own organisation."""
    by = actor(request)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = sweeps.open(by.organisation, **form.cleaned_data, by=by)
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "已开始清理：请加入文件，逐件提出建议")
            return redirect("console:sweep", made.pk)
    context = {
        "sweeps": queries.latest(by.scope),
        "expiring": queries.expiring(by.scope, timezone.localdate()),
        "amendments": queries.amendments_due(by.scope),
        "months": EXPIRING_MONTHS,
        "form": form,
        "may_open": Duty.DRAFT in by.duties,
    }
    return render(request, "console/sweeps.html", context, status=422 if form.errors else 200)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, sweep: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """One sweep: its documents, how far it is, its review, and what can be done."""
    by, chosen, after = actor(request), word(request, "proposal"), word(request, "after", 18)
    proposal = "" if chosen == UNDECIDED else chosen if chosen in list(Proposal) else None
    items = queries.items(sweep, proposal, key_of(after) or 0)
    counts = queries.counts(sweep)
    review = reviews.opened(sweep_results.KIND, str(sweep.pk))
    context = {
        "sweep": sweep,
        "items": items,
        "chosen": chosen,
        "next": items[-1].pk if len(items) == queries.LISTED else 0,
        "counts": [(p.value, p.label, counts.get(p.value, 0)) for p in Proposal],
        "proposals": Proposal.choices(),
        "undecided": counts.get("", 0),
        "ready": sum(counts.values()) - counts.get("", 0),
        "total": sum(counts.values()),
        "review": review,
        "stages": stages(Profile.MAJOR, review),
        "history": reviews.history(sweep_results.KIND, str(sweep.pk)),
        "writing": sweep.status == Status.DRAFTING and Duty.DRAFT in by.duties,
        "may_recall": sweep.status in (Status.REVIEWING, Status.APPROVED) and Duty.DRAFT in by.duties,
        "may_publish": sweep.status == Status.APPROVED and Duty.PUBLISH in by.duties,
        "asked": bool(review and reviews.may_decide(by, review) and by.person != sweep.sender_id),
        **extra,
    }
    return render(request, "console/sweep.html", context, status=status)


def taken(request: HttpRequest, key: int, step: Callable[[], Any], done: str) -> HttpResponse:
    """Do a step; what it refuses stands on the sweep's page."""
    within(request, key)
    try:
        told = step()
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    for refused in getattr(told, "refused", ()):
        messages.warning(request, refused)
    messages.success(request, f"加入 {told.count} 件" if hasattr(told, "refused") else done)
    return redirect("console:sweep", key)


@require_POST
@staff
def add(request: HttpRequest, key: int) -> HttpResponse:
    """``which`` documents: all in force, those that lapse soon, or those named."""
    step = ADDING.get(request.POST.get("which", ""))
    if step is None:
        raise BadRequest("请选择要加入哪些文件")
    return taken(request, key, lambda: step(key, request), "")


@require_POST
@staff
def propose(request: HttpRequest, key: int) -> HttpResponse:
    """The proposals of one page of the list, or one for all that have none, or documents to take out."""
    by, sent = actor(request), request.POST
    named = [key_of(name[9:]) for name in sent if name.startswith("proposal-")]
    keys = [key for key in named if key is not None]
    if gone := [key for key in map(key_of, sent.getlist("remove")) if key is not None]:
        return taken(request, key, lambda: sweeps.remove(key, gone, by=by), f"已移出 {len(gone)} 件")
    if "rest" in sent:
        return taken(request, key, lambda: sweeps.propose_rest(key, Proposal.KEEP, by=by), "其余均为继续有效")
    said = {item: (sent[f"proposal-{item}"], sent.get(f"reason-{item}", "")) for item in keys}
    return taken(request, key, lambda: sweeps.propose(key, said, by=by), "建议已保存")


@require_POST
@staff
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Send to review, take back, give up, publish."""
    service, done = STEPS.get(request.POST.get("step", ""), (None, ""))
    if service is None:
        raise BadRequest("没有这一步，请返回重试")
    return taken(request, key, lambda: service(key, by=actor(request)), done)


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision on a sweep, by the review's number."""
    number, form = int(asked(request, key, sweep_results.KIND).subject), DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, within(request, number), status=422, refused=form.refused, decision=form)
    return taken(
        request,
        number,
        lambda: sweep_results.decide(key, form.decided, form.said, stage=form.at, by=actor(request)),
        f"{form.at.label}：{form.decided.label}",
    )

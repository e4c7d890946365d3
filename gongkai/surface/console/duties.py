"""岗位与职责: posts, what each carries and who holds it; given by security administrators, seen by audit.

System administrators see the organisations only.
"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs import services
from gongkai.ground.orgs.queries import duties as queries
from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules import DUTY_LABELS, Duty, NotAllowed, RuleBroken

from .gate import actor, staff
from .pages import cursor, following, word

LABELS = [(duty.value, label) for duty, label in DUTY_LABELS.items()]


class PostForm(forms.Form):
    organisation = forms.ChoiceField(label="机构", error_messages={"required": "请选择机构。"})
    title = forms.CharField(label="岗位名称", max_length=80, error_messages={"required": "请填写岗位名称。"})
    duties = forms.MultipleChoiceField(label="职责", choices=LABELS, required=False)


class TermForm(forms.Form):
    username = forms.CharField(max_length=150, error_messages={"required": "请填写登录名。"})
    on = forms.DateField(required=False, error_messages={"invalid": "日期请写成 2026-03-05 的样子。"})


def within(request: HttpRequest, organisation: str, serial: str) -> Any:
    """The post, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, f"{organisation}/{serial}")
    if found is None:
        raise Http404("没有找到这个岗位")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Posts with their duties and holders, by code."""
    duty = word(request, "duty")
    sifted = {"words": word(request, "words"), "duty": duty if duty in dict(LABELS) else ""}
    page = queries.listed(actor(request).scope, **sifted, after=cursor(request))
    context = {
        "posts": [described(post) for post in page.items],
        "sifted": sifted,
        "filtered": any(sifted.values()),
        "duties": LABELS,
        "following": following(request, page.next),
        "may": Duty.SECURITY in actor(request).duties,
    }
    return render(request, "console/duties.html", context)


def described(post: Any) -> dict[str, Any]:
    """A post for a template: its duties' labels, who holds it today, who will, who did."""
    today = timezone.localdate()
    terms = list(post.appointments.all())
    return {
        "post": post,
        "grants": [(grant.duty, DUTY_LABELS.get(grant.duty, grant.duty)) for grant in post.grants.all()],
        "current": [term for term in terms if term.to_on is None or term.to_on >= today],
        "past": [term for term in terms if term.to_on is not None and term.to_on < today],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def create(request: HttpRequest) -> HttpResponse:
    """Create a post with its first duties."""
    form = PostForm(request.POST or None)
    places = queries.places(actor(request).scope)
    form.fields["organisation"].choices = [(place.code, place.name) for place in places]  # type: ignore[attr-defined]
    if form.is_valid():
        sent = form.cleaned_data
        wanted = [Duty(duty) for duty in sent["duties"]]
        try:
            post = services.create_post(sent["organisation"], sent["title"], wanted, by=actor(request))
        except (RuleBroken, NotAllowed) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"已设立岗位 {post.code}")
            return redirect("console:post", *post.code.split("/"))
    return render(request, "console/create_post.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@staff
def detail(request: HttpRequest, organisation: str, serial: str) -> HttpResponse:
    """One post: duties to give and take, people to appoint and dismiss."""
    found = described(within(request, organisation, serial))
    held = {duty for duty, _ in found["grants"]}
    mine = any(term.user_id == actor(request).person for term in found["current"])
    context = found | {
        "serial": serial,
        "missing": [(duty, label) for duty, label in LABELS if duty not in held],
        "may": Duty.SECURITY in actor(request).duties,
        "mine": mine,
    }
    return render(request, "console/post.html", context)


@require_POST
@staff
def act(request: HttpRequest, organisation: str, serial: str, step: str) -> HttpResponse:
    """Grant or revoke a duty, appoint or dismiss a person (security duty)."""
    post = within(request, organisation, serial)
    try:
        if step in ("grant", "revoke"):
            duty = request.POST.get("duty", "")
            if duty not in dict(LABELS):
                raise RuleBroken("请选择一项职责")
            service = services.grant if step == "grant" else services.revoke
            service(post.code, Duty(duty), by=actor(request))
        elif step in ("appoint", "dismiss"):
            term(request, post.code, step)
        else:
            raise Http404("没有这一步")
    except (RuleBroken, NotAllowed) as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, DONE[step])
    return redirect("console:post", organisation, serial)


DONE = {
    "grant": "已授予职责，在任人员下一次点击时生效",
    "revoke": "已收回职责，在任人员下一次点击时失效",
    "appoint": "已任命",
    "dismiss": "已办理离任",
}


def term(request: HttpRequest, post: str, step: str) -> None:
    """Begin or end an appointment; the person must lie in the scope like the post."""
    form = TermForm(request.POST)
    if not form.is_valid():
        raise RuleBroken("；".join(error for errors in form.errors.values() for error in errors))
    username, on = form.cleaned_data["username"].strip(), form.cleaned_data["on"]
    if people.one(actor(request).scope, username) is None:
        raise RuleBroken(f"您管辖的人员中没有登录名 {username}，请核对，或先在“人员”中开设账号")
    if step == "appoint":
        services.appoint(username, post, from_on=on, by=actor(request))
    else:
        services.dismiss(username, post, to_on=on or yesterday(), by=actor(request))


def yesterday() -> date:
    """The last day in a post for somebody who leaves it at once."""
    return timezone.localdate() - timedelta(days=1)


@require_safe
@staff
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations in the scope, as the register has them."""
    words = word(request, "words")
    rows = orgs.below(actor(request).scope)
    if words:
        rows = rows.filter(orgs.called(words))
    context = {"organisations": rows[:MOST], "sifted": {"words": words}, "most": MOST}
    return render(request, "console/organisations.html", context)


MOST = 300

"""人员: accounts that a security administrator looks after; audit administrators see them.

Everything here is decided again by the services: scope, nobody's own account, three administrators apart.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.queries import duties, people
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed, RuleBroken
from gongkai.ground.orgs.services import accounts, identities, passwords, second_factor

from .gate import actor, staff
from .pages import cursor, following, word

REQUIRED = {"required": "请填写这一项。"}


class PersonForm(forms.Form):
    """What is known of a person beside the sign-in name."""

    full_name = forms.CharField(label="姓名", max_length=60, error_messages=REQUIRED)
    email = forms.CharField(label="电子邮箱", max_length=120, required=False)
    organisation = forms.ChoiceField(label="所属机构", error_messages=REQUIRED)

    def __init__(self, *given: Any, by: Actor, **more: Any) -> None:
        super().__init__(*given, **more)
        places = [(place.code, place.name) for place in duties.places(by.scope)]
        self.fields["organisation"].choices = places  # type: ignore[attr-defined]


class NewPersonForm(PersonForm):
    username = forms.CharField(label="登录名", max_length=60, error_messages=REQUIRED)
    field_order = ("username", "full_name", "organisation", "email")


def within(request: HttpRequest, username: str) -> Any:
    """The person, when the acting post's scope has anything to do with them; else 404."""
    found = people.one(actor(request).scope, username)
    if found is None:
        raise Http404("没有找到这个人员")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """People by sign-in name."""
    words = word(request, "words")
    page = people.listed(actor(request).scope, words=words, after=cursor(request))
    context = {
        "people": page.items,
        "coded": people.with_second_factor(user.pk for user in page.items),
        "sifted": {"words": words},
        "following": following(request, page.next),
        "may": Duty.SECURITY in actor(request).duties,
    }
    return render(request, "console/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enrol(request: HttpRequest) -> HttpResponse:
    """Open an account with a temporary password, which is shown this once."""
    form = NewPersonForm(request.POST or None, by=actor(request))
    if form.is_valid():
        sent, password = form.cleaned_data, passwords.fresh()
        try:
            user = orgs.enrol(
                sent["username"],
                sent["full_name"],
                password,
                organisation=sent["organisation"],
                by=actor(request),
            )
            if sent["email"]:
                described = {name: sent[name] for name in ("full_name", "email", "organisation")}
                accounts.describe_account(user.username, **described, by=actor(request))
        except (RuleBroken, NotAllowed, ValidationError) as broken:
            form.add_error(None, words_of(broken))
        else:
            return person(request, user.username, made=password)
    return render(request, "console/enrol.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def detail(request: HttpRequest, username: str) -> HttpResponse:
    """One person; POST changes name, address and organisation (security duty)."""
    found = within(request, username)
    if request.method != "POST":
        return person(request, username)
    form = PersonForm(request.POST, by=actor(request))
    if form.is_valid():
        try:
            accounts.describe_account(found.username, **form.cleaned_data, by=actor(request))
        except (RuleBroken, NotAllowed) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "已保存")
            return redirect("console:person", username)
    return person(request, username, form=form, status=422)


def person(
    request: HttpRequest, username: str, *, form: forms.Form | None = None, made: str = "", status: int = 200
) -> HttpResponse:
    """The page of a person; ``made`` is a password to show once."""
    found = within(request, username)
    given = {
        "full_name": found.full_name,
        "email": found.email,
        "organisation": found.organisation and found.organisation.code,
    }
    context = {
        "person": found,
        "form": form or PersonForm(initial=given, by=actor(request)),
        "made": made,
        "coded": people.has_second_factor(found.pk),
        "issuer": settings.OIDC.get("issuer", ""),
        "may": Duty.SECURITY in actor(request).duties and found.pk != actor(request).person,
        "own": found.pk == actor(request).person,
    }
    return render(request, "console/person.html", context, status=status)


@require_POST
@staff
def act(request: HttpRequest, username: str, step: str) -> HttpResponse:
    """One step with an account (security duty)."""
    found, by = within(request, username), actor(request)
    issuer = settings.OIDC.get("issuer", "")
    try:
        if step == "password":
            return person(request, username, made=passwords.reset_password(found.username, by=by))
        if step == "close":
            accounts.close_account(found.username, by=by)
        elif step == "reopen":
            accounts.reopen_account(found.username, by=by)
        elif step == "factor":
            second_factor.reset_second_factor(found.username, by=by)
        elif step == "link" and issuer:
            identities.link_identity(found.username, issuer, request.POST.get("subject", "")[:255], by=by)
        elif step == "unlink" and issuer:
            identities.unlink_identity(found.username, issuer, by=by)
        else:
            raise Http404("没有这一步")
    except (RuleBroken, NotAllowed) as broken:
        messages.error(request, str(broken))
    else:
        if step in TOLD:
            notify([found.pk], Words(TOLD[step], TOLD_MORE), by=by)
        messages.success(request, DONE[step])
    return redirect("console:person", username)


DONE = {
    "close": "账号已停用，正在使用的登录在下一次点击时失效",
    "reopen": "账号已启用",
    "factor": "动态口令已重置，本人下次登录时重新设置",
    "link": "已绑定统一身份",
    "unlink": "已解除统一身份",
}


# What the person should hear, who may not have asked for it.
TOLD = {
    "factor": "您的动态口令已由安全管理员重置",
    "link": "您的账号已由安全管理员绑定统一身份",
    "unlink": "您的账号已由安全管理员解除统一身份",
}
TOLD_MORE = "若不是您本人提出，请立即告诉本机构的安全管理员和审计员。"


def words_of(broken: Exception) -> str:
    return "；".join(broken.messages) if isinstance(broken, ValidationError) else str(broken)

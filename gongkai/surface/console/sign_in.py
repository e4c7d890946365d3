"""Sign-in and sign-out of staff, each with its ledger entry.

One answer for every failure: it never tells which names exist.
"""

import structlog
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy

from gongkai.ground.orgs.rules.people import SHUT_FOR
from gongkai.ground.orgs.rules.people import SignIn as SignInEvent
from gongkai.ground.orgs.services.signing_in import note, person_of

from . import lockout, provider, steps
from .gate import DOOR, actor, enter, leave

log = structlog.get_logger(__name__)

MINUTES = int(SHUT_FOR.total_seconds()) // 60
SHUT = f"登录失败次数过多，请 {MINUTES} 分钟后再试；急需使用请联系本机构的安全管理员。"
WRONG = "用户名或密码不正确，或者没有在任岗位。再输错 %d 次，将暂停登录 " + f"{MINUTES} 分钟。"


class SignInForm(AuthenticationForm):
    """Name and password; only a person who holds a post today passes (``lockout.Staff``)."""

    error_messages = {"invalid_login": "", "inactive": ""}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("username", "用户名"), ("password", "密码")):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"请填写{label}。"

    def clean(self) -> dict[str, object]:
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        if lockout.shut(self.request, username):
            raise forms.ValidationError(SHUT, code="shut")
        try:
            return super().clean()
        except forms.ValidationError:
            left = lockout.left(self.request)
            failed(username, shut=not left)
            raise forms.ValidationError(WRONG % left if left else SHUT, code="wrong") from None


def failed(username: str, *, shut: bool) -> None:
    """Record a failure, and the lock-out that follows the last one; the log gets a number, no name."""
    person = person_of(username)
    for what in (SignInEvent.FAILED, SignInEvent.SHUT)[: 1 + shut]:
        note(what, person, by=DOOR)
        log.warning(what.value, person=person)


class SignIn(LoginView):
    template_name = "console/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    next_page = reverse_lazy("console:work")

    def get_context_data(self, **context: object) -> dict[str, object]:
        return super().get_context_data(**context, provider=provider.name())

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        steps.begin(self.request, form.get_user())
        enter(self.request)
        steps.settle(self.request, actor(self.request))
        return HttpResponseRedirect(self.get_success_url())


class SignOut(LogoutView):
    next_page = reverse_lazy("console:sign_in")

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            leave(request, SignInEvent.OUT)
        return super().post(request, *args, **kwargs)

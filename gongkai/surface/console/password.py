"""修改密码: the person's own, with the old one; also what a temporary or outdated password leads to."""

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongkai.ground.orgs.rules.people import CLASSES, LASTS, LENGTH, REMEMBERED, SignIn
from gongkai.ground.orgs.services.passwords import change_password
from gongkai.ground.orgs.services.signing_in import note

from . import lockout, steps
from .gate import actor, staff
from .sign_in import SHUT

WRONG = "现在的密码不正确，请重新输入。再输错 %d 次，将暂停登录。"
POLICY = (
    f"至少 {LENGTH} 个字符，包含小写字母、大写字母、数字、其他字符四类中的至少 {CLASSES} 类；"
    f"不能与姓名、登录名相近，不能是最近 {REMEMBERED} 次用过的密码。每 {LASTS.days} 天须更换一次。"
)


class PasswordForm(forms.Form):
    old = forms.CharField(error_messages={"required": "请填写现在的密码。"}, strip=False)
    new = forms.CharField(error_messages={"required": "请填写新密码。"}, strip=False, max_length=128)
    again = forms.CharField(error_messages={"required": "请再输一次新密码。"}, strip=False, max_length=128)

    def clean(self) -> dict[str, str]:
        sent = self.cleaned_data
        if "new" in sent and "again" in sent and sent["new"] != sent["again"]:
            self.add_error("again", "两次输入的新密码不一致，请重新输入。")
        return sent


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@staff
def change(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session of this person ends with it."""
    if steps.missing(request, actor(request).duties) == "console:second_factor":
        return redirect(steps.first(request, "console:second_factor"))
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and known(request, form):
        try:
            user = change_password(form.cleaned_data["new"], by=actor(request))
        except ValidationError as refused:
            form.add_error("new", refused)
        else:
            update_session_auth_hash(request, user)
            request.session.pop(steps.RENEW, None)
            messages.success(request, "密码已修改；在别处的登录都已退出")
            return redirect(steps.way_back(request))
    context = {
        "form": form,
        "policy": POLICY,
        "due": request.session.get(steps.RENEW),
        "temporary": request.user.password_temporary,
        "next": steps.way_back(request),
    }
    return render(request, "console/password.html", context)


def known(request: HttpRequest, form: PasswordForm) -> bool:
    """Whether the old password is right; wrong ones count like failed sign-ins."""
    username = request.user.get_username()
    if lockout.shut(request, username):
        form.add_error(None, SHUT)
        return False
    if request.user.check_password(form.cleaned_data["old"]):
        return True
    left = lockout.failed(request, username)
    note(SignIn.PASSWORD_FAILED, request.user.pk, by=actor(request))
    form.add_error("old", WRONG % left if left else SHUT)
    return False

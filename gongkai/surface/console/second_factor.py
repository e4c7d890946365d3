"""动态口令: set up with a QR code, then asked for at every sign-in; recovery codes are shown once.

The secret waits in the session until a code proves that it arrived in the person's telephone; the QR code is
an SVG in the page, and nothing leaves it.
"""

from io import BytesIO
from urllib.parse import quote, urlencode

import segno
import structlog
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules import RuleBroken
from gongkai.ground.orgs.rules.people import Factor, SignIn
from gongkai.ground.orgs.services import second_factor as services
from gongkai.ground.orgs.services.signing_in import note

from . import lockout, steps
from .gate import actor, staff
from .sign_in import SHUT

SECRET, CODES = "second_factor_secret", "recovery_codes"
WRONG = "口令不正确或已经用过，请等下一个口令再输入。再输错 %d 次，将暂停登录。"
log = structlog.get_logger(__name__)


class CodeForm(forms.Form):
    code = forms.CharField(max_length=20, error_messages={"required": "请填写动态口令。"})


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or set the second factor up where there is none yet."""
    if people.has_second_factor(request.user.pk):
        return ask(request)
    return set_up(request)


def ask(request: HttpRequest) -> HttpResponse:
    if request.session.get(steps.PASSED):
        return render(request, "console/second_factor.html", {"done": True})
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and open_door(request, form):
        code = form.cleaned_data["code"]
        found = services.accept(request.user.pk, code)
        if found:
            if found == Factor.RECOVERY:
                note(SignIn.RECOVERED, request.user.pk, by=actor(request))
                messages.warning(request, "您用了一个恢复码，它已作废。手机遗失请联系安全管理员重置动态口令")
            return come_in(request)
        wrong(request, form)
    return render(request, "console/second_factor.html", {"form": form, "next": steps.way_back(request)})


def set_up(request: HttpRequest) -> HttpResponse:
    """A new secret, kept until a code from it is typed; then the recovery codes."""
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and open_door(request, form):
        try:
            made = services.set_up(secret, form.cleaned_data["code"], by=actor(request))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            if made:
                del request.session[SECRET]
                request.session[CODES] = made
                come_in(request)
                return redirect("console:recovery_codes")
            wrong(request, form)
    context = {
        "form": form,
        "picture": picture(address(secret, request.user.get_username())),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "next": steps.way_back(request),
    }
    return render(request, "console/set_up_second_factor.html", context)


@require_safe
@staff
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, this once."""
    made = request.session.pop(CODES, None)
    if made is None:
        return redirect("console:work")
    return render(request, "console/recovery_codes.html", {"codes": made})


def come_in(request: HttpRequest) -> HttpResponse:
    """Both factors are there; whoever sets one up without need has long signed in."""
    waited = steps.missing(request, actor(request).duties) == "console:second_factor"
    steps.passed(request)
    if waited:
        steps.settle(request, actor(request))
    return redirect(steps.way_back(request))


def open_door(request: HttpRequest, form: CodeForm) -> bool:
    """Whether codes may be tried at present under this name and from here."""
    if lockout.shut(request, request.user.get_username()):
        form.add_error(None, SHUT)
        return False
    return True


def wrong(request: HttpRequest, form: CodeForm) -> None:
    left = lockout.failed(request, request.user.get_username())
    for what in (SignIn.CODE_FAILED, SignIn.SHUT)[: 1 + (not left)]:
        note(what, request.user.pk, by=actor(request))
        log.warning(what.value, person=request.user.pk)
    form.add_error("code", WRONG % left if left else SHUT)


def address(secret: str, username: str) -> str:
    """What an authenticator reads from the QR code (Key URI Format)."""
    issuer = f"{settings.SITE_NAME}公开后台"
    return (
        f"otpauth://totp/{quote(issuer)}:{quote(username)}?{urlencode({'secret': secret, 'issuer': issuer})}"
    )


def picture(text: str) -> str:
    """A QR code as SVG without any style attribute, which our policy forbids."""
    written = BytesIO()
    segno.make(text, error="l").save(
        written, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, title="动态口令二维码",
        light="#fff", svgclass="qr", lineclass=None,
    )  # fmt: skip
    return mark_safe(written.getvalue().decode())  # noqa: S308  (made by segno from our own address)

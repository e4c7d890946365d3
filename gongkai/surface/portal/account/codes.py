"""Codes: sent to a telephone to sign in, or to a telephone or address that an account wants to be told by.

What is answered never depends on whether a telephone is known here.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.citizens.rules import CODE_LASTS, CODE_TRIES, Way
from gongkai.ground.citizens.services import accounts, checks
from gongkai.ground.notices.rules import messages
from gongkai.ground.notices.rules.messages import Contacts
from gongkai.ground.notices.services import outgoing
from gongkai.ground.notices.tasks import deliver
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing.codes import new_token

from ..intake import limits, robots, who
from ..intake.answering import TOO_MANY, private
from .answering import WRONG, carried, carry, dropped, page

CHECK = "gk_check"
LASTS = int(CODE_LASTS.total_seconds())
DOOR = Actor("citizen", "")
CODES_TO = limits.Limit("codes-to", 5, limits.HOUR)  # codes to one telephone or address
CODES_TO_IN_DAY = limits.Limit("codes-to-day", 10, limits.DAY)
CODES_FROM = limits.Limit("codes-from", 30, limits.HOUR)  # asked for from one address of the network
TRIES_FROM = limits.Limit("code-tries-from", 100, limits.HOUR)
SIGN_IN, CONTACT = "sign-in", "contact"


class TooOften(ValueError):
    """So many codes went there, or were asked for from here, that the next must wait."""


@private("GET", "POST")
def phone(request: HttpRequest) -> HttpResponse:
    """Ask for a telephone; send a code to it."""
    if not settings.SMS:
        raise Http404("no SMS gateway")
    back = who.way_back((request.POST or request.GET).get("next", ""))
    if request.method != "POST":
        return asked(request, back)
    token, typed = (
        request.POST.get("token", "")[:64],
        request.POST.get("telephone", "").replace("\0", "")[:40],
    )
    if not limits.take(limits.TRIED, limits.place(request)):
        return asked(request, back, typed, wrong=slower(), status=TOO_MANY)
    if failed := robots.trouble(request.POST, token):
        return asked(request, back, typed, failed=failed, status=WRONG)
    telephone = messages.telephone(typed)
    if not telephone:
        wrong = _("请填写 11 位的手机号码。")
        return asked(request, back, typed, wrong=wrong, status=WRONG)
    try:
        name = send(request, Way.SMS, telephone)
    except TooOften as often:
        return asked(request, back, typed, wrong=str(often), status=TOO_MANY)
    return sent(name, SIGN_IN, back)


def asked(
    request: HttpRequest, back: str, typed: str = "", wrong: str = "", failed: str = "", status: int = 200
) -> HttpResponse:
    token = new_token()
    context = {
        "back": back,
        "telephone": typed,
        "wrong": wrong,
        "token": token,
        "gate": robots.gate(token, failed),
    }
    return page(request, "phone", _("用手机号登录"), context, status)


def send(request: HttpRequest, way: Way, to: str, citizen: Any = None) -> str:
    """Send a code there; the check's name. Raises TooOften."""
    counted = [
        limits.take(CODES_FROM, limits.place(request)),
        limits.take(CODES_TO, to),
        limits.take(CODES_TO_IN_DAY, to),
    ]
    if not all(counted):
        raise TooOften(slower())
    with transaction.atomic():
        check = checks.begin(way, to, citizen)
        values = {"code": check.code, "minutes": str(LASTS // 60)}
        contacts = Contacts(check.key, **({"telephone": to} if way == Way.SMS else {"mail": to}))
        template = "contact_code" if citizen else "sign_in_code"
        outgoing.send("check", check.name, template, values, contacts=contacts, by=DOOR)
    deliver.enqueue()
    return check.name


def sent(name: str, purpose: str, back: str) -> HttpResponse:
    """On to the page that asks for the code."""
    response = HttpResponseRedirect(reverse("portal:account_code"))
    carry(response, CHECK, [name, purpose, back], LASTS)
    return response


@private("GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; what fits signs in, or is kept as a contact."""
    known = carried(request, CHECK, LASTS)
    if not known:
        return HttpResponseRedirect(reverse("portal:account"))
    name, purpose, back = known
    citizen = who.citizen(request) if purpose == CONTACT else None
    if request.method != "POST":
        return entered(request, purpose)
    if not limits.take(TRIES_FROM, limits.place(request)):
        return entered(request, purpose, slower(), TOO_MANY)
    typed = "".join(request.POST.get("code", "")[:40].split())
    found = checks.finish(name, typed, citizen) if purpose == SIGN_IN or citizen else None
    if found is None:
        wrong = _("验证码不对，或者已经失效。最多可以试 %(n)s 次，%(minutes)s 分钟内有效；也可以重新获取。")
        return entered(request, purpose, wrong % {"n": CODE_TRIES, "minutes": LASTS // 60}, WRONG)
    response = HttpResponseRedirect(back)
    if purpose == SIGN_IN:
        who.enter(response, accounts.by_phone(found[1]))
    else:
        accounts.keep_contact(citizen.pk, *found)
    dropped(response, CHECK)
    return response


def entered(request: HttpRequest, purpose: str, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {"wrong": wrong, "minutes": LASTS // 60, "signing_in": purpose == SIGN_IN}
    return page(request, "code", _("填写验证码"), context, status)


def slower() -> str:
    return _("获取或者填写得太频繁，请过一小时再试。不登录也可以办理。")

"""By which ways somebody wants to be told: on or off, and where to, once that was shown to be theirs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.citizens import queries as citizens
from gongkai.ground.citizens.rules import Level, Way
from gongkai.ground.citizens.services import accounts
from gongkai.ground.notices.rules import messages

from ..intake.answering import TOO_MANY
from . import codes
from .answering import WRONG, mine, page
from .front import masked


@mine("GET", "POST")
def reminders(request: HttpRequest, citizen: Any) -> HttpResponse:
    """The form, and the button that was pressed."""
    here = reverse("portal:account_reminders")
    match request.POST.get("step", ""):
        case "prefer":
            sms, mail = (bool(request.POST.get(name)) for name in ("sms", "mail"))
            accounts.prefer(citizen.pk, sms=sms, mail=mail)
        case "mail" if settings.EMAIL_HOST:
            return checked(request, citizen, Way.MAIL, messages.mail)
        case "telephone" if settings.SMS and citizen.level == Level.ACCOUNT:
            return checked(request, citizen, Way.SMS, messages.telephone)
        case "forget_mail":
            accounts.keep_contact(citizen.pk, Way.MAIL, "")
        case "forget_telephone" if citizen.level == Level.ACCOUNT:
            accounts.keep_contact(citizen.pk, Way.SMS, "")
        case _:
            return shown(request, citizen)
    return HttpResponseRedirect(here)


def checked(request: HttpRequest, citizen: Any, way: Way, read: Any) -> HttpResponse:
    """A code goes to what was typed, when it can be one."""
    to = read(request.POST.get("to", "").replace("\0", "")[:260])
    if not to:
        wrong = _("邮箱的写法不对，请核对。") if way == Way.MAIL else _("请填写 11 位的手机号码。")
        return shown(request, citizen, wrong, WRONG)
    try:
        name = codes.send(request, way, to, citizen)
    except codes.TooOften as often:
        return shown(request, citizen, str(often), TOO_MANY)
    return codes.sent(name, codes.CONTACT, reverse("portal:account_reminders"))


def shown(request: HttpRequest, citizen: Any, wrong: str = "", status: int = 200) -> HttpResponse:
    reach = citizens.reach(citizen)
    context = {
        "reach": reach,
        "telephone": masked(reach.telephone),
        "by_account": citizen.level == Level.ACCOUNT,
        "sms": bool(settings.SMS),
        "mail": bool(settings.EMAIL_HOST),
        "wrong": wrong,
    }
    return page(request, "reminders", _("提醒方式"), context, status)

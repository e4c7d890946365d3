"""The receipt of a letter: number and query code, to be printed, copied, written down."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import codes
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.ground.sealing.codes import code_of

from ..codes import picture
from ..intake.answering import private
from ..naming import full_name
from ..page import absolute
from .answering import page
from .holding import rights


@private("GET")
def receipt(request: HttpRequest) -> HttpResponse:
    """What this browser has just sent; the query form when that is long ago."""
    said = rights.receipt(request)
    code = code_of(said[1]) if said else ""
    letter = codes.coded(code) if code else None
    if letter is None:
        return HttpResponseRedirect(reverse("portal:letter_status"))
    address = absolute(reverse("portal:letter_status"))
    context = {
        "letter": letter,
        "kind": _(Kind(letter.kind).label),
        "code": code,
        "name": full_name(letter.organisation),
        "copied": f"{_('编号')} {letter.number}\n{_('查询码')} {code}\n{address}",
        "address": address,
        "picture": mark_safe(picture(address)),  # noqa: S308 - made by us from our own address
        "steps": list(enumerate([_("写信"), _("看看已有答复"), _("核对并提交"), _("回执")], start=1)),
        "step": 4,
    }
    return page(request, "receipt", _("来信回执"), context, path=reverse("portal:letter_receipt"))

"""The receipt of a request or a complaint: number and query code, to be printed, copied, written down."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.queries import codes, complaints, record_corrections
from gongkai.desk.disclosure.services import reading
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.sealing.services import Destroyed

from ..codes import picture
from ..naming import full_name
from ..page import absolute
from . import rights
from .answering import page, private

REQUEST, COMPLAINT, RECORD = "request", "complaint", "record"
FOUND = {REQUEST: codes.coded, COMPLAINT: complaints.coded, RECORD: record_corrections.coded}


@private("GET")
def receipt(request: HttpRequest) -> HttpResponse:
    """What this browser has just sent; the query form when that is long ago."""
    said = rights.receipt(request)
    code = codes.code_of(said[1]) if said else ""
    found = FOUND[said[0]](code) if said else None
    if said is None or found is None:
        return HttpResponseRedirect(reverse("portal:request_status"))
    about: Any = found
    address = absolute(reverse("portal:request_status"))
    context = {
        "row": about,
        "kind": said[0],
        "headline": sent(said[0]),
        "code": code,
        "name": full_name(about.organisation),
        "addressee": full_name(about.addressee) if said[0] == COMPLAINT else "",
        "copied": f"{_('编号')} {about.number}\n{_('查询码')} {code}\n{address}",
        "address": address,
        "telephone": about.organisation.telephone if said[0] != COMPLAINT else about.addressee.telephone,
        "asked": asked_for(about) if said[0] == REQUEST else "",
        "limits": deadlines.request_limits(timezone.localdate()),
        "picture": mark_safe(picture(address)),  # noqa: S308 - made by us from our own address
        "steps": list(enumerate([_("查找和选择"), _("填写"), _("核对并提交"), _("回执")], start=1)),
        "step": 4,
    }
    title = {REQUEST: _("申请回执"), COMPLAINT: _("投诉回执"), RECORD: _("更正申请回执")}[said[0]]
    return page(request, "receipt", title, context, path=reverse("portal:request_receipt"))


def asked_for(case: Any) -> str:
    """The number of the document that was asked for, as typed: of all that was typed it names nobody."""
    try:
        return reading.opened(case).document_number.strip()
    except Destroyed:
        return ""


def sent(kind: str) -> str:
    """That it was sent, in the words of its kind."""
    words = {REQUEST: _("申请已经提交"), COMPLAINT: _("投诉已经提交"), RECORD: _("更正申请已经提交")}
    return words[kind]

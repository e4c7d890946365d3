"""What a writer may do on the letter's page: rate, ask for more, keep it private, take files, leave."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gongkai.desk.engagement.rules.kinds import ReplyState, RuleBroken, Score
from gongkai.desk.engagement.services import papers, publishing, rating
from gongkai.desk.engagement.services.holding import WRITER
from gongkai.ground.attachments.rules import MEDIA, Format, names

from ..files import ANY
from ..intake import limits
from ..intake.answering import TOO_MANY, private
from ..intake.sending import WRONG
from . import status
from .holding import rights

LetterView = Callable[..., HttpResponse]


def mine(view: LetterView) -> LetterView:
    """An act on the letter that this browser may see; without the right, and for an address that was only
    entered, it is the letter's page or the query form."""

    @private("GET", "POST")
    @wraps(view)
    def wrapped(request: HttpRequest, **named: Any) -> HttpResponse:
        letter = rights.holder(request) if request.method == "POST" else None
        return view(request, letter, **named) if letter else back()

    return wrapped


def back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:letter_status"))


@mine
def rate(request: HttpRequest, letter: Any) -> HttpResponse:
    """How the handling was, once."""
    score = request.POST.get("score", "")
    if score not in {one.value for one in Score}:
        return status.shown(request, letter, _("请选择一项评价。"), WRONG)
    try:
        rating.rate(letter.pk, Score(score), by=WRITER)
    except RuleBroken as refused:
        return status.shown(request, letter, _(str(refused)), WRONG)
    return back()


@mine
def reopen(request: HttpRequest, letter: Any) -> HttpResponse:
    """Once: it is handled again, for the reason that the writer gives."""
    words = request.POST.get("words", "").replace("\0", "")
    if not limits.take(limits.TRIED, limits.place(request)):
        return status.shown(request, letter, _("提交得太多，请过一小时再试。"), TOO_MANY, words)
    try:
        rating.reopen(letter.pk, words=words, by=WRITER)
    except RuleBroken as refused:
        return status.shown(request, letter, _(str(refused)), WRONG, words)
    return back()


@mine
def keep_private(request: HttpRequest, letter: Any) -> HttpResponse:
    """No longer to be published; what is public is withdrawn."""
    try:
        publishing.keep_private(letter.pk, by=WRITER)
    except RuleBroken as refused:
        return status.shown(request, letter, _(str(refused)), WRONG)
    return back()


@private("GET")
def file(request: HttpRequest, key: int) -> HttpResponse:
    """A file that came with the reply, as a download that no browser shows or runs."""
    letter = rights.holder(request)
    if letter is None:
        return back()
    replied = any(one.state == ReplyState.SENT for one in letter.replies.all())
    row = next((one for one in status.given(letter) if one.pk == key), None)
    if row is None or not replied:
        raise Http404("no such file")
    kind = ANY if row.format == Format.HTML else MEDIA[Format(row.format)]
    response = HttpResponse(papers.content_of(letter, row), content_type=kind)
    name = names.safe(papers.name_of(letter, row))
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@private("GET", "POST")
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the right and the receipt on this computer; the address alone forgets nothing."""
    response = HttpResponseRedirect(reverse("portal:letters"))
    if request.method == "POST":
        rights.take(response)
    return response

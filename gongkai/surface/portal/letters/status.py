"""The query: number and code by POST, and then the letter's own page, as long as the browser may see it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries import codes
from gongkai.desk.engagement.rules.kinds import ENDED, Kind, ReplyState, Score, Stage
from gongkai.desk.engagement.services import papers, reading, sealed
from gongkai.ground.sealing.services import Destroyed
from gongkai.record.catalogue.rules import Status

from ..intake import limits
from ..intake.answering import TOO_MANY, private
from ..intake.sending import WRONG
from ..naming import full_name
from .answering import page
from .holding import rights
from .progress import standing

LONGEST = 60  # characters of a number or a code


@private("GET", "POST")
def status(request: HttpRequest) -> HttpResponse:
    """The letter that this browser may see, else the query form."""
    if request.method == "POST":
        return asked(request)
    letter = rights.holder(request)
    return shown(request, letter) if letter else query(request)


def asked(request: HttpRequest) -> HttpResponse:
    """Number and code were sent. Whatever does not fit is answered alike, and each wrong try counts."""
    number = " ".join(request.POST.get("number", "").replace("\0", "").split()).upper()[:LONGEST]
    code = request.POST.get("code", "").replace("\0", "")[:LONGEST]
    if not number or not code:
        return query(request, _("请把编号和查询码都填上。"), number, WRONG)
    place = limits.place(request)
    tries = [
        (limits.GUESSES, f"{number}/{place}"),
        (limits.GUESSES_OF_NUMBER, number),
        (limits.GUESSES_FROM, place),
    ]
    counted = [limits.take(limit, about) for limit, about in tries]
    if not all(counted):
        wrong = _("试错太多，请 15 分钟后再试。查询码遗失的，可以带身份证件到机关窗口重新领取。")
        return query(request, wrong, number, TOO_MANY)
    letter = codes.found(number, code)
    if letter is None:
        return query(request, _("编号和查询码对不上，请照回执核对。"), number, WRONG)
    limits.forget(*tries[0])
    for limit, about in tries[1:]:
        limits.give_back(limit, about)
    response = HttpResponseRedirect(reverse("portal:letter_status"))
    rights.give(response, letter)
    return response


def query(request: HttpRequest, wrong: str = "", number: str = "", status: int = 200) -> HttpResponse:
    """The form; what was typed as the code is not shown again."""
    context = {"wrong": wrong, "number": number}
    path = reverse("portal:letter_status")
    return page(request, "query", _("查询来信"), context, path=path, status=status)


def shown(
    request: HttpRequest, letter: Any, wrong: str = "", status: int = 200, words: str = ""
) -> HttpResponse:
    """The letter's page; each look lengthens the right. ``words`` were those of a refused act."""
    try:
        writing = sealed.opened(letter)
    except Destroyed:
        return query(request, _("这件来信的内容已经依法销毁。"), "", 410)
    replies = [one for one in letter.replies.all() if one.state == ReplyState.SENT]
    known = letter.publication
    public = known if known and known.status == Status.PUBLISHED else None
    context = {
        "letter": letter,
        "kind": _(Kind(letter.kind).label),
        "name": full_name(letter.organisation),
        "body": letter.organisation,
        "writing": writing,
        "standing": standing(letter),
        "replies": [(reply, reading.text_of(letter, reply)) for reply in reversed(replies)],
        "files": [(row, papers.name_of(letter, row)) for row in given(letter)] if replies else [],
        "sent": [papers.name_of(letter, row) for row in letter.files.all() if not row.for_writer],
        "rateable": letter.stage in (Stage.ANSWERED, Stage.ARCHIVED) and not letter.satisfaction,
        "scores": [(int(one), _(one.label)) for one in reversed(Score)],
        "score": _(Score(letter.satisfaction).label) if letter.satisfaction else "",
        "reopenable": letter.stage in ENDED and not letter.reopened,
        "publication": public,
        "wrong": wrong,
        "words": words,
    }
    path = reverse("portal:letter_status")
    response = page(request, "status", _("来信办理进度"), context, path=path, status=status)
    rights.give(response, letter)
    return response


def given(letter: Any) -> list[Any]:
    """Files that came with the reply."""
    return [row for row in letter.files.all() if row.for_writer]

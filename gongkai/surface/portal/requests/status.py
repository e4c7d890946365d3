"""The query: number and code by POST, and then the case's own page, for as long as the browser may see it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.queries import codes, complaints, record_corrections
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Outcome
from gongkai.desk.disclosure.rules.satisfaction import Satisfaction
from gongkai.desk.disclosure.rules.stages import ALIVE, Stage
from gongkai.desk.disclosure.services import complaining, reading, showing
from gongkai.ground.deadlines.rules.events import Step
from gongkai.ground.sealing.services import Destroyed

from ..naming import full_name
from . import limits, records, rights
from .answering import TOO_MANY, page, private
from .progress import standing

LONGEST = 60  # characters of a number or a code
WRONG = 422


@private("GET", "POST")
def status(request: HttpRequest) -> HttpResponse:
    """The case that this browser may see, else the query form."""
    if request.method == "POST":
        return asked(request)
    case = rights.holder(request)
    return shown(request, case) if case else query(request)


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
    case, complaint = codes.found(number, code), complaints.found(number, code)
    record = record_corrections.found(number, code)
    if case is None and complaint is None and record is None:
        return query(request, _("编号和查询码对不上，请照回执核对。"), number, WRONG)
    limits.forget(*tries[0])
    for limit, about in tries[1:]:
        limits.give_back(limit, about)
    if complaint is not None:
        return answered(request, complaint)
    if record is not None:
        return records.state(request, record)
    response = HttpResponseRedirect(reverse("portal:request_status"))
    rights.give(response, case)
    return response


def query(request: HttpRequest, wrong: str = "", number: str = "", status: int = 200) -> HttpResponse:
    """The form; what was typed as the code is not shown again."""
    context = {"wrong": wrong, "number": number}
    return page(
        request, "query", _("查询办理进度"), context, path=reverse("portal:request_status"), status=status
    )


def shown(
    request: HttpRequest, case: Any, wrong: str = "", status: int = 200, words: str | None = None
) -> HttpResponse:
    """The case's page; each look lengthens the right. ``words`` were those of a refused correction."""
    try:
        application = reading.opened(case)
    except Destroyed:
        return query(request, _("这件申请的内容已经依法销毁。"), "", 410)
    outcome = Outcome(case.outcome) if case.outcome else None
    replied = any(event.step == Step.REPLIED for event in case.events.all())
    context = {
        "case": case,
        "name": full_name(case.organisation),
        "body": case.organisation,
        "application": application,
        "standing": (known := standing(case)),
        "notice": next((line.words for line in reversed(known.lines) if line.words), ""),
        "letter": showing.letter(case),
        "files": showing.given(case),
        "outcome": _(outcome.label) if outcome else "",
        "articles": ENDINGS[outcome].articles if outcome else "",
        "replied": replied,
        "correcting": case.stage == Stage.CORRECTING,
        "withdrawable": case.stage in ALIVE,
        "scores": [(int(one), _(one.label)) for one in Satisfaction],
        "score": _(Satisfaction(case.satisfaction).label) if case.satisfaction else "",
        "complaints": [(row, complaining.answer_of(row)) for row in complaints.about(case.pk)],
        "publication": case.publication,
        "wrong": wrong,
        "words": words,
    }
    path = reverse("portal:request_status")
    response = page(request, "status", _("办理进度"), context, path=path, status=status)
    rights.give(response, case)
    return response


def answered(request: HttpRequest, complaint: Any) -> HttpResponse:
    """A complaint's state and answer: shown once for each query, since nothing can be done there."""
    context = {
        "row": complaint,
        "name": full_name(complaint.organisation),
        "addressee": full_name(complaint.addressee),
        "answer": complaining.answer_of(complaint),
    }
    return page(request, "complaint", _("投诉办理情况"), context, path=reverse("portal:request_status"))

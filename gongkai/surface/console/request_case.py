"""One case: where it stands and why that day, what happened, what to notice; nothing of the applicant.

Who the applicant is and what was written opens only by its own button, and that look is recorded.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.disclosure.queries import cases as queries
from gongkai.desk.disclosure.queries import derivations
from gongkai.desk.disclosure.rules.stages import OPEN, Purpose, ReplyState, Stage
from gongkai.desk.disclosure.services import papers, reading
from gongkai.ground.attachments.rules import MEDIA, Format
from gongkai.ground.deadlines.rules.consultations import Opinion, objections
from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.record.editorial.queries import reviews

from .gate import actor, staff
from .request_kinds import offered
from .request_words import CHANNELS, OPINIONS, PARTIES, RECEIPT, happened, remaining, told
from .requests import within


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, case: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of a case, also for a step that was refused."""
    by, today = actor(request), timezone.localdate()
    clock = derivations.clock_of(case)
    days, tone = remaining(case, today)
    reply = getattr(case, "reply", None)
    duties = duties_for(case.organisation, by)
    context = {
        "case": case,
        "clock": clock,
        "derivation": derivations.days(clock) if clock else [],
        "days": days,
        "tone": tone,
        "opinions": [
            (one, PARTIES[one.party], OPINIONS[opinion], last, opinion == Opinion.OBJECTED)
            for one, opinion, last in (derivations.opinions(clock, today) if clock else ())
        ],
        "objected": bool(clock and objections(clock.consultations)),
        "channel": CHANNELS[case.channel],
        "receipt": RECEIPT.get(case.channel, ""),
        "events": [(row, happened(row.step), PARTIES[row.party]) for row in case.events.all()],
        "files": case.files.all(),
        "disputes": case.disputes.all(),
        "reply": reply,
        "history": reviews.history("disclosure", str(case.pk)) if reply else [],
        "same": queries.same_wish(case),
        "transfers": case.transfers.all(),
        "release": getattr(case, "release", None),
        "steps": offered(case, clock, duties, today),
        "may_open": Duty.DISCLOSE in duties and case.stage != Stage.DESTROYED,
        "may_draft": Duty.DISCLOSE in duties and case.stage in OPEN,
        "writing": reply is None or reply.state == ReplyState.DRAFTING,
        "often": queries.by_same_person(case, today - timedelta(days=queries.FREQUENT_DAYS)),
        **extra,
    }
    return render(request, "console/request.html", context, status=status)


def duties_for(organisation: Any, by: Actor) -> frozenset[str]:
    """The post's duties for what came in there: without handling it, where people nearer to it do."""
    away = Duty.DISCLOSE in by.duties and handlers.elsewhere(Duty.DISCLOSE, organisation, by)
    return by.duties - {Duty.DISCLOSE} if away else by.duties


@require_POST
@staff
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Open the seal and show everything: an answer to a button, never an address."""
    within(request, key)
    try:
        case, application = reading.look(key, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    words = [(row, happened(row.step), reading.words_of(case, row)) for row in case.events.all()]
    context = {
        "case": case,
        "fields": told(application),
        "words": [line for line in words if line[2]],
        "files": [(row, papers.name_of(case, row)) for row in case.files.all()],
    }
    return render(request, "console/request_open.html", context)


@require_POST
@staff
def download(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """One file of a case, opened and sent; recorded like every look."""
    within(request, key)
    try:
        return sent(*reading.fetch(key, file, by=actor(request)))
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))


def sent(row: Any, name: str, data: bytes) -> HttpResponse:
    """A file as a download: a stranger's file is never shown in our place."""
    answer = HttpResponse(data, content_type="application/octet-stream")
    if row.purpose == Purpose.LETTER:
        answer.headers["Content-Type"] = MEDIA[Format(row.format)]
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def back(key: int) -> HttpResponse:
    return redirect("console:request", key)

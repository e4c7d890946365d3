"""The form of a survey, and the thanks: kept by nobody.

It holds a one-time token, and a signed moment that says when it was opened, so that what a machine fills in
is counted apart.
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules import survey_page
from gongkai.desk.consultations.rules.survey_answers import MAX_TEXT, parse
from gongkai.desk.consultations.rules.surveys import Kind, Level, RuleBroken
from gongkai.desk.consultations.services import survey_answering
from gongkai.ground.citizens.rules import Level as Known

from .intake import limits, robots, who
from .intake.answering import TOO_MANY, private
from .intake.sending import WRONG, slower, token
from .naming import full_name
from .page import answer
from .surveys import about, left, public_or_none

SALT = "survey.opened"
LEVELS = {Known.ACCOUNT: Level.ACCOUNT, Known.PHONE: Level.TELEPHONE}
IN_DAY = limits.Limit("survey-day", 30, limits.DAY)  # to one survey from one address: an office shares one


@private("GET", "POST")
def form(request: HttpRequest, key: int) -> HttpResponse:
    """The form of a survey that runs; what became of one that has ended."""
    survey = public_or_none(key)
    if request.method == "POST":
        return send(request, survey)
    return asked(request, survey)


@private("GET")
def thanks(request: HttpRequest, key: int) -> HttpResponse:
    """That an answer was taken in, with its random name: the receipt."""
    survey, row = public_or_none(key), request.GET.get("row", "")[:16]
    if not (row.isascii() and row.isalnum() and queries.received(survey, row)):
        return HttpResponseRedirect(reverse("portal:survey", args=[key]))
    context = {"survey": survey, "row": row, "name": full_name(survey.organisation)}
    return answer(request, "portal/surveys/thanks.html", about(survey, _("已收到"), hidden=True), context)


def send(request: HttpRequest, survey: Any) -> HttpResponse:
    """Take the form in: every problem at its field, and nothing that was chosen is lost."""
    known, place = token(request), limits.place(request)
    if not queries.is_open(survey, timezone.now()):
        return asked(request, survey)
    questions = queries.questions(survey)
    sent = {f"q{at}": request.POST.getlist(f"q{at}") for at in range(1, len(questions) + 1)}
    answers, wrong = parse(questions, sent)
    opened = opened_at(request, survey.pk, known)
    if wrong or opened is None:
        expired = {} if opened else {"": _("这一页打开得太久了，请核对以后再交一次，选过的都在。")}
        return asked(request, survey, wrong | expired, status=WRONG)
    if not limits.take(limits.TRIED, place):
        return asked(request, survey, {"": slower()}, status=TOO_MANY)
    if failed := robots.trouble(request.POST, known):
        return asked(request, survey, failed=failed, status=WRONG)
    citizen, known_by = who.citizen(request), who.level(request)
    if citizen is None and not limits.take(IN_DAY, f"{survey.pk}/{place}"):
        return asked(request, survey, {"": slower()}, status=TOO_MANY)
    seconds = timezone.now().timestamp() - opened
    try:
        row = survey_answering.answer(
            survey.pk,
            answers,
            known,
            seconds=seconds,
            level=LEVELS[known_by] if known_by else Level.UNVERIFIED,
            person=citizen.digest if citizen else "",
        )
    except RuleBroken as refused:
        return asked(request, survey, {"": str(refused)}, status=WRONG)
    return HttpResponseRedirect(f"{reverse('portal:survey_thanks', args=[survey.pk])}?row={row.row}")


def asked(
    request: HttpRequest,
    survey: Any,
    wrong: dict[str, str] | None = None,
    failed: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form with what was chosen, or what is said of a survey that has ended."""
    known, now = token(request), timezone.now()
    said = {name: _(words) for name, words in (wrong or {}).items()}
    running, content = queries.is_open(survey, now), queries.content_of(survey)
    late = request.method == "POST" and not running
    opened = opened_at(request, survey.pk, known)
    context = {
        "survey": survey,
        "running": running,
        "late": late,
        "fields": fields(request, content.questions, said) if running else [],
        "content": content,
        "period": survey_page.period(content),
        "wrong": said,
        "token": known,
        "citizen": who.citizen(request),
        "entrance": who.entrance(request),
        "opened": stamp(survey.pk, known, opened if opened is not None else now.timestamp()),
        "gate": robots.gate(known, failed) if running else None,
        "name": full_name(survey.organisation),
        "due": None if running else queries.result_due_on(survey),
        "left": left(survey.closes_at, now) if running else "",
    }
    layout = about(survey, "", hidden=True)
    return answer(request, "portal/surveys/form.html", layout, context, status=WRONG if late else status)


def fields(request: HttpRequest, questions: Any, wrong: dict[str, str]) -> list[dict[str, Any]]:
    """Each question with its options as (number, words, chosen), what was written, and what is wrong."""
    made = []
    for place, one in enumerate(questions, 1):
        sent = request.POST.getlist(f"q{place}")
        options = [(str(n), words, str(n) in sent) for n, words in enumerate(one.answers, 1)]
        made.append(
            {
                "name": f"q{place}",
                "place": place,
                "question": one,
                "options": options,
                "input": "checkbox" if one.kind is Kind.MULTIPLE else "radio",
                "typed": sent[0].replace("\0", "") if sent else "",
                "limit": MAX_TEXT,
                "wrong": wrong.get(f"q{place}", ""),
            }
        )
    return made


def stamp(key: int, known: str, at: float) -> str:
    """When a form was opened, signed for this survey and this form."""
    return signing.dumps([key, known, at], salt=SALT)


def opened_at(request: HttpRequest, key: int, known: str) -> float | None:
    """When the form was opened, in unix seconds; None when it does not say, or long ago."""
    try:
        about_key, of, at = signing.loads(request.POST.get("opened", ""), salt=SALT, max_age=robots.LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return float(at) if (about_key, of) == (key, known) else None

"""A reply to a letter in review: the reviewer opens letter and reply by a button that records it, decides."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.engagement.queries import letters as queries
from gongkai.desk.engagement.services import papers, reading, replying
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Profile

from . import decisions
from .gate import actor, staff
from .letter_case import sent
from .letter_words import told
from .manuscripts import stages


def asked(request: HttpRequest, key: int) -> tuple[Any, Any]:
    """The letter and its open review, when this person is asked in it; else 404."""
    review = reviews.opened(replying.KIND, str(key))
    letter = queries.brief(key) if review and reviews.may_decide(actor(request), review) else None
    if letter is None:
        raise Http404("没有等您审核的答复")
    return letter, review


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def review(request: HttpRequest, key: int) -> HttpResponse:
    """GET shows what is not sealed; POST opens the letter, the reply, and the files with it."""
    return shown(request, *asked(request, key), opened=request.method == "POST")


def shown(request: HttpRequest, letter: Any, review: Any, *, opened: bool, **extra: Any) -> HttpResponse:
    saved = list(letter.replies.all())[-1]
    context: dict[str, Any] = {
        "letter": letter,
        "review": review,
        "reply": saved,
        "stages": stages(Profile.ROUTINE, review),
        "history": reviews.history(replying.KIND, str(letter.pk)),
        "opened": opened,
        **extra,
    }
    if opened:
        held, writing = reading.look(letter.pk, by=actor(request))
        context |= {
            "fields": told(writing),
            "text": reading.text_of(held, saved),
            "findings": replying.read(held, saved),
            "opinions": [
                (part, text) for part in letter.handlings.all() if (text := reading.opinion_of(held, part))
            ],
            "files": [(row, papers.name_of(held, row)) for row in letter.files.all()],
        }
    return render(request, "console/letter_review.html", context, status=422 if extra else 200)


@require_POST
@staff
def download(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """One file of the letter for its reviewer, recorded like every look."""
    letter, review = asked(request, key)
    try:
        return sent(*reading.fetch(key, file, by=actor(request)))
    except (NotAllowed, ValueError) as broken:
        return shown(request, letter, review, opened=False, refused=str(broken))


@require_POST
@staff
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One reviewer's decision, by the review's number."""
    letter, review = asked(request, int(decisions.asked(request, key, replying.KIND).subject))
    form = decisions.DecisionForm(request.POST)
    if not form.is_valid():
        return shown(request, letter, review, opened=False, refused=form.refused, decision=form)
    try:
        replying.decide(key, form.decided, form.said, stage=form.at, by=actor(request))
    except (NotAllowed, ValueError) as broken:
        return shown(request, letter, review, opened=False, refused=str(broken), decision=form)
    messages.success(request, f"来信答复 {letter.number} {form.at.label}：{form.decided.label}")
    return redirect("console:work")

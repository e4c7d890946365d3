"""Reads of surveys. The scope comes first: another organisation's survey is not there.

What the public may see is told by the clock and the row, not by whether the clock's job has come round: a
survey is over at its second.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import orjson
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, Scope
from gongkai.record.catalogue.rules import Status as Public

from ..models import Survey, SurveyAnswer, SurveyText
from ..rules.survey_counting import Given, Result, count
from ..rules.surveys import Content, Question, State, TextState, result_due, unpack

LISTED = 50
TEXTS = 100  # words on one screen
CHUNK = 2_000
SEEN = (State.OPEN, State.CLOSED, State.REPORTED)


def within(scope: Scope) -> QuerySet[Survey]:
    rows = Survey.objects.select_related("organisation", "publication", "drafter")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> Survey | None:
    """A survey in the scope; None outside it, so that the screen answers 404."""
    return within(scope).filter(pk=key).first()


def board(scope: Scope, *, state: str = "", before: int | None = None, limit: int = LISTED) -> list[Any]:
    """Surveys of the scope, the newest first, with how many ``answered`` each (one statement)."""
    rows = within(scope)
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.annotate(answered=Count("answers")).order_by("-pk")[:limit])


def content_of(survey: Survey) -> Content:
    """What is written of it, its moments in local time."""
    begin, end = (at and timezone.localtime(at) for at in (survey.opens_at, survey.closes_at))
    return Content(survey.title, survey.introduction, questions(survey), begin, end)


def questions(survey: Survey) -> tuple[Question, ...]:
    return unpack(survey.questions)


def visible(now: datetime, limit: int = LISTED) -> list[Survey]:
    """What the public's list has: open ones by their end, then the ended by how lately."""
    rows = list(within(EVERYWHERE).filter(state__in=SEEN).order_by("-closes_at", "-pk")[:limit])
    shown = [row for row in rows if _public(row)]
    return sorted(shown, key=lambda row: (not is_open(row, now), abs((_end(row) - now).total_seconds())))


def public(key: int) -> Survey | None:
    """A survey that has begun and whose publication is public; None otherwise."""
    row = within(EVERYWHERE).filter(pk=key, state__in=SEEN).first()
    return row if row is not None and _public(row) else None


def is_open(survey: Survey, now: datetime) -> bool:
    """Whether it may be answered at this instant."""
    return survey.state == State.OPEN and now < _end(survey)


def result_due_on(survey: Survey) -> date:
    """The last day for the result: as kept, or as it will be once the clock has come round."""
    if survey.result_due_on is not None:
        return survey.result_due_on
    on = timezone.localdate(_end(survey))
    return result_due(on, deadlines.statute("consultation_result", on))


def result(survey: Survey) -> Result:
    """The result as it stands, in one statement."""
    return count(questions(survey), given(survey))


def given(survey: Survey) -> Iterator[Given]:
    rows = SurveyAnswer.objects.filter(survey=survey).values_list("level", "quick", "choices")
    for level, quick, packed in rows.iterator(CHUNK):
        yield Given(level, quick, {int(place): picked for place, picked in orjson.loads(packed).items()})


def texts(survey: Survey, state: str = "", *, after: int = 0, limit: int = TEXTS) -> list[SurveyText]:
    """Words written into a survey, oldest first, those of answers counted apart among them."""
    rows = SurveyText.objects.filter(survey=survey, pk__gt=after).select_related("answer")
    return list((rows.filter(state=state) if state else rows).order_by("pk")[:limit])


def text_counts(survey: Survey) -> dict[str, int]:
    """How many words stand in each state."""
    rows = SurveyText.objects.filter(survey=survey).values("state").annotate(number=Count("pk"))
    return dict.fromkeys(TextState, 0) | {row["state"]: row["number"] for row in rows.order_by()}


def released(survey: Survey, limit: int = 500) -> dict[int, list[str]]:
    """Words that a person released, by question; none of answers counted apart."""
    found: dict[int, list[str]] = {}
    rows = SurveyText.objects.filter(survey=survey, state=TextState.RELEASED, answer__quick=False)
    for place, words in rows.order_by("question", "pk").values_list("question", "words")[:limit]:
        found.setdefault(place, []).append(words)
    return found


def rows_of(survey: Survey) -> Iterator[tuple[str, date, str, bool, dict[str, list[int]], dict[int, str]]]:
    """Every answer for an export, ordered by its random name, so that the order tells nothing: its name, the
    day (no hour), level, whether it is counted apart, choices, and released words."""
    words: dict[int, dict[int, str]] = {}
    kept = SurveyText.objects.filter(survey=survey, state=TextState.RELEASED)
    for answer, place, text in kept.values_list("answer_id", "question", "words").iterator(CHUNK):
        words.setdefault(answer, {})[place] = text
    rows = SurveyAnswer.objects.filter(survey=survey).order_by("row")
    named = rows.values_list("pk", "row", "answered_at", "level", "quick", "choices")
    for key, row, at, level, quick, packed in named.iterator(CHUNK):
        day = timezone.localtime(at).date()
        yield row, day, level, quick, orjson.loads(packed), words.get(key, {})


def received(survey: Survey, row: str) -> bool:
    """Whether an answer of that name was taken in: what a receipt says."""
    return SurveyAnswer.objects.filter(survey=survey, row=row).exists()


def overdue(scope: Scope, today: date) -> list[Survey]:
    """Ended surveys of the scope whose result is late, the longest first."""
    rows = within(scope).filter(state=State.CLOSED, result_due_on__lt=today)
    return list(rows.order_by("result_due_on"))


def pending(actor: Actor, limit: int = LISTED) -> list[Survey]:
    """Surveys of the actor's own organisation that wait for what its post may do."""
    wanted = Q(pk__in=())
    if Duty.DRAFT in actor.duties:
        wanted |= Q(state__in=(State.DRAFTING, State.CLOSED))
    if Duty.PUBLISH in actor.duties:
        wanted |= Q(state=State.CLOSED) | Q(state=State.APPROVED) & ~Q(trouble="")
    rows = within(EVERYWHERE).filter(wanted, organisation__code=actor.organisation)
    return list(rows.order_by(F("result_due_on").asc(nulls_last=True), "pk")[:limit])


def _end(row: Survey) -> datetime:
    assert row.closes_at is not None  # noqa: S101 - review refuses a survey without its end
    return row.closes_at


def _public(row: Survey) -> bool:
    publication: Any = row.publication
    return publication is not None and publication.status == Public.PUBLISHED

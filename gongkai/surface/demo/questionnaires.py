"""The demonstration's surveys: one that runs, one whose result is public, both answered."""

import random
from datetime import datetime, timedelta
from typing import Any

from gongkai.desk.consultations.rules.survey_answers import Answers
from gongkai.desk.consultations.rules.surveys import Content, Kind, Question
from gongkai.desk.consultations.services import (
    survey_answering,
    survey_results,
    survey_review,
    survey_running,
    surveys,
)
from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

WHO = {Stage.FIRST: "chushen", Stage.FINAL: "zhongshen"}
RUNS = timedelta(days=20)
SLOWLY = 60.0  # seconds that a person takes


def ask_all(organisation: str, told: list[dict[str, Any]], now: datetime, people: dict[str, Actor]) -> None:
    """Every survey of the file; one with a conclusion is ended and its result published."""
    for one in told:
        row = opened(organisation, one, now, people)
        answer(row.pk, one)
        if "conclusion" in one:
            survey_running.stop(row.pk, one["stopped"], by=people["zhongshen"])
            row.refresh_from_db()
            written = survey_results.conclude(
                row.pk, one["conclusion"], revision=row.revision, by=people["jiaoyu"]
            )
            survey_results.publish(row.pk, revision=written.revision, by=people["zhongshen"])


def opened(organisation: str, told: dict[str, Any], now: datetime, people: dict[str, Actor]) -> Any:
    """Written, reviewed and open."""
    by = people["jiaoyu"]
    row = surveys.begin(organisation, told["title"], by=by)
    questions = tuple(
        Question(Kind(kind), words, tuple(options), required=kind != Kind.TEXT)
        for kind, words, options in told["questions"]
    )
    content = Content(told["title"], told["introduction"], questions, now + timedelta(hours=1), now + RUNS)
    row = surveys.save(row.pk, content, revision=row.revision, by=by)
    survey_review.submit(row.pk, revision=row.revision, by=by)
    review = reviews.opened(surveys.KIND, str(row.pk))
    assert review is not None
    for stage in STAGES[review.profile]:
        survey_review.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=people[WHO[stage]])
    return survey_running.open_now(row.pk, by=people["zhongshen"])


def answer(key: int, told: dict[str, Any]) -> None:
    """So many people answer; the same ones each time the demonstration is made."""
    rng = random.Random(told["title"])
    for number in range(told["answers"]):
        choices = {
            place: (rng.randint(1, len(options) or 5),)
            for place, (kind, _words, options) in enumerate(told["questions"], 1)
            if kind != Kind.TEXT
        }
        survey_answering.answer(key, Answers(choices, {}), f"demo-{key}-{number}", seconds=SLOWLY)

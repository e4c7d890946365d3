"""The demonstration asks its public: one consultation is open and one is concluded, surveys and answers too.

Everything goes the way of every draft, by the education department's own accounts. What lies in the past was
done just now and moved back: nobody can comment on what is over.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.desk.consultations.queries import comments as said_queries
from gongkai.desk.consultations.rules.comments import Comment, Level, Stance, Voice
from gongkai.desk.consultations.rules.decisions import Decision
from gongkai.desk.consultations.rules.outcomes import Outcome
from gongkai.desk.consultations.rules.pieces import Content
from gongkai.desk.consultations.rules.showing import Showing
from gongkai.desk.consultations.services import (
    checking,
    closing,
    commenting,
    concluding,
    consultations,
    grouping,
    opening,
    reviewing,
    showing,
)
from gongkai.ground.language.rules import markup
from gongkai.ground.orgs.rules import Actor, system
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome as Decided

from .city import EDUCATION, Body
from .daily import numbered
from .frequent import write_faq
from .questionnaires import ask_all
from .vocabulary import read

CLOCK = system("clock")
WHO = {
    Stage.FIRST: "chushen",
    Stage.SECOND: "fushen",
    Stage.SECRECY: "baomi",
    Stage.LEGALITY: "fazhi",
    Stage.FINAL: "zhongshen",
}
WAYS = "来信请寄江城市教育局（演示地址），信封注明“意见征集”。"
CONTACT = "江城市教育局政策法规处"


def invite(everywhere: list[Body], now: datetime, people: dict[str, Actor]) -> None:
    """Consultations, surveys and frequent questions of the education department."""
    body, told = everywhere[EDUCATION], read("participation")
    for one in told["consultation"]:
        consult(body, one, now, people)
    ask_all(body.code, told["survey"], now, people)
    write_faq(body.code, told["faq"], people)


def consult(body: Body, told: dict[str, Any], now: datetime, people: dict[str, Actor]) -> None:
    """One consultation, open with its comments, or all the way to the document that came of it."""
    by = people["jiaoyu"]
    row = consultations.begin(body.code, content(told), by=by)
    reviewing.submit(row.pk, revision=row.revision, by=by)
    approved(row, people)
    opening.publish(row.pk, by=people["zhongshen"])
    for place, (clause, stance, words, level) in enumerate(told["comments"]):
        voice = Voice(Level(level), f"demo-{place}")
        commenting.comment(row.pk, clause, Comment(words, Stance(stance)), voice, f"demo-{row.pk}-{place}")
    keys = [one.pk for one in said_queries.page(row.pk)]
    showing.decide(row.pk, keys[: told["shown"]], Showing.SHOWN, by=by)
    if "ago" in told:
        move_back(row.pk, timedelta(days=told["ago"]), by)
        closing.close_due(now, by=CLOCK)
        conclude(row.pk, told, keys, people)
        finish(row.pk, body, told, now, people["zhongshen"])


def content(told: dict[str, Any]) -> Content:
    """What the drafter wrote."""
    return Content(
        decision=Decision(told["decision"]),
        title=told["title"],
        explanation=told["explanation"],
        html=markup.from_text(told["text"]),
        ways=WAYS,
        contact=CONTACT,
        days=told["days"],
    )


def approved(row: Any, people: dict[str, Actor]) -> None:
    """Every stage approves the paper that is in review."""
    row.refresh_from_db()
    kind = checking.kind_of(row)
    review = reviews.opened(kind, str(row.pk))
    assert review is not None
    for stage in STAGES[review.profile]:
        reviewing.decide(kind, review.pk, Decided.APPROVED, "", stage=stage, by=people[WHO[stage]])


@transaction.atomic
def move_back(key: int, ago: timedelta, by: Actor) -> None:
    """As if it had been opened, and commented on, so long ago."""
    row = consultations.locked(key, by)
    assert row.opened_at and row.closes_on and row.closes_at and row.result_due_on
    row.opened_at, row.closes_at = row.opened_at - ago, row.closes_at - ago
    row.closes_on, row.result_due_on = row.closes_on - ago, row.result_due_on - ago
    row.save()
    row.versions.update(published_at=row.opened_at)
    row.comments.update(at=F("at") - ago)


def conclude(key: int, told: dict[str, Any], keys: list[int], people: dict[str, Actor]) -> None:
    """Every group with its outcome, the result written, reviewed and published."""
    by = people["jiaoyu"]
    for title, inside, outcome, why in told["groups"]:
        group = grouping.gather(key, [keys[place] for place in inside], title=title, by=by)
        concluding.decide(key, group.pk, Outcome(outcome), why, by=by)
    with transaction.atomic():
        row = consultations.locked(key, by)
    row = concluding.summarise(key, told["summary"], revision=row.revision, by=by)
    row = reviewing.submit(key, revision=row.revision, by=by)
    approved(row, people)
    concluding.publish(key, by=people["zhongshen"])


def finish(key: int, body: Body, told: dict[str, Any], now: datetime, by: Actor) -> None:
    """The document that was made in the end."""
    html, today = markup.from_text(told["text"]), timezone.localdate(now)
    made = publications.publish(
        Draft(
            kind=Kind.DOCUMENT,
            title=told["final"],
            publisher=body.code,
            html=html,
            text=markup.plain(html),
            published_at=now,
            document_number=numbered("江教规", today),
            issuing_bodies=(body.field.name,),
            subject_category=body.field.subject,
            made_on=today,
            effective_on=today,
            source=body.field.name,
        ),
        by=by,
    )
    concluding.finish(key, made.identifier, "", by=by)

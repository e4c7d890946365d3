"""A year of invented letters to the demonstration city: by category, season and weekday, some of one event.

Drawn day by day and handed on one at a time, so that memory stays flat for a hundred thousand of them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.desk.engagement.queries import letters as queries
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.kinds import Channel, Kind
from gongkai.desk.engagement.rules.writing import Writing
from gongkai.desk.engagement.services import publishing
from gongkai.desk.engagement.services.loading import Past, load
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor

from .city import Body
from .letter_lives import Around, Life, Pace, happened, live
from .vocabulary import places, read

SMALL, FEW = 480, 5_000  # of the small demonstration; and up to how many a year would be too long for them
YEAR, SEASON = 365, 120  # days over which they are spread
PUBLISHED = 200  # at most: a published letter costs as much as any publication
WEEKDAYS = (1.3, 1.15, 1.1, 1.05, 1.0, 0.6, 0.5)
KINDS = {Kind.COMPLAINT: 42, Kind.ENQUIRY: 28, Kind.MAILBOX: 15, Kind.SUGGESTION: 12, Kind.ERROR_REPORT: 3}
CHANNELS = {Channel.HOTLINE: 55, Channel.WEB: 34, Channel.TELEPHONE: 7, Channel.VISIT: 2, Channel.POST: 2}
WISHES = 60  # of a hundred writers agree to publication
INCIDENT = 0.012  # of the letters begin one, which others then write about too
SEED = 20_250
SHOWN, EVERY = "教育", 12  # the category of the small demonstration's own people; letters at each stage
AGAIN = [(Step.RECEIVED, 0), (Step.REFERRED, 0), (Step.REFUSED, 1), (Step.REFERRED, 1), (Step.REFUSED, 2)]
# Days since it came, and how far it got: to refer, to accept, to decide, in hand, overdue.
STANDING: list[tuple[int, list[tuple[Step, int]]]] = [
    (0, [(Step.RECEIVED, 0)]),
    (1, [(Step.RECEIVED, 0), (Step.REFERRED, 0)]),
    (8, AGAIN),
    (5, [(Step.RECEIVED, 0), (Step.REFERRED, 0), (Step.ACCEPTED, 0)]),
    (24, [(Step.RECEIVED, 0), (Step.REFERRED, 1), (Step.ACCEPTED, 1)]),
]


@dataclass(frozen=True, slots=True)
class Subject:
    """One category: its words, and who answers it."""

    name: str
    words: dict[str, Any]
    bodies: list[Any]


class Post:
    """The city's mail: who writes about what, to whom, and what becomes of it."""

    def __init__(self, everywhere: list[Body], count: int, today: date) -> None:
        self.rng, self.today, self.count = random.Random(SEED), today, count
        self.text = read("letters")
        known = orgs.by_codes([body.code for body in everywhere])
        self.mailbox, self.calendar = known[everywhere[0].code], deadlines.calendar()
        self.rows = {body.code: known[body.code] for body in everywhere}
        self.paces = {
            row.pk: Pace(self.rng.uniform(2.0, 5.2), self.rng.uniform(1, 12)) for row in known.values()
        }
        self.subjects = [
            Subject(one["name"], one, [self.rows[body.code] for body in answering(one, everywhere)])
            for one in self.text["category"]
        ]

    def letters(self) -> Iterator[list[Past]]:
        """All of them in the order of their days, those of one incident together; of few letters some stand
        at each stage, so that no screen is empty."""
        small = EVERY * len(STANDING) < self.count <= FEW
        yield from self.standing() if small else ()
        count = self.count - (EVERY * len(STANDING) if small else 0)
        span = SEASON if self.count <= FEW else YEAR
        days = [self.today - timedelta(days=ago) for ago in range(span - 1, -1, -1)]
        weights = [self.weight(day) for day in days]
        total, given, due = sum(weights), 0, 0.0
        for day, weight in zip(days, weights, strict=True):
            due += count * weight / total
            number = round(due) - given
            given += number
            yield from self.of(day, number)

    def standing(self) -> Iterator[list[Past]]:
        """Letters to the department whose people the demonstration has, each stage some."""
        subject = next(one for one in self.subjects if one.name == SHOWN)
        for ago, plan in STANDING:
            for _ in range(EVERY):
                day = self.today - timedelta(days=ago)
                around = self.around(subject.bodies[0])
                life = Life(happened(plan, Kind.COMPLAINT, False, day, around))
                yield [self.past(subject, life, *self.matter(subject))]

    def weight(self, day: date) -> float:
        season = sum(one["share"] * one["season"][day.month - 1] for one in self.text["category"])
        return season * WEEKDAYS[day.weekday()] * self.rng.uniform(0.9, 1.1)

    def of(self, day: date, number: int) -> Iterator[list[Past]]:
        """The letters of a day."""
        while number > 0:
            shares = [one.words["share"] * one.words["season"][day.month - 1] for one in self.subjects]
            subject = self.rng.choices(self.subjects, shares)[0]
            size = min(number, self.rng.randint(3, 12)) if self.rng.random() < INCIDENT else 1
            number -= size
            yield self.about(subject, day, size)

    def about(self, subject: Subject, day: date, size: int) -> list[Past]:
        """One letter; or some about the same thing at the same place, answered together."""
        kind = self.rng.choices(list(KINDS), list(KINDS.values()))[0]
        around, matter = self.around(self.body(subject)), self.matter(subject)
        first = live(kind, day, around, Step.REPLIED if size == 1 else Step.INFORMED)
        lives = [first] if size == 1 else together(first, size)
        incident = "".join(matter) if size > 1 else ""
        return [self.past(subject, one, *matter, incident) for one in lives]

    def around(self, body: Any) -> Around:
        return Around(self.rng, self.today, self.calendar, self.mailbox, body, self.paces[body.pk])

    def matter(self, subject: Subject) -> tuple[str, str]:
        """Where, and what."""
        return self.rng.choice(places().places), self.rng.choice(subject.words["things"])

    def past(self, subject: Subject, life: Life, place: str, thing: str, incident: str = "") -> Past:
        channel = self.rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        writing = self.writing(subject, place, thing)
        body = next((to for _, to in life.steps if to), self.mailbox)
        reply = self.reply(subject, body, place, thing)
        return Past(
            self.mailbox, channel, subject.name, writing, life.steps, reply, life.score, life.elsewhere,
            incident,
        )  # fmt: skip

    def body(self, subject: Subject) -> Any:
        """Who answers; the first of the subject's bodies, and the first districts, have most to do."""
        return self.rng.choices(subject.bodies, [1 / (place + 2) for place in range(len(subject.bodies))])[0]

    def writing(self, subject: Subject, place: str, thing: str) -> Writing:
        """The letter as it was written, by somebody with 某 in the name and a number that nobody has."""
        rng, text, words = self.rng, self.text, subject.words
        street, house = rng.choice(places().streets), rng.randint(1, 180)
        ask = rng.choice(words["asks"])
        said = (
            f"{rng.choice(text['openings'])}{street}{place}附近{house}号旁边，{rng.choice(text['since'])}{thing}。"
            f"{rng.choice(text['effects'])}{ask}。{rng.choice(text['closings'])}"
        )
        return Writing(
            title=f"{street}{place}{thing}，{ask}", words=said, place=f"{street}{place}",
            name=rng.choice(places().surnames) + "某某", telephone=f"0000-8{rng.randint(1000000, 9999999)}",
            public=rng.random() * 100 < WISHES,
        )  # fmt: skip

    def reply(self, subject: Subject, body: Any, place: str, thing: str) -> str:
        return str(self.rng.choice(self.text["replies"])).format(
            body=body.short_name or body.name, place=place, thing=thing,
            street=self.rng.choice(places().streets), done=self.rng.choice(subject.words["done"]),
        )  # fmt: skip


def together(first: Life, size: int) -> list[Life]:
    """The lives of one incident: the first is answered for itself, the others with it."""
    steps = [*first.steps]
    if steps[-1][0].step is Step.INFORMED:
        told = steps[-1][0]
        steps[-1] = (type(told)(Step.REPLIED, told.on, told.kind, told.simple), None)
    return [Life(steps, first.score), *(Life(first.steps) for _ in range(size - 1))]


def answering(category: dict[str, Any], everywhere: list[Body]) -> list[Body]:
    """The bodies that a category names; ``districts`` stands for all of them."""
    found: list[Body] = []
    for word in category["bodies"]:
        of = [body for body in everywhere if body.kind == "district"] if word == "districts" else [
            body for body in everywhere if body.field.short.startswith(f"市{word}")
        ]  # fmt: skip
        found += [body for body in of if body not in found]
    return found


def write(everywhere: list[Body], count: int, now: datetime, progress: Any, *, by: Actor) -> dict[str, int]:
    """Load ``count`` letters and publish a few of those that may be; how many of each."""
    post = Post(everywhere, count, timezone.localdate(now))
    done = load(post.letters(), progress=lambda number: progress(number, count), by=by)
    return {"letters": done, "letters_published": publish(min(PUBLISHED, count // 10), by)}


def publish(most: int, by: Actor) -> int:
    """Make some answered letters public, the newest of those whose writers agree."""
    keys = list(queries.publishable(by.scope).values_list("pk", flat=True)[:most])
    for key in keys:
        proposal, _ = publishing.propose(key, by=by)
        held = queries.one(by.scope, key)
        assert held is not None  # it was found a moment ago
        publishing.publish(key, proposal, version=held.version, by=by)
    return len(keys)

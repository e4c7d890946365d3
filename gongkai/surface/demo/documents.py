"""Ten years of a city's publications from one seed, in the order of their days."""

import heapq
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gongkai.ground.language.rules import numbers
from gongkai.ground.language.rules.dates import written
from gongkai.record.catalogue.rules import Draft, Found, Kind, RelationKind, RelationState

from .articles import Block, explanation, regulation, render
from .city import Body
from .shapes import SHAPES, Shape
from .vocabulary import places, titles
from .writer import Writer

LOCAL = ZoneInfo("Asia/Shanghai")
YEARS = 10
INTERPRETED = 0.4
REPEALING = 0.3
# The share of documents that falls in the last fortnight, so that a small city has a today.
RECENT = 0.06
ALSO = 0.053  # the share that interpretations will take
WEIGHTS = [shape.share for shape in SHAPES]


@dataclass(slots=True)
class Generator:
    """``count`` drafts of ``bodies`` up to ``now`` (aware); the same seed gives the same drafts."""

    bodies: list[Body]
    count: int
    now: datetime
    seed: int = 711
    serials: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    standing: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def drafts(self) -> Iterator[Draft]:
        """In order of publication; an interpretation follows its document within days."""
        rng = random.Random(self.seed)
        later: list[tuple[datetime, int, Draft]] = []
        made = 0
        for serial, moment in enumerate(self.moments(rng)):
            while later and later[0][0] <= moment and made < self.count:
                made += 1
                yield heapq.heappop(later)[2]
            if made >= self.count:
                return
            body = rng.choice(self.bodies) if rng.random() < 0.8 else self.bodies[0]
            draft = self.one(rng, body, moment)
            if draft.kind == Kind.DOCUMENT and rng.random() < INTERPRETED:
                when = moment + timedelta(days=rng.randint(0, 3), minutes=rng.randint(5, 300))
                heapq.heappush(
                    later, (min(when, self.now), serial, self.interpretation(rng, body, draft, when))
                )
            made += 1
            yield draft
        for _, _, draft in sorted(later, key=lambda item: item[:2])[: self.count - made]:
            made += 1
            yield draft
        for _ in range(self.count - made):
            yield self.one(rng, rng.choice(self.bodies), self.now)

    def moments(self, rng: random.Random) -> list[datetime]:
        """Working hours over ten years; today's not after ``now``."""
        recent, rest = int(self.count * RECENT), int(self.count * (1 - RECENT - ALSO))
        days = [rng.random() * 365.25 * YEARS for _ in range(rest)]
        days += [rng.random() ** 2 * 14 for _ in range(recent)]
        moments = []
        for ago in days:
            day = (self.now - timedelta(days=ago)).astimezone(LOCAL)
            at = day.replace(hour=rng.randint(8, 17), minute=rng.randint(0, 59), second=0, microsecond=0)
            moments.append(min(at, self.now))
        return sorted(moments)

    def one(self, rng: random.Random, body: Body, moment: datetime) -> Draft:
        shape = rng.choices(SHAPES, WEIGHTS)[0]
        writer = Writer(rng, body.field, moment.date())
        title = self.title(rng, shape, writer)
        made_on = moment.date() - timedelta(days=rng.randint(0, 6)) if shape.series else None
        number = self.number(body, shape.series, made_on) if made_on else ""
        blocks = shape.write(writer)
        relations: tuple[Found, ...] = ()
        if shape.write is regulation and made_on:
            blocks, relations = self.regulated(rng, body, writer, blocks, number, title)
        if made_on:
            blocks = [
                ("p", "各区人民政府，市人民政府各部门："),
                *blocks,
                ("p", body.field.name),
                ("p", written(made_on)),
            ]
        return Draft(
            kind=shape.kind, title=f"{body.field.name}{title}" if shape.series else title,
            publisher=body.code, html=render(blocks), text=self.text(blocks), published_at=moment,
            document_number=number, issuing_bodies=(body.field.name,), mandatory_item=shape.item,
            subject_category=body.field.subject, genre=shape.genre,
            keywords=(writer.fixed["topic"], writer.fixed["district"]), summary=self.summary(blocks),
            made_on=made_on, effective_on=made_on + timedelta(days=rng.choice((0, 30))) if made_on else None,
            expires_on=made_on + timedelta(days=365 * 5) if shape.series == "规" and made_on else None,
            source=body.field.name, relations=relations, channels=shape.channels,
        )  # fmt: skip

    def title(self, rng: random.Random, shape: Shape, writer: Writer) -> str:
        more = {"weather2": rng.choice(places().weather), "month2": str(writer.day.month)}
        return writer.fill(rng.choice(titles()[shape.titles]), **more)

    def number(self, body: Body, series: str, made_on: date) -> str:
        prefix = f"江{body.field.abbr}{series}"
        self.serials[prefix, made_on.year] += 1
        return f"{prefix}〔{made_on.year}〕{self.serials[prefix, made_on.year]}号"

    def regulated(
        self, rng: random.Random, body: Body, writer: Writer, blocks: list[Block], number: str, title: str
    ) -> tuple[list[Block], tuple[Found, ...]]:
        """The closing article, and the earlier rule of this body that it repeals, if any."""
        standing = self.standing[body.code]
        closing = "本办法自印发之日起施行，有效期5年。"
        relations: tuple[Found, ...] = ()
        if standing and rng.random() < REPEALING:
            old_title, old = standing.pop(rng.randrange(len(standing)))
            closing = f"{closing}《{old_title}》（{old}）同时废止。"
            relations = (
                Found(RelationKind.REPEALS, f"num:{numbers.key(old)}", old, closing, RelationState.CONFIRMED),
            )
        standing.append((title, number))
        return [*blocks, ("p", closing)], relations

    def interpretation(self, rng: random.Random, body: Body, draft: Draft, moment: datetime) -> Draft:
        writer = Writer(rng, body.field, moment.date())
        writer.fixed |= {"topic": draft.keywords[0], "document": draft.document_number}
        name = draft.title.removeprefix(body.field.name)
        form = rng.choice(("一图读懂：{}", "《{}》政策解读", "起草人答问：{}", "{}的五个要点"))
        blocks = [("p", f"现对{draft.document_number}的主要内容解读如下。"), *explanation(writer)]
        found = Found(
            RelationKind.INTERPRETS, f"num:{numbers.key(draft.document_number)}", draft.document_number,
            blocks[0][1], RelationState.CONFIRMED,
        )  # fmt: skip
        return Draft(
            kind=Kind.INTERPRETATION, title=form.format(name), publisher=body.code, html=render(blocks),
            text=self.text(blocks), published_at=min(moment, self.now), issuing_bodies=(body.field.name,),
            subject_category=body.field.subject, keywords=draft.keywords, summary=self.summary(blocks[1:]),
            source=body.field.name, relations=(found,),
        )  # fmt: skip

    @staticmethod
    def text(blocks: list[Block]) -> str:
        return "\n".join(text for tag, text in blocks if tag != "table")

    @staticmethod
    def summary(blocks: list[Block]) -> str:
        """The first paragraph that says something, at most 120 characters."""
        return next((text for tag, text in blocks if tag == "p" and len(text) > 20), "")[:120]

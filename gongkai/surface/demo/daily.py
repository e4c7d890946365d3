"""What goes on beside the manuscripts: roster, word list, a batch, a sweep, what ended, what is held back."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from gongkai.desk.documents.rules import feeds
from gongkai.desk.documents.rules.adapters.tables import Mapping
from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.rules.reading import Unit
from gongkai.desk.documents.rules.reading import read as reading_of
from gongkai.desk.documents.services import batch_opening, batches, sweeps
from gongkai.desk.documents.services.storing import store
from gongkai.ground.orgs.rules import Actor, system
from gongkai.ground.orgs.services.roster import set_shift
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications, takedowns
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words

from .articles import ordinal, render
from .city import EDUCATION, Body
from .documents import Generator
from .vocabulary import read
from .workbooks import identity

SAMPLED = 25  # per cent of the batch: enough that somebody has something to look at
LICENCE = ("行政相对人名称", "行政许可决定文书号", "许可内容", "许可决定日期", "许可机关")
SHIFTS = 14  # days of roster


def go_on(everywhere: list[Body], now: datetime, people: dict[str, Actor], standing: list[Any]) -> None:
    """Everything, in the order in which one thing needs another."""
    told = read("daily")
    school = everywhere[EDUCATION]
    roster(everywhere[0].code, now, people["zhiban"])
    keep_words(told, people["mulu"])
    decide_together(told["licences"], school, now, people["jiaoyu"])
    sweep(told["sweep"], standing, now, people["jiaoyu"])
    end(told, everywhere, people)
    hold_back(told["quarantined"], school.code, now)


def write_earlier(body: Body, now: datetime, by: Actor) -> list[Any]:
    """Documents of earlier years, oldest first: the first is repealed by a new one, the others are swept."""
    drafts = []
    for title, series, days, lasts, lines in read("daily")["earlier"]:
        moment = now - timedelta(days=days)
        made_on = timezone.localdate(moment)
        blocks = [("p", f"第{ordinal(place)}条 {line}") for place, line in enumerate(lines, 1)]
        drafts.append(
            Draft(
                kind=Kind.DOCUMENT, title=title, publisher=body.code, html=render(blocks),
                text=Generator.text(blocks), published_at=moment, document_number=numbered(series, made_on),
                issuing_bodies=(body.field.name,), mandatory_item="20.1",
                subject_category=body.field.subject, made_on=made_on, effective_on=made_on,
                expires_on=made_on + timedelta(days=lasts) if lasts else None, source=body.field.name,
            )
        )  # fmt: skip
    return publications.publish_many(drafts, by=by)


def numbered(series: str, made: date) -> str:
    """The next number of a series; "" for none."""
    return f"{series}〔{made.year}〕{catalogue.last_serial(series, made.year) + 1}号" if series else ""


def roster(organisation: str, now: datetime, by: Actor) -> None:
    """A fortnight of the city's duty officers, day and night in turn, the first shift under way."""
    day = timezone.localtime(now).replace(hour=8, minute=30, second=0, microsecond=0) - timedelta(days=1)
    turns = [day + timedelta(hours=12 * half) for half in range(2 * SHIFTS)]
    for place, (begins, ends) in enumerate(pairwise(turns)):
        if ends > now:
            who = ("zhiban", "bianji", "shizhong")[place % 3]
            set_shift(organisation, who, begins, ends, by=by)


def keep_words(told: dict[str, Any], by: Actor) -> None:
    """The founding list with the city's own words, one of them retired again."""
    words.take_in(
        [
            Word(word, instead, Category(category), Severity(severity), tuple(unless), source)
            for word, instead, category, severity, unless, source in told["words"]
        ],
        by=by,
    )
    word, instead, source, why = told["retired"]
    row = words.add(Word(word, instead, Category.OWN, Severity.WARNING, (), source), by=by)
    words.retire(row.pk, reason=why, by=by)


def decide_together(rows: list[Any], body: Body, now: datetime, by: Actor) -> None:
    """A batch of licences, done, with one row that the record refused and some drawn for a second look."""
    items = []
    year = timezone.localdate(now).year
    for name, number, what, ago in rows:
        made = timezone.localdate(now) - timedelta(days=ago)
        row = dict(
            zip(LICENCE, (name, number.format(year=year), what, str(made), body.field.name), strict=True)
        )
        draft = feeds.draft_of(feeds.FEEDS["licence"], row, publisher=body.code, at=now)
        items.append(Item(Subject.DRAFT, feeds.key(row), draft.title, pack(draft)))
    title = f"行政许可决定：{body.field.short}{year}年第三批"
    made = batch_opening.open(
        Action.PUBLISH, items, organisation=body.code, title=title, sample_rate=SAMPLED, by=by
    )
    batches.run(made.pk)


def sweep(told: dict[str, Any], standing: list[Any], now: datetime, by: Actor) -> None:
    """A sweep that is half through: some documents have their proposal, some wait for one."""
    basis = told["basis"].format(year=timezone.localdate(now).year)
    made = sweeps.open(by.organisation, told["title"], basis, by=by)
    sweeps.add_numbers(made.pk, "\n".join(row.identifier for row in standing), by=by)
    items = made.items.order_by("pk").values_list("pk", flat=True)
    proposals = {key: (what, why) for key, (what, why) in zip(items, told["reasons"], strict=False)}
    sweeps.propose(made.pk, proposals, by=by)


def end(told: dict[str, Any], everywhere: list[Body], people: dict[str, Actor]) -> None:
    """One publication removed by law, one gone as an error, one taken down and waiting for its review."""
    for ended in told["ended"]:
        ending = Ending(ended["ending"])
        for row in newest(ended, everywhere):
            if ending == Ending.REMOVED:
                publications.remove(row, basis=ended["words"], by=people["bianji"])
            else:
                publications.withdraw(row, reason=ended["words"], ending=ending, by=people["bianji"])
    taken = told["taken_down"]
    for row in newest(taken, everywhere):
        takedowns.suspend(row, reason=taken["words"], by=people["zhiban"])


def newest(told: dict[str, Any], everywhere: list[Body]) -> list[str]:
    """Index number of the newest of a kind of one body; [] where a very small city has none."""
    page = lists.latest(kind=told["kind"], publisher=everywhere[told["body"]].code, limit=1)
    return [row.identifier for row in page.items]


def hold_back(rows: list[dict[str, str]], publisher: str, now: datetime) -> None:
    """What an import read and did not publish: it waits in quarantine."""
    mapping = Mapping({"title": "标题", "text": "正文"}, {})
    filled = {"last": str(timezone.localdate(now).year - 1), "identity": identity(9)}
    units = [
        Unit(
            "历史公告.csv",
            line,
            "row",
            {"标题": row["title"].format_map(filled), "正文": row["text"].format_map(filled)},
            name="历史公告",
            extra=mapping,
            saved_at=now.timestamp(),
        )
        for line, row in enumerate(rows, 2)
    ]
    store([reading_of(unit, publisher) for unit in units], by=system("importer"))

"""The 政府信息公开 column of every organisation: guide, rules, annual reports (some early years missing)."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from gongkai.record.catalogue.rules import Draft, Kind

from .articles import Block, plain, render, table
from .city import Body
from .documents import LOCAL, Generator
from .writer import Writer

FIRST_REPORT = 2016
MISSING = 0.12  # share of annual reports that the demonstration city has lost, so that gaps are seen


def column(body: Body, now: datetime) -> Iterator[Draft]:
    """The standing pages of one organisation, in the order of their days."""
    rng = random.Random(f"column {body.code}")
    opened = datetime(2019, 5, 15, 9, tzinfo=LOCAL)
    yield draft(body, rng, Kind.GUIDE, f"{body.field.name}政府信息公开指南", plain("guide", 3, 3), opened)
    yield draft(
        body,
        rng,
        Kind.RULE,
        f"{body.field.name}政府信息公开工作制度",
        plain("articles", 6, 9),
        opened + timedelta(hours=1),
    )
    for year in range(FIRST_REPORT, now.astimezone(LOCAL).year):
        if rng.random() >= MISSING:
            moment = datetime(year + 1, 1, rng.randint(10, 30), 10, tzinfo=LOCAL)
            title = f"{body.field.name}{year}年政府信息公开工作年度报告"
            yield draft(body, rng, Kind.ANNUAL_REPORT, title, plain("report", 4, 4), moment, year)


def draft(
    body: Body,
    rng: random.Random,
    kind: Kind,
    title: str,
    write: Callable[[Writer], list[Block]],
    moment: datetime,
    year: int | None = None,
) -> Draft:
    """One standing page; ``year`` is the year an annual report is about."""
    writer = Writer(rng, body.field, moment.date())
    if year:
        writer.fixed["year"] = str(year)
    blocks: list[Block] = write(writer)
    if kind == Kind.ANNUAL_REPORT:
        blocks += table(writer)
    return Draft(
        kind=kind, title=title, publisher=body.code, html=render(blocks), text=Generator.text(blocks),
        published_at=moment, issuing_bodies=(body.field.name,),
        mandatory_item="20.2" if kind == Kind.GUIDE else "",
        subject_category="综合政务", source=body.field.name, summary=Generator.summary(blocks),
    )  # fmt: skip

"""The 政府信息公开 column of every organisation: guide, rules, leaders, key areas, annual reports (some early
years missing); the city's gazette.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from gongkai.ground.orgs.rules import OrganisationKind
from gongkai.record.catalogue.rules import Draft, Kind

from .articles import Block, plain, render, table
from .city import Body
from .documents import LOCAL, Generator
from .writer import Writer

FIRST_REPORT = 2016
ISSUES = 6  # of the gazette in a year
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
    yield from standing(body, rng, now)


def standing(body: Body, rng: random.Random, now: datetime) -> Iterator[Draft]:
    """Who leads, what was done for people's livelihood and welfare; of the city itself its gazette."""
    this_year = now.astimezone(LOCAL).year
    name = body.field.name
    moment = datetime(this_year - 1, 3, rng.randint(1, 28), 9, tzinfo=LOCAL)
    yield draft(body, rng, Kind.LEADER, f"{name}领导信息和工作分工", leaders, moment)
    for channel, title in (
        ("livelihood", "{}年民生实事完成情况"),
        ("public-welfare", "{}年社会公益事业建设情况"),
    ):
        moment = datetime(this_year - 1, 12, rng.randint(1, 28), 15, tzinfo=LOCAL)
        made = draft(
            body, rng, Kind.NOTICE, name + title.format(this_year - 1), plain("notice_body", 3, 4), moment
        )
        yield replace(made, channels=(channel,), mandatory_item="20.11")
    if body.kind == OrganisationKind.CITY:
        for issue in range(1, ISSUES + 1):
            moment = datetime(this_year - 1, 2 * issue, 20, 10, tzinfo=LOCAL)
            title = f"江城市人民政府公报{this_year - 1}年第{issue}期"
            yield draft(body, rng, Kind.GAZETTE, title, plain("report", 4, 4), moment, this_year - 1)


def leaders(writer: Writer) -> list[Block]:
    """A made-up head and two deputies, with what each looks after."""
    first, second, third, fourth = writer.field.topics[:4]
    rows = (
        ("主要负责人", "主持全面工作"),
        ("副职负责人", f"分管{first}、{second}"),
        ("副职负责人", f"分管{third}、{fourth}"),
    )
    return [("p", f"{writer.person()}，{writer.field.short}{post}，{work}。") for post, work in rows]


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
        mandatory_item="20.2" if kind in (Kind.GUIDE, Kind.LEADER) else "",
        subject_category="综合政务", source=body.field.name, summary=Generator.summary(blocks),
    )  # fmt: skip

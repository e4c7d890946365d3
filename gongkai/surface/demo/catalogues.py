"""What the demonstration's bodies must make public and what they keep back: kept promises, lateness, gaps."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.queries import items as known
from gongkai.record.catalogue.rules import Draft, Kind, items
from gongkai.record.catalogue.rules.item_lists import NewItem
from gongkai.record.catalogue.rules.withholding import NewMatter
from gongkai.record.catalogue.services import items as lists
from gongkai.record.catalogue.services import publications, withholding

from .articles import plain, render
from .city import STREET, Body
from .documents import Generator
from .vocabulary import read
from .writer import Writer

KINDS = {code: kind for kind, code in items.KIND_ITEMS.items() if kind in (Kind.BUDGET, Kind.PROJECT)}


def adopt_all(everywhere: list[Body], now: datetime, people: dict[str, Actor]) -> None:
    """One person proposes each catalogue, another adopts it; then what hangs on it, in the past."""
    told = read("catalogues")
    drafts = []
    for row in told["catalogue"]:
        body = everywhere[row["body"]]
        made = lists.propose(body.code, [new(body, item) for item in row["item"]], by=people["mulu"])
        lists.adopt(body.code, made.number, by=people["bianji"])
        drafts += [draft for item in row["item"] for draft in hung(body, item, now)]
    made = lists.start(everywhere[STREET].code, by=people["mulu"])
    lists.adopt(everywhere[STREET].code, made.number, by=people["bianji"])
    publications.publish_many(drafts, by=people["bianji"])
    today = timezone.localdate(now)
    for matter in told["negative"]:
        decided_on = today - timedelta(days=matter["decided"])
        new_matter = NewMatter(
            matter["title"], matter["ground"], matter["basis"], decided_on, matter["scope"]
        )
        withholding.withhold(everywhere[matter["body"]].code, new_matter, by=people["mulu"])


def new(body: Body, item: dict[str, Any]) -> NewItem:
    return NewItem(
        code=item["code"],
        title=item["title"],
        group=item["group"],
        content=item["content"],
        basis=item["basis"],
        limit_text=item["limit_text"],
        limit_rule=item["rule"],
        body=body.field.name,
        media="政府网站",
    )


def hung(body: Body, item: dict[str, Any], now: datetime) -> list[Draft]:
    """What was published under an item; the delay decides whether it was in time."""
    code = known_code(body.code, item["title"])
    rng = random.Random(item["title"])
    found = []
    for title, ago, delay in item["published"]:
        moment = now - timedelta(days=ago - delay)
        writer = Writer(rng, body.field, timezone.localdate(moment))
        blocks = plain("notice_body", 3, 4)(writer)
        year = timezone.localdate(now).year
        found.append(
            Draft(
                kind=KINDS.get(item["code"], Kind.NOTICE),
                title=title.format(year=year, last=year - 1),
                publisher=body.code,
                html=render(blocks),
                text=Generator.text(blocks),
                published_at=moment,
                issuing_bodies=(body.field.name,),
                mandatory_item=code,
                made_on=timezone.localdate(now - timedelta(days=ago)),
                subject_category=body.field.subject,
                source=body.field.name,
                summary=Generator.summary(blocks),
            )
        )
    return found


def known_code(organisation: str, title: str) -> str:
    """The code that a body's present catalogue gave to the item of that title; "" for none."""
    return next((row.code for row in known.present(organisation) if row.title == title), "")


def revise(organisation: str, by: Actor) -> None:
    """A next version that waits for its second person: one item more, one limit shorter."""
    present = [known.new_item(row) for row in known.present(organisation)]
    more = NewItem(
        "20.11", "校外培训机构名单", "学校管理", "有办学许可的机构、地址和收费备案",
        "《政府信息公开条例》第二十条第十一项", "每季度公开", "every:quarter", media="政府网站",
    )  # fmt: skip
    lists.propose(organisation, [*present, more], note="增加校外培训机构名单，按季度更新", by=by)

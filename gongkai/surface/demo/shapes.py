"""Which kinds of publications the demonstration city makes, how often, and how each is titled and written."""

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.record.catalogue.rules import Kind

from .articles import Block, news, notice, opinion, plain, regulation, table
from .writer import Writer


@dataclass(frozen=True, slots=True)
class Shape:
    """``share`` is a weight; ``titles`` names a part of titles.toml; ``item`` is the art. 20 item;
    ``series`` the middle of its number; ``channels`` those it stands in instead of its kind's own."""

    kind: Kind
    share: int
    genre: str
    titles: str
    write: Callable[[Writer], list[Block]]
    item: str = ""
    series: str = ""
    channels: tuple[str, ...] = ()


def with_table(write: Callable[[Writer], list[Block]]) -> Callable[[Writer], list[Block]]:
    return lambda writer: write(writer) + table(writer)


SHAPES = (
    Shape(Kind.DOCUMENT, 5, "办法", "regulation", regulation, "20.1", "规"),
    Shape(Kind.DOCUMENT, 7, "意见", "opinion", opinion, "20.1", "发"),
    Shape(Kind.DOCUMENT, 3, "批复", "reply", plain("reply", 3, 4), "20.1", "函"),
    Shape(Kind.NEWS, 30, "", "news", news),
    Shape(Kind.NOTICE, 22, "通告", "notice", notice, "20.15"),
    Shape(Kind.LICENCE, 7, "决定", "licence", plain("licence", 2, 4), "20.5"),
    Shape(Kind.PENALTY, 7, "决定", "penalty", plain("penalty", 3, 5), "20.6"),
    Shape(Kind.PROCUREMENT, 4, "公告", "procurement", plain("procurement", 3, 4), "20.9"),
    Shape(Kind.PROJECT, 3, "公告", "project", plain("project", 3, 4), "20.10"),
    Shape(Kind.EMERGENCY, 2, "公告", "emergency", plain("emergency", 3, 5), "20.12"),
    Shape(Kind.MEETING, 2, "", "meeting", plain("meeting", 3, 4)),
    Shape(Kind.PERSONNEL, 3, "通知", "personnel", plain("personnel", 1, 3), "20.2"),
    Shape(Kind.STATISTICS, 3, "公报", "statistics", with_table(plain("statistics", 2, 3)), "20.4"),
    Shape(Kind.BUDGET, 1, "报告", "budget", with_table(plain("budget", 3, 4)), "20.7"),
    Shape(Kind.PLAN, 1, "规划", "plan", plain("plan", 3, 4), "20.3"),
    Shape(Kind.QUESTION, 2, "", "question", plain("answer", 2, 4)),
    Shape(Kind.TOPIC, 1, "", "topic", news),
    Shape(Kind.NEWS, 2, "", "repost", news, channels=("state-council",)),
)  # fmt: skip

"""Approved structured data that is published by rule: licences, penalties, procurement, one row each.

What was decided elsewhere is not reviewed before it is public; some of each batch is looked at afterwards.
Columns follow the practice of 行政许可和行政处罚等信用信息公示 (发改办财金〔2018〕424号); there may be more.
Pure: no Django, no clock, no I/O.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from gongkai.ground.language.rules import dates
from gongkai.ground.language.rules.markup import sanitise
from gongkai.record.catalogue.rules import Draft, Kind

from .source import Unreadable

SAMPLE_RATE = 5  # per cent of a batch that people look at afterwards: practice


@dataclass(frozen=True, slots=True)
class Feed:
    """``subject`` and ``number`` are the columns of what it is about and of the decision's number; ``made``
    that of its day; ``needed`` must be filled in."""

    label: str
    kind: Kind
    item: str
    subject: str
    number: str
    made: str
    needed: tuple[str, ...]


FEEDS = {
    "licence": Feed(
        "行政许可决定", Kind.LICENCE, "20.5", "行政相对人名称", "行政许可决定文书号", "许可决定日期",
        ("行政相对人名称", "行政许可决定文书号", "许可内容", "许可决定日期", "许可机关"),
    ),
    "penalty": Feed(
        "行政处罚决定", Kind.PENALTY, "20.6", "行政相对人名称", "行政处罚决定书文号", "处罚决定日期",
        ("行政相对人名称", "行政处罚决定书文号", "违法事实", "处罚依据", "处罚内容", "处罚决定日期",
         "处罚机关"),
    ),
    "procurement": Feed(
        "采购结果", Kind.PROCUREMENT, "20.9", "项目名称", "项目编号", "公告日期",
        ("项目名称", "项目编号", "采购人", "中标供应商", "中标金额", "公告日期"),
    ),
}  # fmt: skip


def draft_of(feed: Feed, row: Mapping[str, str], *, publisher: str, at: datetime) -> Draft:
    """The draft of one row. Raises Unreadable with what is missing or cannot be read."""
    if missing := [name for name in feed.needed if not row.get(name, "").strip()]:
        raise Unreadable(f"缺少{'、'.join(missing)}，请补填")
    made = dates.read_date(row[feed.made])
    if made is None:
        raise Unreadable(f"{feed.made}“{row[feed.made][:40]}”不是日期，请写成 2026-03-05 的样子")
    title = f"{row[feed.subject].strip()}{feed.label}"
    filled = [(name.strip(), value.strip()) for name, value in row.items() if value.strip()]
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in filled)
    return Draft(
        kind=feed.kind,
        title=title,
        publisher=publisher,
        html=sanitise(f"<table><tbody>{cells}</tbody></table>"),
        text="\n".join(f"{name}：{value}" for name, value in filled),
        published_at=at,
        document_number=row[feed.number].strip(),
        mandatory_item=feed.item,
        made_on=made,
    )


def key(row: Mapping[str, str]) -> str:
    """Stands for a row: the same content again is the same row."""
    words = "\0".join(f"{name}={value}" for name, value in sorted(row.items()))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

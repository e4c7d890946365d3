"""What an organisation keeps public all the time, and how a page of it begins, made from what is known here.

The catalogue of items and the negative list are their rows, and are drawn up anew as those change. A guide
(条例 art. 12), the leaders' page and a gazette issue begin with what the rows know; people write the rest.
Pure: no Django, no clock, no I/O.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from . import Kind
from .item_lists import NewItem
from .items import MandatoryItem
from .withholding import article

# One of each, or few that stand together; then what grows issue by issue.
SINGLE = (Kind.GUIDE, Kind.RULE, Kind.CATALOGUE, Kind.NEGATIVE_LIST, Kind.LEADER)
SERIES = (Kind.MEETING, Kind.GAZETTE)
# Of these an organisation has one page. By the name it is told from others of its kind, whatever the
# organisation was called before.
NAMES = {
    Kind.GUIDE: "政府信息公开指南",
    Kind.CATALOGUE: "主动公开基本目录",
    Kind.NEGATIVE_LIST: "政府信息不予公开负面清单",
    Kind.LEADER: "领导信息",
}
FROM_ROWS = (Kind.CATALOGUE, Kind.NEGATIVE_LIST)  # say what the rows say, and nothing else

LEADER_HEADS = ("姓名", "职务", "工作分工", "简历")
ISSUE_HEADS = ("文号", "标题", "公开日期")
ITEM_HEADS = ("编码", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "渠道和载体", "对象和方式")
MATTER_HEADS = ("序号", "不予公开的事项", "理由", "依据", "确定日期", "重新评估日期")


@dataclass(frozen=True, slots=True)
class Page:
    """What a standing page says; ``html`` is made of escaped words."""

    kind: Kind
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Body:
    """The organisation as its register knows it; "" where nothing is registered."""

    name: str
    functions: str = ""
    leader: str = ""
    address: str = ""
    hours: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A withheld matter as it is listed."""

    number: int
    title: str
    scope: str
    ground: str
    ground_label: str
    basis: str
    decided_on: date
    reassess_on: date


def catalogue(body: str, number: int, on: date, items: Iterable[NewItem]) -> Page:
    """The catalogue of ``body`` in its version ``number``, adopted on a day."""
    rows = [
        (
            item.code,
            f"{item.group} · {item.title}" if item.group else item.title,
            item.content,
            item.basis,
            item.limit_text,
            item.body,
            item.media,
            "，".join(part for part in (item.audience, item.way) if part),
        )
        for item in items
    ]
    lead = f"第 {number} 版，{on} 确认，共 {len(rows)} 项。"
    return _listed(Kind.CATALOGUE, body, lead, ITEM_HEADS, rows)


def negative_list(body: str, lines: Iterable[Line]) -> Page:
    """What ``body`` does not disclose."""
    rows = [
        (
            str(line.number),
            f"{line.title}：{line.scope}" if line.scope else line.title,
            line.ground_label,
            f"{article(line.ground)}；{line.basis}",
            str(line.decided_on),
            str(line.reassess_on),
        )
        for line in lines
    ]
    lead = (
        f"共 {len(rows)} 项。不予公开的事项定期重新评估，因情势变化可以公开的，及时公开"
        "（《政府信息公开条例》第十八条）。"
    )
    return _listed(Kind.NEGATIVE_LIST, body, lead, MATTER_HEADS, rows)


def guide(body: Body, items: Iterable[MandatoryItem]) -> Page:
    """How to find and to ask for information (条例 art. 12): what is classed how, where, and who is asked."""
    contacts = (
        ("名称", body.name),
        ("办公地址", body.address),
        ("办公时间", body.hours),
        ("联系电话", body.telephone),
        ("传真号码", body.fax),
        ("互联网联系方式", body.email),
    )
    kept = "".join(f"<li>{escape(item.title)}</li>" for item in items)
    html = (
        f"<h2>一、主动公开的信息</h2><p>{escape(body.name)}主动公开下列政府信息：</p><ol>{kept}</ol>"
        "<h2>二、编排和获取</h2><p>信息按公开目录编排，每条有索引号，可以在本网站的政府信息公开专栏查阅。</p>"
        "<h2>三、依申请公开</h2><p>需要主动公开以外的政府信息的，可以向下列机构提出书面申请。</p>"
        f"<h2>四、政府信息公开工作机构</h2>{_table(('项目', '内容'), contacts)}"
    )
    return Page(Kind.GUIDE, f"{body.name}{NAMES[Kind.GUIDE]}", html)


def leaders(body: Body) -> Page:
    """A table to fill in: name, office, duties, vita; the head's name where it is registered."""
    return Page(
        Kind.LEADER, f"{body.name}{NAMES[Kind.LEADER]}", _table(LEADER_HEADS, [(body.leader, "", "", "")])
    )


def issue(body: str, year: int, number: int, documents: Sequence[tuple[str, str, str, date]]) -> Page:
    """A gazette issue as the list of what it carries: (path, number, title, day) of each document."""
    head = "".join(f"<th>{name}</th>" for name in ISSUE_HEADS)
    rows = "".join(
        f'<tr><td>{escape(number)}</td><td><a href="{escape(path)}">{escape(title)}</a></td>'
        f"<td>{day}</td></tr>"
        for path, number, title, day in documents
    )
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if documents else ""
    return Page(Kind.GAZETTE, f"{body}公报{year}年第{number}期", html)


def _listed(kind: Kind, body: str, lead: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Page:
    return Page(kind, f"{body}{NAMES[kind]}", f"<p>{escape(lead)}</p>{_table(heads, rows)}")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

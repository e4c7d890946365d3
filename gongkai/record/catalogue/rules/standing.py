"""An organisation's standing pages made from rows: its catalogue of items and its negative list as tables.

Pure: no Django, no clock, no I/O.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from . import Kind
from .item_lists import NewItem
from .withholding import article

ITEM_HEADS = ("编码", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "渠道和载体", "对象和方式")
MATTER_HEADS = ("序号", "不予公开的事项", "理由", "依据", "确定日期", "重新评估日期")


@dataclass(frozen=True, slots=True)
class Page:
    """What a standing page says; ``html`` needs no more cleaning: it is made of escaped words."""

    kind: Kind
    title: str
    html: str
    text: str


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
    return _page(Kind.CATALOGUE, f"{body}主动公开基本目录", lead, ITEM_HEADS, rows)


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
    return _page(Kind.NEGATIVE_LIST, f"{body}政府信息不予公开负面清单", lead, MATTER_HEADS, rows)


def _page(kind: Kind, title: str, lead: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Page:
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    html = f"<p>{escape(lead)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    lines = [lead, *("\t".join(" ".join(cell.split()) for cell in row) for row in (heads, *rows))]
    return Page(kind, title, html, "\n".join(lines))

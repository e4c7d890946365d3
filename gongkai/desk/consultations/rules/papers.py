"""The draft and the result as pages of the record: HTML made of what people wrote, escaped.

The record keeps what was put to the public and what was answered even where this room's own pages are gone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai.ground.language.rules import markup

from .comments import Level, Stance
from .outcomes import Outcome
from .pieces import Content


@dataclass(frozen=True, slots=True)
class Answered:
    """A group as the result shows it."""

    title: str
    size: int
    outcome: str
    why: str


def draft(content: Content, closes_on: date | None, address: str) -> str:
    """Explanation, period with its reason, ways to comment, and the draft itself (art. 15)."""
    until = f"，截止到 {closes_on}" if closes_on else ""
    period = f"自公布之次日起 {content.days} 日{until}。"
    parts = ["<h2>说明</h2>", markup.from_text(content.explanation), "<h2>征集期限</h2>", f"<p>{period}</p>"]
    if content.shorten_reason:
        parts.append(f"<p>缩短期限的理由：{escape(content.shorten_reason)}</p>")
    parts += ["<h2>提出意见的方式</h2>"]
    parts.append(f'<p><a href="{escape(address)}">在本网站逐条提出意见、查看意见和结果</a></p>')
    parts += [markup.from_text(content.ways), markup.from_text(f"承办和联系方式：{content.contact}")]
    return markup.sanitise("".join([*parts, "<h2>草案</h2>", content.html]))


def result(
    summary: str,
    table: Sequence[tuple[str, Sequence[int]]],
    groups: Iterable[Answered],
    address: str,
    final: str = "",
) -> str:
    """What came of it: in words, in numbers by verification, and group by group with the reason.

    ``table`` are rows of ``counted``; ``final`` is HTML about what was decided in the end.
    """
    parts = [final, "<h2>征集结果</h2>", markup.from_text(summary), "<h2>意见数量</h2>", _table(table)]
    parts.append("<h2>采纳情况</h2>")
    named = list(groups)
    if not named:
        parts.append("<p>征集期间没有收到意见。</p>")
    for place, group in enumerate(named, 1):
        label = Outcome(group.outcome).label if group.outcome else "未写明"
        parts.append(
            f"<h3>{place}. {escape(group.title)}</h3><p>{group.size:,} 条意见 · <strong>{label}</strong></p>"
        )
        parts.append(markup.from_text(group.why))
    parts.append(f'<p><a href="{escape(address)}">查看草案各版本和公开的意见</a></p>')
    return markup.sanitise("".join(parts))


def decided(document: str, path: str, note: str) -> str:
    """What was decided in the end: a document with its address, and what is to be said of it."""
    said = f'<p>最终文件：<a href="{escape(path)}">{escape(document)}</a></p>' if document else ""
    return "<h2>最终决定</h2>" + said + markup.from_text(note)


COLUMNS = ("意见人", *(stance.label for stance in Stance), "意见合计")


def counted(tallies: Iterable[tuple[str, str, int]]) -> list[tuple[str, list[int]]]:
    """Counts by level, and all together: voices, each stance, comments. From (level, stance, count)."""
    known = {(level, stance): count for level, stance, count in tallies}
    rows = []
    for level in Level:
        stances = [known.get((level, stance), 0) for stance in Stance]
        rows.append((level.label, [known.get((level, ""), 0), *stances, sum(stances)]))
    total = [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]
    return [*rows, ("合计", total)]


def _table(table: Sequence[tuple[str, Sequence[int]]]) -> str:
    head = "".join(f'<th scope="col">{label}</th>' for label in ("身份核实", *COLUMNS))
    body = "".join(
        f'<tr><th scope="row">{label}</th>' + "".join(f"<td>{number:,}</td>" for number in numbers) + "</tr>"
        for label, numbers in table
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

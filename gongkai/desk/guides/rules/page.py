"""A guide as the record keeps it: one page of headings, paragraphs and tables with their headings. Pure.

Made of escaped words; needs no more cleaning. Every fact stands in text, so that a search finds it and a
screen reader reads it; the portal's own page shows the same shape with what one can do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from .comparing import stated
from .shape import LABELS, ROW_LABELS, Material, Shape
from .states import Role

FACTS = (
    "code", "basic_code", "item_type", "authority", "serves", "events", "themes", "channels", "statutory",
    "promised", "visits", "fee", "fee_basis", "result",
)  # fmt: skip
WHERE = ("places", "hours", "telephones", "online", "complaint")


@dataclass(frozen=True, slots=True)
class Paper:
    """A form or a filled sample: ``material`` is the name of the material that it is for, or ""."""

    name: str
    role: str
    material: str = ""


def html(shape: Shape, papers: Sequence[Paper] = ()) -> str:
    """The body of the publication; sections without content are left out."""
    return "".join(_sections(shape, papers))


def papers_of(material: Material, papers: Iterable[Paper]) -> list[Paper]:
    """The forms and samples of one material."""
    return [paper for paper in papers if paper.material and paper.material == material.name]


def text(shape: Shape) -> list[tuple[str, str]]:
    """(label, line) of every word of a guide, for checks that say where they found something."""
    said: list[tuple[str, str]] = []
    for name, label in LABELS.items():
        value = getattr(shape, name)
        if name in ROW_LABELS:
            for place, row in enumerate(value, 1):
                words = [getattr(row, column) for column in ROW_LABELS[name]]
                said += [(f"{label}第 {place} 行", line) for one in words for line in one.splitlines()]
        else:
            said += [(label, line) for line in stated(name, shape).splitlines()]
    return said


def _sections(shape: Shape, papers: Sequence[Paper]) -> Iterator[str]:
    yield _paragraphs(shape.summary)
    yield _section("基本信息", _facts(shape, FACTS))
    yield _section(LABELS["conditions"], _paragraphs(shape.conditions))
    yield _section(LABELS["materials"], _materials(shape, papers))
    yield _section(LABELS["steps"], _steps(shape))
    yield _section("在哪里办、什么时候办", _facts(shape, WHERE))
    yield _section(LABELS["statutes"], _table("statutes", shape.statutes))
    yield _section(LABELS["questions"], _questions(shape))
    yield _section(LABELS["notes"], _paragraphs(shape.notes))


def _section(title: str, body: str) -> str:
    return f"<h2>{title}</h2>{body}" if body else ""


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in words.splitlines())


def _breaks(words: str) -> str:
    return "<br>".join(escape(line) for line in words.splitlines())


def _facts(shape: Shape, names: Iterable[str]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{LABELS[name]}</th><td>{_breaks(words)}</td></tr>'
        for name in names
        if (words := stated(name, shape))
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _materials(shape: Shape, papers: Sequence[Paper]) -> str:
    if not shape.materials:
        return _paragraphs(shape.no_materials)
    body = []
    for row in shape.materials:
        mine = "；".join(f"{Role(paper.role).label}：{paper.name}" for paper in papers_of(row, papers))
        cells = [row.name, row.source, row.copies, row.need, row.note, mine]
        body.append(cells)
    return _drawn([*ROW_LABELS["materials"].values(), "表格和样表"], body)


def _steps(shape: Shape) -> str:
    entries = []
    for step in shape.steps:
        limit = f"（{escape(step.limit)}）" if step.limit else ""
        name = f"<strong>{escape(step.name)}</strong>{limit}" if step.name else limit
        entries.append(f"<li>{name}{'：' if name and step.words else ''}{_breaks(step.words)}</li>")
    return f"<ol>{''.join(entries)}</ol>" if entries else ""


def _questions(shape: Shape) -> str:
    return "".join(f"<h3>{escape(row.question)}</h3>{_paragraphs(row.answer)}" for row in shape.questions)


def _table(name: str, rows: Sequence[Any]) -> str:
    labels = ROW_LABELS[name]
    return _drawn(list(labels.values()), [[getattr(row, column) for column in labels] for row in rows])


def _drawn(headings: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table without the columns that are empty in every row; the first cell heads its row."""
    used = [place for place in range(len(headings)) if any(row[place] for row in body)]
    if not used:
        return ""
    head = "".join(f'<th scope="col">{headings[place]}</th>' for place in used)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{_breaks(row[place])}</th>'
            if place == used[0]
            else f"<td>{_breaks(row[place])}</td>"
            for place in used
        )
        + "</tr>"
        for row in body
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

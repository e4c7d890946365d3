"""A draft cut into the clauses that people comment on: 第一条, or 一、, （一）, 1., or its paragraphs.

A document with articles is cut at its articles, whatever else is numbered within them. Without articles every
numbered paragraph is a clause, and without any number every paragraph is one. Chapters and headings are no
clauses: they stand above the clause that follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.ground.language.rules import markup
from gongkai.ground.language.rules.blocks import Block, Element, Run, parse

NUMERAL = "〇零一二三四五六七八九十百千0-9０-９"
ARTICLE = re.compile(rf"\s*(第[{NUMERAL}]+条(?:之[{NUMERAL}]+)?)")
CHAPTER = re.compile(rf"\s*第[{NUMERAL}]+[编章节](?![，。；、])")
NUMBERED = re.compile(
    r"\s*([一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|[0-9０-９]{1,3}[.．、](?![0-9])|[（(][0-9]{1,3}[）)])"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
OPENED = frozenset(("", "div", "center", "blockquote"))  # elements that are only a frame around blocks
LONGEST_HEADING = 60  # characters; a longer "heading" is a paragraph typed as one
MAX_CLAUSES = 1_000
PREAMBLE = "前言"


@dataclass(frozen=True, slots=True)
class Clause:
    """``label`` is the number as written, or 第 n 段; ``heading`` what stands above it; ``html`` all of it;
    ``body`` its words without the number, by which it is known again in the next version."""

    label: str
    heading: str
    html: str
    body: str


def split(html: str) -> list[Clause]:
    """The clauses of clean HTML, in order; [] for a draft without words."""
    lines = list(_lines(parse(html).children))
    texts = [markup.plain(line) for line in lines]
    mark = ARTICLE if any(ARTICLE.match(text) for text in texts) else None
    if mark is None and any(NUMBERED.match(text) for text in texts):
        mark = NUMBERED
    found: list[Clause] = []
    heading: list[str] = []
    for line, text in zip(lines, texts, strict=True):
        if not text.strip() and "<img" not in line:
            continue
        begins = mark.match(text) if mark else None
        if begins is None and _is_heading(line, text):
            heading.append(text.strip())
        elif begins or mark is None or not found or heading:
            label = begins[1] if begins else "" if mark is None else PREAMBLE if not found else "续"
            body = text[begins.end() :] if begins else text
            found.append(Clause(label, "\n".join(heading), line, body.strip()))
            heading = []
        else:
            found[-1] = _with(found[-1], line, text)
    if heading:
        found.append(Clause("", "\n".join(heading[:-1]), f"<p>{heading[-1]}</p>", heading[-1]))
    return _named(_capped(found))


def _lines(blocks: list[Block]) -> Iterator[str]:
    """Paragraphs, headings, lists' items and whole tables as HTML that may stand alone."""
    for block in blocks:
        if isinstance(block, Run):
            yield f"<p>{block.html()}</p>"
        elif block.tag in OPENED:
            yield from _lines(block.children)
        elif block.tag in ("ul", "ol"):
            yield from _items(block)
        else:
            yield block.html()


def _items(block: Element) -> Iterator[str]:
    """The items of a list as paragraphs; an ordered one's numbers, which nobody typed, written out."""
    for place, item in enumerate((one for one in block.children if isinstance(one, Element)), 1):
        inside = list(_lines(item.children))
        if block.tag == "ol" and inside:
            inside[0] = re.sub(r"^<p>", f"<p>{place}. ", inside[0])
        yield from inside


def _is_heading(line: str, text: str) -> bool:
    tag = line[1:3] if line.startswith("<h") else ""
    short = len(text.strip()) <= LONGEST_HEADING
    return short and (tag in HEADINGS or bool(CHAPTER.match(text)))


def _with(clause: Clause, line: str, text: str) -> Clause:
    """The clause with one more paragraph."""
    return Clause(clause.label, clause.heading, clause.html + line, f"{clause.body}\n{text.strip()}")


def _capped(found: list[Clause]) -> list[Clause]:
    """At most so many clauses: what is over belongs to the last, and nothing of the draft is lost."""
    kept = found[:MAX_CLAUSES]
    for rest in found[MAX_CLAUSES:]:
        kept[-1] = _with(kept[-1], rest.html, rest.body)
    return kept


def _named(found: list[Clause]) -> list[Clause]:
    """Every clause has a label that a reader can say."""
    return [
        clause if clause.label else Clause(f"第{place}段", clause.heading, clause.html, clause.body)
        for place, clause in enumerate(found, 1)
    ]

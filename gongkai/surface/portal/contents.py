"""目录: the headings of a long document, read from its body, and an anchor at each of them.

Chapters (第…章) where there are any, otherwise the headings of the HTML, otherwise the points 一、二、三、.
"""

import re
from dataclasses import dataclass
from html import unescape

from .typesetting import BLANK, NUMERAL

BLOCK = re.compile(r"<(p|h[1-6])((?:\s[^<>]*)?)>((?:(?!<(?:p|h[1-6]|/p|/h[1-6])\b).)*)</\1>", re.S)
TAG = re.compile(r"<[^>]*>")
CHAPTER = re.compile(rf"第[{NUMERAL}]{{1,6}}[编章](?![条款项目])")
POINT = re.compile(r"[一二三四五六七八九十]{1,3}、")
FEWEST, MOST = 4, 60
LABEL = 28  # characters of a heading's line


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    label: str


def contents(html: str) -> tuple[str, list[Heading]]:
    """The body with anchors and its headings; without enough of them the body as it was, and none."""
    blocks = [(found, text(found[3])) for found in BLOCK.finditer(html)]
    for wanted in (is_chapter, is_heading, is_point):
        chosen = [(found, words) for found, words in blocks if wanted(found[1], words)][:MOST]
        last = {words: place for place, (_found, words) in enumerate(chosen)}  # not the printed contents
        chosen = [pair for place, pair in enumerate(chosen) if last[pair[1]] == place]
        if len(chosen) >= FEWEST:
            return anchored(html, [found for found, _words in chosen]), [
                Heading(f"s{place}", label(words)) for place, (_found, words) in enumerate(chosen, 1)
            ]
    return html, []


def text(inner: str) -> str:
    return " ".join(unescape(TAG.sub("", inner)).split()).strip(BLANK)


def is_chapter(_name: str, words: str) -> bool:
    return len(words) <= LABEL and CHAPTER.match(words) is not None


def is_heading(name: str, words: str) -> bool:
    return name != "p" and bool(words)


def is_point(_name: str, words: str) -> bool:
    return POINT.match(words) is not None


def label(words: str) -> str:
    """A heading, or the first sentence of a paragraph that begins with its heading."""
    first = re.split(r"[。；]", words, maxsplit=1)[0]
    return first if len(first) <= LABEL else first[: LABEL - 1] + "…"


def anchored(html: str, found: list[re.Match[str]]) -> str:
    out, at = [], 0
    for place, block in enumerate(found, 1):
        attributes = re.sub(r"\sid\s*=\s*(\"[^\"]*\"|'[^']*'|\S+)", "", block[2])
        out += [html[at : block.start()], f'<{block[1]}{attributes} id="s{place}">']
        at = block.start(3)
    return "".join([*out, html[at:]])

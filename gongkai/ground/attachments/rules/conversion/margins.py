"""Running heads, feet and page numbers: what stands on a page but belongs to no text.

Pure: no Django, no clock, no I/O.
"""

import re
from collections import Counter

from .shapes import Line, Page

BAND = 0.12  # of the page's height at its top and bottom
PAGE_NUMBER = re.compile(
    r"[-—–－―·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–－―·•\s]*"
)
DIGITS = re.compile(r"\d+")
FEWEST_PAGES = 3  # that repeat a line before it is a running head
MANY = 0.4  # of the pages; left and right pages may differ


def without(pages: list[Page], found: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without its running head, foot and page number."""
    seen: Counter[str] = Counter()
    for page, own in zip(pages, found, strict=True):
        seen.update({key(line) for line in own if edge(page, line)})
    least = max(FEWEST_PAGES, MANY * len(pages))
    return [
        [line for line in own if not (edge(page, line) and (numbered(line) or seen[key(line)] >= least))]
        for page, own in zip(pages, found, strict=True)
    ]


def key(line: Line) -> str:
    return DIGITS.sub("#", "".join(line.text.split()))


def edge(page: Page, line: Line) -> bool:
    return line.top > page.height * (1 - BAND) or line.bottom < page.height * BAND


def numbered(line: Line) -> bool:
    return PAGE_NUMBER.fullmatch(line.text) is not None

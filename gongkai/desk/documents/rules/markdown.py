"""Markdown of regulations: headings and paragraphs only, in most cases, and then a full parser is wasted
on it.

The short way gives the same HTML as the parser (a test compares them); anything else goes the long way.
"""

import re
from html import escape

from gongkai.ground.language.rules import markup

SPECIAL = re.compile(r"[*_`\[\]<>|\\~!&\t]|^ {4}|^ {0,3}(?:[-+=]|\d+[.)])|  $", re.MULTILINE)
HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#+)? *$")


def html(text: str) -> str:
    """Markdown as sanitised HTML."""
    text = text.replace("\r\n", "\n")
    return markup.from_markdown(text) if SPECIAL.search(text) else markup.sanitise(plain_blocks(text))


def plain_blocks(text: str) -> str:
    """Headings and paragraphs, a blank line or a heading between them."""
    blocks: list[str] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            blocks.append(f"<p>{escape(chr(10).join(paragraph), quote=False)}</p>")
            paragraph.clear()

    for line in text.split("\n"):
        bare = line.strip(" ")
        if not bare:
            close()
        elif heading := HEADING.fullmatch(bare):
            close()
            level = len(heading[1])
            blocks.append(f"<h{level}>{escape(heading[2], quote=False)}</h{level}>")
        else:
            paragraph.append(bare)
    close()
    return "\n".join(blocks)

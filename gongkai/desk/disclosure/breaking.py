"""Where a line of Chinese may end on paper: never in a number, never before a closing sign."""

import re
from collections.abc import Iterator

from fpdf import FPDF

PARTS = re.compile(r"(?:[A-Za-z0-9.,%:/-]+|[（“《【〔]?.)[，。；：、！？）”》】〕]*")


def lines(paper: FPDF, words: str) -> Iterator[str]:
    """A paragraph in the lines that fit between the margins, in the font that is set."""
    line = ""
    for part in PARTS.findall(words):
        if line and paper.get_string_width(line + part) > paper.epw - 2 * paper.c_margin:
            yield line
            line = ""
        line += part
    yield line

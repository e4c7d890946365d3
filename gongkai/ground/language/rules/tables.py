"""Text of clean HTML in lines: rows of data in one line, tables used for page layout cell by cell."""

import re
from html import unescape

_TOKEN = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u3000\u200b\ufeff]+")
_BREAKS = re.compile(r"[ \t]*\n[ \n\t]*")
_RUNS = re.compile(" {2,}")
_LONG_CELL = 400  # a cell of several paragraphs this long is the page's layout, not data: from practice


def layout(html: str) -> str:
    """Lines of `html`, which must be balanced and without attributes that hold < or > (as nh3 writes it)."""
    if "<tr>" not in html:
        return _lines([_text(_TOKEN.sub("\n", _SPACE.sub(" ", html)))])
    rows: list[list[str]] = []
    frames: list[list[str]] = [[]]
    position = 0
    for token in _TOKEN.finditer(html):
        if position < token.start():
            frames[-1].append(_text(_SPACE.sub(" ", html[position : token.start()])))
        position = token.end()
        closing, name = token[1], token[2]
        if name == "tr":
            if not closing:
                rows.append([])
            elif rows:
                frames[-1].append("\n" + _row(rows.pop()) + "\n")
        elif name in ("td", "th") and rows:
            if not closing:
                frames.append([])
            elif len(frames) > 1:
                rows[-1].append(_lines(frames.pop()))
        else:
            frames[-1].append("\n")
    frames[-1].append(_text(_SPACE.sub(" ", html[position:])))
    return _lines(["\n".join("".join(frame) for frame in frames)])


def _text(html: str) -> str:
    """Without entities; a no-break space that nh3 writes as an entity is a space."""
    return unescape(html.replace("&nbsp;", " ")) if "&" in html else html


def _lines(parts: list[str]) -> str:
    return _RUNS.sub(" ", _BREAKS.sub("\n", "".join(parts))).strip()


def _row(cells: list[str]) -> str:
    if any("\n" in cell and len(cell) > _LONG_CELL for cell in cells) or len(cells) == 1:
        return "\n".join(cells)
    return "\t".join(cell.replace("\n", " ") for cell in cells).strip("\t")

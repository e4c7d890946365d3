"""Tables as HTML, and which of their first rows are surely headings. Pure: no Django, no clock, no I/O."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

FIGURE = re.compile(
    r"[-+−¥￥$(（]?\d[\d,，.．]*\s*[%％‰]?[)）]?|[-—–/]|\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?|\d{1,2}:\d{2}"
)
FIRST_WORDS = {"序号", "编号", "次序", "顺序号"}
LONGEST_HEAD = 40  # characters
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` may have lines."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    bold: bool = False


def write(grid: Sequence[Sequence[Cell]], top: int = 0) -> str:
    """A table with its heading rows marked; "" for an empty one. ``top``: so many first rows are known
    to head it, titles across the whole table excepted."""
    if not any(cell.text for row in grid for cell in row):
        return ""
    width = max(sum(cell.columns for cell in row) for row in grid)
    heads = [place for place in range(min(top, len(grid) - 1)) if not across(grid[place], width)]
    heads = heads or heading_rows(grid)
    lines = []
    for place, row in enumerate(grid):
        lines.append("<tr>" + "".join(written(cell, place in heads) for cell in row) + "</tr>")
    if heads and heads[0] == 0:
        top = heads[-1] + 1
        return f"<table><thead>{''.join(lines[:top])}</thead><tbody>{''.join(lines[top:])}</tbody></table>"
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def written(cell: Cell, heading: bool) -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    inner = "<br>".join(escape(line, quote=False) for line in cell.text.split(BREAK))
    if heading and cell.text:
        return f'<th scope="{"colgroup" if cell.columns > 1 else "col"}"{spans}>{inner}</th>'
    return f"<td{spans}>{inner}</td>"


def heading_rows(grid: Sequence[Sequence[Cell]]) -> list[int]:
    """Places of the rows that head the columns, one after the other; [] where it is not certain.

    Certain is: every cell of the first row is bold and some below are not; or it begins with 序号; or below
    words stands a column of figures. A title across the whole table comes before and is not one of them.
    """
    width = max((sum(cell.columns for cell in row) for row in grid), default=0)
    first = next((place for place, row in enumerate(grid) if not across(row, width)), len(grid))
    if first >= len(grid):
        return []
    deep = max((cell.rows for cell in grid[first]), default=1)
    body = grid[first + deep :]
    if width < 2 or not body or not all(named(cell) for cell in grid[first]):
        return []
    strong = all(cell.bold for cell in grid[first])
    plain = any(cell.text and not cell.bold for row in body for cell in row)
    starts = "".join(grid[first][0].text.split()) in FIRST_WORDS
    if (strong and plain) or starts or over_figures(grid[first], body):
        return list(range(first, first + deep))
    return []


def across(row: Sequence[Cell], width: int) -> bool:
    """A row that holds one text for the whole width, or none."""
    filled = [cell for cell in row if cell.text]
    return not filled or (width > 1 and len(filled) == 1 and (filled[0].columns > 1 or len(row) > 2))


def named(cell: Cell) -> bool:
    return 0 < len(cell.text) <= LONGEST_HEAD and not FIGURE.fullmatch(cell.text)


def over_figures(heads: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column below has nothing but figures. Rows of full width say which column a cell is in."""
    width = sum(cell.columns for cell in heads)
    full = [row for row in body if len(row) == width]
    for column in range(width):
        texts = [row[column].text for row in full if row[column].text]
        if texts and all(FIGURE.fullmatch(text) for text in texts):
            return True
    return False

"""Plain text as paragraphs, and tables of commas as a table. Pure: no Django, no clock, no I/O."""

import csv
import io

from gongkai.ground.language.rules import markup
from gongkai.ground.language.rules.decoding import decode

from .. import Refused
from . import tables

DELIMITERS = ",\t;，|"
MAX_CELLS = 50_000  # more is no page that anybody reads, and takes the library ten seconds: practice
TOO_LARGE = "表格超过 5 万格，不宜转成网页；请作为附件公开，或登记为数据集"


def to_html(data: bytes) -> str:
    return markup.from_text(decode(data)[0])


def table_to_html(data: bytes) -> str:
    """One table; the sign between its cells is whichever cuts the first lines most evenly."""
    text = decode(data)[0]
    sample = text[:20_000].splitlines()[:20]
    cut = max(DELIMITERS, key=lambda sign: evenness(sample, sign))
    csv.field_size_limit(1_000_000)
    rows: list[list[tables.Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=cut):
            cells += len(row)
            if cells > MAX_CELLS:
                raise Refused(TOO_LARGE)
            rows.append([tables.Cell(cell.strip()) for cell in row])
    except csv.Error as broken:
        raise Refused("CSV 文件的引号或分隔符不完整，读不出来；请用 Excel 或 WPS 另存后再上传") from broken
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = max(map(len, rows), default=0)
    return tables.write([row + [tables.Cell()] * (width - len(row)) for row in rows])


def evenness(lines: list[str], sign: str) -> tuple[int, int]:
    counts = [line.count(sign) for line in lines if line.strip()]
    if not counts or max(counts) == 0:
        return 0, 0
    most = max(set(counts), key=counts.count)
    return (counts.count(most) if most else 0), most

"""An annual report on paper: a PDF with its font embedded, the tables as printed on pages of their own."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, WrapMode
from fpdf.fonts import FontFace

from gongkai.ground.language.rules.dates import written

from .breaking import lines as broken
from .fonts import font
from .rules.identities import Tables
from .rules.report_form import SECTIONS, TABLE_SECTIONS, Printed, table
from .rules.report_page import WRITTEN

FACE = "chinese"
WIDTHS = {2: (46, 48, 48, 48), 3: (20, 30, 92, *[19] * 7), 4: (11,) * 15}
SIZES = {2: 10.5, 3: 8.0, 4: 8.0}  # points
LINES = {2: 7.0, 3: 4.6, 4: 6.0}  # millimetres
TABLES = {section: number for number, section in TABLE_SECTIONS.items()}
LANDSCAPE = frozenset({3})


def report(title: str, body: str, sections: Mapping[str, str], tables: Tables, at: datetime) -> bytes:
    """The report; ``sections`` are filled, ``body`` is who reports, ``at`` its day. Raises NoFont."""
    chosen = font()
    paper = FPDF(orientation="portrait", unit="mm", format="A4")
    paper.add_font(FACE, "", chosen.path, collection_font_number=chosen.number)
    paper.set_title(title)
    paper.set_author(body)
    paper.set_lang("zh-CN")
    paper.set_creation_date(at)
    paper.set_margin(20)
    paper.set_auto_page_break(True, margin=18)
    paper.add_page()
    _words(paper, title, 18, "C", 11)
    across = False
    for section in SECTIONS:
        number = TABLES.get(section)
        if (number in LANDSCAPE) != across:
            across = number in LANDSCAPE
            paper.add_page(orientation="landscape" if across else "portrait")
        paper.ln(3)
        _words(paper, section, 14, "L", 8)
        paper.ln(1)
        if number:
            _table(paper, number, tables)
        else:
            for line in sections.get(WRITTEN[section], "").splitlines():
                _words(paper, f"\u3000\u3000{line}", 12, "L", 7.5)
    paper.ln(6)
    _words(paper, f"{body}\n{written(at)}", 12, "R", 7.5)
    return bytes(paper.output())


def _words(paper: FPDF, words: str, size: float, across: str, height: float) -> None:
    paper.set_font(FACE, size=size)
    for line in words.split("\n"):
        for piece in broken(paper, line):
            paper.cell(0, height, piece, align=across, new_x="LMARGIN", new_y="NEXT")


def _table(paper: FPDF, number: int, tables: Tables) -> None:
    paper.set_font(FACE, size=SIZES[number])
    grid = paper.table(
        col_widths=WIDTHS[number],
        width=sum(WIDTHS[number]) if sum(WIDTHS[number]) < paper.epw else paper.epw,
        line_height=LINES[number],
        text_align="CENTER",
        first_row_as_headings=False,
        borders_layout=TableBordersLayout.ALL,
        headings_style=FontFace(),
        wrapmode=WrapMode.CHAR,
        v_align="MIDDLE",
    )
    with grid as opened:
        for _, line in groupby(table(number), key=lambda one: one.row):
            row = opened.row()
            for one in line:
                row.cell(
                    _text(one, tables),
                    colspan=one.columns,
                    rowspan=one.rows,
                    align="LEFT" if one.detail else "CENTER",
                )


def _text(one: Printed, tables: Tables) -> str:
    return one.text if one.cell is None else str(tables.get(one.cell, 0))

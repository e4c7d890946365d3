"""A letter as an official document in PDF: the page of GB/T 9704-2012 (A4, 22 lines of 28 characters).

The font is embedded, so that a rare character in a name looks the same everywhere; the words stay words, so
that they can be searched, copied and read aloud.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from fpdf import FPDF

from .breaking import lines as broken
from .fonts import font
from .rules.letters import Paragraph, title_lines

# GB/T 9704-2012 §5: 37 mm above, 28 mm to the left, a text of 156 × 225 mm; 3号 is 16 points, 2号 22, 4号 14.
ABOVE, LEFT, WIDE, HIGH = 37, 28, 156, 225  # mm
BODY, TITLE, FOOT = 16, 22, 14  # points
LINE, GAP = 10.2, 10.2  # mm: 22 lines on a page
ALIGNED = {"title": "C", "number": "C", "signature": "R"}
INDENT = "\u3000\u3000"
FACE = "chinese"
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the letter says its day; the file tells nothing of the desk


class Page(FPDF):
    """A page with its number below the text."""

    def footer(self) -> None:
        self.set_y(ABOVE + HIGH + 7)
        self.set_font(FACE, size=FOOT)
        self.cell(0, 6, f"— {self.page_no()} —", align="C")


def letter(lines: Sequence[Paragraph]) -> bytes:
    """The letter on pages, with page numbers. Raises NoFont."""
    chosen = font(serif=True)
    paper = Page(orientation="portrait", unit="mm", format="A4")
    paper.add_font(FACE, "", chosen.path, collection_font_number=chosen.number)
    paper.set_title(lines[0].text)
    paper.set_lang("zh-CN")
    paper.set_creation_date(MADE)
    paper.set_margins(LEFT, ABOVE, 210 - LEFT - WIDE)
    paper.set_auto_page_break(True, margin=297 - ABOVE - HIGH)
    paper.c_margin = 0
    paper.add_page()
    signatures = [line.text for line in lines if line.kind == "signature"]
    for text in title_lines(lines):
        _paragraph(paper, Paragraph("title", text), kept=0)
    paper.ln(GAP)
    for place, line in enumerate(lines[1:], start=1):
        if line.kind == "signature":
            break
        following = lines[place + 1].kind
        _paragraph(paper, line, kept=(len(signatures) + 2) * LINE if following == "signature" else 0)
    paper.ln(2 * GAP)
    for text in signatures:
        paper.cell(WIDE - 4 * BODY * 25.4 / 72, LINE, text, align="R", new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def _paragraph(paper: FPDF, line: Paragraph, *, kept: float) -> None:
    """One paragraph; ``kept`` is what must still fit below its last two lines: no signature stands alone."""
    paper.set_font(FACE, size=TITLE if line.kind == "title" else BODY)
    text = (INDENT if line.kind in ("text", "remedy") else "") + line.text
    pieces = list(broken(paper, text))
    for place, piece in enumerate(pieces):
        last = max(0, len(pieces) - 2)
        if kept and place == last and paper.will_page_break((len(pieces) - last) * LINE + kept):
            paper.add_page()
            paper.set_font(FACE, size=BODY)
        height = LINE * 1.2 if line.kind == "title" else LINE
        paper.cell(0, height, piece, align=ALIGNED.get(line.kind, "L"), new_x="LMARGIN", new_y="NEXT")
    if line.kind == "number":
        paper.ln(GAP)

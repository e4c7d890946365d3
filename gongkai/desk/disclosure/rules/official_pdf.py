"""A letter as an official document in PDF: the page of GB/T 9704-2012 (A4, 22 lines of 28 characters).

Pure: bytes out. The typeface is the PDF's own name for Song (Adobe-GB1), which every reader in an office has;
the words stay words, so that they can be searched, copied and read aloud.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph as Flow
from reportlab.platypus import SimpleDocTemplate

from .letters import Paragraph

# GB/T 9704-2012 §5: 37 mm above, 28 mm to the left, a text of 156 × 225 mm; 3号 is 16 points, 2号 22, 4号 14.
ABOVE, LEFT, WIDE, HIGH = 37 * mm, 28 * mm, 156 * mm, 225 * mm
BODY, TITLE, FOOT, LINE = 16, 22, 14, 29
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def _style(name: str, size: int = BODY, **more: Any) -> ParagraphStyle:
    leading = LINE if size == BODY else size * 1.5
    return ParagraphStyle(name, fontName=FONT, fontSize=size, leading=leading, wordWrap="CJK", **more)


STYLES = {
    "title": _style("title", TITLE, alignment=TA_CENTER, spaceAfter=LINE),
    "number": _style("number", alignment=TA_CENTER, spaceAfter=LINE),
    "address": _style("address", alignment=TA_LEFT),
    "text": _style("text", firstLineIndent=2 * BODY),
    "remedy": _style("remedy", firstLineIndent=2 * BODY),
    "signature": _style("signature", alignment=TA_RIGHT, rightIndent=4 * BODY),
}


def written(lines: Sequence[Paragraph]) -> bytes:
    """The letter on pages, with page numbers."""
    file = BytesIO()
    page = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=LEFT, rightMargin=A4[0] - LEFT - WIDE, topMargin=ABOVE,
        bottomMargin=A4[1] - ABOVE - HIGH, title=lines[0].text, author="", invariant=True,
    )  # fmt: skip
    page.build(_flows(lines), onFirstPage=_foot, onLaterPages=_foot)
    return file.getvalue()


def _flows(lines: Sequence[Paragraph]) -> list[Any]:
    """Paragraphs in their styles. The signature stands two lines below, never alone on a page."""
    signatures = [place for place, line in enumerate(lines) if line.kind == "signature"]
    first, last = signatures[0], signatures[-1]
    return [
        Flow(
            escape(line.text),
            ParagraphStyle(
                line.kind,
                parent=STYLES[line.kind],
                keepWithNext=first - 1 <= place < last,
                spaceBefore=2 * LINE if place == first else 0,
            ),
        )
        for place, line in enumerate(lines)
    ]


def _foot(page: Any, document: Any) -> None:
    """— 1 — below the text."""
    page.setFont(FONT, FOOT)
    page.drawCentredString(A4[0] / 2, A4[1] - ABOVE - HIGH - 7 * mm - FOOT, f"— {document.page} —")

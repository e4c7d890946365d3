"""Pages of a PDF as pictures for a person's eyes, drawn in a confined child. Pure."""

import io

import pypdfium2 as pdfium
from PIL import Image

from . import Refused

WIDE = 900  # pixels of a page's width: body text stays readable


def pages(data: bytes) -> int:
    """How many pages a PDF has. Raises Refused."""
    try:
        return len(pdfium.PdfDocument(data))
    except pdfium.PdfiumError as broken:
        raise Refused("PDF 打不开，可能已损坏，请另存后再试") from broken


def picture(data: bytes, page: int) -> bytes:
    """One page (from 1) as PNG. Raises Refused."""
    if not 0 < page <= pages(data):
        raise Refused(f"没有第 {page} 页，请从列表重新打开")
    sheet = pdfium.PdfDocument(data)[page - 1]
    drawn: Image.Image = sheet.render(scale=WIDE / max(sheet.get_width(), 1.0)).to_pil()
    file = io.BytesIO()
    drawn.convert("L").save(file, "PNG", optimize=True)
    return file.getvalue()

"""Pages of a PDF as pictures, drawn in a child."""

import io

import pytest
from fpdf import FPDF
from PIL import Image

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.pictures import WIDE, pages, picture


def paper(count: int = 2) -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=24)
    for _ in range(count):
        made.add_page()
        made.cell(0, 20, "Budget")
    return bytes(made.output())


def test_a_page_is_drawn_as_wide_as_a_screen():
    drawn = Image.open(io.BytesIO(picture(paper(), 2)))
    assert drawn.format == "PNG" and drawn.width in range(WIDE - 2, WIDE + 3)
    assert drawn.getextrema()[0] < 100
    assert sandbox.run("pages", paper(3)) == 3
    assert sandbox.run("picture", paper(), 1).startswith(b"\x89PNG")


def test_what_is_no_page_or_no_pdf_is_refused_in_words():
    with pytest.raises(Refused, match="没有第 3 页"):
        sandbox.run("picture", paper(), 3)
    with pytest.raises(Refused, match="打不开"):
        pages(b"junk")

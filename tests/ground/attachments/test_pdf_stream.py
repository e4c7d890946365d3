"""Unseen text is taken out of the instructions, or nothing is."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from gongkai.ground.attachments.rules.cleaning.pdf_stream import without_unseen
from gongkai.ground.attachments.rules.hidden.pdf_page import view

from . import made_pages


def left(data: bytes) -> bytes | None:
    with pdfium.PdfDocument(data) as source, pikepdf.open(BytesIO(data)) as document:
        return without_unseen(document, document.pages[0], view(source[0]))


def test_what_is_seen_stays_word_for_word():
    stream = left(made_pages.pdf(made_pages.under_box))
    assert stream is not None
    assert stream.count(b"Tj") == 2
    assert b" re\n" in stream


def test_a_line_half_seen_is_not_guessed_at():
    assert left(made_pages.pdf(made_pages.half_under_box)) is None


def test_what_is_placed_by_the_width_of_what_goes_is_not_guessed_at():
    def in_one_line(sheet):
        text = sheet.beginText(72, 600)
        text.setTextRenderMode(3)
        text.textOut("密密密密")
        text.setTextRenderMode(0)
        text.textOut("公开的话")
        sheet.drawText(text)

    assert left(made_pages.pdf(in_one_line)) is None

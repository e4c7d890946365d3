"""Characters held against the page as it is painted."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from gongkai.ground.attachments.rules import Hiding
from gongkai.ground.attachments.rules.hidden.pdf_page import view

from . import made_pages
from .made_pages import SECRET


def looked(data: bytes):
    with pdfium.PdfDocument(data) as document:
        found = view(document[0])
        return found.seen(), found.unseen()


def every_line(sheet) -> None:
    """Signs whose ink fills or leaves their box: all are seen."""
    sheet.drawString(72, 600, "一二三 口回国 。，—— |.- 丨 0123456789 ABC ■□●")
    sheet.setFont("STSong-Light", 40)
    sheet.drawString(72, 500, "— 1 — 一 ■")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_every_visible_sign_is_seen_however_the_page_is_turned(turned):
    with pikepdf.open(BytesIO(made_pages.pdf(every_line))) as document:
        document.pages[0].obj.Rotate = turned
        holder = BytesIO()
        document.save(holder)
    seen, unseen = looked(holder.getvalue())
    assert unseen == []
    lines = seen.replace(" ", "").split("\n")
    assert {"一二三口回国。，——|.-丨0123456789ABC■□●", "—1—一■"} <= set(lines)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_covered_words_are_told_however_the_page_is_turned(turned):
    with pikepdf.open(BytesIO(made_pages.pdf(made_pages.under_box))) as document:
        document.pages[0].obj.Rotate = turned
        holder = BytesIO()
        document.save(holder)
    assert looked(holder.getvalue())[1] == [(SECRET, Hiding.COVERED)]


def test_a_page_cut_to_a_part_hides_the_rest():
    with pikepdf.open(BytesIO(made_pages.pdf(lambda sheet: sheet.drawString(72, 600, SECRET)))) as document:
        document.pages[0].obj.CropBox = pikepdf.Array([0, 700, 595, 842])
        holder = BytesIO()
        document.save(holder)
    seen, unseen = looked(holder.getvalue())
    assert seen == made_pages.SEEN[0]
    assert SECRET in unseen[0][0]


def test_a_box_under_the_words_hides_nothing():
    def table(sheet):
        sheet.setFillGray(0.8)
        sheet.rect(70, 595, 300, 24, fill=1, stroke=0)
        sheet.setFillGray(0)
        sheet.drawString(72, 600, SECRET)

    assert looked(made_pages.pdf(table))[1] == []


def test_a_box_with_a_label_still_covers():
    def labelled(sheet):
        made_pages.under_box(sheet)
        sheet.setFillGray(1)
        sheet.drawString(72, 600, "已作遮盖处理已作遮盖处理")

    seen, unseen = looked(made_pages.pdf(labelled))
    assert "已作遮盖处理" in seen
    assert [hiding for _, hiding in unseen] == [Hiding.COVERED]


def test_a_note_drawn_over_words_covers_them():
    data = made_pages.pdf(lambda sheet: sheet.drawString(72, 600, SECRET))
    with pikepdf.open(BytesIO(data)) as document:
        look = document.make_stream(b"0 0 0 rg 0 0 300 24 re f", {"/Type": pikepdf.Name.XObject})
        look.Subtype, look.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 300, 24])
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[70, 595, 370, 619], F=4
        )
        note.AP = pikepdf.Dictionary(N=look)
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        holder = BytesIO()
        document.save(holder)
    assert looked(holder.getvalue())[1][0][0] == SECRET


def test_letters_of_one_point_are_not_seen():
    def speck(sheet):
        sheet.setFont("STSong-Light", 1)
        sheet.drawString(72, 600, SECRET)

    assert looked(made_pages.pdf(speck))[1] == [(SECRET, Hiding.HIDDEN_TEXT)]

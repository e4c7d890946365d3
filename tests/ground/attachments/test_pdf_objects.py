"""What lies over what on a page."""

import pypdfium2 as pdfium

from gongkai.ground.attachments.rules.hidden.pdf_objects import area, overlap, painted

from . import made_pages


def covers(draw):
    with pdfium.PdfDocument(made_pages.pdf(draw)) as document:
        return [box for one in painted(document[0]) for box in one.covers]


def test_a_filled_box_covers_its_place():
    (box,) = covers(made_pages.under_box)
    assert [round(side) for side in box] == [70, 595, 370, 619]


def test_an_outline_a_circle_and_a_glass_pane_cover_nothing():
    def glass(sheet):
        sheet.setFillAlpha(0.4)
        sheet.rect(70, 595, 300, 24, fill=1, stroke=0)

    assert covers(glass) == []
    assert covers(lambda sheet: sheet.rect(70, 595, 300, 24, fill=0)) == []
    assert covers(lambda sheet: sheet.circle(200, 600, 50, fill=1)) == []


def test_a_clip_bounds_what_covers():
    def clipped(sheet):
        path = sheet.beginPath()
        path.rect(0, 0, 10, 10)
        sheet.clipPath(path, stroke=0)
        sheet.rect(0, 0, 500, 500, fill=1, stroke=0)

    (box,) = covers(clipped)
    assert [round(side) for side in box] == [0, 0, 10, 10]


def test_boxes_that_do_not_meet_share_nothing():
    assert area(overlap((0, 0, 1, 1), (2, 2, 3, 3))) == 0
    assert overlap((0, 0, 2, 2), (1, 1, 3, 3)) == (1, 1, 2, 2)

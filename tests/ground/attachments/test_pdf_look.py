"""A page as it is written and as it is read, and whether anything on it hides."""

from contextlib import contextmanager

import pytest
from reportlab.lib.utils import ImageReader

from gongkai.ground.attachments.rules.hidden.in_pdf import opened
from gongkai.ground.attachments.rules.redaction.pdf_look import around, inside, look_at, on_picture, scale_of

from . import made_pages
from .made_pages import A4, lettered, pdf


@contextmanager
def page_of(data):
    with opened(data) as document:
        yield document[0]


def test_letters_stand_where_they_are_drawn():
    with page_of(pdf(lambda sheet: None)) as page:
        seen = look_at(page)
    first = seen.letters[0]
    assert first.text == "关" and first.seen and first.box is not None and not seen.hides
    assert abs(first.box[0] / seen.scale - 72) < 4 and abs(first.box[1] / seen.scale - (842 - 774)) < 8
    assert "".join(one.text for one in seen.lines[0]) == made_pages.SEEN[0]


@pytest.mark.parametrize("draw", [made_pages.under_box, made_pages.white, made_pages.off_page])
def test_what_hides_is_told(draw):
    with page_of(pdf(draw)) as page:
        assert look_at(page).hides


@pytest.mark.parametrize(
    ("place", "hides"),
    [((72, 500, 300, 60), False), ((-150, 500, 300, 60), True), ((72, 500, 30, 6), True)],
)
def test_a_picture_that_is_not_seen_whole_hides(place, hides):
    left, bottom, wide, high = place
    data = pdf(lambda sheet: sheet.drawImage(ImageReader(lettered("甲")), left, bottom, wide, high))
    with page_of(data) as page:
        assert look_at(page).hides == hides


def test_boxes_follow_the_turn_of_a_page():
    def turned(sheet):
        sheet.setPageRotation(90)

    with page_of(pdf(turned)) as page:
        wide, high = (round(side * scale_of(page)) for side in (A4[1], A4[0]))
        left, top, right, bottom = on_picture(page, (wide, high), (0.0, 0.0, 10.0, 20.0))
    assert (left, top) == (0, 0) and right > bottom > 0


def test_arithmetic_of_boxes():
    assert around([(0, 5, 2, 6), (1, 1, 3, 2)]) == (0, 1, 3, 6)
    assert inside((0, 0, 2, 2), [(1, 1, 5, 5)]) and not inside((0, 0, 1, 1), [(1, 1, 5, 5)])

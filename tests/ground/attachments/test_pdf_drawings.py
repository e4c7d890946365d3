"""Lines, boxes and pictures of a page, in their order."""

import pypdfium2
import pytest

from gongkai.ground.attachments.rules.conversion import pdf_drawings
from gongkai.ground.attachments.rules.conversion.shapes import Rule

from .layouts import Paper


def drawn(paper):
    paper.canvas.showPage()
    document = pypdfium2.PdfDocument(paper.done())
    try:
        return pdf_drawings.read(document[0])
    finally:
        document.close()


def rounded(rules):
    return sorted((rule.across, round(rule.at), round(rule.begin), round(rule.end)) for rule in rules)


def test_lines_thin_boxes_and_frames_are_rules():
    paper = Paper()
    paper.canvas.line(100, 500, 300, 500)
    paper.canvas.rect(100, 400, 1, 80, fill=1, stroke=0)
    paper.canvas.rect(100, 200, 50, 60)
    found = drawn(paper)
    assert rounded(found.rules) == [
        (False, 100, 200, 260), (False, 100, 400, 480), (False, 150, 200, 260),
        (True, 200, 100, 150), (True, 260, 100, 150), (True, 500, 100, 300),
    ]  # fmt: skip
    assert not found.boxes


def test_only_what_is_opaque_and_later_covers():
    paper = Paper()
    paper.canvas.rect(100, 200, 50, 60, fill=1)
    paper.canvas.setFillAlpha(0.3)
    paper.canvas.rect(300, 200, 50, 60, fill=1, stroke=0)
    paper.canvas.circle(400, 400, 50, fill=1)
    found = drawn(paper)
    (box,) = found.boxes
    assert found.covers(box.order - 1, 120, 220) and not found.covers(box.order + 1, 120, 220)
    assert not found.covers(0, 320, 220) and not found.covers(-1, 120, 220)


@pytest.mark.parametrize(
    ("turn", "expected"), [(0, (10, 20)), (90, (20, 90)), (180, (90, 180)), (270, (180, 10))]
)
def test_points_of_a_turned_page(turn, expected):
    assert pdf_drawings.point(10, 20, turn, (0, 0, 100, 200)) == expected


def test_rules_turn_with_the_page():
    assert pdf_drawings.turned(Rule(True, 20, 10, 60), 90, (0, 0, 100, 200)) == Rule(False, 20, 40, 90)

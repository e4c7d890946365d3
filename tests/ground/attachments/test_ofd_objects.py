# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Objects of an OFD page, sign by sign."""

import pytest
from lxml import etree

from gongkai.ground.attachments.rules.conversion import ofd_objects
from gongkai.ground.attachments.rules.conversion.ofd_objects import Canvas


def canvas(body, fonts=None):
    found = Canvas(fonts or {})
    found.draw(etree.fromstring(f"<Content><Layer>{body}</Layer></Content>"))
    return found


@pytest.mark.parametrize(
    ("text", "distances"),
    [
        ("5 5 2.5", [5, 5, 2.5]),
        ("g 3 5.6", [5.6, 5.6, 5.6]),
        ("1 g 2 3 4", [1, 3, 3, 4]),
        ("", []),
        (None, []),
        ("g", []),
    ],
)
def test_distances_between_signs(text, distances):
    assert ofd_objects.steps(text) == distances


def test_each_sign_has_its_place():
    text = '<TextObject Boundary="10 20 100 8" Size="5"><TextCode X="1" Y="5" DeltaX="6 7">公开ab</TextCode></TextObject>'
    glyphs = [glyph for glyph, _ in canvas(text).glyphs]
    assert [(one.text, one.left) for one in glyphs] == [("公", 11), ("开", 17), ("a", 24), ("b", 31)]
    assert glyphs[0].right == 16 and glyphs[2].right == 26.5 and glyphs[0].size == 5


def test_matrices_stretch_and_fonts_are_bold():
    text = '<TextObject Boundary="0 0 9 9" Size="5" Font="2" CTM="2 0 0 2 0 0"><TextCode X="1" Y="5">公</TextCode></TextObject>'
    ((glyph, _),) = canvas(text, {"2": "黑体"}).glyphs
    assert (glyph.left, glyph.size, glyph.bold) == (2, 10, True)


def test_upright_writing_goes_down():
    text = '<TextObject Boundary="0 0 9 99" Size="5"><TextCode X="0" Y="5" DeltaY="6 6">一二三</TextCode></TextObject>'
    lefts = {round(glyph.left) for glyph, _ in canvas(text).glyphs}
    assert lefts == {0}


def test_paths_are_rules_or_boxes_and_curves_are_neither():
    line = '<PathObject Boundary="10 20 50 0.3"><AbbreviatedData>M 0 0 L 50 0</AbbreviatedData></PathObject>'
    box = '<PathObject Boundary="0 0 9 9" Fill="true" Stroke="false"><AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</AbbreviatedData></PathObject>'
    curve = (
        '<PathObject Boundary="0 0 9 9"><AbbreviatedData>M 0 0 B 1 1 2 2 3 3</AbbreviatedData></PathObject>'
    )
    found = canvas(line + box + curve)
    (rule,) = found.rules
    assert (rule.across, rule.at, rule.begin, rule.end) == (True, 20, 10, 60)
    assert [area for area, _ in found.boxes] == [(0, 0, 9, 9)]


def test_faces_of_fonts():
    root = etree.fromstring(
        '<Res><Fonts><Font ID="1" FontName="宋体" Bold="true"/><Font ID="2" FontName="KaiTi"/></Fonts></Res>'
    )
    assert ofd_objects.faces(root) == {"1": "宋体 bold", "2": "kaiti"}

"""Signs of a picture have boxes between the gaps, and a lone word is not overlooked."""

from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFont

from gongkai.ground.attachments.rules.redaction.reading import signs_of

from .made_pages import FONT, lettered


def text(lines):
    return ["".join(one.text for one in line) for line in lines]


def test_signs_have_boxes_between_the_gaps():
    lines, sure = signs_of(lettered("公开指南"))
    assert text(lines) == ["公开指南"] and sure
    (line,) = lines
    assert all(one.box[0] < other.box[0] for one, other in pairwise(line))
    assert line[0].box[0] < 46 and line[-1].box[2] > 210


def test_boxes_are_those_of_the_full_size():
    picture = lettered("公开指南").resize((3600, 640))
    ((first, *_),) = signs_of(picture)[0]
    assert 120 < first.box[0] < 200 and first.box[2] - first.box[0] > 120


@pytest.mark.parametrize("place", [(700, 900), (60, 2200)])
def test_a_lone_name_on_a_page_is_read(place):
    lettered()
    page = Image.new("RGB", (1654, 2339), "white")
    font = ImageFont.truetype(str(FONT), 44, index=2)
    ImageDraw.Draw(page).text(place, "张三", font=font, fill="black")
    ImageDraw.Draw(page).rectangle((200, 200, 1400, 400), outline="black", width=3)
    lines, _ = signs_of(page)
    assert "张三" in text(lines)
    (first, second) = lines[text(lines).index("张三")]
    assert abs(first.box[0] - place[0]) < 12 and abs(second.box[2] - place[0] - 88) < 12


def test_an_empty_page_says_nothing():
    assert signs_of(Image.new("RGB", (900, 900), "grey")) == ([], True)

"""The PDF of a letter: the page of GB/T 9704, words that can be searched, the same bytes each time."""

import re

import pypdfium2

from gongkai.desk.disclosure.letter_paper import letter
from gongkai.desk.disclosure.rules.letters import Paragraph, paragraphs
from gongkai.desk.disclosure.rules.remedies import Remedy

from .test_letters import FACTS, LETTER

LINES = paragraphs(LETTER, FACTS, Remedy.RECONSIDER_FIRST)
MM = 72 / 25.4


def test_it_says_what_the_letter_says_and_is_the_same_again():
    made = letter(LINES)
    assert made == letter(LINES)
    pages = list(pypdfium2.PdfDocument(made))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    text = re.sub(r"— \d —", "", text)
    for line in LINES:
        assert "".join(line.text.split()) in "".join(text.split())
    page = pages[0]
    assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (210, 297)


def test_the_text_stands_within_the_margins_of_the_standard():
    page = pypdfium2.PdfDocument(letter(LINES))[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    marks = [box for box in boxes if box[2] > box[0]]
    assert min(box[0] for box in marks) >= 27 * MM and max(box[2] for box in marks) <= (210 - 25) * MM
    assert max(box[3] for box in marks) <= (297 - 37) * MM


def test_long_letters_and_markup_are_text(tmp_path):
    lines = [*LINES[:3], *[Paragraph("text", "<b>甲</b>&乙" * 200)] * 4, *LINES[-2:]]
    pages = pypdfium2.PdfDocument(letter(lines))
    assert len(pages) > 1
    assert "<b>甲</b>&乙" in pages[0].get_textpage().get_text_range()
    assert "甲" in pages[len(pages) - 1].get_textpage().get_text_range()  # no signature alone on a page
    assert f"— {len(pages)} —" in pages[len(pages) - 1].get_textpage().get_text_range()

"""Words in pictures, and what counts as a picture without any."""

from PIL import Image

from gongkai.ground.attachments.rules.hidden import ocr

from .made_pages import lettered


def test_lines_are_read():
    found = ocr.read(lettered("公开指南 2026 年第 8 号"))
    assert "".join(found.lines).replace(" ", "") == "公开指南2026年第8号"
    assert found.complete


def test_an_empty_page_says_nothing_and_is_complete():
    assert ocr.read(Image.new("RGB", (400, 400), "white")) == ocr.Read((), complete=True)


def test_ink_without_words_is_unread():
    picture = Image.effect_noise((400, 300), 120)
    assert not ocr.read(picture).complete


def test_letters_on_glass_are_read_as_on_paper():
    clear = lettered().convert("RGBA")
    clear.putdata([(r, g, b, 255 - r) for r, g, b, _ in clear.get_flattened_data()])
    assert "13812345678" in "".join(ocr.read(clear).lines)

"""What OCR reads of a word is covered in the pixels, with some room around it."""

import numpy as np
import pytest
from PIL import Image

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.ocr import Sign
from gongkai.ground.attachments.rules.redaction import painting
from gongkai.ground.attachments.rules.redaction.painting import bars, hits, paint, paint_until_gone
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from .made_pages import lettered

WORDS = Words(["张三", "13812345678"])


def line(text, top=0):
    return [Sign(sign, (20.0 * at, top, 20.0 * at + 20, top + 20)) for at, sign in enumerate(text)]


def test_a_word_is_found_over_two_lines():
    found = hits([line("经办人张"), line("三。", 30)], WORDS, fuzzy=False)
    assert [one.text for one in found] == ["张", "三"]
    assert hits([line("1381234S678")], WORDS, fuzzy=False) == []
    assert len(hits([line("1381234S678")], WORDS, fuzzy=True)) == 11


def test_characters_of_a_line_make_one_bar():
    boxes = [one.box for one in line("张三")] + [one.box for one in line("丁", 100)]
    assert bars(boxes) == [(-3, -4, 43, 24), (-3, 96, 23, 124)]
    assert bars(boxes, grown=2.0)[0] == (-4, -6, 44, 26)


def test_pixels_are_gone():
    picture = Image.effect_noise((100, 50), 60).convert("RGB")
    paint(picture, [(10, 10, 40, 30)])
    assert not np.asarray(picture)[10:31, 10:41].any()


def test_painting_goes_on_until_nothing_is_read():
    picture = lettered("联系人张三，请来电")
    paint_until_gone(picture, WORDS, [(160, 90, 170, 95)])
    black = (np.asarray(picture.convert("L")) == 0).sum()
    assert black > 80 * 40


def test_what_cannot_be_covered_is_refused(monkeypatch):
    monkeypatch.setattr(painting, "TRIES", 0)
    with pytest.raises(Refused, match="人工遮盖"):
        paint_until_gone(lettered("张三"), WORDS, [(0, 0, 10, 10)])

"""Folding keeps every offset."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.folding import ZERO_WIDTH, fold, level


def test_widths_spaces_and_invisible_characters():
    assert fold("ＡＢＣ１２３（）：\u3000x\xa0y") == "abc123(): x y"
    assert fold("国\u200b办\ufeff发") == f"国{ZERO_WIDTH}办{ZERO_WIDTH}发"
    assert level("ＡB") == "AB"
    assert fold("①〔2019〕“”、。") == "①〔2019〕“”、。"


@given(st.text())
def test_the_length_never_changes(text):
    assert len(fold(text)) == len(level(text)) == len(text)
    assert fold(fold(text)) == fold(text)

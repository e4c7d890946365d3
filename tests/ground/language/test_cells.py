"""No cell that somebody wrote is a formula in whoever's spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.cells import STARTS, harmless, unquoted


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM", "'@SUM"), ("\tx", "'\tx"), ("＝1", "'＝1"),
     ("正文", "正文"), ("a=b", "a=b"), ("a\x00b\x0b", "ab"), ("\x00=1", "'=1"), ("", "")],
)  # fmt: skip
def test_no_cell_is_a_formula(cell, safe):
    assert harmless(cell) == safe


@given(st.text())
def test_nothing_begins_a_formula(cell):
    assert not harmless(cell).startswith(STARTS)


@given(st.text(st.characters(min_codepoint=32)))
def test_a_cell_comes_back_as_it_was(cell):
    if not (cell.startswith("'") and cell[1:].startswith(STARTS)):
        assert unquoted(harmless(cell)) == cell

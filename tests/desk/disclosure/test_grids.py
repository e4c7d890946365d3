"""A sheet as text: merged cells filled, places known, bombs refused."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from gongkai.desk.disclosure.rules import grids
from gongkai.ground.attachments.rules.sheets import MAX_UNPACKED, sheets

from . import reporting


def test_merged_cells_are_filled_and_keep_their_place():
    book = Workbook()
    sheet = book.active
    sheet["B2"] = "法人或其他组织"
    sheet.merge_cells("B2:D3")
    sheet["E3"] = "=1+1"
    (grid,) = grids.grids(reporting.saved(book))
    assert grid.rows[1][1:4] == grid.rows[2][1:4] == ["法人或其他组织"] * 3
    assert grid.address(2, 3) == "B2" and grid.address(2, 4) == "E3"
    assert grid.uncomputed == {(2, 4)}


def test_texts_are_compared_without_signs():
    assert grids.plain("（三） 不予公开、１．“三安全一稳定”") == "三不予公开1三安全一稳定"


def test_what_unpacks_too_large_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/a.xml", b"0" * (MAX_UNPACKED + 1))
    with pytest.raises(grids.Unreadable, match="解开后过大"):
        grids.grids(file.getvalue())
    with pytest.raises(grids.Unreadable, match="超过"):
        grids.grids(b"x" * (grids.MAX_FILE + 1))


@pytest.mark.parametrize(
    "told", [[1], [["甲", 1, [], []]], [["甲", [], [[1]], []]], [["甲", [["a"]], [], [["x", 1, 2, 3]]]]]
)
def test_what_a_child_should_never_say_is_not_believed(told):
    with pytest.raises(grids.Unreadable, match="读不出来"):
        grids.understood(told)


def test_what_a_child_says_is_what_is_read_here():
    book = reporting.elsewhere(reporting.tables(3))
    assert grids.understood(sheets(book)) == grids.grids(book)

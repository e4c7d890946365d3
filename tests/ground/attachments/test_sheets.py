"""A workbook's sheets as plain lists, as a child hands them over."""

import io

import pytest
from openpyxl import Workbook

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.sheets import MAX_TEXT, sheets


def made() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet["A1"], sheet["B2"], sheet["C3"] = "头" * 400, 7, "=1+1"
    sheet.merge_cells("A1:B1")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_texts_places_and_formulas_and_the_same_from_a_child():
    (sheet,) = sheets(made())
    name, rows, uncomputed, spread = sheet
    assert name == "表" and rows[1][1] == "7" and len(rows[0][0]) == MAX_TEXT
    assert uncomputed == [[2, 2]] and [0, 1, 0, 0] in spread
    assert sandbox.run("sheets", made()) == [sheet]


def test_what_is_no_workbook_is_refused_in_words():
    with pytest.raises(Refused, match="不是有效的 XLSX"):
        sandbox.run("sheets", b"junk")

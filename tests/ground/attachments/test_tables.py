"""Workbooks read as tables: within bounds, merged cells filled, what is none refused in words."""

import io

import pytest
from openpyxl import Workbook

from gongkai.ground.attachments.rules import Refused, tables

MOST = 10_000_000


def book():
    made = Workbook()
    made.active.append(["甲", None, 3])
    made.active.append([None, "=1+2", " 乙 "])
    made.active.merge_cells("A1:A2")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_cells_are_text_and_merged_ones_filled():
    rows, spread = tables.filled(tables.opened(book(), MOST).active, 10, 10)
    assert rows == [["甲", "", "3"], ["甲", "", "乙"]]
    assert spread == {(0, 0): (0, 0), (1, 0): (0, 0)}
    assert tables.filled(tables.opened(book(), MOST).active, 1, 2)[0] == [["甲", ""]]
    assert tables.opened(book(), MOST, values=False).active["B2"].value == "=1+2"


@pytest.mark.parametrize(
    ("content", "most", "says"),
    [
        (tables.OLD + b"....", MOST, "旧格式或加密"),
        (b"PK\x03\x04broken", MOST, "不是有效的 XLSX"),
        (book(), 10, "过大"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, most, says):
    with pytest.raises(Refused, match=says):
        tables.opened(content, most)

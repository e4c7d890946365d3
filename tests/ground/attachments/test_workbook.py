"""A workbook as it is seen: no hidden sheet, row or column, values in their formats."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.conversion import text, to_html, workbook

from .containers import parts_of, xlsx, zipped
from .reading import tables


def converted(book):
    out = BytesIO()
    book.save(out)
    return to_html(out.getvalue(), Format.XLSX)


def test_what_is_hidden_is_left_out_however_it_is_hidden():
    book = Workbook()
    sheet = book.active
    for row in range(1, 7):
        sheet.append([f"{column}{row}" for column in "ABCDEF"])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[3].height = 77
    sheet.column_dimensions.group("B", "C", hidden=True)
    sheet.column_dimensions["E"].width = 77
    book.create_sheet("x").sheet_state = "veryHidden"
    book["x"].append(["藏"])
    out = BytesIO()
    book.save(out)
    parts = parts_of(out.getvalue())
    body = parts["xl/worksheets/sheet1.xml"].replace(b'"77"', b'"0"')
    expected = [[f"{column}{row}" for column in "ADF"] for row in (1, 4, 5, 6)]
    assert tables(to_html(zipped(parts | {"xl/worksheets/sheet1.xml": body}), Format.XLSX)) == [expected]


def test_a_merged_cell_shows_its_words_where_it_is_seen():
    book = Workbook()
    sheet = book.active
    for row in (["甲", None, "丁"], [None, None, "戊"], ["己", "庚", "辛"]):
        sheet.append(row)
    sheet.merge_cells("A1:B2")
    sheet.row_dimensions[1].hidden = True
    assert tables(converted(book)) == [[["甲×1,2", "戊"], ["己", "庚", "辛"]]]


def test_frozen_and_repeated_rows_are_heads():
    for set_up in (
        lambda s: setattr(s, "freeze_panes", "A2"),
        lambda s: setattr(s, "print_title_rows", "1:1"),
    ):
        book = Workbook()
        for row in (["姓名", "职务"], ["张某", "主任"]):
            book.active.append(row)
        set_up(book.active)
        assert tables(converted(book))[0][0] == ["#姓名", "#职务"]


def test_bold_heads_and_empty_ends():
    book = Workbook()
    sheet = book.active
    for row in (["姓名", "职务", None], ["张某", "主任", None], [None, None, None]):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet["D9"].number_format = "0.00"
    assert tables(converted(book)) == [[["#姓名", "#职务"], ["张某", "主任"]]]


def test_built_in_chinese_dates():
    book = Workbook()
    book.active.append([46055, "x"])
    book.active["A1"].number_format = "0.00"
    out = BytesIO()
    book.save(out)
    parts = parts_of(out.getvalue())
    styles = parts["xl/styles.xml"].replace(b'numFmtId="2"', b'numFmtId="31"')
    written = to_html(zipped(parts | {"xl/styles.xml": styles}), Format.XLSX)
    assert tables(written) == [[["2026年2月2日", "x"]]]


def test_limits_and_damage(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_CELLS", 3)
    with pytest.raises(Refused, match="5 万格"):
        to_html(xlsx(), Format.XLSX)
    monkeypatch.setattr(workbook, "MAX_CELLS", text.MAX_CELLS)
    monkeypatch.setattr(workbook, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="5 万格"):
        to_html(xlsx(), Format.XLSX)
    monkeypatch.setattr(workbook, "MOST_BYTES", 1 << 20)
    parts = parts_of(xlsx()) | {"xl/worksheets/sheet1.xml": b"<worksheet"}
    with pytest.raises(Refused, match="损坏"):
        workbook.to_html(zipped(parts))

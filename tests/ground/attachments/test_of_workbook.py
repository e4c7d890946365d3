"""A cleaned workbook keeps charts, formulas that reach nothing hidden, and print titles where they hold."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.cleaning.clean import clean

from . import made_workbooks as made


def test_a_chart_stays_with_the_values_it_showed():
    archive = ZipFile(BytesIO(clean(made.charted(), Format.XLSX)))
    assert "xl/charts/chart1.xml" in archive.namelist()
    book = load_workbook(BytesIO(clean(made.charted(), Format.XLSX)))
    assert len(book["公开"]._charts) == 1


def test_formulas_that_reach_nothing_hidden_stay():
    book = made.table()
    other = book.create_sheet("汇总")
    other["A1"] = "=SUM(B1:B2)"
    book.create_sheet("名单").sheet_state = "hidden"
    found = load_workbook(BytesIO(clean(made.saved(book), Format.XLSX)))
    assert found.sheetnames == ["公开", "汇总"]
    assert found["汇总"]["A1"].value == "=SUM(B1:B2)"


def test_print_titles_stay_with_their_sheet():
    book = made.table()
    book.create_sheet("名单", 0).sheet_state = "hidden"
    book["公开"].print_title_rows = "1:1"
    found = load_workbook(BytesIO(clean(made.saved(book), Format.XLSX)))
    assert found["公开"].print_title_rows in ("1:1", "$1:$1")


def test_styles_and_widths_stay():
    book = made.table()
    sheet = book["公开"]
    sheet["A1"].number_format = "0.00"
    sheet.column_dimensions["C"].width = 31
    sheet.column_dimensions["B"].hidden = True
    found = load_workbook(BytesIO(clean(made.saved(book), Format.XLSX)))["公开"]
    assert found["A1"].number_format == "0.00"
    assert found.column_dimensions["B"].width == 31
    assert found["B2"].value == 2000

"""The workbook as published: sheets, merged headings, numbers as numbers; CSV and JSON beside it."""

import csv
import io
from decimal import Decimal

from openpyxl import load_workbook

from gongkai.desk.disclosure.rules import workbook
from gongkai.desk.disclosure.rules.report_form import SECTIONS
from gongkai.desk.disclosure.rules.tables import CELLS, MONEY_CELL, Cell

TABLES = {Cell(3, "1", "person"): 14_069, MONEY_CELL: Decimal("12.34")}


def test_each_table_has_its_sheet_with_merged_headings():
    book = load_workbook(io.BytesIO(workbook.as_workbook(TABLES, "江城市2025年度报告")))
    assert book.sheetnames == list(SECTIONS[1:4])
    three = book[SECTIONS[2]]
    assert three["A1"].value == "江城市2025年度报告" and three["A2"].value == SECTIONS[2]
    assert three["D6"].value == 14_069
    merged = {str(cells) for cells in three.merged_cells.ranges}
    assert {"A3:C5", "E4:I4", "A8:A29", "B10:B17"} <= merged
    assert book[SECTIONS[1]][workbook.address(MONEY_CELL)].value == 12.34


def test_a_title_is_never_a_formula():
    book = load_workbook(io.BytesIO(workbook.as_workbook({}, '=HYPERLINK("x")')))
    assert book[SECTIONS[2]]["A1"].data_type == "s"


def test_open_data_has_a_line_for_each_number():
    rows = list(csv.DictReader(io.StringIO(workbook.as_csv(TABLES).decode("utf-8-sig"))))
    assert len(rows) == len(CELLS)
    assert {row["单元格"]: row["数量"] for row in rows}["2-charges-made"] == "12.34"
    values = {(one["table"], one["row"], one["column"]): one["value"] for one in workbook.records(TABLES)}
    assert values[3, "1", "person"] == 14_069 and values[2, "charges", "made"] == 12.34

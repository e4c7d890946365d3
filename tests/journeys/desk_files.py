"""The files of the desk's journey: a document drafted in Word, a workbook that hides a person."""

from io import BytesIO

from docx import Document
from openpyxl import Workbook

HIDDEN_NUMBER = "11010519491231002X"  # the example of GB 11643: nobody's
HEADING, CLAUSE, CELL = "第一章 总则", "第一条 为了规范专项资金管理，制定本办法。", "教育"


def document() -> bytes:
    """A Word document with a heading, a clause and a table."""
    made = Document()
    made.add_heading(HEADING, 1)
    made.add_paragraph(CLAUSE)
    table = made.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("项目", "金额（万元）"), (CELL, "1200")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return _bytes(made)


def workbook() -> bytes:
    """A workbook whose hidden sheet names a person by number."""
    made = Workbook()
    made.active.title = "汇总"
    made.active.append(["项目", "金额"])
    made.active.append([CELL, 1200])
    people = made.create_sheet("人员")
    people.append(["姓名", "身份证号"])
    people.append(["某人", HIDDEN_NUMBER])
    people.sheet_state = "hidden"
    return _bytes(made)


def _bytes(made) -> bytes:
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()

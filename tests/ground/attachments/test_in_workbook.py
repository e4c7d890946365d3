"""A workbook is told row by row; numbers are told as people know them."""

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.hidden.contents import contents

from . import made_workbooks as made


def places(data: bytes):
    return [(one.place, one.text) for one in contents(data, Format.XLSX).pieces]


def test_each_row_is_a_piece_with_its_place():
    assert places(made.saved(made.table()))[0] == ("工作表‘公开’第 1 行", "项目1\t单位1\t1000")


def test_long_numbers_are_told_without_exponent():
    data = made.replaced(
        made.saved(made.table()), "xl/worksheets/sheet1.xml", "<v>1000</v>", "<v>6.2220212345678899E+15</v>"
    )
    assert places(data)[0][1].endswith("\t6222021234567889.9")


def test_filtered_rows_are_hidden_rows():
    book = made.table()
    book["公开"].auto_filter.ref = "A1:C5"
    book["公开"].row_dimensions[4].hidden = True
    assert ("工作表‘公开’A4:C4（隐藏行）", "项目4\t单位4\t4000") in places(made.saved(book))


def test_headings_lists_and_messages_have_their_place():
    head = (
        "</sheetData><dataValidations>"
        '<dataValidation promptTitle="填表人" prompt="张三"><formula1>"甲,乙"</formula1>'
        "</dataValidation></dataValidations><headerFooter><oddHeader>&amp;C内部资料&amp;P</oddHeader></headerFooter>"
    )
    data = made.replaced(made.saved(made.table()), "xl/worksheets/sheet1.xml", "</sheetData>", head)
    found = dict(places(data))
    assert found["工作表‘公开’页眉页脚"] == "内部资料"
    assert found["工作表‘公开’数据有效性"] == '填表人\n张三\n"甲,乙"'


def test_a_path_on_somebodys_computer_is_told():
    path = '<x:absPath xmlns:x="urn:x" url="C:\\Users\\wang"/><sheets>'
    data = made.replaced(made.saved(made.table()), "xl/workbook.xml", "<sheets>", path)
    assert ("文档属性 保存路径", "C:\\Users\\wang") in places(data)

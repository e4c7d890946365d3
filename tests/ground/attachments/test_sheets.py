"""Cells are read alike by the pattern and by the parser, whoever wrote them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.attachments.rules.hidden import sheets
from gongkai.ground.attachments.rules.hidden.package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = (
    '<row r="2"><c r="A2" s="3" t="s"><v>7</v></c><c r="C2"><v>1.5</v></c></row>'
    '<row r="4" hidden="1"><c r="B4" t="str"><f>A1&amp;""</f><v>甲</v></c></row>'
    '<row r="5" ht="0" customHeight="1"><c r="A5" t="inlineStr"><is><t>乙</t></is></c></row><row r="6"/>'
)


def rows(body: str, *, head: str = "", prefix: str = "", encoding: str = "utf-8"):
    opened = f'<worksheet xmlns="{MAIN}">' if not prefix else f'<{prefix}:worksheet xmlns:{prefix}="{MAIN}">'
    end = f"</{prefix}:" if prefix else "</"
    start = f"<{prefix}:" if prefix else "<"
    text = f"{opened}{head}{start}sheetData>{body}{end}sheetData>{end}worksheet>"
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
    holder = BytesIO()
    with ZipFile(holder, "w") as archive:
        archive.writestr("s.xml", declared.encode(encoding))
    sheet = sheets.sheet(Package(holder.getvalue()), "s.xml")
    return sheet.layout, [
        (number, shut, [tuple(cell) for cell in cells]) for number, shut, cells in sheet.rows
    ]


EXPECTED = [
    (2, False, [("A", "3", "s", "7", ""), ("C", "", "", "1.5", "")]),
    (4, True, [("B", "", "str", "甲", "")]),
    (5, True, [("A", "", "inlineStr", "", "乙")]),
    (6, False, []),
]


def test_plain_rows_by_pattern():
    assert rows(PLAIN)[1] == EXPECTED


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (PLAIN.replace("<v>7</v>", "<v><![CDATA[7]]></v>"), {}),
        (PLAIN.replace("<v>7</v>", "<!-- x --><v>7</v>"), {}),
        (PLAIN.replace("<row", "<x:row").replace("</row", "</x:row").replace("<c ", "<x:c ")
         .replace("</c", "</x:c")
         .replace("<v", "<x:v").replace("</v", "</x:v").replace("<f", "<x:f").replace("</f", "</x:f")
         .replace("<is><t", "<x:is><x:t").replace("</t></is", "</x:t></x:is"), {"prefix": "x"}),
        (PLAIN, {"encoding": "utf-16"}),
        (PLAIN.replace('<c r="A2" s="3" t="s">', "<c t='s' s='3'\n r='A2'>"), {}),
        (PLAIN.replace('r="A2" s="3"', 's="3"'), {}),
    ],
)  # fmt: skip
def test_unusual_writing_says_the_same(body, more):
    assert rows(body, **more)[1] == EXPECTED


def test_a_secret_in_unusual_writing_is_not_passed_over():
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c  r="B1" t="str"><v>密</v></c><c cm="1" r="C1"><v>2</v></c></row>'
    )
    assert [cell[3] for cell in rows(cells)[1][0][2]] == ["1", "密", "2"]


def test_columns_and_rows_can_be_folded_by_default():
    columns = '<col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/>'
    head = f'<sheetFormatPr zeroHeight="1"/><cols>{columns}</cols>'
    layout, found = rows('<row r="1"/><row r="2" hidden="0"/>', head=head)
    assert [layout.hides(number) for number in range(1, 6)] == [False, True, True, False, True]
    assert [shut for _, shut, _ in found] == [True, False]


@given(st.integers(1, 16384))
def test_columns_have_letters(number):
    assert sheets.number_of(sheets.letters_of(number)) == number
    assert (sheets.letters_of(27), sheets.number_of("XFD")) == ("AA", 16384)

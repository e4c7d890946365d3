"""A sheet without its hidden rows and columns: everything that names a cell follows it."""

from gongkai.ground.attachments.rules.cleaning.of_sheet import deleted, is_changed, stripped
from gongkai.ground.attachments.rules.hidden.package import named, parse, value
from gongkai.ground.attachments.rules.hidden.styles import Unseen

NONE = Unseen(frozenset(), frozenset())
SHEET = """<worksheet>
<sheetViews><sheetView><pane ySplit="3" state="frozen" topLeftCell="A4"/></sheetView></sheetViews>
<cols><col min="1" max="1" width="9"/><col min="2" max="2" hidden="1"/><col min="3" max="5" width="8"/></cols>
<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>x</v></c><c r="C1"><v>3</v></c></row>
<row r="2" hidden="1"><c r="A2"><v>y</v></c></row><row r="4"><c r="C4" s="9"><v>z</v></c></row></sheetData>
<autoFilter ref="A1:C4"/><mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="C3:D4"/></mergeCells>
<conditionalFormatting sqref="C1:C4"><cfRule type="top10"/></conditionalFormatting>
<dataValidations><dataValidation/></dataValidations>
<hyperlinks><hyperlink ref="A2"/><hyperlink ref="C4"/></hyperlinks>
<rowBreaks><brk id="4"/></rowBreaks></worksheet>"""


def test_everything_moves_with_its_cell():
    root = parse(SHEET.encode())
    assert is_changed(root, NONE)
    deleted(root, NONE)
    assert [value(one, "r") for one in named(root, "c")] == ["A1", "B1", "B3"]
    assert [value(one, "r") for one in named(root, "row")] == ["1", "3"]
    assert [(value(one, "min"), value(one, "max")) for one in named(root, "col")] == [("1", "1"), ("2", "4")]
    assert [value(one, "ref") for one in named(root, "mergeCell", "hyperlink")] == ["B2:C3", "B3"]
    assert [value(one, "sqref") for one in named(root, "conditionalFormatting")] == ["B1:B3"]
    assert value(named(root, "pane")[0], "ySplit") == "2"
    assert value(named(root, "brk")[0], "id") == "3"
    assert not named(root, "autoFilter")


def test_cells_that_show_nothing_are_emptied_and_stay():
    root = parse("<w><sheetData><row r='1'><c r='A1' s='9' t='s'><v>4</v></c></row></sheetData></w>")
    blank = Unseen(frozenset({"9"}), frozenset())
    assert is_changed(root, blank)
    deleted(root, blank)
    (cell,) = named(root, "c")
    assert (len(cell), dict(cell.attrib)) == (0, {"r": "A1", "s": "9"})


def test_what_stands_beside_the_cells_unseen_goes():
    root = parse(SHEET.encode())
    stripped(root, changed=True)
    assert not named(root, "dataValidations")
    assert not is_changed(
        parse("<w><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></w>"), NONE
    )

"""The cells' names are those of the printed form."""

from gongkai.desk.disclosure.rules.tables import BY_KEY, LABELS, MONEY_CELL, ROWS, Cell


def test_cells_are_called_as_on_the_form():
    assert Cell(3, "3.3.5", "company").name == "表三 （三）不予公开 5.属于三类内部事务信息 · 商业企业"
    assert Cell(3, "3.1", "total").name == "表三 （一）予以公开 · 总计"
    assert Cell(2, "rules", "standing").name == "表二 规章 · 现行有效件数"
    assert Cell(4, "sued_at_once", "pending").name == "表四 行政诉讼 未经复议直接起诉 · 尚未审结"
    assert set(LABELS) == set(ROWS)


def test_table_two_has_its_headings_and_every_cell_its_key():
    assert Cell(2, "licences", "made").name == "表二 行政许可 · 本年处理决定数量"
    assert MONEY_CELL.name == "表二 行政事业性收费 · 本年收费金额（单位：万元）"
    assert BY_KEY["3-3.3.5-company"] == Cell(3, "3.3.5", "company")
    assert BY_KEY[MONEY_CELL.key] == MONEY_CELL
    assert LABELS["3.2"] == "（二）部分公开"

"""The cells' names are those of the printed form."""

from gongkai.desk.disclosure.rules.tables import LABELS, ROWS, Cell


def test_cells_are_called_as_on_the_form():
    assert Cell(3, "3.3.5", "company").name == "表三 （三）不予公开 5.属于三类内部事务信息 · 商业企业"
    assert Cell(3, "3.1", "total").name == "表三 （一）予以公开 · 总计"
    assert Cell(2, "rules", "standing").name == "表二 规章 · 现行有效件数"
    assert Cell(4, "sued_at_once", "pending").name == "表四 行政诉讼 未经复议直接起诉 · 尚未审结"
    assert set(LABELS) == set(ROWS)

"""Tables of data in rows, tables of layout in lines."""

from gongkai.ground.language.rules.tables import layout

LONG = "很长的正文" * 100


def test_a_row_of_data_is_one_line():
    assert (
        layout("<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>")
        == "甲\t乙\n1\t2"
    )


def test_a_table_used_for_layout_keeps_its_paragraphs():
    html = f"<table><tr><td><p>一</p><p>{LONG}</p></td><td>边栏</td></tr></table>"
    assert layout(html) == f"一\n{LONG}\n边栏"


def test_tables_inside_tables():
    html = "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table><p>丙</p></td></tr></table>"
    assert layout(html) == "甲\t乙\n丙"


def test_broken_structure_loses_no_text():
    assert layout("<td>甲</td></tr>乙<tr><td>丙").split() == ["甲", "乙", "丙"]

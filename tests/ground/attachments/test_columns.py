"""Rows that stand in columns are a table when there are enough of them."""

from gongkai.ground.attachments.rules.conversion import columns, lines

from .glyphs import line


def rows(*texts, step=28):
    signs = []
    for place, (left, right) in enumerate(texts):
        signs += line(left, 90, 700 - place * step) + line(right, 300, 700 - place * step)
    return lines.lines(signs)


def test_three_aligned_rows_are_a_table():
    before = lines.lines(line("见下表：", base=730))
    (first, table) = columns.tables_in([*before, *rows(("项目", "元"), ("托管", "300"), ("午餐", "15"))])
    assert first.text == "见下表："
    assert [[cell.text for cell in row] for row in table] == [["项目", "元"], ["托管", "300"], ["午餐", "15"]]


def test_two_rows_or_rows_far_apart_are_not():
    two = rows(("甲", "乙"), ("丙", "丁"))
    assert columns.tables_in(two) == two
    far = rows(("甲", "乙"), ("丙", "丁"), ("戊", "己"), step=150)
    assert columns.tables_in(far) == far


def test_figures_may_be_aligned_at_the_right():
    signs = []
    for place, text in enumerate(("5", "1,234", "88")):
        signs += line("合计", 90, 700 - 28 * place) + line(text, 400 - 8 * len(text), 700 - 28 * place)
    (table,) = columns.tables_in(lines.lines(signs))
    assert [row[1].text for row in table] == ["5", "1,234", "88"]

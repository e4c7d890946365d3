"""Lines that enclose cells make a table."""

from gongkai.ground.attachments.rules.conversion import grids
from gongkai.ground.attachments.rules.conversion.shapes import Rule

from .glyphs import line, page


def box(xs, ys):
    return [
        *(Rule(True, y, xs[0], xs[-1]) for y in ys),
        *(Rule(False, x, ys[-1], ys[0]) for x in xs),
    ]


def texts(grid):
    return [[(cell.text, cell.rows, cell.columns) for cell in row] for row in grid.rows]


def test_a_simple_table():
    own = page(
        line("甲", 100, 680),
        line("乙", 200, 680),
        line("丙", 100, 650),
        rules=box((90, 190, 290), (700, 670, 640)),
    )
    (grid,) = grids.grids(own)
    assert texts(grid) == [[("甲", 1, 1), ("乙", 1, 1)], [("丙", 1, 1), ("", 1, 1)]]
    assert (grid.left, grid.right, grid.top, grid.bottom) == (90, 290, 700, 640)


def test_missing_lines_merge_cells():
    rules = [
        Rule(True, 700, 90, 290), Rule(True, 670, 190, 290), Rule(True, 640, 90, 290),
        Rule(False, 90, 640, 700), Rule(False, 190, 640, 700), Rule(False, 290, 640, 700),
    ]  # fmt: skip
    (grid,) = grids.grids(
        page(line("跨行", 100, 665), line("上", 200, 680), line("下", 200, 650), rules=rules)
    )
    assert texts(grid) == [[("跨行", 2, 1), ("上", 1, 1)], [("下", 1, 1)]]


def test_pieces_of_lines_and_double_lines_are_one():
    pieces = [Rule(one.across, one.at + shift, begin, begin + (one.end - one.begin) / 2 + 1)
              for one in box((90, 190, 290), (700, 670, 640))
              for shift in (0, 1.2)
              for begin in (one.begin, (one.begin + one.end) / 2)]  # fmt: skip
    (grid,) = grids.grids(page(line("甲", 100, 680), rules=pieces))
    assert len(grid.rows) == 2 and len(grid.rows[0]) == 2


def test_what_is_no_table():
    assert grids.grids(page(line("甲"), rules=[Rule(True, 690, 90, 500)])) == []
    assert grids.grids(page(line("甲", 100, 680), rules=box((90, 290), (700, 640)))) == [], "a frame"
    assert grids.grids(page(rules=box((90, 190, 290), (700, 670, 640)))) == [], "nothing in it"
    apart = [Rule(True, 100.0 * n, 90, 200) for n in range(1, 5)]
    assert grids.grids(page(line("甲"), rules=apart)) == []


def test_two_tables_of_a_page_come_from_the_top():
    rules = box((90, 190, 290), (400, 370, 340)) + box((90, 190, 290), (700, 670, 640))
    found = grids.grids(page(line("下", 100, 380), line("上", 100, 680), rules=rules))
    assert [grid.rows[0][0].text for grid in found] == ["上", "下"]

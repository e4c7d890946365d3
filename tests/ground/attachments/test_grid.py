"""Where cells go when rows and columns are taken out."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.attachments.rules.cleaning.grid import Grid

GRID = Grid(rows=(3, 4), columns=(2,))


def test_cells_and_areas_move_up_and_left():
    assert [GRID.cell(one) for one in ("A1", "$C$5", "A3", "B9")] == ["A1", "B3", None, None]
    assert GRID.area("A1:C5") == "A1:B3"
    assert GRID.area("A3:C4") is None
    assert GRID.area("B1:B9") is None
    assert GRID.area("C4:C5") == "B3"
    assert GRID.area("A:C") == "A1:B1048574"
    assert GRID.areas("A1 A3 C9:D10") == "A1 B7:C8"


@given(st.sets(st.integers(1, 60)), st.integers(1, 60), st.integers(0, 20))
def test_an_area_keeps_as_many_rows_as_stay(gone, first, more):
    """The oracle counts: the rows that stay before, and the rows that stay within."""
    left = Grid(tuple(sorted(gone)), ()).area(f"A{first}:A{first + more}")
    stay = [row for row in range(first, first + more + 1) if row not in gone]
    before = sum(row not in gone for row in range(1, first))
    if not stay:
        assert left is None
    else:
        begin, _, end = left.replace("A", "").partition(":")
        assert (int(begin), int(end or begin)) == (before + 1, before + len(stay))


def test_edges_between_cells():
    assert [GRID.edge(number, row=True) for number in range(6)] == [0, 1, 2, 2, 2, 3]

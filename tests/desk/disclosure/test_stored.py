"""Numbers as columns hold them and as people write them."""

from decimal import Decimal

import pytest

from gongkai.desk.disclosure.rules import stored
from gongkai.desk.disclosure.rules.tables import MONEY_CELL, Cell

LICENCES = Cell(2, "licences", "made")


def test_tables_survive_being_stored():
    tables = {LICENCES: 12, MONEY_CELL: Decimal("3.50"), Cell(3, "1", "person"): 0}
    assert stored.unpack(stored.pack(tables)) == {LICENCES: 12, MONEY_CELL: Decimal("3.50")}
    assert stored.unpack("") == {} and stored.unpack('{"9-9-9":"1"}') == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２", 12),
        (" 1,234 ", 1234),
        ("", 0),
        ("—", 0),
        ("无", 0),
        ("12件", 12),
        ("3.5万元", Decimal("3.5")),
    ],
)
def test_numbers_as_people_write_them(text, value):
    assert stored.read(text) == value


@pytest.mark.parametrize("text", ["十二", "1e400", "NaN", "1/2", "12%", "9" * 20])
def test_what_is_no_number_is_said(text):
    with pytest.raises(stored.NotANumber):
        stored.read(text)


@pytest.mark.parametrize(("cell", "text"), [(LICENCES, "-1"), (LICENCES, "1.5"), (MONEY_CELL, "1.234")])
def test_what_a_cell_cannot_hold(cell, text):
    with pytest.raises(stored.NotANumber, match=cell.name.split("（")[0]):
        stored.typed(cell, text)
    assert stored.typed(MONEY_CELL, "1.23") == Decimal("1.23")

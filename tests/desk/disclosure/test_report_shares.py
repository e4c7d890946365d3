"""Shares of the six headings come from the same cells as the table."""

from gongkai.desk.disclosure.rules.outcomes import Group
from gongkai.desk.disclosure.rules.report_shares import shares
from gongkai.desk.disclosure.rules.tables import HANDLED, TOTAL, Cell

from . import reporting


def test_the_headings_add_up_to_what_was_handled():
    tables = reporting.tables(7)
    found = shares(tables)
    assert [one.group for one in found] == list(Group)
    assert sum(one.number for one in found) == tables[Cell(3, HANDLED, TOTAL)]
    assert abs(sum(one.percent for one in found) - 100) < 0.5


def test_a_share_is_said_with_its_number_and_nothing_is_drawn_of_nothing():
    cells = {Cell(3, "3.1", TOTAL): 2, Cell(3, "3.3.1", TOTAL): 1, Cell(3, "3.3.4", TOTAL): 1}
    said = {one.group: one.said for one in shares(cells)}
    assert said[Group.GRANTED] == said[Group.REFUSED] == "2（50%）" and said[Group.PARTIAL] == "0（0%）"
    assert shares({}) == []

"""Counting a year by hand."""

from datetime import date

from gongkai.desk.disclosure.rules.counting import Disputed, table_four
from gongkai.desk.disclosure.rules.tables import RECONSIDERED, Cell


def test_a_dispute_is_pending_until_the_year_in_which_it_is_concluded():
    dispute = Disputed(RECONSIDERED, date(2025, 12, 1), date(2026, 1, 20), "upheld")
    assert table_four([dispute], 2025)[Cell(4, RECONSIDERED, "pending")] == 1
    assert table_four([dispute], 2026)[Cell(4, RECONSIDERED, "upheld")] == 1
    assert not any(table_four([dispute], 2027).values())

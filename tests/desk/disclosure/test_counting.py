"""Counting a year by hand."""

from datetime import date

from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.counting import Counted, Disputed, table_four, table_three
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.tables import RECONSIDERED, Cell


def test_a_dispute_is_pending_until_the_year_in_which_it_is_concluded():
    dispute = Disputed(RECONSIDERED, date(2025, 12, 1), date(2026, 1, 20), "upheld")
    assert table_four([dispute], 2025)[Cell(4, RECONSIDERED, "pending")] == 1
    assert table_four([dispute], 2026)[Cell(4, RECONSIDERED, "upheld")] == 1
    assert not any(table_four([dispute], 2027).values())


FIRST, LAST, BEFORE = date(2025, 1, 1), date(2025, 12, 31), date(2024, 12, 20)


def numbers(received, ended, year):
    """New, taken over, handled, left of one request."""
    one = Counted(Applicant.PERSON, received, ended, Outcome.GRANTED if ended else None)
    table = table_three([one], year)
    return tuple(table[Cell(3, row, "person")] for row in ("1", "2", "3.7", "4"))


def test_a_year_is_from_its_first_day_to_its_last():
    assert numbers(BEFORE, FIRST, 2025) == (0, 1, 1, 0)
    assert numbers(FIRST, LAST, 2025) == numbers(LAST, LAST, 2025) == (1, 0, 1, 0)
    assert numbers(LAST, date(2026, 1, 1), 2025) == (1, 0, 0, 1)
    assert numbers(FIRST, None, 2024) == numbers(BEFORE, date(2024, 12, 31), 2025) == (0, 0, 0, 0)


def test_so_is_a_year_of_disputes():
    def row(filed, concluded, year):
        found = table_four([Disputed(RECONSIDERED, filed, concluded, "upheld")], year)
        return tuple(found[Cell(4, RECONSIDERED, name)] for name in ("upheld", "pending", "total"))

    assert row(BEFORE, FIRST, 2025) == row(BEFORE, LAST, 2025) == (1, 0, 1)
    assert row(LAST, date(2026, 1, 1), 2025) == (0, 1, 1)
    assert row(FIRST, None, 2024) == row(BEFORE, date(2024, 12, 31), 2025) == (0, 0, 0)

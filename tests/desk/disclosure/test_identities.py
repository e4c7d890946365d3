"""The printed identities: any year of any requests keeps them, and every single changed cell is named."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.counting import Counted, Disputed, table_four, table_three
from gongkai.desk.disclosure.rules.identities import added, broken, broken_across, broken_rollup, doubtful
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Outcome
from gongkai.desk.disclosure.rules.tables import (
    CELLS,
    DISPUTES,
    MONEY_CELL,
    RESULTS,
    TABLE_FOUR,
    TABLE_THREE,
    Cell,
)

days = st.integers(0, 4 * 365).map(lambda n: date(2023, 1, 1) + timedelta(n))


@st.composite
def requests(draw):
    received = draw(days)
    ended = received + timedelta(draw(st.integers(0, 500))) if draw(st.booleans()) else None
    outcome = draw(st.sampled_from(Outcome)) if ended else None
    return Counted(draw(st.sampled_from(Applicant)), received, ended, outcome)


@st.composite
def disputes(draw):
    filed = draw(days)
    done = draw(st.booleans())
    result = draw(st.sampled_from(["upheld", "corrected", "other"]))
    return Disputed(
        draw(st.sampled_from(list(DISPUTES))), filed, filed + timedelta(60) if done else None, result
    )


@given(st.lists(requests(), max_size=30), st.lists(disputes(), max_size=10))
def test_every_year_adds_up_and_hands_over_to_the_next(cases, suits):
    before = None
    for year in range(2022, 2029):
        tables = table_three(cases, year) | table_four(suits, year)
        assert broken(tables) == []
        if before is not None:
            assert broken_across(tables, before) == []
        before = tables
    assert broken_rollup(added([tables, tables]), [tables, tables]) == []


@pytest.mark.parametrize("cell", [*TABLE_THREE, *TABLE_FOUR], ids=lambda cell: cell.name)
def test_every_single_changed_cell_is_refused_and_named(cell):
    cases = [Counted(kind, date(2025, 3, 3), date(2025, 3, 20), one) for kind in Applicant for one in Outcome]
    tables = table_three(cases, 2025) | table_four(
        [Disputed(row, date(2025, 1, 2)) for row in DISPUTES], 2025
    )
    assert broken(tables) == []
    found = broken({**tables, cell: tables[cell] + 1})
    assert any(cell in one.cells for one in found)
    assert all(one.message and one.identity in ("I1", "I2", "I3", "I4") for one in found)


def test_each_outcome_reaches_its_own_cell():
    for outcome, ending in ENDINGS.items():
        table = table_three([Counted(Applicant.PERSON, date(2025, 3, 3), date(2025, 3, 20), outcome)], 2025)
        assert {cell.row for cell, number in table.items() if number} == {"1", ending.row, "3.7"}


def test_a_year_takes_over_what_the_last_one_left():
    case = Counted(Applicant.COMPANY, date(2024, 12, 20), date(2025, 1, 10), Outcome.GRANTED)
    assert table_three([case], 2024)[Cell(3, "4", "company")] == 1
    assert table_three([case], 2025)[Cell(3, "2", "total")] == 1
    assert not any(table_three([case], 2026).values())
    with pytest.raises(ValueError, match="没有办理结果"):
        table_three([Counted(Applicant.PERSON, date(2025, 1, 1), date(2025, 1, 2))], 2025)


def test_numbers_are_whole_and_not_negative_but_money_may_have_decimals():
    cell = Cell(2, "licences", "made")
    assert [one.identity for one in broken({cell: -1})] == ["I7"]
    assert [one.identity for one in broken({cell: Decimal("1.5")})] == ["I7"]
    assert broken({MONEY_CELL: Decimal("12.34")}) == []


def test_what_stands_is_compared_with_the_year_before():
    before = {Cell(2, "rules", "standing"): 10}
    now = {Cell(2, "rules", "made"): 2, Cell(2, "rules", "repealed"): 1, Cell(2, "rules", "standing"): 11}
    assert doubtful(now, before) == []
    assert "推算为 11" in doubtful(now | {Cell(2, "rules", "standing"): 12}, before)[0].message


def test_a_sum_that_differs_from_its_parts_names_the_cell():
    cell = Cell(2, "penalties", "made")
    (found,) = broken_rollup({cell: 5}, [{cell: 2}, {cell: 2}])
    assert (found.identity, found.cells) == ("I6", (cell,))


def test_the_form_has_its_printed_number_of_cells():
    assert (len(TABLE_THREE), len(TABLE_FOUR), len(CELLS)) == (25 * 7, 15, 10 + 175 + 15)
    assert set(RESULTS) == {"upheld", "corrected", "other", "pending"}


def found(*cells):
    """Identities broken by a report that has ones in these cells alone, with the cells they name."""
    return {(one.identity, one.cells) for one in broken(dict.fromkeys(cells, 1))}


BALANCE = ("1", "2", "3.7", "4")


def test_every_broken_identity_names_its_own_cells():
    column = [tuple(Cell(3, row, name) for row in BALANCE) for name in ("company", "total")]
    assert found(Cell(3, "1", "company"), Cell(3, "1", "total")) == {("I1", cells) for cells in column}
    handled = [
        (Cell(3, "3.7", name), *(Cell(3, ending.row, name) for ending in ENDINGS.values()))
        for name in ("company", "total")
    ]
    both = ("company", "total")
    assert found(*(Cell(3, row, name) for row in ("1", "3.7") for name in both)) == {
        ("I2", cells) for cells in handled
    }
    row = tuple(Cell(3, "1", name) for name in (*Applicant, "total"))
    assert found(*(Cell(3, row, "total") for row in ("1", "4"))) == {
        ("I3", row),
        ("I3", tuple(Cell(3, "4", cell.column) for cell in row)),
    }


def test_a_broken_column_is_called_as_it_is_printed():
    said = [one.message for one in broken({Cell(3, "1", "company"): 1, Cell(3, "1", "total"): 1})]
    assert [words[:9] for words in said] == ["表三“商业企业”列", "表三“总计”列：新"]
    cells = {Cell(3, row, name): 1 for row in ("1", "3.7") for name in ("company", "total")}
    assert [one.message[:9] for one in broken(cells)] == ["表三“商业企业”列", "表三“总计”列：2"]


def test_what_the_year_before_left_and_this_one_did_not_take_is_named():
    taken, left = Cell(3, "2", "company"), Cell(3, "4", "company")
    for now, before in (({taken: 1}, {}), ({}, {left: 1}), ({taken: 2}, {left: 1})):
        assert [(one.identity, one.cells) for one in broken_across(now, before)] == [("I5", (taken, left))]
    nothing = dict.fromkeys(CELLS, 0)
    assert broken_across({}, nothing) == broken_across(nothing, {}) == []

"""Twenty-one outcomes, each with its own row, its article and the remedy that belongs to it."""

from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Group, Outcome
from gongkai.desk.disclosure.rules.remedies import Remedy, remedy
from gongkai.ground.deadlines.rules.events import Step

PRINTED = [
    *("3.1", "3.2", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7", "3.3.8", "3.4.1", "3.4.2"),
    *("3.4.3", "3.5.1", "3.5.2", "3.5.3", "3.5.4", "3.5.5", "3.6.1", "3.6.2", "3.6.3"),
]


def test_every_outcome_has_its_own_row_in_the_printed_order():
    assert list(ENDINGS) == list(Outcome)
    assert [ending.row for ending in ENDINGS.values()] == PRINTED


def test_every_outcome_but_the_last_names_its_article():
    assert [outcome for outcome, ending in ENDINGS.items() if not ending.articles] == [Outcome.OTHERWISE]


def test_what_the_reply_must_hold():
    unreasoned = {outcome for outcome, ending in ENDINGS.items() if not ending.reasons}
    assert unreasoned == {Outcome.GRANTED, Outcome.OTHERWISE}
    assert [one for one, ending in ENDINGS.items() if ending.search] == [Outcome.NOT_HELD]
    assert [one for one, ending in ENDINGS.items() if ending.corrected] == [
        Outcome.UNCLEAR,
        Outcome.UNCORRECTED,
    ]


def test_giving_up_is_no_reply():
    given_up = {one for one, ending in ENDINGS.items() if ending.step is Step.ABANDONED}
    assert given_up == {Outcome.UNCORRECTED, Outcome.UNPAID}


def test_reconsideration_comes_first_where_disclosure_was_refused():
    for outcome, ending in ENDINGS.items():
        refused = ending.group in (Group.REFUSED, Group.PARTIAL)
        disputed = ending.group in (Group.UNAVAILABLE, Group.NOT_HANDLED)
        assert (remedy(outcome) is Remedy.RECONSIDER_FIRST) == (refused or disputed)
        assert (remedy(outcome, disputed_first=False) is Remedy.RECONSIDER_FIRST) == refused
    assert remedy(Outcome.GRANTED) is Remedy.EITHER
    assert remedy(Outcome.OTHERWISE) is Remedy.NONE

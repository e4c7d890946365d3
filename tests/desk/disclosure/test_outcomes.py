"""Twenty-one outcomes, each with its own row, its article and the remedy that belongs to it."""

from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Group, Outcome
from gongkai.desk.disclosure.rules.remedies import Remedy, remedy
from gongkai.ground.deadlines.rules.events import Step

SECRETS, REFUSED = "第十四条、第三十六条第三项", Group.REFUSED
PRINTED = [
    (Outcome.GRANTED, "3.1", Group.GRANTED, "第三十六条第一、二项"),
    (Outcome.PARTIAL, "3.2", Group.PARTIAL, "第三十七条"),
    (Outcome.SECRET, "3.3.1", REFUSED, SECRETS),
    (Outcome.PROHIBITED, "3.3.2", REFUSED, SECRETS),
    (Outcome.ENDANGERING, "3.3.3", REFUSED, SECRETS),
    (Outcome.THIRD_PARTY, "3.3.4", REFUSED, "第十五条、第三十二条、第三十六条第三项"),
    (Outcome.INTERNAL, "3.3.5", REFUSED, "第十六条第一款、第三十六条第三项"),
    (Outcome.PROCESS, "3.3.6", REFUSED, "第十六条第二款、第三十六条第三项"),
    (Outcome.CASE_FILE, "3.3.7", REFUSED, "第十六条第二款、第三十六条第三项"),
    (Outcome.INQUIRY, "3.3.8", REFUSED, "第三十六条第七项"),
    (Outcome.NOT_HELD, "3.4.1", Group.UNAVAILABLE, "第三十六条第四、五项"),
    (Outcome.TO_BE_MADE, "3.4.2", Group.UNAVAILABLE, "第三十八条"),
    (Outcome.UNCLEAR, "3.4.3", Group.UNAVAILABLE, "第三十条"),
    (Outcome.PETITION, "3.5.1", Group.NOT_HANDLED, "第三十九条第一款"),
    (Outcome.REPEATED, "3.5.2", Group.NOT_HANDLED, "第三十六条第六项"),
    (Outcome.PRINTED, "3.5.3", Group.NOT_HANDLED, "第三十九条第二款"),
    (Outcome.EXCESSIVE, "3.5.4", Group.NOT_HANDLED, "第三十五条"),
    (Outcome.CONFIRMATION, "3.5.5", Group.NOT_HANDLED, "国办公开办函〔2021〕30号表三（五）5"),
    (Outcome.UNCORRECTED, "3.6.1", Group.OTHERWISE, "第三十条"),
    (Outcome.UNPAID, "3.6.2", Group.OTHERWISE, "第四十二条"),
    (Outcome.OTHERWISE, "3.6.3", Group.OTHERWISE, ""),
]


def test_every_outcome_has_its_own_row_its_heading_and_its_articles():
    assert list(ENDINGS) == list(Outcome)
    assert [(one, said.row, said.group, said.articles) for one, said in ENDINGS.items()] == PRINTED


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
    replied = {one for one, ending in ENDINGS.items() if ending.step is Step.REPLIED}
    assert set(Outcome) - replied == given_up | {Outcome.OTHERWISE}


def test_reconsideration_comes_first_where_disclosure_was_refused():
    for outcome, ending in ENDINGS.items():
        refused = ending.group in (Group.REFUSED, Group.PARTIAL)
        disputed = ending.group in (Group.UNAVAILABLE, Group.NOT_HANDLED)
        assert (remedy(outcome) is Remedy.RECONSIDER_FIRST) == (refused or disputed)
        assert (remedy(outcome, disputed_first=False) is Remedy.RECONSIDER_FIRST) == refused
    assert remedy(Outcome.GRANTED) is Remedy.EITHER
    assert remedy(Outcome.OTHERWISE) is Remedy.NONE

"""Each of the 21 outcomes is reached by its own legal history, with its letter and its cell of table
three."""

from datetime import date

import pytest

from gongkai.desk.disclosure.queries.statistics import table_three_of
from gongkai.desk.disclosure.rules.identities import broken
from gongkai.desk.disclosure.rules.letters import articles
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Outcome
from gongkai.desk.disclosure.rules.remedies import Remedy, remedy
from gongkai.desk.disclosure.rules.stages import RuleBroken, Stage
from gongkai.desk.disclosure.services import handling, showing
from gongkai.desk.disclosure.services.reading import letter_of
from gongkai.ground.deadlines.rules.events import Step

from . import asking
from .asking import fresh


def corrected(people, at, case):
    officer = people["case officer"]
    at(date(2026, 3, 5))
    handling.ask_correction(case.pk, words="请写明年度", days=10, version=fresh(case).version, by=officer)
    at(date(2026, 3, 10))
    handling.correct(case.pk, words="2025年度", by=asking.filing.APPLICANT)


def reach(people, at, outcome):
    """A case that ends with this outcome."""
    case, officer = asking.received(people, at), people["case officer"]
    if outcome is Outcome.UNCORRECTED:
        at(date(2026, 3, 5))
        handling.ask_correction(case.pk, words="请写明年度", days=10, version=fresh(case).version, by=officer)
        at(date(2026, 3, 20))
        return handling.abandon(case.pk, version=fresh(case).version, by=officer)
    if outcome is Outcome.UNPAID:
        handling.charge(case.pk, items=31, version=fresh(case).version, by=officer)
        at(date(2026, 3, 31))
        return handling.abandon(case.pk, version=fresh(case).version, by=officer)
    if outcome is Outcome.OTHERWISE:
        return handling.withdraw(case.pk, by=asking.filing.APPLICANT)
    if outcome is Outcome.UNCLEAR:
        corrected(people, at, case)
    if outcome is Outcome.THIRD_PARTY:
        asking.consulted(people, at, case)
    return asking.replied(people, case, outcome)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_history_its_letter_and_its_cell(people, at, outcome):
    case = reach(people, at, outcome)
    case.refresh_from_db()
    ending = ENDINGS[outcome]
    assert (case.stage, case.outcome) == (Stage.ENDED, outcome)
    table = table_three_of([case.organisation_id], 2026)
    assert {cell.row for cell, number in table.items() if number} == {"1", ending.row, "3.7"}
    assert broken(table) == []
    assert case.events.last().step == ending.step
    text = "\n".join(line.text for line in showing.letter(case))
    cited = articles(letter_of(case, case.reply)) if ending.step is Step.REPLIED else ending.articles
    assert cited in text and "周晓梅" in text and case.number in text
    assert ("应当先" in text) == (remedy(outcome) is Remedy.RECONSIDER_FIRST)
    paper = "答复书" if ending.step is Step.REPLIED else "告知书"
    assert (f"自收到本{paper}之日起 60 日内" in text) == (remedy(outcome) is not Remedy.NONE)


def test_what_an_outcome_needs_must_be_there_first(people, at):
    for outcome, says in ((Outcome.UNCLEAR, "告知补正为前提"), (Outcome.THIRD_PARTY, "征求第三方意见")):
        case = asking.received(people, at)
        with pytest.raises(RuleBroken, match=says):
            asking.replied(people, case, outcome)
    case = asking.received(people, at)
    officer = people["case officer"]
    asking.replying.draft(case.pk, asking.letter(Outcome.NOT_HELD), version=case.version, by=officer)
    with pytest.raises(RuleBroken, match="检索记录"):
        asking.replying.submit(case.pk, version=fresh(case).version, by=officer)

"""The facts of a letter come from the case and from the law in force on its day."""

from datetime import date

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.services.letters import facts_of

from . import asking
from .asking import fresh


def test_a_letter_knows_its_case_and_whom_to_turn_to(people, at):
    case = asking.received(people, at)
    at(date(2026, 3, 20))
    case = asking.replied(people, case, Outcome.GRANTED)
    facts = facts_of(fresh(case), case.reply.delivered_on)
    assert (facts.applicant, facts.organisation, facts.authority) == (
        "周晓梅",
        "江城市财政局",
        "江城市人民政府",
    )
    assert (facts.on, facts.received_on, facts.reconsider_days) == (date(2026, 3, 20), asking.RECEIVED, 60)
    assert facts.wish == asking.APPLICATION.title

"""Every outcome that is replied to has words to begin with; what they leave blank is not sent."""

import pytest

from gongkai.desk.disclosure.rules.letter_templates import TEMPLATES, begun
from gongkai.desk.disclosure.rules.letters import BLANK, problems
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Outcome
from gongkai.ground.deadlines.rules.events import Step

REPLIED = [one for one in Outcome if ENDINGS[one].step is Step.REPLIED]


def test_every_reply_has_its_template():
    assert set(TEMPLATES) == set(REPLIED)


@pytest.mark.parametrize("outcome", REPLIED)
def test_a_blank_must_be_filled_in_and_reasons_are_there_where_the_law_asks(outcome):
    letter = begun(outcome, "1号")
    assert letter.reasons or not ENDINGS[outcome].reasons
    found = problems(letter)
    texts = {"answer": letter.answer, "reasons": letter.reasons, "elsewhere": letter.elsewhere}
    assert set(found) == {name for name, text in texts.items() if BLANK in text}


def test_where_else_to_turn_is_said_where_the_law_asks():
    elsewhere = [outcome for outcome in TEMPLATES if begun(outcome).elsewhere]
    assert elsewhere == [Outcome.INQUIRY, Outcome.NOT_HELD, Outcome.PETITION, Outcome.PRINTED]

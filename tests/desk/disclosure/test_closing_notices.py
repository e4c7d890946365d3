"""What ends without a reply is told by a notice: its remedies name the notice, never a 答复书."""

from datetime import date

import pytest

from gongkai.desk.disclosure.rules.closing_notices import TITLES, Waited, notice
from gongkai.desk.disclosure.rules.letters import OPENING, BadLetter
from gongkai.desk.disclosure.rules.outcomes import Outcome

from .test_letters import FACTS

WAITED = Waited(date(2026, 3, 5), date(2026, 3, 19), 2200)


def told(outcome):
    return "\n".join(line.text for line in notice(outcome, FACTS, WAITED))


def test_every_outcome_has_a_reply_or_a_notice_and_never_both():
    assert set(TITLES) | set(OPENING) == set(Outcome) and not set(TITLES) & set(OPENING)


@pytest.mark.parametrize("outcome", TITLES)
def test_no_notice_speaks_of_a_reply(outcome):
    text = told(outcome)
    assert "答复" not in text and "周晓梅：" in text and "{" not in text


def test_not_corrected_says_when_it_was_asked_and_until_when():
    text = told(Outcome.UNCORRECTED)
    assert "2026年3月5日告知您补正" in text and "期限至 2026年3月19日" in text and "第三十条" in text
    assert "自收到本告知书之日起 60 日内" in text and "6 个月内" in text


def test_not_paid_says_how_much_and_by_which_rules():
    text = told(Outcome.UNPAID)
    assert "2,200 元" in text and "第四十二条" in text and "国办函〔2020〕109号" in text
    assert "自收到本告知书之日起 60 日内" in text


def test_a_withdrawal_names_no_remedy_and_what_is_replied_to_has_no_notice():
    assert "复议" not in told(Outcome.OTHERWISE) and "撤回申请" in told(Outcome.OTHERWISE)
    with pytest.raises(BadLetter, match="答复书"):
        notice(Outcome.GRANTED, FACTS, WAITED)

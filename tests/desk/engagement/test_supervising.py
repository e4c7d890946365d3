"""A supervisor orders an answer by a day; who handles it hears."""

from datetime import date

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import supervising
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import NotAllowed

from . import corresponding
from .corresponding import entries


def test_the_order_has_its_own_day_its_words_and_its_notice(people, at):
    letter = corresponding.accepted(people, at)
    order = {"answer_by": date(2026, 3, 4), "words": "请尽快答复", "version": letter.version}
    with pytest.raises(NotAllowed):
        supervising.supervise(letter.pk, by=people["referrer"], **order)
    with pytest.raises(RuleBroken, match="写信人的姓名"):
        supervising.supervise(letter.pk, by=people["supervisor"], **(order | {"words": "答复周晓梅"}))
    letter = supervising.supervise(letter.pk, by=people["supervisor"], **order)
    assert (letter.until, letter.due_on) == (date(2026, 3, 4), date(2026, 3, 11))
    notice = Notice.objects.get(recipient=people["answerer"].person, alert=True)
    assert letter.number in notice.subject
    assert entries(letter)[-1] == "letter.supervised"


def test_what_ended_needs_no_order(people, at):
    letter = corresponding.answered(people, at)
    with pytest.raises(RuleBroken, match="无需督办"):
        supervising.supervise(
            letter.pk, answer_by=date(2026, 3, 9), words="x", version=letter.version, by=people["supervisor"]
        )

"""After the reply: satisfaction once, and once handled again by a new period."""

from datetime import date

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken, Score, Stage
from gongkai.desk.engagement.services import rating, reading
from gongkai.desk.engagement.services.holding import WRITER
from gongkai.ground.notices.models import Notice

from . import corresponding
from .corresponding import entries, fresh


def test_the_writer_rates_once_and_nobody_for_them(people, at):
    letter = corresponding.accepted(people, at)
    with pytest.raises(RuleBroken, match="答复以后"):
        rating.rate(letter.pk, Score.GOOD, by=WRITER)
    corresponding.reply(people, letter)
    with pytest.raises(RuleBroken, match="写信人自己"):
        rating.rate(letter.pk, Score.GOOD, by=people["answerer"])
    assert rating.rate(letter.pk, Score.BAD, by=WRITER).satisfaction == "2"
    with pytest.raises(RuleBroken, match="已经评价"):
        rating.rate(letter.pk, Score.GOOD, by=WRITER)
    assert entries(letter)[-1] == "letter.rated"


def test_handled_again_once_it_has_a_second_reply_and_a_second_word(people, at):
    letter = corresponding.answered(people, at)
    rating.rate(letter.pk, Score.BAD, by=WRITER)
    at(date(2026, 3, 16))
    letter = rating.reopen(letter.pk, words="还是不亮", by=WRITER)
    assert (letter.stage, letter.until, letter.ended_on) == (Stage.HANDLING, date(2026, 3, 25), None)
    assert (letter.satisfaction, letter.reopened) == ("", True)
    assert Notice.objects.filter(recipient=people["answerer"].person, subject__contains="重新办理").exists()
    corresponding.reply(people, letter, "已再次更换")
    first, second = fresh(letter).replies.all()
    assert reading.text_of(letter, second) == "已再次更换" != reading.text_of(letter, first)
    assert rating.rate(letter.pk, Score.GOOD, by=WRITER).satisfaction == "4"
    with pytest.raises(RuleBroken, match="重新办理过一次"):
        rating.reopen(letter.pk, words="又不亮", by=WRITER)

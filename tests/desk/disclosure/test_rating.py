"""An applicant says once, after the reply, how the handling was."""

import pytest

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services import rating
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.ground.ledger.models import Entry

from . import asking
from .asking import fresh


def test_once_after_the_reply_by_the_applicant_alone(people, at):
    case = asking.received(people, at)
    with pytest.raises(RuleBroken, match="答复以后"):
        rating.rate(case.pk, 5, by=APPLICANT)
    asking.replied(people, case, Outcome.GRANTED)
    with pytest.raises(RuleBroken, match="申请人自己"):
        rating.rate(case.pk, 5, by=people["case officer"])
    for score in (0, 6, -1):
        with pytest.raises(RuleBroken, match="请选择"):
            rating.rate(case.pk, score, by=APPLICANT)
    rating.rate(case.pk, 4, by=APPLICANT)
    assert fresh(case).satisfaction == 4
    assert Entry.objects.filter(kind="disclosure.rated", subject=case.number).count() == 1
    with pytest.raises(RuleBroken, match="已经评价"):
        rating.rate(case.pk, 1, by=APPLICANT)

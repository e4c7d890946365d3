"""When the next try follows."""

from datetime import timedelta

from gongkai.ground.notices.rules import WAITS
from gongkai.ground.notices.rules.messages import Trouble
from gongkai.ground.notices.rules.outcomes import Outcome, next_wait


def test_the_longer_of_ours_and_theirs_and_none_after_the_last_or_a_final_one():
    broken = Outcome(Trouble.BROKEN)
    assert [next_wait(tries, broken) for tries in range(1, len(WAITS) + 2)] == [*WAITS, None]
    asked = Outcome(Trouble.BUSY, after=timedelta(minutes=3))
    assert next_wait(1, asked) == timedelta(minutes=3) and next_wait(2, asked) == WAITS[1]
    assert next_wait(1, Outcome(Trouble.REFUSED, final=True)) is None

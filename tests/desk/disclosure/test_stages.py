"""Every state of the clock has its stage; what is open is alive."""

from gongkai.desk.disclosure.rules.stages import ALIVE, BY_CLOCK, OPEN, Stage
from gongkai.ground.deadlines.rules.clock import State


def test_every_state_of_the_clock_is_a_stage():
    assert set(BY_CLOCK) == set(State)
    assert OPEN == (Stage.RUNNING, Stage.CORRECTING, Stage.CONSULTING, Stage.PAYING)
    assert set(OPEN) < set(ALIVE)
    assert not {Stage.ENDED, Stage.ARCHIVED, Stage.DESTROYED} & set(ALIVE)
